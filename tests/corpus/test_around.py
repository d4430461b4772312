"""What is sent with some reports of a run tells of each what the whole run tells."""

from hypothesis import given
from hypothesis import strategies as st

from engine.corpus.together import Entry, InMemory, Run

ORGANS = ("青禾县人民政府", "青禾县", "青禾县云溪镇人民政府", "云溪镇人民政府", "青禾县石桥镇人民政府", "白川市财政局")
UNITS = {"青禾县人民政府": ORGANS[2:5], "白川市人民政府": ORGANS[5:]}

known = st.tuples(st.sampled_from("abcd"), st.none() | st.sampled_from(ORGANS), st.sampled_from((None, 2022, 2023)))
several = st.lists(known, max_size=8)


def entries(found: list[tuple[str, str | None, int | None]], first: int) -> list[Entry]:
    return [Entry(number, f"{number}.md", *one) for number, one in enumerate(found, first)]


@given(several, st.none() | several, st.sets(st.integers(0, 7)), st.sampled_from(({}, UNITS)), st.booleans())
def test_other_reports_and_the_reasons_for_none_are_the_same(
    now: list[tuple[str, str | None, int | None]],
    before: list[tuple[str, str | None, int | None]] | None,
    chosen: set[int],
    units: dict[str, tuple[str, ...]],
    with_peers: bool,
) -> None:
    reports = entries(now, 0)
    last_year = None if before is None else InMemory(entries(before, len(reports)))
    run = Run(InMemory(reports), last_year, units=units)
    some = [one for one in reports if one.number in chosen]
    part = run.around(some, with_peers=with_peers)
    for one in some:
        assert part.beside(one) == run.beside(one)
        assert {other for other in run.beside(one).subordinates if isinstance(other, Entry)} <= set(run.listed())
        if with_peers:
            assert list(part.peers(one)) == list(run.peers(one))


def test_the_highest_authority_has_no_peers() -> None:
    """What no list names is compared with all others only where it heads no list itself."""
    names = ("大河省人民政府", "白川市人民政府", "东山市人民政府", "白川市财政局")
    reports = [Entry(number, f"{number}.md", str(number), name, 2023) for number, name in enumerate(names)]
    run = Run(InMemory(reports), units={"大河省人民政府": names[1:3], "白川市人民政府": names[3:]})
    assert [[one.organ for one in run.peers(entry)] for entry in reports] == [[], [names[2]], [names[1]], []]
    assert run.are_peers(reports, reports[0]) == []


def test_a_list_with_the_very_name_comes_before_one_with_its_short_form() -> None:
    """Towns of two counties have one name: 云溪镇 of the other list may be short for this one's."""
    units = {"青禾县人民政府": ["云溪镇", "东山乡"], "白川县人民政府": ["白川县云溪镇", "白川县石桥镇"]}
    names = ("东山乡", "白川县云溪镇", "白川县石桥镇")
    reports = [Entry(number, f"{number}.md", str(number), name, 2023) for number, name in enumerate(names)]
    run = Run(InMemory(reports), units=units)
    assert [one.organ for one in run.peers(reports[1])] == ["白川县石桥镇"]
