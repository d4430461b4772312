"""A rule is put where it belongs, and a file is never left broken."""

from pathlib import Path

import pytest

from engine.authoring.adding import add, home, reference, write_pack
from engine.authoring.pack import pack_files

RULE = """规则 B01 "收入为正"
  级别    警告
  依据    编辑建议 "核对"
  要求    收支表[收入, 总计] > 0
  提示    "收入为零"
  违例    收支表[收入, 总计] 改为 "0"
"""
BROKEN = RULE.replace("收支表[收入", "收支表[收人")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "村"
    write_pack(folder, pack_files("village", "村务公开", "zh"))
    return folder


def ids(path: Path, text: str = RULE) -> list[str]:
    added = add(path, text)
    assert added.written
    assert added.loaded.ruleset is not None
    return [rule.id for rule in added.loaded.ruleset.rules]


def test_a_new_file_becomes_part_of_the_pack(pack: Path) -> None:
    assert ids(pack / "more.rules") == ["R01", "R02", "R03", "B01"]
    assert (pack / "more.rules").read_text(encoding="utf-8") == RULE


def test_a_rule_is_appended_after_a_blank_line(pack: Path) -> None:
    path = pack / "checks.rules"
    before = path.read_text(encoding="utf-8")
    assert ids(path) == ["R01", "R02", "R03", "B01"]
    assert path.read_text(encoding="utf-8") == f"{before.rstrip()}\n\n{RULE}"


@pytest.mark.parametrize("name", ["checks.rules", "new.rules"])
def test_a_broken_rule_is_taken_back_and_shown(pack: Path, name: str) -> None:
    path = pack / name
    before = path.read_bytes() if path.exists() else None
    added = add(path, BROKEN)
    assert not added.written
    assert {diagnostic.code for diagnostic in added.loaded.diagnostics} == {"E012"}
    assert (path.read_bytes() if path.exists() else None) == before
    span = added.loaded.diagnostics[0].span
    assert "收人" in added.loaded.sources[span.file].split("\n")[span.line - 1]


def test_a_broken_rule_is_kept_on_request(pack: Path) -> None:
    assert add(pack / "checks.rules", BROKEN, force=True).written
    assert "收人" in (pack / "checks.rules").read_text(encoding="utf-8")


def test_a_rule_that_is_there_already_is_refused(pack: Path) -> None:
    assert ids(pack / "checks.rules")
    assert not add(pack / "more.rules", RULE).written


def test_line_ends_stay_and_other_encodings_become_utf_8(pack: Path) -> None:
    path = pack / "checks.rules"
    old = path.read_text(encoding="utf-8")
    path.write_bytes(old.replace("\n", "\r\n").encode("gb18030"))
    assert "B01" in ids(path)
    data = path.read_bytes()
    assert data.decode("utf-8").replace("\r\n", "\n") == f"{old.rstrip()}\n\n{RULE}"
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_file_with_a_header_of_its_own_beside_others_is_a_pack_of_its_own(tmp_path: Path) -> None:
    header = "规则集 {0} = {0} 沿用表单 foi_annual_report\n"
    one, two, three = (tmp_path / f"{name}.rules" for name in ("one", "two", "three"))
    assert not home(one).headed
    one.write_text(header.format("one"), encoding="utf-8")
    assert home(one).reference == reference(tmp_path)
    assert home(three).headed
    two.write_text(header.format("two"), encoding="utf-8")
    assert home(one).reference == reference(one)


def test_a_folder_is_never_taken_for_a_shipped_pack_of_its_name() -> None:
    assert home(Path("foi_annual_report/x.rules")).reference == "./foi_annual_report"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        add(tmp_path / "没有" / "x.rules", RULE)
