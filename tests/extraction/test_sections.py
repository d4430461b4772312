"""Headings, prose, paragraphs cut by a page end, and the signature that is no prose."""

from engine.documents import read
from engine.extraction import recognises
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.extraction.reading import PUPILS, facts
from tests.support.other_form import school_form

CUT = "学校今年做了三件事。第一件是修好了操场，第二件是换了课桌，第三件是请来了新的体育老师和音"


def prose(*lines: str) -> Facts:
    return facts("\n\n".join(("青禾小学2023年学校年度情况", "一、学生情况", *lines)))


def test_headings_and_texts() -> None:
    found = facts(f"{PUPILS}\n说明两句。\n\n二、食堂\n\n天天供餐。\n\n（一）早餐\n\n没有。\n")
    assert found["section.1.heading"].value == "一、学生情况"
    assert found["section.1.text"].value == "说明两句。"
    assert found["section.1.tables"].value == 1
    assert found["section.2.heading"].value == "二、食堂"
    assert found["section.2.text"].value == "天天供餐。\n（一）早餐\n没有。"
    assert found["section.2.tables"].value == 0
    assert found["document.body"].value == "说明两句。\n天天供餐。\n（一）早餐\n没有。"
    assert found["document.head"].value == "青禾小学2023年学校年度情况"
    assert "一年级学生\t11\t12\t23" in str(found["document.text"].value)


def test_order_and_count() -> None:
    found = facts("学校年度情况\n\n二、供餐情况\n\n好。\n\n一、学生情况\n\n多。\n\n一、学生情况\n\n更多。\n")
    assert [found[f"section.{number}.position"].value for number in (1, 2)] == [2, 1]
    assert [found[f"section.{number}.expected_position"].value for number in (1, 2)] == [1, 2]
    assert found["section.1.count"].value == 2
    assert found["section.1.text"].value == "多。\n更多。"


def test_a_missing_section_and_an_empty_one() -> None:
    found = prose()
    assert found["section.1.text"].status is Status.BLANK
    assert found["section.1.text"].location == found["section.1.heading"].location
    assert found["section.2.count"].value == 0
    for name in ("heading", "text", "position", "expected_position", "tables"):
        assert found[f"section.2.{name}"].status is Status.ABSENT


def test_headings_that_are_only_alike() -> None:
    assert facts("学校年度情况\n\n一、 学生的情况\n\n多。")["section.1.count"].value == 1
    assert facts("学校年度情况\n\n学生情况\n\n多。")["section.1.count"].value == 1
    assert facts("学校年度情况\n\n三、学生的情况\n\n多。")["section.1.count"].value == 0
    assert facts("学校年度情况\n\n一、学生情况良好，成绩提高。")["section.1.count"].value == 0


def test_a_subheading_with_the_words_of_a_section_is_none() -> None:
    for line in ("（一）食堂", "1.食堂", "食堂", "二、食堂的管理", "一、食堂"):
        found = facts(f"学校年度情况\n\n一、学生情况\n\n多。\n\n{line}\n\n好。\n\n二、食堂\n\n天天供餐。")
        assert found["section.2.count"].value == 1
        assert found["section.1.text"].value == f"多。\n{line}\n好。"
    assert facts("学校年度情况\n\n（一）学生情况\n\n多。\n\n（二）食堂\n\n好。")["section.2.text"].value == "好。"
    assert facts("学校年度情况\n\n一、学生情况\n\n多。\n\n食堂\n\n好。")["section.2.text"].value == "好。"


def test_a_paragraph_cut_by_a_page_end() -> None:
    found = prose(CUT, "乐老师。", "另一段。")
    text = found["section.1.text"]
    assert text.value == f"{CUT}乐老师。\n另一段。"
    assert text.passage is not None
    place = text.passage.locate(len(CUT), len(CUT) + 2)
    assert place is not None
    assert (place.line, place.column, place.end_column) == (7, 1, 3)


def test_paragraphs_that_are_whole_stay_apart() -> None:
    for first, second in (
        (CUT + "乐。", "乐老师。"),
        (CUT, "1.乐老师。"),
        (CUT, "（一）乐老师"),
        (CUT, "二是乐老师。"),
        ("（一）小标题", "正文一句。"),
        (CUT, "二、供餐情况"),
        (CUT, "青禾县教育局"),
    ):
        text = str(prose(first, second)["document.text"].value)
        assert f"{first}\n{second}" in text


def test_the_signature_is_no_prose() -> None:
    for lines in (("青禾县教育局", "2024年1月20日"), ("青禾县教育局2024年1月20日",), ("2024年1月20日", "青禾县教育局")):
        found = prose("多。", *lines)
        assert found["section.1.text"].value == "多。"
        assert str(found["signed"].value) == "2024-01-20"
    assert prose("多。", "青禾县教育局", "谢谢。")["section.1.text"].value == "多。\n青禾县教育局\n谢谢。"


def test_short_lines_may_follow_a_signature_with_its_date() -> None:
    after = ("（联系人：教务处　电话：3123456）", "抄送：青禾县财政局。", "青禾县教育局办公室　　2024年1月21日印发")
    found = prose("多。", "青禾县教育局", "2024年1月20日", *after)
    assert (found["section.1.text"].value, str(found["signed"].value)) == ("多。", "2024-01-20")
    long = prose("多。", "青禾县教育局", "2024年1月20日", "学校决定进一步改善食堂，" * 6)
    assert long["signed"].status is Status.ABSENT
    assert prose("青禾县教育局", "2024年1月20日", *["（附表）"] * 9)["signed"].status is Status.ABSENT


def test_recognising() -> None:
    def document(text: str) -> Document:
        found = read(text.encode(), "a.md")
        assert isinstance(found, Document)
        return found

    assert recognises(school_form(), document("某某学校年度情况"))
    assert recognises(school_form(), document("| 学校年度情况 | |\n|---|---|"))
    assert not recognises(school_form(), document("菜谱\n\n| 1 | 2 |\n|---|---|"))
