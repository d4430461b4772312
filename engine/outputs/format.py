"""What a format of findings says of itself: one value in each file of the folder ``formats``, named ``FORMAT``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import Struct
from engine.outputs.words import Language


class Checked(Struct, frozen=True):
    """One report that was checked: what came of it, and for formats that show the report itself, what was read.

    ``data`` are the bytes of its file; ``facts`` and ``data`` are ``None`` where there is none (a finding about the
    run, a file that could not be read).
    """

    assessment: Assessment
    facts: Facts | None = None
    data: bytes | None = None


class Manner(Struct, frozen=True):
    """How to write: the language of what the program says, and whether the text must keep to ASCII (old consoles).

    A format that has no way to say other characters in ASCII writes them all the same. A notice is written from
    ``template`` (the office's own; ``None``: the one that is shipped) and names ``deadline`` and ``issuer``.
    """

    language: Language = "zh"
    ascii_only: bool = False
    template: Path | None = None
    deadline: date | None = None
    issuer: str | None = None


class Format(Struct, frozen=True):
    """A format that findings can be written in.

    ``render`` makes the whole file from all reports: the same input gives the same bytes. With ``one_report`` it takes
    exactly one (a report with the findings marked in it), and several go to a folder. What is no ``is_text`` is not for
    a screen. With ``shows_reports`` it needs what was read.

    ``pieces`` makes the same bytes piece by piece, for any number of reports; ``is_live`` says that it goes through
    them once, so that it can begin before all are checked.
    """

    name: str
    suffix: str
    render: Callable[[Sequence[Checked], Manner], bytes]
    is_text: bool = True
    one_report: bool = False
    shows_reports: bool = False
    pieces: "Callable[[Iterable[Checked], Manner], Iterator[bytes]] | None" = None
    is_live: bool = False


def encoded(text: str) -> bytes:
    """Text in UTF-8. What is no text in a file name (a lone surrogate) is shown as JSON escapes it."""
    return text.encode("utf-8", "backslashreplace")


class UnsupportedError(Exception):
    """A report cannot be written in a format, or a library is not installed: why, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english
