"""The names of elements in Word documents, in the transitional and in the strict namespace."""

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (TRANSITIONAL, "http://purl.oclc.org/ooxml/wordprocessingml/main")
_MATHEMATICS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# What holds no words of the text: what was deleted or moved away, instructions, properties, the reading of a ruby.
_SKIPPED = (
    "del moveFrom delText instrText delInstrText pPr rPr tcPr trPr tblPr tblPrEx tblGrid sectPr sdtPr sdtEndPr rt "
    "bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak footnoteRef endnoteRef annotationRef commentReference"
).split()
_READ = (
    "p r t tbl tr tc sdt tab ptab br cr noBreakHyphen sym fldChar fldSimple txbxContent pict object drawing "
    "footnoteReference endnoteReference altChunk subDoc"
).split()

SKIPPED = "skipped"
NAMES: dict[str, str] = {
    **{f"{{{space}}}{name}": SKIPPED for space in _SPACES for name in _SKIPPED},
    **{f"{{{space}}}{name}": name for space in _SPACES for name in _READ},
    **{f"{{{space}}}t": "t" for space in _MATHEMATICS},
    **{f"{{{space}}}sup": "sup" for space in _MATHEMATICS},
    f"{{{_COMPATIBILITY}}}AlternateContent": "AlternateContent",
}
"""What is done with an element, by its tag; of an element that is not here, what it holds is read."""

# Properties that change what is read, and how far above them the element stands that they are about.
PROPERTIES: dict[str, int] = {
    **dict.fromkeys("pStyle rStyle vanish vertAlign gridSpan vMerge hMerge cellDel".split(), 2),
    **dict.fromkeys("gridBefore tblHeader hidden showingPlcHdr del moveFrom".split(), 2),
    "numId": 3,
    "ilvl": 3,
    "docPartGallery": 3,
}
