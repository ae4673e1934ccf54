"""Making e-books: an edition as EPUB 3.3."""
