"""From the text of a rules file to its syntax tree. With ``nodes.py`` the only place that imports lark, when needed.

Every declaration is parsed by itself; nothing is raised on any text, all mistakes come back as diagnostics.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from engine.language import messages, tree
from engine.language.build import Builder, UnbuildableError
from engine.language.cut import Slice, cut
from engine.language.diagnostics import normal
from engine.language.keywords import BY_TERMINAL, DECLARATIONS, terminals
from engine.language.source import SourceText
from engine.language.syntax import Slip, explain_slip, significant
from engine.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from lark import Lark

    from engine.language.tree import Declaration, Expression


@cache
def _parser() -> Lark:
    from lark import Lark

    from engine.language.nodes import Node, StretchLexer

    grammar = files("engine.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        f"{grammar}\n{terminals()}\n",
        parser="lalr",
        lexer="contextual",
        maybe_placeholders=False,
        start=["start", "expression"],
        tree_class=Node,
        _plugins={"LexerThread": StretchLexer},
    )


def parse(name: str, text: str) -> tuple[tree.File, tuple[Diagnostic, ...]]:
    """The syntax tree of a file with everything that could be parsed, and what is wrong with the rest."""
    source = SourceText(name, normal(text))
    declarations: list[Declaration] = []
    broken: list[tree.Broken] = []
    diagnostics: list[Diagnostic] = []
    for part in cut(source.text):
        if part.keyword is None:
            diagnostics.extend(_outside(source, part.start, part.end))
            if part.name is not None:
                broken.append(tree.Broken("", part.name))
            continue
        declaration, problems = _declaration(source, part)
        diagnostics.extend(problems)
        if declaration is None:
            broken.append(tree.Broken(part.keyword, part.name))
        else:
            declarations.append(declaration)
    return tree.File(name, source.text, tuple(declarations), tuple(broken)), tuple(diagnostics)


def parse_expression(source: SourceText, start: int, end: int) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """An expression that stands in a file from ``start`` to ``end`` (a placeholder of a message)."""
    node = _run(source, start, end, "expression")
    if isinstance(node, Slip):
        return None, (explain_slip(source, node, start, end),)
    builder = Builder(source)
    try:
        return builder.expression(node), tuple(builder.diagnostics)
    except UnbuildableError:
        return None, tuple(builder.diagnostics)


class UnparsedError(Exception):
    """The stretch of text does not parse."""


def words_of(source: SourceText, start: int, end: int, rule: str = "start") -> tuple[list[Any], Any]:
    """Every word and sign of a stretch as lark's tokens, and lark's tree of them. Raises ``UnparsedError``."""
    from lark import UnexpectedInput

    from engine.language.nodes import Stretch

    steps: Any = _parser().parse_interactive(Stretch(source, start, end), start=rule)
    try:
        tokens = list(steps.iter_parse())
        return tokens, steps.feed_eof(tokens[-1] if tokens else None)
    except UnexpectedInput as error:
        raise UnparsedError from error


@cache
def expression_nodes() -> frozenset[str]:
    """The names that nodes of expressions have in lark's tree."""
    rules = _parser().rules
    reached, waiting = set(), ["expression"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        used = {symbol.name for rule in rules if rule.origin.name == name for symbol in rule.expansion}
        waiting.extend({rule.origin.name for rule in rules} & used - reached - set(waiting))
    return frozenset(str(rule.alias or rule.origin.name) for rule in rules if rule.origin.name in reached)


@cache
def reads_as_name(word: str) -> bool:
    """Whether a word (or several with dots between) is a name, and no keyword, where an operand or an edit begins."""
    text = f'规则 R1 "" 违例 {word} 改为 ""'
    try:
        tokens, _ = words_of(SourceText("", text), 0, len(text))
    except UnparsedError:
        return False
    return str(tokens[4].type) == "NAME"


def _declaration(source: SourceText, part: Slice) -> tuple[Declaration | None, tuple[Diagnostic, ...]]:
    node = _run(source, part.start, part.end, "start")
    problems: tuple[Diagnostic, ...] = ()
    if isinstance(node, Slip) and _begins_a_line(source, node.start, part):
        # A misspelt keyword at the left edge ends this declaration; only the stretch after it is lost.
        problems = _outside(source, node.start, part.end)
        node = _run(source, part.start, node.start, "start")
    if isinstance(node, Slip):
        return None, (*problems, explain_slip(source, node, part.start, part.end))
    builder = Builder(source)
    try:
        declaration = builder.declaration(node)
    except UnbuildableError:
        return None, (*problems, *builder.diagnostics)
    return declaration, (*problems, *builder.diagnostics)


def _begins_a_line(source: SourceText, offset: int, part: Slice) -> bool:
    text = source.text
    return part.start < offset < part.end and text[offset - 1] == "\n" and (text[offset].isalpha())


def _outside(source: SourceText, start: int, end: int) -> tuple[Diagnostic, ...]:
    """A complaint about text that belongs to no declaration, unless it is blank or a comment."""
    offset = significant(source.text, start, end)
    if offset is None:
        return ()
    slip = Slip(offset, frozenset(DECLARATIONS), at_end=False)
    found = explain_slip(source, slip, start, end)
    if found.code != messages.SYNTAX.code:
        return (found,)
    words = [BY_TERMINAL[terminal].words for terminal in ("RULE", "TABLE", "SECTION", "FIELD")]
    keywords = "、".join(zh for zh, _ in words), ", ".join(en for _, en in words)
    last = offset
    while last < end and (source.text[last].isalnum() or source.text[last] == "_"):
        last += 1
    last = max(last, offset + 1)
    word = source.text[offset:last]
    return (messages.OUTSIDE.at(source.span(offset, last), keywords=keywords, found=(f"“{word}”", f'"{word}"')),)


def _run(source: SourceText, start: int, end: int, rule: str) -> Any:
    """lark's tree of a stretch of the text, or the slip at which it stopped."""
    from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    from engine.language.nodes import Stretch

    try:
        return _parser().parse(Stretch(source, start, end), start=rule)
    except UnexpectedToken as error:
        at_end = error.token.type == "$END"
        offset = end if at_end else int(error.token.start_pos or 0)
        stopped: Any = error.interactive_parser
        accepts = stopped.accepts() if stopped else error.expected
        return Slip(offset, frozenset(accepts), at_end)
    except UnexpectedCharacters as error:
        return Slip(int(error.pos_in_stream or 0), frozenset(error.allowed or ()), at_end=False)
    except UnexpectedInput as error:
        return Slip(int(error.pos_in_stream or end), frozenset(), at_end=True)
