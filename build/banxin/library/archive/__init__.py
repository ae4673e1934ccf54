"""Bags: making, adding, verifying, exporting and reading them."""
