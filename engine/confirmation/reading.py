"""A file of confirmed values -> what it says, and everything that is wrong in it, with lines."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from engine.confirmation import messages
from engine.confirmation.file import Entry, File
from engine.language.diagnostics import normal
from engine.language.messages import guess
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic, Span
from engine.model.struct import Struct
from engine.packs.text import UnreadableError, read_text
from engine.project import find, toml
from engine.project import messages as project_messages
from engine.project.messages import shown
from engine.project.places import places
from engine.project.project import Key, around

LIMIT = 256 * 1024  # bytes
MOST = 100  # mistakes that are told of one file
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_TOP = ("sha256", "facts")
_ENTRY: Mapping[str, tuple[type | tuple[type, ...], tuple[str, str]]] = {
    "value": ((int, Decimal, str, date), ("数、文字或日期", "a number, a text or a date")),
    "by": (str, ("文字（加引号）", "a text in quotation marks")),
    "on": (
        date,
        ("日期（如 2024-01-31，不加引号，不带时刻）", "a date (2024-01-31, without quotation marks and time)"),
    ),
    "note": (str, ("文字（加引号）", "a text in quotation marks")),
}
_TABLE = ("表（[…]）", "a table ([…])")


class Reading(Struct, frozen=True):
    """What a file says (nothing when anything is wrong in it), what is wrong, and its text."""

    file: File | None
    diagnostics: tuple[Diagnostic, ...]
    text: str


def read(path: Path) -> Reading:
    """Reads a file of confirmed values; what is wrong with it comes back as diagnostics, never as an exception."""
    name = find.shown(path)
    try:
        text = normal(read_text(path, LIMIT))
    except UnreadableError as error:
        span = Span(name, 1, 1, 1, 1)
        return Reading(None, (project_messages.UNREADABLE.at(span, name=path.name, problem=error.reason),), "")
    return parse(text, name)


def parse(text: str, name: str) -> Reading:
    """The same for a text whose lines end in ``\\n``; ``name`` is what messages call the file."""
    values = toml.parse(text, name)
    if isinstance(values, Diagnostic):
        return Reading(None, (values,), text)
    found = places(text, name)
    wrong = tuple(islice(_mistakes(values, found, name), MOST))
    if wrong:
        return Reading(None, tuple(sorted(wrong, key=lambda one: (one.span.line, one.code))), text)
    entries = {fact: _entry(entry) for fact, entry in values.get("facts", {}).items()}
    return Reading(File(name, values["sha256"], entries, found), (), text)


def _entry(values: Mapping[str, Any]) -> Entry:
    value = values["value"]
    note = shown(values.get("note", ""))
    return Entry(shown(value) if isinstance(value, str) else value, shown(values["by"]), values["on"], note or None)


def _mistakes(values: Mapping[str, Any], found: Mapping[Key, Span], name: str) -> Iterator[Diagnostic]:
    yield from _unknown(values, _TOP, (), found, name)
    digest = values.get("sha256")
    if digest is None:
        yield messages.MISSING.at(Span(name, 1, 1, 1, 1), name="sha256")
    elif not isinstance(digest, str) or not _DIGEST.match(digest):
        yield messages.DIGEST.at(around(found, name, ("sha256",)))
    facts = values.get("facts", {})
    if not isinstance(facts, dict):
        yield _type(around(found, name, ("facts",)), "facts", _TABLE, facts)
        return
    for fact, entry in facts.items():
        key: Key = ("facts", fact)
        if not isinstance(entry, dict):
            yield _type(around(found, name, key), fact, _TABLE, entry)
        elif not _ENTRY.keys() & entry.keys() and any(isinstance(value, dict) for value in entry.values()):
            yield messages.NO_FACT.at(around(found, name, key), name=shown(fact), guess=("", ""))
        else:
            yield from _about_entry(entry, key, found, name)


def _about_entry(entry: Mapping[str, Any], key: Key, found: Mapping[Key, Span], name: str) -> Iterator[Diagnostic]:
    yield from _unknown(entry, tuple(_ENTRY), key, found, name)
    for part, (kinds, wanted) in _ENTRY.items():
        span = around(found, name, (*key, part))
        if part not in entry:
            if part != "note":
                yield messages.MISSING.at(span, name=part)
            continue
        value = entry[part]
        if not isinstance(value, kinds) or isinstance(value, bool | datetime):
            yield _type(span, part, wanted, value)
        elif isinstance(value, str) and not shown(value):
            yield project_messages.EMPTY.at(span, name=part)


def _unknown(
    values: Mapping[str, Any], known: tuple[str, ...], key: Key, found: Mapping[Key, Span], name: str
) -> Iterator[Diagnostic]:
    for other in values.keys() - set(known):
        near = guess(nearest(other, known))
        listed = "、".join(known), ", ".join(known)
        yield messages.UNKNOWN.at(around(found, name, (*key, other)), name=shown(other), guess=near, known=listed)


def _type(span: Span, name: str, wanted: tuple[str, str], value: Any) -> Diagnostic:
    return messages.TYPE.at(span, name=shown(name), wanted=wanted, found=toml.kind(value))
