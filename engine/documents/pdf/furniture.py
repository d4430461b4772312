"""What stands on every page and belongs to none: page numbers, running headers and footers."""

import re
from collections import Counter
from collections.abc import Sequence

from engine.documents.pdf.lines import line, runs
from engine.documents.pdf.page import Glyph
from engine.model.struct import Struct

_EDGE = 0.12  # of the height of the page
_OUTERMOST = 3  # lines from an edge
_NUMBER = re.compile(
    r"(?P<before>[-—–－~·.\s]*第?)\s*(?P<number>[0-9]{1,3})\s*(?P<after>页?(?:[\s/／,，]*共?\s*[0-9]{1,3}\s*页?)?[-—–－~·.\s]*)"
)
_DIGITS = re.compile(r"[0-9\s]+")


class Row(Struct, frozen=True):
    """A line of glyphs on a page, and how far down it stands as a share of the page's height."""

    glyphs: Sequence[Glyph]
    height: float


def without(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The lines of each page without what stands on every page."""
    edges = [_edge(rows) for rows in pages]
    texts = [{index: _words(rows[index]) for index in edge} for rows, edge in zip(pages, edges, strict=True)]
    offsets = Counter(
        number - page for page, found in enumerate(texts) for words in found.values() for number in _numbers(words)
    )
    repeated = Counter(
        key for found, rows in zip(texts, pages, strict=True) for key in {_key(found[i], rows[i]) for i in found}
    )
    often = max(2, round(0.3 * len(pages)))
    kept: list[list[Row]] = []
    for page, (rows, found) in enumerate(zip(pages, texts, strict=True)):
        left: list[Row] = []
        for index, row in enumerate(rows):
            words = found.get(index)
            if words is not None:
                outermost = index in (0, len(rows) - 1)
                sequel = any(offsets[number - page] > 1 for number in _numbers(words))
                if (
                    _numbers(words)
                    and outermost
                    and (sequel or _is_marked(words) or (len(pages) == 1 and words == ["1"]))
                ):
                    continue
                if sum(repeated[key] for key in _near(words, row)) >= often and not _numbers(words):
                    continue
            left.append(row)
        kept.append(left)
    return kept


def _edge(rows: Sequence[Row]) -> list[int]:
    """The lines near the upper and the lower edge of a page."""
    top = [index for index in range(min(_OUTERMOST, len(rows))) if rows[index].height < _EDGE]
    bottom = [index for index in range(max(len(rows) - _OUTERMOST, 0), len(rows)) if rows[index].height > 1 - _EDGE]
    return [*top, *bottom]


def _words(row: Row) -> list[str]:
    """The words of a line that stand apart (two pages on one sheet have two numbers)."""
    return [found.text for run in runs(row.glyphs, 3) if (found := line(run)) is not None]


def _numbers(words: Sequence[str]) -> list[int]:
    """The page numbers that a line consists of; none when there is anything else on it."""
    matches = [_NUMBER.fullmatch(word) for word in words]
    return [int(match["number"]) for match in matches if match] if all(matches) else []


def _is_marked(words: Sequence[str]) -> bool:
    """Whether a number is written as only page numbers are: - 4 -, 第4页."""
    matches = [_NUMBER.fullmatch(word) for word in words]
    return all(match is not None and (match["before"].strip() or match["after"].strip()) for match in matches)


def _key(words: Sequence[str], row: Row) -> tuple[str, int]:
    return _DIGITS.sub("", "".join(words)), round(row.height * 200)


def _near(words: Sequence[str], row: Row) -> list[tuple[str, int]]:
    text, height = _key(words, row)
    return [(text, height + step) for step in (-1, 0, 1)] if text else []
