"""What follows from the arithmetic of a pack, proved by z3 (de Moura and Bjørner, 2008): an extra, ``gouji[prove]``.

Shown are: whether all demands can hold at once (with the numbers of a report that keeps them), which rules contradict
each other, which follow from the others and can be left out together, and which can never fail on numbers that fit the
form. A question that z3 does not settle in time is not decided; nothing is claimed then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.arithmetic import formulas as f
from engine.arithmetic.demands import Demand, demands
from engine.arithmetic.formulas import Formula, Relation, Sum
from engine.language.checked import Ruleset
from engine.model.form import CellType
from engine.model.struct import Struct
from engine.verification.generated import Maker

if TYPE_CHECKING:
    import z3

Z3: TypeAlias = Any
MILLISECONDS = 5_000
"""The time for one question."""


_NEVER = ("{} 会不会永远通过", "whether {} can ever fail")
_IMPLIED = ("{} 能否由其余推出", "whether the others imply {}")
_CONFLICT = ("{} 会不会矛盾", "whether {} can contradict each other")
_REDUNDANT = ("{} 能否一并删去", "whether {} can go with the others")


class NotInstalledError(Exception):
    """z3 is not installed."""


class Contradiction(Struct, frozen=True):
    """Rules that no report keeps together once they apply, and numbers of a report to which they apply."""

    rules: tuple[str, ...]
    numbers: Mapping[str, Fraction]


class Proof(Struct, frozen=True):
    """What was proved of the arithmetic part of a pack.

    - rules: those that make demands on numbers;
    - consistent: whether all of them can hold at once (``None``: not decided); witness: the numbers other than zero of
      a report that keeps them all;
    - contradictions: rules that cannot hold together, each with numbers to which all of them apply;
    - redundant: rules that can be left out together, as the rest implies them; implied: those that the others imply one
      by one;
    - never_fail: rules that hold of all numbers that fit the form;
    - undecided: the questions that were not settled (Chinese, English).
    """

    ruleset: Ruleset
    rules: tuple[str, ...]
    consistent: bool | None
    witness: Mapping[str, Fraction]
    contradictions: tuple[Contradiction, ...]
    redundant: tuple[str, ...]
    implied: tuple[str, ...]
    never_fail: tuple[str, ...]
    undecided: tuple[tuple[str, str], ...]


def prove(ruleset: Ruleset, milliseconds: int = MILLISECONDS) -> Proof:
    """Proves what can be proved of a pack's arithmetic.

    Raises ``NotInstalledError`` without z3, ``UnsuitableError`` where the pack has no base report.
    """
    try:
        import z3
    except ImportError as error:
        raise NotInstalledError from error
    made = Maker(ruleset)
    by_rule: dict[str, list[Demand]] = {}
    for one in demands(ruleset, made.base):
        if f.facts_in(one.formula):
            by_rule.setdefault(one.rule, []).append(one)
    return _Prover(z3, ruleset, by_rule, ruleset.form.cell_types(), milliseconds).proof()


class _Prover:
    def __init__(
        self,
        solver: Z3,
        ruleset: Ruleset,
        by_rule: Mapping[str, Sequence[Demand]],
        cells: Mapping[str, CellType],
        milliseconds: int,
    ) -> None:
        self.z3 = solver
        self.ruleset = ruleset
        self.cells = cells
        self.milliseconds = milliseconds
        self.by_rule = by_rule
        self.names = sorted({name for own in by_rule.values() for one in own for name in f.facts_in(one.formula)})
        whole = CellType.COUNT  # counts, and the numbers that the prose says
        self.numbers = {
            name: solver.Int(name) if cells.get(name, whole) is whole else solver.Real(name) for name in self.names
        }
        self.rules = {rule: solver.And([self.formula(one.formula) for one in own]) for rule, own in by_rule.items()}
        self.undecided: list[tuple[str, str]] = []

    def proof(self) -> Proof:
        consistent, witness, core = self._together()
        never = tuple(rule for rule in self.rules if self._follows(rule, [], _NEVER))
        contingent = [rule for rule in self.rules if rule not in never]
        implied = tuple(rule for rule in contingent if self._follows(rule, _without(contingent, [rule]), _IMPLIED))
        redundant: list[str] = []
        for rule in reversed(implied):  # the later rules are the more special ones
            if self._follows(rule, _without(contingent, [*redundant, rule]), _REDUNDANT):
                redundant.append(rule)
        return Proof(
            self.ruleset,
            tuple(self.rules),
            consistent,
            witness,
            (Contradiction(core, {}),) if core else tuple(self._conflicts()),
            tuple(reversed(redundant)),
            implied,
            never,
            tuple(self.undecided),
        )

    def _together(self) -> tuple[bool | None, dict[str, Fraction], tuple[str, ...]]:
        """Whether all rules can hold at once; numbers for it, or rules that contradict each other."""
        z3 = self.z3
        solver = self._solver([])
        marks = {rule: z3.Bool(f"rule {rule}") for rule in self.rules}
        solver.add([z3.Implies(mark, self.rules[rule]) for rule, mark in marks.items()])
        found = solver.check(*marks.values())
        if found == z3.sat:
            return True, self._values(solver), ()
        if found == z3.unsat:
            core = {str(mark) for mark in solver.unsat_core()}
            return False, {}, self._least([rule for rule, mark in marks.items() if str(mark) in core])
        self.undecided.append(("全部规则能否同时成立", "whether all rules can hold at once"))
        return None, {}, ()

    def _conflicts(self) -> Iterator[Contradiction]:
        """Two rules with conditions: reports to which both apply, and none that keeps both."""
        z3 = self.z3
        asked = [one for own in self.by_rule.values() for one in own]
        for at, one in enumerate(asked):
            for other in asked[at + 1 :]:
                apart = one.when is True and other.when is True
                if one.rule == other.rule or apart or not f.facts_in(one.must) & f.facts_in(other.must):
                    continue
                numbers: dict[str, Fraction] = {}
                solver = self._solver([])
                solver.add(self.formula(one.when), self.formula(other.when))
                demanded = [self.formula(one.must), self.formula(other.must)]
                # Both can apply, each can be kept then, and both together cannot.
                for wanted, asked_for in (
                    (z3.sat, []),
                    (z3.sat, demanded[:1]),
                    (z3.sat, demanded[1:]),
                    (z3.unsat, demanded),
                ):
                    found = solver.check(*asked_for)
                    if found == z3.unknown:
                        self._undecided(_CONFLICT, f"{one.rule}、{other.rule}")
                    if found != wanted:
                        break
                    numbers = numbers if asked_for else self._values(solver)
                else:
                    yield Contradiction((one.rule, other.rule), numbers)

    def _values(self, solver: "z3.Solver") -> dict[str, Fraction]:
        """The numbers that z3 found, those that are zero left out."""
        model = solver.model()
        found = {name: model.eval(number, model_completion=True) for name, number in self.numbers.items()}
        values = {name: Fraction(str(value)) for name, value in found.items()}
        return {name: value for name, value in values.items() if value}

    def _least(self, rules: list[str]) -> tuple[str, ...]:
        """A set of rules that contradict each other with those left out that are not needed for it."""
        for rule in list(rules):
            rest = [one for one in rules if one != rule]
            if self._solver(rest).check() == self.z3.unsat:
                rules = rest
        return tuple(rules)

    def _follows(self, rule: str, others: Iterable[str], question: tuple[str, str]) -> bool:
        """Whether a rule holds wherever the others do."""
        solver = self._solver(others)
        solver.add(self.z3.Not(self.rules[rule]))
        found = solver.check()
        if found == self.z3.unknown:
            self._undecided(question, rule)
        return bool(found == self.z3.unsat)

    def _undecided(self, question: tuple[str, str], about: str) -> None:
        words = (question[0].format(about), question[1].format(about))
        if words not in self.undecided:
            self.undecided.append(words)

    def _solver(self, rules: Iterable[str]) -> "z3.Solver":
        solver = self.z3.Solver()
        solver.set("timeout", self.milliseconds)
        solver.add([self.numbers[name] >= 0 for name in self.names if self.cells.get(name) is not CellType.NUMBER])
        solver.add([self.rules[rule] for rule in rules])
        return solver

    def formula(self, formula: Formula) -> Z3:
        z3 = self.z3
        match formula:
            case bool():
                return z3.BoolVal(formula)
            case f.Compare():
                return self._relates(self._sum(formula.left), formula.relation)
            case f.All():
                return z3.And([self.formula(part) for part in formula.parts])
            case f.Any():
                return z3.Or([self.formula(part) for part in formula.parts])
            case _:
                raise ValueError("not arithmetic")

    def _sum(self, one: Sum) -> Z3:
        z3 = self.z3
        return z3.Sum(
            [z3.Q(one.constant.numerator, one.constant.denominator)]
            + [z3.Q(c.numerator, c.denominator) * _real(z3, self.numbers[name]) for name, c in one.terms]
        )

    def _relates(self, left: Z3, relation: Relation) -> Z3:
        match relation:
            case Relation.ZERO:
                return left == 0
            case Relation.NOT_ZERO:
                return left != 0
            case Relation.AT_LEAST:
                return left >= 0
            case Relation.MORE:
                return left > 0


def _real(solver: Z3, number: Z3) -> Z3:
    return solver.ToReal(number) if solver.is_int(number) else number


def _without(rules: Iterable[str], left_out: Iterable[str]) -> list[str]:
    out = set(left_out)
    return [rule for rule in rules if rule not in out]
