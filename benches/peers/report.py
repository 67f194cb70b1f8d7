"""What the measuring scripts share: the question all programs answer, timing, and how figures are
handed on, as one line of JSON each."""

import json
import time

# The question of one year and one box. Half-open in time; the box includes its edge.
YEAR = ("2016-04-01", "2017-04-01")
WEST, SOUTH, EAST, NORTH = 46.0, 39.0, 47.5, 40.5


def measure(task, act, times, **counts):
    """Does something several times, prints the best of the times, and gives back what came out.

    Each of `counts` makes a number to compare programs by out of what came out."""
    best = None
    for _ in range(times):
        start = time.perf_counter()
        result = act()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    line = {"task": task, "ms": round(best * 1000, 3)}
    line |= {name: int(count(result)) for name, count in counts.items()}
    print(json.dumps(line), flush=True)
    return result
