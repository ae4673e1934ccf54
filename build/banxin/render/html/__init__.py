"""Pages as HTML for the drawing engine: what templates are told, and what they may fetch."""
