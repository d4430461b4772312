"""PDF with a text layer (the rooms are in ``engine/documents/pdf``)."""

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.documents.package import DamagedError
from engine.model.document import Document, Unreadable


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.PDF


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.pdf import opening, reading

    try:
        pages = list(opening.pages(what.data))
        reading.check(pages)
        blocks = tuple(reading.document_blocks(pages))
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    return Document(what.source, what.sha256, "pdf", None, blocks)


FORMAT = Format("pdf", 10, _accepts, _read)
