"""Markdown and plain text: lines to paragraphs, bars or tabs to tables, each character with its line and column.

One line is one paragraph: converters write one paragraph a line, and what a page end cut in two is joined later, where
the meaning is known. Marks that are no words (``#``, ``**``, ``<br>``, escapes) go; the places stay.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from engine.documents import kinds
from engine.documents.encoding import decode
from engine.documents.format import Format, Input
from engine.documents.limits import MAX_CELLS, MAX_LINE
from engine.documents.web import chrome
from engine.model.document import Cell, Document, Paragraph, Row, Table, Unreadable
from engine.model.location import Location
from engine.model.passage import Passage, Piece

_LINE_END = re.compile(r"\r\n|\n|\r")
_BAR = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"[:\s]*-{2,}[:\s]*|:?-:?")  # a lone dash between spaces is a value: "nothing"
_LONE_RULE_CELL = re.compile(r"[:\s]*-{3,}[:\s]*")  # alone on its line, so is one or two
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_HORIZONTAL_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|={3,}|(?:\*\s*){3,})")
_MARKUP = re.compile(r"\*\*|<br\s*/?>|&nbsp;|&ensp;|&emsp;|\\(?=[|*_#\\])", re.IGNORECASE)
_MAYBE_MARKUP = re.compile(r"[*<&\\]")
_SPACES = ("<", "&")  # markup that stands for white space

_Line = tuple[int, str]


def _accepts(what: Input) -> bool:
    """Anything that is not known by sight to be something else; whether it is text, reading will tell."""
    return kinds.recognise(what) is None


def _read(what: Input) -> Document | Unreadable:
    decoded = decode(what.data)
    if decoded is None:
        return Unreadable(
            what.source,
            "不是文本文件，或者编码无法识别（支持 UTF-8、UTF-16、GB18030）",
            "not a text file, or its encoding is unknown (UTF-8, UTF-16 and GB18030 are)",
        )
    if not decoded.text.strip("\ufeff \t\r\n\f\u3000\x00"):
        return Unreadable(what.source, "文件是空的", "the file is empty")
    lines = _LINE_END.split(decoded.text)
    problem = _too_much(lines)
    if problem is not None:
        return Unreadable(what.source, *problem)
    return Document(what.source, what.sha256, "markdown", decoded.encoding, tuple(_blocks(lines)))


FORMAT = Format("markdown", 90, _accepts, _read)


def _too_much(lines: Sequence[str]) -> tuple[str, str] | None:
    """Why the text is larger than any report (Chinese, English)."""
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            return (
                f"第 {number} 行有 {len(line)} 个字符，超过一行 {MAX_LINE} 个字符的上限，不像一份报告",
                f"line {number} has {len(line)} characters, more than the limit of {MAX_LINE}",
            )
    cells = sum(line.count("|") + line.count("\t") for line in lines)
    if cells > MAX_CELLS:
        return f"表格有 {cells} 格，超过 {MAX_CELLS} 格的上限", f"{cells} table cells, more than {MAX_CELLS}"
    return None


def _blocks(lines: Sequence[str]) -> Iterator[Paragraph | Table]:
    """The blocks of the text in order."""
    tables = 0
    index = 0
    while index < len(lines):
        end = _table_end(lines, index)
        if end > index:
            table = _table([(number + 1, lines[number]) for number in range(index, end)], tables + 1)
            if table.rows:
                tables += 1
                yield table
            index = end
            continue
        paragraph = _paragraph(index + 1, lines[index])
        if paragraph is not None:
            yield paragraph
        index += 1


def _table_end(lines: Sequence[str], start: int) -> int:
    """Where the table that begins at ``start`` ends; ``start`` itself when none begins there."""
    line = lines[start]
    if "|" in line:
        end = start + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        # A single line with a bar in it and none before it is prose (a trail of links, a title).
        return end if end - start > 1 or line.lstrip().startswith("|") else start
    if line.count("\t") >= 2 and line.strip():
        end = start
        while end < len(lines) and lines[end].count("\t") >= 2 and "|" not in lines[end]:
            end += 1
        return end if end - start > 1 else start
    return start


def _table(lines: Sequence[_Line], number: int) -> Table:
    """The table on these lines; the rule between header and body is no row."""
    with_bars = "|" in lines[0][1]
    rows: list[Row] = []
    header_break: int | None = None
    leading = _habit(line.lstrip().startswith("|") for _, line in lines)
    trailing = _habit(line.rstrip().endswith("|") for _, line in lines)
    for line_number, line in lines:
        spans = _spans(line, leading, trailing) if with_bars else _tab_spans(line)
        if with_bars and _is_rule(line, spans):
            header_break = len(rows) if header_break is None else header_break
            continue
        row = len(rows) + 1
        rows.append(
            Row(
                tuple(
                    Cell(_cell(line, start, end, Location(line_number, 0, 0, None, number, row, cell + 1)), cell)
                    for cell, (start, end) in enumerate(spans)
                )
            )
        )
    return Table(tuple(rows), header_break)


def _habit(answers: Iterator[bool]) -> bool:
    """What most lines of a table do: where most have a bar at the edge, it is an edge; where few do, an empty cell."""
    given = list(islice(answers, 200))
    return 2 * sum(given) >= len(given)


def _spans(line: str, leading: bool, trailing: bool) -> list[tuple[int, int]]:
    """Where the cells of a line with bars begin and end, bars excluded."""
    bars = [match.start() for match in _BAR.finditer(line)] if "\\" in line else _bars(line)
    edges = [-1, *bars, len(line)]
    if bars and leading and not line[: bars[0]].strip():
        edges.pop(0)
    if len(edges) > 2 and trailing and not line[edges[-2] + 1 :].strip():
        edges.pop()
    return [(start + 1, end) for start, end in pairwise(edges)]


def _bars(line: str) -> list[int]:
    found: list[int] = []
    at = line.find("|")
    while at >= 0:
        found.append(at)
        at = line.find("|", at + 1)
    return found


def _tab_spans(line: str) -> list[tuple[int, int]]:
    edges = [-1, *(index for index, char in enumerate(line) if char == "\t"), len(line)]
    return [(start + 1, end) for start, end in pairwise(edges)]


def _is_rule(line: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a line only divides header and body: every cell is dashes."""
    if "-" not in line:
        return False
    rule = _RULE_CELL if len(spans) > 1 else _LONE_RULE_CELL
    return bool(spans) and all(rule.fullmatch(line[start:end]) for start, end in spans)


