"""``# mutant: words; change; reason``: mutants that no example can tell from the rule, looked at one by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from engine.language.source import excerpt
from engine.linting.remarks import Remark, remarks
from engine.model.diagnostic import Span
from engine.model.struct import Struct
from engine.verification.mutants import DefinitionMutant, Mutant

_LACKING = (
    "要写三样，用分号隔开：原文、改动、理由",
    "needs three things with semicolons between: text, change, reason",
)
_STALE = ("所说的变异没有了，或者已有例子发现它", "is about a mutant that does not exist or is noticed")


class Justification(Struct, frozen=True):
    """One comment: the words that are changed (their beginning, where … ends them), the change, and the reason."""

    words: str
    change: str
    reason: str
    remark: Remark

    def covers(self, mutant: Mutant | DefinitionMutant, written: str) -> bool:
        """Whether it is about this mutant, whose words are ``written`` in the rules file."""
        same = written.startswith(self.words[:-1]) if self.words.endswith("…") else written == self.words
        return same and self.change in (mutant.change, mutant.english) and self.remark.is_about(mutant.span)


class FaultyJustification(Struct, frozen=True):
    """A comment that justifies nothing: where it stands, and what is wrong with it in Chinese and English."""

    span: Span
    problem: str
    english: str


def justify(
    survivors: Iterable[Mutant | DefinitionMutant], files: Mapping[str, str], tried: Collection[Span] | None = None
) -> tuple[dict[int, str], tuple[FaultyJustification, ...]]:
    """The reasons that comments in ``files`` give for survivors (by their position), and the comments that are wrong.

    ``tried`` are the places of the mutants, where not all were tried: comments about other declarations are left alone.
    """
    found = [one for name, text in files.items() for one in remarks(name, text, "mutant")]
    if tried is not None:
        found = [remark for remark in found if any(map(remark.is_about, tried))]
    justifications = {remark: _read(remark) for remark in found}
    reasons: dict[int, str] = {}
    used: set[Remark] = set()
    for at, mutant in enumerate(survivors):
        written = " ".join(excerpt(files, mutant.span).split())
        for remark, one in justifications.items():
            if one is not None and one.covers(mutant, written):
                reasons[at] = one.reason
                used.add(remark)
    return reasons, tuple(_faults(justifications, used))


def _read(remark: Remark) -> Justification | None:
    parts = [" ".join(part.split()) for part in remark.words.replace("；", ";").split(";", 2)]
    return Justification(parts[0], parts[1], parts[2], remark) if len(parts) == 3 and all(parts) else None


def _faults(found: Mapping[Remark, Justification | None], used: set[Remark]) -> Iterator[FaultyJustification]:
    for remark, one in found.items():
        if remark not in used:
            yield FaultyJustification(remark.span, *(_LACKING if one is None else _STALE))
