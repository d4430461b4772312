"""The page of findings: every finding leads to words that are there, nothing of a report becomes markup or script."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from typer.testing import CliRunner

from cli import app
from engine import pipeline
from engine.model.finding import Assessment, Finding, Gone, Outcome, Severity, SwitchedOff, Verdict
from engine.model.struct import replace
from engine.outputs import formats
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.words import Language
from tests.outputs.formats.checked import HOSTILE, check, hostile, reports, ruleset, sample, waived
from tests.outputs.test_facts_html import written as written_in
from tests.round_trip.writers import WRITERS, Writer
from tests.support.pages import ATTACKS, assert_stands_alone, words
from tests.support.places import RULES

BASE = (RULES / "foi_annual_report" / "base.md").read_text(encoding="utf-8")


def written(*checked: Checked, language: Language = "zh", ascii_only: bool = False) -> bytes:
    found = formats.find("html")
    assert isinstance(found, Format)
    return found.render(checked, Manner(language, ascii_only))


def page_of(*checked: Checked, language: Language = "zh") -> Any:
    return html.document_fromstring(written(*checked, language=language).decode())


def set_aside() -> Checked:
    """The sample: its first finding waived, the next one known from a baseline that had one more, and a rule off."""
    one = waived()
    known = one.assessment.findings[0]
    outcomes = tuple(
        replace(outcome, findings=tuple(finding for finding in outcome.findings if finding is not known))
        for outcome in one.assessment.outcomes
    )
    assessment = replace(
        one.assessment,
        outcomes=outcomes,
        baseline=True,
        known=(known,),
        gone=(Gone("X99", "旧<b>事</b>", Severity.ERROR, "以前的问题", "0" * 16),),
        off=(SwitchedOff("T401", "表四十五格", "不<i>适用</i>"),),
    )
    return replace(one, assessment=assessment)


def with_class(page: Any, name: str) -> Any:
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def marked(page: Any, key: str) -> list[Any]:
    """What carries a key in the document, without what stands inside of it."""
    left = "//section[contains(@class, 'document')]//*"
    return list(page.xpath(f"{left}[contains(concat(' ', @data-f, ' '), ' {key} ')]"))


def cards(page: Any) -> list[Any]:
    """The findings that count, in the order of the page."""
    return list(page.xpath("//li[@data-severity]"))


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    page = page_of(*reports(), set_aside())
    ids = Counter(page.xpath("//@id"))
    assert ids.most_common(1)[0][1] == 1
    links = page.xpath("//a/@href")
    assert len(links) > 100
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


@pytest.mark.parametrize("one", [sample(), hostile()], ids=["sample", "hostile"])
def test_every_finding_is_linked_to_the_words_that_it_quotes(one: Checked) -> None:
    page = page_of(one)
    shown = cards(page)
    assert len(shown) == len(one.assessment.findings)
    places = 0
    for card, finding in zip(shown, one.assessment.findings, strict=True):
        assert card.get("data-severity") == finding.severity.value
        assert "".join(finding.message.split()).replace("\x07", "\ufffd") in words(card)
        keys = card.get("data-f").split()
        assert len(keys) == len(finding.locations)
        for key, place in zip(keys, finding.locations, strict=True):
            places += 1
            (anchor,) = page.xpath(f"//*[@id='r1.at.{key}']")
            assert "document" in anchor.xpath("ancestor::section/@class")[0]
            text = "".join(words(mark) for mark in marked(page, key))
            quote = "".join((place.quote or "").split()).replace("|", "")
            if quote and "…" not in quote:
                assert quote in text or (text and quote.startswith(text))  # of several cells, the first
    assert places >= len(shown)


WITH_PLACES = [writer for writer in WRITERS if writer.name.startswith(("docx", "xlsx", "PDF", "html"))]


@pytest.mark.parametrize("writer", WITH_PLACES, ids=lambda writer: writer.name)
def test_every_place_is_found_in_every_format(writer: Writer) -> None:
    facts = written_in(writer, lambda table: table)
    assessment = pipeline.assess(facts, [ruleset()])
    assert isinstance(assessment, Assessment)
    assert assessment.findings
    page = page_of(Checked(assessment, facts))
    for card, finding in zip(cards(page), assessment.findings, strict=True):
        assert len(card.get("data-f").split()) == len(finding.locations)


def test_the_colour_of_a_mark_is_the_most_severe_of_its_findings() -> None:
    page = page_of(sample())
    (organ,) = [one for one in with_class(page, "marked") if words(one) == "河曲县同县镇人民政府"]
    assert len(organ.get("data-f").split()) >= 2  # an error and a warning
    assert organ.get("class").split() == ["marked", "error"]
    (slip,) = [one for one in with_class(page, "marked") if words(one) == "只记这一情形"]
    assert slip.get("class").split() == ["marked", "warning"]


def test_the_cells_of_an_identity_are_marked_and_the_one_that_may_be_wrong() -> None:
    page = page_of(hostile())
    (card,) = [one for one in cards(page) if one.get("data-rule") == "T308"]
    cells = [cell for key in card.get("data-f").split() for cell in marked(page, key)]
    assert [words(cell) for cell in cells] == ["3", "1", "0", "0", "0", "0", "5"]
    assert {cell.tag for cell in cells} == {"td"}
    (suspicion,) = page.xpath("//li[@class='finding suspect']")
    (suspect,) = marked(page, suspicion.get("data-f"))
    assert words(suspect) == "3"
    assert suspect.get("class") == "error suspect"
    assert suspicion.get("data-f") in card.get("data-with").split()
    assert "若为4" in words(suspicion)


def test_the_values_that_a_finding_rests_on_are_there() -> None:
    page = page_of(hostile())
    (card,) = [one for one in cards(page) if one.get("data-rule") == "T308"]
    rows = [[words(cell) for cell in row] for row in card.xpath(".//details[@class='evidence']//tr")]
    assert ["表三[新收,总计]", "5"] in [row[:2] for row in rows]
    assert all(row[2] for row in rows)
    (other,) = [one for one in cards(page_of(sample())) if one.get("data-rule") == "S12"]
    assert other.get("data-with")  # it stands at the heading and rests on the text below


def test_the_parts_of_the_form() -> None:
    parts = {card.get("data-rule"): card.get("data-parts").split() for card in reversed(cards(page_of(sample())))}
    assert parts["N01"] == ["end", "head"]
    assert parts["N02"] == ["end"]
    assert parts["N03"] == ["head"]
    assert parts["L02"] == ["section.1"]
    assert parts["T208"] == parts["T213"] == ["table2"]
    assert parts["T304"] == ["table3"]
    assert parts["T312"] == ["table3"]  # torn by a page break
    assert parts["T401"] == ["table4", "section.4"]
    assert parts["S11"] == ["section.6"]


def test_what_can_be_filtered_is_offered() -> None:
    page = page_of(sample())
    found = sample().assessment.findings
    assert [words(one) for one in page.xpath("//div[@class='filters']/button")] == [
        f"{name}{sum(finding.severity is severity for finding in found)}"
        for severity, name in ((Severity.ERROR, "错误"), (Severity.WARNING, "警告"), (Severity.INFO, "提醒"))
    ]
    offered = page.xpath("//select[@class='by-rule']/option/@value")
    assert offered == ["", *sorted({finding.rule for finding in found})]
    names = [words(one).split("(")[0] for one in page.xpath("//select[@class='by-part']/option")]
    assert names == ["所有部分", *"开头 总体情况 表二 依申请公开 表三 复议诉讼 表四 问题改进 其他事项 结尾".split()]


def test_findings_set_aside_are_folded_and_without_colour() -> None:
    one = set_aside()
    page = page_of(one)
    folded = {words(part.xpath("summary")[0]): words(part) for part in with_class(page, "aside")}
    assert list(folded) == ["已豁免1", "基线里已有1", "基线里有、现在没有了1", "停用的规则1"]
    assert not page.xpath("//details[@open]")
    assert "已向县政务公开办说明（王<某>，至2024-12-31）" in folded["已豁免1"]
    assert one.assessment.known[0].rule in folded["基线里已有1"]
    assert "X99旧<b>事</b>以前的问题" in folded["基线里有、现在没有了1"]
    assert "不<i>适用</i>" in folded["停用的规则1"]
    assert len(cards(page)) == len(one.assessment.findings)
    (waiver,) = page.xpath("//details[1]//li[contains(@class, 'finding')]")
    for key in waiver.get("data-f").split():
        assert marked(page, key)
        assert not any("error" in (mark.get("class") or "") for mark in marked(page, key))


def test_a_report_without_findings() -> None:
    page = page_of(check(BASE, "好.md"))
    assert cards(page) == []
    assert words(with_class(page, "clean")[0]) == "没有发现问题"
    assert page.xpath("//section[contains(@class, 'document')]//table")


def test_reports_that_were_not_read_are_listed_too() -> None:
    finding = Finding(
        "UNREADABLE", "不能读", Severity.ERROR, Verdict.FAILED, "这不是<报告>", None, (), (), (), "0" * 16
    )
    outcome = Outcome("UNREADABLE", "不能读", Severity.ERROR, Verdict.FAILED, (finding,))
    broken = Checked(Assessment("坏.pdf", "", None, None, None, (), (outcome,)))
    page = page_of(sample(), broken, language="en")
    assert [words(row) for row in page.xpath("//nav//tbody/tr")] == [
        "河曲县旧县镇人民政府2023旧县镇2023.md12214",
        "坏.pdf坏.pdf1",
    ]
    last = page.xpath("//article")[-1]
    assert not last.xpath(".//section[contains(@class, 'document')]")
    assert "这不是<报告>" in words(last)
    assert page.get("lang") == "en"


def test_nothing_is_fetched_and_only_one_script_may_run() -> None:
    assert_stands_alone(page_of(sample()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_words_of_a_report_become_markup(attack: str) -> None:
    text = BASE.replace("一、总体情况\n", f"一、总体情况\n\n{attack}待补充XX\n", 1).replace(
        "| 4 | 1 |", f"| {attack} | 1 |", 1
    )
    text = text.replace("青禾县云溪镇人民政府", f"青禾县{attack}云溪镇人民政府")
    page = page_of(check(text, f"{attack}.md"))
    plain = page_of(*reports(), set_aside())
    tags = {element.tag for element in page.iter()}
    assert tags <= {element.tag for element in plain.iter()}
    assert not [tag for tag in tags if not isinstance(tag, str)]
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    names = {name for element in page.iter() for name in element.attrib}
    assert names <= {name for element in plain.iter() for name in element.attrib}
    assert attack in page.xpath("//p[@class='about']")[0].text_content()
    assert "".join(attack.split()) in words(page.xpath("//section[contains(@class, 'document')]")[0])


def test_the_hostile_report_is_shown_as_it_is() -> None:
    page = page_of(hostile())
    assert HOSTILE in page.xpath("//p[@class='about']")[0].text_content()
    assert "\ufffd" in words(page.xpath("//section[contains(@class, 'document')]")[0])


def test_personal_data_is_masked() -> None:
    whole = written(
        check(BASE.replace("老年人看不明白", "联系13800138000，证件11010519491231002X"), "报告.md")
    ).decode()
    assert "13800138000" not in whole
    assert "11010519491231002X" not in whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_reports_give_the_same_bytes(language: Language) -> None:
    assert written(*reports(), language=language) == written(*reports(), language=language)


def test_ascii_says_the_same() -> None:
    data = written(*reports(), ascii_only=True)
    assert data.isascii()
    assert words(html.document_fromstring(data)) == words(page_of(*reports()))


def test_half_a_character_is_no_reason_to_fail() -> None:
    one = sample()
    name = "\udcff\x00报告.md"
    page = page_of(replace(one, assessment=replace(one.assessment, source=name)))
    assert page.xpath("//p[@class='about']")[0].text_content().startswith("\ufffd\ufffd报告.md")


def test_english_has_no_words_of_the_page_in_chinese() -> None:
    page = page_of(set_aside(), language="en")
    own: Sequence[str] = page.xpath(
        "//summary/text() | //dt/text() | //button/text() | //h3/text() | //p[@class='keys']/text()"
    )
    assert own
    assert not re.search(r"[一-鿿]", "".join(own))


def test_the_command_writes_one_page_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "报告").mkdir()
    for name in ("甲", "乙"):
        (tmp_path / "报告" / f"{name}.md").write_text(BASE.replace("| 4 | 1 |", "| 3 | 1 |"), encoding="utf-8")
    target = tmp_path / "结果.html"
    done = CliRunner().invoke(app, ["check", str(tmp_path / "报告"), "--format", "html", "--output", str(target)])
    assert done.exit_code == 1, done.output
    page = html.document_fromstring(target.read_text(encoding="utf-8"))
    assert len(page.xpath("//article//section[contains(@class, 'document')]")) == 2
