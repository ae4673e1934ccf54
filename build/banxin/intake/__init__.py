"""Copy as it arrives → `Dump`: the lines of a file with what their looks say, its tables, pictures and notes.

A reader a format, and none of them decides what an article is: that is the importer's. Every visible character of a
file is in its dump or in a problem that names what was left out.
"""

from __future__ import annotations
