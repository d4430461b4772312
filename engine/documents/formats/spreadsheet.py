"""Excel 97-2003, WPS (.xls, .et) and OpenDocument sheets (.ods), read by calamine, which shows no number formats.

A number is what is stored: one with more than two decimals may be shown rounded, and is doubted.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.documents import compound
from engine.documents.compound import Content
from engine.documents.format import Format, Input
from engine.documents.limits import MAX_CELLS
from engine.documents.package import DamagedError, Package, attribute, local
from engine.model.document import Document, Unreadable

_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_LOCKED = ("文件有密码，不能打开，请去掉密码后再检查", "the file has a password; remove it first")
_DAMAGED = ("文件已损坏，不能打开", "the file is damaged")
_ROUNDED = "存的数有两位以上小数，表里显示的可能是舍入后的数"
_SHOWN_DECIMALS = 2
_TOO_MANY = DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
_REPEATED = ("number-columns-repeated", "number-rows-repeated")


def _name(what: Input) -> str | None:
    """What the file is; ``None`` when it is for other readers."""
    if what.data.startswith(b"PK\x03\x04") and _ODS in what.data[:200]:
        return "ods"
    if what.data.startswith(compound.SIGNATURE) and compound.content(what.data) is Content.EXCEL:
        return "et" if what.suffix == ".et" else "xls"
    return None


def _accepts(what: Input) -> bool:
    return _name(what) is not None


def _read(what: Input) -> Document | Unreadable:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    from engine.documents.excel.reading import sheet_blocks

    name = _name(what) or ""
    try:
        if name == "ods":
            _refuse_too_many(Package(what.data))
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(what.data))
        blocks = sheet_blocks(_sheets(workbook))
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    except PasswordError:
        return Unreadable(what.source, *_LOCKED)
    except (CalamineError, OSError, ValueError) as error:
        return Unreadable(what.source, _DAMAGED[0], f"{_DAMAGED[1]}: {type(error).__name__}")
    if not blocks:
        return Unreadable(what.source, "工作簿里没有文字", "there is no text in the workbook")
    return Document(what.source, what.sha256, name, None, blocks)


FORMAT = Format("spreadsheet", 25, _accepts, _read)


def _refuse_too_many(package: Package) -> None:
    """Raises where what is written once stands so often that the whole sheet would not fit into memory."""
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise DamagedError(*_LOCKED)
    root = package.tree("content.xml")
    down = across = 0
    for row in root.iter() if root is not None else ():
        if local(row) == "table":
            down = across = 0
        elif local(row) == "table-row":
            down += _times(row, _REPEATED[1])
            width = 0
            for cell in row:
                width += _times(cell, _REPEATED[0])
                if attribute(cell, "value-type"):
                    across = max(across, width)
                    if down * across > MAX_CELLS:
                        raise _TOO_MANY


def _times(element: Any, name: str) -> int:
    said = attribute(element, name) or "1"
    return int(said) if said.isdecimal() and len(said) < 9 else MAX_CELLS + 1


def _sheets(workbook: Any) -> Iterator[tuple[str, Any]]:
    """The sheets that are shown, each as a grid."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        if about.visible is SheetVisibleEnum.Visible and about.typ is SheetTypeEnum.WorkSheet:
            yield about.name, _grid(workbook.get_sheet_by_name(about.name))


def _grid(sheet: Any) -> Any:
    from engine.documents.excel.sheet import Grid, SheetCell, name_of

    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise _TOO_MANY
    values = sheet.to_python(skip_empty_area=False)
    height, width = len(values), max(map(len, values), default=0)
    merged = {top: (bottom[0] - top[0] + 1, bottom[1] - top[1] + 1) for top, bottom in sheet.merged_cell_ranges or ()}
    cells = [
        SheetCell(row, column, *merged.get((row, column), (1, 1)), name_of(row, column), _shown(value), False)
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if value != ""
    ]
    return Grid(tuple(cells), tuple(range(height)), tuple(range(width)), ())


def _shown(value: object) -> Any:
    """A value as a sheet shows it."""
    from engine.documents.excel.shown import Shown

    match value:
        case bool():
            return Shown("TRUE" if value else "FALSE")
        case int() | float():
            number = Decimal(repr(value))
            text = f"{number:f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
            decimals = len(text.partition(".")[2])
            return Shown(text, _ROUNDED if decimals > _SHOWN_DECIMALS else None)
        case datetime() | date():
            return Shown(f"{value.year}年{value.month}月{value.day}日")
        case time() | timedelta():
            return Shown(str(value))
    return Shown(str(value))
