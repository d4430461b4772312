"""Which cells of a line are the values of a row: the value zone, or the reason why it is not certain.

The zone is where the number of filled cells, the names of the columns and the habits of the other lines agree. What
the values add up to is never looked at.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from engine.extraction.cells import interpret, is_several
from engine.extraction.grid import Line, column_at
from engine.extraction.header import NARROW, Header
from engine.model.facts import Status
from engine.model.struct import Struct

_MOST = 4  # a habit has at most one exception in so many lines
_ENOUGH = 5  # fewer lines that leave the same columns blank are no habit
SPARSE_SHARE = 3  # a table that leaves zeros blank has at least one blank in so many cells


class Habits(Struct, frozen=True):
    """What the lines of a table have in common.

    - widths: the usual number of cells of a line, for each piece of the table; single: pieces without a usual one;
    - starts: the grid column in which the values usually begin, by piece, grid column of the label, and width;
    - labels: the grid column in which lines with so many groups above them usually have their label, by piece;
    - surplus: how many regular lines have filled cells beyond the form's columns; extra: how many such cells these
      usually have; crowded: the pieces and numbers of columns in which values over more columns are as usual as not;
    - zeros: zeros are written as 0; sparse: they are left blank instead;
    - filled: the grid columns that all lines fill, where they all fill the same ones;
    - ends: how many lines have their last value in a grid column, by piece and label column;
    - gapped: the pieces in which lines have blanks before or between their values, too, not only after them.
    """

    widths: Mapping[int, int]
    single: frozenset[int]
    starts: Mapping[tuple[int, int, int], int]
    labels: Mapping[tuple[int, int], int]
    surplus: int
    extra: int | None
    crowded: frozenset[tuple[int, int]]
    zeros: bool
    sparse: bool
    filled: tuple[int, ...] = ()
    ends: Mapping[tuple[int, int], Counter[int]] = {}
    gapped: frozenset[int] = frozenset()

    def usual_width(self, table: int | None) -> int | None:
        """How wide the lines of a piece usually are, if they usually are."""
        return None if table is None or table in self.single else self.widths.get(table)

    def keeps_width(self, table: int, width: int) -> bool:
        """Whether lines of a piece are usually so wide; for a single line, whether those of all other pieces are."""
        if table not in self.single:
            return self.widths.get(table) == width
        return all(usual == width for other, usual in self.widths.items() if other not in self.single)


def habits(lines: Sequence[tuple[Line, int, int, int]], others: Sequence[Line] = ()) -> Habits:
    """The habits of some lines, each with its label cell, the number of its columns and that of the groups above it.

    ``others`` are lines with values that are no certain row: a column that these fill is not unused.
    """
    counted: dict[int, Counter[int]] = {}
    for line, *_ in lines:
        counted.setdefault(line.table, Counter())[line.width] += 1
    widths = {table: max(counts, key=lambda width: (counts[width], width)) for table, counts in counted.items()}
    starts: dict[tuple[int, int, int], Counter[int]] = {}
    patterns: set[tuple[int, ...]] = set()
    labels: dict[tuple[int, int], Counter[int]] = {}
    ends: dict[tuple[int, int], Counter[int]] = {}
    zeros = False
    extras: Counter[int] = Counter()
    more: Counter[tuple[int, int]] = Counter()
    whole: Counter[tuple[int, int]] = Counter()
    blanks = cells = 0
    for line, label, count, depth in lines:
        labels.setdefault((line.table, depth), Counter())[column_at(line, label)] += 1
        filled = [index for index in line.filled if index > label]
        if filled:
            ends.setdefault((line.table, column_at(line, label)), Counter())[column_at(line, filled[-1])] += 1
        patterns.add(tuple(column_at(line, index) for index in filled))
        zeros = zeros or any(is_zero(line.cells[index].text) for index in filled)
        if len(filled) == count and is_unbroken(filled):
            begin = (line.table, column_at(line, label), line.width)
            starts.setdefault(begin, Counter())[column_at(line, filled[0])] += 1
            whole[line.table, count] += 1
        elif filled and filled[-1] - filled[0] >= count:
            more[line.table, count] += 1
        if line.width == widths[line.table]:
            if len(filled) > count:
                extras[len(filled) - count] += 1
            blanks += max(0, count - len(filled))
            cells += count
    usual = {key: min(counts, key=lambda start: (-counts[start], start)) for key, counts in starts.items()}
    single = frozenset(table for table, counts in counted.items() if counts[widths[table]] < 2)
    sparse = not zeros and blanks * SPARSE_SHARE >= max(cells, 1)
    same = patterns.pop() if len(patterns) == 1 and len(lines) >= _ENOUGH else ()
    if same and any(
        same[0] < column_at(line, index) < same[-1] and column_at(line, index) not in same
        for line in others
        for index in line.values
    ):
        same = ()
    often = extras.most_common(2)
    return Habits(
        widths,
        single,
        usual,
        {place: counts.most_common(1)[0][0] for place, counts in labels.items()},
        extras.total(),
        often[0][0] if often and often[0][1] > sum(times for _, times in often[1:]) else None,
        frozenset(block for block, times in more.items() if times >= whole[block]),
        zeros,
        sparse,
        same,
        ends,
        frozenset(_gapped(lines)),
    )


def _gapped(lines: Sequence[tuple[Line, int, int, int]]) -> Iterator[int]:
    """The pieces in which not nearly all lines with blanks have these only after their values.

    Blanks that were dropped let the values move to the left: none is left but at the end.
    """
    short: dict[int, list[tuple[int, Sequence[int]]]] = {}
    firsts: dict[tuple[int, int], int] = {}
    for line, label, count, _ in lines:
        columns = [column_at(line, index) for index in line.filled if index > label]
        at = column_at(line, label)  # (A line without its label begins further left.)
        if columns:
            firsts[line.table, at] = min(firsts.get((line.table, at), columns[0]), columns[0])
        if 0 < len(columns) < count:
            short.setdefault(line.table, []).append((at, columns))
    for table, found in short.items():
        packed = sum(columns[0] == firsts[table, at] and is_unbroken(columns) for at, columns in found)
        if _MOST * packed < (_MOST - 1) * len(found):
            yield table


def is_zero(text: str) -> bool:
    written = interpret(text)
    return written.status is Status.FOUND and written.value == 0


def is_unbroken(indexes: Sequence[int]) -> bool:
    return bool(indexes) and indexes[-1] - indexes[0] == len(indexes) - 1


class Zone(Struct, frozen=True):
    """The cells of a line that are its values, by index, column by column; empty when that is not certain.

    With a ``doubt`` the filled cells are not certain although the zone is. ``surplus`` are filled cells beyond the
    form's columns, ``count`` how many value cells the line has.
    """

    cells: tuple[int, ...]
    surplus: tuple[int, ...]
    count: int
    doubt: str | None


_COUNT = "这一行有 {found} 个数，应为 {wanted} 个，分不清哪个数属于哪一列"
_LOOSE = "表格散成了一行一格，行名之后有 {found} 个数，应为 {wanted} 个，分不清哪个数属于哪一列"
_HEADER = "这一行的数没有对准列名，分不清哪个数属于哪一列"
_CROWDED = "有的行多于 {wanted} 个数，列名又没有一一对上，分不清哪个数属于哪一列"
_WIDTH = "这一行比表头或其他行少一格，分不清缺的是哪一格"
SEVERAL = "这一行有的格里有几个数，分不清哪个数属于哪一列"
MOVED = "这一行有空格，其他数可能移了位"


def find_zone(line: Line, label: int, count: int, depth: int, header: Header, habit: Habits) -> Zone:
    """The value zone of a line whose label stands in cell ``label`` (-1: none), for ``count`` columns.

    ``depth`` is how many groups the row stands under.
    """
    filled = [index for index in line.filled if index > label]
    if any(is_several(line.cells[index].text) for index in filled):
        return _uncertain(filled, SEVERAL)
    if line.loose:
        return loose_zone(filled, count)
    header = header.fitted(habit.usual_width(header.table))
    room = len(line.cells) - label - 1
    named = _named_zone(line, label, header, habit)
    narrow = count < NARROW
    width = habit.widths.get(line.table, line.width)
    if narrow and header.width is not None and not habit.surplus:
        width = min(width, header.width)
    if not filled:
        if label >= 0 and _is_under_names(line, label, header):
            return _uncertain(filled, _HEADER)
        return _blank_zone(label, count, room, named)
    usual_label = habit.labels.get((line.table, depth), -1) == column_at(line, label)
    if not narrow and (line.table, count) in habit.crowded:
        return _crowded_zone(line, count, filled, named if usual_label else None, habit)
    if len(filled) == count and is_unbroken(filled):
        doubt = None
        if line.width < width and (habit.surplus or narrow):
            doubt = _WIDTH
        elif _is_elsewhere(line, filled[0], header) or (
            any(index > label for index, _ in line.words) and named != tuple(filled)
        ):
            doubt = _HEADER
        elif label < 0 and line.width != width:
            doubt = "这一行没有行名，格数也与其他行不同"
        elif (
            narrow
            and header.columns is not None
            and header.columns[0] > column_at(line, label)
            and column_at(line, filled[0]) != header.columns[0]
        ):
            doubt = _HEADER
        return Zone(tuple(filled), (), count, None) if doubt is None else _uncertain(filled, doubt)
    if len(filled) > count:
        extra = range(named[-1] + 1, len(line.cells)) if named else range(0)
        if (
            named
            and narrow
            and filled == [*named, *extra]
            and line.width >= width
            and (len(extra) >= 2 or habit.surplus >= 2)
            and len(extra) == habit.extra
            and named[0] == label + 1
        ):
            return Zone(named, tuple(extra), len(filled), None)
        return _uncertain(filled, _COUNT.format(found=len(filled), wanted=count))
    if len(filled) == count:
        return _uncertain(filled, MOVED)
    return _zone_with_blanks(line, label, count, filled, named if usual_label else None, width, habit, header)


def _crowded_zone(line: Line, count: int, filled: Sequence[int], named: tuple[int, ...] | None, habit: Habits) -> Zone:
    """The zone in a table with more columns than the form has: under the names, where more cells come after these."""
    if named is None or named[-1] + 1 == len(line.cells) or not set(filled) <= set(named):
        return _uncertain(filled, _CROWDED.format(wanted=count))
    in_place = len(filled) == count or (habit.sparse and filled[-1] == named[-1])
    return Zone(named, (), count, None if in_place else MOVED)


def _is_elsewhere(line: Line, first: int, header: Header) -> bool:
    """Whether values from this cell on stand to the left or to the right of all names of columns."""
    columns = header.columns
    if columns is None or line.table != header.table:
        return False
    return not columns[0] - len(columns) < column_at(line, first) <= columns[-1]


def _is_under_names(line: Line, label: int, header: Header) -> bool:
    """Whether a label stands where the values should: it slid to the right."""
    return header.columns is not None and line.table == header.table and column_at(line, label) >= header.columns[0]


def loose_zone(filled: Sequence[int], count: int) -> Zone:
    """The zone where cells stand in no columns: only their number tells."""
    if len(filled) == count:
        return Zone(tuple(filled), (), count, None)
    return Zone((), (), len(filled), _LOOSE.format(found=len(filled), wanted=count))


def _blank_zone(label: int, count: int, room: int, named: tuple[int, ...] | None) -> Zone:
    """The zone of a line without a single value."""
    if room < count:
        return Zone((), (), 0, "这一行没有填数，格数也不够")
    cells = named or tuple(range(label + 1, label + 1 + count))
    return Zone(cells, (), count, None)


def _zone_with_blanks(
    line: Line,
    label: int,
    count: int,
    filled: Sequence[int],
    named: tuple[int, ...] | None,
    width: int,
    habit: Habits,
    header: Header,
) -> Zone:
    """The zone of a line with fewer values than columns: certain only where the line is as long as the others.

    ``named`` are the cells under the names of the columns, where the label stands as other labels do: one that moved
    may have taken the values along. The cells after the label are a zone by their number alone, unless names of columns
    stand elsewhere.
    """
    short = _COUNT.format(found=len(filled), wanted=count)
    if line.width != width:
        return _uncertain(filled, short)
    zones: set[tuple[int, ...]] = set()
    start = habit.starts.get((line.table, column_at(line, label), line.width))
    if start is not None:
        zones.add(_from_column(line, start, count))
    elif named:
        zones.add(named)
    rest = tuple(range(label + 1, len(line.cells)))
    if len(rest) == count and (start is not None or header.agrees(line, rest)):
        zones.add(rest)
    fitting = [zone for zone in zones if zone and set(filled) <= set(zone) and zone[-1] < len(line.cells)]
    if len(zones) != 1 or not fitting:
        return _uncertain(filled, short)
    in_place = habit.sparse and (filled[-1] == fitting[0][-1] or _may_end_before(line, label, fitting[0], habit))
    return Zone(fitting[0], (), count, None if in_place or _is_unused(filled, named, line, habit) else MOVED)


def _may_end_before(line: Line, label: int, zone: Sequence[int], habit: Habits) -> bool:
    """Whether a blank in the last column of a zone says nothing: other lines fill it, but not nearly all of these.

    What moved to the left leaves it blank: in a line where the others have a value there, in all lines where none has,
    or where blanks are nowhere but at the ends of lines.
    """
    if line.table not in habit.gapped:
        return False
    last = column_at(line, zone[-1])
    first = column_at(line, zone[0])
    others = sum((ends for (table, at), ends in habit.ends.items() if table == line.table and at < first), Counter())
    own = habit.ends.get((line.table, column_at(line, label)), Counter())
    if last not in others or _MOST * others[last] >= (_MOST - 1) * (others.total() - 1):  # (The line itself is one.)
        return False
    return own.total() < 2 or _MOST * own[last] < (_MOST - 1) * own.total()


def _from_column(line: Line, column: int, count: int) -> tuple[int, ...]:
    """So many cells of a line from this grid column on; none when no cell begins there (a wider one covers it)."""
    first = next((index for index, cell in enumerate(line.cells) if cell.first_column == column), None)
    return () if first is None else tuple(range(first, first + count))


def _is_unused(filled: Sequence[int], named: tuple[int, ...] | None, line: Line, habit: Habits) -> bool:
    """Whether the blanks of a line are columns that no line fills.

    The first and the last column must be filled: a value that moved to the left or to the right leaves one of them.
    """
    if named is None or (filled[0], filled[-1]) != (named[0], named[-1]):
        return False
    return tuple(column_at(line, index) for index in filled) == habit.filled


def _uncertain(filled: Sequence[int], doubt: str) -> Zone:
    return Zone((), (), filled[-1] - filled[0] + 1 if filled else 0, doubt)


def _named_zone(line: Line, label: int, header: Header, habit: Habits) -> tuple[int, ...] | None:
    """The cells under the names of the columns, when all names are known, the lines equally long, the label outside.

    After a tear the columns may be others: there the lines must usually be as long as the header, not just this one.
    """
    columns = header.columns
    if columns is None or header.width is None:
        return None
    if line.table != header.table and not habit.keeps_width(line.table, header.width):
        return None
    # A label that slid to the right took the whole line with it: only new blank cells stand before it.
    slid = line.width - header.width
    in_place = slid == 0 and column_at(line, label) < columns[0]
    blanks_before = (
        0 < slid == column_at(line, label) and columns[0] == 1 and not any(cell.text for cell in line.cells[:slid])
    )
    if not in_place and not blanks_before:
        return None
    by_column = {cell.first_column: index for index, cell in enumerate(line.cells)}
    if any(column + slid not in by_column for column in columns):
        return None
    return tuple(by_column[column + slid] for column in columns)
