"""Packs by name, folder or file; what is missing or unreadable is said, never raised."""

from pathlib import Path

import pytest

from engine.packs import load, shipped

RULE = '规则 R1 "一" 级别 错误 依据 法律 "法" 提示 "无" 要求 存在 甲\n'
HEAD = '规则集 试 = trial\n  标题 "试"\n  版本 "3"\n'
FORM = '表单 试 = trial "试"\n  识别 /试/\n部分 甲 = first "一、甲"\n'


def write(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.rules").write_bytes(data)
    return folder


def codes(reference: Path | str) -> list[str]:
    loaded = load(str(reference))
    assert loaded.ruleset is None
    return [diagnostic.code for diagnostic in loaded.diagnostics]


def test_the_shipped_packs_load() -> None:
    assert "foi_annual_report" in shipped()
    for name in shipped():
        loaded = load(name)
        assert loaded.diagnostics == ()
        assert loaded.ruleset is not None
        assert loaded.ruleset.identity.id == name
        assert len(loaded.ruleset.identity.sha256) == 64
        assert loaded.ruleset.base


def test_a_folder(tmp_path: Path) -> None:
    loaded = load(str(write(tmp_path / "p", a=HEAD + FORM, b=RULE)))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    identity = loaded.ruleset.identity
    assert (identity.id, identity.version, identity.title) == ("trial", "3", "试")
    assert [rule.id for rule in loaded.ruleset.rules] == ["R1"]
    assert sorted(Path(name).name for name in loaded.sources) == ["a.rules", "b.rules"]


def test_the_hash_is_that_of_the_contents(tmp_path: Path) -> None:
    one = load(str(write(tmp_path / "one", a=HEAD + FORM, b=RULE))).ruleset
    same = load(str(write(tmp_path / "two", a=(HEAD + FORM).replace("\n", "\r\n"), b=RULE))).ruleset
    other = load(str(write(tmp_path / "three", a=HEAD + FORM, b=RULE + "# 注\n"))).ruleset
    assert one is not None
    assert same is not None
    assert other is not None
    assert one.identity.sha256 == same.identity.sha256 != other.identity.sha256


def test_a_single_file_takes_the_form_and_base_of_a_shipped_pack(tmp_path: Path) -> None:
    rule = RULE.replace("存在 甲", "存在 表三")
    write(tmp_path, own=f"规则集 我的 = mine\n  沿用表单 foi_annual_report\n{rule}")
    loaded = load(str(tmp_path / "own.rules"))
    shipped_pack = load("foi_annual_report").ruleset
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    assert shipped_pack is not None
    assert loaded.ruleset.form == shipped_pack.form
    assert loaded.ruleset.base == shipped_pack.base
    assert [rule.id for rule in loaded.ruleset.rules] == ["R1"]


def test_a_file_takes_the_form_of_a_folder_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "basis", a=HEAD + FORM + '词表 词 "a" 应为 "b"\n')
    write(tmp_path, own=f"规则集 我的 = mine 沿用表单 basis\n{RULE}")
    assert load(str(tmp_path / "own.rules")).diagnostics == ()
    write(tmp_path / "basis", a=HEAD + "沿用表单 foi_annual_report\n")
    assert "E093" in codes(tmp_path / "own.rules")


def test_the_base_report_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", a=HEAD + '基准 "base.md"\n' + FORM, b=RULE + '违例 "甲乙" 改为 "丙"\n')
    assert codes(folder) == ["E092"]
    (folder / "base.md").write_text("丁\n", encoding="utf-8")
    assert codes(folder) == ["E062"]
    (folder / "base.md").write_text("甲乙丁\n", encoding="utf-8")
    ruleset = load(str(folder)).ruleset
    assert ruleset is not None
    assert ruleset.base == "甲乙丁\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    loaded = load(str(write(tmp_path / "p", a=(HEAD + FORM + RULE).encode(encoding))))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    assert loaded.ruleset.form.sections[0].name == "甲"


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    assert codes(write(tmp_path / "p", a=HEAD + FORM, b=bytes(range(256)) * 20)) == ["E092"]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    loaded = load("foi_annual_reports")
    assert [(d.code, d.message) for d in loaded.diagnostics] == [
        ("E090", "没有规则包“foi_annual_reports”，是不是“foi_annual_report”？")
    ]
    assert codes(tmp_path / "nothing.rules") == ["E090"]
    assert codes("") == ["E090"]
    assert codes("a\0b") == ["E090"]
    (tmp_path / "empty").mkdir()
    assert codes(tmp_path / "empty") == ["E091"]
    write(tmp_path, own="规则集 我的 = mine 沿用表单 nowhere\n" + RULE)
    assert codes(tmp_path / "own.rules") == ["E090"]


def test_faults_come_back_with_their_sources(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", a=HEAD + FORM, b=RULE.replace("存在 甲", "存在 乙"))
    loaded = load(str(folder))
    assert [(Path(d.span.file).name, d.code) for d in loaded.diagnostics] == [("b.rules", "E012")]
    assert loaded.sources[loaded.diagnostics[0].span.file].startswith("规则 R1")
