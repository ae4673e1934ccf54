"""The bags: made, added, verified, exported and read."""
