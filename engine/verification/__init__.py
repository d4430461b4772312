"""Testing the rules themselves: their examples, generated reports, properties, mutants.

``reports``, ``violations`` and ``wild`` are Hypothesis strategies for the tests of a pack. They are imported when they
are asked for, as importing Hypothesis takes longer than a check.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.verification.strategies import reports, violations, wild

__all__ = ["reports", "violations", "wild"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from engine.verification import strategies

        return getattr(strategies, name)
    raise AttributeError(name)
