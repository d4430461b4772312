"""Tables that only arrange what stands in them: no row has two filled cells, and no cell is one of the form's.

Pages leave such ones where their text is taken out: the title with a bar behind it, a line of bars below. What stands
in them are paragraphs.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from engine.extraction.cells import is_value
from engine.extraction.labels import similarity, take_apart
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Document, Paragraph, Table
from engine.model.pattern import occurs
from engine.model.struct import replace

_ALIKE = 0.6  # words so much like a label of the form may be that label with a slip, or a part of it

_Block = Paragraph | Table


def without_arranging(document: Document, words: Sequence[Vocabulary]) -> Document:
    """The document with what stands in such tables as paragraphs.

    One right beside a table of values may be torn off it, and stays.
    """
    runs = [(kind, list(run)) for kind, run in groupby(document.blocks, lambda block: _kind(block, words))]
    if all(kind is not _ARRANGES for kind, _ in runs):
        return document
    blocks: list[_Block] = []
    for number, (kind, run) in enumerate(runs):
        beside = [runs[at][0] for at in (number - 1, number + 1) if 0 <= at < len(runs)]
        keeps = kind is not _ARRANGES or _HOLDS_VALUES in beside
        blocks += run if keeps else [paragraph for block in run for paragraph in _paragraphs(block)]
    return replace(document, blocks=tuple(blocks))


_TEXT, _HOLDS_VALUES, _ARRANGES = range(3)


def _kind(block: _Block, words: Sequence[Vocabulary]) -> int:
    if isinstance(block, Paragraph):
        return _TEXT
    filled = [[cell.text for cell in row.cells if cell.text] for row in block.rows]
    if any(len(row) > 1 for row in filled):
        return _HOLDS_VALUES
    return _HOLDS_VALUES if any(_is_of_table(text, words) for row in filled for text in row) else _ARRANGES


def _is_of_table(text: str, words: Sequence[Vocabulary]) -> bool:
    """Whether a cell may be one of a table of the form: a value, a label, a part of one, the remark printed in it."""
    if is_value(text):
        return True
    core = take_apart(text).core
    for table in words:
        if table.spec.note is not None and occurs(table.spec.note, text):
            return True
        known = (*table.rows, *table.groups, *table.headers)
        if any(similarity(core, label) >= _ALIKE or (core and core in label) for label in known):
            return True
    return False


def _paragraphs(block: _Block) -> Iterator[Paragraph]:
    if isinstance(block, Table):
        yield from (Paragraph(cell.passage) for row in block.rows for cell in row.cells if cell.text)
