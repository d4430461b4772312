"""Tables whose rows stand next to each other in one line, told apart only by the header above them."""

from collections import Counter
from collections.abc import Sequence

from engine.extraction.alignment import is_header
from engine.extraction.cells import is_several
from engine.extraction.grid import Line
from engine.extraction.header import DISORDER, UNNAMED
from engine.extraction.labels import take_apart
from engine.extraction.placement import SEVERAL, SPARSE_SHARE, Zone, is_unbroken, is_zero, loose_zone
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Cell
from engine.model.struct import Struct, replace

_SHORT = 6  # longer words are no value
_WIDTH = "数的这一行与表头不一样长，分不清哪个数属于哪一列"
_NUMBERING = "表头之下只有列的编号"
_HOLE = "表里有空格，其他数可能移了位"
_WORDS = "表格散成了一行一格，第一个或最后一个数里混有文字，不能确定它是不是表里的"
_COUNT = "这张表有 {found} 个数，应为 {wanted} 个，分不清哪个数属于哪一列"


class Across(Struct, frozen=True):
    """The line of values, its zone (all rows, one after the other), and what the header says.

    ``labels`` is the header cell of each row, ``names`` that of each column (its first), ``headers`` the header lines.
    """

    line: Line | None
    zone: Zone
    labels: tuple[Cell | None, ...]
    names: tuple[Cell | None, ...]
    headers: tuple[int, ...]
    first: int


def read_across(lines: Sequence[Line], words: Vocabulary) -> Across:
    """Find the values of a table whose rows stand side by side."""
    rows, columns = len(words.order), len(words.spec.blocks[0].columns)
    data = [number for number, line in enumerate(lines) if line.values]
    headers = tuple(number for number, line in enumerate(lines) if is_header(line, words))
    if not data or not headers or headers[-1] < data[0]:
        headers = _once(headers, lines)
    labels, names, leaves = _names(lines, headers, words)
    if not data:
        empty = _empty_line(lines, headers)
        data = [] if empty is None else [empty]
    if not data:
        return Across(None, Zone((), (), 0, "表头之下没有数"), labels, names, headers, len(lines))
    line = lines[data[0]]
    if any(_texts(lines[number]) != _texts(line) for number in data[1:]):
        zone = Zone((), (), 0, "有几行数，分不清哪一行是本年度的")
    elif line.is_numbering:
        zone = Zone((), (), 0, _NUMBERING)
    elif any(is_several(text) for text in line.texts):
        zone = Zone((), (), 0, SEVERAL)
    elif _out_of_order(labels) or (not line.loose and _names_out_of_order(leaves, columns)):
        zone = Zone((), (), _count(line), "各部分的次序与表单不符")
    else:
        widths = Counter(lines[number].width for number in headers)
        width = min(widths, key=lambda item: (-widths[item], item)) if widths else None
        missing = _missing_names(lines, headers, words)
        if missing is None:
            zone = Zone((), (), _count(line), DISORDER)
        elif missing > (not line.loose):
            zone = Zone((), (), _count(line), UNNAMED)
        elif line.loose:
            zone = loose_zone(_values(line), rows * columns)
            if zone.cells and _ends_with_words(line, zone.cells):
                zone = Zone((), (), zone.count, _WORDS)
            elif zone.cells and _may_be_value(line, zone.cells[0], words):
                zone = Zone((), (), zone.count + 1, _COUNT.format(found=zone.count + 1, wanted=rows * columns))
        else:
            zone = _zone(line, _positions(leaves, rows, columns), width, rows * columns)
        if missing and zone.cells and not _are_above(leaves, line, zone.cells, columns):
            zone = Zone((), (), zone.count, DISORDER)
        if zone.doubt is None and zone.cells and _may_have_moved(line, zone.cells, columns, None in labels):
            zone = replace(zone, doubt=_HOLE)
    return Across(line, zone, labels, names, headers, data[0])


