"""Bytes to a document, or a reason why not; never an exception."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents import read
from engine.documents.limits import MAX_BYTES, MAX_CELLS, MAX_LINE
from engine.model.document import Document, Unreadable

TEXT = "青禾县云溪镇\n\n本年度发布信息二百条。\n"


def document(data: bytes, source: str = "a.md") -> Document:
    read_document = read(data, source)
    assert isinstance(read_document, Document)
    return read_document


def reason(data: bytes, source: str = "a.md") -> Unreadable:
    answer = read(data, source)
    assert isinstance(answer, Unreadable)
    return answer


def words(found: Document) -> list[str]:
    return [paragraph.passage.text for paragraph in found.paragraphs()]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_encodings(encoding: str, name: str) -> None:
    found = document(TEXT.encode(encoding))
    assert words(found) == ["青禾县云溪镇", "本年度发布信息二百条。"]
    assert found.encoding == name


def test_big_endian_mark() -> None:
    assert words(document(b"\xfe\xff" + TEXT.encode("utf-16-be")))[0] == "青禾县云溪镇"


@pytest.mark.parametrize("data", [b"", b"   \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u3000\n".encode()])
def test_empty(data: bytes) -> None:
    assert "空" in reason(data).reason
    assert "empty" in reason(data).english


def test_binary() -> None:
    assert "文本" in reason(bytes(range(256)) * 40, "a.bin").reason
    assert "文本" in reason(b"\x00" * 5000).reason


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "source", "named"),
    [
        (_zip("other.txt"), "a.zip", "压缩"),
        (b"\x1f\x8b\x08\0", "a.gz", "压缩"),
    ],
)
def test_formats_of_later(data: bytes, source: str, named: str) -> None:
    answer = reason(data, source)
    assert named in answer.reason
    assert "暂不能读取" in answer.reason
    assert "cannot be read yet" in answer.english
    assert answer.source == source


def test_a_long_line_takes_no_time() -> None:
    start = time.perf_counter()
    answer = reason(b"x" * 50_000_000)
    assert "上限" in answer.reason
    assert time.perf_counter() - start < 5
    assert MAX_BYTES < 50_000_000


def test_a_line_too_long() -> None:
    answer = reason(b"a\n" + b"x" * (MAX_LINE + 1))
    assert "第 2 行" in answer.reason


def test_many_cells() -> None:
    row = "|" + "|".join(["12"] * 10) + "|\n"
    found = document((row * 10_000).encode())
    table = next(found.tables())
    assert len(table.rows) == 10_000
    assert "格" in reason((row * (MAX_CELLS // 11 + 100)).encode()).reason


def test_the_hash_is_of_the_bytes() -> None:
    assert document(b"abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@settings(deadline=None)  # (the first picture loads the library for pictures)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    assert isinstance(read(data, "a.md"), Document | Unreadable)


@given(st.text(alphabet="|-: \t\\*#<br>一二1\n\r\x07\ufeff", max_size=200))
def test_places_are_those_of_the_text(text: str) -> None:
    """Whatever the text: every character of a block stands where its place says."""
    answer = read(text.encode(), "a.md")
    if isinstance(answer, Unreadable):
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if text.startswith("\ufeff"):
        lines[0] = lines[0][1:]
    passages = [block.passage for block in answer.paragraphs()]
    passages += [cell.passage for table in answer.tables() for row in table.rows for cell in row.cells]
    for passage in passages:
        for piece, following in zip(
            passage.pieces, [*(later.start for later in passage.pieces[1:]), len(passage.text)], strict=True
        ):
            place = piece.location
            assert place.line is not None
            assert place.column is not None
            assert place.end_column is not None
            stretch = passage.text[piece.start : following].rstrip(" ")
            line = lines[place.line - 1]
            assert line[place.column - 1 : place.column - 1 + len(stretch)] == stretch
