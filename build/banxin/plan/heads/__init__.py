"""Heads set in their rectangles: kicker, headline, deck and byline, level, beside or upright."""
