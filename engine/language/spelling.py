"""How each word of a rules file is spelt in its canonical text, and where a space stands between two words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from engine.language.keywords import BY_TERMINAL
from engine.language.parse import UnparsedError, reads_as_name, words_of
from engine.language.source import SourceText
from engine.model.diagnostic import Span
from engine.model.struct import Struct

Twins = Mapping[Span, tuple[str, str]]

_TEMPLATES = {"message", "suggest"}  # the clauses whose texts have placeholders
# A placeholder that is not closed takes in the rest.
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^}]*)\}|\{.*")
_COMMENT_SIGN = re.compile("[#＃]")
_VERBATIM = {"NAME", "PATTERN", "UNIT", "PERCENT"}
_ASCII = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"×": "*", "÷": "/", "−": "-", "≠": "!=", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "【": "[", "】": "]"}
)
_ENDS_OPERAND = {"NAME", "NUMBER", "UNIT", "STRING", "PATTERN", "RPAR", "RSQB", "TRUE", "FALSE", "DAY"}
_NO_SPACE_BEFORE = {"_DOT", "_COMMA", "_SEMICOLON", "RPAR", "RSQB"}
_NO_SPACE_AFTER = {"_DOT", "LPAR", "LSQB", "SIGN"}
_BRACKETS = {"LPAR", "LSQB"}


class Word(Struct, frozen=True):
    """A word or sign as it is to be written, its terminal in the grammar, and where it stands in the source.

    ``attached``: it clings to the word before it, as the bracket of a call does.
    """

    text: str
    kind: str
    start: int
    end: int
    attached: bool


def main_language(tokens: Iterable[Any]) -> str:
    """The language of most keywords: ``zh`` or ``en``."""
    words = [(str(token), BY_TERMINAL[token.type]) for token in tokens if token.type in BY_TERMINAL]
    english = sum(word == keyword.english for word, keyword in words)
    return "en" if english > sum(word == keyword.chinese for word, keyword in words) else "zh"


def space(left: Word, right: Word) -> str:
    """What stands between two words of one line."""
    return "" if right.attached or left.kind in _NO_SPACE_AFTER or right.kind in _NO_SPACE_BEFORE else " "


def _line(words: list[Word]) -> str:
    return words[0].text + "".join(space(left, right) + right.text for left, right in pairwise(words))


class Speller:
    """Spells the words of one file in a language; ``twins`` are the names at places that have another spelling."""

    def __init__(self, source: SourceText, language: str, twins: Twins) -> None:
        self.source = source
        self.side = 1 if language == "en" else 0
        self.twins = {
            source.offset(span.line, span.column): (source.offset(span.end_line, span.end_column), pair[self.side])
            for span, pair in twins.items()
            if span.file == source.name
        }

    def spell(self, tokens: list[Any], node: Any, *, in_text: bool = False) -> list[Word]:
        """The words for lark's tokens of a stretch and its tree; ``in_text``: they stand in a placeholder."""
        trees = [tree for tree in node.iter_subtrees() if not tree.meta.empty]
        openings = {tree.meta.start_pos for tree in trees}
        templates = {
            child.start_pos
            for tree in trees
            if tree.data in _TEMPLATES
            for child in tree.children
            if getattr(child, "type", None) == "STRING"
        }
        words: list[Word] = []
        for token, end, name in self._named(tokens):
            kind = str(token.type)
            if kind == "MINUS" and (not words or words[-1].kind not in _ENDS_OPERAND):
                kind = "SIGN"
            text = name or self._text(token, in_text=in_text, has_placeholders=token.start_pos in templates)
            attached = (kind in _BRACKETS and token.start_pos not in openings) or (kind == "UNIT" and text in "%‰")
            words.append(Word(text, kind, token.start_pos, end, attached))
        return words

    def _named(self, tokens: list[Any]) -> Iterator[tuple[Any, int, str | None]]:
        """Every token with the offset of its end and its new name, if any; a name may take in several (``a.b``)."""
        done = 0
        for before, token in pairwise([None, *tokens]):
            if token.start_pos < done:
                continue
            done, name = self.twins.get(token.start_pos, (token.end_pos, None))
            after_dot = before is not None and before.type == "_DOT"
            comment = _COMMENT_SIGN.search(self.source.text, token.start_pos, done)
            if comment or (name is not None and not after_dot and not reads_as_name(name)):
                done, name = token.end_pos, None
            yield token, done, name

    def _text(self, token: Any, *, in_text: bool, has_placeholders: bool) -> str:
        text, kind = str(token), token.type
        if kind in BY_TERMINAL:
            return BY_TERMINAL[kind].words[self.side]
        if kind == "STRING":
            if has_placeholders:
                text = self._template(token)
            curly = text[0] == "“" and '"' not in text and not in_text
            return f'"{text[1:-1]}"' if curly else text
        if kind in _VERBATIM:
            return "%" if text == "％" else text
        return text.translate(_ASCII)

    def _template(self, token: Any) -> str:
        """A text with its placeholders spelt; the checker complains of one that does not parse, and it stays."""

        def placeholder(match: re.Match[str]) -> str:
            if match.group(1) is None or _COMMENT_SIGN.search(match.group()):
                return match.group()
            start, end = (token.start_pos + offset for offset in match.span(1))
            try:
                found = words_of(self.source, start, end, "expression")
            except UnparsedError:
                return match.group()
            return f"{{{_line(self.spell(*found, in_text=True))}}}"

        return _PLACEHOLDER.sub(placeholder, str(token))
