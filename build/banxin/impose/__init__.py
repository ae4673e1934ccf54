"""Pages on the paper of a printer at home or in the office: whole, in tiles, side by side, or as a booklet to fold."""
