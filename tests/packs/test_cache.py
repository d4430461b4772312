"""The cache gives back what was compiled, or nothing; damage and change are always noticed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.language.checked import Ruleset
from engine.language.compile import Around, Compiled
from engine.model.diagnostic import Span
from engine.packs import cache, load

ROOT = Path(__file__).resolve().parents[2]
PACK = """规则集 试 = trial
表单 试 = trial "试" 识别 /试/
部分 甲 = first "一、甲"
规则 R1 "一" 级别 错误 依据 法律 "法" 提示 "{字数(正文)}" 要求 字数(正文) = 15 且 存在 甲
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.rules").write_text(PACK, encoding="utf-8")
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one entry for every time that rules are compiled and not taken from the cache."""
    calls: list[str] = []
    from engine.language import compile as language

    original = language.compile_files

    def counting(files: Mapping[str, str], around: Around) -> Compiled:
        calls.append("compiled")
        return original(files, around=around)

    monkeypatch.setattr(language, "compile_files", counting)
    return calls


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*.ruleset")
    return found


def test_the_second_load_comes_from_the_cache_and_is_equal(pack: Path, tmp_path: Path, compiled: list[str]) -> None:
    first = load(str(pack), tmp_path / "cache")
    second = load(str(pack), tmp_path / "cache")
    assert first.ruleset is not None
    assert first == second
    assert compiled == ["compiled"]
    assert load(str(pack)).ruleset == first.ruleset


def test_a_changed_file_is_compiled_again_even_with_the_same_time_and_size(
    pack: Path, tmp_path: Path, compiled: list[str]
) -> None:
    file = pack / "a.rules"
    before = file.stat()
    load(str(pack), tmp_path / "cache")
    file.write_text(PACK.replace("15", "25"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = load(str(pack), tmp_path / "cache").ruleset
    assert again is not None
    assert "25" in next(iter(again.files.values()))
    assert compiled == ["compiled", "compiled"]


def test_a_damaged_entry_is_not_used_and_is_made_anew(pack: Path, tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "cache"
    good = load(str(pack), folder).ruleset
    whole = entry(folder).read_bytes()
    damages = [b"", whole[:10], whole[:40], whole[:-1], whole + b"x", b"\0" * len(whole)]
    damages += [
        whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in (0, 31, 32, len(whole) // 2)
    ]
    for count, damage in enumerate(damages, start=2):
        entry(folder).write_bytes(damage)
        assert load(str(pack), folder).ruleset == good
        assert len(compiled) == count
        assert entry(folder).read_bytes() == whole


def test_a_well_formed_entry_with_foreign_types_is_refused(pack: Path, tmp_path: Path) -> None:
    import pickle
    from hashlib import sha256

    folder = tmp_path / "cache"
    good = load(str(pack), folder).ruleset
    for payload in (pickle.dumps(Path("x")), pickle.dumps(print), pickle.dumps([1])):
        entry(folder).write_bytes(sha256(payload).digest() + payload)
        assert load(str(pack), folder).ruleset == good


def test_the_engine_is_part_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key({"a": "b"})
    assert before == cache.key({"a": "b"})
    assert before != cache.key({"a": "c"})
    assert before != cache.key({"ab": ""})
    monkeypatch.setattr(cache, "_engine", "another engine {}".format)
    assert cache.key({"a": "b"}) != before


def test_what_is_kept_is_of_one_kind_and_one_engine(tmp_path: Path) -> None:
    place = Span("a.rules", 1, 1, 1, 1)
    cache.store(tmp_path, "k", place)
    assert cache.fetch(tmp_path, "k", Span) == place
    assert cache.fetch(tmp_path, "k", Ruleset) is None
    (tmp_path / "k.ruleset").write_bytes((tmp_path / "k.span").read_bytes())
    assert cache.fetch(tmp_path, "k", Ruleset) is None
    assert cache.key({"a": "b"}, cache.WHOLE) != cache.key({"a": "b"})


def test_the_base_and_the_form_of_another_pack_are_part_of_the_key(pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    (pack / "a.rules").write_text(PACK.replace("规则集 试 = trial", '规则集 试 = trial 基准 "b.md"'), encoding="utf-8")
    (pack / "b.md").write_text("甲", encoding="utf-8")
    own = tmp_path / "own.rules"
    own.write_text(
        '规则集 我 = mine 沿用表单 pack\n规则 R2 "二" 级别 错误 依据 法律 "法" 提示 "无" 要求 存在 甲', encoding="utf-8"
    )
    for text in ("甲", "乙"):
        (pack / "b.md").write_text(text, encoding="utf-8")
        for reference in (pack, own):
            ruleset = load(str(reference), folder).ruleset
            assert ruleset is not None
            assert ruleset.base == text


def test_rules_with_faults_are_not_kept(pack: Path, tmp_path: Path) -> None:
    (pack / "a.rules").write_text(PACK.replace("存在 甲", "存在 乙"), encoding="utf-8")
    first, second = (load(str(pack), tmp_path / "cache") for _ in range(2))
    assert [d.code for d in first.diagnostics] == [d.code for d in second.diagnostics] == ["E012"]
    assert list((tmp_path / "cache").glob("*")) == [] if (tmp_path / "cache").exists() else True


def test_a_folder_that_cannot_be_written_is_no_error(pack: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert load(str(pack), blocked / "cache").ruleset is not None


def test_old_entries_go(pack: Path, tmp_path: Path) -> None:
    for number in range(cache._KEPT + 3):
        (pack / "a.rules").write_text(PACK.replace("15", str(number)), encoding="utf-8")
        load(str(pack), tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == cache._KEPT


def test_lark_is_not_imported_when_the_cache_has_the_rules(pack: Path, tmp_path: Path) -> None:
    load(str(pack), tmp_path / "cache")
    code = (
        "import sys; from pathlib import Path; from engine.packs import load; "
        f"found = load({str(pack)!r}, Path({str(tmp_path / 'cache')!r})); "
        "print(found.ruleset is not None, 'lark' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
