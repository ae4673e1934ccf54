"""The library of editions: what is kept, found again and handed on."""
