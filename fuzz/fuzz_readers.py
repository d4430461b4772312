"""Looks for files that break a reader, guided by which code each reaches: ``make fuzz-readers READER=html FOR=600``.

The seeds are reports that the writers of the round trips make in the reader's format. An input is handed to the reader
alone, whatever it begins with. One that raises, takes more than 20 seconds or 2 GB, or gives neither a document
nor a reason ends the run and is kept under ``build/fuzz``.
"""

import argparse
import io
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import atheris

with atheris.instrument_imports(include=["engine.documents"]):
    import engine.documents
    from engine.documents import read
    from engine.documents.format import Format, Input

    # Readers import what they need when they need it, which would be too late for atheris.
    for module in walk_packages(engine.documents.__path__, "engine.documents."):
        import_module(module.name)

from engine.model.document import Document, Unreadable
from tests.round_trip.judging import cells
from tests.round_trip.writers import WRITERS
from tests.support.forms import annual_report_form
from tests.support.reports import Layout, framed, write_tables

ROOT = Path(__file__).resolve().parents[1]
FINDINGS = ROOT / "build" / "fuzz"
TOKEN = re.compile(rb"<[^<>\s]{1,20}|[a-z:-]{3,20}=|/[A-Z][A-Za-z]{2,20}|&[#a-z0-9]{2,8};")
STRETCH = re.compile(rb"<[^<>]*>|[|\n\t]|[^<>|\n\t]+")
MOST_WORDS = 300
"""Of a dictionary: libFuzzer tries each of them."""
KEPT: list[bytes] = []
"""Stretches of the seeds, to put into inputs."""


def seeds(name: str) -> Iterator[tuple[str, bytes]]:
    """The suffix and the content of reports that the reader of this name is given in the round trips."""
    form = annual_report_form()
    chance = random.Random(0)  # noqa: S311
    for writer in WRITERS:
        second, third, fourth = write_tables(cells(chance, form, 10), Layout.THREE, chance, form)
        for tables in ((second, third, fourth), (second, (), ()), ((), (), fourth)):  # small ones are tried more often
            data = writer.write(framed(2023, *tables))
            found = read(data, f"a{writer.suffix}")
            if isinstance(found, Document) and found.format == name:
                yield writer.suffix, data


def dictionary(texts: list[bytes]) -> str:
    """The words that structure the seeds, as libFuzzer reads them."""
    words = Counter(word for text in texts for word in TOKEN.findall(text))
    chosen = [word for word, _ in words.most_common(MOST_WORDS)]
    return "".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in word)}"\n' for word in chosen)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a zip package; nothing when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return {}


def mutate(data: bytes, size: int, seed: int) -> bytes:
    """An input that is a little different: of a zip package one part, most times, since else only zlib is tried."""
    chance = random.Random(seed)  # noqa: S311
    found = parts(data) if data[:2] == b"PK" and chance.random() < 0.9 else {}
    if not found:
        return mutate_part(data, size, chance)
    name = chance.choice(list(found))
    found[name] = mutate_part(found[name], max(len(found[name]) * 2, 64), chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in found.items():
            archive.writestr(part, content)
    packed = target.getvalue()
    return packed if len(packed) <= size else data[:size]  # libFuzzer takes no more than it asked for


def mutate_part(data: bytes, size: int, chance: random.Random) -> bytes:
    """Markup with tags and words taken out, put in or moved; one time in three, or without markup, other bytes."""
    if chance.random() < 0.33 or b"<" not in data:
        return bytes(atheris.Mutate(data, size))
    stretches = STRETCH.findall(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(stretches))
        end = min(len(stretches), start + chance.choice([0, 0, 1, 1, 2, 8, 60]))
        moved = stretches[start:end]
        stretches[start:end] = chance.choice([[], [chance.choice(KEPT)], moved * 2, moved[::-1]])
        place = chance.randint(0, len(stretches))
        stretches[place:place] = moved if chance.random() < 0.3 else []
    return b"".join(stretches)[:size]


def examine(reader: Format, suffix: str, data: bytes) -> None:
    """Whatever the bytes, the reader gives a document or a reason, and every place can be asked for."""
    found = reader.read(Input(data, f"a{suffix}", suffix, sha256(data).hexdigest()))
    assert isinstance(found, Document | Unreadable)
    if isinstance(found, Unreadable):
        assert found.reason
        assert found.english
        return
    for paragraph in found.paragraphs():
        assert paragraph.passage.text.strip()
        assert paragraph.passage.location is not None
    for table in found.tables():
        for row in table.rows:
            assert all(cell.passage.location is not None for cell in row.cells)


def main() -> None:
    """Runs for the time that is asked for; the exit code tells whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", help="the name of a format: html, docx, xlsx, pdf, markdown")
    parser.add_argument("--seconds", type=int, default=600, help="how long (default 600; 0 without end)")
    parser.add_argument("--length", type=int, default=100_000, help="the longest input in bytes (default 100000)")
    parser.add_argument("input", nargs="?", type=Path, help="try only this input, such as one that was found")
    options = parser.parse_args()
    reader: Format = import_module(f"engine.documents.formats.{options.reader}").FORMAT
    known = list(seeds(options.reader))
    if not known:
        parser.error(f"no writer of the round trips makes files that {options.reader} reads")
    suffix = Counter(suffix for suffix, _ in known).most_common(1)[0][0]
    if options.input is not None:
        examine(reader, suffix, options.input.read_bytes())
        return
    FINDINGS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        corpus, words = Path(name) / "corpus", Path(name) / "words"
        corpus.mkdir()
        for number, (_, data) in enumerate(known):
            (corpus / str(number)).write_bytes(data)
        texts = [text for _, data in known for text in (*parts(data).values(), data)]
        KEPT.extend(sorted({stretch for text in texts for stretch in STRETCH.findall(text)}))
        words.write_text(dictionary(texts), encoding="ascii")
        flags = [f"-max_total_time={options.seconds}", f"-max_len={options.length}"]
        flags += [f"-dict={words}"] if words.stat().st_size else []  # plain text has no tags
        flags += [f"-artifact_prefix={FINDINGS}/{options.reader}-", "-timeout=20", "-rss_limit_mb=2048"]
        flags += ["-print_final_stats=1", str(corpus)]
        atheris.Setup([sys.argv[0], *flags], lambda data: examine(reader, suffix, data), custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
