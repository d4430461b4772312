"""What may be confirmed of a report, and which values fit."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal, InvalidOperation

from engine.model.facts import FactValue
from engine.model.form import CellType, FieldType, Form

Type = CellType | FieldType
WANTED: Mapping[Type, tuple[str, str]] = {
    CellType.COUNT: ("非负整数", "a whole number from zero"),
    CellType.AMOUNT: ("不小于零的数", "a number from zero"),
    CellType.NUMBER: ("数", "a number"),
    FieldType.TEXT: ("文字", "a text"),
    FieldType.ORGAN: ("机关名称", "the name of an organ"),
    FieldType.DATE: ("日期（如 2024-01-31）", "a date (2024-01-31)"),
    FieldType.YEAR: ("年份（如 2023）", "a year (2023)"),
}


def types(form: Form) -> dict[str, Type]:
    """The ids of everything in a report of this form that may be confirmed, with the type of its value."""
    return {**{field.id: field.type for field in form.fields}, **form.cell_types()}


def fits(value: FactValue, wanted: Type) -> bool:
    """Whether a value is of a type."""
    if wanted is FieldType.DATE:
        return isinstance(value, date)
    if wanted in (FieldType.TEXT, FieldType.ORGAN):
        return isinstance(value, str) and bool(value.strip())
    if not isinstance(value, int | Decimal):
        return False
    if wanted is FieldType.YEAR:
        return isinstance(value, int) and MINYEAR <= value <= MAXYEAR
    if wanted is CellType.COUNT:
        return isinstance(value, int) and value >= 0
    return wanted is CellType.NUMBER or value >= 0


def from_text(text: str, wanted: Type) -> FactValue | None:
    """The value that a text on the command line stands for; ``None`` when it does not fit."""
    words = text.strip()
    value: FactValue
    try:
        if wanted in (FieldType.TEXT, FieldType.ORGAN):
            value = words
        elif wanted is FieldType.DATE:
            value = date.fromisoformat(words)
        else:
            number = Decimal(words)
            value = int(number) if words.lstrip("-").isdecimal() else number
            if not number.is_finite() or not words.isascii():
                return None
    except (ValueError, InvalidOperation):
        return None
    return value if fits(value, wanted) else None
