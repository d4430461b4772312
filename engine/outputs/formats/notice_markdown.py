"""A notice to one unit (整改通知) as Markdown."""

from collections.abc import Sequence

from jinja2 import TemplateError

from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.markdown import escape
from engine.outputs.notice import TEMPLATES, context, environment, refuse


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    template = manner.template or TEMPLATES / f"notice.{manner.language}.md.jinja"
    try:
        text = template.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnsupportedError(f"不能读取模板 {template}", f"cannot read the template {template}: {error}") from error
    # Only what comes from the report is escaped: the words of the template are its author's.
    runs = environment(finalize=lambda value: escape(value) if isinstance(value, str) else value)
    try:
        return runs.from_string(text).render(context(reports[0], manner)).encode()
    except TemplateError as error:
        raise refuse(template, error) from error


FORMAT = Format("notice_markdown", ".md", _render, one_report=True)
