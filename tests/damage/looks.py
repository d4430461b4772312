"""Whether a damaged report shows that a value was read wrongly, decided from how it looks, digits aside.

What is looked at is what stands in the file: where a format keeps no lines of tables, blank cells and the ends of rows
are not there to be seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from engine.model.form import Block
from tests.damage.sheets import FOREIGN, FORMS, Cell, Line, Paper, Sheet, put_lines, rows, sheets, with_text
from tests.round_trip.writers import Rows, Writer
from tests.support.forms import annual_report_form

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_LIKE_A_NUMBER = re.compile(r"[^\s\u3400-\u9fff]{0,4}\d[^\s\u3400-\u9fff]{0,18}件?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_ORDINALS = "（）一二三四五六七八九十0123456789.、 "
_SPARSE = 6  # a table leaves zeros blank where it writes none, and at least one in so many cells is blank
_ALIKE = 0.7
_NARROW = 3  # of fewer columns, none can be taken for another
MARKS = ("/", "-", "无", "—")


def looks_well(name: str, read: object, wrong: set[str], original: Paper, damaged: Paper, writer: Writer) -> bool:
    """Whether nothing in the damaged report shows that the value of a cell was read wrongly.

    The row that says that it holds the value must look as it did, its digits aside; or stand complete, with its label
    and as many numbers as there are columns in one run. Where several rows are wrong, the names of the columns must be
    as they were; where the numbers belong to another row than the label says, the whole table, although its rows may
    stand in another order. Where the table has no row of its own left, what stands in its place must look like it. What
    was ``read`` (``None``: a blank) must be written in the row.
    """
    original, damaged = _as_it_stands(original, writer), _as_it_stands(damaged, writer)
    table, row, _ = name.split(".")
    key = table if table == "table4" else f"{table}.{row}"
    before = [line for _, _, line in rows(original, table) if line.key == key]
    if len(before) != 1:
        return False
    if not rows(damaged, table):
        return _nothing_says_otherwise(damaged, before[0], table)
    normal = _normal_blanks(original, damaged, table, writer)
    claiming = list(_claiming(damaged, before[0], key, table)) or list(_alike(damaged, before[0], key, table))
    if not claiming:
        return any(line.key == key and not _words(line) for _, _, line in rows(damaged, table))
    if len({tuple(cell.text for cell in line.cells) for line in claiming}) != 1:
        return False
    line = _without_blanks(claiming[0], len(before[0].cells))
    if read is not None and all(number(cell.text) != read for cell in line.cells):
        return False
    if line.key != key:
        return sorted(_looks(original, table, normal)) == sorted(_looks(damaged, table, normal))
    places = [fact.split(".")[1:] for fact in wrong if fact.startswith(f"{table}.")]
    alone = table != "table4" and 1 in (len({row for row, _ in places}), len({column for _, column in places}))
    if not alone and not _are_named(original, damaged, table, row):
        return False
    return _look(line, normal) == _look(before[0], normal) or _is_complete(line, before[0])


def _as_it_stands(paper: Paper, writer: Writer) -> Paper:
    """The report as a file of this format has it."""
    if not writer.is_loose:
        return paper
    for index, item in enumerate(paper.items):
        if isinstance(item, Sheet):
            lines = [replace(line, cells=tuple(cell for cell in line.cells if cell.text)) for line in item.lines]
            if writer.rows is Rows.WORDS_FIRST:
                lines = [replace(line, cells=tuple(sorted(line.cells, key=is_number))) for line in lines]
            lines = [line for line in lines if line.cells]
            paper = put_lines(paper, index, lines if writer.rows is Rows.KEPT else _regrouped(lines))
    return paper


def _regrouped(lines: Sequence[Line]) -> list[Line]:
    """Cells of which nothing shows where a row ended: a number goes with the words before it, wherever it stood.

    A row is then the one whose numbers stand there. Words of a header are lines of their own.
    """
    found: list[Line] = []
    for line in lines:
        for cell in line.cells:
            last = found[-1] if found else Line(())
            below_header = last.key is None and line.key is not None and not any(map(is_number, last.cells))
            after_numbers = not is_number(cell) and (last.key != line.key or any(map(is_number, last.cells)))
            if not found or below_header or after_numbers:
                found.append(Line((cell,), line.key))
                continue
            is_first = is_number(cell) and not any(map(is_number, last.cells))
            found[-1] = Line((*last.cells, cell), line.key if is_first and line.key is not None else last.key)
    return found


def _nothing_says_otherwise(paper: Paper, before: Line, table: str) -> bool:
    """Whether one line could be the row of a table that is gone, and no year above says that it is another's.

    Last year's table or another unit's, without a word above it, in the place of the report's own, is what a report
    looks like. Where several could be it, each shows that the other may not be.
    """
    lines = [line for sheet in _of_this_year(paper, table) for line in sheet.lines]
    found = [line for line in lines if _could_be(line, before)]
    found = found or [line for line in lines if _could_be(line, before, alike=True)]
    return len({tuple(cell.text for cell in line.cells) for line in found}) == 1


def _of_this_year(paper: Paper, table: str) -> Iterator[Sheet]:
    """The sheets that may be a table of the report: its own, and others but those under a line with another year."""
    year = paper.year
    for item, before in zip(paper.items, (None, *paper.items), strict=False):
        if not isinstance(item, Sheet):
            continue
        if isinstance(before, str):
            said = _YEAR.search(before)
            year = int(said.group()) if said else paper.year
        if item.id == table or (item.id == FOREIGN and year == paper.year):
            yield item


def _could_be(line: Line, row: Line, alike: bool = False) -> bool:
    words = _words(row)
    if words:
        there = _words(line)[-1:]
        same = there == words[-1:] or (alike and bool(there) and _is_alike(there[0], words[-1]))
        return same and any(map(is_number, line.cells))
    return not _words(line) and len(line.cells) >= len(row.values)


def _without_blanks(line: Line, width: int) -> Line:
    """The row without blank cells that come after so many."""
    used = max((index + 1 for index, cell in enumerate(line.cells) if cell.text), default=0)
    return replace(line, cells=line.cells[: max(used, width)])


def _claiming(paper: Paper, line: Line, key: str, table: str) -> Iterator[Line]:
    """The rows that have the label of a row, from it on; where it has none, those that are known to be it."""
    words = _words(line)
    for sheet in _of_this_year(paper, table):
        for other in sheet.lines:
            holds_values = other.key is not None or any(is_number(cell) for cell in other.cells)
            if words and holds_values and words[-1] in _words(other):
                yield _own_part(other, words[-1])
            elif not words and other.key == key:
                yield other


def _alike(paper: Paper, line: Line, key: str, table: str) -> Iterator[Line]:
    """The rows whose label is that of a row but for a slip, with the label as it should be."""
    words = _words(line)
    for _, _, other in rows(paper, table):
        labels = [index for index, cell in enumerate(other.cells) if cell.text and not is_number(cell)]
        if words and other.key == key and labels and _is_alike(_word(other.cells[labels[-1]]), words[-1]):
            yield with_text(other, labels[-1], words[-1])


def _is_alike(word: str, label: str) -> bool:
    return len(word) > 1 and (label.startswith(word) or SequenceMatcher(None, word, label).ratio() >= _ALIKE)


def _own_part(line: Line, label: str) -> Line:
    """Of a line with the labels of two rows, each before its numbers, what belongs to one of them."""
    labels = [index for index, cell in enumerate(line.cells) if any(map(str.isalpha, cell.text)) and cell.fact is None]
    own = [index for index in labels if _word(line.cells[index]) == label]
    numbers = [index for index, cell in enumerate(line.cells) if is_number(cell)]
    other = next((index for index in labels if own and index > own[-1]), None)
    if other is not None and any(own[-1] < number < other for number in numbers):
        return _of_its_values(line.cells[:other], line.key)
    last = [index for index in labels if own and index < own[-1]]
    if last and any(last[-1] < number < own[-1] for number in numbers):
        return _of_its_values(line.cells[own[-1] :], line.key)
    return line


def _of_its_values(cells: Sequence[Cell], key: str | None) -> Line:
    """Some cells as a row, which is that of the values in them."""
    facts = [cell.fact for cell in cells if cell.fact is not None]
    return Line(tuple(cells), facts[0].rpartition(".")[0] if facts else key)


def _words(line: Line) -> list[str]:
    """The words of a row without what numbers them."""
    return [word for cell in line.cells if not is_number(cell) and (word := _word(cell))]


def _word(cell: Cell) -> str:
    return cell.text.lstrip(_ORDINALS)


def number(text: str) -> int | Decimal | None:
    """The number that a cell says beyond doubt."""
    plain = text.translate(_HALF_WIDTH).replace("\u3000", " ").strip()
    if _NUMBER.fullmatch(plain) is None:
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def is_number(cell: Cell) -> bool:
    """Whether a cell is filled as a value is: with one number, perhaps badly written, or a sign for none.

    Whatever is written in a value's own cell counts: a note there (见附件) says nothing about where other values stand.
    """
    if cell.fact is not None:
        return bool(cell.text)
    return cell.text in MARKS or _LIKE_A_NUMBER.fullmatch(cell.text.strip("\xa0\u3000 ")) is not None


def _look(line: Line, normal: frozenset[int]) -> list[str]:
    """A row from its label on, with its digits hidden, and its blanks where blanks are normal.

    表四 with one value more than names is a layout that occurs, and so is one with a blank there: the last place counts
    for nothing.
    """
    first = max(
        (
            index
            for index, cell in enumerate(line.cells)
            if not is_number(cell) and any(char.isalpha() for char in cell.text)
        ),
        default=0,
    )
    shown = ["#" if is_number(cell) else _word(cell) for cell in line.cells]
    look = [text or ("#" if index in normal else "") for index, text in enumerate(shown) if index >= first]
    return look[:15] if line.key == "table4" and look[15:] in (["#"], [""]) else look


def _looks(paper: Paper, table: str, normal: frozenset[int]) -> list[list[str]]:
    return [
        _look(line, normal if line.key else frozenset()) for _, sheet in sheets(paper, table) for line in sheet.lines
    ]


def _normal_blanks(original: Paper, damaged: Paper, table: str, writer: Writer) -> frozenset[int]:
    """Where blanks are normal: in all columns of a table that leaves zeros blank, or in those that no row fills."""
    if writer.is_loose:
        return frozenset()
    places = frozenset(place for _, _, line in rows(original, table) for place in line.values)
    columns: dict[int, list[str]] = {}
    for _, _, line in rows(damaged, table):
        for place in places:
            columns.setdefault(place, []).append(line.cells[place].text if place < len(line.cells) else "")
    cells = [text for texts in columns.values() for text in texts]
    if "0" not in cells and cells.count("") * _SPARSE >= len(cells) > 0:
        return places
    return frozenset(place for place, texts in columns.items() if not any(texts))


def _are_named(original: Paper, damaged: Paper, table: str, row: str) -> bool:
    """Whether the header still says which column is which: its names in their order, at most one missing.

    Which column a single name is missing of, the others tell. Words that were not there, between names, must be no more
    than the names that are missing.
    """
    block = _block_of(original, table, row)
    if len(block.columns) < _NARROW:
        return True
    names = {name: column.id for column in block.columns for name in column.label.all}
    before, after = _header(original, table, block), _header(damaged, table, block)
    wanted, there = ([names[word] for word in words if word in names] for words in (before, after))
    if len(wanted) - len(there) > 1 or not _is_part(there, wanted):
        return False
    at = [index for index, word in enumerate(after) if word in names]
    strange = [word for word in after[at[0] : at[-1]] if word not in before]
    return len(strange) <= len(wanted) - len(there)


def _block_of(paper: Paper, table: str, row: str) -> Block:
    blocks = annual_report_form(FORMS[paper.year]).table(table).blocks
    return next(block for block in blocks for spec in block.rows if spec.id == row)


def _header(paper: Paper, table: str, block: Block) -> list[str]:
    """The words above the rows of a block in reading order, without what is said twice; those on two rows whole."""
    lines = _lines_above(paper, table, block)
    names = {
        name
        for column in block.columns
        for name in (*column.label.all, *(word for group in column.groups for word in group.all))
    }
    words: list[str] = []
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        for index, cell in enumerate(line.cells):
            word = "".join(cell.text.split())
            below = lines[number + 1].cells if number + 1 < len(lines) else ()
            rest = "".join(below[index].text.split()) if index < len(below) else ""
            if (number, index) in taken:
                continue
            if word and rest and word + rest in names and word not in names:
                word += rest
                taken.add((number + 1, index))
            if word and not (words and word == words[-1] and word not in names):
                words.append(word)
    return words


def _lines_above(paper: Paper, table: str, block: Block) -> list[Line]:
    keys = {table} if table == "table4" else {f"{table}.{row.id}" for row in block.rows}
    above: list[Line] = []
    before: Line | None = None
    for line in (line for _, sheet in sheets(paper, table) for line in sheet.lines):
        if line.key in keys:
            break
        if line.key is None:
            above = [line] if before is not None and before.key is not None else [*above, line]
        before = line
    return above


def _is_part(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all of a part stand in the whole, in this order."""
    rest = iter(whole)
    return all(one in rest for one in part)


def _is_complete(line: Line, before: Line) -> bool:
    """Whether a row has its words, and then exactly its numbers in one run, and nothing else; as it had before."""

    def complete(one: Line) -> bool:
        numbers = [index for index, cell in enumerate(one.cells) if is_number(cell)]
        words = [index for index, cell in enumerate(one.cells) if cell.text and index not in numbers]
        # 表四 with one value more than names is a layout that occurs; where the values begin cannot be seen then.
        surplus = len(numbers) == len(before.values) + 1 and one.key == "table4"
        enough = surplus or len(numbers) == len(before.values)
        unbroken = enough and numbers[-1] - numbers[0] == len(numbers) - 1
        return unbroken and (not words or words[-1] < numbers[0])

    as_wide = complete(before) or len(line.cells) >= len(before.cells)
    return as_wide and complete(line) and _words(line)[-1:] == _words(before)[-1:]
