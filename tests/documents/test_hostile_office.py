"""Office files that nobody wrote for a reader: a clear reason or a document, in bounded time and memory."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.child import read_in_child
from tests.support.office import cell, excel, excel_parts, packed, paragraph, relations, run, table, word, word_parts

_MAIN = "word/document.xml"
_SHEET = "xl/worksheets/sheet1.xml"


def _part(name: str, content: bytes | str) -> bytes:
    parts = word_parts(paragraph("x")) if name.startswith("word") else excel_parts("<sheetData/>")
    return packed({**parts, name: content})


def _entities(parts: dict[str, bytes | str], name: str, dtd: str) -> bytes:
    content = parts[name]
    assert isinstance(content, str)
    return packed({**parts, name: f"<?xml version='1.0'?><!DOCTYPE d [{dtd}]>{content}"})


def _laughs() -> str:
    return '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(20)
    )


def _overlapping() -> bytes:
    """A thousand entries that are all the same ten megabytes of zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MAIN, b" " * 10_000_000)
    data = file.getvalue()
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    entry = data[start : start + size]
    names = [_MAIN, *(f"word/do{number:08d}.xml" for number in range(999))]
    listed = b"".join(entry.replace(_MAIN.encode(), name.encode()) for name in names)
    tail = data[end : end + 8] + struct.pack("<HHIIH", len(names), len(names), len(listed), start, 0)
    return data[:start] + listed + tail


def _word_of(repeated: str, count: int, before: str = "", after: str = "") -> bytes:
    return word(before + repeated * count + after)


