"""The text of a report back to its items, and items to the formats in which offices send them."""

import io
import re
from collections.abc import Callable, Sequence
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.round_trip import docx, html, xlsx
from tests.support.reports import Item, Row, Table

Writer = Callable[[str], bytes]


def items_of(text: str) -> list[Item]:
    """The paragraphs and tables of a report in Markdown, as ``tests.support.reports.write`` writes them."""
    items: list[Item] = []
    rows: list[Row] = []
    for line in (*text.split("\n"), ""):
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip()[1:-1].split("|"))
            if not all(cell.startswith("---") for cell in cells):
                rows.append(Row(cells))
            continue
        if rows:
            items.append(Table("", tuple(rows)))
            rows = []
        if line:
            items.append(line.removeprefix("# "))
    return items


def _of_items(write: Callable[[Sequence[Item]], bytes]) -> Writer:
    return lambda text: write(items_of(text))


def _unstamped(write: Callable[[Sequence[Item]], bytes]) -> Callable[[Sequence[Item]], bytes]:
    """An archive without the time at which it was made, so that the same report is the same file."""

    def unstamped(items: Sequence[Item]) -> bytes:
        file = io.BytesIO()
        with ZipFile(io.BytesIO(write(items))) as made, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name in made.namelist():
                part = made.read(name)
                if name == "docProps/core.xml":
                    part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-15T08:00:00Z", part)
                archive.writestr(ZipInfo(name), part, ZIP_DEFLATED)
        return file.getvalue()

    return unstamped


def _page(items: Sequence[Item]) -> bytes:
    return html.page(html.body(items, html.unmerged)).encode()


WRITERS: dict[str, Writer] = {
    "md": lambda text: text.encode(),
    "txt": lambda text: text.encode("gb18030"),
    "html": _of_items(_page),
    "docx": _of_items(_unstamped(docx.flat)),
    "xlsx": _of_items(_unstamped(xlsx.flat)),
}
"""By suffix. What a text file holds is the same as what a Markdown file holds, in the encoding of old editors."""

SHARES = {"md": 40, "txt": 20, "html": 30, "docx": 6, "xlsx": 4}
"""How many of a hundred reports come in which format, unless told otherwise."""


def suffix(random: Random, shares: dict[str, int]) -> str:
    return random.choices(list(shares), list(shares.values()))[0]
