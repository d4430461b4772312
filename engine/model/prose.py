"""Paragraphs and sentences of a text, and places found in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from engine.model.passage import Passage
from engine.model.types import Match

_MARKS = re.compile("[《》。！？；\n]")
_CLOSERS = "”’」）)》"


def found(text: Passage, start: int, end: int, correct: str | None = None) -> Match:
    """The words from ``start`` to ``end`` of a text, which remember what stands around them."""
    return Match(text.slice(start, end), correct, text, start)


def paragraphs(text: Passage) -> tuple[Passage, ...]:
    """The paragraphs of a text that have words in them."""
    return tuple(text.slice(*span) for span in paragraph_spans(text.text))


def sentences(text: Passage) -> tuple[Passage, ...]:
    """The sentences of a text: up to 。！？； or the end of the paragraph, but not within 《》."""
    return tuple(text.slice(*span) for span in sentence_spans(text.text))


def sentence(text: Passage, match: Match) -> Passage:
    """The whole sentence of a text in which words were found."""
    return text.words(*_sentence_span(text, match))


def before(text: Passage, match: Match) -> Passage:
    """What stands before words in their sentence."""
    return text.words(_sentence_span(text, match)[0], match.start)


def after(text: Passage, match: Match) -> Passage:
    """What stands after words in their sentence."""
    return text.words(match.start + len(match.text.text), _sentence_span(text, match)[1])


def _sentence_span(text: Passage, match: Match) -> tuple[int, int]:
    start, end = match.start, match.start + len(match.text.text)
    spans = sentence_spans(text.text)
    index = bisect_right(spans, start, key=lambda span: span[0]) - 1
    last = bisect_right(spans, max(end - 1, start), key=lambda span: span[0]) - 1
    first = min(spans[index][0], start) if index >= 0 else start
    return first, max(spans[last][1], end) if last >= 0 else end


@lru_cache(maxsize=64)
def paragraph_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the paragraphs of a text stand, without white space around them."""
    return tuple(_pieces(text, [match.start() for match in re.finditer("\n", text)]))


@lru_cache(maxsize=64)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text stand, without white space around them."""
    ends: list[int] = []
    titles = 0
    for mark in _MARKS.finditer(text):
        character, end = mark[0], mark.end()
        if character == "《":
            titles += 1
        elif character == "》":
            titles = max(titles - 1, 0)
        elif character == "\n":
            titles = 0
            ends.append(end)
        elif not titles:
            while end < len(text) and text[end] in _CLOSERS:
                end += 1
            ends.append(end)
    return tuple(_pieces(text, ends))


def _pieces(text: str, ends: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*ends, len(text)):
        piece = text[start : max(end, start)]
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(words)
        start = max(end, start)
