"""Word documents: what is text, what is a cell of which column, and where it stands."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Written
from hypothesis import given, settings
from lxml import etree

from engine.documents import read
from engine.documents.package import Package
from engine.documents.word.found import WordParagraph, WordTable, characters
from engine.documents.word.walk import Walk
from engine.extraction import extract
from engine.model.document import Document, Unreadable
from engine.model.facts import Status
from tests.documents.grids import Area, grids
from tests.support.forms import annual_report_form
from tests.support.office import STRICT, W, cell, packed, paragraph, relations, run, table, word, word_parts
from tests.support.reports import Layout, Table, framed, write_tables

FORM = Path(__file__).parents[3] / "shared" / "corpus" / "official-blank-form-2021.docx"


def read_word(data: bytes) -> Document:
    found = read(data, "a.docx")
    assert isinstance(found, Document), found
    assert found.format == "docx"
    return found


def lines(data: bytes) -> list[str]:
    return [one.passage.text for one in read_word(data).paragraphs()]


def grid(data: bytes, number: int = 0) -> list[list[tuple[str, int, int, int]]]:
    found = list(read_word(data).tables())[number]
    return [[(one.text, one.first_column, one.column_span, one.row_span) for one in row.cells] for row in found.rows]


def texts(data: bytes, number: int = 0) -> list[list[str]]:
    return [[text for text, *_ in row] for row in grid(data, number)]


def saved(document: Written) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


PAIR = ["甲", "1"]  # a second row, so that a table is one


# --- words


def test_paragraphs_by_python_docx() -> None:
    document = docx.Document()
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("本年度主动公开信息").add_run("200条。")
    document.add_paragraph("  ")
    document.add_paragraph("有 序 的\u00a0字")
    assert lines(saved(document)) == ["一、总体情况", "本年度主动公开信息200条。", "有 序 的 字"]


def test_tracked_changes() -> None:
    inserted = f'<w:ins w:id="1">{run("12")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>35</w:delText></w:r></w:del>'
    assert lines(word(paragraph("收到申请", deleted, inserted, "件。"))) == ["收到申请12件。"]


def test_moved_words_stand_where_they_went() -> None:
    left = f'<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">{run("移动的话。")}</w:moveFrom>'
    came = f'<w:moveTo w:id="3">{run("移动的话。")}</w:moveTo>'
    assert lines(word(paragraph("前", left) + paragraph("后", came))) == ["前", "后移动的话。"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>"])
def test_a_paragraph_whose_mark_is_gone_runs_on(mark: str) -> None:
    body = paragraph("收到申请", properties=f"<w:rPr>{mark}</w:rPr>") + paragraph("12件。") + paragraph("完")
    assert lines(word(body)) == ["收到申请12件。", "完"]


def test_the_last_paragraph_may_run_on_into_nothing() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert lines(word(paragraph("末段", properties=gone))) == ["末段"]
    assert lines(word(paragraph("前", properties=gone) + table(PAIR, PAIR))) == ["前"]


def test_text_boxes_once_and_after_their_paragraph() -> None:
    inner = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"{inner}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(word(paragraph("外面", both, "的话") + paragraph("后"))) == ["外面的话", "框里的话", "后"]
    old = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    assert lines(word(paragraph(old))) == ["框里的话"]
    empty_choice = both.replace(inner, "<w:txbxContent><w:p/></w:txbxContent>", 1)
    assert lines(word(paragraph("外面", empty_choice))) == ["外面", "框里的话"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_follow_their_paragraph(kind: str) -> None:
    notes = f'<w:{kind} w:type="separator" w:id="0">{paragraph("分隔")}</w:{kind}>'
    notes += f'<w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r>{run("不含转办件。")}</w:p></w:{kind}>'
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    data = word(paragraph("收到35", reference, "件") + paragraph("后"), **{f"{kind}s": notes})
    assert lines(data) == ["收到35件", "不含转办件。", "后"]
    gone = word(paragraph(f"<w:del>{reference}</w:del>", "x"), **{f"{kind}s": notes})
    assert lines(gone) == ["x"]


def field(instruction: str, result: str | None) -> str:
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_of_fields_the_result() -> None:
    assert lines(word(paragraph("共", field(" =SUM(ABOVE) ", run("12")), "件"))) == ["共12件"]
    assert lines(word(paragraph("<w:fldSimple w:instr='DATE'>" + run("2024年1月20日") + "</w:fldSimple>"))) == [
        "2024年1月20日"
    ]
    nested = field("</w:instrText></w:r>" + field("DOCPROPERTY x", run("99")) + "<w:r><w:instrText>", run("3"))
    assert lines(word(paragraph("共", nested, "件"))) == ["共3件"]


def test_a_formula_without_a_result_is_not_an_empty_cell() -> None:
    data = word(
        table(["甲", cell(paragraph(field("=SUM(ABOVE)", None)))], ["乙", cell(paragraph(field("PAGE", None)))])
    )
    assert texts(data) == [["甲", "（1 个公式）"], ["乙", ""]]
    simple = "<w:fldSimple w:instr='=A1'/>"
    assert texts(word(table(["甲", cell(paragraph(simple))], PAIR)))[0] == ["甲", "（1 个公式）"]


@pytest.mark.parametrize("kind", ["begin", "end"])
def test_fields_that_do_not_close_hide_nothing(kind: str) -> None:
    stray = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    assert lines(word(paragraph("前", stray) + paragraph("后"))) == ["前", "后"]
    deleted = '<w:del><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert lines(word(paragraph("前", begun, deleted) + paragraph("后"))) == ["前", "后"]


def test_the_table_of_contents_is_no_text() -> None:
    by_field = paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "一、总体情况",
        field("PAGEREF x", run("1")),
    ) + paragraph("二、主动公开", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "正文")
    assert lines(word(by_field)) == ["正文"]
    styles = '<w:style w:type="paragraph" w:styleId="15"><w:name w:val="toc 1"/></w:style>'
    by_style = paragraph("一、总体情况 1", properties='<w:pStyle w:val="15"/>') + paragraph("正文")
    assert lines(word(by_style, styles=styles)) == ["正文"]
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    )
    assert lines(word(control + paragraph("正文"))) == ["正文"]


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls() -> None:
    prompt = "<w:showingPlcHdr/>"
    assert lines(word(control(paragraph("块")) + paragraph("行", control(run("内"))))) == ["块", "行内"]
    assert lines(word(paragraph("机关：", control(run("单击此处输入文字。"), prompt)))) == ["机关："]
    rows = table(
        ["甲", control(cell("1"))],
        ["乙", control(cell("单击此处输入文字。"), prompt)],
        ["丙", cell(control(paragraph("单击"), prompt))],
    ).replace("</w:tbl>", control("<w:tr>" + cell("丁") + cell("4") + "</w:tr>") + "</w:tbl>")
    rows = rows.replace(cell(control(cell("1"))), control(cell("1")))
    rows = rows.replace(cell(control(cell("单击此处输入文字。"), prompt)), control(cell("单击此处输入文字。"), prompt))
    assert texts(word(rows)) == [["甲", "1"], ["乙", ""], ["丙", ""], ["丁", "4"]]


def test_hidden_words() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
    )
    body = (
        paragraph("看得见", run("看不见", "<w:vanish/>"), run("也看得见", '<w:vanish w:val="0"/>'))
        + paragraph(run("看不见", '<w:rStyle w:val="h"/>'), run("看不见", '<w:rStyle w:val="k"/>'), "行")
        + paragraph("看不见", run("看得见", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="p"/>')
    )
    assert lines(word(body, styles=styles)) == ["看得见也看得见", "行", "看得见"]


def test_raised_digits_are_no_digits() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="n"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="o"><w:basedOn w:val="n"/></w:style>'
    )
    direct, styled = run("1", '<w:vertAlign w:val="superscript"/>'), run("1", '<w:rStyle w:val="o"/>')
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>3</m:t></m:r></m:e><m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    assert lines(word(paragraph("3", direct) + paragraph("3", styled) + paragraph(power), styles=styles)) == ["3¹"] * 3
    low = run("2", '<w:vertAlign w:val="subscript"/>')
    assert lines(word(paragraph("3", low))) == ["32"]


def test_signs_breaks_and_tabs() -> None:
    body = paragraph(
        "A", "<w:r><w:noBreakHyphen/></w:r>", "B", "<w:r><w:tab/></w:r>", "C", "<w:r><w:softHyphen/></w:r>", "D"
    )
    body += paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="F0AA"/></w:r>')
    body += paragraph("青禾县云溪镇", '<w:r><w:br/><w:t>2023年年度报告</w:t><w:br w:type="page"/></w:r>')
    data = word(body)
    assert lines(data) == ["A-B CD", "☑□", "青禾县云溪镇", "2023年年度报告"]
    places = [one.passage.location for one in read_word(data).paragraphs()]
    assert [(place.paragraph, place.column, place.end_column) for place in places if place] == [
        (1, 1, 7), (2, 1, 3), (3, 1, 7), (3, 8, 17),
    ]  # fmt: skip


def test_of_ruby_the_base() -> None:
    ruby = "<w:r><w:ruby><w:rt>" + run("jù") + "</w:rt><w:rubyBase>" + run("据") + "</w:rubyBase></w:ruby></w:r>"
    assert lines(word(paragraph("数", ruby))) == ["数据"]


def test_page_headers_and_comments_are_no_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_comment(document.add_paragraph("正文").runs, text="批注", author="审核")
    assert lines(saved(document)) == ["正文"]


def test_links_and_unknown_wrappers_show_what_they_hold() -> None:
    link = f'<w:hyperlink r:id="rId9">{run("链接")}</w:hyperlink>'
    unknown = f"<x:new xmlns:x='urn:x'>{run('新')}</x:new><w:smartTag>{run('签')}</w:smartTag>"
    assert lines(word(paragraph(link, unknown))) == ["链接新签"]


def test_strict_documents_and_other_names_of_parts() -> None:
    body = paragraph("前", f"<w:del>{run('删')}</w:del>") + table([cell("甲", '<w:gridSpan w:val="2"/>'), "1"], PAIR)
    assert texts(word(body, STRICT)) == [["甲", "1"], PAIR]
    assert grid(word(body, STRICT))[0][1][1] == 2
    parts = word_parts(body)
    parts["word/document22.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relations({"officeDocument": "/word/document22.xml"})
    assert lines(packed(parts)) == ["前"]
    backslashes = {name.replace("/", "\\"): content for name, content in word_parts(body).items()}
    assert lines(packed(backslashes)) == ["前"]


def test_text_that_is_another_file_is_said() -> None:
    answer = read(word(paragraph("前") + '<w:altChunk r:id="rId1"/>'), "a.docx")
    assert isinstance(answer, Unreadable)
    assert "嵌入" in answer.reason


# --- tables


def test_spans() -> None:
    data = word(
        table(
            [cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙", "<w:vMerge w:val='restart'/>")],
            ["1", "2", cell("", "<w:vMerge/>")],
            ["3", "4", cell("", "<w:vMerge w:val='continue'/>")],
            ["5", "6", "7"],
        )
    )
    assert grid(data) == [
        [("甲", 0, 2, 1), ("乙", 2, 1, 3)],
        [("1", 0, 1, 1), ("2", 1, 1, 1)],
        [("3", 0, 1, 1), ("4", 1, 1, 1)],
        [("5", 0, 1, 1), ("6", 1, 1, 1), ("7", 2, 1, 1)],
    ]


def test_a_continuation_of_nothing_is_a_cell() -> None:
    first = table(["甲", cell("1", "<w:vMerge/>")], [cell("乙", '<w:vMerge w:val="restart"/>'), "2"], ["丙", "3"])
    assert texts(word(first)) == [["甲", "1"], ["乙", "2"], ["丙", "3"]]
    wider = table([cell("甲", '<w:vMerge w:val="restart"/>'), "1"], [cell("乙", '<w:gridSpan w:val="2"/><w:vMerge/>')])
    assert grid(word(wider))[1] == [("乙", 0, 2, 1)]


def test_rows_that_begin_and_end_inside() -> None:
    rows = table(["甲", "乙", "丙"], ["1"]).replace(
        "<w:tr>" + cell("1"), '<w:tr><w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="3"/></w:trPr>' + cell("1")
    )
    assert grid(word(rows))[1] == [("1", 2, 1, 1)]


def test_old_horizontal_merges() -> None:
    row = [cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "1"]
    assert grid(word(table(row, ["a", "b", "c"])))[0] == [("甲", 0, 2, 1), ("1", 2, 1, 1)]


def test_deleted_and_hidden_rows_and_cells() -> None:
    def row(text: str, properties: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell(text)}{cell('1')}</w:tr>"

    rows = row("留", "<w:ins/>") + row("删", "<w:del/>") + row("藏", "<w:hidden/>") + row("现", '<w:hidden w:val="0"/>')
    assert texts(word(f"<w:tbl>{rows}</w:tbl>")) == [["留", "1"], ["现", "1"]]
    assert texts(word(table(["甲", cell("x", "<w:cellDel/>"), "1"], PAIR))) == [PAIR, PAIR]
    words_deleted = cell(f"<w:del>{run('x')}</w:del>" + paragraph("1"))
    assert texts(word(table(["甲", words_deleted], PAIR))) == [PAIR, PAIR]


def test_the_words_of_a_cell() -> None:
    upright = "".join(paragraph(char) for char in "社会公益组织")
    label = paragraph("3.危及“三安全") + paragraph("一稳定”")
    data = word(table([cell(upright), cell(label)], [cell(paragraph("12") + paragraph("3")), cell(paragraph("1 423"))]))
    assert texts(data) == [["社会公益组织", "3.危及“三安全一稳定”"], ["12 3", "1 423"]]


def test_the_head_that_is_repeated_on_every_page() -> None:
    head = table(["甲", "乙"], ["1", "2"]).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    assert next(read_word(word(head)).tables()).header_break == 1


def test_tables_that_only_arrange() -> None:
    inner = table(["规章", "1"], ["处罚", "2"])
    data = word(paragraph("前") + table([cell(paragraph("标题") + inner + paragraph("尾"))]))
    assert lines(data) == ["前", "标题", "尾"]
    assert texts(data) == [["规章", "1"], ["处罚", "2"]]
    two = word(table([cell(inner), cell(inner)]))
    assert len(list(read_word(two).tables())) == 2
    assert lines(word(table(["一、总体情况"], ["本年度。"]))) == ["一、总体情况", "本年度。"]


def test_a_table_in_a_cell_of_values_is_what_the_cell_holds() -> None:
    data = word(table(["规章", cell(table(["7"]) + paragraph())], ["处罚", cell(table(["7", "8"]) + paragraph())]))
    assert texts(data) == [["规章", "7"], ["处罚", "7 8"]]


def test_what_is_shown_in_a_cell_but_is_no_text() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('5')}</w:txbxContent></v:textbox></w:pict></w:r>"
    data = word(
        table(["甲", cell(paragraph(picture))], ["乙", cell(paragraph(box))], ["丙", cell(paragraph("1", picture))])
    )
    assert texts(data) == [["甲", "（1 张图片）"], ["乙", "（1 个文本框）"], ["丙", "1"]]
    assert lines(data) == ["5"]


# --- places


def test_places() -> None:
    body = (
        paragraph("第一段") + paragraph() + paragraph("第二段") + table(["甲", "12"], ["乙", ""]) + paragraph("第三段")
    )
    document = read_word(word(body + table(PAIR, PAIR)))
    places = [one.passage.location for one in document.paragraphs()]
    assert [place and (place.paragraph, place.column, place.end_column) for place in places] == [
        (1, 1, 4), (2, 1, 4), (3, 1, 4),
    ]  # fmt: skip
    first, second = document.tables()
    value, blank = first.rows[0].cells[1].passage.location, first.rows[1].cells[1].passage.location
    assert value is not None
    assert (value.table, value.row, value.cell, value.column, value.end_column, value.paragraph) == (1, 1, 2, 1, 3, 2)
    assert blank is not None
    assert (blank.table, blank.row, blank.cell, blank.column, blank.end_column) == (1, 2, 2, 1, 1)
    later = second.rows[0].cells[0].passage.location
    assert later is not None
    assert (later.table, later.paragraph) == (2, 3)


def test_whoever_goes_the_same_way_finds_the_same_characters() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph(
        " 收到 ",
        run("甲", "<w:vanish/>"),
        "\u00a0 12件",
        "<w:r><w:br/></w:r>",
        "  其中",
        properties='<w:pStyle w:val="1"/>',
    ) + table(
        [
            "甲",
            cell(paragraph("社") + paragraph(" 会 ") + paragraph("12", run("1", '<w:vertAlign w:val="superscript"/>'))),
        ],
        PAIR,
    )
    data = word(body, styles=styles, numbering=numbering)
    document = read_word(data)
    walked = list(Walk(Package(data)).blocks())
    for block in walked:
        items = [block] if not isinstance(block, WordTable) else [one for row in block.rows for one in row]
        for item in items:
            for char, place in zip(item.text, characters(item.stretches, item.text), strict=True):
                if place is not None:
                    element, at = place
                    assert element.text[at] == char or char.isspace() or (element.text[at], char) == ("1", "¹")
    first = walked[0]
    assert isinstance(first, WordParagraph)
    assert first.text == "一、 收到 12件\n其中"
    assert lines(data) == first.text.split("\n")
    assert [place is None for place in characters(first.stretches, "一、 收到")] == [True, True, False, False, False]
    assert [one.text for row in next(document.tables()).rows for one in row.cells][:2] == ["甲", "社会 12¹"]


# --- whole reports


def written_form() -> bytes:
    """The form of 2021, not filled in, with the labels merged as the official one has them."""
    form = annual_report_form()
    empty = {spec.cell_id(row, column): None for spec in form.tables for _, row, column in spec.cells()}
    from random import Random

    items = framed(2023, *write_tables(empty, Layout.THREE, Random(0), form))  # noqa: S311 (test data)
    document = docx.Document()
    for item in items:
        if not isinstance(item, Table):
            document.add_paragraph(item)
            continue
        width = max(len(row.cells) for row in item.rows)
        made = document.add_table(len(item.rows), width)
        for at, row in enumerate(item.rows):
            for index, text in enumerate(row.cells):
                made.cell(at, index).text = text
    return saved(document)


def check_empty(data: bytes) -> None:
    form = annual_report_form()
    facts = extract(read_word(data), form)
    cells = [spec.cell_id(row, column) for spec in form.tables for _, row, column in spec.cells()]
    assert {facts[name].status for name in cells} == {Status.BLANK}
    assert all(facts[f"{spec.id}.rows"].status is Status.FOUND for spec in form.tables)


def test_an_empty_form_is_empty() -> None:
    check_empty(written_form())


@pytest.mark.skipif(not FORM.exists(), reason="the official form is not here")
def test_the_official_form_is_empty() -> None:
    data = FORM.read_bytes()
    check_empty(data)
    assert lines(data)[1] == "一、总体情况"
    assert [len(list(found.rows)) for found in read_word(data).tables()] == [14, 28, 4]


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_writes_again_reads_the_same(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.add_paragraph("青禾县")
    first._p.append(etree.fromstring(f'<w:ins xmlns:w="{W}" w:id="1" w:author="a">{run("云溪镇")}</w:ins>'))
    made = document.add_table(3, 3)
    for at, one in enumerate(one for row in made.rows for one in row.cells):
        one.text = str(at)
    made.cell(0, 0).merge(made.cell(0, 1)).text = "甲"
    made.cell(0, 2).merge(made.cell(2, 2)).text = "乙"
    data = saved(document)
    (tmp_path / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    assert SOFFICE is not None
    for target, source in (("odt", "a.docx"), ("docx:MS Word 2007 XML", "a.odt")):
        command = [SOFFICE, profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), source]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    again = (tmp_path / "a.docx").read_bytes()
    assert again != data
    assert lines(again) == lines(data) == ["青禾县云溪镇"]
    assert grid(again) == grid(data)


# --- any grid with any merges


@settings(deadline=None, max_examples=30)
@given(grids())
def test_any_merges_read_back(made: tuple[int, int, list[Area]]) -> None:
    rows, columns, areas = made
    document = docx.Document()
    written = document.add_table(rows, columns)
    for row, column, height, width in areas:
        one: Any = written.cell(row, column)
        if (height, width) != (1, 1):
            one = one.merge(written.cell(row + height - 1, column + width - 1))
        one.text = f"{row}行{column}列"
    expected = [(f"{row}行{column}列", column, width, height) for row, column, height, width in areas]
    data = saved(document)
    found = read_word(data)
    if any(True for _ in found.tables()):
        assert sorted(one for row in grid(data) for one in row) == sorted(expected)
    else:  # a single column arranges nothing
        assert all(width == columns for _, _, _, width in areas)
        assert lines(data) == [text for text, *_ in expected]


def test_the_namespaces_are_those_of_python_docx() -> None:
    """(So that the files written by hand here are like real ones.)"""
    root = etree.fromstring(Package(saved(docx.Document())).part("word/document.xml") or b"")
    assert root.nsmap["w"] == W
