"""An article's text set at a measure: blocks, tables, boxes and the part before or after a jump."""
