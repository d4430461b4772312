"""Files that LibreOffice converts before they are read. The readings are skipped where it is not installed."""

import io
import os
import sys
import threading
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.documents import libreoffice, read, recognises
from engine.documents.compound import SIGNATURE
from engine.documents.libreoffice import ConversionError, convert
from engine.model.document import Document, Unreadable

needs_libreoffice = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")

TABLE = (("项目", "数量"), ("新收申请", "3"), ("上年结转", "0"))
LINE = "青禾县教育局2023年政府信息公开工作年度报告"


def rtf() -> bytes:
    """A line and a table in RTF, as Word writes Chinese (\\uN?)."""

    def words(text: str) -> str:
        return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)

    rows = "".join(
        "\\trowd\\cellx3000\\cellx6000 " + "".join(f"\\intbl {words(text)}\\cell " for text in row) + "\\row\n"
        for row in TABLE
    )
    return f"{{\\rtf1\\ansi\\uc1 {words(LINE)}\\par\n{rows}\\pard {words('完')}\\par}}".encode("ascii")


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        **{
            part: f"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"
            for part in ("office", "text", "table", "script", "manifest")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "library": "http://openoffice.org/2000/library",
    }.items()
)


def odt(picture: str, macro: str) -> bytes:
    """The same in OpenDocument, with a linked picture and a macro that is to run when the file is opened."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in TABLE
    )
    parts = {
        "content.xml": f"""<office:document-content {_NAMESPACES} office:version="1.3">
          <office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
            script:event-name="dom:load" xlink:type="simple"
            xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/>
          </office:event-listeners></office:scripts>
          <office:body><office:text><text:p>{LINE}</text:p>
          <table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>
          <text:p>完<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char"><draw:image
            xlink:href="{picture}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
          </office:text></office:body></office:document-content>""",
        "Basic/script-lc.xml": f"""<library:libraries {_NAMESPACES}>
          <library:library library:name="Standard" library:link="false"/></library:libraries>""",
        "Basic/Standard/script-lb.xml": f"""<library:library {_NAMESPACES} library:name="Standard"
          library:readonly="false"><library:element library:name="Module1"/></library:library>""",
        "Basic/Standard/Module1.xml": f"""<script:module xmlns:script="http://openoffice.org/2000/script"
          script:name="Module1" script:language="StarBasic">{macro}</script:module>""",
    }
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    kind = "application/vnd.oasis.opendocument.text"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        archive.writestr(
            "META-INF/manifest.xml",
            f"""<manifest:manifest {_NAMESPACES} manifest:version="1.3">
            <manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{manifest}</manifest:manifest>""",
        )
    return data.getvalue()


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(str(self.rfile.readline(1000)))

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/picture.png", asked
    server.shutdown()
    server.server_close()


def _is_the_report(found: Document | Unreadable, form: str) -> None:
    assert isinstance(found, Document), found
    assert found.format == form
    assert next(found.paragraphs()).passage.text == LINE
    (table,) = found.tables()
    assert tuple(tuple(cell.text for cell in row.cells) for row in table.rows) == TABLE


@needs_libreoffice
def test_two_at_once_and_nothing_runs_or_is_fetched(visits: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = visits
    trace = tmp_path / "trace"
    macro = f'Sub Main\nOpen "{trace}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub'
    with ThreadPoolExecutor() as pool:
        one = pool.submit(read, rtf(), "报告.rtf")
        other = pool.submit(read, odt(address, macro), "报告.doc")  # (what it is called does not matter)
        _is_the_report(one.result(), "rtf via LibreOffice")
        _is_the_report(other.result(), "odt via LibreOffice")
    assert asked == []
    assert not trace.exists()


@needs_libreoffice
def test_word_97_and_wps() -> None:
    doc = convert(rtf(), ".rtf", "doc")
    assert doc.startswith(SIGNATURE)
    _is_the_report(read(doc, "报告.wps"), "wps via LibreOffice")
    locked = bytearray(doc)
    at = locked.index(b"\xec\xa5")  # where the text of Word begins, with its flags
    locked[at + 11] |= 1
    found = read(bytes(locked), "报告.doc")
    assert isinstance(found, Unreadable)
    assert found.reason == "文件有密码，不能打开，请去掉密码后再检查"


def test_not_installed() -> None:
    with patch.dict(os.environ, {libreoffice.VARIABLE: "/nowhere/soffice"}):
        found = read(rtf(), "报告.rtf")
    assert isinstance(found, Unreadable)
    assert found.reason == (
        "读取 .rtf 文件需要 LibreOffice，没有找到 LibreOffice：请安装 LibreOffice 后再检查，或用 Word、WPS 另存为 .docx"
    )


def _stand_in(folder: Path, script: str) -> Path:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def _refused(program: Path, seconds: float) -> str:
    with patch.dict(os.environ, {libreoffice.VARIABLE: str(program)}), pytest.raises(ConversionError) as caught:
        convert(b"data", ".doc", "docx", seconds=seconds)
    return caught.value.reason


@needs_posix
def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    # A process that goes on after the one that started it has gone, as soffice.bin does after soffice.
    mark = tmp_path / "alive"
    program = _stand_in(tmp_path, f'(while true; do date > "{mark}"; sleep 0.1; done) &\nsleep 100')
    assert _refused(program, 1) == "LibreOffice 转换超时，已停止"
    mark.unlink(missing_ok=True)
    threading.Event().wait(0.5)
    assert not mark.exists()


@needs_posix
def test_one_that_writes_without_end(tmp_path: Path) -> None:
    program = _stand_in(tmp_path, "cd out\nhead -c 200000000 /dev/zero > report.docx\nsleep 100")
    assert _refused(program, 60) == "转换后超过 20 MB 的上限，不像一份报告"


@needs_posix
def test_one_that_writes_nothing(tmp_path: Path) -> None:
    assert _refused(_stand_in(tmp_path, "exit 0"), 60) == "LibreOffice 打不开这个文件，可能已损坏或有密码"


def _reason(data: bytes, name: str) -> str:
    found = read(data, name)
    assert isinstance(found, Unreadable)
    return found.reason


@pytest.mark.parametrize("data", [SIGNATURE, SIGNATURE + bytes(2000), SIGNATURE + b"\xff" * 2000])
def test_damage(data: bytes) -> None:
    assert _reason(data, "报告.doc") == "文件已损坏，不能打开"


def test_open_document_with_a_password() -> None:
    with zipfile.ZipFile(io.BytesIO(odt("", ""))) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    entry = contents["META-INF/manifest.xml"]
    contents["META-INF/manifest.xml"] = entry.replace(b"</manifest:m", b"<manifest:encryption-data/></manifest:m")
    assert _reason(_zipped(contents.items()), "报告.odt") == "文件有密码，不能打开，请去掉密码后再检查"


def _zipped(contents: Iterable[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in contents:
            archive.writestr(name, content)
    return data.getvalue()


def test_what_they_are_called_does_not_matter() -> None:
    assert recognises(rtf(), "报告.docx")
    assert recognises(odt("", ""), "报告.zip")
    assert not recognises("一句话。".encode(), "报告.doc")
