"""A notice to one unit (整改通知) from a Jinja template: the words that Word and Markdown share.

A template sees: ``unit`` ``year`` ``file`` ``issuer`` ``deadline`` (texts; ``issuer`` and ``deadline`` may be empty),
``counts`` (``error`` ``warning`` ``info``) and ``findings`` (``number`` ``rule`` ``title`` ``severity`` ``place``
``quote`` ``problem`` ``basis`` ``suggestion``, the most severe first). Templates run in Jinja's sandbox.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.model.finding import Finding, Severity, Verdict
from engine.outputs.certainty import read_by_hand
from engine.outputs.format import Checked, Manner, UnsupportedError
from engine.outputs.table import rows
from engine.outputs.words import VERDICT

TEMPLATES = Path(__file__).parent / "templates"


def context(report: Checked, manner: Manner) -> Mapping[str, object]:
    """What a template sees. Waived and known findings are not asked to be put right."""
    assessment, language = report.assessment, manner.language
    found = [row for row in rows([report], language) if not row.is_set_aside]
    return {
        "unit": assessment.organ or assessment.source,
        "year": "" if assessment.year is None else str(assessment.year),
        "file": assessment.source,
        "issuer": manner.issuer or "",
        "deadline": _day(manner),
        "counts": {severity.value: sum(row.finding.severity is severity for row in found) for severity in Severity},
        "findings": [
            {
                "number": number,
                **{name: row.cells[name] for name in ("rule", "title", "severity", "place", "quote", "suggestion")},
                "problem": _problem(row.finding, manner),
                "basis": row.cells["basis"].replace("\n", "；" if language == "zh" else "; "),
            }
            for number, row in enumerate(found, 1)
        ],
    }


def environment(*, finalize: Callable[[object], object] | None = None) -> ImmutableSandboxedEnvironment:
    """Where templates run: without reach beyond what they are given."""
    return ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=finalize
    )


def refuse(template: Path | None, error: TemplateError) -> UnsupportedError:
    """What is wrong with a template, with its line where that is known."""
    line = getattr(error, "lineno", None)
    name = template.name if template is not None else ""
    return UnsupportedError(
        f"模板 {name}{f' 第 {line} 行' if line else ''}：{error.message}",
        f"template {name}{f', line {line}' if line else ''}: {error.message}",
    )


def _day(manner: Manner) -> str:
    day = manner.deadline
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if manner.language == "zh" else day.isoformat()


def _problem(finding: Finding, manner: Manner) -> str:
    """What is wrong; whether it could only not be decided; which of the values it rests on a person read."""
    remarks = read_by_hand(finding, manner.language)
    if finding.outcome is Verdict.UNDETERMINED:
        remarks = [VERDICT[manner.language][finding.outcome], *remarks]
    return finding.message + "".join(f"（{remark}）" for remark in remarks)
