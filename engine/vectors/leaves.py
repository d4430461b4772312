"""What Polars cannot work out, worked out by the engine itself: once for each distinct set of the facts that it reads.

Labels, organs, headings and dates repeat from report to report; so do, for most rules, whole sets of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import repeat
from typing import Any, TypeAlias

import polars as pl

from engine.columns import layout
from engine.columns.layout import canonical
from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import instances
from engine.evaluation.trace import Later, Trace
from engine.evaluation.trace import Scope as Known
from engine.evaluation.values import CellValue, ColumnValue, FormIndex, RowValue
from engine.language import checked as c
from engine.model.document import Document
from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Verdict
from engine.model.passage import Passage
from engine.model.struct import Struct, replace
from engine.model.types import TRUTH, Missing
from engine.vectors import codes
from engine.vectors.compiling import Leaf
from engine.vectors.dense import Layout
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.values import Text

_LISTS = (layout.ZEROS, layout.UNUSED, layout.VIOLATIONS, layout.DOUBTED, layout.WRITTEN)
_Row: TypeAlias = tuple[tuple[Any, ...], tuple[str, ...], frozenset[str], frozenset[str]]
_CODES = {Status.ABSENT: codes.ABSENT, Status.BLANK: codes.BLANK}
_ASKED = (codes.OPEN, codes.EMPTINESS)
_VERDICTS = {
    Verdict.NOT_APPLICABLE: codes.NOT_APPLICABLE,
    Verdict.PASSED: codes.PASSED,
    Verdict.UNDETERMINED: codes.UNDETERMINED,
    Verdict.FAILED: codes.FAILED,
}


def truths(leaf: Leaf, ruleset: c.Ruleset, layout_: Layout, table: pl.DataFrame, share: float) -> pl.Series:
    """The code of a leaf's truth in every row. One that takes more than its share of a rule's work is left open."""

    def judge(facts: Facts) -> int:
        evaluator = Evaluator(facts, ruleset)
        try:
            value = evaluator.truth(leaf.node, _scope(leaf.scope, evaluator), Trace())
        except Exhausted:
            return codes.LOOK
        if evaluator.budget.share > share or evaluator.declared.is_exhausted:
            return codes.LOOK
        return _CODES.get(value.status, codes.UNSURE) if isinstance(value, Missing) else int(value)

    return _by_distinct(leaf.facts, ruleset, layout_, table, judge, codes.LOOK).alias(leaf.name)


class Question(Struct, frozen=True):
    """A rule that the engine is asked about, with the facts that it reads; ``where`` has a code for each report.

    ``OPEN``: what is the verdict? ``EMPTINESS``: the same, where no turn meets the conditions. Others are not asked.
    """

    rule: c.Rule
    facts: Sequence[str]
    where: pl.Series


def verdicts(question: Question, ruleset: c.Ruleset, layout_: Layout, table: pl.DataFrame) -> pl.Series:
    """The verdicts of a rule, worked out once for each distinct set of its facts."""
    is_asked = question.where == codes.OPEN

    def judge(report: Facts) -> int:
        return _verdict(question.rule, Evaluator(report, ruleset))

    late = _by_distinct(question.facts, ruleset, layout_, table.filter(is_asked), judge, codes.OPEN)
    return question.where.clone().scatter(is_asked.arg_true(), late)


def by_report(
    questions: Sequence[Question], ruleset: c.Ruleset, layout_: Layout, table: pl.DataFrame
) -> dict[str, pl.Series]:
    """The verdicts of rules about prose, report by report: what one has worked out of a text, the next one finds."""
    own = [frozenset(one.facts) for one in questions]
    columns = [layout_.columns[fact] for fact in sorted(frozenset().union(*own))]
    hollow = [_without_turns(one.rule) for one in questions]
    answers = [one.where.to_list() for one in questions]
    open_ones = [index for index in range(table.height) if any(answer[index] in _ASKED for answer in answers)]
    for index, (row, unfit) in zip(open_ones, _rows(columns, ruleset, table[open_ones]), strict=True):
        evaluator = Evaluator(_facts(row, columns, ruleset), ruleset)
        for question, facts, empty, answer in zip(questions, own, hollow, answers, strict=True):
            if answer[index] in _ASKED:
                rule = empty if answer[index] == codes.EMPTINESS else question.rule
                answer[index] = _verdict(rule, evaluator) if facts.isdisjoint(unfit) else codes.OPEN
    return {one.rule.id: pl.Series(answer, dtype=pl.UInt8) for one, answer in zip(questions, answers, strict=True)}


def _verdict(rule: c.Rule, evaluator: Evaluator) -> int:
    """What the engine says of a rule; what would be too much work is left open."""
    found = max((_VERDICTS[one.verdict] for one in instances(rule, evaluator)), default=codes.OPEN)
    return codes.OPEN if evaluator.budget.share > 1 or evaluator.declared.is_exhausted else found


def _without_turns(rule: c.Rule) -> c.Rule:
    """The rule as it is on a report where no turn meets its conditions."""
    never = c.Literal(False, TRUTH, rule.loops[0].span) if rule.loops else None
    return rule if never is None else replace(rule, lets=(), conditions=(never,))


def _by_distinct(
    facts: Sequence[str],
    ruleset: c.Ruleset,
    layout_: Layout,
    table: pl.DataFrame,
    judge: Callable[[Facts], int],
    unknown: int,
) -> pl.Series:
    """What comes of each distinct set of facts, in the rows that have it; ``unknown`` where they are not all here."""
    columns = [layout_.columns[fact] for fact in facts]
    known: dict[_Row, int] = {}
    found: list[int] = []
    for row, unfit in _rows(columns, ruleset, table):
        if unfit:
            found.append(unknown)
            continue
        if row not in known:
            known[row] = judge(_facts(row, columns, ruleset))
        found.append(known[row])
    return pl.Series("code", found, pl.UInt8)


def _rows(
    columns: Sequence[layout.FactColumn], ruleset: c.Ruleset, table: pl.DataFrame
) -> Iterator[tuple["_Row", Sequence[str]]]:
    """What each report has in some columns, and the facts of them that the columns do not tell in full."""
    named = {one.fact.partition(".")[0] for one in columns}
    tables = frozenset(one.id for one in ruleset.form.tables if one.id in named and one.blank_is_zero)
    own = frozenset(one.fact for one in columns)
    lists = [[frozenset(row) for row in table[name].to_list()] for name in _LISTS]
    none: Iterable[tuple[Any, ...]] = repeat((), table.height)
    values = zip(*(table[one.fact].to_list() for one in columns), strict=True) if columns else none
    statuses = (
        zip(*(table[one.status].to_list() for one in columns), strict=True) if columns else repeat((), table.height)
    )
    for value, status, zeros, unused, violations, doubted, written in zip(values, statuses, *lists, strict=True):
        told = zip(columns, value, status, strict=True)
        unfit = [one.fact for one, known, said in told if known is None and said == Status.FOUND]
        empty = frozenset(one for one in unused if one.partition(".")[0] in tables)
        yield (value, status, zeros & tables, empty), [*unfit, *own & (violations | doubted | written)]


def _facts(row: "_Row", columns: Sequence[layout.FactColumn], ruleset: c.Ruleset) -> Facts:
    """A report that has these facts and no others."""
    values, statuses, zeros, unused = row
    facts: dict[str, Fact] = {}
    for column, value, said in zip(columns, values, statuses, strict=True):
        status = Status(said)
        known = layout.shortest(value) if isinstance(value, Decimal) else value
        facts[column.fact] = Fact(column.fact, status, known, canonical(known, status))
    return Facts(ruleset.form, Document("", "", "", None, ()), facts, zeros, unused)


def _scope(scope: Scope, evaluator: Evaluator) -> Known:
    """The variables of a rule as the engine has them."""
    known: dict[str, Any] = {}
    for name, value in scope.items():
        if isinstance(value, Named):
            known[name] = Later(partial(_later, evaluator, value))
        elif isinstance(value, AnyItem):
            raise TypeError("a leaf does not know the items of a list")
        elif isinstance(value, Text):
            known[name] = Passage(value.known or "")
        else:
            known[name] = _again(value, evaluator.index)
    return known


def _later(evaluator: Evaluator, named: Named, trace: Trace) -> Any:
    return evaluator.value(named.node, _scope(named.scope, evaluator), trace)


def _again(value: Any, index: FormIndex) -> Any:
    """A thing of the form, with what this report has there."""
    if not isinstance(value, CellValue):
        return value
    row = RowValue(value.table, value.block, value.row)
    return index.cell(row, ColumnValue(value.table, value.block, value.column))
