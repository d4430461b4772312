"""同一机关, 是政府."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.values import call

names = st.text(alphabet="青禾云溪东河省市县区镇乡人民政府财局办公室委员会街道处（） ", max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪镇", "云溪镇人民政府"),
        ("云溪镇", "青禾县云溪镇人民政府"),
        ("云溪镇人民政府", "青禾县云溪镇人民政府"),
        ("云溪镇政府", "青禾县云溪镇人民政府"),
        ("县人民政府", "青禾县人民政府"),
        ("市财政局", "青禾市财政局"),
        ("财政局", "青禾市财政局"),
        ("东河区财政局", "青禾市东河区财政局"),
        ("市人社局", "青禾市人力资源和社会保障局"),
        ("青禾市发改委", "青禾市发展和改革委员会"),
        ("发展改革委", "青禾市发展和改革委员会"),
        ("市政府办公室", "青禾市人民政府办公室"),
        ("市市场监管局", "青禾市市场监督管理局"),
        ("青禾市行政审批局", "青禾市行政审批局（政务服务局）"),
        ("东街街道办", "东街街道办事处"),
        ("东街街道", "青禾县东街街道办事处"),
        ("青禾经济开发区管委会", "青禾经济开发区管理委员会"),
        ("南岭村委会", "云溪镇南岭村民委员会"),
        ("青禾县 云溪镇人民政府", "青禾县云溪镇人民政府"),
    ],
)
def test_full_and_short_forms_are_one_organ(one: str, other: str) -> None:
    assert call("同一机关", one, other) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县云湲镇人民政府", "青禾县云溪镇人民政府"),
        ("云湲镇", "青禾县云溪镇人民政府"),
        ("县人民政府", "县人民政府办公室"),
        ("青禾县人民政府", "青禾县云溪镇人民政府"),
        ("新云溪镇人民政府", "云溪镇人民政府"),
        ("溪镇人民政府", "云溪镇人民政府"),
        ("县镇人民政府", "青县镇人民政府"),
        ("青禾市财政局", "东河市财政局"),
        ("青禾市财政局", "青禾市民政局"),
        ("县教育局", "县教育和体育局"),
        ("青禾市人民政府", "青禾市人民代表大会"),
        ("", "青禾县人民政府"),
    ],
)
def test_different_organs_stay_apart(one: str, other: str) -> None:
    assert call("同一机关", one, other) is False


@given(names, names)
def test_being_one_organ_is_reflexive_and_symmetric(one: str, other: str) -> None:
    assert call("同一机关", one, one) is True
    assert call("同一机关", one, other) is call("同一机关", other, one)


@given(st.sampled_from(["青禾县", "青禾市东河区", "大河省青禾市"]), st.sampled_from(["云溪镇", "东山乡", "石桥镇"]))
def test_the_name_of_the_region_above_makes_no_difference(above: str, own: str) -> None:
    assert call("同一机关", f"{above}{own}人民政府", own) is True
    assert call("同一机关", above, f"{above}{own}人民政府") is False


@pytest.mark.parametrize(
    "organ", ["青禾县人民政府", "云溪镇人民政府", "县政府", "青禾市", "云溪镇", "东山乡", "县", "东河区"]
)
def test_governments(organ: str) -> None:
    assert call("是政府", organ) is True


@pytest.mark.parametrize(
    "organ",
    [
        "青禾县人民政府办公室",
        "县政府办",
        "东街街道办事处",
        "东街街道",
        "青禾市财政局",
        "青禾经济开发区",
        "东里社区",
        "",
    ],
)
def test_what_is_no_government(organ: str) -> None:
    assert call("是政府", organ) is False
