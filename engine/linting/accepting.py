"""``# lint: W012 reason``: problems that the author of a rule has looked at and accepts."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from engine.language import messages
from engine.linting.remarks import Remark, remarks
from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.struct import Struct

_CODES = re.compile(r"([EW]\d+(?:[\s,，、]+[EW]\d+)*)?\s*(.*)", re.IGNORECASE)
_NO_CODE = ("没有写编号", "names no code")
_NO_REASON = ("没有写理由", "gives no reason")


class Acceptance(Struct, frozen=True):
    """One comment: the codes and the reason it gives."""

    codes: tuple[str, ...]
    reason: str
    remark: Remark

    @property
    def span(self) -> Span:
        return self.remark.span

    def covers(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.code in self.codes and self.remark.is_about(diagnostic.span)


def sift(diagnostics: Iterable[Diagnostic], files: Mapping[str, str], known: Collection[str]) -> Iterator[Diagnostic]:
    """The diagnostics that no comment accepts, and what is wrong with the comments. Errors are never accepted."""
    acceptances = [one for name, text in files.items() for one in _acceptances(name, text)]
    covered: set[tuple[Span, str]] = set()
    for diagnostic in diagnostics:
        by = [one for one in acceptances if diagnostic.level is Level.WARNING and one.covers(diagnostic)]
        covered.update((one.span, diagnostic.code) for one in by)
        if not by:
            yield diagnostic
    for one in acceptances:
        for problem in _problems(one, known, covered):
            yield messages.ACCEPTED.at(one.span, problem=problem)


def _problems(
    one: Acceptance, known: Collection[str], covered: Collection[tuple[Span, str]]
) -> Iterator[tuple[str, str]]:
    if not one.codes:
        yield _NO_CODE
    elif not one.reason:
        yield _NO_REASON
    for code in one.codes:
        if code not in known:
            yield f"里的 {code} 不是 lint 的编号", f"names {code}, which is no code of lint"
        elif (one.span, code) not in covered:
            yield f"接受了 {code}，这里却没有这个问题", f"accepts {code}, but there is no such problem here"


def _acceptances(name: str, text: str) -> Iterator[Acceptance]:
    for remark in remarks(name, text, "lint"):
        codes, reason = found.groups() if (found := _CODES.match(remark.words)) else (None, "")
        yield Acceptance(tuple(re.findall(r"[EW]\d+", (codes or "").upper())), reason, remark)
