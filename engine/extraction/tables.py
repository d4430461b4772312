"""The tables of a form, read: every cell, row and table fact, each with its place or the reason why it has none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from engine.extraction.alignment import Alignment, Placed, align, see
from engine.extraction.candidates import Choice, Strip
from engine.extraction.cells import interpret, is_several
from engine.extraction.continued import page_of
from engine.extraction.grid import Line, column_at, stretch
from engine.extraction.header import NARROW, NO_HEADER, UNNAMED, Header, find_header
from engine.extraction.labels import LabelText
from engine.extraction.placement import MOVED, Habits, Zone, find_zone, habits
from engine.extraction.rows import RowReading, absent_row, row_facts
from engine.extraction.side_by_side import Across, read_across
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Cell, Document
from engine.model.facts import Fact, Status
from engine.model.form import Block, TableSpec
from engine.model.location import Location
from engine.model.passage import Passage, join
from engine.model.pattern import spans
from engine.model.struct import Struct, replace

_ELSEWHERE = "另一张表里也有这一行，分不清哪一个是本表的"
_UNPLACED = "表里有位置不能确定的行，可能就是这一行"
_NO_ROW = "表里没有这一行"
_NO_TABLE = "没有找到这张表"
_SURPLUS = "表格散成了一行一格，有的行多出数来，这一行的数可能也有一个是多出的"
_STRAY = "表格散成了一行一格，有的数前面没有行名，分不清哪个数属于哪一行"
_FEW = "表格散成了一行一格，有的行对不上数，这一行的数可能是别的行的"
_SLIPPED = "有的行名旁边是另一部分那么多的数，行名可能错了一行"
_LONE = "这一行下面单独有一个数，可能也是这一行的"
_MERGED = "有一列好几格里各有几个数，可能是两列并成了一列"
_GLUED = "同一部分有一格里有几个数，其中一个可能是这一行的"
_NO_LAYOUT = "表格散成了一行一格，看不出原来的排法"


class _Structure(Struct, frozen=True):
    """What is said of a table as a whole; ``headers`` has the header of each block.

    Of a ``loose`` table nothing is known of how it was laid out.
    """

    headers: tuple[Header, ...]
    header_rows: int
    breaks: tuple[Line, ...]
    captions: tuple[Cell | None, ...]
    loose: bool = False


def table_facts(words: Vocabulary, choice: Choice, document: Document, surplus: bool) -> Iterator[Fact]:
    """All facts of one table of the form; ``surplus`` is whether a loose table of the document has values too many."""
    if choice.strip is None:
        yield from _absent(words)
        return
    lines = choice.strip.lines
    if words.side_by_side and _stands_row_by_row(lines, words):
        words = words.row_by_row()
    if words.side_by_side:
        across = read_across(lines, words)
        if surplus and across.line is not None and across.line.loose and across.zone.doubt is None:
            across = replace(across, zone=Zone((), (), across.zone.count, _SURPLUS))
        rows = _across_rows(across, words, choice)
        structure = _Structure(
            (Header(across.names, None, None, False),),
            sum(number < across.first for number in across.headers),
            _torn(choice.strip),
            tuple(None for _ in words.spec.blocks),
            _is_loose(lines),
        )
    else:
        alignment = align(lines, words)
        structure = _structure(choice.strip, alignment, words)
        rows = _rows(choice.strip, alignment, structure.headers, words, choice)
    yield from _table(words.spec, choice, rows, structure, document)
    for (block, _), row in zip(words.order, rows, strict=True):
        yield from row_facts(words.spec, block, row)
    yield from _labels(words.spec, structure, choice)


def _table(
    spec: TableSpec, choice: Choice, rows: Sequence[RowReading], structure: _Structure, document: Document
) -> Iterator[Fact]:
    """The facts about the table as a whole."""
    assert choice.strip is not None  # noqa: S101 (the caller has looked)
    lines = choice.strip.lines
    where = next((stretch(line.cells) for line in lines if line.cells), None)
    known = [row for row in rows if row.line is not None]

    loose = _NO_LAYOUT if structure.loose else None

    def count(name: str, value: int, location: Location | None = where, own: str | None = None) -> Fact:
        doubt = choice.doubt or own
        if doubt is not None:
            return Fact(f"{spec.id}.{name}", Status.AMBIGUOUS, None, str(value), location, doubt)
        return Fact(f"{spec.id}.{name}", Status.FOUND, value, str(value), location)

    names = [cell for header in structure.headers for cell in _in_order(header.cells, structure.loose)]
    yield count("rows", len(known))
    yield count("columns", sum(cell is not None for cell in names))
    yield count("values", sum(row.zone.count for row in known))
    yield _text(f"{spec.id}.header", [cell.passage for cell in names if cell is not None], "没有找到列名", choice.doubt)
    yield count("header_rows", structure.header_rows, own=loose)
    torn = structure.breaks[0] if structure.breaks else None
    yield count("breaks", len(structure.breaks), stretch(torn.cells) if torn else where, own=loose)
    yield _note(spec, lines, document, choice.doubt)


def _note(spec: TableSpec, lines: Sequence[Line], document: Document, doubt: str | None) -> Fact:
    """The remark that the form prints in the table: in one of its cells, or in a line of the document."""
    texts = [cell.passage for line in lines for cell in line.cells if len(cell.passage.text) > 3]
    if spec.note is not None:
        for text in (*texts, *(paragraph.passage for paragraph in document.paragraphs())):
            for start, end in spans(spec.note, text.text):
                return _text(f"{spec.id}.note", [text.slice(start, end)], "", doubt)
    return Fact(f"{spec.id}.note", Status.ABSENT, reason="没有找到格式规定的附注")


def _text(fact: str, passages: Sequence[Passage], missing: str, doubt: str | None = None) -> Fact:
    if not passages:
        return Fact(fact, Status.ABSENT, reason=missing)
    passage = passages[0] if len(passages) == 1 else join(passages)
    if doubt is not None:
        return Fact(fact, Status.AMBIGUOUS, None, passage.text, passage.location, doubt, passage)
    return Fact(fact, Status.FOUND, passage.text, passage.text, passage.location, None, passage)


def _labels(spec: TableSpec, structure: _Structure, choice: Choice) -> Iterator[Fact]:
    """The captions of blocks and the names of columns, as written."""
    for block, caption in zip(spec.blocks, structure.captions, strict=True):
        if block.id:
            texts = [] if caption is None else [caption.passage]
            yield _text(f"{spec.id}.{block.id}.label", texts, "没有找到这一部分的名称", choice.doubt)
    for block, header in zip(spec.blocks, structure.headers, strict=True):
        for column, cell in zip(block.columns, header.cells or (None,) * len(block.columns), strict=True):
            name = f"{_header_prefix(spec, block)}.{column.id}.label"
            if cell is None and structure.loose:
                yield Fact(name, Status.AMBIGUOUS, reason=_NO_LAYOUT)
            else:
                yield _text(name, [] if cell is None else [cell.passage], "没有找到列名", choice.doubt)


def _in_order(cells: Sequence[Cell | None], loose: bool) -> list[Cell | None]:
    """The names of columns in the order in which they stand; each that is missing in its place in the form.

    Those of a loose table stand in no columns, and in an order that is known to be that of the form.
    """
    if loose:
        return list(cells)
    found = iter(sorted((cell for cell in cells if cell is not None), key=lambda cell: cell.first_column))
    return [None if cell is None else next(found) for cell in cells]


def _header_prefix(spec: TableSpec, block: Block) -> str:
    return f"{spec.id}.{block.id}.header" if block.id else f"{spec.id}.header"


def _absent(words: Vocabulary) -> Iterator[Fact]:
    """The facts of a table that is not there."""
    spec = words.spec
    for name in ("rows", "columns", "values", "header", "header_rows", "breaks", "note"):
        yield Fact(f"{spec.id}.{name}", Status.ABSENT, reason=_NO_TABLE)
    for block, row in words.order:
        yield from row_facts(spec, block, absent_row(row, _NO_TABLE))
    structure = _Structure((NO_HEADER,) * len(spec.blocks), 0, (), (None,) * len(spec.blocks))
    yield from _labels(spec, structure, Choice(None))


def _structure(strip: Strip, alignment: Alignment, words: Vocabulary) -> _Structure:
    lines = strip.lines
    taken = {placed.line for placed in alignment.placed.values()} | set(alignment.unplaced)
    free = [number for number, line in enumerate(lines) if number not in taken and line.words and not line.values]
    first = min(taken, default=len(lines))
    headers: list[Header] = []
    captions: list[Cell | None] = []
    for block, names, across, caption in zip(
        words.spec.blocks, words.columns, words.across, words.captions, strict=True
    ):
        numbers = _lines_of(block, free, alignment, words)
        header = find_header(lines, numbers, names, len(block.columns), words.headers, across)
        strange = _strange_names(lines, numbers, names, _first_line(block, alignment, words), words)
        headers.append(replace(header, disorder=header.disorder or strange))
        captions.append(_caption(lines, free, caption))
    header_rows = sum(
        number < first and any(label.core in words.headers for _, label in lines[number].words) for number in free
    )
    breaks = list(_torn(strip))
    if len(words.spec.blocks) == 1:
        beginnings = [piece.lines[0] for piece in strip.pieces[1:] if piece.lines]
        breaks += _repeats(lines, [number for number in alignment.headers if number > first], beginnings)
    return _Structure(tuple(headers), header_rows, tuple(breaks), tuple(captions), _is_loose(lines))


def _stands_row_by_row(lines: Sequence[Line], words: Vocabulary) -> bool:
    """Whether most rows of a table that should stand side by side have a line with their label and values."""
    seen = [see(line, number, words) for number, line in enumerate(lines) if line.values]
    rows = {found.row for found in seen if found is not None and found.row is not None}
    return 2 * len(rows) > len(words.order)


def _is_loose(lines: Sequence[Line]) -> bool:
    return any(line.loose for line in lines)


def _strange_names(
    lines: Sequence[Line], numbers: Sequence[int], names: Mapping[str, int], first: int, words: Vocabulary
) -> bool:
    """Whether the nearest names above the rows of a block are, in part, those of another block's columns."""
    known = {name for others in words.columns for name in others}
    above = [{label.core for _, label in lines[number].words} & known for number in numbers if number < first]
    nearest = next((found for found in reversed(above) if found), set())
    return bool(nearest - names.keys())


