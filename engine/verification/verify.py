"""Everything by which a pack can show that it is right: its examples; on demand its properties and its mutants."""

from engine.language.checked import Ruleset
from engine.model.struct import Struct
from engine.verification.examples import ExampleResult, run_examples
from engine.verification.generated import UnsuitableError
from engine.verification.mutation import MutationResult, try_mutants
from engine.verification.properties import PropertyResult, try_properties

__all__ = ["PackResult", "UnsuitableError", "verify"]


_RULES = 20
"""So many rules are worth another process."""


class PackResult(Struct, frozen=True):
    """What came of verifying one pack; ``properties`` and ``mutation`` where they were asked for."""

    ruleset: Ruleset
    results: tuple[ExampleResult, ...]
    properties: PropertyResult | None = None
    mutation: MutationResult | None = None

    @property
    def failures(self) -> tuple[ExampleResult, ...]:
        """The examples that do not hold, and the rules that the base report breaks."""
        return tuple(result for result in self.results if not result.ok)

    @property
    def ok(self) -> bool:
        """Whether all examples and all properties that were tried hold, and every justified mutant is one."""
        lacking = self.properties is not None and self.properties.counterexamples
        return not self.failures and not lacking and not (self.mutation is not None and self.mutation.faults)

    @property
    def held(self) -> int:
        """How many examples hold."""
        return sum(result.ok and result.example is not None for result in self.results)

    @property
    def unproven(self) -> tuple[str, ...]:
        """The ids of the rules without an example that must fail."""
        rules = self.ruleset.rules
        return tuple(rule.id for rule in rules if not any(example.fails for example in rule.examples))


def verify(
    ruleset: Ruleset, *, properties: bool = False, mutation: bool = False, seed: int = 0, processes: int = 1
) -> PackResult:
    """Runs the examples of a pack, and what else is asked for; the same seed makes the same reports.

    The mutants of a large pack are shared out among ``processes``; a small one is done before another has started.

    Raises ``UnsuitableError`` where reports have to be made and the pack has no base report.
    """
    return PackResult(
        ruleset,
        run_examples(ruleset),
        try_properties(ruleset, seed) if properties else None,
        try_mutants(ruleset, seed, processes=min(processes, 1 + len(ruleset.rules) // _RULES)) if mutation else None,
    )
