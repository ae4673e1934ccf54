"""The print PDF for a printing plant (PDF/X-4), made of the drawn pages."""
