"""PDF files that somebody gave: `banxin home`, `pages` and `extract` read them in a process with limits.

Neither qpdf nor PDFium is a wall: a file may lie about its size, unfold to any length, or end the process that reads
it.
"""
