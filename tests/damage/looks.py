"""Whether a damaged report shows that a value was read wrongly, decided from how it looks, digits aside.

What is looked at is what stands in the file (``standing.py``).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from engine.model.form import Block
from tests.damage.sheets import FOREIGN, FORMS, Cell, Item, Line, Paper, Sheet, rows, sheets, with_text
from tests.damage.standing import as_it_stands, is_number, names_of_columns, number
from tests.round_trip.writers import Writer
from tests.support.forms import annual_report_form

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_ORDINALS = "（）一二三四五六七八九十0123456789.、 "
_SPARSE = 6  # a table leaves zeros blank where it writes none, and at least one in so many cells is blank
_ALIKE = 0.65
_LEAST = 4  # of so many characters, the end of a label is known to be one
_OTHERS = 2  # so many rows may look damaged themselves without saying anything of the others
_NARROW = 3  # of fewer columns, none can be taken for another


def looks_well(name: str, read: object, wrong: set[str], original: Paper, damaged: Paper, writer: Writer) -> bool:
    """Whether nothing in the damaged report shows that the value of a cell was read wrongly.

    The row that says that it holds the value must look as it did, its digits aside; or stand complete, with its label
    and as many numbers as there are columns in one run. Where several rows are wrong, the names of the columns must be
    as they were; where the numbers belong to another row than the label says, the whole table, although its rows may
    stand in another order, and one or two that were not read wrongly may look otherwise or be gone. Where the table has
    no row of its own left, what stands in its place must look like it. What was ``read`` (``None``: a blank) must be
    written in the row.
    """
    table, row, _ = name.split(".")
    key = table if table == "table4" else f"{table}.{row}"
    wanted = sum(len(line.values) for _, _, line in rows(original, table) if line.key == key)
    original, damaged = as_it_stands(original, writer), _unglued(as_it_stands(damaged, writer))
    before = [line for _, _, line in rows(original, table) if line.key == key]
    if len(before) != 1:
        return False
    cells = [cell for _, sheet in sheets(damaged, table) for line in sheet.lines for cell in line.cells]
    if cells and read is None and not _words(before[0]) and not any(map(is_number, cells)):
        return True  # A table that nobody filled in.
    if not rows(damaged, table) or (_is_gone(damaged, before[0]) and _could_be_foreign(damaged, before[0], read)):
        return _nothing_says_otherwise(damaged, before[0], table)
    moved = _moved(original, damaged, table)
    normal = _normal_blanks(original, damaged, table, moved, writer)
    shifted = frozenset(place + moved for place in normal)
    claiming = list(_claiming(damaged, before[0], key, table)) or list(_alike(damaged, before[0], key, table))
    if not claiming and read is None and normal:
        claiming = [
            line for sheet in _of_this_year(damaged, table) for line in sheet.lines if _is_only(line, before[0])
        ]
    if not claiming and not _words(before[0]):
        claiming = list(_filled_lines(damaged, table, key))
    if not claiming and writer.is_loose and any(_holds_two(line, wanted, read) for _, _, line in rows(damaged, table)):
        return True
    if not claiming:
        return any(line.key == key and not _own_words(line, damaged, table) for _, _, line in rows(damaged, table))
    if writer.is_loose and not _words(before[0]):
        # As many values follow the names, wherever a long line was wrapped or a part of it stands higher up.
        lines = [line for _, sheet in sheets(damaged, table) for line in sheet.lines]
        numbers = [number(cell.text) for line in lines for cell in line.cells if is_number(cell)]
        if len(claiming) > 1 or len(before[0].cells) == wanted == len(numbers):
            return len(numbers) == wanted and (read is None or read in numbers)
    if len({tuple(cell.text for cell in line.cells) for line in claiming}) != 1:
        return False
    line = _without_blanks(claiming[0], len(before[0].cells) + max(moved, 0))
    if read is not None and all(number(cell.text) != read for cell in line.cells):
        return False
    if line.key != key:
        looked, looks = _looks(original, table, normal), _looks(damaged, table, shifted)
        labels = {word for one in _rows_of(wrong, original, table) for word in _words(one)[-1:]} | {"", "#"}
        others = looks - looked, looked - looks
        return all(part.total() <= _OTHERS and not labels & {look[0] for look in part} for part in others)
    places = [fact.split(".")[1:] for fact in wrong if fact.startswith(f"{table}.")]
    alone = table != "table4" and 1 in (len({row for row, _ in places}), len({column for _, column in places}))
    if writer.is_loose and line.key == key and _holds_two(line, wanted, read):
        return True
    if not alone and not _are_named(original, damaged, table, row, writer.is_loose):
        return False
    off = _label_at(line) - _label_at(before[0])
    if off and off == len(line.cells) - len(
        before[0].cells
    ):  # A part whose lines lost or got cells before their labels.
        shifted = frozenset(place + off for place in normal)
    if _look(line, shifted) == _look(before[0], normal) or _is_complete(line, before[0], wanted):
        return True
    # The names moved to the right, and of the values nothing stands where only the new column is.
    if (
        moved > 0
        and not any(cell.text for cell in line.cells[:moved])
        and _look(line, normal) == _look(before[0], normal)
    ):
        return True
    return not writer.is_loose and _places(line, shifted, moved) == _places(before[0], normal, 0)


def _unglued(paper: Paper) -> Paper:
    """The report with every table of the form in a sheet of its own, also where one stands right under another."""
    items: list[Item] = []
    for item in paper.items:
        if not isinstance(item, Sheet):
            items.append(item)
            continue
        tables = [(at, line.key.partition(".")[0]) for at, line in enumerate(item.lines) if line.key is not None]
        start, own = 0, item.id
        for (last, _), (_, following) in pairwise(tables):
            if following != own and item.id != FOREIGN:
                items.append(replace(item, id=own, lines=item.lines[start : last + 1]))
                start, own = last + 1, following
        items.append(replace(item, id=own, lines=item.lines[start:]))
    return replace(paper, items=tuple(items))


def _is_gone(paper: Paper, before: Line) -> bool:
    """Whether no line of the report's own tables is a row or has its label."""
    lines = [line for item in paper.items if isinstance(item, Sheet) and item.id != FOREIGN for line in item.lines]
    words = _words(before)[-1:]
    return bool(words) and all(line.key != before.key and words[0] not in _words(line) for line in lines)


