"""The e-book: an edition bound as EPUB 3.3."""
