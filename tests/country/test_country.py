"""A small country: a part of a larger one, byte for byte; figures that go on; every defect noticed and nothing else."""

import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from engine import pipeline
from engine.model.facts import Facts
from tests.accuracy import drafts, figures
from tests.country import __main__ as program
from tests.country import prose
from tests.country.judging import findings, scores, table
from tests.country.making import Size, make
from tests.country.text import items_of
from tests.support.packs import shipped_packs
from tests.support.reports import write

SEED = 341
"""A country whose first county is a small one: three towns, four departments, and its government."""


def files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*.*") if one.is_file()}


def test_every_defect_of_a_country_is_noticed_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    size = ["--units", "8", "--years", "4", "--seed", str(SEED), "--share", "60"]
    assert program.main([str(tmp_path / "country"), *size, "--check"]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "false alarms 0" in said
    assert int(said.split("noticed ")[-1].split()[0]) > 12, said


def test_a_country_is_a_part_of_a_larger_one(tmp_path: Path) -> None:
    shares = {"md": 1, "html": 1, "docx": 1, "xlsx": 1}
    make(tmp_path / "small", Size(4, 3, SEED, 50, shares))
    make(tmp_path / "large", Size(6, 4, SEED, 50, shares))
    small, large = files(tmp_path / "small"), files(tmp_path / "large")
    reports = {path for path in small if path.count("/") == 4}
    assert {Path(path).suffix for path in reports} == {".md", ".html", ".docx", ".xlsx"}
    assert all(small[path] == large[path] for path in reports)
    assert len(large) > len(small)


def test_what_is_carried_out_is_carried_in(tmp_path: Path) -> None:
    make(tmp_path, Size(3, 4, SEED, 0, {"md": 1}))
    rulesets = shipped_packs()
    read = {
        (path.parent.name, int(path.stem)): pipeline.understand(path.read_bytes(), path.name, rulesets)
        for path in tmp_path.rglob("202[12].md")
    }
    assert len(read) == 6
    for (office, year), facts in read.items():
        assert isinstance(facts, Facts)
        before = read.get((office, year - 1))
        if isinstance(before, Facts):
            assert facts["table3.carried_in.total"].value == before["table3.carried_out.total"].value


def test_texts_of_neighbours_and_of_successive_years_differ() -> None:
    said = {
        (number, year): "".join(prose.own(number, year).sides).split("。")[:-1]
        for number in range(40)
        for year in (2023, 2024)
    }
    assert all(len(sentences) == 10 for sentences in said.values())
    for number in range(40):
        assert not set(said[number, 2023]) & set(said[number, 2024])
    for one, other in combinations(range(40), 2):
        assert len(set(said[one, 2023]) & set(said[other, 2023])) <= 1


def test_a_text_is_cut_into_its_items() -> None:
    random = Random(3)  # noqa: S311 (test data)
    organ = drafts.Organ("青禾县云溪镇人民政府", "青禾县云溪镇", "我镇", figures.TOWN, True)
    for year in (2019, 2023):
        text = drafts.written(random, organ, year, figures.compliant(random, organ.scale, year)).text
        assert write(items_of(text)) == text.removeprefix("# ")


def test_misses_and_false_alarms_are_counted() -> None:
    def said(source: str, *rules: tuple[str, str]) -> dict[str, object]:
        return {"source": source, "findings": [{"rule": rule, "severity": severity} for rule, severity in rules]}

    found = findings(
        [
            said("/c/a.md", ("D03", "warning"), ("W05", "info")),
            said("/c/b.md", ("T308", "error"), ("T309", "error")),
            said("/c/c.md", ("N01", "error")),
        ],
        Path("/c"),
    )
    known = [
        {"file": "a.md", "rules": ["D03"], "defect": "早", "may": []},
        {"file": "b.md", "rules": ["T308"], "defect": "合计", "may": ["T309"]},
        {"file": "b.md", "rules": ["L01"], "defect": "书名号", "may": []},
    ]
    result = scores(found, json.loads(json.dumps(known)))
    assert {rule: (one.known, one.noticed, one.follow, one.alarms) for rule, one in result.items()} == {
        "D03": (1, 1, 0, 0),
        "T308": (1, 1, 0, 0),
        "T309": (0, 0, 1, 0),
        "L01": (1, 0, 0, 0),
        "N01": (0, 0, 0, 1),
    }
    assert table(result).endswith("noticed 2 of 3, false alarms 1")
