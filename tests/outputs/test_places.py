"""Places in words: what a person looks for in each format, and findings on the same words brought together."""

import pytest

from engine.model.finding import Finding, Place, Severity, Verdict
from engine.model.location import Location
from engine.model.struct import replace
from engine.outputs.groups import alike, group, in_rows
from engine.outputs.words import Language, where

LINE = Location(114, 1, 11)
WORD = Location(paragraph=5, column=3, end_column=9)
WORD_CELL = Location(column=1, end_column=3, table=2, row=3, cell=4, paragraph=12)
PDF = Location(12, 5, 8, page=3, box=(72.0, 90.5, 120.0, 104.0))
WEB = Location(88, 1, 6, element="p[12]")
WEB_CELL = Location(91, 1, 2, None, 2, 3, 4, 12, None, "td[45]")
SHEET = Location(None, 1, 3, None, 1, 7, 2, None, None, "Sheet1!B7")


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (LINE, "第114行第1列", "line 114, column 1"),
        (Location(paragraph=5, column=1, end_column=9), "第5段", "paragraph 5"),
        (WORD, "第5段第3字", "paragraph 5, character 3"),
        (WORD_CELL, "第2个表第3行第4格", "table 2, row 3, cell 4"),
        (Location(table=2, row=3, cell=4, column=6), "第2个表第3行第4格第6字", "table 2, row 3, cell 4, character 6"),
        (Location(table=2, row=3), "第2个表第3行", "table 2, row 3"),
        (Location(table=2, paragraph=4), "第2个表", "table 2"),
        (PDF, "第3页 第12行第5列", "page 3, line 12, column 5"),
        (Location(page=3), "第3页", "page 3"),
        (WEB, "网页源码第88行（p[12]）", "source line 88 (p[12])"),
        (WEB_CELL, "第2个表第3行第4格", "table 2, row 3, cell 4"),
        (SHEET, "Sheet1!B7", "Sheet1!B7"),
        (Location(element="附件/年报.md"), "附件/年报.md", "附件/年报.md"),
        (Location(), "", ""),
    ],
)
def test_a_place_is_said_as_a_person_looks_for_it(place: Location, chinese: str, english: str) -> None:
    said: dict[Language, str] = {"zh": chinese, "en": english}
    for language, words in said.items():
        assert where(place, language) == words


def test_places_sort_in_reading_order() -> None:
    word = [
        Location(paragraph=5),
        Location(paragraph=5, column=3),
        Location(table=1, row=1, cell=1, paragraph=5),
        Location(table=1, row=1, cell=2, paragraph=5),
        Location(table=1, row=2, cell=1, paragraph=5),
        Location(paragraph=6),
    ]
    page = [
        Location(page=1, box=(300.0, 80.0, 340.0, 90.0)),
        Location(page=1, box=(72.0, 95.0, 100.0, 105.0)),
        Location(page=1, box=(120.0, 95.0, 140.0, 105.0)),
        Location(page=2, box=(72.0, 20.0, 100.0, 30.0)),
    ]
    for places in (word, page):
        shuffled = [places[index] for index in (2, 0, 3, 1)] + places[4:]
        assert sorted(shuffled, key=lambda place: place.order) == places


def finding(rule: str, location: Location) -> Finding:
    places = (Place(location),)
    return Finding(rule, rule, Severity.ERROR, Verdict.FAILED, "", None, (), places, (), rule)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (WORD, Location(paragraph=5, column=5, end_column=7), True),
        (WORD, Location(paragraph=5, column=9, end_column=12), False),
        (WORD, Location(paragraph=6, column=3, end_column=9), False),
        (WORD, Location(paragraph=5), True),
        (WORD_CELL, WORD_CELL, True),
        (WORD_CELL, Location(column=1, end_column=3, table=2, row=3, cell=5, paragraph=12), False),
        (WEB, Location(88, 1, 6, element="p[13]"), False),
        (Location(88, 1, 6, paragraph=3, element="p[2]"), Location(88, 2, 3, paragraph=3, element="p[2]"), True),
        (Location(88, 1, 6, paragraph=3, element="p[2]"), Location(88, 1, 6, paragraph=4, element="p[2]"), False),
        (LINE, Location(114, 5, 6), True),
        (LINE, Location(115, 5, 6), False),
        (Location(), Location(), False),
    ],
)
def test_findings_on_the_same_words_are_one_group(first: Location, second: Location, together: bool) -> None:
    groups = group([finding("A", first), finding("B", second)])
    assert len(groups) == (1 if together else 2)


def test_values_in_one_row_of_a_table_are_one_group_of_the_same_severity() -> None:
    cells = [replace(WORD_CELL, cell=number) for number in (4, 5)]
    label, other = replace(WORD_CELL, cell=1), replace(WORD_CELL, row=9)
    found = [finding(name, place) for name, place in zip("ABCD", (*cells, label, other), strict=True)]
    found.append(replace(finding("E", cells[0]), severity=Severity.INFO))
    groups = in_rows(group(found[:4]) + group(found[4:]), lambda place: place.location.cell != 1)
    assert [[one.rule for one in members.findings] for members in groups] == [["A", "B"], ["C"], ["D"], ["E"]]


def test_alike_are_findings_of_one_rule_with_the_same_advice() -> None:
    one, two, three = (finding(rule, WORD) for rule in ("A", "B", "A"))
    other = replace(one, suggestion="改正")
    assert alike([one, two, three, other]) == ((one, three), (two,), (other,))
