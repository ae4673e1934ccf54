"""Pictures made of sources and pages."""
