"""How fast a report is read: ``make bench-reading [ONLY=html|FILE]``.

For each format one report of two hundred values, as a writer of the round trips makes it (or one file of one's own):
milliseconds of the reader, and of several libraries on the same file with their ratios (``libraries.py``); then the
extraction of all values from the document; then the memory that reading adds to a process at its peak.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.libraries import LIBRARIES
from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from tests.round_trip.judging import cells
from tests.round_trip.writers import WRITERS
from tests.support.forms import annual_report_form
from tests.support.reports import Layout, framed, write_tables

ROUNDS = 5
SECONDS = 0.2
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


AIMS: dict[str, float] = {".html": 1.5, ".docx": 1.5, ".xlsx": 2.0, ".pdf": 2.0}
"""The ratio aimed at, to the reference of the format."""

SAME = {".htm": ".html", ".docm": ".docx", ".xlsm": ".xlsx"}
"""Other ends of names for the same formats."""

WRITTEN = (
    "web page",
    "web page within a site",
    "web page saved by Word",
    "docx, merged",
    "xlsx, merged",
    "PDF, reportlab",
)
"""The writers of the round trips whose reports are read."""


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


def written(name: str) -> tuple[bytes, str]:
    """The report of a writer of the round trips: its bytes and the end of its name."""
    form, random = annual_report_form(), Random(1)  # noqa: S311 (test data)
    writer = next(one for one in WRITERS if one.name == name)
    report = framed(2023, *write_tables(cells(random, form, 0), Layout.THREE, random, form))
    return writer.write(report), writer.suffix


def measured(name: str, data: bytes, suffix: str) -> bool:
    """Prints the lines of one report; whether the aims are kept."""
    source, form = f"report{suffix}", annual_report_form()
    document = read(data, source)
    assert isinstance(document, Document)
    kind = SAME.get(suffix, suffix)
    libraries = LIBRARIES[kind]
    rounds = [
        (milliseconds(lambda: read(data, source)), [milliseconds(partial(one.work, data)) for one in libraries])
        for _ in range(ROUNDS)
    ]
    ours = statistics.median(one for one, _ in rounds)
    extraction = milliseconds(lambda: extract(document, form))
    memory = peak(data, suffix)
    added = "" if memory is None else f", {memory:.1f} MB at the peak"
    print(f"{name} ({len(data) / 1000:.0f} kB): reader {ours:.2f} ms, extraction {extraction:.2f} ms{added}")
    ratios: list[float] = []
    for number, library in enumerate(libraries):
        theirs = statistics.median(others[number] for _, others in rounds)
        ratios.append(statistics.median(one / others[number] for one, others in rounds))
        aim = "" if number else f"   reference, aim {AIMS[kind]}"
        print(f"    {library.name:52}{theirs:9.2f} ms   ratio {ratios[-1]:5.2f}{aim}")
    return ratios[0] <= AIMS[kind] and extraction <= EXTRACTION


def main(only: str) -> int:
    """Measures each writer whose name contains ``only``, or the file that it names; 1 when an aim is missed."""
    file = Path(only)
    if only and file.is_file():
        kept = [measured(file.name, file.read_bytes(), file.suffix.lower())]
    else:
        kept = [measured(name, *written(name)) for name in WRITTEN if only in name]
    print(f"milliseconds of a core; extraction at most {EXTRACTION}; Python {sys.version.split()[0]}")
    return int(not all(kept))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
