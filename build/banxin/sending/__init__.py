"""Editions by e-mail: who gets what, how it is handed over, and what is known of each delivery."""
