"""Plans an edition as some of its edits left it, each with a planner of its own: a fresh process to compare with.

`.venv/bin/python tests/edits_worker.py FOLDER SEED COUNT EDIT...` prints the outcomes as JSON, edit by edit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from random_edits import new_planner, opened, outcome


def main() -> None:
    folder, seed, count, *wanted = sys.argv[1:]
    states = opened(Path(folder), int(seed), int(count))
    found = {}
    for number in map(int, wanted):
        _, state = states[number]
        found[number] = outcome(new_planner(state), state.edition)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
