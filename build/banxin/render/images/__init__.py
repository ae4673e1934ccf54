"""Images made of sources and pages."""
