"""Fields (page numbers, formulas, the table of contents): their results are words, their instructions are not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from engine.documents.package import attribute, local

_NO_RESULT = "（1 个公式）"  # (a number with words: what stands here is a value, but not a certain one)


class _Field:
    """A field that is open: its instruction so far, where its result begins, and whether it is in it."""

    def __init__(self, stretches: list[Any]) -> None:
        self.instruction = ""
        self.stretches = stretches
        self.start = len(stretches)
        self.is_shown = False


class Fields:
    """Which words are shown, going through a document. Where fields do not close as they open, all words are."""

    def __init__(self, root: Any) -> None:
        self._open: list[_Field] = []
        self.silence = 0  # how many reasons there are not to show what stands here
        self._instructions = _instructions(root)
        self.is_balanced = self._instructions is not None

    @contextmanager
    def silent(self, really: bool) -> Iterator[None]:
        """Whatever stands inside is not shown, if so."""
        self.silence += really
        try:
            yield
        finally:
            self.silence -= really

    @contextmanager
    def simple(self, element: Any, stretches: list[Any]) -> Iterator[None]:
        """A field in one element; what stands inside is its result."""
        start = len(stretches)
        with self.silent(_is_contents(attribute(element, "instr") or "")):
            yield
        if len(stretches) == start and _is_formula(attribute(element, "instr") or "") and not self.silence:
            stretches.append((_NO_RESULT, None))

    def step(self, element: Any, stretches: list[Any]) -> None:
        """The beginning, the middle or the end of a field; ``stretches`` are the words before it."""
        if self._instructions is None:
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            field = _Field(stretches)
            field.instruction = self._instructions.get(element, "")
            self._open.append(field)
            self.silence += 1
        elif kind == "separate" and self._open and not self._open[-1].is_shown:
            field = self._open[-1]
            if not _is_contents(field.instruction):
                field.is_shown = True
                self.silence -= 1
            field.stretches, field.start = stretches, len(stretches)
        elif kind == "end" and self._open:
            field = self._open.pop()
            self.silence -= not field.is_shown
            is_empty = field.stretches is stretches and len(stretches) == field.start
            if is_empty and _is_formula(field.instruction) and not self.silence:
                stretches.append((_NO_RESULT, None))


def _instructions(root: Any) -> dict[Any, str] | None:
    """The instruction of each field by the element that begins it; ``None`` when they do not close as they open."""
    found: dict[Any, str] = {}
    stack: list[tuple[Any, bool]] = []
    for one in root.iter("{*}fldChar", "{*}instrText"):
        if any(local(above) in ("del", "moveFrom", "Fallback") for above in one.iterancestors()):
            continue
        if local(one) == "instrText":
            if stack and not stack[-1][1]:
                found[stack[-1][0]] += one.text or ""
            continue
        kind = attribute(one, "fldCharType")
        if kind == "begin":
            stack.append((one, False))
            found[one] = ""
        elif not stack:
            return None
        elif kind == "separate":
            stack[-1] = (stack[-1][0], True)
        elif kind == "end":
            stack.pop()
    return None if stack else found


def _is_contents(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[:1] == ["TOC"]


def _is_formula(instruction: str) -> bool:
    return instruction.lstrip().startswith("=")
