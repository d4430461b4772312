"""Writes engine/documents/pdf/placeholder.ttf.xz: ``python -m tests.documents.pdf.placeholder``."""

from io import BytesIO
from lzma import FILTER_DELTA, FILTER_LZMA2, compress
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FILE = Path("engine/documents/pdf/placeholder.ttf.xz")
CHARACTERS = range(0x21, 0x30000)
GLYPHS = 0xFFFF  # as many as a font may have: a code without a meaning is taken for the number of a glyph


def built() -> bytes:
    """A font of one small box, narrower than any character and inside any line, for every character and every glyph."""
    font = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"box{number}" for number in range(1, GLYPHS))]
    font.setupGlyphOrder(names)
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (200, 500), (200, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    font.setupCharacterMap({})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Gouji Placeholder", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    font.setupPost(keepGlyphNames=False)
    font.font["cmap"].tables = [_all_to_one(1), _all_to_one(10)]
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    # The offsets of the glyphs, four bytes each, grow evenly: their differences are all alike.
    return compress(out.getvalue(), filters=[{"id": FILTER_DELTA, "dist": 4}, {"id": FILTER_LZMA2}])


def _all_to_one(encoding: int) -> Any:
    """Format 13 maps a whole range to one glyph: https://learn.microsoft.com/typography/opentype/spec/cmap."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, encoding, 0
    table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
    table.cmap = dict.fromkeys(CHARACTERS, "box1")
    return table


if __name__ == "__main__":
    FILE.write_bytes(built())
