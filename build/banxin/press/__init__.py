"""The print: what a printing plant takes (PDF/X-4), made of the drawn pages."""
