"""Reading a hostile file in a child process with limits, so that the tests survive what the reader may not."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 20
MEGABYTES = 1200

_PROGRAM = """
import json, pathlib, sys, time
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) * 1_000_000,) * 2)
except ImportError:
    pass  # (Windows has no such limits; the time limit remains)
from engine.documents import read
from engine.model.document import Document
path = pathlib.Path(sys.argv[1])
start = time.perf_counter()
found = read(path.read_bytes(), path.name)
tables = found.tables() if isinstance(found, Document) else ()
json.dump({
    "format": found.format if isinstance(found, Document) else None,
    "reason": None if isinstance(found, Document) else found.reason,
    "english": None if isinstance(found, Document) else found.english,
    "text": "\\n".join(block.passage.text for block in found.paragraphs()) if isinstance(found, Document) else "",
    "cells": sum(len(row.cells) for table in tables for row in table.rows),
    "seconds": time.perf_counter() - start,
}, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of it: the text and the number of cells of a document, or the reason why there is none."""

    format: str | None
    reason: str | None
    english: str | None
    text: str
    cells: int
    seconds: float


def read_in_child(file: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Reading:
    """Reads a file in a process of its own. Fails when that crashes, writes an error, or takes longer or more."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(file), str(megabytes)], capture_output=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return Reading(**json.loads(done.stdout))
