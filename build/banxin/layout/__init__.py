"""What a layout says, read and checked: layout.toml, grid, type sizes, slots of furniture, faces."""
