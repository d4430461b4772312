"""Whether a ruleset is about a report at all."""

from engine.evaluation.budget import TOO_MUCH, Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.logic import Truth, both
from engine.evaluation.trace import Trace
from engine.language.checked import Ruleset
from engine.model.facts import Facts


def applies(ruleset: Ruleset, facts: Facts) -> Truth:
    """True when all conditions of the ruleset hold, false when one does not, missing when that cannot be known."""
    evaluator = Evaluator(facts, ruleset)
    result: Truth = True
    try:
        for condition in ruleset.applies:
            result = both(result, evaluator.truth(condition, {}, Trace()))
    except Exhausted:
        return TOO_MUCH
    return result
