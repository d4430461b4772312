"""How fast a report is read: ``make bench-reading [ONLY=html]``.

For each format one report of two hundred values, as a writer of the round trips makes it: milliseconds of the reader,
and their ratio to the bare library that it is built on; then the extraction of all values from the document; then the
memory that reading adds to a process at its peak. What "bare" means stands with each format: the least that a program
must do with the library to have all words in hand, without places, spans or any judgement.
"""

import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from tests.round_trip.judging import cells
from tests.round_trip.writers import WRITERS
from tests.support.forms import annual_report_form
from tests.support.reports import Layout, framed, write_tables

ROUNDS = 7
SECONDS = 0.3
"""Of each side in each round."""
EXTRACTION = 5.0
"""Milliseconds at most."""

_PEAK = """
import re, sys
from pathlib import Path
from engine.documents import read
if len(sys.argv) > 1:
    read(Path(sys.argv[1]).read_bytes(), sys.argv[1])
print(re.search("VmHWM: *(.*) kB", Path("/proc/self/status").read_text().replace("\\t", " "))[1])
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A writer of the round trips, the bare library (what it does, and the doing of it), and the ratio aimed at."""

    writer: str
    library: str
    bare: Callable[[bytes], object]
    most: float


def bare_html(data: bytes) -> list[str]:
    """Parses and walks over all elements for their text and what follows them."""
    from lxml import etree

    words: list[str] = []
    for element in etree.fromstring(data, etree.HTMLParser()).iter():
        words += [text for text in (element.text, element.tail) if text]
    return words


def bare_pdf(data: bytes) -> list[tuple[int, float, float, float, float]]:
    """Loads every page and gets every character with its box."""
    from ctypes import byref, c_double

    import pypdfium2.raw as pdfium

    found: list[tuple[int, float, float, float, float]] = []
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    places = byref(left), byref(right), byref(bottom), byref(top)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        for index in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetCharBox(text, index, *places)
            code = pdfium.FPDFText_GetUnicode(text, index)
            found.append((code, left.value, bottom.value, right.value, top.value))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return found


def bare_docx(data: bytes) -> str:
    """Unpacks and parses the main part and walks over all its text."""
    from zipfile import ZipFile

    from lxml import etree

    with ZipFile(io.BytesIO(data)) as archive:
        return "".join(etree.fromstring(archive.read("word/document.xml")).itertext())


def bare_xlsx(data: bytes) -> object:
    """The values of every sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_index(number).to_python() for number in range(len(book.sheet_names))]


READINGS: tuple[Reading, ...] = (
    Reading("web page", "lxml: parse, text and tail of every element", bare_html, 1.5),
    Reading("web page within a site", "lxml: parse, text and tail of every element", bare_html, 1.5),
    Reading("web page saved by Word", "lxml: parse, text and tail of every element", bare_html, 1.5),
    Reading("docx, merged", "zipfile and lxml: parse the main part, all its text", bare_docx, 1.5),
    Reading("xlsx, merged", "calamine: the values of every sheet", bare_xlsx, 2.0),
    Reading("PDF, reportlab", "pypdfium2: load pages, every character with its box", bare_pdf, 2.0),
)


def milliseconds(work: Callable[[], object]) -> float:
    """The least that it takes, over some tenths of a second, beginning without rubbish to collect."""
    gc.collect()
    gc.freeze()  # what the benchmark itself has made is not looked at again
    least, end = float("inf"), time.process_time() + SECONDS
    while time.process_time() < end:
        begin = time.process_time()
        work()
        least = min(least, time.process_time() - begin)
    return least * 1000


def peak(data: bytes, suffix: str) -> float | None:
    """Megabytes that reading adds to a process that has only been started; ``None`` where the system does not say.

    (What ``getrusage`` says is at least what the process had that started this one.)
    """
    if not Path("/proc/self/status").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"report{suffix}"
        file.write_bytes(data)
        commands = ([sys.executable, "-c", _PEAK], [sys.executable, "-c", _PEAK, str(file)])
        done = [subprocess.run(command, capture_output=True, check=True, text=True).stdout for command in commands]
    return (int(done[1]) - int(done[0])) / 1000


def measured(reading: Reading) -> bool:
    """Prints a line; whether the aims are kept."""
    form, random = annual_report_form(), Random(1)  # noqa: S311 (test data)
    writer = next(one for one in WRITERS if one.name == reading.writer)
    data = writer.write(framed(2023, *write_tables(cells(random, form, 0), Layout.THREE, random, form)))
    source = f"report{writer.suffix}"
    document = read(data, source)
    assert isinstance(document, Document)
    pairs = [
        (milliseconds(lambda: read(data, source)), milliseconds(lambda: reading.bare(data))) for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    extraction = milliseconds(lambda: extract(document, form))
    memory = peak(data, writer.suffix)
    print(
        f"{reading.writer:28}{len(data) / 1000:8.0f}{ours:9.2f}{theirs:9.2f}{ratio:8.2f}{reading.most:6.1f}"
        f"{extraction:12.2f}{'' if memory is None else f'{memory:10.1f}'}   {reading.library}"
    )
    return ratio <= reading.most and extraction <= EXTRACTION


def main(only: str) -> int:
    """Prints a line for each reading whose writer's name contains ``only``; 1 when an aim is missed."""
    print(f"{'':28}{'kB':>8}{'reader':>9}{'bare':>9}{'ratio':>8}{'aim':>6}{'extraction':>12}{'peak MB':>10}   bare is")
    kept = [measured(one) for one in READINGS if only in one.writer]
    print(f"milliseconds of a core; extraction at most {EXTRACTION}; Python {sys.version.split()[0]}")
    return int(not all(kept))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
