"""The report as a Word file with a review comment at each finding: the submitted one, or one made of what was read."""

from collections.abc import Sequence

from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.word_comments import annotated, written


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    one = reports[0]
    if one.facts is None:
        raise UnsupportedError("没有读到报告，不能加批注", "no report was read that comments could stand in")
    findings = one.assessment.findings
    if one.facts.document.format == "docx" and one.data is not None:
        file = annotated(one.data, findings, manner.language)
        if file is not None:
            return file
    return written(one.facts.document, findings, manner.language)


FORMAT = Format("docx", ".docx", _render, is_text=False, one_report=True, shows_reports=True)
