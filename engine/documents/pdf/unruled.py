"""Tables without ruling lines: columns by the white space between them. Conservative: what is not clear is doubtful.

Each line is a row (or what stands between two lines that run across the whole table). Columns come from the lines with
the most words apart; a line with two words in one column, or with a number over two columns, is doubtful as a whole.
"""

from collections.abc import Iterator, Sequence

from engine.documents.pdf.cells import Field, Grid
from engine.documents.pdf.lines import Line, is_wide, line, runs
from engine.documents.pdf.page import Glyph, Rule

UNCLEAR = "这张表没有表格线，分不清这一行的数属于哪一列"

_APART = 1.0  # em between two words of a line that stand in different columns
_BEFORE_NUMBER = 0.4  # the same, before a number
_LARGER = 1.2  # times the size of the table's words: a heading
_FEWEST = 3  # lines in which words stand apart, for a table
_BETWEEN = 2  # lines with nothing apart that may stand between such lines
_FAR = 4.0  # line heights between two lines of a table

_Row = list[Line]  # the words of a line that stand apart
_Column = list[float]  # from where to where


def blocks(rows: Sequence[Sequence[Glyph]], across: Sequence[Rule]) -> Iterator[Line | Grid]:
    """The lines of a page (or of a column of it), those of a table put together."""
    wholes = [line(row) for row in rows]
    apart = [_apart(row, whole) for row, whole in zip(rows, wholes, strict=True)]
    start = 0
    while start < len(rows):
        end = _end(apart, start)
        if end is not None:
            yield _grid(_banded(apart[start:end], across))
            start = end
            continue
        found = wholes[start]
        if found is not None:
            yield found
        start += 1


def _apart(row: Sequence[Glyph], whole: Line | None) -> _Row:
    """The words of a line that stand apart."""
    if whole is None:
        return []
    found = runs(row, _APART, _BEFORE_NUMBER)
    return [whole] if len(found) == 1 else [one for run in found if (one := line(run)) is not None]


def _end(apart: Sequence[_Row], start: int) -> int | None:
    """Where the table that begins with a line ends; ``None`` when none begins there."""
    if len(apart[start]) < 2:
        return None
    last, tabular = start, 1
    for index in range(start + 1, len(apart)):
        row = apart[index]
        if row and apart[last] and row[0].base - apart[last][0].base > _FAR * (index - last) * row[0].height:
            break
        if len(row) >= 2:
            last, tabular = index, tabular + 1
        elif (
            index - last > _BETWEEN or not row or len(row[0].text) > 30 or row[0].size > _LARGER * apart[start][0].size
        ):
            break
    rows = apart[start : last + 1]
    numbers = sum(one.text.replace(".", "").isdigit() for row in rows for one in row)
    widest = max(len(row) for row in rows)
    enough = tabular >= _FEWEST and numbers >= _FEWEST and 2 * tabular >= len(rows) and widest >= 3
    return last + 1 if enough else None


def _banded(rows: Sequence[_Row], across: Sequence[Rule]) -> list[list[_Row]]:
    """The rows of the table, each with its lines: one, or those between two lines that run across."""
    top, bottom = min(one.box[1] for one in rows[0]), max(one.box[3] for one in rows[-1])
    left, right = min(one.left for row in rows for one in row), max(one.right for row in rows for one in row)
    cuts = [
        rule.at
        for rule in across
        if top - 30 < rule.at < bottom + 30 and rule.end - rule.start > 0.7 * (right - left) and rule.start < right
    ]
    tabular = sum(len(row) >= 2 for row in rows)
    if len(cuts) - 1 < 0.6 * tabular:
        return [[row] for row in rows if row]
    bands: dict[int, list[_Row]] = {}
    for row in rows:
        if row:
            middle = (row[0].box[1] + row[0].box[3]) / 2
            bands.setdefault(sum(cut < middle for cut in cuts), []).append(row)
    return [bands[number] for number in sorted(bands)]


def _grid(rows: Sequence[Sequence[_Row]]) -> Grid:
    columns = _columns([row for band in rows for row in band])
    fields: list[Field] = []
    for number, band in enumerate(rows):
        fields += _fields(number, band, columns)
    box = (
        min(field.box[0] for field in fields),
        min(field.box[1] for field in fields),
        max(field.box[2] for field in fields),
        max(field.box[3] for field in fields),
    )
    return Grid(tuple(fields), len(rows), box)


def _columns(rows: Sequence[_Row]) -> list[_Column]:
    """From where to where each column runs."""
    columns: list[_Column] = []
    for row in sorted(rows, key=len, reverse=True):
        for one in row:
            touched = [column for column in columns if column[0] < one.right and one.left < column[1]]
            if not touched:
                columns.append([one.left, one.right])
            elif len(touched) == 1:
                touched[0][0], touched[0][1] = min(touched[0][0], one.left), max(touched[0][1], one.right)
    columns.sort()
    joined: list[_Column] = []
    for column in columns:
        if joined and column[0] < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], column[1])
        else:
            joined.append(column)
    return joined


def _fields(number: int, band: Sequence[_Row], columns: Sequence[_Column]) -> list[Field]:
    """The cells of a row, empty ones too."""
    top = min(one.box[1] for row in band for one in row)
    bottom = max(one.box[3] for row in band for one in row)
    words: dict[int, tuple[int, list[str]]] = {}
    doubt: str | None = None
    for row in band:
        taken: set[int] = set()
        for one in row:
            own = [index for index, (left, right) in enumerate(columns) if left < one.right and one.left < right]
            first = own[0]
            number_over_two = len(own) > 1 and any(char.isdigit() for char in one.text)
            if first in taken or number_over_two:
                doubt = UNCLEAR
            doubt = doubt or one.doubt
            taken |= set(own)
            span, texts = words.setdefault(first, (len(own), []))
            words[first] = (max(span, len(own)), [*texts, one.text])
    fields: list[Field] = []
    column = 0
    while column < len(columns):
        span, texts = words.get(column, (1, []))
        following = min((other for other in words if other > column), default=len(columns))
        span = min(span, following - column)
        box = (columns[column][0], top, columns[column + span - 1][1], bottom)
        fields.append(Field(number, column, 1, span, box, _put_together(texts), doubt))
        column += span
    return fields


def _put_together(texts: Sequence[str]) -> str:
    text = ""
    for one in texts:
        text += one if not text or is_wide(text[-1]) or is_wide(one[0]) else " " + one
    return text
