"""Short ways to read a text with a form, for the tests of this room."""

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Fact, Facts
from engine.model.form import Form
from tests.support.other_form import school_form

PUPILS = """\
青禾小学2023年学校年度情况

一、学生情况

| 项目 | 男生 | 女生 | 合计 |
|---|---|---|---|
| 一年级学生 | 11 | 12 | 23 |
| 二年级学生 | 21 | 0 | 21 |
| 住校学生 | 31 | 32 | 63 |
| 走读学生 | 41 | 42 | 83 |
"""


def facts(text: str, form: Form | None = None) -> Facts:
    document = read(text.encode(), "a.md")
    assert isinstance(document, Document)
    return extract(document, form or school_form())


def row(found: Facts, name: str, columns: tuple[str, ...] = ("boys", "girls", "all")) -> list[object]:
    """The values of a row: the number where it was found, else the status."""
    return [_shown(found[f"{name}.{column}"]) for column in columns]


def _shown(fact: Fact) -> object:
    return fact.value if fact.value is not None else fact.status.value
