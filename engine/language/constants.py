"""The values of parameters: constants of one kind and unit."""

from decimal import Decimal

from engine.language import messages, tree
from engine.language.checked import Constant
from engine.language.types import same_unit, words
from engine.model import types as t
from engine.model import units
from engine.model.diagnostic import Diagnostic
from engine.model.types import Kind, Type


def constant_type(constant: tree.Constant) -> Type:
    match constant:
        case tree.Number():
            return Type(Kind.NUMBER, unit=constant.unit)
        case tree.Text():
            return t.TEXT
        case tree.Truth():
            return t.TRUTH
    return t.DATE


def value_of(name: str, wanted: Type, constant: tree.Constant, diagnostics: list[Diagnostic]) -> Constant | None:
    """The value of a constant in the unit of the parameter ``name``; complains when it is of another kind."""
    found = constant_type(constant)
    if found.kind is not wanted.kind or not same_unit(found.unit, wanted.unit):
        values: dict[str, messages.Value] = {"name": name, "expected": words(wanted), "found": words(found)}
        diagnostics.append(messages.VALUE_KIND.at(constant.span, **values))
        return None
    return in_unit(constant.value, found.unit, wanted.unit)


def in_unit(value: Constant, given: str | None, wanted: str | None) -> Constant:
    """A constant in another unit, exactly; what has no unit to convert stays as it is."""
    factor = units.factor(given, wanted) if given is not None and wanted is not None else None
    if factor is None or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    exact = Decimal(value) * factor.numerator / factor.denominator
    return int(exact) if exact == exact.to_integral_value() else exact
