"""Workbooks: what a cell shows, what is a table, and where it stands."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Side
from openpyxl.worksheet.table import Table as Declared
from python_calamine import CalamineWorkbook

from engine.documents import read
from engine.model.document import Cell, Document, Paragraph, Unreadable
from tests.documents.grids import Area, grids
from tests.support.office import excel, excel_parts, packed, relations

THIN = Side(style="thin")
BOX = Border(THIN, THIN, THIN, THIN)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet(*rows: Sequence[Any], ruled: str = "") -> Workbook:
    """A workbook of one sheet; cells of the area ``ruled`` have lines around them."""
    book = Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    for line in page[ruled] if ruled else ():
        for cell in line:
            cell.border = BOX
    return book


def read_excel(data: bytes) -> Document:
    found = read(data, "a.xlsx")
    assert isinstance(found, Document), found
    assert found.format == "xlsx"
    return found


def outline(data: bytes) -> list[str | list[list[str]]]:
    """Lines as texts, tables as rows of texts."""
    return [
        block.passage.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row.cells] for row in block.rows]
        for block in read_excel(data).blocks
    ]


def cells(data: bytes) -> list[Cell]:
    return [cell for table in read_excel(data).tables() for row in table.rows for cell in row.cells]


def value(written: Any, form: str = "General") -> tuple[str, str | None]:
    """What is read of a cell with this value in this format, and the doubt."""
    book = sheet(["甲", written], ["乙", 1])
    page: Any = book.active
    page["B1"].number_format = form
    cell = cells(saved(book))[1]
    return cell.text, cell.passage.doubt


def stored(xml: str, **others: str) -> tuple[str, str | None]:
    """The same of a cell written by hand."""
    data = excel(
        f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c>{xml}</row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c></row></sheetData>',
        **others,
    )
    cell = cells(data)[1]
    return cell.text, cell.passage.doubt


# --- what a cell shows


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (3, "3"),
        (0, "0"),
        (-4, "-4"),
        (3.0, "3"),
        (18.871, "18.871"),
        (0.1 + 0.2, "0.3"),
        (59237.2449, "59237.2449"),
        (12345678901, "12345678901"),
        (0.0000001, "0.0000001"),
        (True, "TRUE"),
        ("3", "3"),
        ("无", "无"),
        (" 社会\n公益组织 ", "社会公益组织"),
        (datetime.date(2024, 1, 20), "2024年1月20日"),
        (datetime.datetime(2024, 1, 20, 8, 30), "2024年1月20日 08:30"),
    ],
)
def test_values_by_openpyxl(written: Any, text: str) -> None:
    book = sheet(["甲", written], ["乙", 1])
    assert cells(saved(book))[1].text == text


@pytest.mark.parametrize(
    ("written", "form", "text"),
    [
        (35, "0", "35"),
        (1423, "#,##0", "1423"),
        (8.6, "#,##0.00_);[Red](#,##0.00)", "8.6"),
        (8.6, '_ "¥"* #,##0.00_ ', "8.6"),
        (8.6, "[$￥-804]#,##0.00", "8.6"),
        (0.125, "0.0%", "12.5%"),
        (1, "0%", "100%"),
        (35, '0"件"', "35件"),
        (35, r"0\件", "35件"),
        (35, '"增"0', "增35"),
        (35, 'General"件"', "35件"),
        (12345, "0.00E+00", "12345"),
        (45311, 'yyyy"年"m"月"d"日"', "2024年1月20日"),
        (45311, "yyyy/m/d;@", "2024年1月20日"),
        (45311, "[$-804]aaaa yyyy-mm-dd", "2024年1月20日"),
        (45311, 'yyyy"年"m"月"', "2024年1月"),
        (45311, 'm"月"d"日"', "1月20日"),
        (0.5, "h:mm", "12:00"),
        (1, "yyyy/m/d", "1900年1月1日"),
        (61, "yyyy/m/d", "1900年3月1日"),
    ],
)
def test_number_formats(written: float, form: str, text: str) -> None:
    assert value(written, form) == (text, None)


@pytest.mark.parametrize("form", ["0,", '0.0,"万"', "0!.0,", ";;;", '"无"'])
def test_a_format_that_shows_another_number_is_a_doubt(form: str) -> None:
    text, doubt = value(236000000, form)
    assert text == "236000000"
    assert doubt is not None
    assert form.split(";")[0] in doubt


def test_a_date_that_is_none() -> None:
    assert value(-5, "yyyy/m/d") == ("-5", "格式是日期，存的不是一天")


def test_numbers_as_excel_stores_them() -> None:
    assert stored('<c r="B1"><v>18.870999999999999</v></c>') == ("18.871", None)
    assert stored('<c r="B1"><v>1.5E3</v></c>') == ("1500", None)
    assert stored('<c r="B1"><v>2.0</v></c>') == ("2", None)
    assert stored('<c r="B1"><v>1E400</v></c>')[1] is not None
    assert stored('<c r="B1"><v>nan</v></c>')[1] is not None
    assert stored('<c r="B1"><v>12x</v></c>') == ("12x", "存的不是一个数：“12x”")


def test_formulas() -> None:
    doubt = "这一格是公式，文件里没有存它的结果"
    assert value("=SUM(B2:B2)") == ("（1 个公式）", doubt)
    assert stored('<c r="B1"><f>SUM(B2)</f></c>') == ("（1 个公式）", doubt)
    assert stored('<c r="B1"><f t="shared" si="0"/></c>') == ("（1 个公式）", doubt)
    assert stored('<c r="B1"><f>SUM(B2)</f><v>2</v></c>') == ("2", None)
    assert stored('<c r="B1" t="str"><f>A2&amp;"x"</f><v>1x</v></c>') == ("1x", None)
    assert stored('<c r="B1" t="str"><f>""</f><v></v></c>') == ("", None)
    assert stored('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>') == ("#DIV/0!", None)
    assert stored('<c r="B1" t="e"><v>#REF!</v></c>') == ("#REF!", None)


def test_texts() -> None:
    shared = '<si><t>甲</t></si><si><r><t>3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
    shared += '<si><t>据</t><rPh sb="0" eb="1"><t>jù</t></rPh></si>'
    assert stored('<c r="B1" t="s"><v>1</v></c>', sharedStrings=shared) == ("3¹", None)
    assert stored('<c r="B1" t="s"><v>2</v></c>', sharedStrings=shared) == ("据", None)
    for wrong in ("3", "-1", "x", "99999999999"):
        assert stored(f'<c r="B1" t="s"><v>{wrong}</v></c>', sharedStrings=shared)[1] is not None
    assert stored('<c r="B1" t="inlineStr"/>') == ("", None)
    rich = CellRichText("3", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    assert value(rich) == ("3¹", None)


def test_a_number_stored_as_text_is_the_same_number() -> None:
    book = sheet(["甲", "3"], ["乙", 1])
    page: Any = book.active
    page["B1"].style = "Normal"
    page["B1"].quotePrefix = True
    assert cells(saved(book))[1].text == "3"
    assert value("'3") == ("'3", None)


def test_dates_since_1904() -> None:
    book = sheet(["甲", datetime.date(2024, 1, 20)], ["乙", 1])
    book.epoch = datetime.datetime(1904, 1, 1)
    assert cells(saved(book))[1].text == "2024年1月20日"


# --- tables and prose


REPORT: list[list[Any]] = [
    ["青禾县2023年政府信息公开工作年度报告"],
    ["一、总体情况"],
    ["本年度按要求公开。"],
    ["第二十条第（一）项"],
    ["信息内容", "制发", "有效"],
    ["规章", 0, 1],
    ["规范性文件", 2, 3],
    ["三、收到和处理情况"],
    ["项目", "自然人", "总计"],
    ["新收", 1, 1],
    ["2024年1月20日"],
]
READ: list[Any] = [
    "青禾县2023年政府信息公开工作年度报告",
    "一、总体情况",
    "本年度按要求公开。",
    [["第二十条第（一）项", "", ""], ["信息内容", "制发", "有效"], ["规章", "0", "1"], ["规范性文件", "2", "3"]],
    "三、收到和处理情况",
    [["项目", "自然人", "总计"], ["新收", "1", "1"]],
    "2024年1月20日",
]


def test_a_sheet_without_lines_is_divided_by_its_words() -> None:
    assert outline(saved(sheet(*REPORT))) == READ


def test_a_sheet_with_lines_is_divided_by_them() -> None:
    book = sheet(*REPORT, ruled="A4:C7")
    page: Any = book.active
    for line in page["A9:C10"]:
        for cell in line:
            cell.border = BOX
    assert outline(saved(book)) == READ


def test_a_frame_around_everything() -> None:
    book = sheet(*REPORT, ruled="A1:C11")
    page: Any = book.active
    for row in (1, 2, 3, 4, 8, 11):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    found = outline(saved(book))
    assert found[:3] == READ[:3]
    assert found[4] == READ[4]
    assert found[3] == [["第二十条第（一）项"], *READ[3][1:]]


def test_an_empty_row_divides_and_a_single_row_is_prose() -> None:
    book = sheet(["甲", 1], ["乙", 2], [None], ["丙", 3], ["丁", 4], [None], ["青禾县人民政府", "2024年1月20日"])
    assert outline(saved(book)) == [
        [["甲", "1"], ["乙", "2"]],
        [["丙", "3"], ["丁", "4"]],
        "青禾县人民政府 2024年1月20日",
    ]


def test_a_subheading_below_a_table_is_prose_and_a_row_without_values_is_none() -> None:
    rows = ["甲", 1], ["乙", 2]
    assert outline(saved(sheet(*rows, ["（一）存在的问题"], ["一是更新不够及时。"]))) == [
        [["甲", "1"], ["乙", "2"]],
        "（一）存在的问题",
        "一是更新不够及时。",
    ]
    assert outline(saved(sheet(*rows, ["结转下年"]))) == [[["甲", "1"], ["乙", "2"], ["结转下年", ""]]]


def test_tables_side_by_side() -> None:
    book = sheet(["甲", 1, None, "丙", 3], ["乙", 2, None, "丁", 4], ruled="A1:B2")
    page: Any = book.active
    for line in page["D1:E2"]:
        for cell in line:
            cell.border = BOX
    assert outline(saved(book)) == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


def test_empty_cells_with_lines_are_cells() -> None:
    book = sheet(["规章", None], ["处罚", None], ruled="A1:C3")
    assert outline(saved(book)) == [[["规章", "", ""], ["处罚", "", ""], ["", "", ""]]]


def test_a_row_ends_where_its_lines_end() -> None:
    """The cells that it lost are not blank ones."""
    book = sheet(["甲", 1, 2], ["乙", 3], ["丙", 4], ruled="A1:C1")
    page: Any = book.active
    for cell in (*page["A2:B2"][0], *page["A3:C3"][0]):
        cell.border = BOX
    assert outline(saved(book)) == [[["甲", "1", "2"], ["乙", "3"], ["丙", "4", ""]]]


def test_a_line_under_a_title_is_no_table() -> None:
    book = sheet(["标题"], ["甲", 1], ["乙", 2])
    page: Any = book.active
    for cell in page["A1:C1"][0]:
        cell.border = Border(bottom=THIN)
    assert outline(saved(book))[-1] == [["标题", ""], ["甲", "1"], ["乙", "2"]]


def test_areas_that_excel_knows_as_tables() -> None:
    book = sheet(["说明"], ["项目", "数"], ["一、新收", None], ["二、结转", 2])
    page: Any = book.active
    page.add_table(Declared(displayName="T", ref="A2:B4"))
    assert outline(saved(book)) == ["说明", [["项目", "数"], ["一、新收", ""], ["二、结转", "2"]]]


def test_lines_in_a_cell_of_prose() -> None:
    data = saved(sheet(["第一段。\n第二段。"]))
    assert outline(data) == ["第一段。", "第二段。"]
    places = [one.passage.location for one in read_excel(data).paragraphs()]
    assert [(place.paragraph, place.element, place.column) for place in places if place] == [
        (1, "Sheet!A1", 1), (2, "Sheet!A1", 6),
    ]  # fmt: skip


# --- merged and hidden


def test_merged_areas() -> None:
    book = sheet(["甲", None, "乙"], ["1", "2", None], ["3", "4", "5"], ruled="A1:C3")
    page: Any = book.active
    page.merge_cells("A1:B1")
    page.merge_cells("C1:C2")
    found = [(one.text, one.first_column, one.column_span, one.row_span) for one in cells(saved(book))]
    assert found[:4] == [("甲", 0, 2, 1), ("乙", 2, 1, 2), ("1", 0, 1, 1), ("2", 1, 1, 1)]
    assert found[4:] == [("3", 0, 1, 1), ("4", 1, 1, 1), ("5", 2, 1, 1)]


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    book = sheet(["甲", 1, 7], ["藏", 2, 8], ["乙", 3, 9])
    page: Any = book.active
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        other = book.create_sheet(state)
        other.append(["看不见"])
        other.sheet_state = state
    assert outline(saved(book)) == [[["甲", "7"], ["乙", "9"]]]
    assert [cell.passage.pieces[0].location.element for cell in cells(saved(book))] == [
        "Sheet!A1", "Sheet!C1", "Sheet!A3", "Sheet!C3",
    ]  # fmt: skip


def test_a_merged_area_is_as_large_as_what_is_shown_of_it() -> None:
    book = sheet(["甲", None, None], ["1", "2", "3"], ruled="A1:C2")
    page: Any = book.active
    page.merge_cells("A1:C1")
    page.column_dimensions["A"].hidden = True
    assert [(one.text, one.first_column, one.column_span) for one in cells(saved(book))] == [
        ("甲", 0, 2), ("2", 0, 1), ("3", 1, 1),
    ]  # fmt: skip


def test_charts_are_no_sheets_and_sheets_come_in_order() -> None:
    book = sheet(["甲"])
    book.create_chartsheet()
    book.create_sheet("第二 张").append(["乙"])
    book.move_sheet("第二 张", -2)
    data = saved(book)
    assert outline(data) == ["乙", "甲"]
    first = next(read_excel(data).paragraphs()).passage.location
    assert first is not None
    assert first.element == "'第二 张'!A1"


# --- places


def test_places() -> None:
    document = read_excel(saved(sheet(["标题"], [None], ["甲", 12], ["乙", None, 5])))
    title = next(document.paragraphs()).passage.location
    assert title is not None
    assert (title.paragraph, title.column, title.end_column, title.element) == (1, 1, 3, "Sheet!A1")
    table = next(document.tables())
    found = [
        (place.table, place.row, place.cell, place.column, place.end_column, place.element)
        for row in table.rows
        for cell in row.cells
        if (place := cell.passage.location) is not None
    ]
    assert found == [
        (1, 1, 1, 1, 2, "Sheet!A3"), (1, 1, 2, 1, 3, "Sheet!B3"), (1, 1, 3, 1, 1, "Sheet!C3"),
        (1, 2, 1, 1, 2, "Sheet!A4"), (1, 2, 2, 1, 1, "Sheet!B4"), (1, 2, 3, 1, 2, "Sheet!C4"),
    ]  # fmt: skip


def test_cells_without_names_follow_each_other() -> None:
    data = excel(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
        "<row><c><v>3</v></c><c r='B2'><v>4</v></c></row></sheetData>"
    )
    assert outline(data) == [[["1", "2"], ["3", "4"]]]


def test_strict_workbooks_and_odd_names() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    rows = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
    assert outline(excel(rows, strict)) == [[["1", "2"], ["3", "4"]]]
    element = cells(excel(rows, name="a&#9;'b"))[0].passage.pieces[0].location.element
    assert element == "'a?''b'!A1"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_parts_that_are_missing(part: str) -> None:
    parts = excel_parts("<sheetData/>")
    parts[part.replace("xl/", "xl/x")] = parts.pop(part)
    answer = read(packed(parts), "a.xlsx")
    assert isinstance(answer, Unreadable)
    assert "已损坏" in answer.reason


def test_nothing_in_it() -> None:
    answer = read(saved(Workbook()), "a.xlsx")
    assert isinstance(answer, Unreadable)
    assert "没有文字" in answer.reason
    parts = excel_parts("<sheetData/>")
    parts["xl/_rels/workbook.xml.rels"] = relations({})
    assert isinstance(read(packed(parts), "a.xlsx"), Unreadable)


# --- any grid


@settings(deadline=None, max_examples=40)
@given(grids())
def test_any_merges_read_back(made: tuple[int, int, list[Area]]) -> None:
    rows, columns, areas = made
    book = sheet(*[[None] * columns] * rows, ruled=f"A1:{'ABCDE'[columns - 1]}{rows}")
    page: Any = book.active
    for row, column, height, width in areas:
        page.cell(row + 1, column + 1).value = f"{row}行{column}列"
        if (height, width) != (1, 1):
            end = {"end_row": row + height, "end_column": column + width}
            page.merge_cells(start_row=row + 1, start_column=column + 1, **end)
    data = saved(book)
    expected = [(f"{row}行{column}列", column, width, height) for row, column, height, width in areas]
    found = [(one.text, one.first_column, one.column_span, one.row_span) for one in cells(data)]
    lines = [one.passage.text for one in read_excel(data).paragraphs()]
    # Rows of a single cell at the beginning are titles.
    assert [
        (text, 0, columns, height) for text, (_, _, _, height) in zip(lines, expected, strict=False)
    ] + found == expected


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(
            st.none()
            | st.integers(-(10**14), 10**14)
            | st.floats(-1e9, 1e9).map(lambda x: round(x, 6))
            | st.sampled_from("甲乙无/"),
            min_size=3,
            max_size=3,
        ),
        min_size=2,
        max_size=5,
    )
)
def test_the_same_values_as_calamine(rows: list[list[Any]]) -> None:
    book = sheet(*rows, ruled=f"A1:C{len(rows)}")
    page: Any = book.active
    page["A1"] = "项目"
    data = saved(book)
    other = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for number, mine in enumerate(cells(data)):
        row, column = divmod(number, 3)
        their = other[row][column] if row < len(other) and column < len(other[row]) else ""
        if isinstance(their, float):
            assert float(mine.text) == pytest.approx(their, rel=1e-14)
        else:
            assert mine.text == str(their)
