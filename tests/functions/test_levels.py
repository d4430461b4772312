"""层级, 是部门."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.facts import Status
from engine.model.types import Missing
from tests.functions.values import call


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        ("国务院办公厅", "国家"),
        ("财政部", "国家"),
        ("国家税务总局", "国家"),
        ("国家税务总局青禾县税务局", "县"),
        ("大河省人民政府", "省"),
        ("省人力资源和社会保障厅", "省"),
        ("内蒙古自治区人民政府", "省"),
        ("北京市财政局", "省"),
        ("省乡村振兴局", "省"),
        ("大兴安岭地区行政公署", "市"),
        ("锡林郭勒盟行政公署", "市"),
        ("甘孜藏族自治州人民政府", "市"),
        ("甘孜州人民政府", "市"),
        ("大河省青禾市东河区人民政府", "县"),
        ("大河省青禾市云山市人民政府", "县"),
        ("北京市朝阳区人民政府", "县"),
        ("青禾县市场监督管理局", "县"),
        ("青禾县住房和城乡建设局", "县"),
        ("县城市管理局", "县"),
        ("阿拉善左旗人民政府", "县"),
        ("青禾县旧县镇人民政府", "乡镇"),
        ("旧县镇", "乡镇"),
        ("东街街道办事处", "乡镇"),
        ("石桥村村民委员会", "村"),
        ("东里社区居民委员会", "村"),
    ],
)
def test_levels(organ: str, level: str) -> None:
    assert call("层级", organ).text == level


@pytest.mark.parametrize(
    "organ",
    [
        "青禾市",
        "青禾市财政局",
        "市财政局",
        "大河省青禾市人民政府",
        "杭州市人民政府",
        "财政局",
        "乡村振兴局",
        "青禾经济开发区管委会",
        "",
    ],
)
def test_a_level_that_the_name_does_not_say(organ: str) -> None:
    missing = call("层级", organ)
    assert isinstance(missing, Missing)
    assert missing.status is Status.AMBIGUOUS
    assert organ in missing.reason


@given(
    st.sampled_from(["大河省青禾市", "青禾市", ""]),
    st.sampled_from([("云溪县", "县"), ("东河区", "县"), ("云溪县东山乡", "乡镇"), ("云溪县石桥镇", "乡镇")]),
    st.sampled_from(["人民政府", "人民政府办公室", "财政所", "农村工作站", ""]),
)
def test_a_department_is_of_the_level_of_its_government(above: str, own: tuple[str, str], body: str) -> None:
    assert call("层级", f"{above}{own[0]}{body}").text == own[1]


@pytest.mark.parametrize(
    "organ",
    [
        "青禾县财政局",
        "省财政厅",
        "财政部",
        "青禾市发展和改革委员会",
        "市卫健委",
        "县人民政府办公室",
        "县政务服务中心",
        "审计署",
    ],
)
def test_departments(organ: str) -> None:
    assert call("是部门", organ) is True


@pytest.mark.parametrize(
    "organ",
    [
        "青禾县人民政府",
        "云溪镇",
        "东街街道办事处",
        "石桥村村民委员会",
        "东里社区居委会",
        "开发区管委会",
        "青禾县委",
        "县人民法院",
        "",
    ],
)
def test_what_is_no_department(organ: str) -> None:
    assert call("是部门", organ) is False
