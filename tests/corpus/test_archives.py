"""Archives of reports: every file in them is a report of its own, and whatever is wrong with one is said of it."""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.corpus import archives, files
from engine.pipeline import Problem

TEXT = "一句话。\n".encode()


def zipped(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return data.getvalue()


def found(folder: Path, data: bytes, name: str = "报告.zip") -> dict[str, bytes | str]:
    """What comes of an archive: the bytes of each file by its name in it, or the reason why there are none."""
    path = folder / name
    path.write_bytes(data)
    result = files.find([str(path)])
    assert result.is_batch
    assert result.is_folder
    assert result.problems == ()
    shown: dict[str, bytes | str] = {}
    for source in result.files:
        content = files.load(source, result.inside)
        shown[source.removeprefix(str(path)).removeprefix("/")] = (
            content.reason if isinstance(content, Problem) else content
        )
    assert list(folder.iterdir()) == [path]
    return shown


def test_each_file_is_a_report(tmp_path: Path) -> None:
    data = zipped(
        {"二.md": TEXT, "县/一.md": b"1", "__MACOSX/._一.md": b"2", "县/.DS_Store": b"3", "县/照片.psd": b"4"}
    )
    assert found(tmp_path, data) == {"二.md": TEXT, "县/一.md": b"1"}


def test_files_are_found_by_what_is_in_them(tmp_path: Path) -> None:
    word = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
    facts = json.dumps({"facts": {}}).encode()
    data = zipped({"a.bin": word, "b.json": facts, "c.json": b'{"rules": 3}', "d.exe": b"MZ", "e.zip": word})
    assert found(tmp_path, data) == {"a.bin": word, "b.json": facts, "e.zip": word}


def test_an_archive_in_an_archive_and_not_one_within_that(tmp_path: Path) -> None:
    inner = zipped({"a.md": b"1", "b.md": b"2", "deep.zip": zipped({"c.md": b"3"})})
    assert found(tmp_path, zipped({"内.zip": inner, "d.md": b"4"})) == {
        "d.md": b"4",
        "内.zip/a.md": b"1",
        "内.zip/b.md": b"2",
        "内.zip/deep.zip": "压缩包里套了两层压缩包，请先解开",
    }


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(TEXT)
    (tmp_path / "b.zip").write_bytes(zipped({"c.md": b"1"}))
    (tmp_path / "另").mkdir()
    (tmp_path / "另" / "d").write_bytes(zipped({"e.md": b"2"}))
    result = files.find([str(tmp_path)])
    assert [Path(one).relative_to(tmp_path).as_posix() for one in result.files] == ["a.md", "b.zip/c.md"]


def test_a_document_that_is_called_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"[Content_Types].xml": b"", "word/document.xml": b""}))
    result = files.find([str(path)])
    assert (result.files, result.inside) == ((str(path),), {})


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_do_not_say_their_encoding(tmp_path: Path, encoding: str) -> None:
    name = "表态/青禾县教育局.md"
    raw = name.encode(encoding)
    data = zipped({"x" * len(raw): TEXT})
    assert found(tmp_path, data.replace(b"x" * len(raw), raw)) == {name: TEXT}


def test_names_with_the_other_slash(tmp_path: Path) -> None:
    assert found(tmp_path, zipped({"县|一.md": TEXT}).replace(b"|", b"\\")) == {"县/一.md": TEXT}


@pytest.mark.parametrize("name", ["../../x.md", "/etc/x.md", "C:/x.md", "a/../../x.md"])
def test_names_that_point_out_of_the_archive(tmp_path: Path, name: str) -> None:
    (reason,) = found(tmp_path, zipped({name: TEXT})).values()
    assert reason == f"压缩包里的文件名“{name}”指向压缩包之外"


def test_a_link(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert found(tmp_path, data.getvalue()) == {"a.md": "压缩包里的这一项只是指向别处的链接"}


def test_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.md": TEXT, "b.md": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert found(tmp_path, bytes(data)) == {"a.md": "压缩包有密码，不能打开，请解压后再检查", "b.md": TEXT}


def test_a_method_that_nobody_knows(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.md": TEXT}))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + at : data.index(mark) + at + 2] = struct.pack("<H", 9)
    assert found(tmp_path, bytes(data)) == {"a.md": "压缩包用了不能读取的压缩方法，请解压后再检查"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice(tmp_path: Path) -> None:
    def twice(one: bytes, other: bytes) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("a.md", one)
            archive.writestr("a.md", other)
        return data.getvalue()

    assert found(tmp_path, twice(TEXT, TEXT)) == {"a.md": TEXT}
    assert found(tmp_path, twice(TEXT, b"other")) == {"a.md": "压缩包里有几个不同的文件都叫这个名字"}


def test_damage(tmp_path: Path) -> None:
    data = zipped({"a.md": TEXT * 100, "b.md": TEXT})
    damaged = bytearray(data)
    damaged[45:60] = b"\xff" * 15
    assert found(tmp_path, bytes(damaged)) == {"a.md": "压缩包已损坏，这个文件不能解压", "b.md": TEXT}
    assert found(tmp_path, data[:-30]) == {"": "压缩包已损坏，不能打开"}
    assert found(tmp_path, b"PK\x03\x04") == {"": "压缩包已损坏，不能打开"}
    assert found(tmp_path, zipped({})) == {"": "压缩包里没有报告"}
    assert found(tmp_path, zipped({"a.exe": b"MZ"})) == {"": "压缩包里没有报告"}


def test_bombs(tmp_path: Path) -> None:
    bomb = zipped({"a.md": b"0" * 20_000_001})
    assert found(tmp_path, bomb) == {"a.md": "解压后超过 20 MB 的上限，不像一份报告"}
    assert found(tmp_path, zipped({"内.zip": bomb})) == {"内.zip/a.md": "解压后超过 20 MB 的上限，不像一份报告"}
    # A directory that says less than there is: no more than it says is ever unpacked.
    lying = bytearray(bomb)
    at = lying.index(b"PK\x01\x02") + 24
    lying[at : at + 4] = struct.pack("<I", 100)
    assert found(tmp_path, bytes(lying)) == {"a.md": "压缩包已损坏，这个文件不能解压"}
    # One that says much more than there is.
    lying[at : at + 4] = struct.pack("<I", 0xFFFFFFF0)
    assert found(tmp_path, bytes(lying)) == {"": "解压后超过 4 GB，不像报告的压缩包"}


def test_very_many_files(tmp_path: Path) -> None:
    entry = zipped({"a.md": b""})[:-22]
    local, central = entry[: entry.index(b"PK\x01\x02")], entry[entry.index(b"PK\x01\x02") :]
    count = 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, count * len(central), len(local), 0)
    assert found(tmp_path, local + central * count + end) == {"": "压缩包里的文件超过 20000 个的上限"}
    many = zipped({f"{number}.md": b"" for number in range(archives.MAX_REPORTS + 1)}, zipfile.ZIP_STORED)
    assert found(tmp_path, many) == {"": "压缩包里的文件超过 2000 个的上限"}


def test_every_beginning_of_an_archive(tmp_path: Path) -> None:
    data = zipped({"县/一.md": TEXT, "内.zip": zipped({"a.md": TEXT})})
    for length in range(4, len(data), 3):
        for content in found(tmp_path, data[:length]).values():
            assert isinstance(content, str)
