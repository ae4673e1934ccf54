"""Pages on the paper of a home or office printer: whole, in tiles, side by side, or as a booklet to fold."""
