"""Findings to where they are wanted, in a format of ``engine/outputs/formats``: one file, or a folder of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from engine.commands._refusing import refuse
from engine.commands._writing import Target
from engine.corpus import files
from engine.corpus.archives import Inside
from engine.model.facts import Facts
from engine.model.finding import Assessment
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


def write(
    assessments: Sequence[Assessment],
    read: Mapping[str, Facts],
    inside: Mapping[str, Inside],
    wanted: Format,
    manner: Manner,
    target: Target,
) -> None:
    """Writes all assessments; a report that a format cannot hold is said and ends the run."""
    try:
        if not wanted.one_report:
            target.write_bytes(wanted.render([_checked(one, read) for one in assessments], manner))
            return
        reports = [_with_file(one, read[one.source], inside) for one in assessments if one.source in read]
        if len(reports) == 1 and not (target.path is not None and target.path.is_dir()):
            target.write_bytes(wanted.render(reports, manner))
            return
        for name, report in zip(_names(reports, wanted.suffix), reports, strict=True):
            target.within(name).write_bytes(wanted.render([report], manner))
    except UnsupportedError as error:
        refuse(error.reason, error.english, manner.language)


def _checked(assessment: Assessment, read: Mapping[str, Facts]) -> Checked:
    return Checked(assessment, read.get(assessment.source))


def _with_file(assessment: Assessment, facts: Facts, inside: Mapping[str, Inside]) -> Checked:
    """The report with the bytes of its file, where that can be read once more and is still the same."""
    data = None if assessment.source == files.STANDARD_INPUT else files.load(assessment.source, inside)
    return Checked(assessment, facts, data if isinstance(data, bytes) else None)


def _names(reports: Sequence[Checked], suffix: str) -> Iterator[str]:
    """A file name for each report, no two alike on any file system."""
    taken: set[str] = set()
    for report in reports:
        stem = _UNUSABLE.sub("_", PurePath(report.assessment.source).stem).strip(". ") or "report"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number})"
        taken.add(name.casefold())
        yield str(Path(f"{name}{suffix}"))
