"""A pack written in the other language and back: names, attributes and functions too."""

import shutil
from pathlib import Path

from engine import packs
from engine.packs.formatting import format_files

PACK = Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report"


def rewrite(folder: Path, language: str) -> None:
    for file in list(format_files(str(folder), language, packs.spellings(str(folder)))):
        assert file.diagnostics == ()
        file.write()


def test_the_shipped_pack_in_english_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    before = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.rules")}
    rewrite(folder, "en")
    english = (folder / "table3.rules").read_text(encoding="utf-8")
    assert "sum(table3[行, natural_person .. other]) = table3[行, total]" in english
    assert 'message       "“{行.name}”：六类申请人相加为 {left}，总计写作 {right}，相差 {difference}"' in english
    loaded = packs.load(str(folder))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    rewrite(folder, "zh")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.rules")} == before
