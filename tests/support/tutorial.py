"""A tutorial as its reader follows it: every fenced block is a file, a change of a file, or commands with their screen.

    ```rules title=a/b.rules          a whole file (any language); the same title with `append` goes to its end
    ```diff title=a/b.rules           lines of a file to replace: context, -old, +new
    ```console exit=1                 `$ gouji …` and what it shows; `exit` is the exit code of the last command

``python -m tests.support.tutorial PAGE...`` writes what the commands show now into the pages, to be read before it is
committed; the tests only compare.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.model.struct import Struct

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ gouji "
_FILES = {"rules", "text", "markdown", "toml"}


class Block(Struct, frozen=True):
    """A fenced block of a page: its language, what follows it in the info string, its text, and its place there."""

    language: str
    options: dict[str, str]
    body: str
    start: int
    end: int
    line: int


class Run(Struct, frozen=True):
    """One command of a console block: what was typed, what the page says it shows, what it showed, its exit code."""

    block: Block
    command: str
    expected: str
    shown: str
    exit: int


def blocks(page: str) -> tuple[Block, ...]:
    """The fenced blocks of a page."""
    found: list[Block] = []
    for match in _FENCE.finditer(page):
        language, *options = shlex.split(match["info"]) or [""]
        pairs = {name: value for name, _, value in (option.partition("=") for option in options)}
        start, end = match.span("body")
        found.append(Block(language, pairs, match["body"], start, end, page.count("\n", 0, start)))
    return tuple(found)


def follow(page: str, folder: Path, *, command: "Callable[[str, Path], tuple[str, int]] | None" = None) -> list[Run]:
    """Does all that a page says, in an empty folder, and returns the commands that it ran."""
    run = command or gouji
    runs: list[Run] = []
    for block in blocks(page):
        if block.language == "console":
            for typed, expected in _commands(block):
                shown, code = run(typed, folder)
                runs.append(Run(block, typed, expected, shown, code))
            continue
        path = folder / block.options["title"]
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if block.language == "diff":
            text = _changed(before, block)
        elif "append" in block.options:
            assert before, f"line {block.line}: nothing to append to"
            text = f"{before}\n{block.body}"
        else:
            assert block.language in _FILES, f"line {block.line}: {block.language}"
            assert not before, f"line {block.line}: {path.name} is there already"
            text = block.body
        path.write_text(text, encoding="utf-8", newline="\n")
    return runs


def gouji(typed: str, folder: Path, **environment: str) -> tuple[str, int]:
    """What ``gouji …`` shows on a screen of 80 columns, line ends trimmed, and its exit code."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **environment}
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *shlex.split(typed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=variables,
        timeout=120,
        check=False,
    )
    return trimmed(done.stdout.decode("utf-8")), done.returncode


def trimmed(screen: str) -> str:
    """A screen without what nobody sees: blanks at the ends of lines, empty lines at its beginning and end."""
    return "\n".join(line.rstrip() for line in screen.splitlines()).strip("\n")


def _commands(block: Block) -> list[tuple[str, str]]:
    """The commands of a console block, without the prompt, and the screen under each."""
    pieces = re.split(rf"^{re.escape(_PROMPT)}", block.body, flags=re.MULTILINE)
    assert not pieces[0], f"line {block.line}: a console block begins with {_PROMPT!r}"
    split = (piece.partition("\n") for piece in pieces[1:])
    return [(typed, trimmed(expected)) for typed, _, expected in split]


def _changed(text: str, block: Block) -> str:
    """A file with the lines of a diff block changed; the lines it speaks of stand in the file exactly once."""
    lines = block.body.splitlines()
    assert all(line[:1] in (" ", "-", "+") for line in lines), f"line {block.line}"
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] != "-")
    assert f"\n{text}".count(f"\n{old}") == 1, f"line {block.line}: the lines to change stand there once"
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]


def _rewrite(page: str) -> str:
    """The page with the screens that its commands show now."""
    with TemporaryDirectory() as folder:
        runs = follow(page, Path(folder))
    for block in reversed([block for block in blocks(page) if block.language == "console"]):
        own = [run for run in runs if run.block == block]
        body = "\n".join(f"{_PROMPT}{run.command}\n" + (f"{run.shown}\n" if run.shown else "") for run in own)
        page = page[: block.start] + body + page[block.end :]
    return page


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(_rewrite(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
