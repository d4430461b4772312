"""Findings as Markdown (CommonMark): a chapter a report. No word of a report can become markup."""

from collections.abc import Iterable, Iterator, Sequence

from engine.model.finding import Assessment, Finding, Severity, Verdict
from engine.outputs.certainty import read_by_hand
from engine.outputs.corrections import TITLE, said
from engine.outputs.format import Checked, Format, Manner, encoded
from engine.outputs.identities import said as written_out
from engine.outputs.markdown import code, escape
from engine.outputs.words import NOTE, SEVERITY, VERDICT, Language, cite, where

_WORDS: dict[str, dict[Language, str]] = {
    "organ": {"zh": "机关", "en": "Organ"},
    "year": {"zh": "年度", "en": "Year"},
    "clean": {"zh": "没有发现问题", "en": "Nothing found"},
    "place": {"zh": "位置", "en": "Place"},
    "quote": {"zh": "原文", "en": "As written"},
    "message": {"zh": "问题", "en": "Problem"},
    "identity": {"zh": "算式", "en": "Numbers"},
    "note": {"zh": "注意", "en": "Note"},
    "confirmed": {"zh": "核定", "en": "Read by hand"},
    "basis": {"zh": "依据", "en": "Basis"},
    "suggestion": {"zh": "建议", "en": "Suggestion"},
    "waived": {"zh": "豁免", "en": "Waived"},
    "known": {"zh": "基线里已有 {} 处，不再列出。", "en": "{} findings are known from the baseline."},
    "gone": {"zh": "基线里有、现在没有了", "en": "Disappeared since the baseline"},
    "until": {"zh": "{reason}（{by}，至 {until}）", "en": "{reason} ({by}, until {until})"},
}


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    for number, one in enumerate(reports):
        text = "\n".join(_report(one.assessment, manner.language))
        yield encoded(text if number == 0 else f"\n{text}")


FORMAT = Format("markdown", ".md", _render, pieces=_pieces, is_live=True)


def _report(assessment: Assessment, language: Language) -> Iterator[str]:
    yield f"# {escape(assessment.source)}\n"
    if assessment.organ:
        yield _item("organ", escape(assessment.organ), language)
    if assessment.year is not None:
        yield _item("year", str(assessment.year), language)
    separator = "，" if language == "zh" else ", "
    yield f"- {separator.join(f'{VERDICT[language][one]} {assessment.count(one)}' for one in Verdict)}\n"
    if not assessment.findings:
        yield f"{_WORDS['clean'][language]}\n"
    for severity in Severity:
        found = [finding for finding in assessment.findings if finding.severity is severity]
        if found:
            yield f"## {SEVERITY[language][severity]} {len(found)}\n"
        for finding in found:
            yield from _finding(finding, language)
    if assessment.localizations:
        yield f"## {TITLE[language]}\n"
        yield from (f"- {escape(line)}" for one in assessment.localizations for line in said(one, language))
        yield ""
    if assessment.waived:
        yield f"## {_WORDS['waived'][language]} {len(assessment.waived)}\n"
        for waived in assessment.waived:
            waiver = waived.waiver
            why = _WORDS["until"][language].format(
                reason=escape(waiver.reason), by=escape(waiver.by), until=waiver.until.isoformat()
            )
            yield f"- {escape(waived.finding.rule)} {escape(waived.finding.message)} {why}"
        yield ""
    yield from _since(assessment, language)


def _since(assessment: Assessment, language: Language) -> Iterator[str]:
    """What has disappeared since the baseline, and how much of it is still there."""
    if assessment.known:
        yield f"{_WORDS['known'][language].format(len(assessment.known))}\n"
    if assessment.gone:
        yield f"## {_WORDS['gone'][language]} {len(assessment.gone)}\n"
        yield from (f"- {escape(one.rule)} {escape(one.message)}" for one in assessment.gone)
        yield ""


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    is_open = finding.outcome is Verdict.UNDETERMINED
    verdict = f"（{VERDICT[language][finding.outcome]}）" if is_open else ""
    yield f"### {escape(finding.rule)} {escape(finding.title)}{verdict}\n"
    first = finding.locations[0] if finding.locations else None
    if first is not None and (words := where(first.location, language)):
        yield _item("place", words, language)
    if first is not None and first.quote:
        yield _item("quote", code(first.quote), language)
    yield _item("message", escape(finding.message), language)
    if finding.identity is not None:
        yield _item("identity", escape(written_out(finding.identity, language)), language)
    if finding.note:
        yield _item("note", NOTE[language], language)
    by_hand = read_by_hand(finding, language)
    if by_hand:
        yield _item("confirmed", escape("；".join(by_hand)), language)
    if finding.basis:
        yield _item("basis", "；".join(escape(cite(one, language)) for one in finding.basis), language)
    if finding.suggestion:
        yield _item("suggestion", escape(finding.suggestion), language)
    yield ""


def _item(name: str, text: str, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    return f"- **{_WORDS[name][language]}**{colon}{text}"