def _could_be_foreign(paper: Paper, before: Line, read: object) -> bool:
    """Whether what was read stands in a part of another table that looks like the missing row."""
    lines = [line for item in paper.items if isinstance(item, Sheet) and item.id == FOREIGN for line in item.lines]
    return read is not None and any(
        _could_be(line, before) and any(number(cell.text) == read for cell in line.cells) for line in lines
    )


def _label_at(line: Line) -> int:
    """Where the label of a row stands."""
    return max(
        (
            index
            for index, cell in enumerate(line.cells)
            if not is_number(cell) and any(char.isalpha() for char in cell.text)
        ),
        default=0,
    )


def _rows_of(facts: set[str], paper: Paper, table: str) -> Iterator[Line]:
    keys = {fact.rpartition(".")[0] for fact in facts}
    return (line for _, _, line in rows(paper, table) if line.key in keys)


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
    """The sheets that may be a table of the report: its own, and others but those right under another year's line.

    What follows without names of columns goes on with the table before it.
    """
    year = paper.year
    for item, before in zip(paper.items, (None, *paper.items), strict=False):
        if not isinstance(item, Sheet):
            continue
        said = _YEAR.search(before) if isinstance(before, str) else None
        if said or isinstance(before, str) or any(_is_header(line, paper) for line in item.lines):
            year = int(said.group()) if said else paper.year
        if item.id == table or (item.id == FOREIGN and year == paper.year):
            yield item


def _could_be(line: Line, row: Line, alike: bool = False) -> bool:
    words = _words(row)
    if words:
        there = _words(line)[-1:]
        same = there == words[-1:] or (alike and bool(there) and _is_alike(there[0], words[-1]))
        return same and any(map(is_number, line.cells))
    return sum(map(is_number, line.cells)) >= len(row.values)


def _without_blanks(line: Line, width: int) -> Line:
    """The row without blank cells that come after so many."""
    used = max((index + 1 for index, cell in enumerate(line.cells) if cell.text), default=0)
    return replace(line, cells=line.cells[: max(used, width)])


def _claiming(paper: Paper, line: Line, key: str, table: str) -> Iterator[Line]:
    """The rows that have the label of a row, from it on; where it has none, those that are known to be it."""
    words = _words(line)
    for sheet in _of_this_year(paper, table):
        for other in sheet.lines:
            holds_values = other.key is not None or (any(map(is_number, other.cells)) and not _is_header(other, paper))
            if words and holds_values and words[-1] in _words(other):
                yield _own_part(other, words[-1])
            elif not words and other.key == key and any(cell.text for cell in other.cells):
                yield other


def _holds_two(line: Line, wanted: int, read: object) -> bool:
    """Whether the values of just two rows follow a label where rows are lost, what was read among them."""
    numbers = [number(cell.text) for cell in line.cells if is_number(cell)]
    return len(numbers) == 2 * wanted and wanted >= _NARROW and read in numbers


def _is_only(line: Line, row: Line) -> bool:
    """Whether a line holds the label of a row and nothing else."""
    return bool(_words(row)) and _words(line)[-1:] == _words(row)[-1:] and not any(map(is_number, line.cells))


