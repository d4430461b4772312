"""Pages of two panes in a real browser: both sides find each other, filters and keys work, nothing is fetched.

Most of it is about the page of findings; that of a reading shares its script.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route

from engine.outputs import formats
from engine.outputs.format import Format, Manner
from engine.outputs.html import render_facts
from engine.outputs.words import Language
from tests.outputs.formats.checked import hostile, sample
from tests.outputs.formats.test_html import set_aside
from tests.support.browser import CHROMIUM, started
from tests.support.readings import damaged, reading

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
PAGES = {"sample": [sample()], "hostile": [hostile()], "aside": [set_aside()], "several": [hostile(), set_aside()]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = formats.find("html")
    assert isinstance(found, Format)
    folder = tmp_path_factory.mktemp("pages")
    for name, checked in PAGES.items():
        language: Language = "zh" if len(checked) == 1 else "en"
        (folder / f"{name}.html").write_bytes(found.render(checked, Manner(language)))
    (folder / "reading.html").write_text(render_facts([reading(damaged())]), encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page (of the sample, unless the test says which), that must neither complain nor ask for anything."""
    name, scheme = getattr(request, "param", ("sample", "light"))
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 1280, "height": 800}
    )
    trouble: list[str] = []

    def refuse(route: Route) -> None:
        trouble.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith("file:"), refuse)
    page = context.new_page()
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.set_default_timeout(5000)
    page.goto((folder / f"{name}.html").as_uri())
    yield page
    context.close()
    assert trouble == []


def lit(page: Page) -> list[str]:
    return page.locator(".document .lit").all_inner_texts()


def is_in_sight(one: Locator) -> bool:
    """Whether the whole of it can be seen, but for less than a pixel: in its pane, and in the window."""
    return bool(
        one.evaluate(
            """one => {
              const box = one.getBoundingClientRect(), pane = one.closest(".pane").getBoundingClientRect();
              return box.top > Math.max(pane.top, 0) - 1 && box.bottom < Math.min(pane.bottom, innerHeight) + 1;
            }"""
        )
    )


def here(page: Page) -> str:
    """The words of the place that was gone to: other places may cut them."""
    return "".join(page.locator(".document .here").all_inner_texts())


def chosen(page: Page) -> Locator:
    return page.locator(".finding[aria-current]")


def test_a_finding_shows_its_place(opened: Page) -> None:
    finding = opened.locator(".finding[data-rule=D03]")
    assert not finding.locator(".basis").is_visible()
    finding.locator(".choose").click()
    assert chosen(opened).get_attribute("data-rule") == "D03"
    assert finding.locator(".basis").is_visible()
    assert lit(opened) == ["2023", "2023年12月21日"]
    assert here(opened) == "2023年12月21日"
    assert is_in_sight(opened.locator(".document .here"))


def test_a_place_shows_its_finding_and_each_click_the_next_one(opened: Page) -> None:
    mark = opened.locator(".document .marked", has_text="河曲县同县镇人民政府")
    mark.click()
    assert chosen(opened).get_attribute("data-rule") == "N01"
    assert is_in_sight(chosen(opened))
    mark.click()
    assert chosen(opened).get_attribute("data-rule") == "N02"
    assert is_in_sight(chosen(opened).locator("h4"))
    mark.click()
    assert chosen(opened).get_attribute("data-rule") == "N01"
    chosen(opened).locator(".places a").click()
    assert here(opened) == "河曲县旧县镇人民政府"
    assert is_in_sight(opened.locator(".document .here").first)


def test_filters_hide_findings_and_their_colours(opened: Page) -> None:
    shown = opened.locator(".finding:visible")
    status = opened.locator(".filters .shown")
    assert (shown.count(), status.inner_text()) == (37, "37 / 37")
    opened.locator(".filters button.warning").click()
    assert opened.locator(".filters button.warning").get_attribute("aria-pressed") == "false"
    assert (shown.count(), status.inner_text()) == (15, "15 / 37")
    assert opened.locator(".document .warning").count() == 0
    organ = opened.locator(".document .marked", has_text="河曲县同县镇人民政府")
    assert "error" in str(organ.get_attribute("class"))
    opened.locator(".filters button.warning").click()
    opened.locator(".by-part").select_option(label="表二 (4)")
    assert shown.evaluate_all("all => all.map(one => one.dataset.rule)") == ["T208", "T208", "T208", "T213"]
    assert opened.locator(".group:visible").count() == 2
    opened.locator(".by-rule").select_option("T213")
    assert shown.count() == 1
    assert opened.locator(".document .info").all_inner_texts() == ["16", "1"]
    assert opened.locator(".document .warning, .document .error").count() == 0


