"""From lark's tree to the syntax tree. Knows the shapes that the grammar gives, and no meaning."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.language import messages, tree
from engine.language.checked import Operator, Quantifier
from engine.language.keywords import BY_WORD
from engine.language.patterns import problem
from engine.language.source import SourceText
from engine.model.citation import Binding, Citation
from engine.model.diagnostic import Diagnostic, Span
from engine.model.finding import Severity
from engine.model.form import CellType, FieldType, Zone

# lark's trees and tokens carry no useful types, and lark is not imported here: Any, in this file only.

DEPTH = 100  # levels of an expression; keeps every later stage far from the limit of recursion
DIGITS = 18
_OPERATORS = {
    "EQUAL": Operator.EQUAL,
    "NOT_EQUAL": Operator.NOT_EQUAL,
    "LESS": Operator.LESS,
    "LESS_EQUAL": Operator.LESS_EQUAL,
    "GREATER": Operator.GREATER,
    "GREATER_EQUAL": Operator.GREATER_EQUAL,
    "PLUS": Operator.ADD,
    "MINUS": Operator.SUBTRACT,
    "TIMES": Operator.MULTIPLY,
    "SLASH": Operator.DIVIDE,
    "AND": Operator.AND,
    "OR": Operator.OR,
    "MATCHES": Operator.MATCHES,
    "CONTAINS": Operator.CONTAINS,
    "ONE_OF": Operator.ONE_OF,
}
_QUANTIFIERS = {
    "ALL": Quantifier.ALL,
    "ANY": Quantifier.ANY,
    "WHERE": Quantifier.WHERE,
    "EACH": Quantifier.EACH,
}
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "”": "”", "\\": "\\"}


class UnbuildableError(Exception):
    """The declaration cannot be used; why is among the builder's diagnostics."""


