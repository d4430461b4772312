"""The door to Cerberus: the schema that an extracted report must satisfy, made from the form.

Cerberus is imported when the first report is checked, not before.
"""

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from engine.model.form import CellType, FieldType, Form

Schema = dict[str, dict[str, Any]]
Complain = Callable[[str, str], None]


def schema(form: Form) -> Schema:
    """The schema of a report of this form: every cell and every field by fact id, each there, ``None`` if not found."""
    common = {"required": True, "nullable": True}
    rules: Schema = {field.id: {**common, "check_with": _FIELD_CHECKS[field.type]} for field in form.fields}
    for table in form.tables:
        for _, row, column in table.cells():
            rules[table.cell_id(row, column)] = {**common, "check_with": _CELL_CHECKS[column.type]}
    return rules


def violations(form: Form, values: Mapping[str, object]) -> dict[str, str]:
    """Which values break the type that the form declares, and how (Chinese); ``values`` are those of the schema."""
    validator = _validator(form)
    if validator.validate(values, normalize=False):
        return {}
    return {fact: "；".join(str(message) for message in messages) for fact, messages in validator.errors.items()}


@lru_cache(maxsize=8)
def _validator(form: Form) -> Any:
    from cerberus import Validator

    return Validator(schema(form))


# Checks of our own, since Python takes True for a number and Cerberus does not take Decimal for one. Cerberus asks them
# about None as well, which stands for a value that was not found.
def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _count(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not _is_number(value) or isinstance(value, Decimal) or value < 0):
        complain(field, f"应为非负整数，写的是 {value}")


def _amount(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not _is_number(value) or value < 0):
        complain(field, f"应为不小于零的数，写的是 {value}")


def _number(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not _is_number(value)):
        complain(field, f"应为数字，写的是 {value}")


def _words(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not isinstance(value, str) or not value):
        complain(field, "应为文字")


def _day(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not isinstance(value, date)):
        complain(field, "应为日期")


def _year(field: str, value: Any, complain: Complain) -> None:
    if value is not None and (not _is_number(value) or not MINYEAR <= value <= MAXYEAR):
        complain(field, "应为年份")


_CELL_CHECKS = {CellType.COUNT: _count, CellType.AMOUNT: _amount, CellType.NUMBER: _number}
_FIELD_CHECKS = {FieldType.TEXT: _words, FieldType.ORGAN: _words, FieldType.DATE: _day, FieldType.YEAR: _year}
