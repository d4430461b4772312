"""What the files of a pack declare beside its form and its rules: lexicons, registers, parameters, definitions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.language import checked, messages, tree
from engine.language.build import DEPTH
from engine.language.check import Checker
from engine.language.constants import constant_type, value_of
from engine.language.forms import check_id, place
from engine.language.names import RESERVED, Scope
from engine.model.diagnostic import Diagnostic, Span
from engine.model.struct import Struct, replace
from engine.model.types import Lexicon, Slip

_Named = tree.Lexicon | tree.Register | tree.Parameter | tree.Definition
_WORDS: Mapping[type, tuple[str, str]] = {
    tree.Lexicon: ("词表", "lexicon"),
    tree.Register: ("名单", "register"),
    tree.Parameter: ("参数", "parameter"),
    tree.Definition: ("定义", "definition"),
}


@dataclass(slots=True)
class Declared:
    """Reads the declarations of one pack into a scope; complaints go to ``diagnostics``."""

    declarations: Sequence[tree.Declaration]
    scope: Scope
    diagnostics: list[Diagnostic]
    _places: dict[str, Span] = field(default_factory=dict)

    def within(self, has_as_of: bool) -> Scope:
        """The scope with everything declared: what was in it before (from packs taken in) stays."""
        nodes = [node for node in self.declarations if isinstance(node, _Named) and self._is_new(node)]
        lexicons = {node.name.text: self._lexicon(node) for node in nodes if isinstance(node, tree.Lexicon)}
        registers = {
            node.name.text: tuple(text.value for text in node.texts)
            for node in nodes
            if isinstance(node, tree.Register)
        }
        parameters = [
            (node.name.text, parameter)
            for node in nodes
            if isinstance(node, tree.Parameter) and (parameter := self._parameter(node, has_as_of)) is not None
        ]
        scope = replace(
            self.scope,
            lexicons={**self.scope.lexicons, **lexicons},
            registers={**self.scope.registers, **registers},
            parameters={**self.scope.parameters, **{key: p for _, p in parameters for key in (p.name, p.id)}},
        )
        return self._define([node for node in nodes if isinstance(node, tree.Definition)], scope)

    def unused(self) -> Iterator[Diagnostic]:
        """Complaints about what no rule uses; to be asked when all rules are checked."""
        for node in self.declarations:
            if not isinstance(node, _Named):
                continue
            spellings = {node.name.text, node.id.text if isinstance(node, tree.Parameter) else node.name.text}
            if not spellings & self.scope.used and self._places.get(node.name.text) == node.name.span:
                name = node.name.text
                yield messages.UNUSED.at(node.name.span, kind=_WORDS[type(node)], name=name)

    def _is_new(self, node: _Named) -> bool:
        """Takes the names of a declaration, unless one is taken; complains then."""
        own = [node.name, node.id] if isinstance(node, tree.Parameter) else [node.name]
        for word in own:
            if word.text in RESERVED:
                self.diagnostics.append(messages.RESERVED.at(word.span, name=word.text))
                return False
            if word.text in self._places or self._is_of_form(word.text) or word.text in self._taken():
                where = place(self._places[word.text]) if word.text in self._places else self.scope.form.name
                self.diagnostics.append(messages.DUPLICATE_NAME.at(word.span, name=word.text, place=where))
                return False
        self._places.update((word.text, word.span) for word in own)
        return True

    def _taken(self) -> set[str]:
        scope = self.scope
        return {*scope.lexicons, *scope.registers, *scope.parameters, *scope.definitions}

    def _is_of_form(self, name: str) -> bool:
        scope = self.scope
        return any(find(name) is not None for find in (scope.table, scope.section, scope.field))

    def _lexicon(self, node: tree.Lexicon) -> Lexicon:
        slips = tuple(
            Slip(slip.wrong.value, slip.correct.value)
            if isinstance(slip.wrong, tree.Text)
            else Slip(self.scope.patterns.source(slip.wrong, self.diagnostics), slip.correct.value, is_pattern=True)
            for slip in node.slips
        )
        return Lexicon(node.name.text, slips)

    # --- parameters

    def _parameter(self, node: tree.Parameter, has_as_of: bool) -> checked.Parameter | None:
        check_id(node.id, self.diagnostics)
        if not node.values:
            self.diagnostics.append(messages.NO_VALUE.at(node.name.span, name=node.name.text))
            return None
        days = [holds.since.value if holds.since else None for holds in node.values]
        later = [day for day in days[1:] if day is not None]
        if None in days[1:] or any(one >= other for one, other in zip([*days[:1], *later], later, strict=False) if one):
            self.diagnostics.append(messages.VALUE_ORDER.at(node.span))
        if any(day is not None for day in days) and not has_as_of:
            self.diagnostics.append(messages.NO_AS_OF.at(node.name.span, name=node.name.text))
        type_ = constant_type(node.values[0].value)
        values = tuple(
            checked.ParameterValue(value, day)
            for holds, day in zip(node.values, days, strict=True)
            if (value := value_of(node.name.text, type_, holds.value, self.diagnostics)) is not None
        )
        title = node.title.value if node.title else ""
        return checked.Parameter(node.id.text, node.name.text, title, type_, values)

    # --- definitions

    def _define(self, nodes: Sequence[tree.Definition], scope: Scope) -> Scope:
        """The scope with all definitions, each checked after those that it uses."""
        definitions = dict(scope.definitions)
        scope = replace(scope, definitions=definitions)
        own = {node.name.text: node for node in nodes}
        levels: dict[str, int] = {}  # how deep each definition goes, those that it uses included
        broken: set[str] = set()

        def define(node: tree.Definition, path: tuple[str, ...]) -> None:
            name = node.name.text
            if name in path:
                self.diagnostics.append(messages.CIRCULAR_DEFINITION.at(node.name.span, name=name))
                broken.update(path)
            if name in path or name in levels:
                return
            uses = [used for used in dict.fromkeys(_names(node.expression)) if used in own]
            for used in uses if len(path) < DEPTH else ():
                define(own[used], (*path, name))
            levels[name] = _levels(node.expression) + max((levels.get(used, DEPTH) for used in uses), default=0)
            if levels[name] > DEPTH and not broken.intersection(uses):
                self.diagnostics.append(messages.TOO_DEEP.at(node.expression.span, limit=DEPTH))
                broken.add(name)
            inner = replace(scope, broken=scope.broken | broken)
            found = None if name in broken else Checker(inner, self.diagnostics).expression(node.expression)
            if found is None:
                broken.add(name)
            else:
                definitions[name] = checked.Defined(name, found, found.type, node.name.span)

        for node in nodes:
            define(node, ())
        return replace(scope, broken=scope.broken | broken)


def _levels(node: object) -> int:
    """How deep an expression goes."""
    return int(isinstance(node, tree.Expression)) + max(map(_levels, _parts(node)), default=0)


def _names(node: object) -> Iterator[str]:
    """All names in an expression, in order."""
    if isinstance(node, tree.Name):
        yield node.text
    for part in _parts(node):
        yield from _names(part)


def _parts(node: object) -> Iterable[object]:
    if isinstance(node, Struct):
        return (getattr(node, name) for name in node.__struct_fields__)
    return node if isinstance(node, tuple) else ()
