"""A file is written whole or not at all."""

import sys
from pathlib import Path

import pytest

from engine.packs.writing import write_whole


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "甲.rules"
    for data in (b"1" * 100, b"2"):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of another kind")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "甲.rules", tmp_path / "乙.rules"
    path.write_bytes(b"1")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"2")
    assert link.is_symlink()
    assert path.read_bytes() == b"2"
    assert path.stat().st_mode & 0o777 == 0o640


def test_where_nothing_can_be_written_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        write_whole(tmp_path / "没有" / "甲.rules", b"1")
    taken = tmp_path / "占用"
    (taken / "里面").mkdir(parents=True)
    with pytest.raises(OSError, match="占用"):
        write_whole(taken, b"1")
    assert list(tmp_path.iterdir()) == [taken]
