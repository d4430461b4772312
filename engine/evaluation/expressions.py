"""An expression of a rule -> its value, or why it has none; what was read on the way goes into a trace.

This module has the evaluator and the plain nodes; what belongs together stands in a module of its own: things of the
form, operators, presence, quantifiers, units and precision, other reports, and what the ruleset declares.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.evaluation import (
    approximate,
    attributes,
    declared,
    elsewhere,
    logic,
    measures,
    operators,
    presence,
    quantifiers,
    things,
)
from engine.evaluation.budget import ITEM, Budget
from engine.evaluation.trace import Bound, Later, Read, Scope, Trace
from engine.evaluation.values import CellValue, FormIndex, ReportValue, Value, fact_of, passage_of, words_of
from engine.language import checked as c
from engine.model.facts import Fact, Facts, Status
from engine.model.function import Function
from engine.model.passage import Passage
from engine.model.types import Kind, Match, Missing, PatternValue, SaidDate, SaidNumber, Type

_TRUTHS = (bool, Missing)
_UNKNOWN = Missing("没有这个值", Status.ABSENT)
_SAID = (Match, SaidNumber, SaidDate)
_PLAIN = (Kind.NUMBER, Kind.TEXT, Kind.ORGAN, Kind.DATE)


class Evaluator:
    """Evaluates the expressions of rules on the facts of one report, and of the reports that go with it."""

    def __init__(
        self,
        facts: Facts,
        ruleset: c.Ruleset | None = None,
        *,
        previous: Facts | Missing | None = None,
        subordinates: Sequence[Facts] = (),
        peers: Sequence[Facts] = (),
        home: ReportValue | None = None,
        budget: Budget | None = None,
    ) -> None:
        """``home`` and ``budget`` are for the evaluator of another report, which the one of the report itself makes."""
        self.facts = facts
        self.home = home
        self.index = FormIndex(facts, home)
        others = (*((previous,) if isinstance(previous, Facts) else ()), *subordinates, *peers)
        self.budget = budget or Budget((facts, *others))
        self.others = elsewhere.Others(previous, subordinates, peers)
        self.declared = declared.Declared(ruleset)
        self._evaluators: dict[ReportValue, Evaluator] = {}
        self._results: dict[
            tuple[str, int], tuple[Passage, Value]
        ] = {}  # (with the text: while it lives, so does its id)

    def of(self, report: ReportValue) -> "Evaluator":
        """The evaluator of another report. Its work counts as work of the rule that runs."""
        if report not in self._evaluators:
            self._evaluators[report] = Evaluator(report.facts, home=report, budget=self.budget)
        return self._evaluators[report]

    def value(self, node: c.Expression, scope: Scope, trace: Trace) -> Value:
        """The value of an expression; cells, rows and the like stay what they are."""
        return _BY_NODE[type(node)](self, node, scope, trace)

    def truth(self, node: c.Expression, scope: Scope, trace: Trace) -> logic.Truth:
        """The value of an expression that is true or false."""
        value = self.value(node, scope, trace)
        return value if isinstance(value, _TRUTHS) else Missing("这里没有真假可言")

    def plain(self, value: Value, trace: Trace) -> Value:
        """A cell as the number in it, what is said as its number or its date, words found as words; else as it is."""
        if isinstance(value, CellValue):
            return things.number_in(self, value, trace)
        if isinstance(value, SaidNumber):
            return measures.in_base_unit(value)
        if isinstance(value, SaidDate):
            return value.value
        return value.text if isinstance(value, Match) else value

    def fact_value(self, fact: Fact, name: str, kind: Type, trace: Trace) -> Value:
        """The value of a fact in the type that rules see it in."""
        trace.reads.append(Read(name, fact))
        if fact.status is not Status.FOUND:
            return attributes.missing_fact(fact, name)
        value = fact.value
        if kind.kind is Kind.TRUTH:
            return value > 0 if isinstance(value, int) else Missing(f"{name}读不准")
        if kind.kind in (Kind.TEXT, Kind.ORGAN):
            return passage_of(fact)
        if isinstance(value, date) and kind.kind is Kind.DATE:
            return value
        if isinstance(value, int | Decimal) and kind.kind in (Kind.NUMBER, Kind.CELL):
            return logic.bounded(value)
        return Missing(f"{name}{logic.NOT_A_NUMBER if kind.kind is Kind.NUMBER else '读不准'}")

    def use(self, bound: Bound, name: str, trace: Trace) -> Value:
        """A value that was worked out before: what was read for it counts as read where it is used."""
        self.budget.spend(len(bound.trace.reads))
        if not isinstance(bound.value, _SAID):
            trace.take([bound.trace])
            return bound.value
        return self._found(bound.value, name, trace)

    def apply(self, function: Function, values: Sequence[Value], trace: Trace) -> Value:
        """What a built-in function makes of its arguments."""
        last = len(function.parameters) - 1
        arguments = [
            self._argument(value, function.parameters[min(position, last)].type, trace)
            for position, value in enumerate(values)
        ]
        missing = [one for one in arguments if isinstance(one, Missing)]
        if missing and not function.takes_missing:
            return logic.worst(missing)
        self.budget.spend(1)
        for argument in arguments:
            for item in argument if isinstance(argument, tuple) else (argument,):
                if isinstance(item, Passage):
                    self.budget.read(item.text)
        result = self._result(function, arguments)
        if isinstance(result, tuple):
            self.budget.spend(ITEM * len(result))
        return logic.bounded(result) if logic.is_number(result) else result

    def _result(self, function: Function, arguments: Sequence[Value]) -> Value:
        """What a function comes to; on one text it is worked out once, for many rules ask for 正文.数字."""
        if len(arguments) != 1 or not isinstance(arguments[0], Passage):
            result: Value = function.call(*arguments)
            return result
        key = function.english, id(arguments[0])
        if key not in self._results:
            self._results[key] = arguments[0], function.call(arguments[0])
        return self._results[key][1]

    def _argument(self, value: Value, kind: Type, trace: Trace) -> Value:
        wanted = kind.item.kind if kind.kind is Kind.LIST and kind.item else kind.kind
        if wanted not in _PLAIN:
            return value
        if isinstance(value, tuple):
            self.budget.spend(len(value))
            return logic.complete(tuple(self._argument(item, kind, trace) for item in value))
        if wanted in (Kind.TEXT, Kind.ORGAN):
            words = words_of(value)
            return value if words is None else words
        return self.plain(value, trace)

    # --- plain nodes

    def _literal(self, node: c.Literal, _scope: Scope, _trace: Trace) -> Value:
        if not isinstance(node.value, str):
            return node.value
        return PatternValue(node.value) if node.type.kind is Kind.PATTERN else Passage(node.value)

    def _lexicon(self, node: c.LexiconRef, _scope: Scope, _trace: Trace) -> Value:
        return node.lexicon

    def _texts(self, node: c.Texts, _scope: Scope, _trace: Trace) -> Value:
        return tuple(Passage(text) for text in node.values)

    def _variable(self, node: c.Variable, scope: Scope, trace: Trace) -> Value:
        value = scope.get(node.name, _UNKNOWN)
        if isinstance(value, Later):
            value = value.bound
        return self.use(value, node.name, trace) if isinstance(value, Bound) else self._found(value, node.name, trace)

    def _found(self, value: Value, name: str, trace: Trace) -> Value:
        words = words_of(value)
        if words is not None:
            trace.reads.append(Read(name, words=words))
        return value

    def _fact_ref(self, node: c.FactRef, _scope: Scope, trace: Trace) -> Value:
        return self.fact_value(fact_of(self.facts, node.fact), node.name, node.type, trace)

    def _call(self, node: c.Call, scope: Scope, trace: Trace) -> Value:
        return self.apply(node.function, [self.value(argument, scope, trace) for argument in node.arguments], trace)


_BY_NODE: Mapping[type, Callable[[Evaluator, Any, Scope, Trace], Value]] = {
    c.Literal: Evaluator._literal,
    c.LexiconRef: Evaluator._lexicon,
    c.Texts: Evaluator._texts,
    c.Variable: Evaluator._variable,
    c.FactRef: Evaluator._fact_ref,
    c.Call: Evaluator._call,
    c.ParameterRef: declared.parameter,
    c.Defined: declared.definition,
    c.Entity: things.entity,
    c.EntityList: things.entities,
    c.Attribute: things.attribute,
    c.Cells: things.cells,
    c.Reports: elsewhere.reports,
    c.Within: elsewhere.within,
    c.Convert: measures.converted,
    c.Approx: approximate.approximately,
    c.Quantified: quantifiers.quantified,
    c.Not: operators.negation,
    c.Negative: operators.negative,
    c.Binary: operators.binary,
    c.Exists: presence.exists,
    c.Default: presence.default,
}
