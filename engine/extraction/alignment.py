"""Which line of a table is which row of the form, and where that is not certain.

An exact label says which row it is, wherever it stands. The other lines are fitted between those in order, by dynamic
programming forward and backward, which gives every line the margin to its best alternative; a small margin means
that it is not certain. A line without a label is known only when the number of rows left leaves no choice.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from engine.extraction.cells import is_with_unit
from engine.extraction.fitting import best_fit
from engine.extraction.grid import Line
from engine.extraction.header import NARROW
from engine.extraction.labels import LabelText, take_apart
from engine.extraction.vocabulary import Vocabulary
from engine.model.struct import Struct, replace

_LIKE = 0.6  # a label less like a row's than this is none of it
_MARGIN = 0.15  # a choice that beats its best alternative by less than this is none
_LIKE_IN_DISORDER = 0.75
_UNLABELLED = 0.1
_MOST_UNKNOWN = 400  # a table with more unknown lines than this is something else
_REPEATED = 3
_SHORT = 4  # of so few characters one may be another
_BEGINNING = 3
_BESIDE = 3  # a line without values may stand between the two halves of a label
_MOST = 4  # nearly all is all but one in so many
_DIFFERENT = "这一行出现了不止一次，各次的内容不同"
_SLIPPED_ALL = "有的行名旁边没有数，有的行名出现了不止一次，行名可能错了位"
_TWICE = "这一行的行名还在别处出现，那里有数"
_AGAIN = "另有一行的行名与它相近而数不同，分不清哪一行是它"
_DISPLACED = "这一行不在它的位置上，表里又有行名认不出的行，分不清哪一行是它"
_AFTER_DOUBLE = "上一行的行名出现了不止一次而数不同，其中一个可能是这一行的"
_BESIDE_EMPTY = "行名与表单的不尽相同，相邻的行又没有数，行名可能错了一行"
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
    """A line with values: the exact row (or ``None``), the label cell, the label.

    ``under`` are the words of a group that stand before it on a line of their own, where it has no label.
    """

    line: int
    row: int | None
    label: int
    text: LabelText | None
    is_group: bool = False
    under: str | None = None


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
    # The number of a row may stand before its label; what stands among as many cells as a row has is one badly written.
    is_row = len(line.filled) >= NARROW and any(len(block.columns) == len(line.filled) for block in words.spec.blocks)
    last = line.values[0] if is_row else line.values[-1]
    labels = [(index, label) for index, label in line.words if index < last]
    if not labels:
        first = line.cells[line.values[0]].text
        begins_with_words = len(line.values) > 1 and any(map(str.isalpha, first)) and not is_with_unit(first)
        return (
            _Seen(number, None, line.values[0], take_apart(first))
            if begins_with_words
            else _Seen(number, None, -1, None)
        )
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
    elif _have_moved(placed, lines, words):
        doubt = _SLIPPED_ALL
    in_order = _in_order([item for item in seen if item.row is not None and placed[item.row].line == item.line])
    disordered = len(in_order) < len(placed)
    unknown = [_below_group(item, lines, words) for item in seen if item.row is None]
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
    if (last := _only_one_left(gaps, placed, words)) is not None:
        placed[last.row] = last
        gaps = []
    missing = len(words.order) - len(placed)
    full = not missing and not empty
    for left, unfitted in gaps:
        # Lines without a label are those of the rows left here, where no row is missing or empty elsewhere.
        are_these = not empty and left == missing and sum(item.text is None for item in unfitted) <= left
        homeless += [item for item in unfitted if item.text is not None or not (are_these or (item.under and full))]
    strange = any(unfitted for _, unfitted in gaps)
    known = {item.line for item in placed.values()}
    known |= {item.line for items in exact.values() for item in items}
    unplaced = tuple(item.line for item in unknown if item.line not in known)
    if len(placed) < len(words.order) or empty:
        homeless += [_Seen(one.line, None, -1, None) for one in placed.values() if one.label < 0]
    if len(placed) < len(words.order) or any(item.text is None for item in homeless):
        homeless += [_Seen(number, None, -1, None) for number in _empty_lines(lines)]
    homeless += [_Seen(one.line, None, -1, None) for one in placed.values() if _has_values_before(one, lines)]
    if missing or empty:
        homeless += [
            replace(item, text=None) for item in unknown if item.line in unplaced and _is_strange(item, lines, words)
        ]
    named = _named(lines, words)
    for row in _without_values(placed, lines):
        if named[row] > 1:
            placed[row] = replace(placed[row], doubt=placed[row].doubt or _TWICE)
    for row in _named_beside_others(lines, words) & placed.keys():
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _TWICE)
    for row in _named_again([item for item in unknown if item.line in unplaced], placed, lines, words):
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _AGAIN)
    for row in _out_of_order(placed) if strange else ():
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _DISPLACED)
    for row in _beside_empty({one.row for one in placed.values()} - exact.keys(), placed, empty):
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _BESIDE_EMPTY)
    for row in _after_doubles(exact, placed, words):
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _AFTER_DOUBLE)
    for row in _suspects(homeless, placed, lines, words):
        placed[row] = replace(placed[row], doubt=placed[row].doubt or _SLIPPED)
    return Alignment(dict(sorted(placed.items())), unplaced, headers, frozenset(named), doubt)


def _below_group(item: _Seen, lines: Sequence[Line], words: Vocabulary) -> _Seen:
    """A line of values without a label in a loose table, with the words that are all the line before has.

    The values may be those of the group with that label, or of a row that the form does not have: they are no row that
    stands elsewhere.
    """
    before = lines[item.line - 1] if item.line else None
    if item.text is not None or before is None or not before.loose or before.values or not before.words:
        return item
    core = before.words[-1][1].core
    is_own = core in words.groups or not words.knows(before.words[-1][1])
    return replace(item, under=core) if is_own else item


def _is_strange(item: _Seen, lines: Sequence[Line], words: Vocabulary) -> bool:
    """Whether the words before a row's values in a loose table are like no label: they may not be of that line."""
    label = item.text
    if label is None or item.is_group or not lines[item.line].loose or len(_values_of(lines, item)) < NARROW:
        return False
    return all(words.likeness(label, row) < _LIKE for row in range(len(words.order)))


