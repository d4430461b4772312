"""The nearest known name to one that is not known."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that differs least, if it differs little enough to be meant; ties go to the first.

    In Chinese one character is half a word, so one difference is allowed even in short names.
    """
    candidates = list(dict.fromkeys(known))
    if len(name) > 60:
        return None
    lowered = name.lower()
    scored = [(distance(lowered, candidate.lower()), index) for index, candidate in enumerate(candidates)]
    allowed = max(1, len(name) // 3)
    near = [(score, index) for score, index in scored if score <= allowed and score < len(name)]
    if near:
        return candidates[min(near)[1]]
    parts = [candidate for candidate in candidates if len(name) >= 2 and (name in candidate or candidate in name)]
    return min(parts, key=lambda part: abs(len(part) - len(name))) if parts else None


def distance(left: str, right: str) -> int:
    """How many characters must be put in, taken out, replaced or swapped with their neighbour."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