def _styles_in_a_ring() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:basedOn w:val="{(number + 1) % 3000}"/></w:style>'
        for number in range(3000)
    )
    styles += (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:pStyle w:val="7"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return word(paragraph("x", properties=numbered) * 200, styles=styles, numbering=numbering)


def _notes_in_a_ring() -> bytes:
    note = f'<w:footnote w:id="1">{paragraph("注", "<w:r><w:footnoteReference w:id=%s1%s/></w:r>")}</w:footnote>'
    note = note % ('"', '"')
    return word(paragraph("x", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=note)


def _one_far_cell() -> bytes:
    return excel(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>3</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )


def _merged_over_everything() -> bytes:
    areas = '<mergeCell ref="A1:XFD1048576"/>'
    return excel(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        f"</sheetData><mergeCells>{areas}</mergeCells>"
    )


def _frame_over_everything() -> bytes:
    styles = (
        '<borders><border/><border><left style="thin"/></border></borders>'
        '<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/></cellXfs>'
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in range(1, 5_000))
    return excel(f'<sheetData>{rows}<row r="5000"><c r="A5000" s="1"><v>5</v></c></row></sheetData>', styles=styles)


def _sheets(count: int) -> bytes:
    parts = excel_parts("<sheetData><row><c><v>1</v></c></row></sheetData>")
    book = str(parts["xl/workbook.xml"])
    one = '<sheet name="表" sheetId="1" r:id="rId1"/>'
    return packed({**parts, "xl/workbook.xml": book.replace(one, one * count)})


def _shared(count: int) -> bytes:
    cells = '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'
    return excel(cells, sharedStrings="<si><t>很长的文字</t></si>" * count)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a part that unpacks to 60 MB": ("a.docx", lambda: _part(_MAIN, b" " * 60_000_000), "上限"),
    "a sheet that unpacks to 60 MB": ("a.xlsx", lambda: _part(_SHEET, b" " * 60_000_000), "上限"),
    "many parts": ("a.docx", lambda: packed({f"word/{number}": "" for number in range(6000)}), "5000"),
    "overlapping entries": ("a.docx", _overlapping, "已损坏"),
    "two parts of one name": (
        "a.docx",
        lambda: packed({**word_parts(paragraph("x")), "WORD/document.xml": ""}),
        "同名",
    ),
    "entities that laugh": ("a.docx", lambda: _entities(word_parts("&u;"), _MAIN, _laughs()), "DTD"),
    "entities in a sheet": ("a.xlsx", lambda: _entities(excel_parts("<sheetData/>"), _SHEET, _laughs()), "DTD"),
    "an entity that is a file": (
        "a.docx",
        lambda: _entities(word_parts("&f;"), _MAIN, '<!ENTITY f SYSTEM "file:///etc/passwd">'),
        "DTD",
    ),
    "a DTD in UTF-16": (
        "a.docx",
        lambda: _part(_MAIN, f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE d [{_laughs()}]><d/>".encode("utf-16")),
        "DTD",
    ),
    "more markup than any report": ("a.docx", lambda: _word_of("<w:p/>", 5_000_000), "太多"),
    "more attributes than any report": ("a.docx", lambda: _word_of('<w:p a="" b="" c=""/>', 1_500_000), "太多"),
    "more cells than any report": (
        "a.docx",
        lambda: _word_of("<w:tc/>", 600_000, "<w:tbl><w:tr>", "</w:tr></w:tbl>"),
        "格",
    ),
    "depth": ("a.docx", lambda: word("<w:tbl><w:tr><w:tc>" * 33_000), "已损坏"),
    "merged over everything": ("a.xlsx", _merged_over_everything, "合并"),
    "a name that is no cell": ("a.xlsx", lambda: excel('<sheetData><row><c r="ZZZZ1"/></row></sheetData>'), "名称"),
    "a row that is none": ("a.xlsx", lambda: excel('<sheetData><row r="9999999"/></sheetData>'), "行号"),
    "no zip at all": ("a.docx", lambda: b"PK\x03\x04" + b"word/" * 100, "已损坏"),
    "half a file": ("a.docx", lambda: word(paragraph("x" * 3000))[:-300], "已损坏"),
}

READ: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "100,000 cells": (
        "a.docx",
        lambda: _word_of(f"<w:tr>{cell('12') * 10}</w:tr>", 10_000, "<w:tbl>", "</w:tbl>"),
        "",
    ),
    "100,000 cells of a sheet": (
        "a.xlsx",
        lambda: excel("<sheetData>" + ("<row>" + "<c><v>12</v></c>" * 10 + "</row>") * 10_000 + "</sheetData>"),
        "",
    ),
    "a span beyond reason": (
        "a.docx",
        lambda: word(table([cell("甲", '<w:gridSpan w:val="1000000000"/>'), "1"], ["乙", "2"]) + paragraph("x")),
        "x",
    ),
    "styles and lists in a ring": ("a.docx", _styles_in_a_ring, "x"),
    "notes in a ring": ("a.docx", _notes_in_a_ring, "注"),
    "a frame around everything": ("a.xlsx", _frame_over_everything, "5"),
    "one far cell": ("a.xlsx", _one_far_cell, "1 3"),
    "a sheet listed 2,000 times": ("a.xlsx", lambda: _sheets(2_000), "1"),
    "300,000 strings": ("a.xlsx", lambda: _shared(300_000), "很长的文字"),
    "a document called something else": ("a.xlsx", lambda: word(paragraph("x")), "x"),
    "a workbook called a page": ("a.html", lambda: excel("<sheetData><row><c><v>5</v></c></row></sheetData>"), "5"),
    "a workbook inside a document": (
        "a.docx",
        lambda: packed({**word_parts(paragraph("x")), "word/embeddings/a.xlsx": excel("<sheetData/>")}),
        "x",
    ),
    "macros and pictures from elsewhere": (
        "a.docm",
        lambda: packed(
            {
                **word_parts(paragraph("x", '<w:r><w:drawing><a:blip r:link="rId1"/></w:drawing></w:r>')),
                "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 AutoOpen",
                "word/_rels/document.xml.rels": relations({"image": "http://127.0.0.1:9/x.png"}).replace(
                    "/>", ' TargetMode="External"/>', 1
                ),
            }
        ),
        "x",
    ),
    "names with control characters": (
        "a\x1b[31m.docx",
        lambda: packed({**word_parts(paragraph("x")), "word/\x1b[31m\u202e.xml": "", "../../up.xml": ""}),
        "x",
    ),
    "runs in runs in runs": (
        "a.docx",
        lambda: word("<w:p>" + "<w:ins>" * 120 + run("x") + "</w:ins>" * 120 + "</w:p>"),
        "x",
    ),
}


def _file(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    source, made, said = REFUSED[name]
    found = read_in_child(_file(tmp_path, source, made()))
    assert found.reason is not None
    assert found.english
    assert said in found.reason


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_is_read(tmp_path: Path, name: str) -> None:
    source, made, text = READ[name]
    found = read_in_child(_file(tmp_path, source, made()))
    assert found.reason is None
    assert text in found.text.split("\n")
    assert found.cells == (100_000 if "100,000" in name else found.cells)
