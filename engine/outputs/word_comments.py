"""Findings as review comments in a Word document: in the file that was submitted, or in one written from what was read.

In a submitted file nothing but the comments is added; each stands at the runs that hold the words (or at the cell). A
run is never split, so that the file keeps its structure.
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.documents.package import DamagedError, Package
from engine.documents.word.found import Stretch, WordCell, WordParagraph, characters
from engine.documents.word.walk import Walk
from engine.model.document import Document, Table
from engine.model.finding import Finding
from engine.model.location import Location
from engine.outputs.document_pane import Pane, ShownParagraph, ShownTable, pane
from engine.outputs.format import UnsupportedError
from engine.outputs.junit import legal
from engine.outputs.packing import repacked
from engine.outputs.remarks import remark
from engine.outputs.words import Language

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.run import Run

AUTHOR = "gouji 勾稽"
_INITIALS = "勾"
_MOST_CELLS = 20_000


def annotated(data: bytes, findings: Sequence[Finding], language: Language) -> bytes | None:
    """The Word file with a comment for each finding; ``None`` where it is of a kind that cannot be written back.

    (A file with macros, or a template: python-docx opens neither.)
    """
    import docx

    try:
        walked = _Walked(data)
        file = docx.Document(io.BytesIO(data))
    except (DamagedError, ValueError, KeyError):
        return None
    runs = _Runs(file)
    for finding in findings:
        ends = next((ends for place in finding.locations if (ends := walked.ends(place.location)) is not None), None)
        first, last = runs.between(ends)
        _comment(file, (first, last), finding, language)
    return _saved(file)


def written(document: Document, findings: Sequence[Finding], language: Language) -> bytes:
    """A Word file of what was read, paragraph by paragraph and table by table, with the same comments."""
    import docx

    file = docx.Document()
    marks = {str(number): place.location for number, finding in enumerate(findings) for place in finding.locations[:1]}
    runs = _write(file, document, pane(document, marks, language))
    start = file.paragraphs[0] if file.paragraphs else file.add_paragraph()
    for number, finding in enumerate(findings):
        anchor = runs.get(str(number)) or [start.runs[0] if start.runs else start.add_run()]
        _comment(file, anchor, finding, language)
    return _saved(file)


def _comment(file: "WordFile", runs: "Sequence[Run]", finding: Finding, language: Language) -> None:
    comment = file.add_comment(runs, "\n".join(remark(finding, language)), AUTHOR, _INITIALS)
    # Without the time of writing: the same findings give the same bytes.
    for name in [name for name in comment._comment_elm.attrib if str(name).endswith("}date")]:
        del comment._comment_elm.attrib[name]


def _saved(file: "WordFile") -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return repacked(stream.getvalue())


_Ends = tuple[Any, Any]
"""The first and the last element (w:t, or a w:tc without words) of a place, in the tree of the walk."""


class _Walked:
    """Where places of the reading stand in the file: found on the way that the reading went."""

    def __init__(self, data: bytes) -> None:
        self._paragraphs: dict[int, WordParagraph] = {}
        self._cells: dict[tuple[int, int, int], WordCell] = {}
        for block in Walk(Package(data)).blocks():
            if isinstance(block, WordParagraph):
                self._paragraphs[block.number] = block
                continue
            for row, cells in enumerate(block.rows, 1):
                self._cells |= {(block.number, row, number): cell for number, cell in enumerate(cells, 1)}

    def ends(self, place: Location) -> _Ends | None:
        """The ends of a place; ``None`` for one that stands nowhere in the body of the file."""
        if place.table is not None and place.row is not None:
            cell = self._cells.get((place.table, place.row, place.cell or 1))
            if cell is None:
                return None
            return _ends(cell.stretches, cell.text, place) or _own(cell.element, cell.element)
        paragraph = self._paragraphs.get(place.paragraph or 0)
        return None if paragraph is None else _ends(paragraph.stretches, paragraph.text, place)


def _ends(stretches: Sequence[Stretch], text: str, place: Location) -> _Ends | None:
    start = (place.column or 1) - 1
    end = len(text) if place.end_column is None else place.end_column - 1
    found = characters(stretches, text)
    inside = [one[0] for one in found[start:end] if one is not None] or [one[0] for one in found if one is not None]
    return _own(inside[0], inside[-1]) if inside else None


def _own(first: Any, last: Any) -> _Ends | None:
    """The ends where they stand in the main part: in a note no comment can stand."""
    root = first.getroottree().getroot()
    return (first, last) if root.tag.rpartition("}")[2] == "document" else None


class _Runs:
    """The runs of the file that is written, found by their number in the order of the file."""

    def __init__(self, file: "WordFile") -> None:
        from docx.oxml.ns import qn

        self._file = file
        self._tags = {name: qn(f"w:{name}") for name in ("r", "tc", "p", "t")}
        self._own = {name: list(file.element.iter(tag)) for name, tag in self._tags.items()}

    def between(self, ends: _Ends | None) -> "tuple[Run, Run]":
        """The first and the last run of a place; of one that stands nowhere, those at the beginning."""
        if ends is None:
            run = self._in_paragraph(self._own["p"][0] if self._own["p"] else self._file.add_paragraph()._p)
            return run, run
        return self._run(ends[0]), self._run(ends[1])

    def _run(self, element: Any) -> "Run":
        from docx.text.paragraph import Paragraph
        from docx.text.run import Run

        name = element.tag.rpartition("}")[2]
        own = self._own[name][_number(element)]
        if name == "tc":
            return self._in_paragraph(next(own.iter(self._tags["p"])))
        run = next(one for one in own.iterancestors(self._tags["r"]))
        return Run(run, Paragraph(run.getparent(), self._file))

    def _in_paragraph(self, element: Any) -> "Run":
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(element, self._file)
        return paragraph.runs[0] if paragraph.runs else paragraph.add_run()


def _number(element: Any) -> int:
    """Which of the elements of its name in its part an element is, from 0."""
    root = element.getroottree().getroot()
    return next(number for number, one in enumerate(root.iter(element.tag)) if one is element)


def _write(file: "WordFile", document: Document, shown: Pane) -> Mapping[str, "list[Run]"]:
    """Writes the blocks; the runs of each mark by its key."""
    runs: dict[str, list[Run]] = {}
    for block, own in zip(shown.blocks, document.blocks, strict=True):
        if isinstance(block, ShownParagraph):
            paragraph = file.add_paragraph()
            for stretch in block.stretches:
                _keep(paragraph.add_run(legal(stretch.text)), stretch.keys, runs)
        elif isinstance(own, Table):
            _write_table(file, block, own, runs)
    return runs


def _write_table(file: "WordFile", shown: ShownTable, table: Table, runs: "dict[str, list[Run]]") -> None:
    """A table on its grid, its merged cells merged."""
    width = max((cell.first_column + cell.column_span for row in table.rows for cell in row.cells), default=0)
    if width * len(table.rows) > _MOST_CELLS:
        raise UnsupportedError(f"表格超过 {_MOST_CELLS} 格，不写成 Word", f"a table with more than {_MOST_CELLS} cells")
    if not width:
        return
    grid = file.add_table(len(table.rows), width)
    grid.style = "Table Grid"
    own = [row.cells for row in grid.rows]
    for number, (row, words) in enumerate(zip(table.rows, shown.rows, strict=True)):
        for cell, shown_cell in zip(row.cells, words, strict=True):
            last = own[number + cell.row_span - 1][cell.first_column + cell.column_span - 1]
            merged = own[number][cell.first_column]
            if cell.row_span > 1 or cell.column_span > 1:
                merged = merged.merge(last)
            for text, keys in [(part.text, part.keys) for part in shown_cell.stretches] or [("", ())]:
                _keep(merged.paragraphs[0].add_run(legal(text)), (*shown_cell.keys, *keys), runs)


def _keep(run: "Run", keys: Sequence[str], runs: "dict[str, list[Run]]") -> None:
    for key in keys:
        runs.setdefault(key, []).append(run)
