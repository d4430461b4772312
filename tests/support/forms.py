"""The forms that tests read reports with."""

from functools import lru_cache

from engine.language.compile import compile_files
from engine.model.form import Form
from tests.support.places import RULES


@lru_cache
def annual_report_form(pack: str = "foi_annual_report") -> Form:
    """The form of the annual report, from its own declaration; that of 2019 with the name of its pack."""
    files = (RULES / pack / "form.rules", RULES / "foi_annual_report" / "parts.rules")
    form = compile_files({file.name: file.read_text("utf-8") for file in files}).form
    assert form is not None
    return form
