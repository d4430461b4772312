"""The text of a report, as far as rules compare it with its peers (同级), -> a sketch by which alike ones are found.

The tokens of a sketch are hashes of the successive characters that 相似度 compares, so that the share of tokens that
two sketches have in common is the likeness of the texts.
"""

from array import array
from collections.abc import Hashable, Sequence
from fractions import Fraction
from zlib import crc32

from engine import pipeline
from engine.evaluation.likeness import Likeness, likeness, looks_at_peers, text_of
from engine.functions.similarity import shingles
from engine.language.checked import Ruleset
from engine.model.facts import Facts, Status
from engine.model.struct import Struct
from engine.model.types import Missing

ITEM = "I"
"""The type of tokens in an array: 32 bits."""


class Sketch(Struct, frozen=True):
    """One text of a report: ``key`` says which; ``tokens`` are numbers without a sign, sorted, no two alike.

    Without tokens it is not certain what the text is.
    """

    key: int
    tokens: bytes | None


class Sketching:
    """Makes sketches of what the rulesets of a run compare.

    ``least`` is the least share of each key at which a rule can fail; ``one_by_one`` are the ids of rules that look at
    peers in another way, so that no sketch helps.
    """

    def __init__(self, rulesets: Sequence[Ruleset]) -> None:
        self._rulesets = rulesets
        self._wanted: list[tuple[Ruleset, int, Likeness]] = []
        self.one_by_one: frozenset[str] = frozenset()
        keys: dict[Hashable, int] = {}
        least: dict[int, Fraction] = {}
        for ruleset in rulesets:
            for rule in ruleset.rules:
                if not looks_at_peers(rule):
                    continue
                found = likeness(rule, ruleset)
                if found is None:
                    self.one_by_one |= {rule.id}
                    continue
                key = keys.setdefault(found.meaning, len(keys))
                least[key] = min(found.least, least.get(key, found.least))
                self._wanted.append((ruleset, key, found))
        self.least: Sequence[Fraction] = [least[key] for key in range(len(least))]

    @property
    def looks_at_peers(self) -> bool:
        """Whether any rule depends on the other reports of a run."""
        return bool(self._wanted or self.one_by_one)

    def of(self, facts: Facts) -> tuple[Sketch, ...]:
        """The sketches of a report, one for each text that it has and rules compare."""
        if not self._wanted:
            return ()
        fitting = pipeline.fit(self._rulesets, facts)
        found: dict[int, Sketch] = {}
        for ruleset, key, wanted in self._wanted:
            if key not in found and ruleset in fitting:
                text = text_of(wanted, facts, ruleset)
                if not isinstance(text, Missing):
                    found[key] = Sketch(key, _tokens(text.text))
                elif text.status is not Status.ABSENT:
                    found[key] = Sketch(key, None)
        return tuple(found.values())


def _tokens(text: str) -> bytes:
    return array(ITEM, sorted({crc32(piece.encode("utf-8", "surrogatepass")) for piece in shingles(text)})).tobytes()
