"""Which cells of a line are the values of a row: the value zone, or the reason why it is not certain.

The zone is where the number of filled cells, the names of the columns and the habits of the other lines agree. What
the values add up to is never looked at.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from engine.extraction.cells import interpret, is_several
from engine.extraction.grid import Line
from engine.model.document import Cell
from engine.model.facts import Status
from engine.model.passage import join
from engine.model.struct import Struct, replace

_MOST = 4  # a habit has at most one exception in so many lines
_ENOUGH = 5  # fewer lines that leave the same columns blank are no habit
_SPLIT = 3  # the name of a column stands on so many lines at the most
NARROW = 3  # fewer values do not show by their number alone where they belong
SPARSE_SHARE = 3  # a table that leaves zeros blank has at least one blank in so many cells


class Header(Struct, frozen=True):
    """Where the names of a block's columns stand: the cell of each, and how wide their line is, in which table.

    ``used`` is the width of that line without the blank cells at its end.
    """

    cells: tuple[Cell | None, ...]
    table: int | None
    width: int | None
    disorder: bool
    used: int = 0

    def fitted(self, habit: "Habits") -> "Header":
        """The header as wide as the lines of its table, where all that it has more is blank cells at its end."""
        usual = habit.widths.get(self.table) if self.table is not None and self.table not in habit.single else None
        if usual is None or self.width is None or not self.used <= usual < self.width:
            return self
        return replace(self, width=usual)

    def agrees(self, line: Line, zone: Sequence[int]) -> bool:
        """Whether all names of columns that are known stand over their cells in the zone of a line."""
        if not any(self.cells):
            return True
        return (line.table, line.width) == (self.table, self.width) and all(
            cell is None or cell.first_column == _at(line, index) for cell, index in zip(self.cells, zone, strict=True)
        )

    @property
    def columns(self) -> tuple[int, ...] | None:
        """The grid column of every column, when all are known and stand from left to right without a gap."""
        known = [cell.first_column for cell in self.cells if cell is not None]
        if len(known) != len(self.cells) or not known or known != list(range(known[0], known[0] + len(known))):
            return None
        return tuple(known)


NO_HEADER = Header((), None, None, False)


def find_header(
    lines: Sequence[Line],
    numbers: Sequence[int],
    names: Mapping[str, int],
    count: int,
    across: Sequence[frozenset[str]] = (),
) -> Header:
    """The names of ``count`` columns in some lines; the first place of each counts.

    They are in disorder where in one line, or in the lines that are as wide as the one with most names, a name does
    not stand to the left of those after it, or stands twice. A header that lost its lines may also follow ``across``,
    the order of its labels line by line.
    """
    cells: list[Cell | None] = [None] * count
    hits: dict[int, list[tuple[int, int]]] = {}
    for number, _, cell, at in _split_names(lines, numbers, names):
        if cells[at] is None:
            cells[at] = cell
            hits.setdefault(number, []).append((cell.first_column, at))
    for number in numbers:
        for index, label in lines[number].words:
            column = _column(label.core, names)
            if column is not None and cells[column] is None:
                cells[column] = lines[number].cells[index]
                hits.setdefault(number, []).append((lines[number].cells[index].first_column, column))
    disorder = any(not _in_order(said, names, across) for said in _headers(lines, numbers, names))
    if not hits:
        return Header(tuple(cells), None, None, disorder)
    main = max(hits, key=lambda number: (len(hits[number]), -number))
    alike = sorted(hit for number, found in hits.items() if lines[number].width == lines[main].width for hit in found)
    if not lines[main].loose:  # (There cells stand in no columns.)
        disorder = disorder or [column for _, column in alike] != sorted(column for _, column in alike)
    return Header(tuple(cells), lines[main].table, lines[main].width, disorder, lines[main].filled[-1] + 1)


def _headers(lines: Sequence[Line], numbers: Sequence[int], names: Mapping[str, int]) -> Iterator[list[str]]:
    """The words of each line; loose ones with names of columns that follow each other count as one."""
    before: int | None = None
    said: list[str] = []
    for number in numbers:
        own = [label.core for _, label in lines[number].words]
        is_named = any(_column(core, names) is not None for core in own)
        if not (before is not None and number == before + 1 and is_named and lines[number].loose):
            yield said
            said = []
        said += own
        before = number if lines[number].loose and is_named else None
    yield said


def _in_order(said: Sequence[str], names: Mapping[str, int], across: Sequence[frozenset[str]]) -> bool:
    """Whether names of columns stand in the order of the form: one after another, or as the header goes line by line.

    For the latter all its labels must be there, those above others, too.
    """
    columns = [column for core in said if (column := _column(core, names)) is not None]
    if all(one < other for one, other in pairwise(columns)):
        return True
    known = frozenset[str]().union(*across)
    labels = [core for core in said if core in known]
    return 0 < len(labels) == len(across) and all(core in label for core, label in zip(labels, across, strict=True))


def _split_names(
    lines: Sequence[Line], numbers: Sequence[int], names: Mapping[str, int]
) -> Iterator[tuple[int, int, Cell, int]]:
    """Names of which a part stands on each of several lines: the first line and cell, the whole name, its column."""
    for at, number in enumerate(numbers):
        if lines[number].loose:
            continue
        for index, label in lines[number].words:
            first = lines[number].cells[index]
            parts, core = [first], label.core
            for below in numbers[at + 1 : at + _SPLIT]:
                found = [
                    (lines[below].cells[other], text)
                    for other, text in lines[below].words
                    if lines[below].cells[other].first_column == first.first_column
                ]
                if core in names or not found:
                    break
                parts.append(found[0][0])
                core += found[0][1].core
            if len(parts) > 1 and core in names:
                yield number, index, replace(first, passage=join([part.passage for part in parts], "")), names[core]


def _column(core: str, names: Mapping[str, int]) -> int | None:
    """The column of this name, also when the name is cut short (four characters at least, and only one fits)."""
    exact = names.get(core)
    if exact is not None or len(core) < 4:
        return exact
    fitting = {column for name, column in names.items() if name.startswith(core) or _is_longer(core, name, names)}
    return fitting.pop() if len(fitting) == 1 else None


def _is_longer(core: str, name: str, names: Iterable[str]) -> bool:
    """Whether words are a name with a remark after it, and not two names in one."""
    return core.startswith(name) and not any(other in core[len(name) :] for other in names)


class Habits(Struct, frozen=True):
    """What the lines of a table have in common.

    - widths: the usual number of cells of a line, for each piece of the table; single: pieces without a usual one;
    - starts: the grid column in which the values usually begin, by piece, grid column of the label, and width;
    - surplus: how many regular lines have filled cells beyond the form's columns; lines: how many there are;
    - zeros: zeros are written as 0; sparse: they are left blank instead;
    - filled: the grid columns that all lines fill, where they all fill the same ones;
    - ends: the grid column of the last value in nearly all lines, by piece and label column, where there is one.
    """

    widths: Mapping[int, int]
    single: frozenset[int]
    starts: Mapping[tuple[int, int, int], int]
    surplus: int
    lines: int
    zeros: bool
    sparse: bool
    filled: tuple[int, ...] = ()
    ends: Mapping[tuple[int, int], int] = {}

    def keeps_width(self, table: int, width: int) -> bool:
        """Whether lines of a piece are usually so wide; for a single line, whether those of all other pieces are."""
        if table not in self.single:
            return self.widths.get(table) == width
        return all(usual == width for other, usual in self.widths.items() if other not in self.single)


def habits(lines: Sequence[tuple[Line, int, int]]) -> Habits:
    """The habits of some lines, each with its label cell and the number of its columns."""
    counted: dict[int, Counter[int]] = {}
    for line, _, _ in lines:
        counted.setdefault(line.table, Counter())[line.width] += 1
    widths = {table: min(counts, key=lambda width: (-counts[width], width)) for table, counts in counted.items()}
    starts: dict[tuple[int, int, int], Counter[int]] = {}
    patterns: set[tuple[int, ...]] = set()
    ends: dict[tuple[int, int], Counter[int]] = {}
    zeros = False
    surplus = blanks = cells = 0
    for line, label, count in lines:
        filled = [index for index in line.filled if index > label]
        if filled:
            ends.setdefault((line.table, _at(line, label)), Counter())[_at(line, filled[-1])] += 1
        patterns.add(tuple(_at(line, index) for index in filled))
        zeros = zeros or any(is_zero(line.cells[index].text) for index in filled)
        if len(filled) == count and is_unbroken(filled):
            begin = (line.table, _at(line, label), line.width)
            starts.setdefault(begin, Counter())[_at(line, filled[0])] += 1
        if line.width == widths[line.table]:
            surplus += len(filled) > count
            blanks += max(0, count - len(filled))
            cells += count
    usual = {key: min(counts, key=lambda start: (-counts[start], start)) for key, counts in starts.items()}
    single = frozenset(table for table, counts in counted.items() if counts[widths[table]] < 2)
    sparse = not zeros and blanks * SPARSE_SHARE >= max(cells, 1)
    same = patterns.pop() if len(patterns) == 1 and len(lines) >= _ENOUGH else ()
    usual_ends = {
        key: end
        for key, counts in ends.items()
        for end in counts
        if _MOST * counts[end] >= (_MOST - 1) * counts.total()
    }
    return Habits(widths, single, usual, surplus, len(lines), zeros, sparse, same, usual_ends)


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
_WIDTH = "这一行比表头或其他行少一格，分不清缺的是哪一格"
SEVERAL = "这一行有的格里有几个数，分不清哪个数属于哪一列"
MOVED = "这一行有空格，其他数可能移了位"


def find_zone(line: Line, label: int, count: int, header: Header, habit: Habits) -> Zone:
    """The value zone of a line whose label stands in cell ``label`` (-1: none), for ``count`` columns."""
    filled = [index for index in line.filled if index > label]
    if line.loose:
        return loose_zone(filled, count)
    header = header.fitted(habit)
    if any(is_several(line.cells[index].text) for index in filled):
        return _uncertain(filled, SEVERAL)
    room = len(line.cells) - label - 1
    named = _named_zone(line, label, header, habit)
    narrow = count < NARROW
    width = habit.widths.get(line.table, line.width)
    if narrow and header.width is not None and not habit.surplus:
        width = min(width, header.width)
    if not filled:
        return _blank_zone(label, count, room, named)
    if len(filled) == count and is_unbroken(filled):
        doubt = None
        if line.width < width and (habit.surplus or narrow):
            doubt = _WIDTH
        elif any(index > label for index, _ in line.words) and named != tuple(filled):
            doubt = _HEADER
        elif label < 0 and line.width != width:
            doubt = "这一行没有行名，格数也与其他行不同"
        elif (
            narrow
            and header.columns is not None
            and header.columns[0] > _at(line, label)
            and _at(line, filled[0]) != header.columns[0]
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
        ):
            return Zone(named, tuple(extra), len(filled), None)
        return _uncertain(filled, _COUNT.format(found=len(filled), wanted=count))
    if len(filled) == count:
        return _uncertain(filled, MOVED)
    return _zone_with_blanks(line, label, count, filled, named, width, habit, header)


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

    The cells after the label are a zone by their number alone, unless names of columns stand elsewhere.
    """
    short = _COUNT.format(found=len(filled), wanted=count)
    if line.width != width:
        return _uncertain(filled, short)
    zones: set[tuple[int, ...]] = set()
    start = habit.starts.get((line.table, _at(line, label), line.width))
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
    # What moved to the left leaves the last column blank, where the other lines have a value in it.
    last = fitting[0][-1]
    usual_end = habit.ends.get((line.table, _at(line, label)))
    in_place = habit.sparse and (filled[-1] == last or usual_end != _at(line, last))
    return Zone(fitting[0], (), count, None if in_place or _is_unused(filled, named, line, habit) else MOVED)


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
    return tuple(_at(line, index) for index in filled) == habit.filled


def _uncertain(filled: Sequence[int], doubt: str) -> Zone:
    return Zone((), (), filled[-1] - filled[0] + 1 if filled else 0, doubt)


def _at(line: Line, index: int) -> int:
    """The grid column of a cell; -1 for no cell."""
    return line.cells[index].first_column if index >= 0 else -1


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
    in_place = slid == 0 and _at(line, label) < columns[0]
    blanks_before = (
        0 < slid == _at(line, label) and columns[0] == 1 and not any(cell.text for cell in line.cells[:slid])
    )
    if not in_place and not blanks_before:
        return None
    by_column = {cell.first_column: index for index, cell in enumerate(line.cells)}
    if any(column + slid not in by_column for column in columns):
        return None
    return tuple(by_column[column + slid] for column in columns)
