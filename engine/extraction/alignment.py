"""Which line of a table is which row of the form, and where that is not certain.

An exact label says which row it is, wherever it stands. The other lines are fitted between those in order, by dynamic
programming forward and backward, which gives every line the margin to its best alternative; a small margin means
that it is not certain. A line without a label is known only when the number of rows left leaves no choice.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from engine.extraction.grid import Line
from engine.extraction.labels import LabelText
from engine.extraction.vocabulary import Vocabulary
from engine.model.struct import Struct, replace

_LIKE = 0.6  # a label less like a row's than this is none of it
_MARGIN = 0.15  # a choice that beats its best alternative by less than this is none
_LIKE_IN_DISORDER = 0.75
_UNLABELLED = 0.1
_SKIP = -0.3
_MOST_UNKNOWN = 400  # a table with more unknown lines than this is something else
_REPEATED = 3
_TWICE = "这一行的行名还在别处出现，那里有数"
_DISPLACED = "这一行不在它的位置上，表里又有行名认不出的行，分不清哪一行是它"
_SLIPPED = "旁边有一行数没有行名，行名可能错了一行"


class Placed(Struct, frozen=True):
    """A line that is a row of the form: the row, the index of its label cell, and why it is not certain, if so."""

    line: int
    row: int
    label: int
    doubt: str | None = None


class Alignment(Struct, frozen=True):
    """The rows found, in the order of the form; ``unplaced`` lines have values but no certain row.

    ``named`` are rows whose label stands in some cell, although perhaps not as the label of a line of its own.
    ``doubt`` is a reason that concerns the whole table.
    """

    placed: dict[int, Placed]
    unplaced: tuple[int, ...]
    headers: tuple[int, ...]
    named: frozenset[int]
    doubt: str | None = None


class _Seen(Struct, frozen=True):
    """A line with values: the exact row (or ``None``), the label cell, the label."""

    line: int
    row: int | None
    label: int
    text: LabelText | None
    is_group: bool = False


def see(line: Line, number: int, words: Vocabulary) -> _Seen | None:
    """What a line is by itself; ``None`` when it holds no row of the table (headers, captions, empty lines)."""
    if not line.filled or line.is_numbering or is_header(line, words):
        return None
    for index, label in reversed(line.words):
        exact = words.exact(label)
        if exact is None:
            continue
        row, sure = exact
        # Without its ordinal a label may be the name of a column as well: only values after it tell.
        if sure or label.core not in words.headers or (line.values and line.values[-1] > index):
            return _Seen(number, row, index, label)
    if not line.values:
        return None
    labels = [(index, label) for index, label in line.words if index < line.values[-1]]
    if not labels:
        return _Seen(number, None, -1, None)
    index, label = labels[-1]
    return _Seen(number, None, index, label, label.core in words.groups)


def is_header(line: Line, words: Vocabulary) -> bool:
    """Whether a line holds names of columns and no values."""
    if line.values:
        return False
    known = {label.core for _, label in line.words if label.core in words.headers}
    if words.side_by_side:
        known |= {label.core for _, label in line.words if label.core in words.rows or label.core in words.groups}
    return len(known) >= 2


def align(lines: Sequence[Line], words: Vocabulary) -> Alignment:
    """Which line is which row."""
    seen = _without_doubles([found for number, line in enumerate(lines) if (found := see(line, number, words))], lines)
    headers = tuple(number for number, line in enumerate(lines) if is_header(line, words))
    exact: dict[int, list[_Seen]] = {}
    for item in seen:
        if item.row is not None:
            exact.setdefault(item.row, []).append(item)
    placed = {row: _first(items, lines) for row, items in exact.items()}
    doubt = None
    if _repeated(exact, seen) >= _REPEATED:
        doubt = "同一张表的行出现了两遍，分不清哪一遍是本年度的"
    in_order = _in_order([item for item in seen if item.row is not None and placed[item.row].line == item.line])
    disordered = len(in_order) < len(placed)
    unknown = [item for item in seen if item.row is None]
    homeless: list[_Seen] = []
    gaps: list[tuple[int, list[_Seen]]] = []
    empty = _without_values(placed, lines)
    if len(unknown) <= _MOST_UNKNOWN:
        for start, end, items in _gaps(in_order, unknown, len(words.order)):
            free = [row for row in range(start + 1, end) if row not in placed]
            fitted = _fit(items, free, words, disordered)
            placed |= {one.row: one for one in fitted}
            known = {one.line for one in fitted}
            unfitted = [item for item in items if item.line not in known]
            gaps.append((len(free) - len(fitted), unfitted))
    missing = len(words.order) - len(placed)
    for left, unfitted in gaps:
        # Lines without a label are those of the rows left here, where no row is missing or empty elsewhere.
        are_these = not empty and left == missing and sum(item.text is None for item in unfitted) <= left
        homeless += [item for item in unfitted if item.text is not None or not are_these]
    strange = any(unfitted for _, unfitted in gaps)
    known = {item.line for item in placed.values()}
    known |= {item.line for items in exact.values() for item in items}
    unplaced = tuple(item.line for item in unknown if item.line not in known)
    if len(placed) < len(words.order) or empty:
        homeless += [_Seen(one.line, None, -1, None) for one in placed.values() if one.label < 0]
    if len(placed) < len(words.order):
        homeless += [_Seen(number, None, -1, None) for number in _empty_lines(lines)]
    named = _named(lines, words)
    for row in _without_values(placed, lines):
        if named[row] > 1:
            placed[row] = replace(placed[row], doubt=placed[row].doubt or _TWICE)
    for row in _out_of_order(placed) if strange else ():
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _DISPLACED)
    for row in _suspects(homeless, placed, lines, len(words.order)):
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _SLIPPED)
    return Alignment(dict(sorted(placed.items())), unplaced, headers, frozenset(named), doubt)


def _out_of_order(placed: Mapping[int, Placed]) -> Iterator[int]:
    """The rows that stand above one that the form has before them, or below one that it has after them."""
    rows = [row for row, _ in sorted(placed.items(), key=lambda one: one[1].line)]
    for at, row in enumerate(rows):
        if row < max(rows[:at], default=-1) or row > min(rows[at + 1 :], default=len(rows) + row):
            yield row


def _empty_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Lines without a word or a value, those apart with which a table goes on after a page end."""
    for number, (before, line) in enumerate(pairwise(lines), 1):
        if line.cells and not line.filled and before.table == line.table:
            yield number


