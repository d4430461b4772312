"""Checks expressions: every name means something, every operator and function gets what it can work with.

One mistake is reported once: what contains a faulty expression is ``None`` and says nothing more.
"""

from engine.language import checked, messages, tree
from engine.language.checked import Operator
from engine.language.names import Scope
from engine.language.nearest import nearest
from engine.language.references import References
from engine.language.types import (
    common_unit,
    goes_with,
    is_number,
    is_text,
    is_truth,
    same_unit,
    unit_of,
    value_kind,
    words,
)
from engine.model import types as t
from engine.model.diagnostic import Diagnostic
from engine.model.function import Function, Parameter
from engine.model.struct import replace
from engine.model.types import Kind, Type

COMPARISONS = frozenset(
    {
        Operator.EQUAL,
        Operator.NOT_EQUAL,
        Operator.LESS,
        Operator.LESS_EQUAL,
        Operator.GREATER,
        Operator.GREATER_EQUAL,
    }
)
_ORDERED = (Kind.NUMBER, Kind.DATE)
_UNCOMPARED = (Kind.PATTERN, Kind.LEXICON, Kind.LIST)
_SIGNS = {
    Operator.ADD: ("＋", "+"),
    Operator.SUBTRACT: ("－", "-"),
    Operator.MULTIPLY: ("×", "*"),
    Operator.DIVIDE: ("÷", "/"),
    Operator.NOT_EQUAL: ("≠", "!="),
    Operator.LESS_EQUAL: ("≤", "<="),
    Operator.GREATER_EQUAL: ("≥", ">="),
    Operator.AND: ("且", "and"),
    Operator.OR: ("或", "or"),
    Operator.MATCHES: ("匹配", "matches"),
    Operator.CONTAINS: ("包含", "contains"),
}


