"""From a rule as written to a rule as meant: clauses there once, conditions that are conditions, examples that fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from engine.language import checked, messages, tree
from engine.language.check import Checker
from engine.language.conditions import check_conditions
from engine.language.keywords import BY_WORD
from engine.language.names import Scope
from engine.language.source import SourceText
from engine.language.templates import check_template, sides
from engine.language.types import words
from engine.language.walking import walk
from engine.model import types as t
from engine.model.diagnostic import Diagnostic
from engine.model.finding import Severity
from engine.model.struct import replace
from engine.model.types import Kind, Type

_Clause = TypeVar("_Clause", bound=tree.RuleClause)
_NOWHERE = ("document.text", "document.body", "document.head")  # texts put together from several places


def pair(keyword: str) -> tuple[str, str]:
    """A keyword in both languages."""
    return BY_WORD[keyword].words


@dataclass(slots=True)
class RuleChecker:
    """Checks one rule. ``base`` is the text of the base report, where there is one.

    ``has_previous`` tells whether a base report of the year before is there for examples to change.
    """

    rule: tree.Rule
    source: SourceText
    scope: Scope
    base: str | None
    has_previous: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def check(self) -> checked.Rule:
        """The checked rule; only to be used when nothing was wrong."""
        severity = self._one(tree.SeverityClause, "级别")
        message, suggestion = self._text("message", "提示"), self._text("suggest", "建议")
        self._missing(severity, message)
        checker, loops = self._loops()
        checker, lets = self._lets(checker, loops)
        conditions = self._conditions(checker, (clause.condition for clause in self._all(tree.When)))
        requirements, sound = self._requirements(checker)
        comparison = sides(requirements) if sound else None
        branches = tuple(
            checked.SeverityBranch(branch.severity, condition)
            for branch in (severity.branches if severity else ())
            if (condition := checker.condition(branch.condition)) is not None
        )
        text = check_template(message.text, self.source, checker, comparison) if message else checked.Template(())
        rule = checked.Rule(
            id=self.rule.id.text,
            title=self.rule.title.value,
            severity=severity.severity if severity else Severity.ERROR,
            branches=branches,
            basis=tuple(clause.citation for clause in self._all(tree.Basis)),
            loops=loops,
            lets=lets,
            conditions=conditions,
            requirements=requirements,
            message=text,
            suggestion=check_template(suggestion.text, self.source, checker, comparison) if suggestion else None,
            at=self._places(checker),
            together=self._one(tree.Together, "合报") is not None,
            examples=self._examples(),
            span=self.rule.span,
        )
        if not self.diagnostics:
            self.diagnostics.extend(check_conditions(rule, self.source))
        return rule

    # --- clauses

    def _all(self, kind: type[_Clause]) -> list[_Clause]:
        return [clause for clause in self.rule.clauses if isinstance(clause, kind)]

    def _one(self, kind: type[_Clause], keyword: str) -> _Clause | None:
        return self._first(self._all(kind), keyword)

    def _text(self, key: str, keyword: str) -> tree.TextClause | None:
        return self._first([clause for clause in self._all(tree.TextClause) if clause.key == key], keyword)

    def _first(self, clauses: list[_Clause], keyword: str) -> _Clause | None:
        for extra in clauses[1:]:
            self.diagnostics.append(messages.DUPLICATE_CLAUSE.at(extra.span, clause=pair(keyword)))
        return clauses[0] if clauses else None

    def _missing(self, severity: tree.SeverityClause | None, message: tree.TextClause | None) -> None:
        there = {
            "级别": severity is not None,
            "依据": bool(self._all(tree.Basis)),
            "要求": bool(self._all(tree.Require)),
            "提示": message is not None,
        }
        for keyword, found in there.items():
            if not found:
                values: dict[str, messages.Value] = {"name": self.rule.id.text, "clause": pair(keyword)}
                self.diagnostics.append(messages.MISSING_CLAUSE.at(self.rule.id.span, **values))

    def _loops(self) -> tuple[Checker, tuple[checked.ForEach, ...]]:
        """The checker with the variables of 对每个, in the order written, and the loops."""
        checker = Checker(self.scope, self.diagnostics)
        loops: list[checked.ForEach] = []
        for clause in self._all(tree.ForEach):
            name = clause.variable.text
            checker.new_variable(clause.variable)
            items = checker.expression(clause.items)
            if items is not None and (items.type.kind is not Kind.LIST or items.type.item is None):
                self.diagnostics.append(messages.NOT_A_LIST.at(clause.items.span, found=words(items.type)))
                items = None
            if items is None or items.type.item is None:
                # What the variable is cannot be told: nothing is said about the places that use it.
                if name not in checker.scope.variables:
                    checker = Checker(_excusing(checker.scope, name), self.diagnostics)
                continue
            loops.append(checked.ForEach(name, items, clause.span))
            checker = checker.within(name, items.type.item)
        return checker, tuple(loops)

    def _lets(self, checker: Checker, loops: Sequence[checked.ForEach]) -> tuple[Checker, tuple[checked.Let, ...]]:
        """The checker with the names of 令, in the order written, and what they stand for."""
        lets: list[checked.Let] = []
        depths = {loop.variable: depth for depth, loop in enumerate(loops, 1)}
        for clause in self._all(tree.Let):
            name = clause.variable.text
            checker.new_variable(clause.variable)
            found = checker.expression(clause.expression)
            if found is None:
                checker = Checker(_excusing(checker.scope, name), self.diagnostics)
                continue
            used = (node.name for node in walk(found) if isinstance(node, checked.Variable))
            depths[name] = max((depths.get(one, 0) for one in used), default=0)
            lets.append(checked.Let(name, found, clause.span, depths[name]))
            checker = checker.within(name, found.type)
        return checker, tuple(lets)

    def _conditions(self, checker: Checker, nodes: Iterable[tree.Expression]) -> tuple[checked.Expression, ...]:
        return tuple(found for node in nodes if (found := checker.condition(node)) is not None)

    def _requirements(self, checker: Checker) -> tuple[tuple[checked.Requirement, ...], bool]:
        """The requirements, and whether all of them are sound."""
        clauses = self._all(tree.Require)
        found = tuple(
            checked.Requirement(expression, clause.forbidden, clause.span)
            for clause in clauses
            if (expression := checker.condition(clause.expression)) is not None
        )
        return found, len(found) == len(clauses) > 0

    # --- places and examples

    def _places(self, checker: Checker) -> tuple[checked.Expression, ...]:
        places: list[checked.Expression] = []
        for node in (place for clause in self._all(tree.At) for place in clause.places):
            found = checker.expression(node)
            if isinstance(found, checked.Within | checked.Reports):
                self.diagnostics.append(messages.ELSEWHERE.at(node.span, report=words(Type(Kind.REPORT))))
            elif found is not None and not isinstance(
                found,
                checked.FactRef | checked.Entity | checked.Attribute | checked.Variable | checked.Cells,
            ):
                self.diagnostics.append(messages.NO_PLACE.at(node.span))
            elif found is not None:
                places.append(found)
        return tuple(places)

    def _examples(self) -> tuple[checked.RuleExample, ...]:
        """The examples. They speak of the base report, so the variables of 对每个 are not known in them."""
        checker = Checker(self.scope, self.diagnostics)
        return tuple(
            checked.RuleExample(
                clause.fails,
                tuple(edit for node in clause.edits if (edit := self._edit(checker, node)) is not None),
                clause.span,
                clause.severity,
            )
            for clause in self._all(tree.Example)
        )

    def _edit(self, checker: Checker, node: tree.Edit) -> checked.Edit | None:
        replacement = node.replacement or ""
        if isinstance(node.target, tree.Text):
            words_, count = node.target.value, 1 if self.base is None else self.base.count(node.target.value)
            if count != 1 or not words_:
                values: dict[str, messages.Value] = {"text": words_, "count": count if words_ else 0}
                self.diagnostics.append(messages.NOT_ONCE.at(node.target.span, **values))
                return None
            return checked.Edit(words_, replacement, node.span)
        target = checker.expression(node.target)
        if target is None:
            return None
        inner = target
        if isinstance(target, checked.Within) and _is_previous(target.report):
            if not self.has_previous:
                self.diagnostics.append(messages.NO_PREVIOUS.at(node.target.span))
                return None
            inner = target.operand
        if not _editable(inner, deleted=node.replacement is None):
            self.diagnostics.append(messages.NO_PLACE.at(node.target.span))
            return None
        return checked.Edit(target, replacement, node.span)


def _is_previous(report: checked.Expression) -> bool:
    return isinstance(report, checked.Reports) and report.which is checked.Which.PREVIOUS


def _editable(target: checked.Expression, *, deleted: bool) -> bool:
    """Whether an expression stands for words at a place of the report; whole rows and blocks can only be deleted."""
    match target:
        case checked.FactRef():
            return target.fact not in _NOWHERE
        case checked.Cells():
            return True
        case checked.Attribute():
            return target.type == t.TEXT and target.key not in ("name", "paragraphs", "sentences")
        case checked.Entity():
            return deleted and target.type.kind in (Kind.ROW, Kind.BLOCK, Kind.TABLE, Kind.SECTION)
        case checked.Reports():
            return deleted and target.which is checked.Which.SUBORDINATES
    return False


def _excusing(scope: Scope, name: str) -> Scope:
    """The scope in which a name of unknown type is passed over in silence."""
    return replace(scope, broken=scope.broken | {name})
