"""Which project file belongs to a report."""

from pathlib import Path

import pytest

from engine.project.find import nearest, shown


def test_the_nearest_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "一" / "二" / "三"
    deep.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "一" / "二"):
        (folder / "gouji.toml").write_text("", encoding="utf-8")
    (tmp_path / "一" / "gouji.toml").mkdir()  # a folder of that name is none
    monkeypatch.chdir(deep)
    found = nearest([str(tmp_path / "甲.md"), str(tmp_path / "一" / "乙.md"), "丙.md", "-"])
    top, inner = (folder.resolve() / "gouji.toml" for folder in (tmp_path, tmp_path / "一" / "二"))
    assert list(found.values()) == [top, top, inner, inner]


def test_names_in_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "一" / "gouji.toml") == "一/gouji.toml"
    assert shown(tmp_path.parent / "gouji.toml") == (tmp_path.resolve().parent / "gouji.toml").as_posix()
