"""Excel workbooks (.xlsx, .xlsm); how they are read is in ``engine.documents.excel``."""

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.model.document import Document, Unreadable


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.EXCEL


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.excel.reading import read_excel

    return read_excel(what)


FORMAT = Format("xlsx", 10, _accepts, _read)
