"""A report has the same outcomes as a web page, whatever the site puts around it, as it has in Markdown."""

from collections.abc import Callable, Sequence

import pytest

from engine import documents
from engine.model.document import Document, Paragraph
from engine.model.finding import Assessment
from engine.pipeline import check
from tests.round_trip import html
from tests.support.packs import shipped_pack
from tests.support.places import RULES
from tests.support.reports import Item, Row, Table

BASE = RULES / "foi_annual_report" / "base.md"
PAGES: dict[str, Callable[[Sequence[Item]], bytes]] = {
    "page": lambda items: html.page(html.body(items, html.unmerged)).encode(),
    "within a site": lambda items: html.in_site(items).encode(),
    "saved by Word": lambda items: html.saved_by_word(items).encode("gb18030"),
    "saved as one file": html.saved_as_one_file,
}


def items(data: bytes) -> list[Item]:
    """The paragraphs and tables of a report in Markdown."""
    found = documents.read(data, "base.md")
    assert isinstance(found, Document)
    return [
        block.passage.text
        if isinstance(block, Paragraph)
        else Table("", tuple(Row(tuple(cell.text for cell in row.cells)) for row in block.rows))
        for block in found.blocks
    ]


def outcomes(data: bytes, source: str) -> list[tuple[str, str, str | None]]:
    """The verdict of every rule and the message of every finding."""
    ruleset = shipped_pack()
    found = check(data, source, [ruleset], strict=True)
    assert isinstance(found, Assessment), found
    messages = {finding.rule: finding.message for finding in found.findings}
    return sorted((one.rule, one.verdict, messages.get(one.rule)) for one in found.outcomes)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_outcomes_of_a_page_are_those_of_its_report(page: Callable[[Sequence[Item]], bytes]) -> None:
    data = BASE.read_bytes()
    source = "a.mht" if page is html.saved_as_one_file else "a.html"
    assert outcomes(page(items(data)), source) == outcomes(data, "a.md")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_and_so_are_those_of_one_with_faults(page: Callable[[Sequence[Item]], bytes]) -> None:
    text = BASE.read_text(encoding="utf-8")
    faulty = text.replace("2024年1月15日", "2023年12月15日").replace("申请数量 | | | 4", "申请数量 | | | 3")
    assert faulty != text
    source = "a.mht" if page is html.saved_as_one_file else "a.html"
    found = outcomes(page(items(faulty.encode())), source)
    assert found == outcomes(faulty.encode(), "a.md")
    assert any(verdict == "failed" for _, verdict, _ in found)
