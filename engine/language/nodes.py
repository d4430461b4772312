"""What the parser gives lark and gets from it, made so that each stretch of a file costs what it is long.

Imports lark, and is itself imported only where ``parse.py`` does.
"""

from typing import Any

from lark import TextSlice, Token, Tree
from lark.lexer import Lexer, LexerState, LexerThread, LineCounter
from lark.tree import Meta

from engine.language.source import SourceText
from engine.model.struct import Struct


class Stretch(Struct, frozen=True):
    """A part of a file, from one offset to another."""

    source: SourceText
    start: int
    end: int


class StretchLexer(LexerThread):
    """Reads a stretch. Lark alone would count the lines of the whole file before it, for every stretch."""

    @classmethod
    def from_custom_input(cls, lexer: Lexer, text: Stretch) -> "StretchLexer":
        counter = LineCounter("\n")
        counter.char_pos = text.start
        counter.line, counter.column = text.source.place(text.start)
        counter.line_start_pos = text.start - counter.column + 1
        return cls(lexer, LexerState(TextSlice(text.source.text, text.start, text.end), counter))


class Node(Tree[Token]):
    """A tree that looks for its place when it is asked: lark's own way takes as long as the parse."""

    @property
    def meta(self) -> Meta:
        if self._meta is None:
            first, last = _outermost(self, 0), _outermost(self, -1)
            meta: Any = Meta()
            meta.empty = False
            meta.line, meta.column, meta.start_pos = first.line, first.column, first.start_pos
            meta.end_line, meta.end_column, meta.end_pos = last.end_line, last.end_column, last.end_pos
            self._meta = meta
        return self._meta


def _outermost(node: Tree[Token], index: int) -> Any:
    """The first or the last token of a tree; the grammar has no node without one."""
    child = node.children[index]
    while isinstance(child, Tree):
        child = child.children[index]
    return child
