"""Where the names of columns stand, and whether they say which column is which."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from engine.extraction.grid import Line, column_at
from engine.model.document import Cell
from engine.model.passage import join
from engine.model.struct import Struct, replace

NARROW = 3  # fewer values do not show by their number alone where they belong
_SPLIT = 3  # the name of a column stands on so many lines at the most


class Header(Struct, frozen=True):
    """Where the names of a block's columns stand: the cell of each, and how wide their line is, in which table.

    Names that stand over no columns have no table. ``used`` is the width of their line without the blank cells at its
    end. In ``disorder`` the names do not stand as those of the form do. In a ``repeated`` one a name stands again in
    the cells right beside it: a merged cell that was taken apart, or a column too many. In a ``longer`` one other words
    stand in a column of their own among the names or to their right.
    """

    cells: tuple[Cell | None, ...]
    table: int | None
    width: int | None
    disorder: bool
    used: int = 0
    loose: bool = False
    repeated: bool = False
    longer: bool = False

    def fitted(self, usual: int | None) -> "Header":
        """The header as wide as the lines of its table usually are, where it has but blank cells more at its end."""
        if usual is None or self.width is None or not self.used <= usual < self.width:
            return self
        return replace(self, width=usual)

    def agrees(self, line: Line, zone: Sequence[int]) -> bool:
        """Whether all names of columns that are known stand over their cells in the zone of a line."""
        if not any(self.cells):
            return True
        return (line.table, line.width) == (self.table, self.width) and all(
            cell is None or cell.first_column == column_at(line, index)
            for cell, index in zip(self.cells, zone, strict=True)
        )

    def leaves_open(self, line: Line, zone: Sequence[int]) -> bool:
        """Whether names are missing, repeated or too many, and do not stand over their cells in the zone of a line.

        Only where they do, they tell which column has no name, and which cells stand under none of the form's.
        """
        is_exact = None not in self.cells and not self.repeated and not self.longer
        if line.loose or is_exact or not any(self.cells):
            return False
        return line.width != self.width or any(
            cell is not None and cell.first_column != column_at(line, index)
            for cell, index in zip(self.cells, zone, strict=True)
        )

    @property
    def columns(self) -> tuple[int, ...] | None:
        """The grid column of every column, when all are known and stand from left to right without a gap."""
        known = [cell.first_column for cell in self.cells if cell is not None]
        if len(known) != len(self.cells) or not known or known != list(range(known[0], known[0] + len(known))):
            return None
        return tuple(known)

    @property
    def doubt(self) -> str | None:
        """Why it is not certain which column is which: they stand otherwise, or two of them might be each other.

        A single name that is not known leaves no choice beside others, unless cells stand in no columns (``loose``):
        then its column may be what is missing.
        """
        missing = sum(cell is None for cell in self.cells)
        # Of many columns, one may stand there twice; of few, the cells that they leave take the name of the last.
        if self.disorder or (self.repeated and (missing or len(self.cells) >= NARROW)):
            return DISORDER
        return UNNAMED if missing and (missing > 1 or self.loose or missing == len(self.cells)) else None


class _Split(Struct, frozen=True):
    """A name of which a part stands on each of several lines: the line and cell of each part, and the whole name."""

    parts: tuple[tuple[int, int], ...]
    cell: Cell
    core: str
    column: int


NO_HEADER = Header((), None, None, False)
DISORDER = "列名的次序与表单不符，分不清哪个数属于哪一列"
UNNAMED = "有的列名没有找到，分不清哪个数属于哪一列"


def find_header(
    lines: Sequence[Line],
    numbers: Sequence[int],
    names: Mapping[str, int],
    count: int,
    known: Collection[str],
    across: Sequence[frozenset[str]] = (),
) -> Header:
    """The names of ``count`` columns in some lines; the first place of each counts.

    They are in disorder where in one line, or in the lines that are as wide as the one with most names, a name does
    not stand to the left of those after it, or stands twice; or where between two names there are more other words
    than names that were not found, or no room for these. A header that lost its lines may also follow ``across``, the
    order of its labels line by line. ``known`` are the words that may stand in a header besides names.
    """
    once = {number: _without_repeats(lines[number]) for number in numbers}
    cells: list[Cell | None] = [None] * count
    hits: dict[int, list[tuple[int, int]]] = {}
    places: dict[int, dict[int, int | None]] = {}
    split = list(_split_names(once, numbers, names))
    for name in split:
        number, index = name.parts[0]
        places.setdefault(number, {})[index] = name.column
        if cells[name.column] is None:
            cells[name.column] = name.cell
            hits.setdefault(number, []).append((name.cell.first_column, name.column))
    for number in numbers:
        for index, label in once[number].words:
            column = _column(label.core, names)
            if column is None:
                if label.core and label.core not in known:
                    places.setdefault(number, {}).setdefault(index, None)
                continue
            places.setdefault(number, {})[index] = column
            if cells[column] is None:
                cells[column] = once[number].cells[index]
                hits.setdefault(number, []).append((once[number].cells[index].first_column, column))
    disorder = any(not _in_order(said, names, across) for said in _headers(once, numbers, names))
    if not hits:
        return Header(tuple(cells), None, None, disorder)
    missing = {column for column, cell in enumerate(cells) if cell is None}
    disorder = disorder or any(
        not _has_room(sorted(found.items()), missing, once[number].loose) for number, found in places.items()
    )
    disorder = disorder or len(missing) < _strange_between(places, [number for number in hits if once[number].loose])
    main = max(hits, key=lambda number: (len(hits[number]), -number))
    alike = sorted(hit for number, found in hits.items() if once[number].width == once[main].width for hit in found)
    if not once[main].loose:  # (There cells stand in no columns.)
        disorder = disorder or [column for _, column in alike] != sorted(column for _, column in alike)
    if disorder and not missing and _is_packed(once, numbers, split, across):
        return Header(tuple(cells), None, None, False)
    line = once[main]
    repeated = _are_repeated(lines, once, numbers, names, cells)
    longer = not missing and any(
        column is None and _stands_among(once[number].cells[index].first_column, cells)
        for number in hits
        for index, column in places[number].items()
    )
    return Header(
        tuple(cells),
        line.table,
        line.width,
        disorder,
        line.filled[-1] + 1,
        line.loose and count >= NARROW,
        repeated,
        longer,
    )


def _strange_between(places: Mapping[int, Mapping[int, int | None]], numbers: Sequence[int]) -> int:
    """How many other words stand between the first and the last name of loose lines, read one after the other."""
    words = [column for number in sorted(numbers) for _, column in sorted(places[number].items())]
    named = [at for at, column in enumerate(words) if column is not None]
    return sum(column is None for column in words[named[0] : named[-1]]) if named else 0


def _are_repeated(
    lines: Sequence[Line],
    once: Mapping[int, Line],
    numbers: Sequence[int],
    names: Mapping[str, int],
    cells: Sequence[Cell | None],
) -> bool:
    """Whether a name stands in the cell to its right, too, as that of another column.

    Where merged cells were taken apart it may stand there below the name of that column.
    """
    taken = {cell.first_column for cell in cells if cell is not None}
    return any(
        _column(label.core, names) is not None
        and (index, label) not in once[number].words
        and lines[number].cells[index].first_column not in taken
        for number in numbers
        for index, label in lines[number].words
    )


def _stands_among(column: int, names: Sequence[Cell | None]) -> bool:
    """Whether a cell stands to the right of the first name of a column, and neither below nor above one."""
    columns = {cell.first_column for cell in names if cell is not None}
    return column > min(columns) and column not in columns


def _without_repeats(line: Line) -> Line:
    """A line without the words that stand in the cell to their left, too."""
    if line.loose:
        return line
    words = tuple(
        (index, label) for index, label in line.words if not index or line.texts[index - 1] != line.texts[index]
    )
    return replace(line, words=words)


def _headers(lines: Mapping[int, Line], numbers: Sequence[int], names: Mapping[str, int]) -> Iterator[list[str]]:
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
    return _goes_across([core for core in said if core in known], across)


def _goes_across(labels: Sequence[str], across: Sequence[frozenset[str]]) -> bool:
    """Whether these are the labels of a header, all of them and no others, as it goes line by line."""
    return 0 < len(labels) == len(across) and all(core in label for core, label in zip(labels, across, strict=True))


def _is_packed(
    lines: Mapping[int, Line], numbers: Sequence[int], split: Sequence[_Split], across: Sequence[frozenset[str]]
) -> bool:
    """Whether a header lost what its cells span, as pages pasted from a browser do: all its labels, and no others,
    stand line by line as they are read, each line from its first cell on. Then they stand over no columns at all.
    """
    known = frozenset[str]().union(*across)
    whole = {name.parts[0]: name.core for name in split}
    taken = {place for name in split for place in name.parts[1:]}
    said: list[str] = []
    for number in numbers:
        line = lines[number]
        indexes = [index for index, _ in line.words]
        if line.loose or (said and indexes != list(range(len(indexes)))):
            return False
        own = [whole.get((number, index), label.core) for index, label in line.words if (number, index) not in taken]
        said += [core for core in own if core in known or said]  # (Before the first may stand the note on the sums.)
    return _goes_across(said, across)


def _has_room(words: Sequence[tuple[int, int | None]], missing: Collection[int], loose: bool) -> bool:
    """Whether the names that are missing, and no others, fit between those of a line.

    ``words`` are the cells of the line with a name (its column) or with other words (``None``).
    """
    named = [number for number, (_, column) in enumerate(words) if column is not None]
    for start, end in pairwise(named):
        (left, before), (right, after) = words[start], words[end]
        assert before is not None and after is not None  # noqa: S101, PT018 (these have names)
        wanted = sum(before < column < after for column in missing)
        if end - start - 1 > wanted or (not loose and right - left - 1 < wanted):
            return False
    return True


def _split_names(lines: Mapping[int, Line], numbers: Sequence[int], names: Mapping[str, int]) -> Iterator[_Split]:
    """Names of which the parts stand below each other."""
    for at, number in enumerate(numbers):
        if lines[number].loose:
            continue
        for index, label in lines[number].words:
            first = lines[number].cells[index]
            parts, core, places = [first], label.core, [(number, index)]
            if not core:
                continue
            for below in numbers[at + 1 : at + _SPLIT]:
                found = [
                    (other, text)
                    for other, text in lines[below].words
                    if lines[below].cells[other].first_column == first.first_column
                ]
                if core in names or not found:
                    break
                other, text = found[0]
                parts.append(lines[below].cells[other])
                places.append((below, other))
                core += text.core
            if len(parts) > 1 and core in names:
                whole = replace(first, passage=join([part.passage for part in parts], ""))
                yield _Split(tuple(places), whole, core, names[core])


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
