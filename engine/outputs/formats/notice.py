"""A notice to one unit (整改通知) as a Word document, from a template that the office can replace (docxtpl)."""

import io
import zipfile
from collections.abc import Sequence

from jinja2 import TemplateError

from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.junit import legal
from engine.outputs.notice import TEMPLATES, context, environment, refuse
from engine.outputs.packing import repacked


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate

    template = manner.template or TEMPLATES / f"notice.{manner.language}.docx"
    try:
        document = DocxTemplate(str(template))
        # Escaped is what goes into XML; the template's own markup stays.
        words = environment(finalize=lambda value: legal(value) if isinstance(value, str) else value)
        document.render(dict(context(reports[0], manner)), words, autoescape=True)
        file = io.BytesIO()
        document.save(file)
    except TemplateError as error:
        raise refuse(template, error) from error
    except (OSError, KeyError, ValueError, OpcError, zipfile.BadZipFile) as error:
        raise UnsupportedError(
            f"模板 {template} 不是能打开的 Word 文件", f"the template {template} is no Word file: {error}"
        ) from error
    return repacked(file.getvalue())


FORMAT = Format("notice", ".docx", _render, is_text=False, one_report=True)
