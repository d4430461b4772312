"""The parts of a workbook that its sheets share: which sheets are shown, texts, number formats, borders."""

from collections.abc import Iterator
from typing import Any

from engine.documents.excel.shown import GENERAL, NumberFormat, number_format
from engine.documents.package import DamagedError, Package, attribute, child, local, whole
from engine.documents.words import raised
from engine.model.struct import Struct


class Look(Struct, frozen=True):
    """How a cell looks: its number format, and whether lines are drawn around it."""

    form: NumberFormat = GENERAL
    ruled: bool = False


class Sheet(Struct, frozen=True):
    """A sheet that is shown: its name, and the name of its part."""

    name: str
    part: str


class Workbook:
    """A workbook. Raises ``DamagedError``."""

    def __init__(self, package: Package) -> None:
        main = package.main("xl/workbook.xml")
        root = package.tree(main)
        if root is None or local(root) != "workbook":
            raise DamagedError("文件已损坏，里面没有工作簿", "the file is damaged: it has no workbook")
        parts = package.related(main)
        self.sheets = tuple(_sheets(root, package, main))
        self.since_1904 = _is_set(child(root, "workbookPr"), "date1904")
        self.texts = _texts(_tree(package, parts, "sharedStrings"))
        self.looks = _looks(_tree(package, parts, "styles"))


def _tree(package: Package, parts: Any, kind: str) -> Any:
    return package.tree(parts[kind]) if kind in parts else None


def _is_set(element: Any, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true")


def _sheets(root: Any, package: Package, main: str) -> Iterator[Sheet]:
    """The sheets with cells that are not hidden, in the order of their tabs."""
    relations = package.relations(main)
    for one in child(root, "sheets") if child(root, "sheets") is not None else ():
        kind, target = relations.get(attribute(one, "id") or "", ("", ""))
        if kind == "worksheet" and one.get("state", "visible") == "visible":
            yield Sheet(one.get("name", ""), target)


def _texts(root: Any) -> list[str]:
    return [words(one) for one in root if local(one) == "si"] if root is not None else []


def words(item: Any) -> str:
    """The text of a string: its runs in order, raised digits apart, without the reading beside it."""
    found: list[str] = []
    for one in item:
        name = local(one)
        if name == "t":
            found.append(one.text or "")
        elif name == "r":
            text = "".join(part.text or "" for part in one.iterchildren("{*}t"))
            aligned = child(one, "rPr", "vertAlign")
            is_raised = aligned is not None and aligned.get("val") == "superscript"
            found.append(raised(text) if is_raised else text)
    return "".join(found)


def _looks(root: Any) -> dict[str, Look]:
    """The looks of cells by the number, as written, that a cell names."""
    codes = {whole(one.get("numFmtId")): one.get("formatCode", "") for one in _children(root, "numFmts")}
    ruled = [_has_lines(one) for one in _children(root, "borders")]
    forms: dict[int, NumberFormat] = {}
    found: dict[str, Look] = {}
    for one in _children(root, "cellXfs"):
        number, border = whole(one.get("numFmtId")), whole(one.get("borderId"))
        if number not in forms:
            forms[number] = number_format(number, codes)
        found[str(len(found))] = Look(forms[number], border < len(ruled) and ruled[border])
    return found


def _children(root: Any, name: str) -> Any:
    group = child(root, name)
    return () if group is None else group


def _has_lines(border: Any) -> bool:
    """Whether a cell has a line at its left or right, or above and below (one below alone underlines a title)."""
    sides = {local(side) for side in border if side.get("style", "none") != "none"}
    return bool(sides & {"left", "right", "start", "end"}) or {"top", "bottom"} <= sides
