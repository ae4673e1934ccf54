"""The catalogue: one SQLite file made of the bags' records, and its exact search."""
