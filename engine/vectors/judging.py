"""Plans over a table of facts -> the verdict of every rule on every report."""

from collections.abc import Iterable, Sequence, Set

import polars as pl

from engine.columns import layout
from engine.language import checked as c
from engine.model.struct import Struct
from engine.vectors import codes, leaves
from engine.vectors.algebra import Exact
from engine.vectors.compiling import Compiler
from engine.vectors.dense import PREVIOUS, STATE, Kind, Layout, Need
from engine.vectors.leaves import Question
from engine.vectors.rules import Manner, Plan, Way, over, plan


class Pack(Struct, frozen=True):
    """A ruleset, made ready to judge many reports on its form."""

    ruleset: c.Ruleset
    layout: Layout
    plans: tuple[Plan, ...]

    @property
    def stored(self) -> list[str]:
        """The columns of a file that judging takes."""
        facts: set[str] = set()
        for one in self.plans:
            facts.update(*(way.facts for way in (one.quick, one.exact, one.screen) if way is not None), one.whole or ())
        ways = [way for one in self.plans for way in (one.quick, one.exact, one.screen) if way is not None]
        joined = [layout.JOINED] if any(kind is Kind.JOINED for way in ways for kind, _ in way.needs) else []
        return joined + self.layout.stored(sorted(fact for fact in facts if not fact.startswith(PREVIOUS)))


def prepare(ruleset: c.Ruleset, others: Set[c.Which] = frozenset()) -> Pack:
    """Plans for all rules of a ruleset; ``others`` are the reports that there may be beside each."""
    columns = Layout(ruleset.form)
    return Pack(ruleset, columns, tuple(plan(rule, ruleset, columns, others) for rule in ruleset.rules))


def beside_previous(table: pl.DataFrame, previous: pl.DataFrame, places: Sequence[int | None]) -> pl.DataFrame:
    """The reports with those of last year beside them: ``places`` are their rows in ``previous``.

    ``None``: there certainly is none; a negative number: there is one, and columns do not tell what it has.
    """
    rows = pl.Series(places, dtype=pl.Int64)
    there = previous.select(pl.all().gather(rows.set(rows < 0, None)).name.prefix(PREVIOUS))
    is_partial = there[f"{PREVIOUS}{layout.IS_PARTIAL}"].fill_null(False)
    state = pl.select(
        pl.when(rows.is_null())
        .then(pl.lit(codes.ABSENT, pl.UInt8))
        .when((rows < 0) | is_partial)
        .then(pl.lit(codes.LOOK, pl.UInt8))
        .otherwise(pl.lit(codes.KNOWN, pl.UInt8))
        .alias(STATE)
    )
    return table.hstack(there.get_columns()).hstack(state.get_columns())


def applies(pack: Pack, table: pl.DataFrame) -> pl.Series:
    """Whether the ruleset is about each report (a code of truth): unless it certainly is not, it is asked."""
    result = pl.Series([codes.TRUE] * table.height, dtype=pl.UInt8)
    for condition in pack.ruleset.applies:
        compiler = Compiler(pack.ruleset, pack.layout, Exact(), frozenset())
        leaf = compiler.alone(condition)
        found = leaves.truths(leaf, pack.ruleset, pack.layout, table, 1)
        result = (
            pl.select(
                pl.when((result == codes.FALSE) | (found == codes.FALSE))
                .then(codes.FALSE)
                .otherwise(pl.max_horizontal(result, found))
            )
            .to_series()
            .cast(pl.UInt8)
        )
    return result


def dense(pack: Pack, table: pl.DataFrame) -> pl.DataFrame:
    """The columns that quick verdicts are worked out from."""
    return pack.layout.dense(table, _needs(one.quick for one in pack.plans if one.quick is not None))


def judge(pack: Pack, table: pl.DataFrame, quickly: pl.DataFrame | None = None) -> pl.DataFrame:
    """The verdict of each rule (a column of its id, ``codes``) on each report: a row of the table.

    ``quickly`` are the dense columns of the table, where they have been made already.
    """
    found: dict[str, pl.Series] = {}
    quick = {one.rule.id: one.quick for one in pack.plans if one.quick is not None}
    first = over(dense(pack, table) if quickly is None else quickly, quick)
    screens = {one.rule.id: one.screen for one in pack.plans if one.screen is not None}
    screened = over(pack.layout.dense(table, _needs(screens.values())), screens) if screens else first
    open_ones = {rule: first[rule].is_null() for rule in quick}
    undecided = pl.Series([False] * table.height) if not quick else _any(list(open_ones.values()))
    rest = table.filter(undecided)
    exact = {one.rule.id: one.exact for one in pack.plans if one.exact is not None and open_ones[one.rule.id].any()}
    second = pack.layout.dense(rest, _needs(exact.values())) if exact else rest
    together = {rule: way for rule, way in exact.items() if not way.leaves}
    later = over(second, together) if together else rest
    others = _by_engine(pack, table, screened)
    for one in pack.plans:
        rule = one.rule.id
        if one.quick is not None:
            verdict = first[rule]
            if rule in exact:
                where = open_ones[rule]
                inner = where.filter(undecided)
                if rule in together:
                    late = _settled(later[rule].filter(inner), rest.filter(inner))
                else:
                    late = _late(exact[rule], pack, rest.filter(inner), second.filter(inner))
                verdict = verdict.scatter(where.arg_true(), late) if late.len() else verdict
        else:
            verdict = _settled(others[rule], table)
        found[rule] = verdict.rename(rule)
    return pl.DataFrame(list(found.values()))


def _by_engine(pack: Pack, table: pl.DataFrame, screened: pl.DataFrame) -> dict[str, pl.Series]:
    """The verdicts of rules that have no form in columns, where their screens do not say them."""
    unknown = pl.Series([codes.OPEN] * table.height, dtype=pl.UInt8)
    found: dict[str, pl.Series] = {}
    questions: list[Question] = []
    for one in pack.plans:
        if one.quick is None:
            where = unknown if one.screen is None else screened[one.rule.id]
            question = Question(one.rule, one.whole or (), where)
            if one.whole is None:
                found[one.rule.id] = where.replace(codes.EMPTINESS, codes.OPEN)
            elif one.manner is Manner.DISTINCT:
                found[one.rule.id] = leaves.verdicts(question, pack.ruleset, pack.layout, table)
            else:
                questions.append(question)
    return found | (leaves.by_report(questions, pack.ruleset, pack.layout, table) if questions else {})


def _late(way: Way, pack: Pack, table: pl.DataFrame, columns: pl.DataFrame) -> pl.Series:
    """The exact verdict on reports that the quick one left open."""
    share = 1 / (2 * max(len(way.leaves), 1))
    worked_out = [leaves.truths(leaf, pack.ruleset, pack.layout, table, share) for leaf in way.leaves]
    return _settled(over(columns.with_columns(worked_out), {"verdict": way})["verdict"], table)


def _settled(verdict: pl.Series, table: pl.DataFrame) -> pl.Series:
    """Of a partial report the columns do not say whether a fact is in doubt, or was not handed in."""
    is_partial = table[layout.IS_PARTIAL] & (verdict == codes.UNDETERMINED)
    return verdict.set(is_partial, codes.OPEN) if is_partial.any() else verdict


def _needs(ways: Iterable[Way]) -> set[Need]:
    return {need for way in ways for need in way.needs}


def _any(series: Sequence[pl.Series]) -> pl.Series:
    result = series[0]
    for one in series[1:]:
        result = result | one
    return result
