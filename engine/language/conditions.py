"""Conditions of a rule that cannot be meant: contradictions, what always holds, levels that are never reached.

Only what is certain is reported; a condition that is not understood is taken to be able to hold and to fail.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from engine.language import checked, messages
from engine.language.checked import Operator, Quantifier
from engine.language.comparisons import Comparison, Lets, compared, conjuncts, is_compound
from engine.language.ranges import Range
from engine.language.source import SourceText, excerpt
from engine.language.walking import walk
from engine.model.diagnostic import Diagnostic, Span
from engine.model.struct import Struct, field

_NEVER_HOLDS = ("这个判断永远不成立", "it never holds")
_NEVER_APPLIES = ("规则永远不会用到", "the rule never applies")
_NEVER_PASSES = ("规则永远不会通过", "the rule never passes")
_TRUE, _FALSE = ("成立", "true"), ("不成立", "false")
_FAILS, _PASSES = ("不通过", "fails"), ("通过", "passes")
_CONTRADICTS = ("与它矛盾", "contradicts it")
_COVERS = ("已经包括了它", "covers it")


class Known(Struct, frozen=True):
    """What holds together: for each subject the values that it may have, and the comparisons that say so."""

    lets: Lets = field(default_factory=dict)
    subjects: Mapping[Hashable, tuple[Range, tuple[Comparison, ...]]] = field(default_factory=dict)

    def also(self, condition: checked.Expression, *, positive: bool = True) -> "Known | tuple[Comparison, Comparison]":
        """The same with one condition more (or with its opposite); or two comparisons that cannot both hold."""
        known = self
        for part, holds, place in conjuncts(condition, self.lets, positive=positive):
            comparison = compared(part, self.lets, positive=holds, span=place)
            if isinstance(comparison, bool):
                continue
            conflict = known._conflict(comparison) or known._no_choice(part, holds, place)
            if conflict is not None:
                return conflict
            known = known._with(comparison)
        return known

    def deciding(self, condition: checked.Expression, *, positive: bool = True) -> Comparison | None:
        """The comparison from which, last of all, a condition (or its opposite) follows; ``None`` when it may fail."""
        last: Comparison | None = None
        if not self.subjects:
            return None
        for part, holds, _ in conjuncts(condition, self.lets, positive=positive):
            found = self.also(part, positive=not holds)
            if isinstance(found, Known) or found[0] not in self.comparisons():
                return None
            last = found[0]
        return last

    def comparisons(self) -> Iterator[Comparison]:
        """Everything that is known to hold."""
        return (comparison for _, comparisons in self.subjects.values() for comparison in comparisons)

    def _with(self, comparison: Comparison) -> "Known":
        values, before = self.subjects.get(comparison.subject, (comparison.possible, ()))
        narrowed = values.narrowed(comparison.operator, comparison.constant)
        return Known(self.lets, {**self.subjects, comparison.subject: (narrowed, (*before, comparison))})

    def _conflict(self, comparison: Comparison) -> tuple[Comparison, Comparison] | None:
        """The earlier comparison with which this one cannot hold: that which alone forbids it, else the last."""
        if comparison.subject not in self.subjects:
            return None
        values, before = self.subjects[comparison.subject]
        if not values.narrowed(comparison.operator, comparison.constant).is_empty:
            return None
        alone = (
            other
            for other in before
            if other.possible.narrowed(other.operator, other.constant)
            .narrowed(comparison.operator, comparison.constant)
            .is_empty
        )
        return next(alone, before[-1]), comparison

    def _no_choice(self, part: checked.Expression, positive: bool, place: Span) -> tuple[Comparison, Comparison] | None:
        """The conflict of a part that leaves a choice (或), when every choice conflicts with what is known."""
        if not (self.subjects and is_compound(part) and isinstance(part, checked.Binary)):
            return None
        found = [self.also(side, positive=positive) for side in (part.left, part.right)]
        conflicts = [one for one in found if not isinstance(one, Known)]
        if len(conflicts) < len(found):
            return None
        own = {comparison.span for comparison in self.comparisons()}
        # Sides that contradict themselves are reported where they stand.
        if any(earlier.span not in own for earlier, _ in conflicts):
            return None
        earlier, later = conflicts[0]
        return earlier, Comparison(later.subject, later.operator, later.constant, later.possible, place)


def check_conditions(rule: checked.Rule, source: SourceText) -> tuple[Diagnostic, ...]:
    """What is wrong with the conditions, levels and requirements of a rule that is otherwise sound."""
    checker = _Checker(rule, source)
    checker.run()
    return tuple(checker.diagnostics)


class _Checker:
    def __init__(self, rule: checked.Rule, source: SourceText) -> None:
        self._rule = rule
        self._source = source
        self._nothing = Known({let.variable: let.expression for let in rule.lets})
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> None:
        rule = self._rule
        for part in (*(loop.items for loop in rule.loops), *(let.expression for let in rule.lets)):
            self._bodies(part)
        known = self._together(self._nothing, [(one, True) for one in rule.conditions], _NEVER_APPLIES)
        self._levels(known)
        self._requirements(known)

    def _together(
        self, known: Known, conditions: Sequence[tuple[checked.Expression, bool]], consequence: tuple[str, str]
    ) -> Known:
        """What is known when all conditions hold (or, where they are not positive, do not)."""
        for condition, positive in conditions:
            if not self._sound(condition, whole=not positive):
                continue
            found = known.also(condition, positive=positive)
            if isinstance(found, Known):
                known = found
            else:
                self._contradiction(found, consequence)
        return known

    def _levels(self, known: Known) -> None:
        before: list[checked.Expression] = []
        for branch in self._rule.branches:
            condition = branch.condition
            if not self._sound(condition, whole=True):
                continue
            holding = known.also(condition)
            if not isinstance(holding, Known):
                self._unreached(condition, holding[0].span, _CONTRADICTS)
                continue
            covering = next((one for one in before if holding.deciding(one) is not None), None)
            if covering is not None:
                self._unreached(condition, covering.span, _COVERS)
            before.append(condition)

    def _requirements(self, known: Known) -> None:
        demanded: list[tuple[checked.Expression, bool]] = []
        for requirement in self._rule.requirements:
            expression, wanted = requirement.expression, not requirement.forbidden
            met = known.also(expression, positive=wanted)
            fails = not isinstance(met, Known) and met[0] in known.comparisons()
            settled = met[0] if fails and not isinstance(met, Known) else known.deciding(expression, positive=wanted)
            if settled is None:
                demanded.append((expression, wanted))
            elif self._sound(expression):
                self._say(messages.SETTLED, expression.span, settled.span, outcome=_FAILS if fails else _PASSES)
        self._together(self._nothing, demanded, _NEVER_PASSES)

    # --- conditions by themselves

    def _sound(self, condition: checked.Expression, *, whole: bool = False) -> bool:
        """Whether a condition, and every part of it, can hold and can fail; says so where not.

        That all parts of a condition joined by 且 can hold together is only looked at for the ``whole`` of it: else
        they are looked at with those of other conditions.
        """
        count = len(self.diagnostics)
        if isinstance(condition, checked.Not):
            return self._sound(condition.operand, whole=True)
        if isinstance(condition, checked.Binary) and is_compound(condition):
            sound = [self._sound(part, whole=True) for part in _joined(condition, condition.operator)]
            if not all(sound):
                return False
            return (condition.operator is Operator.AND and not whole) or self._group(condition)
        comparison = compared(condition, self._nothing.lets, positive=True, span=condition.span)
        outcome = comparison if isinstance(comparison, bool) else comparison.settled
        if outcome is not None:
            self.diagnostics.append(messages.CONSTANT.at(condition.span, outcome=_TRUE if outcome else _FALSE))
        self._bodies(condition)
        return len(self.diagnostics) == count

    def _group(self, node: checked.Binary) -> bool:
        """Whether parts joined by 且 can hold together, or parts joined by 或 can all fail."""
        conjunction = node.operator is Operator.AND
        found = self._nothing.also(node, positive=conjunction)
        if isinstance(found, Known):
            return True
        if conjunction:
            self._contradiction(found, _NEVER_HOLDS)
        else:
            self.diagnostics.append(messages.CONSTANT.at(node.span, outcome=_TRUE))
        return False

    def _bodies(self, expression: checked.Expression) -> None:
        """The conditions of quantifiers within an expression."""
        for node in walk(expression):
            if isinstance(node, checked.Quantified) and node.quantifier is not Quantifier.EACH:
                self._sound(node.body, whole=True)

    # --- what is said

    def _contradiction(self, conflict: tuple[Comparison, Comparison], consequence: tuple[str, str]) -> None:
        earlier, later = conflict
        self._say(messages.CONTRADICTION, later.span, earlier.span, consequence=consequence)

    def _unreached(self, condition: checked.Expression, other: Span, reason: tuple[str, str]) -> None:
        self._say(messages.NEVER_REACHED, condition.span, other, reason=reason)

    def _say(self, message: messages.Message, place: Span, other: Span, **values: messages.Value) -> None:
        words = " ".join(excerpt({self._source.name: self._source.text}, other).split())
        said: dict[str, messages.Value] = {"other": words, "line": other.line, **values}
        self.diagnostics.append(message.at(place, **said))


def _joined(condition: checked.Expression, operator: Operator) -> Iterator[checked.Expression]:
    """The parts that one operator joins, in order."""
    if isinstance(condition, checked.Binary) and condition.operator is operator:
        yield from _joined(condition.left, operator)
        yield from _joined(condition.right, operator)
    else:
        yield condition
