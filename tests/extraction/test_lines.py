"""Lines that are nothing but an organ or a date."""

import pytest

from engine.extraction.lines import is_organ, signed
from engine.model.location import Location
from engine.model.passage import Passage, Piece


def line(text: str) -> Passage:
    return Passage(text, (Piece(0, Location(7, 3, 3 + len(text))),))


@pytest.mark.parametrize(
    "text",
    [
        "青禾县云溪镇人民政府",
        "青禾县财政局",
        "青禾县人民政府办公室",
        "云溪街道办事处",
        "青禾县 教育 委员会",
        "云溪镇人民政府（公章）",
    ],
)
def test_organs(text: str) -> None:
    assert is_organ(text)


@pytest.mark.parametrize(
    "text",
    [
        "总体情况",
        "一、机构设置及办公室",
        "由办公室牵头，各局",
        "人民政府。",
        "政府",
        "甲" * 60 + "局",
        "2024年人民政府",
    ],
)
def test_no_organs(text: str) -> None:
    assert not is_organ(text)


def test_both_on_one_line() -> None:
    found = signed(line("青禾县财政局 2024年1月20日"))
    assert found is not None
    assert found.organ is not None
    assert found.date is not None
    assert (found.organ.text, found.date.text) == ("青禾县财政局", "2024年1月20日")
    assert found.date.location == Location(7, 10, 20)


def test_date_in_brackets() -> None:
    found = signed(line("（2024年3 月 26日）"))
    assert found is not None
    assert found.date is not None
    assert found.date.text == "2024年3 月 26日"


@pytest.mark.parametrize("text", ["青禾县财政局于2024年1月20日发布", "2024年1月20日起施行", "完成。"])
def test_prose_is_no_signature(text: str) -> None:
    assert signed(line(text)) is None
