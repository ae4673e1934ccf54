"""Importer: copy of any Chinese newspaper, as `banxin.intake` reads it → an edition's folder and a report.

The steps: normalise (`normalise`, recorded by `edits`), join what column breaks separated (`paragraphs`), find articles
by the form and the looks of their lines (`line_forms`, `dump_articles`, `single`), place tables, pictures and notes in
them (`placing`), write the edition (`serialise`, `write`) and the report (`import_report`). Everything is done by rule;
no word of any one newspaper stands in the code.
"""

from __future__ import annotations

from banxin.importer.raw_pages import Reading, import_dump
from banxin.importer.result import ImportResult
from banxin.importer.serialise import write_article
from banxin.importer.write import write_import
from banxin.intake.copy_files import copy_files

__all__ = ["ImportResult", "Reading", "copy_files", "import_dump", "write_article", "write_import"]