def _suspects(homeless: Sequence[_Seen], placed: Mapping[int, Placed], lines: Sequence[Line], count: int) -> set[int]:
    """The rows whose values may be those of a line beside them that has no place among the rows that are free.

    From a line of values without a label to a row that is missing or has no values every label may stand one row off.
    A line whose label is unknown may be the other half of a row without values.
    """
    rows = sorted((item.line, row) for row, item in placed.items())
    empty = _without_values(placed, lines)
    gone = sorted(empty | set(range(count)) - placed.keys())
    suspects: set[int] = set()
    for item in homeless:
        at = bisect_left(rows, (item.line, -1))
        beside = [row for _, row in rows[max(at - 1, 0) : at + 1]]
        if item.text is not None:
            suspects |= empty.intersection(beside)
            continue
        suspects |= set(range(min([*beside, *gone], default=0), max([*beside, *gone], default=0) + 1))
    return suspects & placed.keys()


def _named(lines: Sequence[Line], words: Vocabulary) -> Counter[int]:
    """In how many lines the label of each row stands, whatever else stands there."""
    labels = ({words.exact(label) for _, label in line.words} for line in lines)
    return Counter(label[0] for found in labels for label in found if label is not None and label[1])


def _without_values(placed: Mapping[int, Placed], lines: Sequence[Line]) -> set[int]:
    """The rows that have a label and nothing after it."""
    return {row for row, item in placed.items() if not any(index > item.label for index in lines[item.line].filled)}


