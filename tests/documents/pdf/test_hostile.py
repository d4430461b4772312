"""Files made to do harm: each is read in a process of its own, and ends in a document or in a reason."""

import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf.drawing import grid, pdf
from tests.support.child import Reading, read_in_child

FIGURES = [["项目", "甲", "乙"], ["规章", "1", "20"], ["文件", "4", "5"]]


def raw(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A file of these objects, with the table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    return bytes(out + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, root, start))


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), more, packed)


def one_page(content: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources),
        4: stream(content),
    }


def attempt(folder: Path, data: bytes, name: str = "a.pdf", seconds: float = 20) -> Reading:
    file = folder / name
    file.write_bytes(data)
    return read_in_child(file, seconds)


GOOD = pdf(lambda canvas: grid(canvas, FIGURES))


def test_a_good_file_in_a_child(tmp_path: Path) -> None:
    found = attempt(tmp_path, GOOD)
    assert (found.format, found.cells) == ("pdf", 9)


LOOPS = {
    "page tree": {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>",
        3: b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>",
    },
    "parents": {**one_page(b"0 0 m 9 9 l S"), 2: b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>"},
    "outlines": {
        **one_page(b"0 0 m 9 9 l S"),
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
        5: b"<</First 6 0 R/Last 6 0 R>>",
        6: b"<</Title(a)/Next 6 0 R/First 5 0 R/Parent 6 0 R>>",
    },
    "form": {
        **one_page(b"/F Do", resources=b"/XObject<</F 5 0 R>>"),
        5: stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"),
    },
    "length": {**one_page(b""), 4: b"<</Length 4 0 R>>\nstream\n0 0 m\nendstream"},
    "object stream": {
        **one_page(b"0 0 m 9 9 l S"),
        5: stream(b"6 0 <</Type/ObjStm>>", b"/Type/ObjStm/N 1/First 4/Extends 5 0 R"),
        6: b"5 0 R",
    },
    "contents": {**one_page(b""), 4: b"[4 0 R 4 0 R]"},
}


@pytest.mark.parametrize("objects", LOOPS.values(), ids=LOOPS.keys())
def test_loops(objects: dict[int, bytes], tmp_path: Path) -> None:
    assert attempt(tmp_path, raw(objects)).reason


def test_a_form_that_draws_the_next_one_many_times(tmp_path: Path) -> None:
    objects = one_page(b"/F Do", resources=b"/XObject<</F 10 0 R>>")
    for number in range(10, 30):
        more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (number + 1)
        objects[number] = stream(b"/F Do " * 30, more)
    objects[30] = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    assert attempt(tmp_path, raw(objects)).reason


def test_no_pages(tmp_path: Path) -> None:
    empty = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}
    assert attempt(tmp_path, raw(empty)).reason
    counted = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 999999999>>"}
    assert attempt(tmp_path, raw(counted)).reason


def test_ten_thousand_pages(tmp_path: Path) -> None:
    objects = one_page(b"")
    objects[2] = b"<</Type/Pages/Kids[%s]/Count 10000>>" % (b"3 0 R " * 10000)
    assert "页的上限" in (attempt(tmp_path, raw(objects)).reason or "")


def test_a_million_paths(tmp_path: Path) -> None:
    found = attempt(tmp_path, raw(one_page(b"1 1 m 9 9 l S\n" * 1_000_000)))
    assert "不像一份报告" in (found.reason or "")


def test_very_many_lines(tmp_path: Path) -> None:
    lines = b"".join(b"%d 0 m %d 800 l S 0 %d m 800 %d l S\n" % (n, n, n, n) for n in range(0, 30000, 10))
    words = b"BT /F 1000 Tf 100 100 Td (words) Tj ET "
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    found = attempt(tmp_path, raw(one_page(words + lines, b"0 0 30000 30000", font)))
    assert "线条太多" in (found.reason or "")


@pytest.mark.parametrize(
    "box", [b"0 0 1000000000 1000000000", b"0 0 0 0", b"9 9 -9 -9", b"0 0 nan inf", b"0 0 1e99 1e99"]
)
def test_sizes(box: bytes, tmp_path: Path) -> None:
    assert attempt(tmp_path, raw(one_page(b"0 0 m 9 9 l S", box))).reason


def test_content_that_unpacks_to_very_much(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 100_000_000, 9)
    objects = one_page(b"")
    objects[4] = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    assert attempt(tmp_path, raw(objects)).reason


def test_a_huge_font_size(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, FIGURES)
        canvas.setFont("Helvetica", 1e8)
        canvas.drawString(10, 10, "x")

    assert attempt(tmp_path, pdf(page)).format == "pdf"


@pytest.mark.parametrize("end", [10, 100, 500, 1000, 1500, len(GOOD) - 300, len(GOOD) - 30])
def test_cut_off(end: int, tmp_path: Path) -> None:
    found = attempt(tmp_path, GOOD[:end])
    assert found.reason or found.cells == 9


def test_damaged_table_of_objects(tmp_path: Path) -> None:
    found = attempt(tmp_path, GOOD.replace(b"startxref", b"startxxxx").replace(b"0000", b"0009"))
    assert found.reason or found.cells == 9


def test_encrypted(tmp_path: Path) -> None:
    def protected(password: str) -> bytes:
        import io

        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        file = io.BytesIO()
        canvas = Canvas(file, encrypt=StandardEncryption(password, "owner", canPrint=0))
        canvas.setFont("STSong-Light", 10)
        grid(canvas, FIGURES)
        canvas.save()
        return file.getvalue()

    assert "有密码" in (attempt(tmp_path, protected("secret")).reason or "")
    assert attempt(tmp_path, protected("")).cells == 9


def test_scripts_and_actions_are_not_run(tmp_path: Path) -> None:
    target = tmp_path / "made"
    launch = b"<</S/Launch/Win<</F(cmd)>>/F(/bin/touch %s)>>" % str(target).encode()
    objects = one_page(b"0 0 m 9 9 l S")
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while\\(1\\){})/Next %s>>>>" % launch
    assert attempt(tmp_path, raw(objects)).reason
    assert not target.exists()


def test_other_things_called_pdf(tmp_path: Path) -> None:
    assert attempt(tmp_path, b"\x89PNG\r\n\x1a\n123").reason
    assert attempt(tmp_path, GOOD, "report.docx").cells == 9


def test_fonts_that_do_not_say_their_characters(tmp_path: Path) -> None:
    """Codes without a meaning must never become words or figures."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>"
    codes = b"".join(b"<%04x> Tj " % code for code in range(0x100, 0x1F0))
    objects = one_page(b"BT /F 10 Tf 60 700 Td " + codes + b"ET", resources=b"/Font<</F 5 0 R>>")
    found = attempt(tmp_path, raw({**objects, 5: font, 6: inner}))
    assert "文字层不可靠" in (found.reason or "")
    assert "no reliable text layer" in (found.english or "")
