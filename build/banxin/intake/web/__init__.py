"""Saved web pages, WeChat articles, what a browser's clipboard gives, Markdown of others → `Dump`."""
