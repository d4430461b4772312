"""Fonts that are named in a file but not in it: no character is lost, on whatever machine."""

from lzma import decompress
from pathlib import Path

import pytest

from tests.documents.pdf.drawing import words
from tests.documents.pdf.placeholder import FILE, built
from tests.documents.pdf.test_hostile import one_page, raw, stream

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def
1 begincodespacerange <%(low)s> <%(high)s> endcodespacerange
2 beginbfchar <%(one)s> <65E0> <%(two)s> <221A> endbfchar endcmap end"""


def _page(font: dict[int, bytes], one: bytes, two: bytes) -> bytes:
    """Two lone characters, far apart."""
    content = b"BT /F 10 Tf 60 700 Td %s Tj 200 0 Td %s Tj ET" % (one, two)
    return raw({**one_page(content, resources=b"/Font<</F 5 0 R>>"), **font})


def _composite(encoding: bytes, ordering: bytes, base: bytes = b"FangSong_GB2312") -> dict[int, bytes]:
    return {
        5: b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[6 0 R]>>" % (base, encoding),
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>/DW 1000>>" % (base, ordering),
    }


def test_lone_characters_of_a_chinese_font() -> None:
    """As 方正 and others write a document: GBK codes, and a font every Windows has."""
    codes = [b"<%s>" % char.encode("gbk").hex().encode() for char in "无√"]
    found = words(_page(_composite(b"GBK-EUC-H", b"GB1"), *codes))
    assert "".join(found).replace(" ", "") == "无√"


@pytest.mark.parametrize("code", [b"0001", b"07d0", b"fff0"])
def test_lone_characters_of_a_font_that_numbers_its_glyphs(code: bytes) -> None:
    other = b"%04x" % (int(code, 16) + 1)
    names = _TO_UNICODE % {b"low": b"0000", b"high": b"ffff", b"one": code, b"two": other}
    font = _composite(b"Identity-H", b"Identity")
    font[5] = font[5].replace(b">>", b"/ToUnicode 7 0 R>>")
    font[7] = stream(names)
    assert "".join(words(_page(font, b"<%s>" % code, b"<%s>" % other))).replace(" ", "") == "无√"


@pytest.mark.parametrize("kind", [b"TrueType", b"Type1"])
@pytest.mark.parametrize("base", [b"Wingdings2", b"ABCDEF+SimSun", b"Calibri"])
def test_lone_characters_of_a_simple_font(kind: bytes, base: bytes) -> None:
    names = _TO_UNICODE % {b"low": b"00", b"high": b"ff", b"one": b"52", b"two": b"fc"}
    font = b"<</Type/Font/Subtype/%s/BaseFont/%s/FirstChar 82/LastChar 82/Widths[900]/ToUnicode 7 0 R>>" % (kind, base)
    found = words(_page({5: font, 7: stream(names)}, b"<52>", b"<fc>"))
    assert "".join(found).replace(" ", "") == "无√"


def test_the_font_is_the_one_that_is_built() -> None:
    assert decompress(Path(FILE).read_bytes()) == decompress(built())
