"""Findings to where they are wanted, in a format of ``engine/outputs/formats``: one file, or a folder of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import overload

from engine.batch.shelf import Shelf
from engine.commands._refusing import refuse
from engine.commands._writing import Target
from engine.corpus import files
from engine.corpus.archives import Inside
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import replace
from engine.outputs import formats
from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.words import Language

TERMINAL = "terminal"
_UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def chosen(name: str, target: Target, count: int, lang: Language) -> Format | None:
    """The format of this name, ``None`` for the screen; one that there is not, or that fits no target, ends the run."""
    if name == TERMINAL:
        return None
    found = formats.find(name)
    if found is None:
        known = "、".join((TERMINAL, *formats.names()))
        refuse(f"没有“{name}”这种格式，可选：{known}", f"there is no format {name}; known are: {known}", lang)
    if found.one_report and count > 1 and (target.path is None or target.path.is_file()):
        refuse(
            f"{name} 是一份报告一个文件，{count} 份报告请用 --output 指定文件夹",
            f"{name} is one file a report: name a folder with --output for {count} reports",
            lang,
        )
    if not found.is_text and target.is_screen:
        refuse(f"{name} 不能显示在屏幕上，请用 --output 指定文件", f"{name} needs a file: --output FILE", lang)
    return found


class Reports(Sequence[Checked]):
    """The reports of a run, each looked up when it is asked for; ``facts`` is what was read from the one at a place."""

    def __init__(self, assessments: Shelf, facts: Callable[[int], Facts | None], *, with_facts: bool = True) -> None:
        self._assessments = assessments
        self._facts = facts
        self._with_facts = with_facts

    def without_facts(self) -> "Reports":
        """The same for formats that show nothing of what was read."""
        return Reports(self._assessments, self._facts, with_facts=False)

    def __len__(self) -> int:
        return len(self._assessments)

    @overload
    def __getitem__(self, number: int) -> Checked: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Checked]: ...
    def __getitem__(self, number: int | slice) -> Checked | Sequence[Checked]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return Checked(self._assessments[number], self._facts(number) if self._with_facts else None)


def write(reports: Reports, inside: Mapping[str, Inside], wanted: Format, manner: Manner, target: Target) -> None:
    """Writes all assessments; a report that a format cannot hold is said and ends the run."""
    try:
        if not wanted.one_report:
            seen = reports if wanted.shows_reports else reports.without_facts()
            if wanted.pieces is not None:
                target.write_pieces(wanted.pieces(seen, manner))
            else:
                target.write_bytes(wanted.render(seen, manner))
            return
        sources = {
            number: one.assessment.source
            for number, one in enumerate(reports.without_facts())
            if one.assessment.form is not None or reports[number].facts is not None
        }
        if len(sources) == 1 and not (target.path is not None and target.path.is_dir()):
            (number,) = sources
            target.write_bytes(wanted.render([_with_file(reports[number], inside)], manner))
            return
        for name, number in zip(_names(sources.values(), wanted.suffix), sources, strict=True):
            target.within(name).write_bytes(wanted.render([_with_file(reports[number], inside)], manner))
    except UnsupportedError as error:
        refuse(error.reason, error.english, manner.language)


def write_live(assessments: Iterable[Assessment], wanted: Format, manner: Manner, target: Target) -> None:
    """Writes assessments as they come, in a format that can."""
    assert wanted.pieces is not None  # noqa: S101 (what is live comes in pieces)
    target.write_pieces(wanted.pieces(map(Checked, assessments), manner))


def _with_file(report: Checked, inside: Mapping[str, Inside]) -> Checked:
    """The report with the bytes of its file, where that can be read once more and is still the same."""
    source, sha = report.assessment.source, report.assessment.sha256
    data = None if source == files.STANDARD_INPUT else files.load(source, inside)
    is_same = isinstance(data, bytes) and sha256(data).hexdigest() == sha
    return replace(report, data=data if is_same else None)


def _names(sources: Iterable[str], suffix: str) -> Iterator[str]:
    """A file name for each report, no two alike on any file system."""
    taken: set[str] = set()
    for source in sources:
        stem = _UNUSABLE.sub("_", PurePath(source).stem).strip(". ") or "report"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number})"
        taken.add(name.casefold())
        yield str(Path(f"{name}{suffix}"))
