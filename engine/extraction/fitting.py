"""Items fitted to places in order, by dynamic programming forward and backward."""

from collections.abc import Sequence

_SKIP = -0.3  # what it costs that an item goes nowhere, or a place stays free


def best_fit(scores: Sequence[Sequence[float]]) -> list[tuple[int | None, float]]:
    """Fit items to places in order so that the scores add up to the most.

    ``scores[i][j]`` speaks for item i at place j; an item may go nowhere at a small cost. For each item its place in
    the best fit (``None``: nowhere), and by how much the best fit beats the best one in which the item is elsewhere.
    """
    items, places = len(scores), len(scores[0]) if scores else 0
    forward = [[0.0] * (places + 1) for _ in range(items + 1)]
    for i in range(1, items + 1):
        forward[i][0] = forward[i - 1][0] + _SKIP
        for j in range(1, places + 1):
            fitted = forward[i - 1][j - 1] + scores[i - 1][j - 1]
            forward[i][j] = max(forward[i - 1][j] + _SKIP, forward[i][j - 1], fitted)
    backward = [[0.0] * (places + 1) for _ in range(items + 1)]
    for i in range(items - 1, -1, -1):
        backward[i][places] = backward[i + 1][places] + _SKIP
        for j in range(places - 1, -1, -1):
            fitted = backward[i + 1][j + 1] + scores[i][j]
            backward[i][j] = max(backward[i + 1][j] + _SKIP, backward[i][j + 1], fitted)
    chosen: list[tuple[int | None, float]] = []
    for i in range(items):
        options: list[tuple[float, int | None]] = [
            (forward[i][j] + scores[i][j] + backward[i + 1][j + 1], j) for j in range(places)
        ]
        options.append((max(forward[i][j] + backward[i + 1][j] for j in range(places + 1)) + _SKIP, None))
        options.sort(key=lambda option: -option[0])
        margin = options[0][0] - options[1][0] if len(options) > 1 else 1.0
        chosen.append((options[0][1], margin))
    return chosen
