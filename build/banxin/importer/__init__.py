"""Importer: raw page text of any Chinese newspaper → an edition's folder and a report.

The steps: decode (`encoding`), normalise (`normalise`, recorded by `edits`), join what column breaks separated
(`paragraphs`), find articles by the form of their lines (`line_forms`, `dump_articles`), write the edition
(`serialise`, `write`) and the report (`import_report`). Everything is done by rule; no word of any one newspaper stands
in the code.
"""

from __future__ import annotations

from banxin.importer.raw_pages import import_dump
from banxin.importer.result import ImportResult
from banxin.importer.serialise import write_article
from banxin.importer.write import write_import

__all__ = ["ImportResult", "import_dump", "write_article", "write_import"]
