"""Checks expressions: every name means something, every operator and function gets what it can work with.

One mistake is reported once: what contains a faulty expression is ``None`` and says nothing more.
"""

from engine.language import checked, messages, tree
from engine.language.checked import Operator, Quantifier
from engine.language.names import RESERVED, Scope
from engine.language.nearest import nearest
from engine.language.references import References
from engine.language.types import (
    goes_with,
    is_date,
    is_number,
    is_spoken,
    is_text,
    is_truth,
    same_unit,
    unit_of,
    value_kind,
    words,
)
from engine.model import types as t
from engine.model.diagnostic import Diagnostic, Span
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
DAYS = "天"
_ORDERED = (Kind.NUMBER, Kind.DATE)
_UNCOMPARED = (Kind.PATTERN, Kind.LEXICON, Kind.LIST, Kind.REPORT)
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
    Operator.ONE_OF: ("属于", "one_of"),
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
                return checked.Literal(self.scope.patterns.source(node, self.diagnostics), t.PATTERN, node.span)
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
            case tree.Day():
                return checked.Literal(node.value, t.DATE, node.span)
            case tree.Quantified():
                return self._quantified(node)
            case tree.Approx():
                return self._approx(node)
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
        if not isinstance(operand, _THINGS) or (operand.type.kind is Kind.LIST and not _is_elsewhere(operand)):
            self.diagnostics.append(messages.EXISTS.at(node.operand.span))
            return None
        return checked.Exists(operand, t.TRUTH, node.span)

    def _default(self, node: tree.Default) -> checked.Expression | None:
        operand, default = self.expression(node.operand), self.expression(node.default)
        if operand is None or default is None:
            return None
        left, right = operand.type, default.type
        default = _in_unit_of(default, operand)
        if value_kind(left.kind) is not value_kind(right.kind) or not same_unit(left.unit, right.unit):
            self.diagnostics.append(messages.DEFAULTS.at(node.span, left=words(left), right=words(right)))
            return None
        kind = value_kind(left.kind) if left.kind is not right.kind or left.kind is Kind.CELL else left.kind
        return checked.Default(operand, default, replace(left, kind=kind, table=None), node.span)

    # --- quantifiers

    def _quantified(self, node: tree.Quantified) -> checked.Expression | None:
        items = self.expression(node.items)
        if items is None or items.type.item is None:
            if items is not None:
                self.diagnostics.append(messages.NOT_A_LIST.at(node.items.span, found=words(items.type)))
            return None
        name = node.variable.text
        self.new_variable(node.variable)
        inner = self.within(name, items.type.item)
        body = inner.expression(node.body) if node.quantifier is Quantifier.EACH else inner.condition(node.body)
        if body is None:
            return None
        match node.quantifier:
            case Quantifier.WHERE:
                type_ = items.type
            case Quantifier.EACH:
                if body.type.kind in (Kind.LIST, Kind.PATTERN, Kind.LEXICON):
                    self.diagnostics.append(messages.NO_LIST_OF.at(node.body.span, found=words(body.type)))
                    return None
                type_ = t.list_of(body.type)
            case _:
                type_ = t.TRUTH
        return checked.Quantified(node.quantifier, name, items, body, type_, node.span)

    def new_variable(self, word: tree.Word) -> None:
        """Complains when the name of a variable is taken: by another variable, or by the language itself."""
        if word.text in self.scope.variables:
            place = f"{word.span.file}:{word.span.line}"
            self.diagnostics.append(messages.DUPLICATE_NAME.at(word.span, name=word.text, place=place))
        elif word.text in RESERVED:
            self.diagnostics.append(messages.RESERVED.at(word.span, name=word.text))

    # --- approximate equality

    def _approx(self, node: tree.Approx) -> checked.Expression | None:
        left, right = self.expression(node.left), self.expression(node.right)
        tolerance = self.expression(node.tolerance) if node.tolerance is not None else None
        if left is None or right is None or (node.tolerance is not None and tolerance is None):
            return None
        for side in (left, right, *([tolerance] if tolerance is not None else [])):
            if not is_number(side.type):
                sign: tuple[str, str] = ("≈", "about")
                message = messages.OPERANDS.at(node.span, operator=sign, left=words(left.type), right=words(side.type))
                self.diagnostics.append(message)
                return None
        if not self._units_agree(left.type, right.type, ("≈", "about"), node.span):
            return None
        if tolerance is None and not (_is_written(left) or _is_written(right)):
            self.diagnostics.append(messages.NOT_WRITTEN.at(node.span))
            return None
        left, right = _alike(left, right)
        if tolerance is not None:
            if not self._units_agree(left.type, tolerance.type, ("误差", "tolerance"), node.span):
                return None
            tolerance = _in_unit_of(tolerance, left)
        return checked.Approx(left, right, tolerance, t.TRUTH, node.span)

    # --- operators

    def _binary(self, node: tree.Binary) -> checked.Expression | None:
        if node.operator in (Operator.AND, Operator.OR):
            left, right = self.condition(node.left), self.condition(node.right)
        else:
            left, right = self.expression(node.left), self.expression(node.right)
        if left is None or right is None:
            return None
        type_ = self._result(node, left.type, right.type)
        if type_ is None:
            return None
        if node.operator is Operator.DIVIDE and isinstance(right, checked.Literal) and right.value == 0:
            self.diagnostics.append(messages.BY_ZERO.at(node.span))
            return None
        if is_number(left.type) and is_number(right.type) and node.operator is not Operator.MULTIPLY:
            left, right = _alike(left, right)
        return checked.Binary(node.operator, left, right, type_, node.span)

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
            case Operator.ONE_OF:
                item = right.item
                fits = item is not None and value_kind(item.kind) is value_kind(left.kind)
                numbers = fits and is_number(left)
            case Operator.EQUAL | Operator.NOT_EQUAL:
                fits = same and left.kind not in _UNCOMPARED
            case Operator.LESS | Operator.LESS_EQUAL | Operator.GREATER | Operator.GREATER_EQUAL:
                fits = same and value_kind(left.kind) in _ORDERED
            case Operator.ADD | Operator.SUBTRACT if is_date(left):
                return self._days(node, left, right)
            case _:
                fits = numbers
        sign = _SIGNS.get(operator, (operator.value, operator.value))
        if not fits:
            message = messages.OPERANDS.at(node.span, operator=sign, left=words(left), right=words(right))
            self.diagnostics.append(message)
            return None
        scaled = operator in (Operator.MULTIPLY, Operator.DIVIDE)
        if numbers and not scaled and not self._units_agree(left, right.item or right, sign, node.span):
            return None
        if operator in COMPARISONS or operator in (Operator.MATCHES, Operator.CONTAINS, Operator.ONE_OF):
            return t.TRUTH
        return Type(Kind.NUMBER, unit=_unit(operator, left.unit, right.unit))

    def _units_agree(self, left: Type, right: Type, sign: tuple[str, str], span: Span) -> bool:
        if same_unit(left.unit, right.unit):
            return True
        values: dict[str, messages.Value] = {"left": left.unit or "", "right": right.unit or "", "operator": sign}
        self.diagnostics.append(messages.UNITS.at(span, **values))
        return False

    def _days(self, node: tree.Binary, left: Type, right: Type) -> Type | None:
        """Dates: one less another is a number of days, one and a number of days another date."""
        if node.operator is Operator.SUBTRACT and is_date(right):
            return Type(Kind.NUMBER, unit=DAYS)
        if is_number(right) and same_unit(right.unit, DAYS):
            return t.DATE
        sign = _SIGNS[node.operator]
        self.diagnostics.append(messages.OPERANDS.at(node.span, operator=sign, left=words(left), right=words(right)))
        return None

    # --- functions

    def _call(self, node: tree.Call) -> checked.Expression | None:
        arguments = [self.expression(argument) for argument in node.arguments]
        function = self.scope.functions.get(node.function.text)
        if function is None:
            guess = messages.guess(nearest(node.function.text, self.scope.functions))
            message = messages.UNKNOWN_FUNCTION.at(node.function.span, name=node.function.text, guess=guess)
            self.diagnostics.append(message)
            return None
        self.scope.twin(node.function.span, function.name, function.english)
        if not self._arity(node, function):
            return None
        fitting = [argument for argument in arguments if argument is not None]
        if len(fitting) < len(arguments) or not self._arguments(node, function, fitting):
            return None
        result = function.result
        if function.result_of is not None:
            result = function.result_of([argument.type for argument in fitting])
        if result.kind is not Kind.NUMBER or not _computes(function):
            return checked.Call(function, tuple(fitting), result, node.span)
        return self._computed(node, function, fitting)

    def _computed(
        self, node: tree.Call, function: Function, arguments: list[checked.Expression]
    ) -> checked.Expression | None:
        """A function of numbers alone: they are brought to one unit, which is that of the result unless it has one."""
        units = list(dict.fromkeys(unit for a in arguments if (unit := unit_of(a.type)) is not None))
        for other in units[1:]:
            sign = (function.name, function.english)
            if not self._units_agree(Type(Kind.NUMBER, units[0]), Type(Kind.NUMBER, other), sign, node.span):
                return None
        alike = tuple(in_unit(argument, units[0]) for argument in arguments) if units else tuple(arguments)
        unit = function.result.unit or (units[0] if units else None)
        return checked.Call(function, alike, Type(Kind.NUMBER, unit=unit), node.span)

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


