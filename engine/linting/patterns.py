"""Lint rules on patterns and lexicons."""

import re
from collections.abc import Iterator

from engine.language import checked, messages, tree
from engine.language.checked import Operator
from engine.language.parse import parse
from engine.linting.pack import Pack, everything
from engine.model import pattern
from engine.model.diagnostic import Diagnostic, Span
from engine.model.types import Kind

_ENDS = {"^": ("开头", "beginning"), "$": ("结尾", "end")}
_WHOLE = ("document.text", "document.body", "document.head")
_NO_WIDTH = re.compile(r"\\[AbBz]")
# Escapes and classes stand for one character each.
_ONE = re.compile(r"\\[pPx]\{[^}]*\}|\\Q.*?\\E|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]")
_BEGINS_LATE = re.compile(r"[^\^$?*+}]\^(?![?*{])")  # what stands before must be there
_ENDS_EARLY = re.compile(r"\$[^\^$?*+{](?![?*{])")  # and what stands after


def matches_empty(pack: Pack) -> Iterator[Diagnostic]:
    for source, span in _patterns(pack):
        # A pattern tied to a place (^\s*$) says something although it fits the empty text.
        if pattern.occurs(source, "") and not _is_tied(source):
            yield messages.MATCHES_EMPTY.at(span)


def never_matches(pack: Pack) -> Iterator[Diagnostic]:
    for source, span in _patterns(pack):
        if (sign := _misplaced(source)) is not None:
            yield messages.NEVER_MATCHES.at(span, sign=sign)


def _patterns(pack: Pack) -> Iterator[tuple[str, Span]]:
    """The patterns of rules and lexicons."""
    for rule in pack.rules:
        for node in everything(rule):
            if isinstance(node, checked.Literal) and node.type.kind is Kind.PATTERN:
                yield str(node.value), node.span
    for slip in _slips(pack):
        if isinstance(slip.wrong, tree.Pattern):
            yield slip.wrong.source, slip.wrong.span


def _misplaced(source: str) -> str | None:
    """The ^ or $ with something before or after it that must match too.

    Patterns with groups or choices are let pass: what stands there may be left out.
    """
    plain = _plain(source)
    if "(" in plain or "|" in plain:
        return None
    return "^" if _BEGINS_LATE.search(plain) else "$" if _ENDS_EARLY.search(plain) else None


def _is_tied(source: str) -> bool:
    return _NO_WIDTH.search(source) is not None or any(sign in _plain(source) for sign in "^$")


def _plain(source: str) -> str:
    return _ONE.sub("x", _NO_WIDTH.sub("", source))


def anchored(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        for node in everything(rule):
            text, wanted = _search(node)
            if wanted is None or text is None or not _is_long(text):
                continue
            plain = _plain(str(wanted.value))
            if plain.startswith("(?m)"):
                continue
            sign = "^" if plain.startswith("^") else "$" if plain.endswith("$") else None
            if sign is not None:
                yield messages.ANCHORED.at(wanted.span, sign=sign, end=_ENDS[sign])


def _search(node: checked.Expression) -> tuple[checked.Expression | None, checked.Literal | None]:
    """The text and the pattern of 匹配, and of functions that take both."""
    match node:
        case checked.Binary(operator=Operator.MATCHES, left=text, right=checked.Literal() as wanted):
            return text, wanted
        case checked.Call(arguments=(text, checked.Literal() as wanted)) if wanted.type.kind is Kind.PATTERN:
            return text, wanted
    return None, None


def _is_long(text: checked.Expression) -> bool:
    """Whether a text has many lines: 全文, 正文, the text of a section; with or without 缺省."""
    text = text.operand if isinstance(text, checked.Default) else text
    if isinstance(text, checked.Attribute):
        return text.key == "text" and text.base.type.kind is Kind.SECTION
    return isinstance(text, checked.FactRef) and text.fact in _WHOLE


def slip_remains(pack: Pack) -> Iterator[Diagnostic]:
    for slip in _slips(pack):
        wrong, correct = slip.wrong, slip.correct
        if isinstance(wrong, tree.Pattern):
            remains = pattern.occurs(wrong.source, correct.value) and not pattern.occurs(wrong.source, "")
        else:
            remains = wrong.value in correct.value
        if remains:
            yield messages.SLIP_REMAINS.at(correct.span, correct=correct.value)


def _slips(pack: Pack) -> Iterator[tree.Slip]:
    for name, text in pack.files.items():
        for declaration in parse(name, text)[0].declarations:
            if isinstance(declaration, tree.Lexicon):
                yield from declaration.slips
