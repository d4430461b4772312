"""A pytest plugin: ``pytest my-rules/`` runs the examples and the properties of the packs in that folder.

Every ``*.rules`` file is collected. Each of its examples is a test, and so is every rule on the base report; the
properties of a rule (see ``properties``) are one test. A pack is loaded and tried once a run.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from engine import packs
from engine.language.diagnostics import render_all
from engine.packs.find import SUFFIX
from engine.verification.generated import UnsuitableError
from engine.verification.verify import PackResult, verify


class BrokenPackError(Exception):
    """The rules files of a pack have mistakes; the text shows them."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects rules files; pytest calls it for every file."""
    if file_path.suffix != SUFFIX:
        return None
    collector: RulesFile = RulesFile.from_parent(parent, path=file_path)
    return collector


class RulesFile(pytest.File):
    """The rules of one file, as a part of the pack that its folder is, or as a pack of its own."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            result = _verified(_pack_of(self.path))
        except BrokenPackError as error:
            yield RulesItem.from_parent(self, name="rules", problem=str(error))
            return
        lacking: dict[str, list[str]] = {}
        if result.properties is not None:
            for one in result.properties.counterexamples:
                lacking.setdefault(one.rule, []).append(f"{one.property}：{one.reason}\n{one.example}".strip())
        own = [rule for rule in result.ruleset.rules if Path(rule.span.file).name == self.path.name]
        for example in result.results:
            if any(rule.id == example.rule for rule in own) or not example.rule:
                line = example.place.line if example.place is not None else 1
                name = f"{example.rule or 'base'}-{line}"
                yield RulesItem.from_parent(self, name=name, problem=example.problem, line=line)
        if result.properties is not None:
            for rule in own:
                problem = "\n\n".join(lacking.get(rule.id, ()))
                yield RulesItem.from_parent(self, name=f"{rule.id}-properties", problem=problem, line=rule.span.line)


class RulesItem(pytest.Item):
    """One example, or the properties of one rule; ``problem`` says what is wrong, if anything."""

    def __init__(self, *, problem: str | None, line: int = 1, **rest: Any) -> None:
        super().__init__(**rest)
        self._problem = problem
        self._line = line

    def runtest(self) -> None:
        if self._problem:
            raise AssertionError(self._problem)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002
        return f"{self.path}:{self._line}: {excinfo.value}"

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self._line - 1, self.name


def _pack_of(file: Path) -> str:
    """The folder of a file where that makes a pack together, else the file alone."""
    loaded = packs.load(str(file.parent.resolve()))
    return str(file.parent.resolve()) if loaded.ruleset is not None else str(file.resolve())


@lru_cache(maxsize=16)
def _verified(reference: str) -> PackResult:
    loaded = packs.load(reference)
    if loaded.ruleset is None:
        raise BrokenPackError(render_all(loaded.diagnostics, loaded.sources, "zh"))
    try:
        return verify(loaded.ruleset, properties=True)
    except UnsuitableError:
        return verify(loaded.ruleset)
