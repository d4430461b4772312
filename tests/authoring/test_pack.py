"""The skeleton of a pack holds as it stands, in both languages, whatever its title."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import packs, pipeline
from engine.authoring.adding import reference, write_pack
from engine.authoring.pack import is_id, pack_files
from engine.authoring.rule import Language
from engine.language.checked import Ruleset
from engine.language.diagnostics import render_all
from engine.model.finding import Assessment
from engine.verification.verify import verify

LANGUAGES: list[Language] = ["zh", "en"]


def made(folder: Path, title: str, language: Language, pack_id: str = "village") -> Ruleset:
    write_pack(folder, pack_files(pack_id, title, language))
    loaded = packs.load(reference(folder))
    assert loaded.ruleset is not None, render_all(loaded.diagnostics, loaded.sources)
    assert loaded.diagnostics == ()
    return loaded.ruleset


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_holds_and_every_rule_has_one(tmp_path: Path, language: Language) -> None:
    result = verify(made(tmp_path, "村务公开财务表", language))
    assert [failure.problem for failure in result.failures] == []
    assert result.unproven == ()
    assert len(result.ruleset.rules) == 3
    assert result.held == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_own_base_report_is_checked_without_a_finding(tmp_path: Path, language: Language) -> None:
    ruleset = made(tmp_path, "村务公开财务表", language)
    assert ruleset.base is not None
    assessment = pipeline.check(ruleset.base.encode(), "base.md", [ruleset], strict=True)
    assert isinstance(assessment, Assessment)
    assert assessment.findings == ()
    assert (assessment.organ, assessment.year) == ("青禾县石桥村村民委员会", 2024)
    assert {outcome.verdict.value for outcome in assessment.outcomes} == {"passed"}


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    chinese, english = (made(tmp_path / language, "村务公开", language) for language in LANGUAGES)
    assert [(rule.id, rule.severity, len(rule.examples)) for rule in chinese.rules] == [
        (rule.id, rule.severity, len(rule.examples)) for rule in english.rules
    ]
    ids = [
        [field.id for field in form.fields] + [cell[1].id + cell[2].id for cell in form.tables[0].cells()]
        for form in (chinese.form, english.form)
    ]
    assert ids[0] == ids[1]
    assert chinese.base == english.base


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60), st.sampled_from(LANGUAGES))
def test_no_title_breaks_a_pack(tmp_path: Path, title: str, language: Language) -> None:
    ruleset = made(tmp_path, title, language)
    assert not verify(ruleset).failures
    assert ruleset.base is not None
    assert isinstance(pipeline.check(ruleset.base.encode(), "base.md", [ruleset], strict=True), Assessment)


@pytest.mark.parametrize(
    "title",
    [
        '"}{\\',
        "$id ${id} $",
        "a\n规则集 x = y",
        "&nbsp;<br>**",
        "| a | b |",
        "///",
        "2019年",
        "。",
        "收支！公开。",
        "\x00\x1b[31m",
        "\ud800",
    ],
)
def test_hostile_titles(tmp_path: Path, title: str) -> None:
    assert not verify(made(tmp_path, title, "zh")).failures


@pytest.mark.parametrize("word", ["rules", "table", "规则", "_x9"])
def test_ids(tmp_path: Path, word: str) -> None:
    assert is_id(word) is word.isascii()
    if is_id(word):
        assert made(tmp_path, "标题", "zh", word).identity.id == word
    assert not any(map(is_id, ("", "9a", "a-b", "a b", "é")))
