"""Characters that only look like those a person would type."""

import unicodedata

import pytest

from engine.documents.glyphs import standard


@pytest.mark.parametrize(
    ("found", "typed"),
    [
        ("⼀、主动公开政府信息⾏政⽂件", "一、主动公开政府信息行政文件"),
        ("结果⻅附件，⻓期⻛险", "结果见附件，长期风险"),
        ("⺠政局⻋辆⻚⾯", "民政局车辆页面"),
        ("行政︵试行︶﹁旧﹂", "行政（试行）「旧」"),
        ("金額﨑", "金額﨑"),
        ("ﬁle oﬃce", "file office"),
    ],
)
def test_looks_and_is(found: str, typed: str) -> None:
    assert standard(found) == typed


def test_what_a_rule_judges_stays() -> None:
    kept = "（一）１２３³①²㎡…：:，,ＡＢＣ〔2024〕　“是”"
    assert standard(kept) == kept


def test_every_radical_becomes_an_ideograph() -> None:
    radicals = [chr(code) for code in (*range(0x2E81, 0x2EF4), *range(0x2F00, 0x2FD6)) if code != 0x2E9A]
    assert len(radicals) == 114 + 214
    for radical in radicals:
        found = standard(radical)
        assert len(found) == 1
        assert unicodedata.name(found).startswith("CJK UNIFIED IDEOGRAPH"), radical
