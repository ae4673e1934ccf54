"""Pages of newspapers as PDF with a text layer → a dump a page, by geometry: legs, heads, captions, pictures."""
