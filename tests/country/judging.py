"""What a run over a country found, against what is wrong with it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Findings = Mapping[str, frozenset[str]]
"""Rules that brought an error or a warning, by the path of the file within the country."""


@dataclass(slots=True)
class Score:
    """What was counted for one rule: defects, those noticed, findings that follow from a defect, false alarms."""

    known: int = 0
    noticed: int = 0
    follow: int = 0
    alarms: int = 0
    missed: Counter[str] = field(default_factory=Counter)


def findings(reports: Iterable[Mapping[str, Any]], country: Path) -> Findings:
    """The findings of ``gouji check --format json`` that are errors or warnings."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        source = Path(report["source"])
        path = source.relative_to(country) if source.is_relative_to(country) else source
        found[path.as_posix()] |= {one["rule"] for one in report["findings"] if one["severity"] != "info"}
    return {path: frozenset(rules) for path, rules in found.items()}


def scores(found: Findings, known: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """The score of each rule."""
    result: dict[str, Score] = defaultdict(Score)
    allowed: dict[str, set[str]] = defaultdict(set)
    must: dict[str, set[str]] = defaultdict(set)
    for one in known:
        file = one["file"]
        allowed[file] |= {*one["may"], *one["rules"]}
        for rule in one["rules"]:
            if rule in must[file]:
                continue
            must[file].add(rule)
            score = result[rule]
            score.known += 1
            if rule in found.get(file, ()):
                score.noticed += 1
            else:
                score.missed[f"{one['defect']}（{file}）"] += 1
    for file, rules in found.items():
        for rule in rules - must[file]:
            if rule in allowed[file]:
                result[rule].follow += 1
            else:
                result[rule].alarms += 1
                result[rule].missed[f"false alarm（{file}）"] += 1
    return result


def table(result: Mapping[str, Score]) -> str:
    """The scores as a table, and the sum."""
    lines = [f"{'rule':10}{'injected':>9}{'noticed':>9}{'follow':>8}{'alarms':>8}"]
    for rule, one in sorted(result.items()):
        examples = "  " + "、".join(list(one.missed)[:3]) if one.missed else ""
        lines.append(f"{rule:10}{one.known:>9}{one.noticed:>9}{one.follow:>8}{one.alarms:>8}{examples}")
    known, noticed, alarms = (
        sum(getattr(one, name) for one in result.values()) for name in ("known", "noticed", "alarms")
    )
    lines.append(f"noticed {noticed} of {known}, false alarms {alarms}")
    return "\n".join(lines)


def judge(country: Path, output: Path) -> bool:
    """Prints the table for a country and the JSON of the run over it; whether nothing was missed or made up."""
    known = [json.loads(line) for line in (country / "known-defects.jsonl").read_text("utf-8").splitlines()]
    result = scores(findings(json.loads(output.read_text("utf-8"))["reports"], country), known)
    print(table(result))
    return all(one.known == one.noticed and not one.alarms for one in result.values())
