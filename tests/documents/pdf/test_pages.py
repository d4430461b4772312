"""Pages: paragraphs, page numbers, columns, turned pages, what is hidden, what has no text layer."""

import sys

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from engine.documents.pdf.opening import render
from tests.documents.pdf.drawing import FONT, document, grid, pdf, table, texts, unreadable, words

FIGURES = [["项目", "甲", "乙"], ["规章", "1", "20"], ["文件", "4", "5"]]
LONG = "本机关按照有关规定做好各项公开工作，主动回应群众关切，及时更新目录和指南，不断提高服务水平"


def write(canvas: Canvas, lines: list[str], left: float = 60, top: float = 780, step: float = 20) -> None:
    for number, text in enumerate(lines):
        canvas.drawString(left, top - step * number, text)


def filled(prefix: str, count: int) -> str:
    """A line of exactly so many characters."""
    return (prefix + LONG * 3)[:count]


def test_paragraphs() -> None:
    first = ["　　" + filled("甲", 38), filled("乙", 40), "到此为止。"]
    second = ["　　" + filled("丙", 38), filled("丁", 40), filled("戊", 39) + "。"]
    third = ["　　一是" + filled("己", 36), "完。"]
    found = words(pdf(lambda canvas: write(canvas, ["一、总体情况", *first, *second, *third])))
    whole = ["".join(lines).replace("　", "") for lines in (first, second, third)]
    assert found == ["一、总体情况", *whole]


def test_a_paragraph_over_a_page_end_and_page_numbers() -> None:
    def page(number: int, lines: list[str]) -> object:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(200, 815, "青禾县2023年度报告")
            write(canvas, lines)
            canvas.drawString(290, 30, f"- {number} -")

        return draw

    body = [filled("甲", 40), filled("乙", 40), filled("丙", 40), filled("丁", 40), filled("戊", 40)]
    pages = [page(1, ["　　" + filled("子", 38), *body]), page(2, [*body, "末尾。"])]
    data = pdf(*pages)  # type: ignore[arg-type]
    (paragraph,) = document(data).paragraphs()
    assert paragraph.passage.text == filled("子", 38) + "".join(body) * 2 + "末尾。"
    places = [piece.location for piece in paragraph.passage.pieces]
    assert [(place.page, place.line) for place in places] == [(1, n) for n in range(1, 7)] + [
        (2, n) for n in range(1, 7)
    ]
    assert places[0].box is not None
    assert places[0].box[1] == pytest.approx(842 - 780 - 8, abs=4)


@pytest.mark.parametrize(
    "numbers", [["1", "2", "3"], ["第1页 共3页", "第2页 共3页", "第3页 共3页"], ["—1—", "—2—", "—3—"]]
)
def test_page_numbers(numbers: list[str]) -> None:
    def page(number: str) -> object:
        def draw(canvas: Canvas) -> None:
            grid(canvas, FIGURES)
            canvas.drawString(290, 30, number)

        return draw

    data = pdf(*[page(number) for number in numbers])  # type: ignore[arg-type]
    assert words(data) == []
    assert len(list(document(data).tables())) == 3


def test_a_number_at_the_end_that_is_no_page_number_stays() -> None:
    assert words(pdf(lambda canvas: write(canvas, ["共收到", "12"], top=60))) == ["共收到", "12"]


def test_two_columns() -> None:
    left, right = [filled(c, 24) for c in "甲乙丙丁戊己"], [filled(c, 24) for c in "子丑寅卯辰巳"]

    def page(canvas: Canvas) -> None:
        canvas.drawString(150, 810, "题目写在两栏的上面从左到右都有字，长得很，长得很，长得很")
        write(canvas, left, 40)
        write(canvas, right, 310)

    assert "".join(words(pdf(page))[1:]) == "".join(left + right)


def test_two_reports_side_by_side() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["第一份报告的题目"], 100, 560)
        write(canvas, ["第二份报告的题目"], 560, 560)
        canvas.translate(-20, -180)
        grid(canvas, FIGURES)
        canvas.translate(430, 0)
        grid(canvas, [["项目", "丙", "丁"], ["规章", "7", "8"], ["文件", "9", "6"]])

    found = document(pdf(page, size=(842, 595))).blocks
    assert [type(block).__name__ for block in found] == ["Paragraph", "Table", "Paragraph", "Table"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    def upright(canvas: Canvas) -> None:
        """Content turned one way and the page the other: what a scanner or printer driver writes."""
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(595, 0)
        elif turn == 180:
            canvas.translate(595, 842)
        else:
            canvas.translate(0, 842)
        canvas.rotate(turn)
        grid(canvas, FIGURES, top=500)

    size = (842, 595) if turn != 180 else (595, 842)  # (reportlab turns the size with the page)
    found = table(pdf(upright, size=size))
    assert [[cell.text for cell in row.cells] for row in found.rows] == FIGURES
    place = found.rows[0].cells[0].passage.location
    assert place is not None
    assert place.box is not None
    assert place.box[0] == pytest.approx(60)


def test_a_turned_table_on_an_upright_page() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        grid(canvas, FIGURES, top=500)

    assert texts(pdf(page)) == FIGURES


def test_forms_inside_forms() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.setFont(FONT, 10)
        grid(canvas, FIGURES)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(30, -100)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.doForm("outer")

    assert texts(pdf(page)) == FIGURES


def test_what_cannot_be_seen_is_not_read() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.saveState()
        text = canvas.beginText(60, 500)
        text.setTextRenderMode(3)
        text.textLine("看不见的字九十九")
        canvas.drawText(text)
        canvas.restoreState()
        canvas.drawString(60, 480, "看得见的字")
        canvas.setFillGray(1)
        canvas.drawString(60, 460, "白纸上的白字")
        canvas.setFillGray(0.2)
        canvas.rect(60, 400, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(70, 410, "深底上的白字")
        canvas.setFillGray(0)
        canvas.drawString(700, 440, "纸外面的字")

    data = pdf(page)
    assert words(data) == ["看得见的字", "深底上的白字"]
    assert texts(data) == FIGURES


def test_radicals_and_raised_digits() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["共3件"])
        canvas.setFont(FONT, 6)
        canvas.drawString(92, 784, "1")

    assert words(pdf(page)) == ["共3件¹"]


def _picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)


@pytest.mark.usefixtures("without_ocr")
def test_scans_say_what_to_install() -> None:
    answer = unreadable(pdf(lambda canvas: grid(canvas, FIGURES), _picture))
    assert "第 2 页是扫描的图片" in answer.reason
    assert "gouji[ocr]" in answer.reason
    assert "scanned, needs OCR (gouji[ocr])" in answer.english


@pytest.mark.usefixtures("without_ocr")
def test_a_scan_with_invisible_text_is_a_scan() -> None:
    def page(canvas: Canvas) -> None:
        _picture(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        for _ in range(20):
            text.textLine("别的程序认出来的字不一定对")
        canvas.drawText(text)

    assert "扫描" in unreadable(pdf(page)).reason


def test_render() -> None:
    picture = render(pdf(lambda canvas: canvas.rect(0, 0, 595, 421, stroke=0, fill=1)), 1, 72)
    assert (picture.width, picture.height, len(picture.grey)) == (595, 842, 595 * 842)
    assert picture.grey[0] == 255
    assert picture.grey[-1] == 0


def test_no_text() -> None:
    assert "没有文字" in unreadable(pdf(lambda canvas: canvas.rect(10, 10, 20, 20))).reason
