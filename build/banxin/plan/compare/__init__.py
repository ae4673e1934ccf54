"""Two plans compared: how far they differ, what moved and why."""
