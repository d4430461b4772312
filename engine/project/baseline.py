"""A baseline: the findings of an earlier run (its JSON), so that what is new and what has disappeared can be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from engine.model.finding import Assessment, Gone, Severity
from engine.model.struct import Struct, replace

_SCHEMA = "gouji/assessment/1"


class _Finding(Struct, frozen=True):
    rule: str
    title: str
    severity: Severity
    message: str
    fingerprint: str


class _Report(Struct, frozen=True):
    source: str
    organ: str | None
    year: int | None
    findings: tuple[_Finding, ...]
    known: tuple[_Finding, ...] = ()


class Baseline(Struct, frozen=True):
    """The reports of an earlier run with their findings, as its JSON has them."""

    schema: str
    reports: tuple[_Report, ...]


class Unusable(Struct, frozen=True):
    """Why a file is no baseline, in Chinese and in English."""

    reason: str
    english: str


def read(path: Path) -> Baseline | Unusable:
    """The baseline in a file that ``gouji check --format json`` wrote."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Unusable(f"无法读取基线 {path}：{reason}", f"cannot read the baseline {path}: {reason}")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Unusable(
            f"{path} 不是 gouji check --format json 写的基线：{error}",
            f"{path} is no baseline written by gouji check --format json: {error}",
        )
    if found.schema != _SCHEMA:
        return Unusable(f"{path} 的 schema 不是 {_SCHEMA}", f"the schema of {path} is not {_SCHEMA}")
    return found


def compare(assessments: Iterable[Assessment], baseline: Baseline) -> Iterator[Assessment]:
    """The assessments with what the baseline has moved to ``known``, and what has disappeared in ``gone``.

    Findings are the same when their fingerprints are; the file may have another name now. Of several with one
    fingerprint as many are known as the baseline has. Only reports that are checked now can have lost a finding.
    The assessments are gone through twice.
    """
    count = Counter(finding.fingerprint for report in baseline.reports for finding in _all(report))
    left = count.copy()
    for assessment in assessments:
        _without(assessment, left)
    by_subject: dict[tuple[object, ...], list[_Report]] = {}
    for report in baseline.reports:
        by_subject.setdefault(_subject(report), []).append(report)
    for assessment in assessments:
        compared = _without(assessment, count)
        gone = [finding for report in by_subject.pop(_subject(compared), ()) for finding in _all(report)]
        waived = Counter(one.finding.fingerprint for one in compared.waived)
        yield replace(compared, baseline=True, gone=tuple(_gone(gone, left, waived)))


def _all(report: _Report) -> tuple[_Finding, ...]:
    """What an earlier run found, whether it was new then or not."""
    return (*report.findings, *report.known)


def _subject(report: _Report | Assessment) -> tuple[object, ...]:
    """What a report is: of whom and when; where that was not read, which file."""
    return (report.organ, report.year) if report.organ is not None else (report.source,)


def _without(assessment: Assessment, left: Counter[str]) -> Assessment:
    """The assessment without what is known; what is found again is taken from ``left``."""
    known = []
    for finding in assessment.findings:
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
            known.append(finding)
    keep = set(map(id, assessment.findings)) - set(map(id, known))
    outcomes = tuple(
        replace(outcome, findings=tuple(finding for finding in outcome.findings if id(finding) in keep))
        for outcome in assessment.outcomes
    )
    return replace(assessment, outcomes=outcomes, known=tuple(known))


def _gone(findings: Sequence[_Finding], left: Counter[str], waived: Counter[str]) -> list[Gone]:
    found: list[Gone] = []
    for finding in findings:
        if not left[finding.fingerprint]:
            continue
        left[finding.fingerprint] -= 1
        if waived[finding.fingerprint]:
            waived[finding.fingerprint] -= 1
            continue
        found.append(Gone(finding.rule, finding.title, finding.severity, finding.message, finding.fingerprint))
    return found
