"""Where the time of a check goes: ``make bench-stages``.

For each format a few reports of the country (``tests/country``), each with its prose and all its figures: milliseconds
of each stage (the bytes of the file, the document, the facts, the rules, the findings as JSON), documents a second of
one process, and the ratio of the whole to the bare library that parses the format, with no words placed and no rule
asked (``benchmarks/libraries.py`` says what each library does).
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.libraries import FLOORS, Library
from benchmarks.reading import milliseconds
from engine import documents, packs, pipeline
from engine.extraction import choose_form, extract
from engine.language.checked import Ruleset
from engine.model.document import Document
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.outputs import formats
from engine.outputs.format import Checked, Manner
from tests.country.making import Size, hoods, reports
from tests.country.text import WRITERS, items_of
from tests.round_trip import pdf

REPORTS = 3
STAGES = ("bytes", "document", "facts", "rules", "output")


def bare_text(data: bytes) -> list[list[str]]:
    """Decodes and cuts lines into cells."""
    return [line.split("|") for line in data.decode().split("\n")]


FORMATS: dict[str, tuple[Callable[[str], bytes], Library]] = {
    "md": (WRITERS["md"], Library("decode, split lines at bars", bare_text)),
    "html": (WRITERS["html"], FLOORS[".html"]),
    "docx": (WRITERS["docx"], FLOORS[".docx"]),
    "xlsx": (WRITERS["xlsx"], FLOORS[".xlsx"]),
    "pdf": (lambda text: pdf.drawn(items_of(text)), FLOORS[".pdf"]),
}


def texts() -> list[str]:
    """Reports of different offices on 2023, as Markdown."""
    size = Size(3 * REPORTS, 5, share=0, formats={"md": 1})
    made = (one for hood in hoods(size) for one in reports(hood, size) if isinstance(one, tuple))
    return [data.decode() for path, data in islice((one for one in made if "/2023." in one[0]), REPORTS)]


def stages(file: Path, rulesets: Sequence[Ruleset]) -> dict[str, Callable[[], object]]:
    """What each stage does, with what the one before it made at hand."""
    data = file.read_bytes()
    document = documents.read(data, file.name)
    facts = pipeline.understand(data, file.name, rulesets)
    assert isinstance(document, Document)
    assert isinstance(facts, Facts)
    assessment = pipeline.assess(facts, rulesets)
    assert isinstance(assessment, Assessment)
    forms = tuple(ruleset.form for ruleset in rulesets)
    json = formats.find("json")
    assert json is not None
    checked = [Checked(assessment, facts)]
    return {
        "bytes": file.read_bytes,
        "document": lambda: documents.read(data, file.name),
        "facts": lambda: extract(document, choose_form(forms, document) or facts.form),
        "rules": lambda: pipeline.assess(facts, rulesets),
        "output": lambda: json.render(checked, Manner()),
    }


def measured(suffix: str, reports: Sequence[str], folder: Path, rulesets: Sequence[Ruleset]) -> None:
    """Prints the line of a format: the median report of several."""
    write, library = FORMATS[suffix]
    lines: list[tuple[float, ...]] = []
    for number, text in enumerate(reports):
        file = folder / f"{number}.{suffix}"
        file.write_bytes(write(text))
        data = file.read_bytes()
        times = [milliseconds(stage) for stage in stages(file, rulesets).values()]
        lines.append((*times, sum(times), milliseconds(lambda data=data: library.work(data))))  # type: ignore[misc]
    *times, whole, least = (statistics.median(column) for column in zip(*lines, strict=True))
    ratio = statistics.median(line[-2] / line[-1] for line in lines)
    shown = "".join(f"{one:10.2f}" for one in times)
    print(f"{suffix:6}{shown}{whole:10.2f}{1000 / whole:8.0f}{least:8.2f}{ratio:8.1f}   {library.name}")


def main(only: Sequence[str]) -> int:
    """Prints a line for each format."""
    rulesets = [found for name in packs.shipped() if (found := packs.load(name).ruleset) is not None]
    reports = texts()
    print(
        f"{'':6}{''.join(f'{name:>10}' for name in STAGES)}{'whole':>10}{'per s':>8}{'bare':>8}{'ratio':>8}   bare is"
    )
    with tempfile.TemporaryDirectory() as folder:
        for suffix in only or FORMATS:
            measured(suffix, reports, Path(folder), rulesets)
    print(f"milliseconds of a core, {REPORTS} reports; Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
