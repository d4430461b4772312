"""A baseline: only what is new and what has disappeared is reported; lines that move change nothing."""

import json
from pathlib import Path

import pytest

from engine.model.finding import Assessment
from engine.outputs import json as as_json
from engine.project.baseline import Baseline, Unusable, compare, read
from tests.outputs.formats.checked import check
from tests.support.places import RULES

BASE = (RULES / "foi_annual_report" / "base.md").read_text(encoding="utf-8")
FAULT = "待补充XX。\n\n二、主动公开"


def assessed(text: str, source: str = "报告.md") -> Assessment:
    return check(text, source).assessment


def baseline(path: Path, *assessments: Assessment) -> Baseline:
    path.write_text(as_json.render(assessments), encoding="utf-8")
    found = read(path)
    assert isinstance(found, Baseline), found
    return found


def faulty(text: str = BASE) -> str:
    return text.replace("二、主动公开", FAULT, 1)


def test_the_same_report_has_nothing_new(tmp_path: Path) -> None:
    before = assessed(faulty())
    assert before.findings
    (now,) = compare([assessed(faulty())], baseline(tmp_path / "a.json", before))
    assert now.findings == ()
    assert {one.fingerprint for one in now.known} == {one.fingerprint for one in before.findings}
    assert now.gone == ()


def test_lines_may_move_and_the_file_be_renamed(tmp_path: Path) -> None:
    known = baseline(tmp_path / "a.json", assessed(faulty()))
    (now,) = compare([assessed("\n\n\n" + faulty(), "改名.md")], known)
    assert now.findings == ()
    assert now.gone == ()


def test_what_is_new_and_what_has_disappeared(tmp_path: Path) -> None:
    known = baseline(tmp_path / "a.json", assessed(faulty()))
    other = BASE.replace("新收政府信息公开申请数量 | | | 4", "新收政府信息公开申请数量 | | | 3")
    (now,) = compare([assessed(other)], known)
    assert {finding.rule for finding in now.findings} == {"T308", "T310"}
    assert {gone.rule for gone in now.gone} == {"S20"}
    assert now.known == ()


def test_a_report_that_is_not_checked_now_has_lost_nothing(tmp_path: Path) -> None:
    another = BASE.replace("云溪镇", "云梦镇")
    known = baseline(tmp_path / "a.json", assessed(faulty()), assessed(faulty(another), "另一份.md"))
    (now,) = compare([assessed(BASE)], known)
    assert [gone.rule for gone in now.gone] == ["S20", "S20"]


def test_a_baseline_of_a_baseline_keeps_what_was_known(tmp_path: Path) -> None:
    first = baseline(tmp_path / "a.json", assessed(faulty()))
    (second,) = compare([assessed(faulty())], first)
    (third,) = compare([assessed(faulty())], baseline(tmp_path / "b.json", second))
    assert third.findings == ()
    assert third.gone == ()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"{", "基线"),
        (b'{"schema": "other", "reports": []}', "schema"),
        (json.dumps({"schema": "gouji/assessment/1", "reports": [{"source": 1}]}).encode(), "source"),
        (b"\xff\xfe", "基线"),
    ],
)
def test_a_file_that_is_no_baseline_is_told(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    found = read(path)
    assert isinstance(found, Unusable)
    assert named in found.reason


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    found = read(tmp_path / "none.json")
    assert isinstance(found, Unusable)
    assert "none.json" in found.english
