"""One page at a time: its frame, its contents, the search for its arrangement, the finished page."""
