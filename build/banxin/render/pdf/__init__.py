"""The drawn PDF: glyphs at their places, the reader's tree, links, metadata, attachments."""
