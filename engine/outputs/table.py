"""Findings as rows of a table: what CSV and Excel share."""

from collections.abc import Iterable, Iterator, Mapping

from engine.model.finding import Finding, Waived
from engine.model.struct import Struct
from engine.outputs.certainty import read_by_hand
from engine.outputs.format import Checked
from engine.outputs.words import NOTE, SEVERITY, VERDICT, Language, cite, where

COLUMNS: Mapping[str, Mapping[Language, str]] = {
    "source": {"zh": "文件", "en": "file"},
    "organ": {"zh": "机关", "en": "organ"},
    "year": {"zh": "年度", "en": "year"},
    "rule": {"zh": "规则", "en": "rule"},
    "title": {"zh": "名称", "en": "title"},
    "severity": {"zh": "级别", "en": "severity"},
    "outcome": {"zh": "结果", "en": "outcome"},
    "place": {"zh": "位置", "en": "place"},
    "quote": {"zh": "原文", "en": "as written"},
    "message": {"zh": "问题", "en": "problem"},
    "basis": {"zh": "依据", "en": "basis"},
    "suggestion": {"zh": "建议", "en": "suggestion"},
    "note": {"zh": "注意", "en": "note"},
    "waived": {"zh": "豁免", "en": "waived"},
    "since": {"zh": "与基线相比", "en": "since the baseline"},
    "fingerprint": {"zh": "指纹", "en": "fingerprint"},
}
"""The columns by name, with their titles."""

_NEW: Mapping[Language, str] = {"zh": "新出现", "en": "new"}
_KNOWN: Mapping[Language, str] = {"zh": "原来就有", "en": "known"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(Struct, frozen=True):
    """One finding: its words by column, and the finding itself. One that is set aside is waived or known."""

    cells: Mapping[str, str]
    finding: Finding
    is_set_aside: bool


def rows(reports: Iterable[Checked], language: Language) -> Iterator[Row]:
    """Every finding of every report: those that count, then the waived ones, then those that the baseline has."""
    for one in reports:
        new = _NEW[language] if one.assessment.baseline else ""
        for finding in one.assessment.findings:
            yield _row(one, finding, None, new, language)
        for waived in one.assessment.waived:
            yield _row(one, waived.finding, waived, "", language)
        for finding in one.assessment.known:
            yield _row(one, finding, None, _KNOWN[language], language)


def harmless(text: str) -> str:
    """The text as a program that reads formulas will take it for text (OWASP, CSV Injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def _row(one: Checked, finding: Finding, waived: Waived | None, since: str, language: Language) -> Row:
    assessment = one.assessment
    first = finding.locations[0] if finding.locations else None
    waiver = None if waived is None else waived.waiver
    cells = {
        "source": assessment.source,
        "organ": assessment.organ or "",
        "year": "" if assessment.year is None else str(assessment.year),
        "rule": finding.rule,
        "title": finding.title,
        "severity": SEVERITY[language][finding.severity],
        "outcome": VERDICT[language][finding.outcome],
        "place": where(first.location, language) if first is not None else "",
        "quote": (first.quote if first is not None else None) or "",
        "message": finding.message,
        "basis": "\n".join(cite(citation, language) for citation in finding.basis),
        "suggestion": finding.suggestion or "",
        "note": "\n".join([*([NOTE[language]] if finding.note else []), *read_by_hand(finding, language)]),
        "waived": "" if waiver is None else f"{waiver.reason}（{waiver.by}，{waiver.until.isoformat()}）",
        "since": since,
        "fingerprint": finding.fingerprint,
    }
    return Row(cells, finding, waived is not None or finding in assessment.known)