def _without_doubles(seen: Sequence[_Seen], lines: Sequence[Line]) -> list[_Seen]:
    """Without lines that say the same as the line right before them, label included."""
    kept: list[_Seen] = []
    for item in seen:
        before = kept[-1] if kept else None
        if (
            before is None
            or item.text is None
            or before.text != item.text
            or _said(lines, before) != _said(lines, item)
        ):
            kept.append(item)
    return kept


def _said(lines: Sequence[Line], item: _Seen) -> list[str]:
    return [text for text in lines[item.line].texts if text]


def _first(items: Sequence[_Seen], lines: Sequence[Line]) -> Placed:
    """The line of a row that has one line or several; several that differ are a doubt."""
    first = items[0]
    row = -1 if first.row is None else first.row
    same = all(_said(lines, item) == _said(lines, first) for item in items[1:])
    doubt = None if same else "这一行出现了不止一次，各次的内容不同"
    return Placed(first.line, row, first.label, doubt)


def _repeated(exact: dict[int, list[_Seen]], seen: Sequence[_Seen]) -> int:
    """How many rows occur again elsewhere than right after themselves."""
    rank = {item.line: position for position, item in enumerate(seen)}
    apart = 0
    for items in exact.values():
        ranks = [rank[item.line] for item in items]
        apart += any(after - before > 1 for before, after in pairwise(ranks))
    return apart


def _in_order(items: Sequence[_Seen]) -> list[_Seen]:
    """The longest run of lines whose rows stand in the order of the form."""
    tails: list[int] = []
    best: list[list[_Seen]] = []
    for item in items:
        row = -1 if item.row is None else item.row
        at = bisect_left(tails, row)
        chain = [*(best[at - 1] if at else []), item]
        if at == len(tails):
            tails.append(row)
            best.append(chain)
        else:
            tails[at] = row
            best[at] = chain
    return best[-1] if best else []


def _gaps(in_order: Sequence[_Seen], unknown: Sequence[_Seen], count: int) -> list[tuple[int, int, list[_Seen]]]:
    """The unknown lines between each two known ones, with the rows of the form on either side."""
    gaps: list[tuple[int, int, list[_Seen]]] = []
    bounds = [(-1, -1), *((item.line, -1 if item.row is None else item.row) for item in in_order), (1 << 60, count)]
    at = 0
    for (_, start), (after, end) in pairwise(bounds):
        items: list[_Seen] = []
        while at < len(unknown) and unknown[at].line < after:
            items.append(unknown[at])
            at += 1
        if items:
            gaps.append((start, end, items))
    return gaps


def _fit(items: Sequence[_Seen], free: Sequence[int], words: Vocabulary, disordered: bool) -> list[Placed]:
    """Fit unknown lines to the free rows between their neighbours, in order."""
    scores = [[_score(item, row, words, disordered) for row in free] for item in items]
    choices = best_fit(scores)
    found: list[Placed] = []
    for item, (choice, margin) in zip(items, choices, strict=True):
        if choice is None or margin < _MARGIN:
            continue
        if item.text is not None and not _is_own(item.text, free[choice], words):
            continue
        if item.text is None and len(items) > len(free):
            continue
        found.append(Placed(item.line, free[choice], item.label))
    return found


def _score(item: _Seen, row: int, words: Vocabulary, disordered: bool) -> float:
    """How much speaks for a line being a row; far below zero where it cannot be."""
    if item.text is None:
        return -9.0 if disordered else _UNLABELLED
    if item.is_group:
        return -9.0
    like = words.likeness(item.text, row)
    return like if like >= (_LIKE_IN_DISORDER if disordered else _LIKE) else -9.0


def _is_own(label: LabelText, row: int, words: Vocabulary) -> bool:
    """Whether a label is clearly more like this row's than like any other row's of the table."""
    own = words.likeness(label, row)
    if words.names_several(label):
        return False
    return all(other == row or words.likeness(label, other) <= own - _MARGIN for other in range(len(words.order)))


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
