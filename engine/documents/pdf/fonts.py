"""Fonts that are named in a file but not in it: the same boxes on every machine, and no character without one.

pdfium looks for such fonts among those of the machine. Where it finds none with the character, the character has no
outline, and pdfium leaves a text of that one character out of the page: a cell that says 无 would be read as blank.
Offices' PDFs name 仿宋, 黑体 and 宋体 without carrying them. So pdfium is given one font in their place, in which
one small box stands for every character; how wide each is says the file itself. Only a picture of the page suffers.

``placeholder.ttf.xz`` is written by tests/documents/pdf/placeholder.py.
"""

from ctypes import byref, memmove, string_at
from functools import cache
from importlib.resources import files
from lzma import decompress
from typing import Any

import pypdfium2.raw as pdfium

_STANDARD = (b"Helvetica", b"Times-", b"Courier")  # pdfium has these itself, Arial and Times New Roman as them
_HANDLE = 1
_kept: list[Any] = []  # what pdfium holds on to must live as long as it does


@cache
def install() -> None:
    """Have pdfium ask here, and not the machine, for the fonts that are not in a file. Once a process."""
    font = decompress(files("engine.documents.pdf").joinpath("placeholder.ttf.xz").read_bytes())
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def chosen(
        _info: Any, _weight: int, _italic: int, _charset: int, _pitch: int, name: Any, _exact: Any
    ) -> int | None:
        return None if string_at(name).startswith(_STANDARD) else _HANDLE

    def copied(_info: Any, _handle: Any, table: int, buffer: Any, size: int) -> int:
        """How many bytes the font has; with room for them, they are put there. Table 0 is the whole file."""
        if table:
            return 0
        if size >= len(font):
            memmove(buffer, font, len(font))
        return len(font)

    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    info.MapFont = kinds["MapFont"](chosen)
    info.GetFontData = kinds["GetFontData"](copied)
    _kept.append(info)
    pdfium.FPDF_SetSystemFontInfo(byref(info))
