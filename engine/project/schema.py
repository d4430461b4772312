"""The door to Cerberus: the schema of a project file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cerberus import TypeDefinition, Validator
from cerberus.errors import BaseErrorHandler, ValidationError

from engine.model.finding import Severity
from engine.model.struct import Struct, replace
from engine.project.acceptance import FAIL_ON
from engine.project.project import Key

_SEVERITIES = [severity.value for severity in Severity]
_PATH = {"type": "string", "regex": r"(?s)\s*\S.*"}
_SAID = {"type": "string", "regex": r"(?s).*\w.*"}
_WAIVER = {
    "rule": {"required": True, **_SAID},
    "report": {"required": True, **_PATH},
    "fingerprint": {"type": "string", "regex": r"[0-9a-f]{16}\Z"},
    "reason": {"required": True, **_SAID},
    "by": {"required": True, **_SAID},
    "until": {"required": True, "type": "day"},
}
SCHEMA: Mapping[str, Any] = {
    "packs": {"type": "list", "empty": False, "schema": _PATH},
    "fail_on": {"type": "string", "allowed": list(FAIL_ON)},
    "thresholds": {"type": "dict", "schema": {name: {"type": "count", "min": 0} for name in _SEVERITIES}},
    "parameters": {"type": "dict", "valuesrules": {"type": "value"}},
    "severity": {"type": "dict", "valuesrules": {"type": "string", "allowed": _SEVERITIES}},
    "off": {"type": "dict", "valuesrules": _SAID},
    "waivers": {"type": "list", "schema": {"type": "entry", "schema": _WAIVER}},
    "units": {"type": "dict", "keysrules": _SAID, "valuesrules": {"type": "list", "empty": False, "schema": _SAID}},
}


class Complaint(Struct, frozen=True):
    """A value that breaks the schema: at which key, which rule of the schema, what that asks for, what is there.

    ``rule`` is the name of Cerberus' rule, or ``unknown`` for a key that the schema does not have.
    """

    key: Key
    rule: str
    wanted: Any
    value: Any


def complaints(values: Mapping[str, Any]) -> Iterator[Complaint]:
    """Everything in which the values of a project file break the schema."""
    validator = _Validator(SCHEMA, error_handler=_Handler)
    said: set[tuple[Key, str]] = set()
    for piece, number in _pieces(values):
        validator.validate(piece, normalize=False)
        for one in validator.errors:
            key = one.key if number is None or len(one.key) == 1 else (one.key[0], number, *one.key[2:])
            if (key, one.rule) not in said:
                said.add((key, one.rule))
                yield replace(one, key=key)


def _pieces(values: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], int | None]]:
    """The values entry by entry, an entry of a list with its number: Cerberus' time grows with the square of errors."""
    for key, value in values.items():
        if key in SCHEMA and isinstance(value, dict) and value:
            yield from (({key: {name: entry}}, None) for name, entry in value.items())
        elif key in SCHEMA and isinstance(value, list) and value:
            yield from (({key: [entry]}, number) for number, entry in enumerate(value))
        else:
            yield {key: value}, None


def known_keys(key: Key) -> tuple[str, ...]:
    """The keys that may stand beside this one."""
    if len(key) == 1:
        return tuple(SCHEMA)
    return tuple(_WAIVER) if key[0] == "waivers" else tuple(_SEVERITIES)


class _Validator(Validator):  # type: ignore[misc]
    # A date with a time is a date to Python, True is a number, and a binary float is none of ours.
    types_mapping = {  # noqa: RUF012
        **Validator.types_mapping,
        "count": TypeDefinition("count", (int,), (bool,)),
        "day": TypeDefinition("day", (date,), (datetime,)),
        "value": TypeDefinition("value", (bool, int, Decimal, str, date), (datetime,)),
        "entry": TypeDefinition("entry", (dict,), ()),
    }


class _Handler(BaseErrorHandler):  # type: ignore[misc]
    """Gives complaints in place of Cerberus' own wording."""

    def __call__(self, errors: Iterable[ValidationError]) -> tuple[Complaint, ...]:
        return tuple(_flat(errors))


def _flat(errors: Iterable[ValidationError]) -> Iterator[Complaint]:
    for error in errors:
        if error.is_group_error:
            yield from _flat(error.child_errors)
        else:
            yield Complaint(error.document_path, error.rule or "unknown", error.constraint, error.value)
