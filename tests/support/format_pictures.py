"""The pictures of docs/formats/, from real runs: ``make format-pictures``.

Chromium draws the page, LibreOffice what it opens, and Rich the beginning of what is text.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pypdfium2
from rich.syntax import Syntax
from rich.text import Text

from engine.outputs import formats, terminal
from engine.outputs.format import Checked, Manner
from engine.outputs.terminal_picture import picture
from engine.outputs.terminal_screen import Screen
from engine.outputs.terminal_summary import show_summary
from tests.outputs.formats.checked import check, sample
from tests.outputs.formats.test_pdf import checked, submitted
from tests.round_trip.pdf import office
from tests.support import browser
from tests.support.places import PROJECT, RULES

_PICTURES = PROJECT / "docs" / "formats"
_NOTES = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'
_FAULTS = (
    (r"^青禾县云溪镇人民政府$", "青禾县云湲镇人民政府"),
    ("2024年1月15日", "2023年12月15日"),
    (r"新收政府信息公开申请数量 \| \| \| 4", "新收政府信息公开申请数量 | | | 3"),
)
_WIDE = 100


def faulty(town: str = "云溪镇", faults: int = len(_FAULTS)) -> Checked:
    """The base report, as one of a town, with some faults put in."""
    text = (RULES / "foi_annual_report" / "base.md").read_text(encoding="utf-8")
    for pattern, wrong in _FAULTS[:faults]:
        text, count = re.subn(pattern, wrong, text, flags=re.MULTILINE)
        assert count == 1, pattern
    return check(text.replace("云溪镇", town), f"{town}2023.md")


def main() -> int:
    program = office()
    if program is None or browser.CHROMIUM is None:
        print("需要 LibreOffice 和 Chromium / LibreOffice and Chromium are needed", file=sys.stderr)
        return 2
    report = faulty()
    _drawn("terminal", "gouji check 云溪镇2023.md", lambda screen: terminal.show([report], screen))
    towns = [faulty(), faulty("石桥镇", 1), faulty("柳河镇", 0), sample()]
    _drawn("summary", "gouji check 2023年报告 --summary", lambda screen: show_summary(_all(towns), screen))
    for name, lexer, shorten in _TEXTS:
        words = shorten(_rendered(name, report).decode("utf-8-sig"))
        _drawn(name, f"gouji check 云溪镇2023.md --format {name}", _syntax(words, lexer), _WIDE)
    _drawn("parquet", "polars.read_parquet", _table(_rendered("parquet", *towns)), _WIDE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser.picture(_written("html", report, folder), ["j", "j"], _PICTURES / "html.png")
        _named("html")
        for form, filter_name in (("docx", _NOTES), ("xlsx", "pdf"), ("notice", "pdf")):
            made = _written(form, sample(), folder)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [program, "--headless", profile, "--convert-to", filter_name, "--outdir", str(folder), str(made)]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            _page(made.with_suffix(".pdf"), 0, form)
        _page(_written("pdf", checked(submitted()), folder), 2, "pdf")
    return 0


def _all(reports: list[Checked]) -> list[Any]:
    return [one.assessment for one in reports]


def _rendered(name: str, *reports: Checked) -> bytes:
    found = formats.find(name)
    assert found is not None
    return found.render(reports, Manner())


def _written(name: str, report: Checked, folder: Path) -> Path:
    found = formats.find(name)
    assert found is not None
    path = folder / f"{name}{found.suffix}"
    path.write_bytes(_rendered(name, report))
    return path


def _drawn(name: str, title: str, draw: Callable[[Screen], None], width: int = 80) -> None:
    (_PICTURES / f"{name}.svg").write_text(picture(draw, title=title, width=width), encoding="utf-8")
    _named(name, ".svg")


def _named(name: str, suffix: str = ".png") -> None:
    path = _PICTURES / f"{name}{suffix}"
    print(path.name, path.stat().st_size)


def _syntax(words: str, lexer: str) -> Callable[[Screen], None]:
    return lambda screen: screen.print(Syntax(words, lexer, word_wrap=True, background_color="default"))


def _table(data: bytes) -> Callable[[Screen], None]:
    """What a program sees: how many findings of each severity each organ has."""
    findings = pl.read_parquet(io.BytesIO(data)).filter(pl.col("waived").is_null())
    counted = findings.group_by("organ", "severity").len().sort("organ", "severity")
    code = 'findings.group_by("organ", "severity").len().sort("organ", "severity")'
    lines = [f"{row['organ']}\t{row['severity']}\t{row['len']}" for row in counted.iter_rows(named=True)]
    return lambda screen: screen.print(Syntax(code, "python", background_color="default"), Text("\n".join(lines)))


def _json(text: str) -> str:
    """The report with its first finding, and one place and one value of that."""
    whole = json.loads(text)
    (report,) = whole["reports"]
    finding = report["findings"][0]
    place = {key: value for key, value in finding["locations"][0].items() if value is not None}
    finding |= {"locations": [place], "evidence": finding["evidence"][:1]}
    finding["evidence"] = [{**one, "location": {}} for one in finding["evidence"]]
    finding["identity"]["left"]["terms"] = finding["identity"]["left"]["terms"][:1]
    kept = {key: report[key] for key in ("source", "form", "organ", "year", "outcomes")}
    return json.dumps(
        {"schema": whole["schema"], "reports": [{**kept, "findings": [finding]}]}, ensure_ascii=False, indent=1
    )


def _sarif(text: str) -> str:
    """The first result."""
    result = json.loads(text)["runs"][0]["results"][0]
    return json.dumps(
        {"results": [{**result, "relatedLocations": result["relatedLocations"][:1]}]}, ensure_ascii=False, indent=1
    )


def _junit(text: str) -> str:
    """The cases that failed, one that passed and one that was skipped."""
    root = ElementTree.fromstring(text)  # noqa: S314 (written a moment ago)
    suite = root[0]
    failed = [case for case in suite if case.find("failure") is not None]
    passed = next(case for case in suite if len(case) == 0)
    skipped = next(case for case in suite if case.find("skipped") is not None)
    for case in list(suite):
        if case not in [*failed[:2], passed, skipped]:
            suite.remove(case)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode")


def _beginning(lines: int) -> Callable[[str], str]:
    return lambda text: "\n".join(text.splitlines()[:lines])


_TEXTS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("json", "json", _json),
    ("sarif", "json", _sarif),
    ("junit", "xml", _junit),
    ("csv", "text", _beginning(4)),
    ("markdown", "markdown", _beginning(30)),
)


def _page(path: Path, page: int, name: str) -> None:
    """The upper part of a page of a PDF."""
    image = (
        pypdfium2.PdfDocument(path)[page]
        .render(scale=1.1, may_draw_forms=True)
        .to_pil()
        .convert("L" if name == "notice" else "RGB")
    )
    width, height = image.size
    image.crop((0, 0, width, round(height * 0.62))).quantize(64).save(_PICTURES / f"{name}.png", optimize=True)
    _named(name)


if __name__ == "__main__":
    sys.exit(main())
