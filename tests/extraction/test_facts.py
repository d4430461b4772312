"""Every fact of a form is always there, whatever the document."""

from hypothesis import given
from hypothesis import strategies as st

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts, Status
from engine.model.form import Form
from tests.extraction.reading import PUPILS, facts
from tests.support.forms import annual_report_form
from tests.support.other_form import school_form


def expected(form: Form) -> set[str]:
    """The ids that ``Facts`` promises, spelled out again."""
    ids = {field.id for field in form.fields} | {f"document.{name}" for name in ("text", "body", "head")}
    for section in form.sections:
        for name in ("heading", "text", "count", "position", "expected_position", "tables"):
            ids.add(f"section.{section.ordinal}.{name}")
    for table in form.tables:
        ids |= {f"{table.id}.{name}" for name in "rows columns values header header_rows breaks note".split()}
        for block in table.blocks:
            prefix = f"{table.id}.{block.id}." if block.id else f"{table.id}."
            ids |= {f"{prefix}label"} if block.id else set()
            ids |= {f"{prefix}header.{column.id}.label" for column in block.columns}
            for row in block.rows:
                ids |= {f"{table.id}.{row.id}.{column.id}" for column in block.columns}
                ids |= {f"{table.id}.{row.id}.{name}" for name in ("label", "values", "surplus", "offset")}
    return ids


def holds(found: Facts, form: Form) -> None:
    assert set(found.facts) == expected(form)
    for name, fact in found.facts.items():
        assert fact.id == name
        assert (fact.value is not None) == (fact.status is Status.FOUND), name
        assert fact.status in (Status.FOUND, Status.BLANK, Status.MARK) or fact.reason, name


def test_all_ids_of_a_good_report() -> None:
    holds(facts(PUPILS), school_form())


def test_all_ids_of_nothing() -> None:
    holds(facts("一句话。", annual_report_form()), annual_report_form())
    assert not [fact for fact in facts("一句话。", annual_report_form()).facts.values() if fact.violation]


_WORDS = st.sampled_from(
    [
        *("一年级学生 二年级学生 住校学生 男生 女生 合计 午餐 晚餐 供餐份数 平均成本 0 1.5 -3 / 约30 |---|".split()),
        *("2022年 一、学生情况 二、食堂 2023年2月30日 县教育局 学校年度情况".split()),
        *("\n", "\n\n", "|", "||", "| ", " |", " | "),
    ]
)


@given(st.lists(_WORDS, max_size=60).map("".join))
def test_any_document(text: str) -> None:
    document = read(text.encode(), "a.md")
    if isinstance(document, Document):
        holds(extract(document, school_form()), school_form())