def _first_line(block: Block, alignment: Alignment, words: Vocabulary) -> int:
    own = [placed.line for row, placed in alignment.placed.items() if words.order[row][0] is block]
    return min(own, default=0)


def _lines_of(block: Block, free: Sequence[int], alignment: Alignment, words: Vocabulary) -> list[int]:
    """The lines in which the header of a block can stand: from the rows of the block before it to its own last row."""
    own = [placed.line for row, placed in alignment.placed.items() if words.order[row][0] is block]
    others = [placed.line for row, placed in alignment.placed.items() if words.order[row][0] is not block]
    if not own:
        return []
    after = max((line for line in others if line < min(own)), default=-1)
    return [number for number in free if after < number < max(own)]


def _caption(lines: Sequence[Line], free: Sequence[int], caption: frozenset[str]) -> Cell | None:
    return next(
        (
            lines[number].cells[index]
            for number in free
            for index, label in lines[number].words
            if label.core in caption
        ),
        None,
    )


def _torn(strip: Strip) -> tuple[Line, ...]:
    """The first line after each place where the table is torn. A table that goes on on the next page is whole."""
    return tuple(
        piece.lines[0]
        for before, piece in pairwise(strip.pieces)
        if before.lines and piece.lines and page_of(before.lines[0]) == page_of(piece.lines[0])
    )


