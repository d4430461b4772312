"""The files that arguments ask for -> what was read from each, however that is done: one in this process, many in a
run like that of ``gouji check``."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from engine.commands import _reports
from engine.commands._how import How
from engine.commands._refusing import say
from engine.commands._rulesets import Group
from engine.commands._writing import Target
from engine.corpus.files import Found
from engine.model.facts import Facts
from engine.pipeline import Problem

Readings: TypeAlias = Callable[[], Iterator[Facts | Problem]]
"""What was read from each file, in their order; it can be asked for more than once."""


@contextmanager
def opened(found: Found, groups: Sequence[Group], paths: Sequence[str], how: How, target: Target) -> Iterator[Readings]:
    """Reads all files. One that was asked for by itself and cannot be read ends the run, in a run it is said."""
    if found.is_batch or how.is_limited:
        from engine.commands import _batch

        with _batch.opened(found, None, groups, paths, how, target) as (batch, _):
            for reading in batch.readings():
                if isinstance(reading, Problem):
                    zh, en = f"{reading.source}：{reading.reason}", f"{reading.source}: {reading.english}"
                    say(f"gouji: {zh if target.lang == 'zh' else en}")
            yield batch.readings
    else:
        read = list(_reports.read_all(found.files, groups[0].rulesets, found.inside, target.lang).values())
        _reports.refuse_problem(read[0], target.lang)
        yield lambda: iter(read)
