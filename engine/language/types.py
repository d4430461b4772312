"""How types relate: what goes where, which units go together, and what types are called."""

from engine.model import units
from engine.model.types import Kind, Type

_WORDS = {
    Kind.NUMBER: ("数", "a number"),
    Kind.TEXT: ("文字", "a text"),
    Kind.ORGAN: ("机关名", "an organ"),
    Kind.DATE: ("日期", "a date"),
    Kind.TRUTH: ("判断", "a condition"),
    Kind.PATTERN: ("模式", "a pattern"),
    Kind.LEXICON: ("词表", "a lexicon"),
    Kind.MATCH: ("找到的文字", "a match"),
    Kind.SAID_NUMBER: ("文中的数", "a prose number"),
    Kind.SAID_DATE: ("文中的日期", "a prose date"),
    Kind.REPORT: ("另一份报告", "another report"),
    Kind.TABLE: ("表", "a table"),
    Kind.BLOCK: ("小节", "a block"),
    Kind.ROW: ("行", "a row"),
    Kind.COLUMN: ("列", "a column"),
    Kind.CELL: ("格", "a cell"),
    Kind.SECTION: ("部分", "a section"),
    Kind.LIST: ("列表", "a list"),
}
_TEXTS = (Kind.TEXT, Kind.ORGAN, Kind.MATCH)
_NUMBERS = (Kind.NUMBER, Kind.CELL, Kind.SAID_NUMBER)
_VALUES = {
    Kind.ORGAN: Kind.TEXT,
    Kind.MATCH: Kind.TEXT,
    Kind.CELL: Kind.NUMBER,
    Kind.SAID_NUMBER: Kind.NUMBER,
    Kind.SAID_DATE: Kind.DATE,
}


def words(type_: Type) -> tuple[str, str]:
    """What a type is called, in Chinese and English, with its unit or items where it has them."""
    chinese, english = _WORDS[type_.kind]
    if type_.kind is Kind.LIST and type_.item is not None:
        item_chinese, item_english = words(type_.item)
        return f"{item_chinese}的列表", f"a list of {item_english.split(' ', 1)[1]}s"
    if type_.kind in _NUMBERS and type_.unit is not None:
        return f"{chinese}（{type_.unit}）", f"{english} ({type_.unit})"
    return chinese, english


def is_text(type_: Type) -> bool:
    return type_.kind in _TEXTS


def is_number(type_: Type) -> bool:
    return type_.kind in _NUMBERS


def is_truth(type_: Type) -> bool:
    return type_.kind is Kind.TRUTH


def value_kind(kind: Kind) -> Kind:
    """The kind as which a value is compared: an organ or words found are a text, a cell is a number."""
    return _VALUES.get(kind, kind)


def is_date(type_: Type) -> bool:
    return value_kind(type_.kind) is Kind.DATE


def is_spoken(type_: Type) -> bool:
    """Whether the unit is known only when the rule runs: a number said in the prose."""
    return type_.kind is Kind.SAID_NUMBER


def goes_with(found: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where another is wanted."""
    if wanted.kind is Kind.LIST:
        if found.kind is not Kind.LIST:
            return False
        return wanted.item is None or found.item is None or goes_with(found.item, wanted.item)
    if value_kind(found.kind) is not value_kind(wanted.kind):
        return False
    if wanted.kind in (Kind.CELL, Kind.MATCH, Kind.SAID_NUMBER, Kind.SAID_DATE) and found.kind is not wanted.kind:
        return False
    return same_unit(found.unit, wanted.unit)


def same_unit(left: str | None, right: str | None) -> bool:
    """Whether two units go together; a number without one fits any."""
    return left is None or right is None or units.factor(left, right) is not None


def common_unit(all_units: list[str | None]) -> str | None:
    """The one unit that all have who have any."""
    known = {unit for unit in all_units if unit is not None}
    return known.pop() if len(known) == 1 else None


def unit_of(type_: Type) -> str | None:
    """The unit of a number, a cell, or the items of a list of them."""
    return unit_of(type_.item) if type_.item is not None else type_.unit