def _repeats(lines: Sequence[Line], headers: Sequence[int], torn: Sequence[Line]) -> list[Line]:
    """The first line of each header repeated within a table, unless it stands right after a tear."""
    found: list[Line] = []
    for _, group in groupby(enumerate(headers), lambda item: item[1] - item[0]):
        line = lines[next(group)[1]]
        if all(line.table != other.table for other in torn):
            found.append(line)
    return found


def _rows(
    strip: Strip, alignment: Alignment, headers: Sequence[Header], words: Vocabulary, choice: Choice
) -> list[RowReading]:
    """Every row of the form as it was found, or why it was not."""
    lines = strip.lines
    by_block = dict(zip((id(block) for block in words.spec.blocks), headers, strict=True))
    measured = [
        (lines[placed.line], placed.label, len(words.order[row][0].columns), len(words.order[row][1].groups))
        for row, placed in alignment.placed.items()
        if not lines[placed.line].loose
    ]
    habit = habits(measured, [lines[number] for number in alignment.unplaced])
    doubts = _loose_doubts(strip, alignment, words)
    beside = _above_lone_numbers(strip)
    glued = _glued(lines, alignment, words)
    slipped = _slipped(lines, alignment, words) if len(words.spec.blocks) > 1 else set[int]()
    readings: list[RowReading] = []
    for number, (block, spec) in enumerate(words.order):
        placed = alignment.placed.get(number)
        doubt = choice.doubt or alignment.doubt or (_SLIPPED if number in slipped else None)
        if placed is None:
            doubt = doubt or (_UNPLACED if alignment.unplaced or number in alignment.named else doubts.get(id(block)))
            readings.append(absent_row(spec, doubt or _NO_ROW, certain=doubt is None))
            continue
        doubt = doubt or placed.doubt or (_ELSEWHERE if number in choice.doubtful_rows else None)
        if len(block.columns) < NARROW and placed.line in beside:
            doubt = doubt or _LONE
        doubt = doubt or (None if _holds_several(lines[placed.line]) else glued.get(id(block)))
        doubt = doubt or (doubts.get(id(block)) if lines[placed.line].loose else None)
        readings.append(_row(lines, placed, words, by_block[id(block)], habit, doubt))
    return readings


