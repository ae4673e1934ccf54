"""Work on what strangers made, in child processes with limits of time, memory, disk and answer."""
