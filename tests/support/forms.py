"""The forms that tests read reports with."""

from functools import lru_cache

from engine.language.compile import compile_files
from engine.model.form import Form
from tests.support.places import RULES


@lru_cache(maxsize=1)
def annual_report_form() -> Form:
    """The form of the annual report, from its own declaration."""
    file = RULES / "foi_annual_report" / "form.rules"
    form = compile_files({file.name: file.read_text("utf-8")}).form
    assert form is not None
    return form
