"""The door to Cerberus: the schema that an extracted report must satisfy, made from the form.

Cerberus is imported when the first report is checked, not before.
"""

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from engine.model.form import CellType, FieldType, Form
from engine.model.struct import Struct

Schema = dict[str, dict[str, Any]]
Complain = Callable[[str, str], None]


class Part(Struct, frozen=True):
    """A schema, and the facts that it speaks about: for each of its records the fact id of every key.

    All rows of a block share one schema, so that Cerberus examines it once and not once a cell.
    """

    schema: Schema
    records: tuple[Mapping[str, str], ...]


def parts(form: Form) -> tuple[Part, ...]:
    """The schema of a report of this form: every cell and field, each there, ``None`` where nothing was found."""
    common = {"required": True, "nullable": True}
    fields: Schema = {field.id: {**common, "check_with": _FIELD_CHECKS[field.type]} for field in form.fields}
    found = [Part(fields, ({field.id: field.id for field in form.fields},))]
    for table in form.tables:
        for block in table.blocks:
            columns: Schema = {
                column.id: {**common, "check_with": _CELL_CHECKS[column.type]} for column in block.columns
            }
            rows = ({column.id: table.cell_id(row, column) for column in block.columns} for row in block.rows)
            found.append(Part(columns, tuple(rows)))
    return tuple(found)


@lru_cache(maxsize=8)
def fact_ids(form: Form) -> tuple[str, ...]:
    """The ids of all facts that the schema speaks about."""
    return tuple(fact for part in parts(form) for record in part.records for fact in record.values())


def violations(form: Form, values: Mapping[str, object]) -> dict[str, str]:
    """Which values break the type that the form declares, and how (Chinese); ``values`` are those of the schema."""
    found = dict.fromkeys(values.keys() - set(fact_ids(form)), "表单没有这一项")
    for part, examine in _examiners(form):
        for record in part.records:
            there = [key for key, fact in record.items() if fact in values]
            wrong = examine(tuple(there), *(values[record[key]] for key in there))
            found |= {record[key]: message for key, message in wrong.items()}
    return found


@lru_cache(maxsize=8)
def _examiners(form: Form) -> tuple[tuple[Part, Callable[..., Mapping[str, str]]], ...]:
    return tuple((part, _examiner(part.schema)) for part in parts(form))


def _examiner(schema: Schema) -> Callable[..., Mapping[str, str]]:
    """A function from the keys of a record and their values to what is wrong with it, by key.

    Many rows of a report are alike, all of them zeros; Cerberus looks at such a row once.
    """
    from cerberus import Validator

    validator = Validator(schema)

    @lru_cache(maxsize=1024, typed=True)  # (typed, as 1 and True are equal and yet not the same value)
    def examine(keys: tuple[str, ...], *values: object) -> Mapping[str, str]:
        validator.validate(dict(zip(keys, values, strict=True)), normalize=False)
        return {key: "；".join(str(message) for message in said) for key, said in validator.errors.items()}

    return examine


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
