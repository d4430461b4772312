"""Dots to words: each line of a cell is recognised twice, and its strokes are counted. The door to rapidocr.

Words are certain only when both readings are equal, both are sure, and (for numbers) there are as many separate strokes
as characters. Plain words of two characters and more are read once, as what they name is held against the form. The
models come with the package: nothing is fetched.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from engine.documents.scan.pages import Dots, ink_of
from engine.model.struct import Struct

_SURE = 0.9
_NUMBER = re.compile(r"[0-9]+")
_NEEDS_ANOTHER = re.compile(r"[^\u4e00-\u9fff、，。（）“”]|^.?$")  # anything but plain words
_HEIGHT = 48  # the recogniser sees lines of this height
_MARGINS = (0.25, 0.45)  # of the height of a line: white around it, so that the two readings see it at two sizes
_SPECK = 0.012  # of an inch: smaller dots are dirt
_THIN = 0.025
_ALONG = 0.4  # of the side of a cell: what is left of a line runs along it
_FRAME = 4
_TOUCHES = "扫描件上的字碰到格线，认不准"
_LINE_GAP = 0.012
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    # The lines are short: more threads only wait for one another.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
UNREAD = "□"  # there is ink, and no words in it were recognised


class Words(Struct, frozen=True):
    """The words of a cell or a line, and why they are not certain."""

    text: str
    doubt: str | None = None


class Recogniser:
    """One set of models, loaded at the first page."""

    def __init__(self) -> None:
        import logging

        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._engine: Any = RapidOCR(params=_SETTINGS)

    def cell(self, dots: Dots, dpi: float) -> Words:
        """The words of a cell: its lines from top to bottom, put together."""
        framed = _framed(dots)
        ink, touches = _without_lines(_without_specks(ink_of(framed), dpi), dpi)
        if not ink.any():
            return Words("")
        found = [self.line(framed[top:bottom], ink[top:bottom]) for top, bottom in _lines(ink, dpi)]
        doubt = next((words.doubt for words in found if words.doubt is not None), _TOUCHES if touches else None)
        return Words("".join(words.text for words in found), doubt)

    def line(self, dots: Dots, ink: Dots) -> Words:
        """The words of one line."""
        columns, rows = ink.any(axis=0).nonzero()[0], ink.any(axis=1).nonzero()[0]
        left, right, top, bottom = columns[0], columns[-1] + 1, rows[0], rows[-1] + 1
        own, strokes = dots[top:bottom, left:right], ink[top:bottom, left:right]
        readings = [self._read(_padded(own, _MARGINS[0]))]
        if _NEEDS_ANOTHER.search(readings[0][0]) or readings[0][1] < _SURE:
            readings.append(self._read(_padded(own, _MARGINS[1])))
        texts = {text for text, _ in readings}
        text = max(readings, key=lambda reading: reading[1])[0] or UNREAD
        if len(texts) > 1:
            return Words(text, f"扫描件上的字认不准：{'或'.join(f'“{one}”' for one in sorted(texts))}")
        if text == UNREAD or min(score for _, score in readings) < _SURE:
            return Words(text, f"扫描件上的字认不准：“{text}”")
        if _NUMBER.fullmatch(text) and _strokes(strokes) != len(text):
            return Words(text, f"扫描件上的字认不准：“{text}”，笔画数与字数不符")
        return Words(text)

    def lines_of(self, dots: Dots, dpi: float) -> Sequence[tuple[Any, Words]]:
        """The lines of text on a page: the four corners of each, and its words."""
        if not _without_specks(ink_of(dots), dpi).any():
            return []
        found = self._engine(_coloured(dots), use_det=True, use_cls=False, use_rec=True)
        if found.boxes is None or found.txts is None:
            return []
        return [
            (box, Words(text, None if score >= _SURE else f"扫描件上的字认不准：“{text[:40]}”"))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]

    def _read(self, dots: Dots) -> tuple[str, float]:
        found = self._engine(_coloured(dots), use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The recogniser of this run. Raises ImportError where the extra is not installed."""
    return Recogniser()


def _framed(dots: Dots) -> Dots:
    """A cell with paper around it, so that the light at its edge is that of the cell."""
    import cv2
    import numpy

    paper = int(numpy.percentile(dots, 90))
    return cv2.copyMakeBorder(dots, _FRAME, _FRAME, _FRAME, _FRAME, cv2.BORDER_CONSTANT, value=paper)


def _padded(dots: Dots, margin: float) -> Dots:
    """A line with white around it, at the height that the recogniser sees."""
    import cv2
    import numpy

    height = dots.shape[0]
    space = max(round(height * margin), 2)
    paper = int(numpy.percentile(dots, 90))
    framed = cv2.copyMakeBorder(dots, space, space, space * 2, space * 2, cv2.BORDER_CONSTANT, value=paper)
    scale = _HEIGHT / framed.shape[0]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(framed, (max(round(framed.shape[1] * scale), _HEIGHT), _HEIGHT), interpolation=way)


def _coloured(dots: Dots) -> Dots:
    import cv2

    return cv2.cvtColor(dots, cv2.COLOR_GRAY2BGR)


def _without_specks(ink: Dots, dpi: float) -> Dots:
    """Ink without dirt; a point of a number stays, as it is as thick as a stroke."""
    import cv2
    import numpy

    least = max(dpi * _SPECK, 2)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    area, longer = stats[:, cv2.CC_STAT_AREA], stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    dirt = (area < least * least) | (longer < least)
    return numpy.where(dirt[labels], 0, ink).astype(ink.dtype)


def _without_lines(ink: Dots, dpi: float) -> tuple[Dots, bool]:
    """Ink without what is left of the ruled lines at the edges of a cell; whether anything else touches an edge."""
    import cv2

    thin = max(dpi * _THIN, 3)
    height, width = (side - 2 * _FRAME for side in ink.shape)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    clean, touches = ink.copy(), False
    for number in range(1, count):
        left, top, across, down = (int(value) for value in stats[number, :4])
        beside = left <= _FRAME or left + across >= _FRAME + width
        at_end = top <= _FRAME or top + down >= _FRAME + height
        upright = beside and across <= thin and down >= _ALONG * height
        level = at_end and down <= thin and across >= _ALONG * width
        if upright or level:
            clean[labels == number] = 0
        else:
            touches |= beside or at_end
    return clean, touches


def _lines(ink: Dots, dpi: float) -> list[tuple[int, int]]:
    """Where the lines of a cell begin and end: rows with ink, divided by rows without."""
    filled = ink.any(axis=1)
    runs: list[list[int]] = []
    for row in filled.nonzero()[0]:
        if runs and row - runs[-1][1] <= max(dpi * _LINE_GAP, 1):
            runs[-1][1] = int(row)
        else:
            runs.append([int(row), int(row)])
    # A run much lower than the others is a mark of the line beside it (the point of an i, 一).
    tallest = max(last - first for first, last in runs) + 1
    joined: list[list[int]] = []
    for run in runs:
        low = run[1] - run[0] + 1 < 0.5 * tallest
        if (
            joined
            and (low or joined[-1][1] - joined[-1][0] + 1 < 0.5 * tallest)
            and run[1] - joined[-1][0] < 1.3 * tallest
        ):
            joined[-1][1] = run[1]
        else:
            joined.append(run)
    return [(first, last + 1) for first, last in joined]


def _strokes(ink: Dots) -> int:
    """How many pieces of ink stand apart."""
    import cv2

    return int(cv2.connectedComponents(ink, connectivity=8)[0]) - 1