_THINGS = (
    checked.FactRef,
    checked.Entity,
    checked.Attribute,
    checked.Variable,
    checked.Cells,
    checked.Reports,
    checked.Within,
)


def _is_elsewhere(operand: checked.Expression) -> bool:
    return isinstance(operand, checked.Reports | checked.Within)


def _alike(left: checked.Expression, right: checked.Expression) -> tuple[checked.Expression, checked.Expression]:
    """Both sides in one unit: that of the left, or of the right where only that one is known."""
    return _in_unit_of(left, right) if left.type.unit is None else left, _in_unit_of(right, left)


def _in_unit_of(operand: checked.Expression, model: checked.Expression) -> checked.Expression:
    unit = unit_of(model.type)
    return operand if unit is None else in_unit(operand, unit)


def in_unit(operand: checked.Expression, unit: str) -> checked.Expression:
    """A number, or a list of numbers, in a unit; one without a unit is taken to have it."""
    item = operand.type.item or operand.type
    if not is_number(item) or item.unit == unit or (item.unit is None and not is_spoken(item)):
        return operand
    number = Type(Kind.NUMBER, unit=unit)
    return checked.Convert(operand, unit, t.list_of(number) if operand.type.item else number, operand.span)


def _is_written(operand: checked.Expression) -> bool:
    """Whether a number stands somewhere as digits, so that it has a last one."""
    match operand:
        case checked.Convert() | checked.Negative():
            return _is_written(operand.operand)
        case checked.Binary(operator=Operator.ADD | Operator.SUBTRACT):
            return _is_written(operand.left) or _is_written(operand.right)
        case checked.Literal() | checked.Default():
            return True
        case checked.Call():
            return operand.function.english == "sum"
        case checked.Variable() | checked.Defined() | checked.Within():
            return True
    return operand.type.kind in (Kind.CELL, Kind.SAID_NUMBER)


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
