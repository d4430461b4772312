"""Findings as rows of a table: what CSV and Excel share."""

from collections.abc import Iterator, Mapping, Sequence

from engine.model.finding import Finding, Waived
from engine.model.struct import Struct
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
    "fingerprint": {"zh": "指纹", "en": "fingerprint"},
}
"""The columns by name, with their titles."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(Struct, frozen=True):
    """One finding: its words by column, and the finding itself."""

    cells: Mapping[str, str]
    finding: Finding


def rows(reports: Sequence[Checked], language: Language) -> Iterator[Row]:
    """Every finding of every report, waived ones last of their report."""
    for one in reports:
        for finding in one.assessment.findings:
            yield _row(one, finding, None, language)
        for waived in one.assessment.waived:
            yield _row(one, waived.finding, waived, language)


def harmless(text: str) -> str:
    """The text as a program that reads formulas will take it for text (OWASP, CSV Injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def _row(one: Checked, finding: Finding, waived: Waived | None, language: Language) -> Row:
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
        "note": NOTE[language] if finding.note else "",
        "waived": "" if waiver is None else f"{waiver.reason}（{waiver.by}，{waiver.until.isoformat()}）",
        "fingerprint": finding.fingerprint,
    }
    return Row(cells, finding)
