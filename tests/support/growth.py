"""Whether time grows with the size of the work: the same test says so on a busy machine as on an idle one."""

import gc
from collections.abc import Callable
from time import process_time

_TRIES = 25


def seconds(work: Callable[[], object]) -> float:
    """The time of the processor that some work takes, without the collection of what other tests have left."""
    gc.disable()
    try:
        begin = process_time()
        work()
        return process_time() - begin
    finally:
        gc.enable()


def stays_within(ratio: float, long: Callable[[], float], short: Callable[[], float], slack: float = 0.0) -> bool:
    """Whether the long work takes at most ``ratio`` times the seconds of the short one, and ``slack``.

    Of each the least time counts. Another program that uses the processor makes single measurements longer, none
    shorter, so it is measured until the bound holds; work that grows too fast never comes within it.
    """
    longest = shortest = float("inf")
    for _ in range(_TRIES):
        longest, shortest = min(longest, long()), min(shortest, short())
        if longest <= ratio * shortest + slack:
            return True
    return False
