"""PREMIS 3 of an issue: its products with their digests, the events of their history, agents and rights."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from banxin import __version__
from banxin.library.formats.xml import XSI, Writer
from banxin.library.record.record import File, IssueRecord

NAMESPACE = "http://www.loc.gov/premis/v3"
_PREMIS = Writer(NAMESPACE)
SOFTWARE = f"banxin {__version__}"


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the history."""

    kind: str
    """A term of the Library of Congress' list of event types, where it has one."""
    moment: datetime.datetime
    detail: str
    outcome: str = "success"


def premis(record: IssueRecord, events: Sequence[Event]) -> etree._Element:
    """The issue, its products, the events in their order, the software and the publisher as agents, the rights."""
    root = _PREMIS.root("premis", {"premis": NAMESPACE, "xsi": XSI}, version="3.0")
    _entity(root, record)
    for product in record.products:
        _file(root, record, product)
    for number, event in enumerate(events, 1):
        _event(root, record, event, number)
    _agent(root, "software", SOFTWARE, "software")
    if record.paper.publisher:
        _agent(root, "local", record.paper.publisher, "organization")
    if record.paper.rights:
        _rights(root, record)
    return root


def _kind(element: etree._Element, name: str) -> None:
    element.set(f"{{{XSI}}}type", f"premis:{name}")


def _identifier(parent: etree._Element, what: str, kind: str, value: str) -> None:
    identifier = _PREMIS.add(parent, what)
    _PREMIS.add(identifier, f"{what}Type", kind)
    _PREMIS.add(identifier, f"{what}Value", value)


def _entity(root: etree._Element, record: IssueRecord) -> None:
    entity = _PREMIS.add(root, "object")
    _kind(entity, "intellectualEntity")
    _identifier(entity, "objectIdentifier", "local", record.key)
    _identifier(entity, "objectIdentifier", "URI", record.urn)
    if record.replaces:
        relationship = _PREMIS.add(entity, "relationship")
        _PREMIS.add(relationship, "relationshipType", "replacement")
        _PREMIS.add(relationship, "relationshipSubType", "replaces")
        related = _PREMIS.add(relationship, "relatedObjectIdentifier")
        _PREMIS.add(related, "relatedObjectIdentifierType", "local")
        _PREMIS.add(related, "relatedObjectIdentifierValue", record.replaces)


def _file(root: etree._Element, record: IssueRecord, product: File) -> None:
    file = _PREMIS.add(root, "object")
    _kind(file, "file")
    _identifier(file, "objectIdentifier", "local", f"{record.key}/{product.name}")
    traits = _PREMIS.add(file, "objectCharacteristics")
    fixity = _PREMIS.add(traits, "fixity")
    _PREMIS.add(fixity, "messageDigestAlgorithm", "SHA-256")
    _PREMIS.add(fixity, "messageDigest", product.sha256)
    _PREMIS.add(traits, "size", str(product.bytes))
    designation = _PREMIS.add(_PREMIS.add(traits, "format"), "formatDesignation")
    _PREMIS.add(designation, "formatName", product.media_type)
    _PREMIS.add(file, "originalName", product.name.rpartition("/")[2])


def _event(root: etree._Element, record: IssueRecord, event: Event, number: int) -> None:
    element = _PREMIS.add(root, "event")
    _identifier(element, "eventIdentifier", "local", f"{record.key}/event-{number}")
    _PREMIS.add(element, "eventType", event.kind)
    _PREMIS.add(element, "eventDateTime", event.moment.isoformat())
    _PREMIS.add(_PREMIS.add(element, "eventDetailInformation"), "eventDetail", event.detail)
    _PREMIS.add(_PREMIS.add(element, "eventOutcomeInformation"), "eventOutcome", event.outcome)
    for what, kind, value in (("Agent", "software", SOFTWARE), ("Object", "local", record.key)):
        link = _PREMIS.add(element, f"linking{what}Identifier")
        _PREMIS.add(link, f"linking{what}IdentifierType", kind)
        _PREMIS.add(link, f"linking{what}IdentifierValue", value)


def _agent(root: etree._Element, kind: str, value: str, what: str) -> None:
    agent = _PREMIS.add(root, "agent")
    _identifier(agent, "agentIdentifier", kind, value)
    _PREMIS.add(agent, "agentName", value)
    _PREMIS.add(agent, "agentType", what)


def _rights(root: etree._Element, record: IssueRecord) -> None:
    statement = _PREMIS.add(_PREMIS.add(root, "rights"), "rightsStatement")
    _identifier(statement, "rightsStatementIdentifier", "local", f"{record.key}/rights")
    _PREMIS.add(statement, "rightsBasis", "other")
    other = _PREMIS.add(statement, "otherRightsInformation")
    _PREMIS.add(other, "otherRightsBasis", "statement of the publisher")
    _PREMIS.add(other, "otherRightsNote", record.paper.rights)
    link = _PREMIS.add(statement, "linkingObjectIdentifier")
    _PREMIS.add(link, "linkingObjectIdentifierType", "local")
    _PREMIS.add(link, "linkingObjectIdentifierValue", record.key)
