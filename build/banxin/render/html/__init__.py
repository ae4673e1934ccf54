"""Pages as HTML for WeasyPrint: the templates' data, and what they may load."""
