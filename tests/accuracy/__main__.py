"""How right the pack is on reports it has never seen: ``make accuracy`` (``python -m tests.accuracy [N [SEED]]``).

N compliant reports are written; every kind of defect is put into some of them. Shown per rule: how many defects it
noticed (recall), how many of its findings pointed at the place, and its findings on the compliant reports. Errors and
warnings there are false alarms. Ends with 1 when there is a false alarm or a defect that is never noticed.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random
from re import search

from hypothesis import HealthCheck, Phase, given, seed, settings

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.finding import Assessment, Finding, Severity
from tests.accuracy.defects import ALL
from tests.accuracy.drafts import Draft, drafts, lines_of
from tests.accuracy.injecting import Defect
from tests.support.packs import shipped_packs

TIMES = 6
"""Reports into which each kind of defect is put."""


Said = tuple[str, str, str, tuple[str | None, ...]]


@dataclass(slots=True)
class Score:
    """What was counted for one rule."""

    injected: int = 0
    noticed: int = 0
    placed: int = 0
    alarms: int = 0
    hints: int = 0
    missed: list[str] = field(default_factory=list)


def collect(count: int, number: int) -> list[Draft]:
    """Compliant reports, made by Hypothesis; the same number makes the same reports."""
    made: list[Draft] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drafts())
    def add(draft: Draft) -> None:
        made.append(draft)

    add()
    return made


def findings(text: str, rulesets: list[Ruleset]) -> tuple[Finding, ...]:
    """What the engine says of a report."""
    result = pipeline.check(text.encode(), "report.md", rulesets, strict=True)
    assert isinstance(result, Assessment), result
    return result.findings


def injected(defect: Defect, reports: list[Draft], number: int) -> Iterator[tuple[Draft, str]]:
    """Reports with the defect, made from the first reports in which it has a place."""
    random = Random(f"{number}/{defect.rule}/{defect.name}")  # noqa: S311
    left = TIMES
    for draft in random.sample(reports, len(reports)):
        text = defect.change(draft.text, random) if draft.year in defect.years else None
        if text is not None and text != draft.text and left:
            left -= 1
            yield draft, text


def said_of(finding: Finding) -> Said:
    """What tells a finding from another of the same rule: its words and what it points at, not the line."""
    return (finding.rule, finding.severity.value, finding.message, tuple(place.quote for place in finding.locations))


def places(before: str, after: str, where: str | None) -> set[int]:
    """The lines at which a person would point: those that changed, and those that the defect names."""
    old, new = lines_of(before), lines_of(after)
    spans = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = {line + 1 for kind, _, _, start, end in spans if kind != "equal" for line in range(start, end)}
    named = {number for number, line in enumerate(new, 1) if where is not None and search(where, line)}
    return changed | named


def main(count: int, number: int) -> int:
    """Prints the table; the number of false alarms and of kinds of defect that nothing noticed."""
    rulesets = shipped_packs()
    reports = collect(count, number)
    scores: dict[str, Score] = defaultdict(Score)
    clean: dict[str, set[Said]] = {}
    for draft in reports:
        said = findings(draft.text, rulesets)
        clean[draft.text] = set(map(said_of, said))
        for one in said:
            if one.severity is Severity.INFO:
                scores[one.rule].hints += 1
            else:
                scores[one.rule].alarms += 1
                print(f"false alarm {one.rule}: {one.message}", [place.quote for place in one.locations][:2])
    unseen = 0
    for defect in ALL:
        score, was = scores[defect.rule], scores[defect.rule].noticed
        tried = 0
        for draft, text in injected(defect, reports, number):
            tried += 1
            mine = [one for one in findings(text, rulesets) if one.rule == defect.rule]
            score.injected += 1
            new = [one for one in mine if said_of(one) not in clean[draft.text]]
            if new:
                score.noticed += 1
                lines = places(draft.text, text, defect.where)
                score.placed += any(place.location.line in lines for one in new for place in one.locations)
            else:
                score.missed.append(defect.name)
        if tried == 0 or (score.noticed == was and tried):
            unseen += 1
            print(f"never noticed {defect.rule} {defect.name} ({tried} tried)")
    _print(scores, len(reports))
    return unseen + sum(score.alarms for score in scores.values())


def _print(scores: dict[str, Score], count: int) -> None:
    print(f"{'rule':6}{'injected':>10}{'noticed':>9}{'placed':>8}{'alarms':>8}{'hints':>7}  missed")
    for rule, score in sorted(scores.items()):
        missed = "、".join(f"{name} x{times}" for name, times in Counter(score.missed).items())
        counts = f"{score.injected:>10}{score.noticed:>9}{score.placed:>8}{score.alarms:>8}{score.hints:>7}"
        print(f"{rule:6}{counts}  {missed}")
    injected, noticed, placed, alarms = (
        sum(getattr(score, name) for score in scores.values()) for name in ("injected", "noticed", "placed", "alarms")
    )
    print(f"{count} compliant reports, {len(ALL)} kinds of defect")
    print(f"recall {noticed}/{injected}, place {placed}/{noticed}, false alarms {alarms}")


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.exit(int(bool(main(*(chosen + [300, 1][len(chosen) :])))))
