"""Why an edition has no plan, and which changes were found to help."""
