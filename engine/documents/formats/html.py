"""Web pages: block elements to paragraphs, tables with their spans, what the site puts around them left away.

What a browser does not show (scripts, hidden elements) is not read; nothing is fetched. A page saved as one file (MHT)
is read like the page in it, but without lines, which count in the page and not in that file.
"""

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.model.document import Document, Unreadable


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) in (kinds.HTML, kinds.MHTML)


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.web.reading import read_page

    return read_page(what, archived=kinds.recognise(what) is kinds.MHTML)


FORMAT = Format("html", 20, _accepts, _read)
