"""Which files of a folder are reports: by what they are called, or by what is in them."""

import json
from pathlib import Path

from engine.corpus import files

PICTURE = b"\x89PNG\r\n\x1a\n"


def found(folder: Path, contents: dict[str, bytes]) -> list[str]:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [Path(one).relative_to(folder).as_posix() for one in files.find([str(folder)]).files]


def test_by_suffix_and_by_content(tmp_path: Path) -> None:
    contents = {
        "a.docx": b"",
        "b.WPS": b"",
        "c": b"{\\rtf1 x}",
        "d.dat": b"%PDF-1.4",
        "e.json": json.dumps({"facts": {}}).encode(),
        "f.json": b'{"rules": []}',
        "g.exe": b"MZ",
        "h.py": b"print()",
        "~$a.docx": b"",
        ".i.md": b"",
        "j.tmp": b"<html><body>x</body></html>",
    }
    assert found(tmp_path, contents) == ["a.docx", "b.WPS", "c", "d.dat", "e.json", "j.tmp"]


def test_the_pictures_of_a_saved_page_are_no_reports(tmp_path: Path) -> None:
    contents = {
        "one.html": b"",
        "one_files/a.png": PICTURE,
        "one_files/deep/b.png": PICTURE,
        "two.htm": b"",
        "two.files/c.png": PICTURE,
        "three_files/d.png": PICTURE,
    }
    assert found(tmp_path, contents) == ["one.html", "three_files/d.png", "two.htm"]
