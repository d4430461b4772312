"""Looks for texts that break the rules language, guided by which code each one reaches: ``make fuzz``.

Each input is decoded as a user's file would be, then compiled and parsed as an expression, with a small form behind it
so that names can be resolved. The seeds are the shipped rules, whole and cut at their declarations, and the small files
of the tests. An input that raises, or gives neither a tree nor an error, ends the run and is kept under ``build/fuzz``.
"""

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["engine", "lark"]):
    from engine.documents.encoding import decode
    from engine.language.compile import Around, compile_files
    from engine.language.cut import cut
    from engine.language.keywords import KEYWORDS
    from tests.language.test_two_languages import CHINESE, ENGLISH
    from tests.support.accounts import FORM
    from tests.support.rules_judge import examine, examine_expression

WORD = re.compile(r'"[^"\n]*"|\w+|\s+|.', re.DOTALL)
ROOT = Path(__file__).resolve().parents[1]
FINDINGS = ROOT / "build" / "fuzz"
SIGNS = [
    "（",
    "）",
    "［",
    "］",
    "，",
    "；",
    "＝",
    "≠",
    "≤",
    "≈",
    "..",
    "“",
    "”",
    "{左}",
    "{{",
    "\\/",
    "%",
    "2025年1月31日",
]
NAMES = ["表一", "收入", "拨款", "年报.年度", "年报.单位", "签发.日期", "部分", "全文", "上年", "下级", "合计", "句子"]

_TAKEN = compile_files({"f": FORM}).ruleset
assert _TAKEN is not None
AROUND = Around(form=_TAKEN.form, taken={"丙": _TAKEN}, base="账目年报\n甲 乙")


def examine_bytes(data: bytes) -> None:
    """Whatever the bytes, nothing is raised."""
    decoded = decode(data)
    if decoded is None:
        return
    examine({"f": decoded.text}, AROUND)
    examine_expression(decoded.text)


def seeds() -> Iterator[str]:
    """Texts to begin with."""
    shipped = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").rglob("*.rules"))]
    for text in (*shipped, CHINESE, ENGLISH, FORM):
        yield text
        yield from (text[part.start : part.end] for part in cut(text))
    yield from (text.partition("要求")[2].partition("\n")[0] for text in shipped)


WORDS = [*(f"{word} " for keyword in KEYWORDS for word in keyword.words), *SIGNS, *NAMES]
LINES = [f"{line}\n" for text in seeds() for line in text.splitlines()]


def dictionary() -> str:
    """The words of the language, as libFuzzer reads them."""
    return "".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in word.encode())}"\n' for word in WORDS)


def mutate(data: bytes, size: int, seed: int) -> bytes:
    """An input with words taken out, put in or moved; one time in four with bytes changed, which breaks words."""
    chance = random.Random(seed)  # noqa: S311
    if chance.random() < 0.25:
        return bytes(atheris.Mutate(data, size))
    words = WORD.findall(data.decode("utf-8", "ignore"))
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(words))
        end = min(len(words), start + chance.choice([0, 0, 1, 1, 2, 5, 20]))
        new = [chance.choice(WORDS)] if chance.random() < 0.7 else WORD.findall(chance.choice(LINES))
        moved = words[start:end]
        words[start:end] = chance.choice([new, new, [], moved * 2])
        if chance.random() < 0.2:
            place = chance.randint(0, len(words))
            words[place:place] = moved
    return "".join(words).encode()[:size]


def main() -> None:
    """Runs for the time that is asked for; the exit code tells whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, help="how long (default 600; 0 without end)")
    parser.add_argument("--length", type=int, default=1500, help="the longest input in bytes (default 1500)")
    parser.add_argument("input", nargs="?", type=Path, help="try only this input, such as one that was found")
    options = parser.parse_args()
    if options.input is not None:
        examine_bytes(options.input.read_bytes())
        return
    FINDINGS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        corpus, words = Path(name) / "corpus", Path(name) / "words"
        corpus.mkdir()
        for number, text in enumerate(seeds()):
            (corpus / str(number)).write_bytes(text.encode())
        words.write_text(dictionary(), encoding="ascii")
        flags = [f"-max_total_time={options.seconds}", f"-max_len={options.length}", f"-dict={words}"]
        flags += [f"-artifact_prefix={FINDINGS}/", "-timeout=20", "-print_final_stats=1", str(corpus)]
        atheris.Setup([sys.argv[0], *flags], examine_bytes, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
