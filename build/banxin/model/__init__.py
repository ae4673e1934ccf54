"""The data that walks through the stages: sources → lines → plan. Frozen, without behaviour of its own."""
