"""Excerpts of a report on the screen: words with the fault underlined, rows of a table under its header.

Both come as lines that fit the room there is, the fault marked by ``^`` beneath it, so that it shows without colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from engine.outputs.excerpts import Grid, GridRow, Words
from engine.outputs.folding import breaks, fitted
from engine.outputs.words import Language

_SENTENCE_ENDS = "。；！？;│"
_MOST_LINES = 2
_WIDEST = 110  # columns of the screen that words take, on two lines or on one
_MOST_ROWS = 8
_GAP = 2
_WIDEST_LABEL = 40
_ROOMS = ((12, 12), (8, 12), (6, 12), (4, 12), (4, 6))
"""How wide a name of a column may be and a label must be, tried one after another."""
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "needed": {"zh": "若为 {}，则全部成立", "en": "were it {}, all would hold"},
    "maybe": {"zh": "或许应为 {}", "en": "perhaps {}"},
    "rows": {"zh": "另有 {} 行", "en": "{} more rows"},
    "columns": {"zh": "另有 {} 列", "en": "{} more columns"},
}


def quoted(words: Words, room: int, style: str) -> Text:
    """The words around the first mark on at most two lines, each with a line of ``^`` where only some are marked."""
    start, end = _window(words, min(room * _MOST_LINES, max(room, _WIDEST)) - 2)
    before, after = "…" if start else "", "…" if end < len(words.text) else ""
    shown = before + words.text[start:end].rstrip() + after
    shift = len(before) - start
    marked = [any(first + shift <= at < last + shift for first, last in words.marks) for at in range(len(shown))]
    all_marked = all(mark or character in " …│" for mark, character in zip(marked, shown, strict=True))
    lines: list[Text] = []
    for first, last in _lines(shown, room):
        line = Text(shown[first:last].rstrip())
        flags = marked[first:last]
        for at, flag in enumerate(flags):
            if flag and not all_marked:
                line.stylize(style, at, at + 1)
        lines.append(line)
        carets = "".join(
            ("^" if flag else " ") * cell_len(character)
            for flag, character in zip(flags, shown[first:last], strict=True)
        )
        if carets.strip() and not all_marked:
            lines.append(Text(carets.rstrip(), style=style))
    return Text("\n").join(lines)


def _lines(text: str, room: int) -> Iterator[tuple[int, int]]:
    cuts = [0, *breaks(text, room), len(text)]
    return pairwise(cuts)


def _window(words: Words, most: int) -> tuple[int, int]:
    """Which part of the words is shown: all of them, or from the sentence of the first mark on."""
    text = words.text
    if cell_len(text) <= most:
        return 0, len(text)
    first, last = words.marks[0] if words.marks else (0, 0)
    lead = max(most - cell_len(text[first:last]), 0) // 2
    start = first
    while start > 0 and cell_len(text[start - 1 : first]) <= lead:
        start -= 1
    sentence = max(text.rfind(end, start, first) for end in _SENTENCE_ENDS)
    if sentence >= 0:
        start = sentence + 1
        start += len(text[start:first]) - len(text[start:first].lstrip())
    end, used = start, 0
    while end < len(text) and used + cell_len(text[end]) <= most:
        used += cell_len(text[end])
        end += 1
    return start, end


def drawn(grid: Grid, room: int, style: str, language: Language) -> Text:
    """The rows of a table that matter under the names of its columns, with a mark beneath cells that may be wrong.

    A single row is shown with all its columns, of several rows the columns that are spoken of. What does not fit is
    counted.
    """
    return Text("\n").join(_Drawing(grid, room, style, language).lines())


class _Drawing:
    """The columns that are shown, how wide they are, and the lines."""

    def __init__(self, grid: Grid, room: int, style: str, language: Language) -> None:
        self._grid, self._room, self._style, self._language = grid, room, style, language
        self._rows, self._left_out = _chosen_rows(grid.rows)
        self._gutter = max((len(str(row.number)) for row in self._rows if row.number is not None), default=0)
        labels = max(cell_len(row.label) for row in self._rows)
        self._columns, self._names = self._fitting(labels)
        self._widths = [self._width(at, names) for at, names in zip(self._columns, self._names, strict=True)]
        free = room - self._before(0) - sum(_GAP + width for width in self._widths)
        self._label = max(min(labels, free, _WIDEST_LABEL), 2)

    def _before(self, label: int) -> int:
        return (self._gutter + _GAP if self._gutter else 0) + label

    def _fitting(self, labels: int) -> tuple[Sequence[int], Sequence[Sequence[str]]]:
        """The columns to show, and their names in lines that leave room for labels."""
        everything = range(len(self._grid.columns))
        concerned = [at for at in everything if any(row.cells[at].is_concerned for row in self._grid.rows)]
        for columns in (everything, concerned) if len(self._grid.rows) == 1 else (concerned,):
            for limit, label in _ROOMS:
                names = [_folded(self._grid.columns[at], limit) for at in columns]
                if self._take(columns, names, min(labels, label)) == len(columns):
                    return columns, names
        number = max(self._take(concerned, names, min(labels, label)), 1)
        return concerned[:number], names[:number]

    def _take(self, columns: Sequence[int], names: Sequence[Sequence[str]], label: int) -> int:
        """How many of the columns fit beside a label."""
        used, taken = self._before(label), 0
        for at, lines in zip(columns, names, strict=True):
            used += _GAP + self._width(at, lines)
            if used > self._room:
                break
            taken += 1
        return taken

    def _width(self, at: int, names: Sequence[str]) -> int:
        return max(cell_len(text) for text in (*names, *(row.cells[at].text for row in self._grid.rows)))

    def lines(self) -> Iterator[Text]:
        height = max(len(names) for names in self._names)
        for number in range(height):
            above = [height - len(names) for names in self._names]
            cells = [
                names[number - free] if number >= free else "" for names, free in zip(self._names, above, strict=True)
            ]
            yield self._line("", "", [(cell, "less") for cell in cells])
        suspects = any(
            row.cells[at].needed and row.cells[at].is_concerned for row in self._rows for at in self._columns
        )
        for row in self._rows:
            yield self._row(row)
            carets = self._carets(row, suspects=suspects)
            if carets is not None:
                yield carets
        columns = sum(
            any(row.cells[at].is_concerned for row in self._grid.rows) for at in range(len(self._grid.columns))
        )
        shown = sum(any(row.cells[at].is_concerned for row in self._grid.rows) for at in self._columns)
        for what, number in (("rows", self._left_out), ("columns", columns - shown)):
            if number > 0:
                yield Text(_WORDS[what][self._language].format(number), style="less")

    def _line(self, number: str, label: str, cells: Sequence[tuple[str, str]]) -> Text:
        """A line of the table; each cell with its style."""
        line = Text.assemble((number.rjust(self._gutter) + " " * _GAP if self._gutter else "", "less"), label)
        line.append(" " * (self._label - cell_len(label)))
        for (cell, style), width in zip(cells, self._widths, strict=True):
            line.append(" " * (_GAP + width - cell_len(cell))).append(cell, style)
        line.rstrip()
        return line

    def _row(self, row: GridRow) -> Text:
        single = len(self._grid.rows) == 1
        cells = [row.cells[at] for at in self._columns]
        shown = [
            (cell.text, self._style if cell.needed else "") if single or cell.is_concerned else ("", "")
            for cell in cells
        ]
        return self._line("" if row.number is None else str(row.number), fitted(row.label, self._label), shown)

    def _carets(self, row: GridRow, *, suspects: bool) -> Text | None:
        """Marks beneath the cells that may be wrong; where none is known, beneath those spoken of among others."""
        shown = [row.cells[at] for at in self._columns]
        marked = [cell.is_concerned and (cell.needed is not None or not suspects) for cell in shown]
        if not any(marked) or (not suspects and all(marked)) or (not suspects and len(self._grid.rows) > 1):
            return None
        line = self._line("", "", [("^" if mark else "", "") for mark in marked]).plain
        needed = [cell.needed for cell, mark in zip(shown, marked, strict=True) if mark and cell.needed is not None]
        if len(needed) == 1:
            said = _WORDS["needed" if self._grid.is_sure else "maybe"][self._language].format(needed[0])
            before = cell_len(line) - 1
            if before + 2 + cell_len(said) <= self._room:
                line = f"{line} {said}"
            elif cell_len(said) < before:
                line = " " * (before - 1 - cell_len(said)) + f"{said} ^"
        return Text(line, style=self._style)


def _chosen_rows(rows: Sequence[GridRow]) -> tuple[Sequence[GridRow], int]:
    """The rows that are shown, and how many are not: of many those that are not 0, and may be wrong, before others."""
    if len(rows) <= _MOST_ROWS:
        return rows, 0
    telling = [row for row in rows if any(cell.is_concerned and cell.text != "0" for cell in row.cells)] or rows
    ranked = sorted(telling, key=lambda row: not any(cell.is_concerned and cell.needed for cell in row.cells))
    chosen = ranked[:_MOST_ROWS]
    return [row for row in rows if row in chosen], len(rows) - len(chosen)


def _folded(name: str, limit: int) -> Sequence[str]:
    """A name in lines of about the same width."""
    whole = cell_len(name)
    lines = max(-(-whole // limit), 1)
    width = -(-whole // lines)
    return [name[first:last].strip() for first, last in _lines(name, min(width + width % 2, limit))]
