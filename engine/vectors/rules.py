"""A rule -> the column of its verdicts: a quick one that leaves few reports open, and an exact one for those."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from itertools import chain

import polars as pl

from engine.language import checked as c
from engine.model.struct import Struct, replace
from engine.vectors import codes
from engine.vectors.algebra import Algebra, Exact, Quick
from engine.vectors.compiling import Compiler, Leaf
from engine.vectors.dense import Layout, Need
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.screening import screened
from engine.vectors.values import Opaque, Truth, code, worked_out


class Manner(StrEnum):
    """How a rule is judged over many reports."""

    COLUMNS = "columns"  # Polars alone
    DISTINCT = "distinct"  # parts of it once for each distinct set of facts
    SCREENED = "screened"  # Polars, and report by report only where the words are found that the rule is about
    ROWS = "rows"  # report by report


class Way(Struct, frozen=True):
    """An expression for the verdict, the dense columns that it takes, and the leaves to be worked out before."""

    verdict: pl.Expr
    needs: frozenset[Need]
    stages: tuple[tuple[pl.Expr, ...], ...] = ()
    leaves: tuple[Leaf, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """The facts of a report that it reads."""
        return frozenset(fact for _, fact in self.needs).union(*(leaf.facts for leaf in self.leaves))


class Plan(Struct, frozen=True):
    """How one rule is judged. ``reasons`` say what has no form in columns."""

    rule: c.Rule
    manner: Manner
    quick: Way | None = None
    exact: Way | None = None
    screen: Way | None = None  # says where there is nothing to judge
    whole: tuple[str, ...] | None = None  # the facts that the engine needs to judge the whole rule
    reasons: tuple[str, ...] = ()


def over(dense: pl.DataFrame, ways: Mapping[str, Way]) -> pl.DataFrame:
    """The verdicts over dense columns (and those of the leaves), a column for each way, all worked out together."""
    stages = max((len(way.stages) for way in ways.values()), default=0)
    for number in range(stages):
        dense = worked_out(dense, [one for way in ways.values() for one in _stage(way, number)])
    return worked_out(dense, [way.verdict.alias(name) for name, way in ways.items()]).select(*ways)


def _stage(way: Way, number: int) -> tuple[pl.Expr, ...]:
    return way.stages[number] if number < len(way.stages) else ()


def plan(rule: c.Rule, ruleset: c.Ruleset, layout: Layout, others: Set[c.Which]) -> Plan:
    """How a rule is judged over many reports."""
    quickly = Compiler(ruleset, layout, Quick(), others, rule.id)
    try:
        quick, _ = _way(rule, quickly, _quick)
        exact, reasons = _way(rule, Compiler(ruleset, layout, Exact(), others, rule.id), _exact)
    except Opaque as error:
        found = _by_facts(rule, Compiler(ruleset, layout, Exact(), others, rule.id), error.reason)
        return _screened(found, Compiler(ruleset, layout, Exact(), others, rule.id))
    manner = Manner.DISTINCT if exact.leaves or reasons else Manner.COLUMNS
    if any(_is_prose(leaf.facts, layout) for leaf in exact.leaves):
        manner = Manner.SCREENED if quickly.is_screening else Manner.ROWS
    return Plan(rule, manner, quick, exact, reasons=reasons)


def _screened(found: Plan, compiler: Compiler) -> Plan:
    """The same plan, with a look at columns before, where that is possible."""
    try:
        verdict = screened(found.rule, compiler)
    except Opaque:
        return found
    return replace(found, manner=Manner.SCREENED, screen=_made(verdict, compiler))


def _by_facts(rule: c.Rule, compiler: Compiler, reason: str) -> Plan:
    """The engine judges the whole rule, with the facts that it reads: once for each set of them."""
    try:
        facts = _read(rule, compiler)
    except Opaque as error:
        return Plan(rule, Manner.ROWS, reasons=(reason, error.reason))
    manner = Manner.ROWS if _is_prose(facts, compiler.layout) else Manner.DISTINCT
    return Plan(rule, manner, whole=tuple(sorted(facts)), reasons=(reason,))


def _is_prose(facts: Iterable[str], layout: Layout) -> bool:
    """Whether one of some facts is prose, which no two reports share."""
    return any(layout.is_text(fact) and (fact.startswith("document.") or fact.endswith(".text")) for fact in facts)


def _read(rule: c.Rule, compiler: Compiler) -> set[str]:
    scope: dict[str, AnyItem | Named] = {}
    facts: set[str] = set()
    for loop in rule.loops:
        facts |= compiler.reads.of(loop.items, scope)
        scope = {**scope, loop.variable: AnyItem(loop.items, scope)}
    for let in rule.lets:
        facts |= compiler.reads.of(let.expression, scope)
        scope = {**scope, let.variable: Named(let.expression, scope)}
    for node in (*rule.conditions, *(one.expression for one in rule.requirements)):
        facts |= compiler.reads.of(node, scope)
    return facts


def _way(rule: c.Rule, compiler: Compiler, join: Callable[[Sequence["_Turn"]], pl.Expr]) -> tuple[Way, tuple[str, ...]]:
    turns = [_turn(rule, compiler, scope) for scope in _scopes(rule.loops, {}, compiler)]
    if turns:
        verdict = join(turns)
    else:
        kept = all(requirement.forbidden for requirement in rule.requirements)
        verdict = code(codes.PASSED if kept else codes.NOT_APPLICABLE)
    return _made(verdict, compiler), tuple(dict.fromkeys(compiler.reasons))


def _made(verdict: pl.Expr, compiler: Compiler) -> Way:
    used = {name for one in (verdict, *chain(*compiler.stages)) for name in one.meta.root_names()}
    needs = frozenset((kind, fact) for kind, fact in compiler.needs if kind.of(fact) in used)
    return Way(verdict, needs, compiler.stages, tuple(compiler.leaves.values()))


def _scopes(loops: tuple[c.ForEach, ...], scope: Scope, compiler: Compiler) -> Iterator[Scope]:
    if not loops:
        yield scope
        return
    items = compiler.value(loops[0].items, scope)
    if not isinstance(items, tuple):
        raise Opaque("逐条看文字里找到的内容")
    for item in items:
        yield from _scopes(loops[1:], {**scope, loops[0].variable: item}, compiler)


class _Turn(Struct, frozen=True):
    """One turn of the loops: whether its conditions hold (``None``: there are none), and its requirements."""

    met: Truth | None
    kept: Truth


def _turn(rule: c.Rule, compiler: Compiler, scope: Scope) -> _Turn:
    for let in rule.lets:
        scope = {**scope, let.variable: Named(let.expression, scope)}
    algebra = compiler.algebra
    conditions = [compiler.truth(condition, scope) for condition in rule.conditions]
    kept = [_kept(requirement, compiler, algebra, scope) for requirement in rule.requirements]
    met = algebra.conjunction(conditions) if conditions else None
    held = None if met is None else Truth(compiler.hold(met.value))
    return _Turn(
        held, Truth(compiler.hold(algebra.conjunction(kept).value)) if algebra.is_exact else algebra.conjunction(kept)
    )


def _kept(requirement: c.Requirement, compiler: Compiler, algebra: Algebra, scope: Scope) -> Truth:
    holds = compiler.truth(requirement.expression, scope)
    return algebra.negation(holds) if requirement.forbidden else holds


def _quick(turns: Sequence[_Turn]) -> pl.Expr:
    """The verdict where everything that it takes is known; else null."""
    kept = pl.all_horizontal(
        turn.kept.value if turn.met is None else ~turn.met.value | turn.kept.value for turn in turns
    )
    passed, failed = code(codes.PASSED), code(codes.FAILED)
    if all(turn.met is None for turn in turns):
        return pl.when(kept).then(passed).when(~kept).then(failed)
    met = [turn.met.value for turn in turns if turn.met is not None]
    known = pl.all_horizontal(one.is_not_null() for one in met)
    nothing = code(codes.NOT_APPLICABLE)
    applies = pl.when(pl.any_horizontal(met)).then(passed).otherwise(nothing)
    return pl.when(~kept).then(failed).when(kept & known).then(applies)


def _exact(turns: Sequence[_Turn]) -> pl.Expr:
    """The verdict; ``OPEN`` where the columns do not say."""
    verdicts = [_judged(turn) for turn in turns]
    return verdicts[0] if len(verdicts) == 1 else pl.max_horizontal(verdicts)


def _judged(turn: _Turn) -> pl.Expr:
    result = _by_truth(turn.kept.value, code(codes.PASSED), code(codes.FAILED))
    return result if turn.met is None else _by_truth(turn.met.value, result, code(codes.NOT_APPLICABLE))


def _by_truth(truth: pl.Expr, when_true: pl.Expr, when_false: pl.Expr) -> pl.Expr:
    """What comes of a truth; of one that is missing, that the turn stops there."""
    return (
        pl.when(truth == codes.ABSENT)
        .then(code(codes.NOT_APPLICABLE))
        .when(truth == codes.LOOK)
        .then(code(codes.OPEN))
        .when(truth > codes.ABSENT)
        .then(code(codes.UNDETERMINED))
        .when(truth == codes.TRUE)
        .then(when_true)
        .otherwise(when_false)
    )
