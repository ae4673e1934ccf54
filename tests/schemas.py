"""Schemas of public standards, to hold what the library writes against.

METS comes with metsrw, MODS and PREMIS with eulxml; the others stand in `standards/`, whose README says whose they are.
A file in the folder that BANXIN_SCHEMAS names is taken instead of one of the same name there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource
from referencing.jsonschema import DRAFT7

STANDARDS = Path(__file__).with_name("standards")
OPDS2, READIUM = "https://drafts.opds.io/schema/", "https://readium.org/webpub-manifest/schema/"
"""Where the schemas of OPDS 2 say that they are; their files stand in opds2/ and readium/."""
XML = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:string"/><xs:attribute name="space" type="xs:string"/></xs:schema>"""
NAMES = ("href", "role", "arcrole", "title", "show", "actuate", "label", "from", "to", "type")
GROUPS = ("simpleLink", "extendedLink", "locatorLink", "arcLink", "resourceLink", "titleLink", "emptyLink")


def _xlink() -> str:
    """Every attribute in every group: more than W3C's allows, in what nobody gets wrong."""
    declared = "".join(f'<xs:attribute name="{name}" type="xs:string"/>' for name in NAMES)
    used = "".join(f'<xs:attribute ref="xlink:{name}"/>' for name in NAMES)
    groups = "".join(f'<xs:attributeGroup name="{group}">{used}</xs:attributeGroup>' for group in GROUPS)
    return (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'targetNamespace="http://www.w3.org/1999/xlink">{declared}{groups}</xs:schema>'
    )


class _StandIns(etree.Resolver):
    """Stand-ins for what the schemas import from the web."""

    def resolve(self, url: str, public: str, context: Any) -> Any:
        if "xlink" in url:
            return self.resolve_string(_xlink(), context)
        if url.endswith("xml.xsd"):
            return self.resolve_string(XML, context)
        return None


def _package(name: str, *parts: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin
    return Path(spec.origin).parent.joinpath(*parts)


def _standard(name: str) -> Path:
    folders = (Path(os.environ.get("BANXIN_SCHEMAS", STANDARDS)), STANDARDS)
    return next(folder / name for folder in folders if (folder / name).is_file())


def _paths(kind: str) -> dict[str, Path]:
    """Namespace → schema of what such a document holds."""
    if kind == "alto":
        return {"http://www.loc.gov/standards/alto/ns-v4#": _standard("alto-4-4.xsd")}
    return {
        "http://www.loc.gov/METS/": _package("metsrw", "resources", "mets.xsd"),
        "http://www.loc.gov/mods/v3": _package("eulxml", "schema_data", "mods-3-4.xsd"),
        "http://www.loc.gov/premis/v3": _package("eulxml", "schema_data", "premis.xsd"),
    }


@cache
def _schema(kind: str) -> etree.XMLSchema:
    """One schema of several, so that what stands in a METS is held against its own."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_StandIns())
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{path.as_uri()}"/>'
        for namespace, path in _paths(kind).items()
    )
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver, parser))


def check_xml(root: etree._Element, kind: str) -> None:
    """Fail with every line that is against the schema: of a METS with all that is in it, or of an ALTO."""
    schema = _schema(kind)
    assert schema.validate(root), "\n".join(map(str, schema.error_log))


def _retrieved(uri: str) -> Resource[Any]:
    """A schema that another one names by its address on the web, from its file."""
    for root, folder in ((OPDS2, "opds2"), (READIUM, "readium")):
        if uri.startswith(root):
            # Patterns name their groups as JavaScript does.
            text = _standard(f"{folder}/{uri.removeprefix(root)}").read_text("utf-8")
            schema = json.loads(re.sub(r"\(\?<(?=[a-zA-Z])", "(?P<", text))
            return Resource.from_contents(schema, default_specification=DRAFT7)
    raise NoSuchResource(ref=uri)


def check_json(data: bytes, name: str) -> None:
    """Fail where a JSON document is against a schema of `standards/`, such as `ninjs-3.1.json`."""
    import jsonschema

    schema = json.loads(_standard(name).read_text("utf-8"))
    registry: Registry[Any] = Registry(retrieve=_retrieved)
    validator = jsonschema.validators.validator_for(schema)(schema, registry=registry)
    errors = validator.iter_errors(json.loads(data))
    found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]
    assert not found, "\n".join(found)
