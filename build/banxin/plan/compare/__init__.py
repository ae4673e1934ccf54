"""Two plans beside each other: how far they differ, what moved and why."""
