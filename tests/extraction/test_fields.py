"""Fields: where they are found, and when two answers are none."""

from datetime import date

from engine.model.facts import Status
from tests.extraction.reading import facts

TITLE = "青禾小学2023年学校年度情况"


def test_from_the_first_source_that_has_anything() -> None:
    found = facts(f"青禾县教育局\n\n{TITLE}\n\n一、学生情况\n\n多。")
    assert found["organ"].value == "青禾县教育局"
    assert found["title"].value == TITLE
    assert found["year"].value == 2023
    assert found["year"].location is not None
    assert (found["year"].location.line, found["year"].location.column) == (3, 5)
    without = facts(f"{TITLE}\n\n一、学生情况\n\n多。")
    assert without["organ"].value == "青禾小学"
    assert without["organ"].location is not None
    assert (without["organ"].location.column, without["organ"].location.end_column) == (1, 5)


def test_several_answers_are_a_doubt() -> None:
    found = facts(f"青禾县教育局\n\n青禾县财政局\n\n{TITLE}\n\n一、学生情况\n\n多。")
    assert found["organ"].status is Status.AMBIGUOUS
    assert "青禾县教育局" in (found["organ"].reason or "")
    assert "青禾县财政局" in (found["organ"].reason or "")
    assert facts(f"青禾县教育局\n\n青禾县 教育局\n\n{TITLE}\n\n一、学生情况")["organ"].value == "青禾县教育局"


def test_sentences_are_no_titles() -> None:
    found = facts(f"{TITLE}\n\n根据学校年度情况编写办法，编写本报告。\n\n一、学生情况\n\n多。")
    assert found["title"].value == TITLE


def test_a_field_in_a_doubtful_field_is_in_doubt() -> None:
    found = facts("青禾小学2023年学校年度情况\n\n云溪小学2022年学校年度情况\n\n一、学生情况\n\n多。")
    assert found["title"].status is Status.AMBIGUOUS
    assert found["year"].status is Status.AMBIGUOUS


def test_dates() -> None:
    assert facts(f"{TITLE}\n\n一、学生情况\n\n于2023年9月1日开学。")["begun"].value == date(2023, 9, 1)
    assert facts(f"{TITLE}\n\n一、学生情况\n\n2022年于9月2日开学。")["begun"].value == date(2022, 9, 2)
    wrong = facts(f"{TITLE}\n\n一、学生情况\n\n于2023年9月31日开学。")["begun"]
    assert wrong.status is Status.AMBIGUOUS
    assert wrong.raw == "2023年9月31日"
    assert "不存在" in (wrong.reason or "")
    assert facts(f"{TITLE}\n\n一、学生情况")["begun"].status is Status.ABSENT
    assert facts(f"{TITLE}\n\n一、学生情况\n\n多。\n\n二〇二四年一月二十日")["signed"].value == date(2024, 1, 20)
