"""Ruled tables: the lattice of their lines, however these are drawn, and what stands in the cells."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from engine.documents.pdf.cells import OVER_THE_LINE
from engine.documents.pdf.lines import OVERLAPPING
from engine.documents.pdf.missing import MISSING_LINE
from tests.documents.pdf.drawing import FONT, HEIGHT, LEFT, TOP, WIDTH, Edge, document, grid, pdf, table, texts, words

FIGURES = [["项目", "甲", "乙", "丙"], ["规章", "1", "20", "300"], ["文件", "4", "", "0"], ["许可", "7", "8", "9"]]
ROWS, COLUMNS = len(FIGURES), len(FIGURES[0])


def spans(data: bytes) -> list[tuple[str, int, int, int]]:
    return [
        (cell.text, cell.first_column, cell.column_span, cell.row_span)
        for row in table(data).rows
        for cell in row.cells
    ]


def test_every_cell_and_where_it_stands() -> None:
    data = pdf(lambda canvas: grid(canvas, FIGURES))
    assert texts(data) == FIGURES
    place = table(data).rows[1].cells[3].passage.location
    assert place is not None
    assert (place.page, place.table, place.row, place.cell) == (1, 1, 2, 4)
    left, top = LEFT + 3 * WIDTH, 842 - TOP + HEIGHT
    assert place.box == (left, top, left + WIDTH, top + HEIGHT)


def _rectangles(canvas: Canvas) -> None:
    """Thin filled rectangles in place of lines, as word processors write them."""
    for row in range(ROWS + 1):
        canvas.rect(LEFT, TOP - row * HEIGHT, COLUMNS * WIDTH, 0.5, stroke=0, fill=1)
    for column in range(COLUMNS + 1):
        for row in range(ROWS):
            canvas.rect(LEFT + column * WIDTH, TOP - (row + 1) * HEIGHT, 0.5, HEIGHT, stroke=0, fill=1)


def _framed_cells(canvas: Canvas) -> None:
    for row in range(ROWS):
        for column in range(COLUMNS):
            canvas.rect(LEFT + column * WIDTH, TOP - (row + 1) * HEIGHT, WIDTH, HEIGHT)


def _dashed(canvas: Canvas) -> None:
    """Every dash a path of its own."""
    for row in range(ROWS + 1):
        for step in range(0, int(COLUMNS * WIDTH), 5):
            canvas.line(LEFT + step, TOP - row * HEIGHT, LEFT + step + 3, TOP - row * HEIGHT)
    for column in range(COLUMNS + 1):
        for step in range(0, int(ROWS * HEIGHT), 4):
            canvas.rect(LEFT + column * WIDTH, TOP - step - 1, 1, 1, stroke=0, fill=1)


def _double(canvas: Canvas) -> None:
    for shift in (0, 2):
        for row in range(ROWS + 1):
            canvas.line(LEFT, TOP - row * HEIGHT - shift, LEFT + COLUMNS * WIDTH, TOP - row * HEIGHT - shift)
        for column in range(COLUMNS + 1):
            canvas.line(LEFT + column * WIDTH + shift, TOP, LEFT + column * WIDTH + shift, TOP - ROWS * HEIGHT)


def _one_path(canvas: Canvas) -> None:
    """All lines in a single path."""
    path = canvas.beginPath()
    for row in range(ROWS + 1):
        path.rect(LEFT, TOP - row * HEIGHT, COLUMNS * WIDTH, 0.5)
    for column in range(COLUMNS + 1):
        path.rect(LEFT + column * WIDTH, TOP - ROWS * HEIGHT, 0.5, ROWS * HEIGHT)
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [_rectangles, _framed_cells, _dashed, _double, _one_path])
def test_ways_to_draw_lines(draw: object) -> None:
    every = [("across", row, column) for row in range(ROWS + 1) for column in range(COLUMNS)]
    every += [("down", row, column) for row in range(ROWS) for column in range(COLUMNS + 1)]

    def page(canvas: Canvas) -> None:
        assert callable(draw)
        draw(canvas)
        grid(canvas, FIGURES, every)

    assert texts(pdf(page)) == FIGURES


TOP_EDGE: list[Edge] = [("across", 0, column) for column in range(COLUMNS)]
LEFT_EDGE: list[Edge] = [("down", row, 0) for row in range(ROWS)]
RIGHT_EDGE: list[Edge] = [("down", row, COLUMNS) for row in range(ROWS)]
BOTTOM_EDGE: list[Edge] = [("across", ROWS, column) for column in range(COLUMNS)]


@pytest.mark.parametrize("missing", [TOP_EDGE, BOTTOM_EDGE, LEFT_EDGE + RIGHT_EDGE, TOP_EDGE + LEFT_EDGE])
def test_outer_borders_may_be_missing(missing: list[Edge]) -> None:
    assert texts(pdf(lambda canvas: grid(canvas, FIGURES, missing))) == FIGURES


def test_merged_cells() -> None:
    rows = [["甲", "", "乙"], ["丙", "1", "2"], ["", "3", "4"]]
    data = pdf(lambda canvas: grid(canvas, rows, [("down", 0, 1), ("across", 2, 0)]))
    assert spans(data) == [
        ("甲", 0, 2, 1), ("乙", 2, 1, 1), ("丙", 0, 1, 2), ("1", 1, 1, 1),
        ("2", 2, 1, 1), ("3", 1, 1, 1), ("4", 2, 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("missing", [("down", 1, 2), ("across", 2, 1), ("down", 1, 1), ("across", 2, 0)])
def test_a_missing_line(missing: Edge) -> None:
    """The cells on both sides are doubtful, all others are what they are."""
    figures = [["项目", "甲", "乙", "丙"], ["（一）规章", "1", "20", "300"], ["（二）文件", "4", "", "0"]]
    found = table(pdf(lambda canvas: grid(canvas, figures, [missing])))
    assert [[cell.text for cell in row.cells] for row in found.rows] == figures
    way, row, column = missing
    sides = {(row, column), (row, column - 1) if way == "down" else (row - 1, column)}
    doubtful = {
        (number, cell.first_column)
        for number, line in enumerate(found.rows)
        for cell in line.cells
        if cell.passage.doubt == MISSING_LINE
    }
    assert doubtful == sides


def test_walls_that_make_no_rectangle() -> None:
    missing: list[Edge] = [("down", 1, 2), ("across", 2, 1)]
    found = texts(pdf(lambda canvas: grid(canvas, FIGURES, missing)))
    assert found[1:3] == [["规章", "1", "20", "300"], ["文件", "4", "", "0"]]


def test_lines_of_a_cell() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [["", "", ""], ["行政", "1", "2"]])
        for number, char in enumerate("自然人"):
            canvas.setFont(FONT, 7)
            canvas.drawString(LEFT + WIDTH + 20, TOP - 7 - 7.5 * number, char)
        canvas.drawString(LEFT + 4, TOP - 9, "其他需要写明的")
        canvas.drawString(LEFT + 4, TOP - 19, "事项 annual")
        canvas.drawString(LEFT + 2 * WIDTH + 4, TOP - 9, "12")
        canvas.drawString(LEFT + 2 * WIDTH + 4, TOP - 19, "34")

    assert texts(pdf(page))[0] == ["其他需要写明的事项 annual", "自然人", "12 34"]


def test_a_number_that_fills_its_cell_goes_on_below() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [["甲", ""], ["乙", "1"]])
        canvas.setFont(FONT, 9)
        canvas.drawString(LEFT + WIDTH + 4, TOP - 10, "12345678901234567")
        canvas.drawString(LEFT + WIDTH + 4, TOP - 21, "8")

    assert texts(pdf(page))[0] == ["甲", "123456789012345678"]


def test_a_number_over_a_line_is_doubtful() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [["甲", "", "", "3"], ["乙", "1", "2", "4"]])
        canvas.drawString(LEFT + 2 * WIDTH - 22, TOP - 15, "12345678")

    first, second = table(pdf(page)).rows
    assert [cell.passage.doubt for cell in first.cells][1:3] == [OVER_THE_LINE] * 2
    assert [cell.passage.doubt for cell in second.cells] == [None] * 4


def test_glyphs_on_top_of_each_other() -> None:
    def bold(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.translate(0.4, 0.2)
        grid(canvas, FIGURES, [("across", 0, 0)])

    assert texts(pdf(bold)) == FIGURES

    def struck(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.drawCentredString(LEFT + 1.5 * WIDTH + 2, TOP - 1.5 * HEIGHT - 3, "56")

    cell = table(pdf(struck)).rows[1].cells[1]
    assert cell.passage.doubt == OVERLAPPING


def test_marks_on_the_page_are_not_read() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.saveState()
        canvas.setFont(FONT, 40)
        canvas.setFillGray(0.8)
        canvas.drawString(LEFT, TOP - 60, "内部资料2024")
        canvas.translate(200, 600)
        canvas.rotate(40)
        canvas.drawString(0, 0, "样稿12")
        canvas.restoreState()
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.circle(LEFT + 120, TOP - 40, 40)

    data = pdf(page)
    assert texts(data) == FIGURES
    assert words(data) == []


def test_a_header_that_is_turned() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [["", "", "乙"], ["规章", "1", "2"]])
        for number, text in enumerate(("科研", "机构")):
            canvas.saveState()
            canvas.translate(LEFT + 1.5 * WIDTH + 12 * number, TOP - HEIGHT + 2)
            canvas.rotate(90)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    assert texts(pdf(page))[0] == ["", "科研机构", "乙"]


def test_two_tables_on_a_page_and_words_between() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.drawString(LEFT, TOP - 130, "这是两张表之间的话。")
        grid(canvas, FIGURES[:2], top=TOP - 160)

    blocks = document(pdf(page)).blocks
    assert [type(block).__name__ for block in blocks] == ["Table", "Paragraph", "Table"]