def _filled_lines(paper: Paper, table: str, key: str) -> Iterator[Line]:
    """The lines with numbers of a table whose own row is blank: nothing shows that they are not that row."""
    for _, sheet in sheets(paper, table):
        yield from (replace(line, key=key) for line in sheet.lines if any(map(is_number, line.cells)))


def _is_header(line: Line, paper: Paper) -> bool:
    """Whether a line without a row of its own holds names of columns: numbers beside them (1 2 3 …) are no row's."""
    return len(names_of_columns(paper.year).intersection("".join(word.split()) for word in _words(line))) >= _NARROW


def _alike(paper: Paper, line: Line, key: str, table: str) -> Iterator[Line]:
    """The rows whose label is that of a row but for a slip, with the label as it should be."""
    words = _words(line)
    for other in (other for _, sheet in sheets(paper, table) for other in sheet.lines):
        if other.key is None and not any(map(is_number, other.cells)):
            continue
        labels = [index for index, cell in enumerate(other.cells) if cell.text and not is_number(cell)]
        if words and other.key in (key, None) and labels and _is_alike(_word(other.cells[labels[-1]]), words[-1]):
            yield with_text(other, labels[-1], words[-1])


def _is_alike(word: str, label: str) -> bool:
    if len(word) >= _LEAST and label.endswith(word):
        return True
    return len(word) > 1 and (label.startswith(word) or SequenceMatcher(None, word, label).ratio() >= _ALIKE)


def _own_part(line: Line, label: str) -> Line:
    """Of a line with the labels of two rows, each before its numbers, what belongs to one of them."""
    labels = [
        index for index, cell in enumerate(line.cells) if any(map(str.isalpha, cell.text)) and not is_number(cell)
    ]
    own = [index for index in labels if _word(line.cells[index]) == label]
    numbers = [index for index, cell in enumerate(line.cells) if is_number(cell)]
    other = next((index for index in labels if own and index > own[-1]), None)
    if other is not None and any(own[-1] < number < other for number in numbers):
        return _of_its_values(line.cells[:other], line.key)
    last = [index for index in labels if own and index < own[-1]]
    if last and any(last[0] < number < own[-1] for number in numbers):
        return _of_its_values(line.cells[own[-1] :], line.key)
    return line


def _of_its_values(cells: Sequence[Cell], key: str | None) -> Line:
    """Some cells as a row, which is that of the values in them."""
    facts = [cell.fact for cell in cells if cell.fact is not None]
    return Line(tuple(cells), facts[0].rpartition(".")[0] if facts else key)


def _words(line: Line) -> list[str]:
    """The words of a row without what numbers them."""
    return [word for cell in line.cells if not is_number(cell) and (word := _word(cell))]


def _own_words(line: Line, paper: Paper, table: str) -> list[str]:
    """The words of a row without those of its group, where these stand in every row of it."""
    times = Counter(word for _, _, other in rows(paper, table) for word in set(_words(other)))
    return [word for word in _words(line) if times[word] < _NARROW]


def _word(cell: Cell) -> str:
    return cell.text.strip().lstrip(_ORDINALS)


def _look(line: Line, normal: frozenset[int]) -> list[str]:
    """A row from its label on, with its digits hidden, and its blanks where blanks are normal.

    表四 with one value more than names is a layout that occurs, and so is one with a blank there: the last place counts
    for nothing.
    """
    first = _label_at(line)
    shown = ["#" if is_number(cell) else _word(cell) for cell in line.cells]
    look = [text or ("#" if index in normal else "") for index, text in enumerate(shown) if index >= first]
    return look[:15] if line.key == "table4" and look[15:] in (["#"], [""]) else look


def _places(line: Line, normal: frozenset[int], moved: int) -> list[tuple[int, str]]:
    """A row's label and what stands after it in which column, digits hidden, however often its label is repeated."""
    first = max((index for index, cell in enumerate(line.cells) if cell.text and not is_number(cell)), default=-1)
    shown = ["#" if is_number(cell) or index in normal else cell.text for index, cell in enumerate(line.cells)]
    label = _word(line.cells[first]) if first >= 0 else ""
    return [(-1, label), *((index - moved, shown[index]) for index in range(first + 1, len(shown)) if shown[index])]


def _looks(paper: Paper, table: str, normal: frozenset[int]) -> Counter[tuple[str, ...]]:
    """How the lines of a table look, and how many look so; blank ones say nothing."""
    lines = [line for _, sheet in sheets(paper, table) for line in sheet.lines if any(cell.text for cell in line.cells)]
    width = max(normal, default=0) + 1
    return Counter(tuple(_look(_without_blanks(line, width), normal)) for line in lines)