def _once(headers: tuple[int, ...], lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines of a header; of one that comes again in the same table, with the same words, the first time.

    Elsewhere it is the header of another table, one without a value.
    """
    half = len(headers) // 2
    first, again = ([lines[number] for number in part] for part in (headers[:half], headers[half:]))
    is_one = len({line.table for line in (*first, *again)}) == 1 and not any(line.loose for line in first)
    return headers[:half] if is_one and [line.texts for line in first] == [line.texts for line in again] else headers


def _texts(line: Line) -> list[str]:
    return [cell.text for cell in line.cells if cell.text]


def _empty_line(lines: Sequence[Line], headers: Sequence[int]) -> int | None:
    """The line below the header, when nothing is filled in."""
    after = headers[-1] + 1 if headers else len(lines)
    return after if after < len(lines) and not lines[after].filled else None


def _names(
    lines: Sequence[Line], headers: Sequence[int], words: Vocabulary
) -> tuple[tuple[Cell | None, ...], tuple[Cell | None, ...], dict[int, int]]:
    """The header cells of rows and columns, and which column is named at each position."""
    labels: list[Cell | None] = [None] * len(words.order)
    names: list[Cell | None] = [None] * len(words.spec.blocks[0].columns)
    leaves: dict[int, int] = {}
    for number in headers:
        for index, label in lines[number].words:
            cell = lines[number].cells[index]
            column = words.columns[0].get(label.core)
            if column is not None:
                leaves[cell.first_column] = column
                names[column] = names[column] or cell
                continue
            for row in words.rows.get(label.core, ()):
                labels[row] = labels[row] or cell
    return tuple(labels), tuple(names), leaves


def _missing_names(lines: Sequence[Line], headers: Sequence[int], words: Vocabulary) -> int | None:
    """How many names of columns are missing, of those that stand above every row; ``None`` when others stand there.

    The names are read line by line. Between the first and the last of them there may be as many other words as names
    are missing.
    """
    names = words.columns[0]
    others = words.headers | words.rows.keys() | words.groups
    said = [label.core for number in headers for _, label in lines[number].words]
    found = [core for core in said if core in names or (core and core not in others)]
    while found and found[0] not in names:
        found.pop(0)
    while found and found[-1] not in names:
        found.pop()
    named = [names[core] for core in found if core in names]
    rest = iter(list(range(len(words.spec.blocks[0].columns))) * len(words.order))
    missing = len(words.spec.blocks[0].columns) * len(words.order) - len(named)
    if not all(column in rest for column in named) or len(found) - len(named) > missing:
        return None
    return missing


def _are_above(leaves: dict[int, int], line: Line, cells: Sequence[int], columns: int) -> bool:
    """Whether the names that are known stand over the values of their columns, and only one is not."""
    over = {line.cells[index].first_column: number % columns for number, index in enumerate(cells)}
    return len(leaves) + 1 >= len(cells) and all(over.get(position) == column for position, column in leaves.items())


def _out_of_order(labels: Sequence[Cell | None]) -> bool:
    known = [cell.first_column for cell in labels if cell is not None]
    return known != sorted(known)


def _names_out_of_order(leaves: dict[int, int], columns: int) -> bool:
    """Whether names of columns stand where others should, going by their distance from each other."""
    return len({(position - column) % columns for position, column in leaves.items()}) > 1


def _may_have_moved(line: Line, cells: Sequence[int], columns: int, unnamed: bool) -> bool:
    """Whether blanks leave it open where values belong: a row is not named, or one has values but no last one."""
    filled = [index in line.filled for index in cells]
    if all(filled):
        return False
    parts = [filled[start : start + columns] for start in range(0, len(filled), columns)]
    return unnamed or any(any(part) and not part[-1] for part in parts)


def _positions(leaves: dict[int, int], rows: int, columns: int) -> tuple[int, ...] | None:
    """Where the values stand by the names above them: all columns for every row, in order, without a gap."""
    positions = sorted(leaves)
    if [leaves[position] for position in positions] != list(range(columns)) * rows:
        return None
    return tuple(positions) if is_unbroken(positions) else None


def _zone(line: Line, positions: tuple[int, ...] | None, width: int | None, wanted: int) -> Zone:
    """The cells that are the values: under the names, or by their number where the names do not say otherwise."""
    start = _last_word(line)
    filled = _values(line)
    if positions is not None and line.width == width:
        return _named(line, positions, filled)
    # A blank before the first value may be a value itself, and the last one surplus.
    whole = len(filled) == wanted and filled[0] == start + 1 and is_unbroken(filled)
    if whole and (width is None or line.width >= width):
        return Zone(tuple(filled), (), wanted, None)
    doubt = _WIDTH if len(filled) == wanted else _COUNT.format(found=len(filled), wanted=wanted)
    return Zone((), (), _count(line), doubt)


def _values(line: Line) -> list[int]:
    """The filled cells after the words of a line."""
    start = _last_word(line)
    return [index for index in line.filled if index > start]


def _count(line: Line) -> int:
    """How many cells there are from the first value to the last."""
    filled = _values(line)
    return filled[-1] - filled[0] + 1 if filled else 0


def _last_word(line: Line) -> int:
    """The last cell with words before the values."""
    return max((index for index, _ in line.words if line.values and index < line.values[0]), default=-1)


def _ends_with_words(line: Line, cells: Sequence[int]) -> bool:
    """Whether the first or the last of the values of a line without columns has words: the number of a page, or so."""
    return any(any(map(str.isalpha, line.cells[index].text)) for index in (cells[0], cells[-1]))


def _may_be_value(line: Line, first: int, words: Vocabulary) -> bool:
    """Whether what stands before the first value of a line without columns may be one, too (不详)."""
    before = max((index for index in line.filled if index < first), default=-1)
    text = line.cells[before].text if before >= 0 else ""
    is_other = len(text) > _SHORT or any(mark in text for mark in "：:") or words.knows(take_apart(text))
    return before >= 0 and not is_other


def _named(line: Line, positions: tuple[int, ...], filled: Sequence[int]) -> Zone:
    by_column = {cell.first_column: index for index, cell in enumerate(line.cells)}
    cells = tuple(by_column[position] for position in positions if position in by_column)
    outside = range(cells[-1] + 1, len(line.cells)) if cells else range(0)
    extra = [index for index in filled if index not in cells]
    if len(cells) < len(positions) or (extra and (len(extra) > 1 or extra != list(outside))):
        return Zone((), (), _count(line), _COUNT.format(found=len(filled), wanted=len(positions)))
    blanks = len(cells) + len(extra) - len(filled)
    if not blanks or not filled:
        return Zone(cells, tuple(extra), len(cells) + len(extra), None)
    if extra:
        return Zone((), (), _count(line), _COUNT.format(found=len(filled), wanted=len(positions)))
    writes_zero = any(is_zero(line.cells[index].text) for index in filled)
    sparse = not writes_zero and blanks * SPARSE_SHARE >= len(cells)
    return Zone(cells, (), len(cells), None if sparse else _HOLE)
