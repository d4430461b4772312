"""Rules over columns against the engine that looks at one report at a time."""

from collections.abc import Sequence

from engine.columns.frames import frame
from engine.evaluation import evaluate
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from engine.vectors import codes
from engine.vectors.judging import Pack, judge

NAMES = ("not_applicable", "passed", "undetermined", "open", "failed")


def by_columns(pack: Pack, reports: Sequence[Facts]) -> list[dict[str, str]]:
    """The verdict of each rule on each report, from columns."""
    table = frame(pack.ruleset.form, reports, "1")
    return [{rule: NAMES[code] for rule, code in row.items()} for row in judge(pack, table).iter_rows(named=True)]


def by_reports(ruleset: Ruleset, reports: Sequence[Facts]) -> list[dict[str, str]]:
    """The same from the engine."""
    return [{one.rule: one.verdict.value for one in evaluate(ruleset, report, strict=True)} for report in reports]


def different(
    verdicts: Sequence[dict[str, str]], ruleset: Ruleset, reports: Sequence[Facts]
) -> list[tuple[int, str, str, str]]:
    """Where the two differ: the report, the rule, and both verdicts. What columns leave open is no difference."""
    found = []
    for index, (quick, slow) in enumerate(zip(verdicts, by_reports(ruleset, reports), strict=True)):
        for rule, verdict in slow.items():
            if quick[rule] not in (verdict, NAMES[codes.OPEN]):
                found.append((index, rule, quick[rule], verdict))
    return found
