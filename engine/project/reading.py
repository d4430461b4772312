"""A project file -> what it says, and everything that is wrong in it, with lines."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from engine.language.diagnostics import normal
from engine.language.messages import guess
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic, Span
from engine.model.finding import Severity, Waiver
from engine.model.struct import Struct
from engine.packs.text import UnreadableError, read_text
from engine.project import find, globs, messages, toml
from engine.project.messages import shown
from engine.project.places import places
from engine.project.project import Key, Project
from engine.project.schema import Complaint, complaints, known_keys

LIMIT = 256 * 1024  # bytes
MOST = 100  # mistakes that are told of one file
_TYPES = {
    "string": ("文字（加引号）", "a text in quotation marks"),
    "count": ("整数", "a whole number"),
    "day": ("日期（如 2026-12-31，不加引号，不带时刻）", "a date (2026-12-31, without quotation marks and time)"),
    "value": ("数、文字、日期或 true、false", "a number, a text, a date, true or false"),
    "dict": ("表（[…]）", "a table ([…])"),
    "entry": ("表（写在 [[waivers]] 下面）", "a table (below [[waivers]])"),
    "list": ("列表（[…]；豁免写成 [[waivers]]）", "a list ([…]; waivers are written [[waivers]])"),
}


class Reading(Struct, frozen=True):
    """What could be understood of a project file, what is wrong in it, and its text."""

    project: Project
    diagnostics: tuple[Diagnostic, ...]
    text: str


def read(path: Path) -> Reading:
    """Reads a project file; what is wrong with it comes back as diagnostics, never as an exception."""
    name = find.shown(path)
    try:
        text = normal(read_text(path, LIMIT))
    except UnreadableError as error:
        problem = messages.UNREADABLE.at(Span(name, 1, 1, 1, 1), name=path.name, problem=error.reason)
        return Reading(Project(path, name, {}), (problem,), "")
    return parse(text, path, name)


def parse(text: str, path: Path, name: str) -> Reading:
    """The same for a text whose lines end in ``\\n``; ``name`` is what messages call the file."""
    values = toml.parse(text, name)
    if isinstance(values, Diagnostic):
        return Reading(Project(path, name, {}), (values,), text)
    bare = Project(path, name, places(text, name))
    wrong = tuple(islice(complaints(values), MOST))
    diagnostics = [_explained(complaint, bare) for complaint in wrong]
    if len(wrong) == MOST:
        return Reading(bare, tuple(diagnostics), text)
    broken = {complaint.key[:2] for complaint in wrong}
    sound = {key: _sound(key, value, broken) for key, value in values.items() if (key,) not in broken}
    entries = sound.get("waivers", {}).items()
    waivers = {number: _waiver(entry, bare.span("waivers", number).line) for number, entry in entries}
    units = {shown(name): tuple(map(shown, listed)) for name, listed in sound.get("units", {}).items()}
    diagnostics += [*_about_waivers(waivers, bare), *_about_units(sound.get("units", {}), bare)]
    project = Project(
        path=path,
        name=name,
        places=bare.places,
        packs=_packs(values, broken),
        fail_on=sound.get("fail_on"),
        thresholds={Severity(level): number for level, number in sound.get("thresholds", {}).items()},
        parameters=sound.get("parameters", {}),
        severity={rule: Severity(level) for rule, level in sound.get("severity", {}).items()},
        off={rule: shown(reason) for rule, reason in sound.get("off", {}).items()},
        waivers=waivers,
        units=units,
    )
    return Reading(project, tuple(sorted(diagnostics, key=lambda one: (one.span.line, one.code))), text)


def _sound(key: str, value: Any, broken: set[Key]) -> Any:
    """A value without its broken entries; a list becomes a table by number, as places are by number."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return value
    return {name: entry for name, entry in value.items() if (key, name) not in broken}


def _packs(values: Mapping[str, Any], broken: set[Key]) -> tuple[str, ...] | None:
    """The packs; none at all when one of them is no name, since then nobody knows which rules are meant."""
    if "packs" not in values:
        return None
    return () if any(key[0] == "packs" for key in broken) else tuple(values["packs"])


def _explained(complaint: Complaint, project: Project) -> Diagnostic:
    span = project.span(*complaint.key)
    name = shown(next((part for part in reversed(complaint.key) if isinstance(part, str)), ""))
    wanted = complaint.wanted
    if complaint.rule == "unknown":
        known = known_keys(complaint.key)
        return messages.UNKNOWN.at(span, name=name, guess=guess(nearest(name, known)), known=_listed(known))
    if complaint.rule == "required":
        return messages.MISSING.at(span, name=name)
    if complaint.rule == "type":
        return messages.TYPE.at(span, name=name, wanted=_TYPES[wanted], found=toml.kind(complaint.value))
    if complaint.rule == "allowed":
        value = shown(complaint.value)
        return messages.CHOICE.at(
            span, name=name, value=value, guess=guess(nearest(value, wanted)), known=_listed(wanted)
        )
    if complaint.rule == "min":
        return messages.NEGATIVE.at(span, name=name, value=complaint.value)
    return messages.FINGERPRINT.at(span) if name == "fingerprint" else messages.EMPTY.at(span, name=name)


def _listed(names: tuple[str, ...] | list[str]) -> tuple[str, str]:
    return "、".join(names), ", ".join(names)


def _waiver(entry: Mapping[str, Any], line: int) -> Waiver:
    return Waiver(
        rule=entry["rule"],
        report=globs.normal(entry["report"]),
        reason=shown(entry["reason"]),
        by=shown(entry["by"]),
        until=entry["until"],
        fingerprint=entry.get("fingerprint"),
        line=line,
    )


def _about_waivers(waivers: Mapping[int, Waiver], project: Project) -> Iterator[Diagnostic]:
    """What the schema cannot see: globs that lead elsewhere, and waivers that stand there twice."""
    first: dict[tuple[str, str, str | None], int] = {}
    for number, waiver in waivers.items():
        if not globs.is_inside(waiver.report):
            yield messages.GLOB.at(project.span("waivers", number, "report"), value=shown(waiver.report))
        same = waiver.rule, waiver.report, waiver.fingerprint
        if same in first:
            yield messages.TWICE.at(project.span("waivers", number), line=first[same])
        first.setdefault(same, waiver.line)


def _about_units(units: Mapping[str, list[str]], project: Project) -> Iterator[Diagnostic]:
    """Units that stand twice in one list, and an authority that stands in its own."""
    for authority, listed in units.items():
        counts = Counter([shown(authority), *map(shown, listed)])
        for name, count in counts.items():
            if count > 1:
                yield messages.UNIT_TWICE.at(project.span("units", authority), name=name, authority=shown(authority))
