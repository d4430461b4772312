"""An expression of a rule -> its value, or why it has none; what was read on the way goes into a trace."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from engine.evaluation import attributes, logic
from engine.evaluation.trace import Comparison, Read, Trace
from engine.evaluation.values import (
    ENTITIES,
    BlockValue,
    CellValue,
    ColumnValue,
    EntityValue,
    FormIndex,
    RowValue,
    SectionValue,
    TableValue,
    Value,
    fact_of,
    passage_of,
)
from engine.language import checked as c
from engine.language.attributes import ATTRIBUTES, AttributeSpec
from engine.language.checked import Operator
from engine.model import pattern
from engine.model.facts import Fact, Facts, Status
from engine.model.passage import Passage
from engine.model.types import Kind, Match, Missing, PatternValue, Type

Scope: TypeAlias = Mapping[str, Value]

_ATTRIBUTES: Mapping[tuple[Kind, str], AttributeSpec] = {
    (kind, spec.key): spec for spec in ATTRIBUTES for kind in spec.kinds
}
_ARITHMETIC = (Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE)
_SEARCHES = (Operator.MATCHES, Operator.CONTAINS)
_NOT_A_NUMBER = "写的不是一个数"


class Evaluator:
    """Evaluates the expressions of rules on the facts of one report."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.index = FormIndex(facts.form, facts)
        self._by_node: dict[type, Callable[[Any, Scope, Trace], Value]] = {
            c.Literal: self._literal,
            c.LexiconRef: lambda node, _scope, _trace: node.lexicon,
            c.Variable: self._variable,
            c.FactRef: self._fact_ref,
            c.Entity: lambda node, _scope, _trace: self._entities(node.type, (node.id,))[0],
            c.EntityList: lambda node, _scope, _trace: self._entities(node.type.item or node.type, node.ids),
            c.Attribute: self._attribute,
            c.Cells: self._cells,
            c.Call: self._call,
            c.Not: lambda node, scope, trace: logic.negation(self.truth(node.operand, scope, trace)),
            c.Negative: self._negative,
            c.Binary: self._binary,
            c.Exists: self._exists,
            c.Default: self._default,
        }

    def value(self, node: c.Expression, scope: Scope, trace: Trace) -> Value:
        """The value of an expression; cells, rows and the like stay what they are."""
        return self._by_node[type(node)](node, scope, trace)

    def truth(self, node: c.Expression, scope: Scope, trace: Trace) -> logic.Truth:
        """The value of an expression that is true or false."""
        value = self.value(node, scope, trace)
        return value if isinstance(value, bool | Missing) else Missing("这里没有真假可言")

    def _entities(self, kind: Type, ids: tuple[str, ...]) -> tuple[EntityValue, ...]:
        return self.index.entities(kind.kind, kind.table, ids)

    # --- leaves

    def _literal(self, node: c.Literal, _scope: Scope, _trace: Trace) -> Value:
        if not isinstance(node.value, str):
            return node.value
        return PatternValue(node.value) if node.type.kind is Kind.PATTERN else Passage(node.value)

    def _variable(self, node: c.Variable, scope: Scope, trace: Trace) -> Value:
        value = scope.get(node.name, Missing("没有这个值", Status.ABSENT))
        words = value.text if isinstance(value, Match) else value
        if isinstance(words, Passage):
            trace.reads.append(Read(node.name, words=words))
        return value

    def _fact_ref(self, node: c.FactRef, _scope: Scope, trace: Trace) -> Value:
        return self.fact_value(fact_of(self.facts, node.fact), node.name, node.type, trace)

    def fact_value(self, fact: Fact, name: str, kind: Type, trace: Trace) -> Value:
        """The value of a fact in the type that rules see it in."""
        trace.reads.append(Read(name, fact))
        if fact.status is not Status.FOUND:
            return attributes.missing_fact(fact, name)
        value = fact.value
        if kind.kind is Kind.TRUTH:
            return value > 0 if isinstance(value, int) else Missing(f"{name}读不准")
        if isinstance(value, date):
            return value if kind.kind is Kind.DATE else passage_of(fact)
        if isinstance(value, int | Decimal):
            return logic.bounded(value) if kind.kind in (Kind.NUMBER, Kind.CELL) else passage_of(fact)
        if kind.kind in (Kind.TEXT, Kind.ORGAN):
            return passage_of(fact)
        return Missing(f"{name}{_NOT_A_NUMBER if kind.kind is Kind.NUMBER else '读不准'}")

    # --- things of the form

    def _attribute(self, node: c.Attribute, scope: Scope, trace: Trace) -> Value:
        inner = Trace()
        base = self.value(node.base, scope, inner)
        if isinstance(base, Missing):
            trace.take([inner])
            return base
        spec = _ATTRIBUTES[_KINDS[type(base)], node.key]
        if isinstance(base, ENTITIES) and spec.fact is not None:
            fact = fact_of(self.facts, spec.fact.format(id=base.prefix))
            return self.fact_value(fact, f"{base.name}.{spec.name}", spec.type, trace)
        if isinstance(base, CellValue) and node.key not in ("row", "column"):
            trace.reads.append(Read(base.name, base.fact))
            return attributes.of_cell(base, node.key)
        trace.take([inner])
        return self._computed(base, node.key)

    def _computed(self, base: Value, key: str) -> Value:
        if isinstance(base, TableValue | BlockValue) and key in ("rows", "columns", "cells"):
            if key == "rows":
                return self.index.rows(base)
            return self.index.columns(base) if key == "columns" else self.index.cells(base)
        if isinstance(base, TableValue) and key == "blocks":
            return self.index.blocks(base)
        if isinstance(base, CellValue):
            if key == "row":
                return RowValue(base.table, base.block, base.row)
            return ColumnValue(base.table, base.block, base.column)
        if isinstance(base, Match):
            if key == "text":
                return base.text
            return Missing("不知道应当写作什么", Status.ABSENT) if base.correct is None else Passage(base.correct)
        if isinstance(base, Passage):
            return attributes.paragraphs(base) if key == "paragraphs" else attributes.sentences(base)
        if isinstance(base, ENTITIES) and key == "name":
            return Passage(base.label)
        return Missing("没有这个属性")

    def _cells(self, node: c.Cells, scope: Scope, trace: Trace) -> Value:
        rows, columns = self.value(node.row, scope, trace), self.value(node.column, scope, trace)
        missing = [one for one in (rows, columns) if isinstance(one, Missing)]
        if missing:
            return logic.worst(missing)
        cells = [
            self.index.cell(row, column)
            for row in _as_list(rows)
            for column in _as_list(columns)
            if isinstance(row, RowValue) and isinstance(column, ColumnValue)
        ]
        if isinstance(rows, tuple) or isinstance(columns, tuple):
            return tuple(cell for cell in cells if cell is not None)
        return (cells[0] if cells else None) or Missing(f"表单没有{node.name}这一格", Status.ABSENT)

    def _cell_number(self, cell: CellValue, trace: Trace) -> Value:
        """The number in a cell. A blank counts as 0 where the form says so and the table never writes a 0."""
        fact = cell.fact
        zero = cell.table.blank_is_zero and cell.table.id not in self.facts.writes_zero
        if fact.status is Status.BLANK and zero:
            trace.reads.append(Read(cell.name, fact, cell=cell, as_zero=True))
            return 0
        trace.reads.append(Read(cell.name, fact, cell=cell))
        if fact.status is not Status.FOUND:
            return attributes.missing_fact(fact, cell.name)
        return logic.bounded(fact.value) if logic.is_number(fact.value) else Missing(f"{cell.name}{_NOT_A_NUMBER}")

    def _plain(self, value: Value, trace: Trace) -> Value:
        """A value as operators and functions take it: a cell is its number, words found are a text."""
        if isinstance(value, CellValue):
            return self._cell_number(value, trace)
        return value.text if isinstance(value, Match) else value

    # --- functions and operators

    def _call(self, node: c.Call, scope: Scope, trace: Trace) -> Value:
        arguments: list[Value] = []
        parameters = node.function.parameters
        for position, argument in enumerate(node.arguments):
            kind = parameters[min(position, len(parameters) - 1)].type
            arguments.append(self._argument(self.value(argument, scope, trace), kind, trace))
        missing = [one for one in arguments if isinstance(one, Missing)]
        if missing and not node.function.takes_missing:
            return logic.worst(missing)
        result: Value = node.function.call(*arguments)
        return logic.bounded(result) if logic.is_number(result) else result

    def _argument(self, value: Value, kind: Type, trace: Trace) -> Value:
        if isinstance(value, tuple):
            if kind.item is None or kind.item.kind is not Kind.NUMBER:
                return value
            numbers = tuple(self._plain(item, trace) for item in value)
            missing = [one for one in numbers if isinstance(one, Missing)]
            return logic.worst(missing) if missing else numbers
        wanted = kind.item if kind.kind is Kind.LIST and kind.item else kind
        plain = wanted.kind in (Kind.NUMBER, Kind.TEXT, Kind.ORGAN, Kind.DATE)
        return self._plain(value, trace) if plain else value

    def _negative(self, node: c.Negative, scope: Scope, trace: Trace) -> Value:
        value = self._plain(self.value(node.operand, scope, trace), trace)
        if isinstance(value, Missing):
            return value
        return logic.calculate(Operator.SUBTRACT, 0, value) if logic.is_number(value) else Missing(_NOT_A_NUMBER)

    def _binary(self, node: c.Binary, scope: Scope, trace: Trace) -> Value:
        if node.operator in (Operator.AND, Operator.OR):
            return self._logical(node, scope, trace)
        inner = Trace()
        left = self._plain(self.value(node.left, scope, inner), inner)
        if node.operator in _SEARCHES:
            return self._search(left, self.value(node.right, scope, inner), inner, trace)
        right = self._plain(self.value(node.right, scope, inner), inner)
        trace.take([inner])
        missing = [one for one in (left, right) if isinstance(one, Missing)]
        if missing:
            return logic.worst(missing)
        if node.operator in _ARITHMETIC:
            if not (logic.is_number(left) and logic.is_number(right)):
                return Missing(_NOT_A_NUMBER)
            return logic.calculate(node.operator, left, right)
        trace.comparisons.append(Comparison(left, right, tuple(inner.reads)))
        return logic.compare(node.operator, left, right)

    def _logical(self, node: c.Binary, scope: Scope, trace: Trace) -> logic.Truth:
        """And, or. Only what decided the result is kept: the false parts of a false ``and``, and so on."""
        traces = (Trace(), Trace())
        values = tuple(self.truth(part, scope, own) for part, own in zip((node.left, node.right), traces, strict=True))
        result = (logic.both if node.operator is Operator.AND else logic.either)(*values)
        same = [
            own
            for value, own in zip(values, traces, strict=True)
            if (isinstance(value, Missing) if isinstance(result, Missing) else value is result)
        ]
        trace.take(same)
        return result

    def _search(self, text: Value, wanted: Value, inner: Trace, trace: Trace) -> logic.Truth:
        """匹配, 包含. Where something is found, the words found are what was read, not the whole text."""
        missing = [one for one in (text, wanted) if isinstance(one, Missing)]
        wanted = wanted.text if isinstance(wanted, Match) else wanted
        if missing or not isinstance(text, Passage):
            trace.take([inner])
            return logic.worst(missing) if missing else Missing("这里不是文字")
        hits: list[tuple[int, int]]
        if isinstance(wanted, PatternValue):
            found = pattern.occurs(wanted.source, text.text)
            # One more group round the pattern, so that the whole match is quoted whatever groups its author wrote.
            hits = list(pattern.spans(f"({wanted.source})", text.text)) if found else []
        elif isinstance(wanted, Passage):
            found = wanted.text in text.text
            first = text.text.find(wanted.text)
            hits = [(first, first + len(wanted.text))] if found else []
        else:
            trace.take([inner])
            return Missing("这里没有可找的")
        hits = [place for place in hits if place[0] < place[1]]
        source = inner.reads[0] if inner.reads else Read("")
        if not hits:
            trace.take([inner])
            # What stands in a cell can be quoted although its place is doubtful; what is not there may be elsewhere.
            doubtful = source.is_uncertain and source.fact is not None and source.fact.status is Status.AMBIGUOUS
            return attributes.missing_fact(source.fact, source.name) if doubtful and source.fact else found
        trace.reads += [Read(source.name, source.fact, words=text.slice(start, end)) for start, end in hits]
        return True

    # --- presence

    def _exists(self, node: c.Exists, scope: Scope, trace: Trace) -> logic.Truth:
        inner = Trace()
        value = self.value(node.operand, scope, inner)
        if isinstance(value, ENTITIES):
            fact = value.fact if isinstance(value, CellValue) else fact_of(self.facts, presence(value))
            trace.reads.append(Read(value.name, fact))
            return fact.status is not Status.ABSENT
        trace.take([inner])
        if isinstance(value, tuple):
            return self._any_exists(value, trace)
        if not isinstance(value, Missing):
            return True
        if value.status is Status.ABSENT:
            return False
        is_fact = isinstance(node.operand, c.FactRef | c.Attribute)
        return True if is_fact else value

    def _any_exists(self, values: tuple[Value, ...], trace: Trace) -> bool:
        there = False
        for value in values:
            if not isinstance(value, ENTITIES):
                there = True
                continue
            fact = value.fact if isinstance(value, CellValue) else fact_of(self.facts, presence(value))
            trace.reads.append(Read(value.name, fact))
            there = there or fact.status is not Status.ABSENT
        return there

    def _default(self, node: c.Default, scope: Scope, trace: Trace) -> Value:
        value = self._plain(self.value(node.operand, scope, trace), trace)
        if isinstance(value, Missing) and value.status in (Status.BLANK, Status.ABSENT):
            return self.value(node.default, scope, trace)
        return value


def presence(value: EntityValue) -> str:
    """The id of the fact that tells whether a thing of the form is in the document."""
    if isinstance(value, TableValue):
        return f"{value.prefix}.rows"
    if isinstance(value, BlockValue):
        return f"{value.prefix}.label" if value.block.id else f"{value.prefix}.rows"
    if isinstance(value, RowValue):
        return f"{value.prefix}.values"
    if isinstance(value, SectionValue):
        return f"{value.prefix}.heading"
    return value.fact.id if isinstance(value, CellValue) else f"{value.prefix}.label"


def _as_list(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


_KINDS: Mapping[type, Kind] = {
    TableValue: Kind.TABLE,
    BlockValue: Kind.BLOCK,
    RowValue: Kind.ROW,
    ColumnValue: Kind.COLUMN,
    CellValue: Kind.CELL,
    SectionValue: Kind.SECTION,
    Match: Kind.MATCH,
    Passage: Kind.TEXT,
}
