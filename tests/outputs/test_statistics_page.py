"""Figures over many reports as a page, in a real browser: charts drawn, nothing fetched, nothing run."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route

from engine.outputs.statistics import statistics
from engine.outputs.statistics_page import statistics_page
from tests.outputs.test_statistics import FAILED, PASSED, SOME, assessment
from tests.support.browser import CHROMIUM, started

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


def test_in_a_browser(tmp_path: Path) -> None:
    page_file = tmp_path / "stats.html"
    page_file.write_bytes(statistics_page(statistics([*SOME, assessment(HOSTILE, 2023, (FAILED, PASSED, PASSED))])))
    trouble: list[str] = []

    def refuse(route: Route) -> None:
        trouble.append(route.request.url)
        route.abort()

    with started() as browser:
        context = browser.new_context(viewport={"width": 1100, "height": 900})
        context.route(lambda url: not url.startswith("file:"), refuse)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.goto(page_file.as_uri())
        charts = page.locator(".chart .main-svg")
        charts.first.wait_for()
        assert page.locator(".chart").count() == 2
        heights = [box["height"] for box in (one.bounding_box() for one in page.locator(".chart").all()) if box]
        assert len(heights) == 2
        assert min(heights) > 100
        assert page.locator("td", has_text="onerror").inner_text() == HOSTILE
        assert page.locator("tbody").first.locator("tr").count() == 2
        serious = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert serious == []
    assert trouble == []
