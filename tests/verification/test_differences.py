"""What an example changes, as people see it."""

from hypothesis import given
from hypothesis import strategies as st

from engine.verification.differences import Change, changes, unified

BASE = "甲\n乙\n丙\n丁"
LINES = st.lists(st.text("甲乙丙丁| ", max_size=40), max_size=6).map("\n".join)


def test_only_the_changed_lines_are_shown() -> None:
    assert unified(BASE, "甲\n己\n丙\n丁") == ("@@ -2 +2 @@", "-乙", "+己")
    assert unified(BASE, "甲\n丙\n丁\n戊") == ("@@ -2 +1,0 @@", "-乙", "@@ -4,0 +4 @@", "+戊")
    assert unified(BASE, BASE) == ()


def test_personal_numbers_are_masked() -> None:
    assert unified("甲", "电话13800138000") == ("@@ -1 +1 @@", "-甲", "+电话138****8000")
    assert changes("甲", "电话13800138000") == (Change("甲", "电话138****8000"),)
    assert changes("甲", "甲\n证件11010519491231002X") == (Change(None, "证件110***********002X"),)


def test_a_long_line_is_cut_to_what_changes_in_it() -> None:
    before = "| 一、本年新收政府信息公开申请数量 | 4 | 1 | 0 | 0 | 5 |"
    (change,) = changes(before, before.replace("| 5 |", "| 99 |"))
    assert change == Change("…4 | 1 | 0 | 0 | 5 |", "…4 | 1 | 0 | 0 | 99 |")


def test_a_line_that_goes_has_nothing_after_it() -> None:
    assert changes(BASE, "甲\n丙\n丁") == (Change("乙", None),)


@given(LINES, LINES)
def test_the_difference_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    old, new = before.split("\n"), after.split("\n")
    diff = unified(before, after)
    gone = [line[1:] for line in diff if line.startswith("-")]
    come = [line[1:] for line in diff if line.startswith("+")]
    assert len(old) - len(gone) == len(new) - len(come)
    assert all(line in old for line in gone)
    assert all(line in new for line in come)
    assert (diff == ()) == (before == after)
    assert bool(changes(before, after)) == (before != after)


@given(st.text("ab", max_size=60), st.text("ab", max_size=5), st.text("ab", max_size=5), st.text("ab", max_size=60))
def test_what_is_cut_away_is_common_to_both(head: str, old: str, new: str, tail: str) -> None:
    for change in changes(head + old + tail, head + new + tail):
        assert change.before is not None
        assert change.after is not None
        kept, other = change.before, change.after
        assert kept != other
        assert kept.startswith("…") == other.startswith("…")
        assert kept.strip("…") in head + old + tail
        assert other.strip("…") in head + new + tail
