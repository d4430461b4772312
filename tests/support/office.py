"""Office files written by hand, part by part: what Word, WPS and others write, and what nobody should."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A part of relations: kind -> target."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _types(kinds: Mapping[str, str]) -> str:
    """What each part of a Word document is: name -> kind."""
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def word_parts(body: str, space: str = W, **others: str) -> dict[str, bytes | str]:
    """The parts of a Word document: what stands in its body, and in other parts (``styles``, ``numbering``, ...)."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _types({"document": "document.main", **{name: name for name in others}}),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in others}),
    }
    for name, content in others.items():
        parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{space}" {_SPACES}>{content}</w:{name}>'
    return parts


def word(body: str, space: str = W, **others: str) -> bytes:
    """A Word document."""
    return packed(word_parts(body, space, **others))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str, properties: str = "") -> str:
    """A paragraph of runs; what begins with ``<`` is XML already."""
    runs = "".join(text if text.startswith("<") else run(text) for text in texts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(text: str = "", properties: str = "") -> str:
    content = text if text.startswith("<") else paragraph(text) if text else paragraph()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of texts or of ready cells."""
    lines = ["".join(one if one.startswith("<w:tc>") else cell(one) for one in row) for row in rows]
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def excel_parts(sheet: str, space: str = S, name: str = "表", **others: str) -> dict[str, bytes | str]:
    """The parts of a workbook with one sheet: what stands in its ``sheetData`` (and after it), and other parts."""
    parts: dict[str, bytes | str] = {
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{space}" {_SPACES}><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            {"worksheet": "worksheets/sheet1.xml", **{kind: f"{kind}.xml" for kind in others}}
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}">{sheet}</worksheet>',
    }
    for kind, content in others.items():
        root = {"sharedStrings": "sst", "styles": "styleSheet"}[kind]
        parts[f"xl/{kind}.xml"] = f'<{root} xmlns="{space}">{content}</{root}>'
    return parts


def excel(sheet: str, space: str = S, name: str = "表", **others: str) -> bytes:
    """A workbook with one sheet."""
    return packed(excel_parts(sheet, space, name, **others))
