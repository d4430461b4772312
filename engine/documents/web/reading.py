"""From the bytes of a web page to a document, or to the reason why there is none."""

import re
from typing import Any

from lxml import etree

from engine.documents.encoding import decode
from engine.documents.format import Input
from engine.documents.limits import MAX_TAGS
from engine.documents.package import DamagedError
from engine.documents.web.archive import Saved, page_in
from engine.documents.web.blocks import blocks
from engine.documents.web.page import Page
from engine.documents.web.trimming import Kept, trim
from engine.model.document import Document, Paragraph, Table, Unreadable

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEAD = 4096
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|[-–—]{2,}")
_SITE = re.compile(r"(?:网|网站|门户|政府|平台)$")
_SHORTEST_TITLE = 6


def read_page(what: Input, *, archived: bool) -> Document | Unreadable:
    """The document in a web page, or in one saved as one file (``archived``)."""
    page = page_in(what.data) if archived else Saved(what.data, None)
    if page is None:
        return Unreadable(what.source, "这个 MHT 文件里没有网页", "there is no web page in this MHT file")
    decoded = decode(page.data, page.charset or _declared(page.data))
    if decoded is None:
        return Unreadable(what.source, "网页的编码无法识别", "the encoding of the page is unknown")
    try:
        blocks = _blocks(decoded.text, with_lines=not archived)
    except DamagedError as error:
        return Unreadable(what.source, error.reason, error.english)
    return Document(what.source, what.sha256, "html", decoded.encoding, blocks)


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it has."""
    found = _DECLARED.search(data, 0, _HEAD)
    return found[1].decode("ascii") if found else None


def _blocks(text: str, *, with_lines: bool) -> tuple[Paragraph | Table, ...]:
    """The paragraphs and tables of a page. Raises ``DamagedError``."""
    root = _parse(text)
    shown = Page(root).shown()
    # Where all is the site's by its looks, the page is of another kind than those that were thought of.
    kept = trim(shown, _titles(root)) or [Kept(one) for one in shown]
    if kept:
        return tuple(blocks(root, kept, with_lines=with_lines))
    if next(root.iter("frame", "iframe"), None) is not None:
        raise DamagedError(
            "网页里没有文字，正文在它引用的另一个文件里（frame），请直接检查那个文件",
            "there is no text on the page; it stands in another file (frame)",
        )
    raise DamagedError("网页里没有文字", "there is no text on the page")


def _parse(text: str) -> Any:
    """The root of the page. Raises ``DamagedError``."""
    # As the standard says (HTML, section 13.2.3.5); libxml2 counts lines by line feeds only.
    plain = text.replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    tags = plain.count("<")
    if tags > MAX_TAGS:
        raise DamagedError(
            f"网页有 {tags} 个标记，超过 {MAX_TAGS} 个的上限，不像一份报告", f"{tags} tags, more than {MAX_TAGS}"
        )
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(f"网页不能解析（{error.msg}）", f"the page cannot be parsed: {error.msg}") from error
    # The parser stops without an error where its limits are reached, and the rest of the page would be missing.
    for entry in parser.error_log.filter_from_fatals():
        raise DamagedError(
            f"网页第 {entry.line} 行超出解析的限度，不像一份报告（{entry.message.strip()}）",
            f"line {entry.line} of the page is beyond the limits of the parser: {entry.message.strip()}",
        )
    if root is None:
        raise DamagedError("网页里没有文字", "there is no text on the page")
    return root


def _titles(root: Any) -> frozenset[str]:
    """What the page says that its document is called, without white space: such a line is no part of the site."""
    names = [meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "") == "ArticleTitle"]
    for title in root.iter("title"):
        names += [title.text or "", *_TITLE_PARTS.split(title.text or "")]
    compact = ("".join(name.split()) for name in names)
    return frozenset(name for name in compact if len(name) >= _SHORTEST_TITLE and not _SITE.search(name))