class Builder:
    """Builds the tree of one declaration; collects what is wrong with its numbers and patterns."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []

    def declaration(self, node: Any) -> tree.Declaration:
        declaration = node.children[0]
        built: tree.Declaration = getattr(self, f"_{declaration.data}")(declaration)
        return built

    # --- parts

    def _span(self, node: Any) -> Span:
        if hasattr(node, "type"):  # a token
            return Span(self.source.name, node.line, node.column, node.end_line, node.end_column)
        meta = node.meta
        return Span(self.source.name, meta.line, meta.column, meta.end_line, meta.end_column)

    def _word(self, node: Any) -> tree.Word:
        if hasattr(node, "type"):
            return tree.Word(str(node), self._span(node))
        return tree.Word(".".join(map(str, node.children)), self._span(node))

    def _text(self, token: Any) -> tree.Text:
        return tree.Text(unescape(str(token)[1:-1]), token.start_pos + 1, token.end_pos - 1, self._span(token))

    def _pattern(self, token: Any) -> tree.Pattern:
        source = str(token)[1:-1].replace("\\/", "/")
        if (wrong := problem(source)) is not None:
            self.diagnostics.append(messages.BAD_PATTERN.at(self._span(token), problem=wrong))
        return tree.Pattern(source, self._span(token))

    def _aliases(self, node: Any) -> tuple[tree.Text, ...]:
        return tuple(self._text(token) for also in _trees(node, "also") for token in _tokens(also, "STRING"))

    # --- header and form

    def _ruleset(self, node: Any) -> tree.RulesetHeader:
        name, key = _tokens(node, "NAME")
        clauses = tuple(getattr(self, f"_{child.data}")(child) for child in _trees(node))
        return tree.RulesetHeader(self._word(name), self._word(key), clauses, self._span(node))

    def _text_clause(self, node: Any) -> tree.TextClause:
        key = BY_WORD[str(node.children[0])].english
        return tree.TextClause(key, self._text(node.children[1]), self._span(node))

    _title_clause = _version_clause = _base_clause = _previous_clause = _message = _suggest = _text_clause

    def _applies_clause(self, node: Any) -> tree.Applies:
        return tree.Applies(self.expression(node.children[1]), self._span(node))

    def _form_of_clause(self, node: Any) -> tree.FormOf:
        return tree.FormOf(self._word(node.children[1]), self._span(node))

    def _subordinate_clause(self, node: Any) -> tree.SubordinateBases:
        files = tuple(self._text(token) for token in _tokens(node, "STRING"))
        return tree.SubordinateBases(files, self._span(node))

    def _as_of_clause(self, node: Any) -> tree.AsOf:
        return tree.AsOf(self.expression(node.children[1]), self._span(node))

    def _take_in(self, node: Any) -> tree.TakeIn:
        pack = node.children[1]
        name = self._text(pack).value if pack.type == "STRING" else str(pack)
        return tree.TakeIn(tree.Word(name, self._span(pack)), self._span(node))

    def _switch_off(self, node: Any) -> tree.SwitchOff:
        _, rule, reason = node.children
        return tree.SwitchOff(self._word(rule), self._text(reason), self._span(node))

    def _adjust(self, node: Any) -> tree.Adjust:
        _, rule, level = node.children
        return tree.Adjust(self._word(rule), Severity(_keyword(level)), self._span(node))

    def _setting(self, node: Any) -> tree.Setting:
        _, parameter, _, value = node.children
        return tree.Setting(self._word(parameter), self._constant(value), self._span(node))

    def _renamed(self, node: Any) -> tree.Renamed:
        old, new = _tokens(node, "NAME")
        return tree.Renamed(self._word(old), self._word(new), self._span(node))

    def _shares(self, node: Any) -> tree.Shares:
        return tree.Shares(tuple(self._text(token) for token in _tokens(node, "STRING")), self._span(node))

    def _reword(self, node: Any) -> tree.Reword:
        there, here = (self._text(token) for token in _tokens(node, "STRING"))
        return tree.Reword(there, here, self._span(node))

    def _rebase(self, node: Any) -> tree.Rebase:
        there, here = (self._citation(child) for child in _trees(node, "citation"))
        return tree.Rebase(there, here, self._span(node))

    def _basis(self, node: Any) -> tree.Basis:
        return tree.Basis(self._citation(node.children[1]), self._span(node))

    def _citation(self, node: Any) -> Citation:
        binding = Binding(BY_WORD[str(node.children[0].children[0])].english)
        texts = [self._text(token).value for token in _tokens(node, "STRING")]
        article = texts[1] if len(texts) > 1 else None
        return Citation(binding, texts[0], article, not any(_tokens(node, "UNVERIFIED")))

    def _form(self, node: Any) -> tree.FormHeader:
        name, key = _tokens(node, "NAME")
        patterns = tuple(self._pattern(child.children[1]) for child in _trees(node, "recognise"))
        title = self._text(next(_tokens(node, "STRING")))
        return tree.FormHeader(self._word(name), self._word(key), title, patterns, self._span(node))

    def _section(self, node: Any) -> tree.Section:
        name, key = _tokens(node, "NAME")
        heading = self._text(next(_tokens(node, "STRING")))
        tables = tuple(self._word(t) for part in _trees(node, "with_tables") for t in _tokens(part, "NAME"))
        span = self._span(node)
        return tree.Section(self._word(name), self._word(key), heading, self._aliases(node), tables, span)

    def _field(self, node: Any) -> tree.Field:
        name, key = _trees(node, "dotted")
        kind = FieldType(_keyword(next(_trees(node, "field_type"))))
        sources = tuple(self._source(child) for child in _trees(node, "source"))
        return tree.Field(self._word(name), self._word(key), kind, sources, self._span(node))

    def _source(self, node: Any) -> tree.Source:
        zone = node.children[1].children[0]
        patterns = [self._pattern(token) for token in _tokens(node, "PATTERN")]
        pattern = patterns[0] if patterns else None
        if hasattr(zone, "type"):
            return tree.Source(Zone(BY_WORD[str(zone)].english), None, pattern, self._span(node))
        return tree.Source(Zone.FIELD, self._word(zone), pattern, self._span(node))

    def _table(self, node: Any) -> tree.Table:
        name, key = _tokens(node, "NAME")
        title = self._text(next(_tokens(node, "STRING")))
        items = tuple(self._item(child) for child in _trees(node))
        return tree.Table(self._word(name), self._word(key), title, items, self._span(node))

    def _item(self, node: Any) -> tree.TableItem:
        span = self._span(node)
        match node.data:
            case "corner":
                return tree.Corner(self._text(node.children[1]), self._aliases(node), span)
            case "note":
                return tree.Note(self._pattern(node.children[1]), span)
            case "layout":
                return tree.SideBySide(span)
            case "blank_is_zero":
                return tree.BlankIsZero(span)
            case "cells":
                kind = CellType(_keyword(next(_trees(node, "cell_type"))))
                return tree.EachCell(kind, next(self._units(node), None), span)
        name, key = _tokens(node, "NAME")
        label = self._text(next(_tokens(node, "STRING")))
        types = tuple(CellType(_keyword(child)) for child in _trees(node, "cell_type"))
        units, aliases = tuple(self._units(node)), self._aliases(node)
        return tree.Labelled(str(node.data), self._word(name), self._word(key), label, aliases, types, units, span)

    def _units(self, node: Any) -> Iterator[str]:
        return (unit_name(str(child.children[1])) for child in _trees(node, "unit"))

    def _lexicon(self, node: Any) -> tree.Lexicon:
        slips = tuple(self._slip(child) for child in _trees(node, "slip"))
        return tree.Lexicon(self._word(node.children[1]), slips, self._span(node))

    def _slip(self, node: Any) -> tree.Slip:
        wrong, _, correct = node.children
        left = self._text(wrong) if wrong.type == "STRING" else self._pattern(wrong)
        return tree.Slip(left, self._text(correct), self._span(node))

    def _register(self, node: Any) -> tree.Register:
        texts = tuple(self._text(token) for token in _tokens(node, "STRING"))
        return tree.Register(self._word(node.children[1]), texts, self._span(node))

    def _parameter(self, node: Any) -> tree.Parameter:
        name, key = _tokens(node, "NAME")
        title = next((self._text(token) for token in _tokens(node, "STRING")), None)
        values = tuple(self._holds(child) for child in _trees(node, "holds"))
        return tree.Parameter(self._word(name), self._word(key), title, values, self._span(node))

    def _holds(self, node: Any) -> tree.Holds:
        value, *since = _trees(node)
        day = self._day(since[0].children[1]) if since else None
        return tree.Holds(self._constant(value), day, self._span(node))

    def _constant(self, node: Any) -> tree.Constant:
        first, span = node.children[0], self._span(node)
        match first.type:
            case "STRING":
                return self._text(first)
            case "DAY":
                return self._day(first)
            case "TRUE" | "FALSE":
                return tree.Truth(first.type == "TRUE", span)
            case "MINUS":
                number = self._number(node.children[1:], span)
                return tree.Number(-number.value, number.unit, span)
        return self._number(node.children, span)

    def _definition(self, node: Any) -> tree.Definition:
        _, name, _, expression = node.children
        return tree.Definition(self._word(name), self.expression(expression), self._span(node))

    # --- rules

    def _rule(self, node: Any) -> tree.Rule:
        title = self._text(node.children[2])
        clauses = tuple(getattr(self, f"_{child.data}")(child) for child in _trees(node))
        return tree.Rule(self._word(node.children[1]), title, clauses, self._span(node))

    def _severity(self, node: Any) -> tree.SeverityClause:
        branches = tuple(
            tree.Branch(self.expression(child.children[1]), Severity(_keyword(child.children[2])), self._span(child))
            for child in _trees(node, "branch")
        )
        return tree.SeverityClause(Severity(_keyword(next(_trees(node, "level")))), branches, self._span(node))

    def _for_each(self, node: Any) -> tree.ForEach:
        _, variable, _, items = node.children
        return tree.ForEach(self._word(variable), self.expression(items), self._span(node))

    def _let(self, node: Any) -> tree.Let:
        _, variable, _, expression = node.children
        return tree.Let(self._word(variable), self.expression(expression), self._span(node))

    def _when(self, node: Any) -> tree.When:
        return tree.When(self.expression(node.children[1]), self._span(node))

    def _require(self, node: Any) -> tree.Require:
        return tree.Require(self.expression(node.children[1]), node.data == "forbid", self._span(node))

    _forbid = _require

    def _at(self, node: Any) -> tree.At:
        return tree.At(tuple(self.expression(child) for child in node.children[1:]), self._span(node))

    def _together(self, node: Any) -> tree.Together:
        return tree.Together(self._span(node))

    def _example(self, node: Any) -> tree.Example:
        level = next(_trees(node, "level"), None)
        edits = tuple(self._edit(child) for child in _trees(node) if child is not level)
        severity = None if level is None else Severity(_keyword(level))
        return tree.Example(node.children[0].type == "FAILS", severity, edits, self._span(node))

    def _edit(self, node: Any) -> tree.Edit:
        if node.data == "removal":
            return tree.Edit(self.expression(node.children[1]), None, self._span(node))
        target, _, *signs, last = node.children
        text = unescape(str(last)[1:-1]) if last.type == "STRING" else _ascii_digits(str(last))
        return tree.Edit(self.expression(target), ("-" if signs else "") + text, self._span(node))

    # --- expressions

    def expression(self, node: Any, depth: int = 0) -> tree.Expression:
        if depth >= DEPTH:
            self.diagnostics.append(messages.TOO_DEEP.at(self._span(node), limit=DEPTH))
            raise UnbuildableError
        span, below = self._span(node), depth + 1
        match node.data:
            case "name":
                return tree.Name(str(node.children[0]), span)
            case "number":
                return self._number(node.children, span)
            case "day":
                return self._day(node.children[0])
            case "string":
                return self._text(node.children[0])
            case "pattern":
                return self._pattern(node.children[0])
            case "true" | "false":
                return tree.Truth(node.data == "true", span)
            case "parenthesis":
                return self.expression(node.children[1], below)
            case "attribute":
                return tree.Attribute(self.expression(node.children[0], below), self._word(node.children[1]), span)
            case "cells_of":
                table, _, row, column, _ = node.children
                source = self.source.text[node.meta.start_pos : node.meta.end_pos]
                base = self.expression(table, below)
                return tree.Cells(base, self._index(row, below), self._index(column, below), source, span)
            case "call":
                arguments = tuple(self.expression(child, below) for child in _trees(node))
                return tree.Call(self._word(node.children[0]), arguments, span)
            case "quantified":
                quantifier, _, variable, _, items, body, _ = node.children
                parts = (self.expression(items, below), self.expression(body, below))
                return tree.Quantified(_QUANTIFIERS[quantifier.type], self._word(variable), *parts, span)
            case "about":
                sides = [self.expression(child, below) for child in _trees(node)]
                return tree.Approx(sides[0], sides[1], sides[2] if len(sides) > 2 else None, span)
            case "default":
                operand, default = (self.expression(child, below) for child in _trees(node))
                return tree.Default(operand, default, span)
            case "binary":
                left, sign, right = node.children
                operator = _OPERATORS[sign.type]
                return tree.Binary(operator, self.expression(left, below), self.expression(right, below), span)
        operand = self.expression(node.children[1], below)
        if node.data == "not_":
            return tree.Not(operand, span)
        return tree.Negative(operand, span) if node.data == "negative" else tree.Exists(operand, span)

    def _index(self, node: Any, depth: int) -> tree.Expression | tree.Range:
        if node.data != "range":
            return self.expression(node, depth)
        first, last = (self.expression(child, depth) for child in _trees(node))
        return tree.Range(first, last, self._span(node))

    def _day(self, token: Any) -> tree.Day:
        text, span = _ascii_digits(str(token)), self._span(token)
        parts = [int(part) for part in re.findall(r"[0-9]+", text)]
        try:
            return tree.Day(date(*parts), span)
        except ValueError:
            self.diagnostics.append(messages.NO_SUCH_DAY.at(span, day=text))
            return tree.Day(date.min, span)

    def _number(self, tokens: Sequence[Any], span: Span) -> tree.Number:
        digits = _ascii_digits(str(tokens[0]))
        unit = unit_name(str(tokens[1])) if len(tokens) > 1 else None
        if len(digits) > DIGITS:
            self.diagnostics.append(messages.NUMBER_TOO_LONG.at(span, limit=DIGITS))
            return tree.Number(0, unit, span)
        return tree.Number(Decimal(digits) if "." in digits else int(digits), unit, span)


def unescape(raw: str) -> str:
    """The text between two quotation marks with its escapes resolved; other backslashes stay."""
    if "\\" not in raw:
        return raw
    parts: list[str] = []
    index = 0
    while index < len(raw):
        following = raw[index + 1 : index + 2]
        if raw[index] == "\\" and following in _ESCAPES and following:
            parts.append(_ESCAPES[following])
            index += 2
        else:
            parts.append(raw[index])
            index += 1
    return "".join(parts)


def unit_name(text: str) -> str:
    """A unit as it is compared: ％ and % are one."""
    return "%" if text == "％" else text


def _ascii_digits(text: str) -> str:
    return text.translate({0xFF10 + digit: str(digit) for digit in range(10)} | {ord("．"): "."})


def _keyword(node: Any) -> str:
    return BY_WORD[str(node.children[0])].english


def _trees(node: Any, data: str | None = None) -> Iterator[Any]:
    return (child for child in node.children if not hasattr(child, "type") and data in (None, child.data))


def _tokens(node: Any, kind: str) -> Iterator[Any]:
    return (child for child in node.children if hasattr(child, "type") and child.type == kind)
