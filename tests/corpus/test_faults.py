"""Folders that are not as they should be: whatever cannot be read is said, nothing is passed over, nothing hangs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine import documents
from engine.corpus import files
from engine.documents.limits import MAX_BYTES
from engine.model.document import Unreadable
from engine.pipeline import Problem

ROOT = Path(__file__).parents[2]
TEXT = "一句话。\n".encode()
NAMES = [
    "空 格.md",
    "换\n行.md",
    "表情😀.md",
    "..点点..md",
    "...md.md",
    "-开头.md",
    "引'号\".md",
    "[方]{花}*?.md",
    "反\\斜.md",
    "tab\t.md",
    "e\u0301.md",
    "é.md",
]
posix = pytest.mark.skipif(sys.platform == "win32", reason="such names and links are for POSIX")


def test_of_a_file_of_500_mb_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "大.md"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    data = files.load(str(path), {})
    assert isinstance(data, bytes)
    assert len(data) == MAX_BYTES + 1
    read = documents.read(data, "大.md")
    assert isinstance(read, Unreadable)
    assert "20 MB" in read.reason


@posix
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_is_found_and_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXT)
    hidden = name.startswith(".")
    found = files.find([str(tmp_path)])
    assert found.files == (() if hidden else (str(tmp_path / name),))
    named = files.find([str(tmp_path / name)])
    assert files.load(named.files[0], named.inside) == TEXT


@posix
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    with open(path, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(TEXT)
    found = files.find([str(tmp_path)])
    assert [files.load(one, found.inside) for one in found.files] == [TEXT]


@posix
def test_links_in_a_circle_end_and_dangling_ones_are_said(tmp_path: Path) -> None:
    (tmp_path / "年报.md").write_bytes(TEXT)
    (tmp_path / "自己").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "圈.md").symlink_to(tmp_path / "圈.md")
    (tmp_path / "没了.docx").symlink_to(tmp_path / "没有这个文件")
    (tmp_path / "没了.bak").symlink_to(tmp_path / "没有这个文件")
    (tmp_path / "同一份.md").symlink_to(tmp_path / "年报.md")
    found = files.find([str(tmp_path)])
    loaded = {Path(one).name: files.load(one, found.inside) for one in found.files}
    assert list(loaded) == ["同一份.md", "圈.md", "年报.md", "没了.docx"]
    said = {name: one.reason for name, one in loaded.items() if isinstance(one, Problem)}
    assert list(said) == ["圈.md", "没了.docx"]
    assert all("链接" in reason for reason in said.values())


@posix
def test_a_pipe_is_no_report_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.md")
    (tmp_path / "年报.md").write_bytes(TEXT)
    assert files.find([str(tmp_path)]).files == (str(tmp_path / "年报.md"),)


def test_a_file_that_has_gone_and_one_that_is_now_a_folder(tmp_path: Path) -> None:
    for name in ("一.md", "二.md", "三.md"):
        (tmp_path / name).write_bytes(TEXT)
    found = files.find([str(tmp_path)])
    (tmp_path / "一.md").unlink()
    (tmp_path / "三.md").unlink()
    (tmp_path / "三.md").mkdir()
    loaded = [files.load(one, found.inside) for one in found.files]
    assert [isinstance(one, Problem) for one in loaded] == [True, True, False]


def test_an_archive_that_has_gone_or_changed(tmp_path: Path) -> None:
    path = tmp_path / "全县.zip"
    for count in (3, 1):
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(count):
                archive.writestr(f"{number}.md", TEXT * count)
        if count == 3:
            found = files.find([str(path)])
            assert [files.load(one, found.inside) for one in found.files] == [TEXT * 3] * 3
    changed = [files.load(one, found.inside) for one in found.files]
    assert changed[0] == TEXT
    assert [one.reason for one in changed[1:] if isinstance(one, Problem)] == ["压缩包在检查时变了"] * 2
    path.unlink()
    assert all(isinstance(files.load(one, found.inside), Problem) for one in found.files)


_AS_NOBODY = """
import os, sys
from engine import documents
from engine.corpus import files
from engine.pipeline import Problem
documents.recognises(b"", "")
os.chdir(sys.argv[1])
if os.geteuid() == 0:  # who may do everything
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
found = files.find(["."])
for source in found.files:
    loaded = files.load(source, found.inside)
    print(source, loaded.reason if isinstance(loaded, Problem) else len(loaded))
"""


@posix
def test_what_may_not_be_read_is_said_file_and_folder(tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    (folder / "锁住的").mkdir(parents=True)
    folder.chmod(0o755)
    for name in ("一.md", "二.md", "锁住的/三.md"):
        (folder / name).write_bytes(TEXT)
    (folder / "一.md").chmod(0)
    (folder / "锁住的").chmod(0)
    command = [sys.executable, "-c", _AS_NOBODY, str(folder)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=variables, capture_output=True, check=False)
    (folder / "锁住的").chmod(0o700)
    assert done.stdout.decode().splitlines() == [
        "一.md 打不开：Permission denied",
        "二.md 13",
        "锁住的 文件夹打不开：Permission denied",
    ], done.stderr.decode()