def _glued(lines: Sequence[Line], alignment: Alignment, words: Vocabulary) -> dict[int, str]:
    """By the identity of a block, what cells with several numbers say against its other rows.

    In a block of one column or two, one of the numbers may be another row's. In a wider one, where several rows have
    such a cell in one column, two columns may have become one.
    """
    found: dict[int, str] = {}
    columns: Counter[tuple[int, int]] = Counter()
    for row, placed in alignment.placed.items():
        line, block = lines[placed.line], words.order[row][0]
        several = [index for index in line.filled if is_several(line.cells[index].text)]
        if several and len(block.columns) < NARROW:
            found[id(block)] = _GLUED
        columns.update((id(block), column_at(line, index)) for index in several)
    for (block_id, _), count in columns.items():
        if count >= NARROW:
            found.setdefault(block_id, _MERGED)
    return found


def _holds_several(line: Line) -> bool:
    """Whether a line has a cell with several numbers."""
    return any(is_several(line.cells[index].text) for index in line.filled)


def _above_lone_numbers(strip: Strip) -> set[int]:
    """The last lines of tables below which a number stands by itself before the table goes on, by number."""
    found: set[int] = set()
    last = -1
    for piece, following in pairwise(strip.pieces):
        last += len(piece.lines)
        if any(interpret(text.text).status is Status.FOUND for text in following.before):
            found.add(last)
    return found


def _slipped(lines: Sequence[Line], alignment: Alignment, words: Vocabulary) -> set[int]:
    """The rows whose label may stand beside the values of another one, as it stands among those of another block.

    It is below the caption of that block although that of its own stands elsewhere; or has as many values as the rows
    there, and then no label of the table is certain.
    """
    captions = {
        number: at
        for number, line in enumerate(lines)
        for at, caption in enumerate(words.captions)
        if any(label.core in caption for _, label in line.words)
    }
    found: set[int] = set()
    for row, placed in alignment.placed.items():
        there = max((number for number in captions if number <= placed.line), default=None)
        if there is None or lines[placed.line].loose:
            continue
        own, other = words.order[row][0], words.spec.blocks[captions[there]]
        values = sum(index > placed.label for index in lines[placed.line].filled)
        if other is own or not values:
            continue
        if values == len(other.columns) != len(own.columns):
            return set(alignment.placed)
        if any(words.spec.blocks[block] is own for block in captions.values()):
            found.add(row)
    return found


def _has_stray_values(strip: Strip, alignment: Alignment, words: Vocabulary) -> bool:
    """Whether a loose table has values before which no label stands, not even a group's, in it or between its parts."""
    for number in alignment.unplaced:
        before = strip.lines[number - 1].words if number else ()
        after_group = bool(before) and before[-1][1].core in words.groups
        if strip.lines[number].loose and not strip.lines[number].words and not after_group:
            return True
    return any(interpret(text.text).status is Status.FOUND for piece in strip.pieces[1:] for text in piece.before)


