"""The Chromium of the system, for tests of pages and for their pictures.

python -m tests.support.browser PAGE.html PICTURE.png KEY...
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Nothing that the browser would fetch for itself; without a sandbox, as it refuses to be run by root with one.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
_ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]


@contextmanager
def started() -> Iterator[Browser]:
    """A browser of its own, with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def picture(page: Path, keys: Sequence[str], target: Path) -> None:
    """A picture of a page, after these keys were pressed."""
    with started() as browser:
        shown = browser.new_page(viewport={"width": 1280, "height": 760})
        shown.goto(page.resolve().as_uri())
        for key in keys:
            shown.keyboard.press(key)
        shown.screenshot(path=target)


if __name__ == "__main__":
    picture(Path(sys.argv[1]), sys.argv[3:], Path(sys.argv[2]))
