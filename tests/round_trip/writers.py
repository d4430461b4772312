"""The formats in which reports are written to be read back. A new reader joins with one line in ``WRITERS``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from tests.round_trip import docx, html, pdf, text, xlsx
from tests.support.reports import Item, write


class Rows(Enum):
    """What is left of the rows of tables whose lines are lost."""

    LOST = "one cell after the other"
    WORDS_FIRST = "the words of a row, then its values"
    KEPT = "a row a line"


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what its files are called, and how the items of a report become one."""

    name: str
    suffix: str
    write: Callable[[Sequence[Item]], bytes]
    is_loose: bool = False
    """Whether the lines of tables are lost: then blanks are, too, and surplus cells are in doubt."""
    rows: Rows = Rows.LOST
    """Of those without lines, what is left of rows."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that writes many files in one run; ``path`` is where it is, ``None`` when it is not here."""

    name: str
    suffix: str
    write: Callable[[Sequence[Sequence[Item]]], list[bytes]]
    path: str | None


WRITERS: tuple[Writer, ...] = (
    Writer("markdown", ".md", lambda items: write(items).encode()),
    Writer("markdown, CRLF, GB18030", ".md", lambda items: write(items).replace("\n", "\r\n").encode("gb18030")),
    Writer("markdown called text", ".txt", lambda items: write(items).encode("utf-8-sig")),
    Writer("docx, merged", ".docx", docx.merged),
    Writer("docx, flat", ".docx", docx.flat),
    Writer("docx, tracked changes", ".docx", docx.tracked),
    Writer("xlsx, merged", ".xlsx", xlsx.merged),
    Writer("xlsx, flat", ".xlsx", xlsx.flat),
    Writer("xlsx, a sheet for each table", ".xlsx", xlsx.sheets),
    Writer("web page", ".html", lambda items: html.page(html.body(items)).encode()),
    Writer("web page, no merged cells", ".htm", lambda items: html.page(html.body(items, html.unmerged)).encode()),
    Writer("web page, made flat", ".html", lambda items: html.page(html.body(items, html.flat)).encode()),
    Writer("web page within a site", ".html", lambda items: html.in_site(items).encode()),
    Writer("web page, GBK called UTF-8", ".html", lambda items: html.page(html.body(items)).encode("gbk")),
    Writer("web page saved by Word", ".htm", lambda items: html.saved_by_word(items).encode("gb18030")),
    Writer("text, one cell a line", ".txt", lambda items: text.text_of(items, text.one_a_line), True),
    Writer("text, blank lines between", ".txt", lambda items: text.text_of(items, text.a_blank_line_between), True),
    Writer("text, a bar on its own line", ".txt", lambda items: text.text_of(items, text.a_bar_on_its_own_line), True),
    Writer("text, a bar after each cell", ".txt", lambda items: text.text_of(items, text.a_bar_after_each), True),
    Writer(
        "text, indented values",
        ".txt",
        lambda items: text.text_of(items, text.bars_and_indented_values),
        True,
        Rows.WORDS_FIRST,
    ),
    Writer("text, spaces between", ".txt", lambda items: text.text_of(items, text.spaces_between), True, Rows.KEPT),
    Writer("text, labels broken", ".txt", lambda items: text.text_of(items, text.broken_labels), True),
    Writer("web page saved as one file", ".mht", html.saved_as_one_file),
    Writer("PDF, reportlab", ".pdf", pdf.drawn),
    Writer("PDF, reportlab, merged", ".pdf", lambda items: pdf.drawn(items, merge=True)),
    Writer("PDF, reportlab, headers repeated", ".pdf", lambda items: pdf.drawn(items, wide=False, repeat=True)),
)
PROGRAMS: tuple[Program, ...] = (
    Program("PDF, LibreOffice", ".pdf", pdf.exported, pdf.office()),
    Program("PDF, Chromium", ".pdf", pdf.printed, pdf.browser()),
)
