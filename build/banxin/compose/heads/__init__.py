"""Heads in lines: broken by meaning, then by balance."""