def _only_one_left(
    gaps: Sequence[tuple[int, Sequence[_Seen]]], placed: Mapping[int, Placed], words: Vocabulary
) -> Placed | None:
    """The one line that was not fitted, where one row is missing, whose label it nearly has: wherever it stands."""
    items = [item for _, unfitted in gaps for item in unfitted]
    free = [row for row in range(len(words.order)) if row not in placed]
    if len(items) != 1 or len(free) != 1 or items[0].text is None:
        return None
    return next(iter(_fit(items, free, words, disordered=True)), None)


def _has_values_before(one: Placed, lines: Sequence[Line]) -> bool:
    """Whether the values of another row, which has no label, stand to the left of a row's label."""
    values = [index for index in lines[one.line].values if index < one.label]
    return len(values) >= NARROW and all(index > values[0] for index, label in lines[one.line].words if label.core)


def _named_beside_others(lines: Sequence[Line], words: Vocabulary) -> set[int]:
    """The rows whose label also stands in a line that is another row, with a value right after it."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        own = see(line, number, words)
        for index, label in line.words if own is not None else ():
            row = words.exact(label)
            after = next((at for at in line.filled if at > index), None)
            if own is not None and row is not None and row[1] and row[0] != own.row and after in line.values:
                found.add(row[0])
    return found


def _named_again(
    unplaced: Sequence[_Seen], placed: Mapping[int, Placed], lines: Sequence[Line], words: Vocabulary
) -> Iterator[int]:
    """The rows whose label is like that of another line with other values, or goes on there: they may be theirs."""
    for item in unplaced:
        if item.text is None or item.is_group:
            continue
        like, best = max((words.likeness(item.text, row), row) for row in range(len(words.order)))
        rows = {best} if like >= _LIKE else set()
        rows |= {row for row, one in placed.items() if _is_part(item, one, row, words)}
        for row in rows & placed.keys():
            if _values_of(lines, item) != _values_of(lines, placed[row]):
                yield row


def _is_part(item: _Seen, other: Placed, row: int, words: Vocabulary) -> bool:
    """Whether the label of a line is that of a row near it with one other character, or its beginning or its end.

    Three characters with which a label begins say so wherever the row stands.
    """
    if item.text is None:
        return False
    part, ordinal = item.text.core, item.text.ordinal
    if len(part) >= _BEGINNING and any(label.core.startswith(part) for label in words.labels[row]):
        return True
    if not 0 < abs(item.line - other.line) <= _BESIDE:
        return False
    for label in words.labels[row]:
        enough = len(part) > 1 or (part and ordinal is not None and ordinal == label.ordinal)
        if enough and (label.core.startswith(part) or label.core.endswith(part)):
            return True
        differing = sum(one != another for one, another in zip(part, label.core, strict=False))
        if len(part) == len(label.core) >= _SHORT and differing == 1:
            return True
    return False


def _values_of(lines: Sequence[Line], item: _Seen | Placed) -> list[str]:
    line = lines[item.line]
    return [line.cells[index].text for index in line.filled if index > item.label]


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


def _suspects(
    homeless: Sequence[_Seen], placed: Mapping[int, Placed], lines: Sequence[Line], words: Vocabulary
) -> set[int]:
    """The rows whose values may be those of a line beside them that has no place among the rows that are free.

    From a line of values without a label to a row that is missing or has no values every label may stand one row off;
    where none is, in the whole block, if the line has as many values as its rows. A line whose label is unknown may be
    the other half of a row without values.
    """
    rows = sorted((item.line, row) for row, item in placed.items())
    empty = _without_values(placed, lines)
    gone = sorted(empty | set(range(len(words.order))) - placed.keys())
    suspects: set[int] = set()
    for item in homeless:
        at = bisect_left(rows, (item.line, -1))
        beside = [row for _, row in rows[max(at - 1, 0) : at + 1]]
        if item.text is not None:
            suspects |= empty.intersection(beside)
            continue
        suspects |= set(range(min([*beside, *gone], default=0), max([*beside, *gone], default=0) + 1))
        if not gone:
            suspects |= _of_the_block(lines[item.line], beside, words)
    return suspects & placed.keys()


def _beside_empty(fitted: Iterable[int], placed: Mapping[int, Placed], empty: Collection[int]) -> Iterator[int]:
    """The rows known by a label that is not quite theirs, beside the only one in the table that has no values."""
    if len(empty) == 1:
        (gone,) = empty
        for row in fitted:
            if abs(row - gone) == 1 and placed[row].label >= 0:
                yield from (row, gone)


def _after_doubles(
    exact: Mapping[int, Sequence[_Seen]], placed: Mapping[int, Placed], words: Vocabulary
) -> Iterator[int]:
    """The rows right below one whose label stands there twice with different values: one label may be theirs.

    In a block of one column or two it may be that of any row, whose values look all alike.
    """
    by_line = {one.line: row for row, one in placed.items()}
    for row, items in exact.items():
        if row not in placed or placed[row].doubt != _DIFFERENT:
            continue
        block = words.order[row][0]
        own = [other for other in placed if words.order[other][0] is block]
        if len(block.columns) < NARROW:
            yield from own
        elif (below := by_line.get(max(item.line for item in items) + 1)) in own:
            yield below


def _of_the_block(line: Line, beside: Sequence[int], words: Vocabulary) -> set[int]:
    """The rows of the blocks of some rows that are as long as a line of values without words."""
    if line.words or len(line.values) < NARROW:
        return set()
    blocks = [words.order[row][0] for row in beside]
    return {
        row
        for row, (block, _) in enumerate(words.order)
        if len(block.columns) == len(line.values) and any(block is one for one in blocks)
    }


def _named(lines: Sequence[Line], words: Vocabulary) -> Counter[int]:
    """In how many lines the label of each row stands, whatever else stands there."""
    labels = ({words.exact(label) for _, label in line.words} for line in lines)
    return Counter(label[0] for found in labels for label in found if label is not None and label[1])


def _without_values(placed: Mapping[int, Placed], lines: Sequence[Line]) -> set[int]:
    """The rows that have a label and nothing after it."""
    return {row for row, item in placed.items() if not any(index > item.label for index in lines[item.line].filled)}


def _have_moved(placed: Mapping[int, Placed], lines: Sequence[Line], words: Vocabulary) -> bool:
    """Whether a label has no values in a table whose lines have all theirs, and another one stands at two lines.

    There are values enough for all rows then, but not every label stands beside its own.
    """
    full = sum(len(_values_of(lines, one)) >= len(words.order[row][0].columns) for row, one in placed.items())
    is_full = _MOST * full >= (_MOST - 1) * len(placed)
    return is_full and bool(_without_values(placed, lines)) and any(one.doubt == _DIFFERENT for one in placed.values())


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
    doubt = None if same else _DIFFERENT
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
    """Fit unknown lines to the free rows between their neighbours, in order.

    A number without a label may be that of a page: only as many as a row of several has are a row.
    """
    scores = [[_score(item, row, words, disordered) for row in free] for item in items]
    choices = best_fit(scores)
    found: list[Placed] = []
    for item, (choice, margin) in zip(items, choices, strict=True):
        if choice is None or margin < _MARGIN:
            continue
        if item.text is not None and not _is_own(item.text, free[choice], words):
            continue
        narrow = len(words.order[free[choice]][0].columns) < NARROW
        if item.text is None and (narrow or len(items) > len(free)):
            continue
        found.append(Placed(item.line, free[choice], item.label))
    return found


def _score(item: _Seen, row: int, words: Vocabulary, disordered: bool) -> float:
    """How much speaks for a line being a row; far below zero where it cannot be."""
    if item.text is None:
        groups = {take_apart(text).core for group in words.order[row][1].groups for text in group.all}
        return -9.0 if disordered or (item.under is not None and item.under not in groups) else _UNLABELLED
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
