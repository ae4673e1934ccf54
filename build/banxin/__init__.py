"""banxin: from the article sources of one edition, a newspaper (PDF), an e-book (EPUB) and a record."""

__version__ = "0.1.0"
