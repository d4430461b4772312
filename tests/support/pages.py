"""What every page must be, whatever the report: nothing is fetched, one script runs, no words are markup."""

import base64
import hashlib
from typing import Any

ATTACKS = (
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><svg/onload=alert(1)>",
    "&lt;b&gt; &amp; javascript:alert(1)",
)
"""Words of a report that would like to be more than words."""


def words(element: Any) -> str:
    """The text of an element of lxml without white space."""
    return "".join(element.text_content().split())


def assert_stands_alone(page: Any) -> None:
    """The page fetches nothing, and its policy lets its one script run and nothing else."""
    (script,) = page.xpath("//script")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert page.xpath("//@src | //link | //iframe | //form | //@style") == []
    style = page.xpath("//style")[0].text
    assert "url(" not in style
    assert "@import" not in style
    assert script.text.isascii()  # else its hash would be another one in an ASCII file
    assert style.isascii()
