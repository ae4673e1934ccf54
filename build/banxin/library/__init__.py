"""The library: editions kept as bags, a catalogue to find them, a web site for readers."""
