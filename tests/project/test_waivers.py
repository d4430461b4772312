"""Waivers: what they cover, what they never cover, and what is said of those that ran out or cover nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from engine.model.finding import Assessment, Finding, Outcome, Place, Severity, Verdict, Waiver
from engine.model.location import Location
from engine.project.project import Project
from engine.project.waivers import EXPIRED, UNUSED, path_of, waive
from tests.support.settling import settle

TODAY = date(2026, 6, 30)
PRINTS = ("0" * 16, "1" * 16)


def finding(rule: str, fingerprint: str = PRINTS[0], verdict: Verdict = Verdict.FAILED) -> Finding:
    place = Place(Location(line=3, column=1, end_column=2))
    return Finding(rule, "题", Severity.ERROR, verdict, "有误", None, (), (place,), (), fingerprint)


def assessment(source: Path | str, *findings: Finding, passed: Sequence[str] = ()) -> Assessment:
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in passed}
    for one in findings:
        by_rule.setdefault(one.rule, []).append(one)
    outcomes = tuple(
        Outcome(rule, "题", Severity.ERROR, Verdict.FAILED if found else Verdict.PASSED, tuple(found))
        for rule, found in by_rule.items()
    )
    return Assessment(str(source), "", "form", "机关", 2025, (), outcomes)


def waiver(
    rule: str = "N01",
    report: str = "*.md",
    until: date = date(2026, 12, 31),
    fingerprint: str | None = None,
    by: str = "张三",
    line: int = 5,
) -> Waiver:
    return Waiver(rule, report, "批复在办", by, until, fingerprint, line)


def project(folder: Path, *waivers: Waiver) -> Project:
    return Project(folder / "gouji.toml", "gouji.toml", {}, waivers=dict(enumerate(waivers)))


def test_a_waived_finding_leaves_the_findings_and_is_kept(tmp_path: Path) -> None:
    report = assessment(tmp_path / "甲.md", finding("N01"), finding("N02"))
    settled = settle([report], project(tmp_path, waiver()), [], TODAY)
    (done,) = settled.reports
    assert [one.rule for one in done.findings] == ["N02"]
    assert [(one.finding, one.waiver) for one in done.waived] == [(finding("N01"), waiver())]
    assert done.count(Verdict.FAILED) == 2
    assert done.project == "gouji.toml"
    assert settled.own == ()


def test_an_undetermined_finding_can_be_waived() -> None:
    report = assessment("甲.md", finding("N01", verdict=Verdict.UNDETERMINED))
    assert waive(report, "甲.md", [waiver()]).findings == ()


def test_a_waiver_holds_on_its_last_day_and_not_on_the_next(tmp_path: Path) -> None:
    report = assessment(tmp_path / "甲.md", finding("N01"))
    last = settle([report], project(tmp_path, waiver(until=TODAY)), [], TODAY)
    assert (last.reports[0].findings, last.own) == ((), ())
    after = settle([report], project(tmp_path, waiver(until=date(2026, 6, 29))), [], TODAY)
    assert [one.rule for one in after.reports[0].findings] == ["N01"]
    (expired,) = after.own[0].findings
    assert (expired.rule, expired.severity, expired.outcome) == (EXPIRED, Severity.WARNING, Verdict.FAILED)
    assert expired.message == "豁免已过期：N01，*.md；张三，至 2026-06-29：批复在办"
    assert expired.locations == (Place(Location(line=5)),)
    assert after.own[0].source == "gouji.toml"
    assert after.own[0].form is None


def test_an_unused_waiver_is_said_only_where_it_could_have_been_used(tmp_path: Path) -> None:
    clean = assessment(tmp_path / "甲.md", passed=["N01"])
    unused = settle([clean], project(tmp_path, waiver()), [], TODAY)
    assert [one.rule for one in unused.own[0].findings] == [UNUSED]
    for other in (waiver(report="乙.md"), waiver(rule="N02")):  # another report; a rule that was not asked
        assert settle([clean], project(tmp_path, other), [], TODAY).own == ()
    failing = assessment(tmp_path / "丙.md", finding("N01"))
    assert settle([clean, failing], project(tmp_path, waiver()), [], TODAY).own == ()
    elsewhere = settle([failing], project(tmp_path, waiver(fingerprint=PRINTS[1])), [], TODAY)
    assert [one.rule for one in elsewhere.own[0].findings] == [UNUSED]
    assert [one.rule for one in elsewhere.reports[0].findings] == ["N01"]


def test_of_two_waivers_the_one_for_this_finding_goes_first_and_both_count_as_used(tmp_path: Path) -> None:
    exact, wide = waiver(fingerprint=PRINTS[0], by="甲"), waiver(until=date(2030, 1, 1), by="乙")
    report = assessment(tmp_path / "甲.md", finding("N01"), finding("N01", PRINTS[1]))
    settled = settle([report], project(tmp_path, wide, exact), [], TODAY)
    assert [one.waiver.by for one in settled.reports[0].waived] == ["甲", "乙"]
    assert settled.own == ()


def test_fingerprints_of_waiver_findings_stay_when_lines_move(tmp_path: Path) -> None:
    report = assessment(tmp_path / "甲.md", passed=["N01"])
    prints = [
        settle([report], project(tmp_path, waiver(line=line)), [], TODAY).own[0].findings[0].fingerprint
        for line in (5, 50)
    ]
    assert prints[0] == prints[1]


def test_paths_go_from_the_folder_of_the_project(tmp_path: Path) -> None:
    here = project(tmp_path / "一")
    assert path_of(str(tmp_path / "一" / "二" / "甲.md"), here) == "二/甲.md"
    assert path_of(str(tmp_path / "外.md"), here) == (tmp_path.resolve() / "外.md").as_posix()
    assert path_of("-", here) == "-"


RULES = st.sampled_from(["N01", "N02", "S01"])
REPORTS = st.sampled_from(["甲.md", "乙.md", "下/甲.md"])
GLOBS = st.sampled_from(["甲.md", "*.md", "下/*", "**", "丁.md"])
WAIVERS = st.lists(
    st.builds(
        waiver,
        rule=RULES,
        report=GLOBS,
        until=st.dates(date(2026, 6, 1), date(2026, 7, 31)),
        fingerprint=st.sampled_from([None, *PRINTS]),
        by=st.sampled_from(["甲", "乙"]),
    ),
    max_size=6,
)
FINDINGS = st.lists(st.builds(finding, rule=RULES, fingerprint=st.sampled_from(PRINTS)), max_size=6)
COVERED = {
    "甲.md": {"甲.md", "*.md", "**"},
    "乙.md": {"*.md", "**"},
    "下/甲.md": {"下/*", "**"},
}


@given(st.dictionaries(REPORTS, FINDINGS), WAIVERS, st.randoms())
def test_no_finding_is_lost_and_none_is_hidden_by_another_waiver(
    reports: dict[str, list[Finding]], waivers: list[Waiver], random: Random
) -> None:
    home = project(Path("/家"), *waivers)
    assessments = [assessment(Path("/家") / name, *found) for name, found in reports.items()]
    settled = settle(assessments, home, [], TODAY)
    for (name, found), done in zip(reports.items(), settled.reports, strict=True):
        assert Counter([*done.findings, *(one.finding for one in done.waived)]) == Counter(found)
        for one in done.waived:
            assert one.waiver.rule == one.finding.rule
            assert one.waiver.report in COVERED[name]
            assert one.waiver.until >= TODAY
            assert one.waiver.fingerprint in (None, one.finding.fingerprint)
        for left in done.findings:
            assert not any(
                one.rule == left.rule
                and one.report in COVERED[name]
                and one.until >= TODAY
                and one.fingerprint in (None, left.fingerprint)
                for one in waivers
            )
    shuffled = random.sample(waivers, len(waivers))
    again = settle(assessments, project(Path("/家"), *shuffled), [], TODAY)
    assert again.reports == settled.reports
    told, told_again = ([Counter(one.findings) for one in each.own] for each in (settled, again))
    assert told == told_again
    expired = [one for one in waivers if one.until < TODAY]
    assert sum(one.rule == EXPIRED for each in settled.own for one in each.findings) == len(expired)
