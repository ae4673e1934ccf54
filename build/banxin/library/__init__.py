"""The library: editions kept as bags, found by a catalogue, brought to readers."""