def _cell(line: str, start: int, end: int, place: Location) -> Passage:
    """The text between two bars, without white space at its ends; an empty one still has a place."""
    text = line[start:end]
    stripped = text.strip()
    if stripped:
        start += len(text) - len(text.lstrip())
    located = Location(place.line, start + 1, start + 1 + len(stripped), None, place.table, place.row, place.cell)
    return _without_markup(Passage(stripped, (Piece(0, located),)))


def _paragraph(number: int, line: str) -> Paragraph | None:
    """The paragraph on a line; ``None`` for a blank line, for a rule and for what the site put around the report."""
    text = line.strip("\ufeff \t\f\u3000\xa0")
    if not text.strip() or _HORIZONTAL_RULE.fullmatch(line) or _is_of_the_site(text):
        return None
    heading = _HEADING.match(line)
    if heading:
        text = line[heading.end() :].strip().rstrip("#").rstrip()
        if not text:
            return None
    start = line.index(text, heading.end() if heading else 0)
    place = Location(number, start + 1, start + 1 + len(text))
    return Paragraph(_without_markup(Passage(text, (Piece(0, place),))))


def _is_of_the_site(text: str) -> bool:
    """Whether a line of a page that was pasted belongs to its site. A single character may be a mark in a table."""
    if len(text) < 2:
        return False
    entries = chrome.entries(text) or [(0, 0, True)]
    of_page = all(not about_publication for _, _, about_publication in entries)
    return of_page or chrome.is_line(text) or chrome.is_index(text) or chrome.is_imprint(text)


def _without_markup(passage: Passage) -> Passage:
    """The passage without marks that are no words. Bold marks go in pairs, a stray one stays."""
    text = passage.text
    if _MAYBE_MARKUP.search(text) is None:
        return passage
    marks = list(_MARKUP.finditer(text))
    bold = [mark for mark in marks if mark.group() == "**"]
    if len(bold) % 2:
        marks.remove(bold[-1])
    words: list[str] = []
    pieces: list[Piece] = []
    length = start = 0
    place = passage.pieces[0].location

    def keep(stretch: str, at: int) -> None:
        nonlocal length
        if stretch:
            pieces.append(Piece(length, place.columns(at, at + len(stretch))))
            words.append(stretch)
            length += len(stretch)

    for mark in marks:
        keep(text[start : mark.start()], start)
        if mark.group().startswith(_SPACES):
            words.append(" ")
            length += 1
        start = mark.end()
    keep(text[start:], start)
    if not pieces:
        return Passage("", passage.pieces)
    if pieces[0].start:
        pieces.insert(0, Piece(0, place))
    stripped = Passage("".join(words), tuple(pieces)).strip()
    return stripped if stripped.pieces else Passage("", (Piece(0, place),))
