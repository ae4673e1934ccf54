"""The readers' web site: a function from addresses to bytes, for a server and for static files."""
