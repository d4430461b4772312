"""What must not matter does not: the same findings however a report is written, and however a rule is run."""

import re
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from engine import packs, pipeline
from engine.evaluation import evaluate
from engine.language.checked import Ruleset
from engine.language.format import format_text
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.verification import wild
from engine.verification.generated import SHAPES
from engine.verification.strategies import maker
from tests.support.packs import shipped_pack

NAME = "foi_annual_report"
RULES = Path(__file__).parents[2] / "rules"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
FAULTS = (
    ("", ""),
    ("2024年1月15日", "2023年12月15日"),
    ("青禾县云溪镇人民政府\n", "青禾县云湲镇人民政府\n"),
    ("政府信息管理方面", "防止泄漏国家秘密。政府信息管理方面"),
    ("结果维持；", "结果维持；落实专项资金资金；"),
)


def ruleset() -> Ruleset:
    return shipped_pack(NAME)


@lru_cache(maxsize=1)
def texts() -> list[str]:
    """Reports of every shape, clean and each with a fault."""
    made = maker(ruleset())
    random = Random(6)  # noqa: S311 (test data)
    found = []
    for number, (old, new) in enumerate(FAULTS * 2):
        text = made.seeded(random, SHAPES[number % len(SHAPES)]).text
        assert old in text
        found.append(text.replace(old, new))
    return found


def said(data: bytes) -> list[tuple[str, str]]:
    result = pipeline.check(data, "报告.md", [ruleset()], strict=True)
    assert isinstance(result, Assessment)
    return sorted((one.rule, one.message) for one in result.findings)


def in_tables(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(change(line) if line.startswith("|") else line for line in text.split("\n"))


def full_width_cells(text: str) -> str:
    return in_tables(
        text, lambda line: re.sub(r"(?<=\| )\d+(?= \|)", lambda found: found[0].translate(FULL_WIDTH), line)
    )


def blank_columns(text: str) -> str:
    return in_tables(text, lambda line: line + ("---|" if set(line) <= set("|- ") and "-" in line else " |"))


def page_breaks(text: str) -> str:
    return re.sub(r"\n\n(?=[二四六]、)", "\n\n\f\n\n", text)


def paragraphs_swapped(text: str) -> str:
    """The two paragraphs of the fifth part: each says for itself what it is about."""
    return re.sub(r"(存在的主要问题：.*)\n\n(改进情况：.*)", r"\2\n\n\1", text)


def spaces_at_line_ends(text: str) -> str:
    return "\n".join(f"{line}  " if line and not line.startswith("|") else line for line in text.split("\n"))


def thousands(text: str) -> str:
    return in_tables(text, lambda line: re.sub(r"(?<=\| )\d{4,}(?= \|)", lambda found: f"{int(found[0]):,}", line))


def traditional_labels(text: str) -> str:
    """A label in traditional characters (many are a finding of their own)."""
    return text.replace("1.属于国家秘密", "1.屬於國家秘密")


def radicals(text: str) -> str:
    return in_tables(text, lambda line: line.replace("行政", "⾏政").replace("一", "⼀"))


def spaces_in_labels(text: str) -> str:
    return in_tables(text, lambda line: line.replace("不予公开", "不予\u00a0公开"))


def page_around(text: str) -> str:
    return f"当前位置：首页 > 政府信息公开\n\n字号：大 中 小\n\n{text}\n\n打印本页\n\n关闭窗口\n"


OTHERS = (traditional_labels, radicals, spaces_in_labels, page_around)
WAYS = (full_width_cells, blank_columns, page_breaks, paragraphs_swapped, spaces_at_line_ends, thousands, *OTHERS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_findings_however_it_is_written(way: Callable[[str], str]) -> None:
    changed = 0
    for text in texts():
        other = way(text)
        changed += other != text
        assert said(other.encode()) == said(text.encode())
    assert changed


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_same_findings_in_every_encoding_and_with_any_line_ends(encoding: str) -> None:
    for text in texts()[:5]:
        assert said(text.replace("\n", "\r\n").encode(encoding)) == said(text.encode())


def outcomes(pack: Ruleset, facts: Facts) -> list[tuple[str, str, list[tuple[str, str]]]]:
    def of(one: Outcome) -> tuple[str, str, list[tuple[str, str]]]:
        return one.rule, one.verdict.value, [(found.severity.value, found.message) for found in one.findings]

    return [of(one) for one in evaluate(pack, facts, strict=True)]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """The shipped pack with English keywords."""
    folder = tmp_path_factory.mktemp("english") / "pack"
    shutil.copytree(RULES / NAME, folder)
    for file in folder.glob("*.rules"):
        formatted = format_text(file.name, file.read_text("utf-8"), "en").text
        assert formatted is not None
        file.write_text(formatted, "utf-8")
    loaded = packs.load(str(folder))
    assert loaded.ruleset is not None, loaded.diagnostics
    return loaded.ruleset


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """The shipped pack as it comes out of the cache."""
    cache = tmp_path_factory.mktemp("cache")
    first = packs.load(NAME, cache)
    assert any(cache.rglob("*")), "nothing was kept"
    second = packs.load(NAME, cache).ruleset
    assert first.ruleset is not None
    assert second is not None
    return second


def test_a_rule_comes_to_the_same_in_either_language_and_out_of_the_cache(english: Ruleset, cached: Ruleset) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(wild(ruleset()))
    def agree(facts: Facts) -> None:
        wanted = outcomes(ruleset(), facts)
        assert outcomes(english, facts) == wanted
        assert outcomes(cached, facts) == wanted

    agree()
