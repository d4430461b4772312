"""A report that differs from the base report, as an example ready to paste into the rules file."""

from collections.abc import Iterator
from difflib import SequenceMatcher


def example(base: str, text: str, *, passes: bool) -> str:
    """The lines of the base report that differ, as edits; empty where none does, or where no edit can say it."""
    edits = list(_edits(base.split("\n"), text.split("\n")))
    if not edits or any(base.count(old) != 1 for old, _ in edits):
        return ""
    said = ", ".join(f"{_quoted(old)} 改为 {_quoted(new)}" if new else f"{_quoted(old)} 删去" for old, new in edits)
    return f"{'合例' if passes else '违例'}    {said}"


def _edits(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Lines that differ one by one where there are as many of them, else together with the line before them."""
    for kind, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == last - other:
            yield from zip(old[start:end], new[other:last], strict=True)
        elif kind == "delete" and end - start == 1:
            yield old[start], ""
        elif kind != "equal":
            before = int(start > 0)
            yield "\n".join(old[start - before : end]), "\n".join(new[other - before : last])


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
