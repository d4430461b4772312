"""Reports of two years, and of several units: the program as an auditor runs it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "foi_annual_report"
THIS, LAST, UNIT = ((PACK / name).read_text("utf-8") for name in ("base.md", "base-2022.md", "base-unit.md"))


def check(folder: Path, *arguments: str) -> dict[str, list[str]]:
    """The rules that speak about each file, by its name."""
    command = [sys.executable, "-c", "import cli; cli.main()", "check", *arguments, "--format", "json"]
    done = subprocess.run(
        [*command, "--output", "out.json"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    result: dict[str, Any] = json.loads((folder / "out.json").read_text("utf-8"))
    return {
        Path(report["source"]).name: [finding["rule"] for finding in report["findings"]] for report in result["reports"]
    }


def pair(folder: Path, this: str, last: str) -> list[str]:
    (folder / "2023.md").write_text(this, encoding="utf-8")
    (folder / "2022.md").write_text(last, encoding="utf-8")
    return check(folder, "2023.md", "--previous", "2022.md")["2023.md"]


def test_two_years_that_fit(tmp_path: Path) -> None:
    assert pair(tmp_path, THIS, LAST) == []


def part(text: str, start: str, end: str) -> str:
    return text[text.index(start) + len(start) : text.index(end)]


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [("Y04", "一、总体情况\n", "二、主动公开"), ("Y06", "五、存在的主要问题及改进情况\n", "六、其他需要报告的事项")],
)
def test_copied_parts(rule: str, start: str, end: str, tmp_path: Path) -> None:
    last = LAST.replace(part(LAST, start, end), part(THIS, start, end).replace("2023", "2022"))
    assert rule in pair(tmp_path, THIS, last)


def test_what_was_carried_over(tmp_path: Path) -> None:
    row = "| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    assert row in LAST
    last = LAST.replace(row, "| 四、结转下年度继续办理 | | | 2 | 0 | 0 | 0 | 0 | 0 | 2 |")
    assert pair(tmp_path, THIS, last).count("Y01") == 2


def test_the_report_of_another_year_or_organ_is_not_compared(tmp_path: Path) -> None:
    found = pair(tmp_path, THIS, UNIT)
    assert [rule for rule in found if rule.startswith("Y")] == []


def test_units_that_copied_and_one_that_did_not_report(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "gouji.toml").write_text(
        '[units]\n"青禾县人民政府" = ["青禾县云溪镇人民政府", "青禾县石桥镇人民政府", "青禾县柳林镇人民政府"]\n',
        "utf-8",
    )
    (folder / "云溪镇.md").write_text(THIS, encoding="utf-8")
    copied = part(THIS, "一、总体情况\n", "二、主动公开").replace("云溪镇", "石桥镇")
    (folder / "石桥镇.md").write_text(
        UNIT.replace(part(UNIT, "一、总体情况\n", "二、主动公开"), copied), encoding="utf-8"
    )
    found = check(tmp_path, "reports")
    assert "A03" in found["云溪镇.md"]
    assert "A03" in found["石桥镇.md"]
    assert found["gouji.toml"], "柳林镇 did not report"