def test_keys_go_through_findings_and_places(opened: Page) -> None:
    rules = []
    for key in ("j", "j", "ArrowDown", "k", "k", "k"):
        opened.keyboard.press(key)
        rules.append(chosen(opened).get_attribute("data-rule"))
        assert is_in_sight(chosen(opened).locator("h4"))
    assert rules[:5] == ["N01", "N03", "S22", "N03", "N01"]
    assert rules[5] == opened.locator(".finding").last.get_attribute("data-rule")
    opened.keyboard.press("Escape")
    assert chosen(opened).count() == 0
    assert lit(opened) == []
    places = []
    for key in ("n", "n", "p"):
        opened.keyboard.press(key)
        places.append(here(opened))
    assert places == ["河曲县旧县镇人民政府", "旧县镇 2023 年政府信息公开工作年报", "河曲县旧县镇人民政府"]
    opened.locator(".finding[data-rule=S13] .choose").focus()
    opened.keyboard.press("Enter")
    assert chosen(opened).get_attribute("data-rule") == "S13"


@pytest.mark.parametrize("opened", [("hostile", "light")], indirect=True)
def test_the_cells_of_an_identity_light_up_together(opened: Page) -> None:
    opened.locator(".document td.suspect").click()
    assert here(opened) == "3"
    opened.locator(".finding[data-rule=T308] .choose").click()
    assert lit(opened) == ["3", "1", "0", "0", "0", "0", "5"]
    evidence = chosen(opened).locator(".evidence")
    evidence.locator("summary").click()
    evidence.get_by_role("row", name="总计").get_by_role("link").click()
    assert here(opened) == "5"


@pytest.mark.parametrize("opened", [("aside", "dark")], indirect=True)
def test_what_is_set_aside_is_folded_and_dark_is_dark(opened: Page) -> None:
    waived = opened.locator("details.aside").first
    assert not waived.locator(".finding").is_visible()
    waived.locator("summary").first.click()
    waived.locator(".choose").click()
    assert "".join(lit(opened)) == "河曲县旧县镇人民政府河曲县同县镇人民政府"
    brightness = "one => Math.max(...getComputedStyle(one).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))"
    assert opened.locator("body").evaluate(brightness) < 60
    opened.emulate_media(media="print")
    assert not opened.locator(".filters").is_visible()
    assert opened.locator(".pane").first.evaluate("one => getComputedStyle(one).overflowY") == "visible"
    assert opened.locator("body").evaluate(brightness) == 255
    assert opened.locator(".more:visible").count() > 30


@pytest.mark.parametrize("opened", [("several", "light"), ("hostile", "dark")], indirect=True)
def test_everybody_can_use_it(opened: Page) -> None:
    opened.keyboard.press("j")
    found = Axe().run(opened).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []


@pytest.mark.parametrize("opened", [("reading", "light")], indirect=True)
def test_a_value_that_was_read_finds_its_place_and_is_corrected(opened: Page) -> None:
    opened.locator(".understood dd").first.click()
    assert is_in_sight(opened.locator(".document .lit").first)
    opened.keyboard.press("Escape")
    opened.keyboard.press("j")
    assert lit(opened) == ["4", "1", "0", "0", "0", "5"]
    assert opened.locator(".understood td.lit").count() == 7
    opened.locator(".detail .facts input").first.fill("3")
    opened.locator(".detail .who").fill("王某")
    command = opened.locator(".detail code").inner_text()
    assert command.startswith("gouji confirm ")
    assert command.endswith(" table3.received.natural_person=3 --by '王某'")
