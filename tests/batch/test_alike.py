"""The index of alike texts finds every pair that comparing each with each finds, and a run comes to the same."""

from array import array
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batch import companies
from engine.batch.alike import Alike, Sketched
from engine.batch.executor import Here
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.register import Register
from engine.batch.running import Batch
from engine.corpus.sketching import ITEM, Sketch
from engine.corpus.tasks import Setting
from engine.evaluation.likeness import likeness, looks_at_peers
from engine.language.compile import Around, compile_files
from engine.model.finding import Assessment
from engine.packs import cache_folder, load
from tests.batch.killing import BASE
from tests.evaluation.village import FORM_TEXT

SHARE = Fraction(4, 5)
TOKENS = st.sets(st.integers(0, 60), min_size=1, max_size=40)


def sketch(tokens: set[int] | None) -> Sketch:
    """Tokens that differ in the bits by which they are counted, so that some are rare and others common."""
    return Sketch(0, None if tokens is None else array(ITEM, sorted(token << 20 for token in tokens)).tobytes())


def index(texts: list[set[int] | None]) -> Alike:
    alike = Alike([SHARE])
    reports = [Sketched(number, 2023, (sketch(text),)) for number, text in enumerate(texts)]
    alike.count(reports)
    alike.add(reports)
    return alike


@st.composite
def families(draw: st.DrawFn) -> list[set[int]]:
    """A few texts, and others that are theirs with some tokens more or fewer."""
    found = draw(st.lists(TOKENS, min_size=1, max_size=5))
    for _ in range(draw(st.integers(0, 5))):
        text = draw(st.sampled_from(found))
        found.append(text ^ draw(st.sets(st.integers(0, 60), max_size=8)) or {1})
    return found


@given(families())
def test_no_pair_that_is_alike_enough_is_missed(texts: list[set[int]]) -> None:
    alike = index(list(texts))
    for one, text in enumerate(texts):
        near = alike.near(one, 2023)
        assert one not in near
        for other, there in enumerate(texts):
            if one != other and Fraction(len(text & there), len(text | there)) >= SHARE:
                assert other in near
    alike.close()


def test_when_all_have_copied_each_has_some_and_none_has_all() -> None:
    alike = index([set(range(40))] * 200)
    sizes = [len(alike.near(number, 2023)) for number in range(200)]
    assert min(sizes) >= 10
    assert max(sizes) <= 24
    alike.close()


def test_texts_unlike_all_others_have_few_to_be_compared_with() -> None:
    texts: list[set[int] | None] = [set(range(number * 40, number * 40 + 40)) for number in range(100)]
    texts[7] = None
    alike = index(texts)
    assert 7 in alike.near(50, 2023)
    assert max(len(alike.near(number, 2023)) for number in range(100)) <= 6
    assert alike.near(50, 2024) == set()
    alike.close()


PEER = "对每个 单位 于 同级\n"
RECOGNISED = {
    PEER + "禁止 相似度(概况.正文, 单位.概况.正文) >= 80%": True,
    PEER + "禁止 相似度(单位.概况.正文, 概况.正文) > 80%": True,
    PEER + "要求 相似度(概况.正文, 单位.概况.正文) < 0.8": False,
    PEER
    + "令 甲 为 去数字(概况.正文)\n令 乙 为 去数字(单位.概况.正文)\n当 字数(甲) > 3\n禁止 相似度(甲, 乙) >= 90%": True,
    PEER + "禁止 相似度(概况.正文, 单位.概况.正文) >= 40%": False,
    PEER + "禁止 相似度(概况.正文, 单位.概况.正文) <= 80%": False,
    PEER + "禁止 相似度(概况.正文, 单位.收支.正文) >= 80%": False,
    PEER + "禁止 相似度(概况.正文, 去数字(单位.概况.正文)) >= 80%": False,
    PEER + "禁止 相似度(概况.正文, 概况.正文) >= 80%": False,
    PEER + "禁止 概况.正文 = 单位.概况.正文": False,
    PEER + "令 甲 为 概况.正文\n当 任一(另 于 同级, 另.概况.正文 = 甲)\n禁止 相似度(甲, 单位.概况.正文) >= 80%": False,
}


@pytest.mark.parametrize("clauses", RECOGNISED, ids=range(len(RECOGNISED)))
def test_a_rule_shows_that_it_compares_with_peers_by_likeness_alone(clauses: str) -> None:
    rule = f'规则 X1 "题"\n级别 警告\n依据 格式 “规定” “一”\n{clauses}\n提示 “问题”'
    compiled = compile_files({"a.rules": FORM_TEXT, "b.rules": rule}, around=Around())
    assert compiled.ruleset is not None, compiled.diagnostics
    (found,) = compiled.ruleset.rules
    assert looks_at_peers(found)
    assert (likeness(found, compiled.ruleset) is not None) is RECOGNISED[clauses]


PROSE = (
    "2023年，云溪镇把集市管理和河道整治作为公开的重点，发布摊位分配、河长名单和工程进度等信息212条。"
    "收到申请5件，均已答复。编制文件清单，注明起止期限。在集市入口设公开栏，一周更换一次。公开工作由纪委列入督查并计入考核，"
    "社会评议由人大代表进行，没有责任追究的情形。修路两条，架桥一座，都按月公布了花费和进度，没有人提出异议。"
)


def assessed(folder: Path, most: int, monkeypatch: pytest.MonkeyPatch) -> list[Assessment]:
    """What comes of a folder when so many reports at most are all compared with each other."""
    monkeypatch.setattr(companies, "MOST_COMPARED", most)
    ruleset = load("foi_annual_report", cache_folder()).ruleset
    assert ruleset is not None
    setting = Setting([[ruleset]])
    sources = [str(path) for path in sorted(folder.glob("*.md"))]
    register = Register((0, source) for source in sources)
    journal = Journal(folder / "journal", register)
    journal.begin("")
    batch = Batch([Part()], register, setting, Here(setting), journal, {})
    batch.read()
    found = [assessment for _, assessment in batch.assessments()]
    journal.close(delete=True)
    return found


def test_a_run_with_the_index_comes_to_what_one_without_it_comes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = BASE.read_text(encoding="utf-8")
    before, rest = base.split("\n一、总体情况\n", 1)
    _, after = rest.split("\n二、", 1)
    texts = [PROSE, PROSE.replace("云溪", "石桥"), PROSE[::-1], PROSE[:90], "短。", "", PROSE[::-1][:150], PROSE * 2]
    for number, prose in enumerate(texts):
        name = "石青红白清平安宁"[number]
        report = f"{before}\n一、总体情况\n\n{prose}\n\n二、{after}".replace("云溪镇", f"{name}镇")
        (tmp_path / f"{number}.md").write_text(report.replace("做得不够", f"{name}做得不够" * 9), encoding="utf-8")
    exact = assessed(tmp_path, 1000, monkeypatch)
    assert assessed(tmp_path, 2, monkeypatch) == exact
    failed = [any(finding.rule == "A03" for finding in one.findings) for one in exact]
    assert True in failed
    assert False in failed
