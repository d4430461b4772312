"""Word documents (.docx, .docm, .dotx); how they are read is in ``engine.documents.word``."""

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.model.document import Document, Unreadable


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.WORD


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.word.reading import read_word

    return read_word(what)


FORMAT = Format("docx", 10, _accepts, _read)
