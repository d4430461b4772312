"""The formats in which reports are written to be read back. A new reader joins with one line in ``WRITERS``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.round_trip import docx, xlsx
from tests.support.reports import Item, write


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what its files are called, and how the items of a report become one."""

    name: str
    suffix: str
    write: Callable[[Sequence[Item]], bytes]


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
)
