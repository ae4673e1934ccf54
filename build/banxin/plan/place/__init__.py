"""Shapes at their cells become modules: every line, picture and rule at its point."""