def _normal_blanks(original: Paper, damaged: Paper, table: str, moved: int, writer: Writer) -> frozenset[int]:
    """Where blanks are normal: in all columns of a table that leaves zeros blank, or in those that no row fills.

    The places are those of the original; in the damaged report they are so many cells further right.
    """
    if writer.is_loose:
        return frozenset()
    places = frozenset(place for _, _, line in rows(original, table) for place in line.values)
    columns: dict[int, list[str]] = {}
    for line in _own(damaged, table):
        for place in places:
            at = place + moved
            columns.setdefault(place, []).append(line.cells[at].text if 0 <= at < len(line.cells) else "")
    cells = [text for texts in columns.values() for text in texts]
    if "0" not in cells and cells.count("") * _SPARSE >= len(cells) > 0:
        return places
    return frozenset(place for place, texts in columns.items() if not any(texts))


def _own(paper: Paper, table: str) -> list[Line]:
    """The rows of a table without those of another one that was glued to it."""
    return [line for _, _, line in rows(paper, table) if (line.key or "").split(".")[0] == table]


def _moved(original: Paper, damaged: Paper, table: str) -> int:
    """How many cells further right the first name of a column stands than it did: one, where the rows were numbered."""
    before, after = _first_name(original, table), _first_name(damaged, table)
    return after - before if before is not None and after is not None else 0


def _first_name(paper: Paper, table: str) -> int | None:
    names = {
        name for _, column in annual_report_form(FORMS[paper.year]).table(table).columns() for name in column.label.all
    }
    places = [
        index
        for _, sheet in sheets(paper, table)
        for line in sheet.lines
        for index, cell in enumerate(line.cells)
        if line.key is None and "".join(cell.text.split()) in names
    ]
    return min(places, default=None)


def _are_named(original: Paper, damaged: Paper, table: str, row: str, is_loose: bool) -> bool:
    """Whether the header still says which column is which: its names in their order, at most one missing.

    Which column a single name is missing of, the others tell. Words that were not there, between names, must be no more
    than the names that are missing; beyond the last name they are a column that the form does not have.
    """
    block = _block_of(original, table, row)
    if len(block.columns) < _NARROW:
        return True
    names = {name: column.id for column in block.columns for name in column.label.all}
    before, after = _header(original, table, block), _header(damaged, table, block)
    wanted, there = ([names[word] for word in words if word in names] for words in (before, after))
    if there == wanted * 2:  # (The header came again.)
        return True
    if len(wanted) - len(there) > 1 or not _is_part(there, wanted):
        return False
    at = [index for index, word in enumerate(after) if word in names]
    strange = {word for word in after[at[0] : at[-1]] if word not in before}
    if not is_loose:
        strange -= _beyond(damaged, table, block, names)
    return len(strange) <= len(wanted) - len(there)


def _beyond(paper: Paper, table: str, block: Block, names: Collection[str]) -> set[str]:
    """The words of a header that stand only to the right of all names."""
    words: dict[str, list[int]] = {}
    for line in _lines_above(paper, table, block):
        for index, cell in enumerate(line.cells):
            words.setdefault("".join(cell.text.split()), []).append(index)
    last = max((places[-1] for word, places in words.items() if word in names), default=0)
    return {word for word, places in words.items() if min(places) > last}


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
    for row, line in enumerate(lines):
        for index, cell in enumerate(line.cells):
            word = "".join(cell.text.split())
            below = lines[row + 1].cells if row + 1 < len(lines) else ()
            rest = "".join(below[index].text.split()) if index < len(below) else ""
            if (row, index) in taken:
                continue
            if word and rest and word + rest in names and word not in names:
                word += rest
                taken.add((row + 1, index))
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


def _is_complete(line: Line, before: Line, wanted: int) -> bool:
    """Whether a row has its words, and then the numbers ``wanted`` in one run, and nothing else; as it had before."""

    def complete(one: Line) -> bool:
        numbers = [index for index, cell in enumerate(one.cells) if is_number(cell)]
        words = [index for index, cell in enumerate(one.cells) if cell.text and index not in numbers]
        if words and numbers and numbers[0] == 0:  # (The number of the row.)
            numbers.pop(0)
        # 表四 with one value more than names is a layout that occurs; where the values begin cannot be seen then.
        surplus = len(numbers) == wanted + 1 and one.key == "table4"
        enough = surplus or len(numbers) == wanted
        unbroken = enough and numbers[-1] - numbers[0] == len(numbers) - 1
        return unbroken and (not words or words[-1] < numbers[0])

    as_wide = complete(before) or len(line.cells) >= len(before.cells)
    return as_wide and complete(line) and _words(line)[-1:] == _words(before)[-1:]