def _loose_doubts(strip: Strip, alignment: Alignment, words: Vocabulary) -> dict[int, str]:
    """By the identity of a block, what speaks against all its rows in a loose table.

    Values too many in one row may be too few in another; values without a label may belong to any. That one value or
    two follow a label tells nothing where another row of the table has too few or is missing: they may be its own.
    Where a row is missing or has no values, and others have too many or too few, labels and values may have moved
    apart.
    """
    lines = strip.lines
    loose = {row: lines[placed.line] for row, placed in alignment.placed.items() if lines[placed.line].loose}
    if not loose:
        return {}
    if _has_stray_values(strip, alignment, words):
        return {id(block): _STRAY for block in words.spec.blocks}
    doubts: dict[int, str] = {}
    is_short = is_long = False
    is_gone = uneven = len(alignment.placed) < len(words.order)
    for row, line in loose.items():
        block = words.order[row][0]
        found = sum(index > alignment.placed[row].label for index in line.filled)
        if found > len(block.columns):
            doubts[id(block)] = _SURPLUS
            is_long = True
        is_long = is_long or (len(block.columns) < NARROW and _holds_several(line))
        is_gone = is_gone or not found
        is_short = is_short or 0 < found < len(block.columns)
        uneven = uneven or found != len(block.columns)
    if (is_gone and (is_short or is_long)) or (is_short and is_long):
        return {id(block): _FEW for block in words.spec.blocks}
    if uneven:
        for block in words.spec.blocks:
            if len(block.columns) < NARROW:
                doubts.setdefault(id(block), _FEW)
    return doubts


def _row(
    lines: Sequence[Line], placed: Placed, words: Vocabulary, header: Header, habit: Habits, doubt: str | None
) -> RowReading:
    block, spec = words.order[placed.row]
    line = lines[placed.line]
    zone = find_zone(line, placed.label, len(block.columns), len(spec.groups), header, habit)
    if zone.cells and _holds_part_of_label(line, zone.cells, words.labels[placed.row]):
        zone = Zone((), (), zone.count, MOVED)
    doubt_of_names = header.doubt
    if zone.cells and header.fitted(habit.usual_width(header.table)).leaves_open(line, zone.cells):
        doubt_of_names = doubt_of_names or UNNAMED
    if doubt_of_names is not None:
        zone = Zone((), (), zone.count, doubt_of_names)
    label = line.cells[placed.label] if placed.label >= 0 else None
    offset = _offset(line, zone, header)
    return RowReading(spec, line, label, zone, offset, doubt, placed.label)


def _holds_part_of_label(line: Line, cells: Sequence[int], labels: Sequence[LabelText]) -> bool:
    """Whether one of the values is a part of the row's label: they may all stand a cell further."""
    parts = [label.core for index, label in line.words if index in cells and len(label.core) > 1]
    return any(part in label.core for part in parts for label in labels)


def _offset(line: Line, zone: Zone, header: Header) -> int | None:
    """By how many cells the values stand off the names of their columns; the largest where they differ."""
    if not zone.cells or line.loose or header.table is None:
        return None
    off = [
        line.cells[index].first_column - cell.first_column
        for index, cell in zip(zone.cells, header.cells, strict=False)
        if cell is not None
    ]
    return max(off, key=abs) if off else None


def _across_rows(across: Across, words: Vocabulary, choice: Choice) -> list[RowReading]:
    """The rows of a table whose rows stand side by side, each with its part of the line."""
    count = len(words.spec.blocks[0].columns)
    readings: list[RowReading] = []
    uncertain = across.line is not None and any(
        interpret(across.line.cells[index].text).status is Status.AMBIGUOUS for index in across.zone.cells
    )
    for number, (_, spec) in enumerate(words.order):
        label = across.labels[number]
        if across.line is None:
            readings.append(absent_row(spec, choice.doubt or across.zone.doubt or _NO_ROW, choice.doubt is None))
            continue
        part = across.zone.cells[number * count : (number + 1) * count]
        last = number == len(words.order) - 1
        surplus = across.zone.surplus if last else ()
        # Where the values cannot be told apart, their number is that of the whole line, counted once.
        values = len(part) + len(surplus) if part else (across.zone.count if last else 0)
        zone = replace(across.zone, cells=part, surplus=surplus, count=values)
        readings.append(RowReading(spec, across.line, label, zone, None, choice.doubt, -1, beside=uncertain))
    return readings