class Checker:
    """Checks expressions in one scope; collects what is wrong."""

    def __init__(self, scope: Scope, diagnostics: list[Diagnostic]) -> None:
        self.scope = scope
        self.diagnostics = diagnostics
        self._references = References(scope, self.expression, diagnostics)

    def within(self, variable: str, type_: Type) -> "Checker":
        """The same, with one variable more."""
        return Checker(replace(self.scope, variables={**self.scope.variables, variable: type_}), self.diagnostics)

    def condition(self, node: tree.Expression) -> checked.Expression | None:
        """An expression that must be true or false."""
        found = self.expression(node)
        if found is None or is_truth(found.type):
            return found
        self.diagnostics.append(messages.CONDITION.at(node.span, found=words(found.type)))
        return None

    def expression(self, node: tree.Expression) -> checked.Expression | None:
        """Any expression; ``None`` when something in it is wrong, which has then been reported."""
        match node:
            case tree.Name():
                return self._references.name(node.text, node.span)
            case tree.Attribute():
                return self._references.attribute(node)
            case tree.Cells():
                return self._references.cells(node)
            case tree.Number():
                return checked.Literal(node.value, Type(Kind.NUMBER, unit=node.unit), node.span)
            case tree.Text():
                return checked.Literal(node.value, t.TEXT, node.span)
            case tree.Pattern():
                return checked.Literal(node.source, t.PATTERN, node.span)
            case tree.Truth():
                return checked.Literal(node.value, t.TRUTH, node.span)
            case tree.Call():
                return self._call(node)
            case tree.Not():
                operand = self.condition(node.operand)
                return operand and checked.Not(operand, t.TRUTH, node.span)
            case tree.Negative():
                return self._negative(node)
            case tree.Exists():
                return self._exists(node)
            case tree.Default():
                return self._default(node)
            case tree.Binary():
                return self._binary(node)

    def _negative(self, node: tree.Negative) -> checked.Expression | None:
        operand = self.expression(node.operand)
        if operand is None:
            return None
        if not is_number(operand.type):
            self.diagnostics.append(messages.NEGATIVE.at(node.span, found=words(operand.type)))
            return None
        return checked.Negative(operand, Type(Kind.NUMBER, unit=operand.type.unit), node.span)

    def _exists(self, node: tree.Exists) -> checked.Expression | None:
        operand = self.expression(node.operand)
        if operand is None:
            return None
        things = (checked.FactRef, checked.Entity, checked.Attribute, checked.Variable, checked.Cells)
        if not isinstance(operand, things) or operand.type.kind is Kind.LIST:
            self.diagnostics.append(messages.EXISTS.at(node.operand.span))
            return None
        return checked.Exists(operand, t.TRUTH, node.span)

    def _default(self, node: tree.Default) -> checked.Expression | None:
        operand, default = self.expression(node.operand), self.expression(node.default)
        if operand is None or default is None:
            return None
        left, right = operand.type, default.type
        if value_kind(left.kind) is not value_kind(right.kind) or not same_unit(left.unit, right.unit):
            self.diagnostics.append(messages.DEFAULTS.at(node.span, left=words(left), right=words(right)))
            return None
        kind = value_kind(left.kind) if left.kind is not right.kind else left.kind
        plain = Kind.NUMBER if kind is Kind.CELL else kind
        return checked.Default(operand, default, replace(left, kind=plain, table=None), node.span)

    # --- operators

    def _binary(self, node: tree.Binary) -> checked.Expression | None:
        if node.operator in (Operator.AND, Operator.OR):
            left, right = self.condition(node.left), self.condition(node.right)
        else:
            left, right = self.expression(node.left), self.expression(node.right)
        if left is None or right is None:
            return None
        type_ = self._result(node, left.type, right.type)
        return None if type_ is None else checked.Binary(node.operator, left, right, type_, node.span)

    def _result(self, node: tree.Binary, left: Type, right: Type) -> Type | None:
        """The type of ``left operator right``; ``None``, and a complaint, when they do not go together."""
        operator = node.operator
        numbers = is_number(left) and is_number(right)
        same = value_kind(left.kind) is value_kind(right.kind)
        match operator:
            case Operator.AND | Operator.OR:
                return t.TRUTH
            case Operator.MATCHES:
                fits = is_text(left) and right.kind is Kind.PATTERN
            case Operator.CONTAINS:
                fits = is_text(left) and is_text(right)
            case Operator.EQUAL | Operator.NOT_EQUAL:
                fits = same and left.kind not in _UNCOMPARED
            case Operator.LESS | Operator.LESS_EQUAL | Operator.GREATER | Operator.GREATER_EQUAL:
                fits = same and value_kind(left.kind) in _ORDERED
            case _:
                fits = numbers
        sign = _SIGNS.get(operator, (operator.value, operator.value))
        if not fits:
            message = messages.OPERANDS.at(node.span, operator=sign, left=words(left), right=words(right))
            self.diagnostics.append(message)
            return None
        scaled = operator in (Operator.MULTIPLY, Operator.DIVIDE)
        if numbers and not scaled and not same_unit(left.unit, right.unit):
            values: dict[str, messages.Value] = {"left": left.unit or "", "right": right.unit or "", "operator": sign}
            self.diagnostics.append(messages.UNITS.at(node.span, **values))
            return None
        if operator in COMPARISONS or operator in (Operator.MATCHES, Operator.CONTAINS):
            return t.TRUTH
        return Type(Kind.NUMBER, unit=_unit(operator, left.unit, right.unit))

    # --- functions

    def _call(self, node: tree.Call) -> checked.Expression | None:
        arguments = [self.expression(argument) for argument in node.arguments]
        function = self.scope.functions.get(node.function.text)
        if function is None:
            guess = messages.guess(nearest(node.function.text, self.scope.functions))
            message = messages.UNKNOWN_FUNCTION.at(node.function.span, name=node.function.text, guess=guess)
            self.diagnostics.append(message)
            return None
        if not self._arity(node, function):
            return None
        fitting = [argument for argument in arguments if argument is not None]
        if len(fitting) < len(arguments) or not self._arguments(node, function, fitting):
            return None
        result = function.result
        if result.kind is Kind.NUMBER and result.unit is None and _computes(function):
            units = [unit_of(argument.type) for argument in fitting]
            known = sorted({unit for unit in units if unit is not None})
            if len(known) > 1:
                values: dict[str, messages.Value] = {
                    "left": known[0],
                    "right": known[1],
                    "operator": (function.name, function.english),
                }
                self.diagnostics.append(messages.UNITS.at(node.span, **values))
                return None
            result = Type(Kind.NUMBER, unit=common_unit(units))
        return checked.Call(function, tuple(fitting), result, node.span)

    def _arity(self, node: tree.Call, function: Function) -> bool:
        parameters, count = function.parameters, len(node.arguments)
        least = sum(not parameter.optional for parameter in parameters)
        endless = bool(parameters) and parameters[-1].repeated
        if least <= count and (endless or count <= len(parameters)):
            return True
        most = len(parameters)
        expected = ("至少 {}", "at least {}") if endless else ("{}", "{}")
        span = str(least) if endless or least == most else f"{least}–{most}"
        message = messages.ARITY.at(
            node.span,
            name=node.function.text,
            expected=(expected[0].format(span), expected[1].format(span)),
            found=count,
            signature=(
                f"{function.name}({', '.join(_shown(p, p.name) for p in parameters)})",
                f"{function.english}({', '.join(_shown(p, p.english) for p in parameters)})",
            ),
        )
        self.diagnostics.append(message)
        return False

    def _arguments(self, node: tree.Call, function: Function, arguments: list[checked.Expression]) -> bool:
        good = True
        for index, argument in enumerate(arguments):
            parameter = function.parameters[min(index, len(function.parameters) - 1)]
            wanted = parameter.type
            item = wanted.item if parameter.repeated and wanted.kind is Kind.LIST else None
            if goes_with(argument.type, wanted) or (item is not None and goes_with(argument.type, item)):
                continue
            self.diagnostics.append(
                messages.ARGUMENT.at(
                    node.arguments[index].span,
                    name=node.function.text,
                    parameter=(parameter.name, parameter.english),
                    expected=words(item or wanted),
                    found=words(argument.type),
                )
            )
            good = False
        return good


def _unit(operator: Operator, left: str | None, right: str | None) -> str | None:
    """The unit of a result: a quotient of like units is a plain number, a product has the unit of one side."""
    if operator is Operator.DIVIDE:
        return None if right is not None else left
    if operator is Operator.MULTIPLY and left is not None and right is not None:
        return None
    return left or right


def _computes(function: Function) -> bool:
    """Whether all parameters are numbers, so that their unit is that of the result."""
    return bool(function.parameters) and all(_numeric(parameter.type) for parameter in function.parameters)


def _numeric(type_: Type) -> bool:
    return is_number(type_.item if type_.item is not None else type_)


def _shown(parameter: Parameter, name: str) -> str:
    return f"{name}…" if parameter.repeated else f"[{name}]" if parameter.optional else name
