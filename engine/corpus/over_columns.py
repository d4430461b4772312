"""The reports of a data set of facts -> the assessment of each: columns decide, rows explain.

Verdicts come from columns. A report about which there is something to say is made again from its row, and the engine
judges only the rules that say it; so a finding is the same as it would be without columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import polars as pl

from engine.columns import dataset, layout
from engine.columns.dataset import Part
from engine.columns.frames import frame, reports
from engine.columns.reading import height, scan
from engine.corpus import checking
from engine.corpus.checking import Gathered
from engine.corpus.problems import without_previous
from engine.corpus.together import Entry, NoPrevious
from engine.language.checked import Ruleset, Which
from engine.model.finding import Assessment, Outcome, RulesetId, Verdict
from engine.model.form import Form
from engine.model.struct import replace
from engine.pipeline import Problem, Trouble
from engine.vectors import codes
from engine.vectors.judging import Pack, applies, beside_previous, judge

_SAID = {codes.NOT_APPLICABLE: Verdict.NOT_APPLICABLE, codes.PASSED: Verdict.PASSED}
_STALE = '"stale":'
_YEAR = "year"
_ROWS = 5_000  # reports that are judged at once


def sources(parts: Iterable[Part]) -> Iterator[str]:
    """The files that the reports in some files of a data set were read from, in order."""
    for part in parts:
        yield from scan(part).select(layout.SOURCE).collect().to_series()


def together(root: Path, *, by_year: bool) -> Iterator[tuple[Part, ...]]:
    """The files of a data set that are checked in one go: of one form (and of one year, if so asked), not too many."""
    for _, parts in groupby(dataset.parts(root), key=lambda part: (part.form, by_year and part.year)):
        waiting: list[Part] = []
        rows = 0
        for part in parts:
            waiting.append(part)
            rows += height(part)
            if rows >= _ROWS:
                yield tuple(waiting)
                waiting, rows = [], 0
        if waiting:
            yield tuple(waiting)


def check(
    parts: Sequence[Part], contents: Sequence[bytes | None], packs: Sequence[Pack], run: Gathered
) -> Iterator[Assessment]:
    """The assessments of the reports in files of one form, in order. ``contents`` are the bytes of those not here.

    ``run`` has the reports that may stand beside one.
    """
    form = parts[0].form
    own = [pack for pack in packs if pack.ruleset.form.id == form]
    years = (pl.lit(part.year, pl.Int64).alias(_YEAR) for part in parts)
    frames = [
        scan(part, content).with_columns(year) for part, content, year in zip(parts, contents, years, strict=True)
    ]
    for rows in pl.concat(frames, how="diagonal").collect().iter_slices(_ROWS):
        yield from _check_rows(rows, form, own, [one.ruleset for one in packs], run) if own else _unknown(rows, form)


def _check_rows(
    rows: pl.DataFrame, form: str, packs: Sequence[Pack], rulesets: Sequence[Ruleset], run: Gathered
) -> Iterator[Assessment]:
    heads = list(rows.select(layout.SOURCE, layout.SHA256, layout.ORGAN, _YEAR).iter_rows())
    before = [run.run.beside(Entry(-1, *head)).previous for head in heads] if Which.PREVIOUS in run.others else []
    joined = _beside_previous(rows, before, packs[0].ruleset.form, run) if before else rows
    judged = [(pack, applies(pack, rows), judge(pack, joined)) for pack in packs]
    is_plain = ~rows[layout.EVIDENCE].str.contains(_STALE, literal=True)
    fits_some = pl.Series([False] * rows.height)
    for _, fits, verdicts in judged:
        quiet = verdicts.select(pl.all_horizontal(pl.all() <= codes.PASSED)).to_series()
        is_plain = is_plain & (fits != codes.LOOK) & (quiet | (fits == codes.FALSE))
        fits_some = fits_some | (fits != codes.FALSE)
    is_plain = is_plain & fits_some
    made = reports(rows.filter(~is_plain), packs[0].ruleset.form)
    outcomes = _Outcomes(judged)
    for index, ((source, sha256, organ, year), plain) in enumerate(zip(heads, is_plain, strict=True)):
        if plain:
            fitting = outcomes.fitting(index)
            off = tuple(rule for pack in fitting for rule in pack.ruleset.off)
            said = tuple(outcome for pack in fitting for outcome in outcomes.of(pack, index).values())
            identities: tuple[RulesetId, ...] = tuple(pack.ruleset.identity for pack in fitting)
            found = Assessment(source, sha256, form, organ, year, identities, said, off=off)
            reason = before[index] if before else None
            yield without_previous(found, reason) if isinstance(reason, NoPrevious) else found
            continue
        facts = next(made)
        decided = {pack.ruleset.identity.id: outcomes.of(pack, index) for pack in packs}
        yield checking.settled(checking.assess(facts, run.company(facts), rulesets, decided))


def _beside_previous(
    rows: pl.DataFrame, before: Sequence[Entry | NoPrevious | None], form: Form, run: Gathered
) -> pl.DataFrame:
    """The reports with those of last year beside them: a join over unit and year."""
    numbers = dict.fromkeys(one.number for one in before if isinstance(one, Entry))
    places = {number: place for place, number in enumerate(numbers)}
    columns = layout.fact_columns(form)
    facts = [
        replace(one, facts={name: fact for name, fact in one.facts.items() if name in columns})  # of another form, too
        for one in map(run.facts, numbers)
    ]
    wanted = [places[one.number] if isinstance(one, Entry) else None for one in before]
    return beside_previous(rows, frame(form, facts, ""), wanted)


def _unknown(rows: pl.DataFrame, form: str) -> Iterator[Assessment]:
    """Reports on a form that no ruleset is about."""
    for source in rows[layout.SOURCE]:
        reason, english = f"没有“{form}”这种表单的规则集", f"no ruleset is about the form {form}"
        yield checking.settled(Problem(Trouble.UNKNOWN_KIND, source, reason, english))


class _Outcomes:
    """The outcomes about which there is nothing to say, each made once."""

    def __init__(self, judged: Sequence[tuple[Pack, pl.Series, pl.DataFrame]]) -> None:
        self._judged = {pack.ruleset.identity.id: (pack, fits.to_list(), table.rows()) for pack, fits, table in judged}
        self._known: dict[tuple[str, tuple[int, ...]], Mapping[str, Outcome]] = {}

    def fitting(self, index: int) -> list[Pack]:
        """The rulesets that apply to a report."""
        return [pack for pack, fits, _ in self._judged.values() if fits[index] != codes.FALSE]

    def of(self, pack: Pack, index: int) -> Mapping[str, Outcome]:
        """The outcomes of a ruleset on a report, by rule, but for those about which there is something to say."""
        verdicts = self._judged[pack.ruleset.identity.id][2][index]
        key = (pack.ruleset.identity.id, verdicts)
        if key not in self._known:
            self._known[key] = {
                rule.id: Outcome(rule.id, rule.title, rule.severity, _SAID[verdict])
                for rule, verdict in zip(pack.ruleset.rules, verdicts, strict=True)
                if verdict in _SAID
            }
        return self._known[key]
