"""A finding as the lines of a remark that stands beside the words it is about: a comment in Word, a note in a PDF."""

from collections.abc import Iterator, Mapping

from engine.model.finding import Finding, Verdict
from engine.outputs.certainty import read_by_hand
from engine.outputs.identities import said
from engine.outputs.junit import legal
from engine.outputs.words import NOTE, SEVERITY, VERDICT, Language, cite

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "basis": {"zh": "依据：{}", "en": "Basis: {}"},
    "suggestion": {"zh": "建议：{}", "en": "Suggestion: {}"},
    "identity": {"zh": "算式：{}", "en": "Numbers: {}"},
    "confirmed": {"zh": "核定：{}", "en": "Read by hand: {}"},
    "open": {"zh": "（{}）", "en": " ({})"},
}


def remark(finding: Finding, language: Language) -> Iterator[str]:
    """Severity, rule and title; what is wrong, in which numbers, read by whom; on what basis; what to do.

    Without characters that no XML may hold.
    """
    is_open = finding.outcome is Verdict.UNDETERMINED
    verdict = _WORDS["open"][language].format(VERDICT[language][finding.outcome]) if is_open else ""
    yield legal(f"[{SEVERITY[language][finding.severity]}] {finding.rule} {finding.title}{verdict}")
    yield legal(finding.message)
    if finding.identity is not None:
        yield legal(_WORDS["identity"][language].format(said(finding.identity, language)))
    if finding.note:
        yield NOTE[language]
    for confirmed in read_by_hand(finding, language):
        yield legal(_WORDS["confirmed"][language].format(confirmed))
    for citation in finding.basis:
        yield legal(_WORDS["basis"][language].format(cite(citation, language)))
    if finding.suggestion:
        yield legal(_WORDS["suggestion"][language].format(finding.suggestion))
