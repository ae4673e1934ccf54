"""Layouts, read and checked: layout.toml, grid, type sizes, slots of furniture, faces."""
