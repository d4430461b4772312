"""The canonical text of a rules file: each clause on a line of its own, indented, aligned and spelt in one way.

It is made from the words of the text and not from the syntax tree, so that whatever the author wrote stays: brackets,
order, comments, and breaks of long lines after a comma or before 且 and 或.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from engine.language.cut import cut
from engine.language.diagnostics import width
from engine.language.keywords import BY_TERMINAL
from engine.language.parse import expression_nodes, parse, words_of
from engine.language.source import SourceText
from engine.language.spelling import Speller, Twins, Word, main_language, space
from engine.language.tables import depths
from engine.language.tree import Table
from engine.model.diagnostic import Diagnostic
from engine.model.struct import Struct

_INDENT = 2
_HANG = 4  # how much further right the rest of a line stands whose contents are not aligned
_ALIGNED = {"rule": 8}  # where the contents of clauses begin at least
_UNALIGNED = {"field", "table", "lexicon"}
# What belongs to the line of its declaration; every other part of a declaration has a line of its own.
_INLINE = {"dotted", "field_type", "also", "with_tables"}
_BREAK_AFTER = {"_COMMA", "_SEMICOLON"}
_BREAK_BEFORE = {"AND", "OR"}
_SHORT = 2  # lines of a declaration that may follow another without a blank line
_COMMENT = re.compile(r"[#＃][^\n]*")


class Formatted(Struct, frozen=True):
    """The canonical text of a file; ``None`` when something is wrong with the file, and then what."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


class _Line(Struct, frozen=True):
    """One line to be: its words, its indentation, and the column in which its contents begin and go on."""

    words: list[Word]
    indent: int
    content: int
    aligned: bool


class _Comment(Struct, frozen=True):
    """A comment: on a line of its own or after words, after a blank line or not, at the left edge or not."""

    text: str
    alone: bool
    after_blank: bool
    at_edge: bool


class _Gap(Struct, frozen=True):
    """What stands between two words besides white space; ``broken`` and ``blank``: a line end, an empty line."""

    comments: tuple[_Comment, ...]
    broken: bool
    blank: bool


def format_text(name: str, text: str, language: str | None = None, twins: Twins | None = None) -> Formatted:
    """The canonical text of a rules file.

    ``language`` (``zh``, ``en``) is the one in which keywords are written, or ``None`` for that of most of them;
    ``twins`` has the Chinese and the English spelling of the words at some places of the file, which follow it.
    """
    file, problems = parse(name, text)
    diagnostics = list(problems)
    levels: dict[tuple[int, int], int] = {}
    for table in file.declarations:
        if isinstance(table, Table):
            found = depths(table, diagnostics)
            levels |= {(span.line, span.column): depth for span, depth in found.items()}
    if diagnostics:
        return Formatted(None, tuple(diagnostics))
    source = SourceText(name, file.text)
    read = [words_of(source, part.start, part.end) for part in cut(source.text) if part.keyword is not None]
    chosen = language or main_language(token for tokens, _ in read for token in tokens)
    speller = Speller(source, chosen, twins or {})
    return Formatted(_Writer(source).write([_lines(speller, *part, levels) for part in read]))


def _lines(speller: Speller, tokens: list[Any], node: Any, levels: dict[tuple[int, int], int]) -> list[_Line]:
    """The lines of a declaration."""
    declaration = node.children[0]
    inline = expression_nodes() | _INLINE
    clauses = [child for child in declaration.children if not hasattr(child, "type") and child.data not in inline]
    starts = {clause.meta.start_pos: levels.get((clause.meta.line, clause.meta.column), 1) for clause in clauses}
    words = speller.spell(tokens, node)
    groups: list[tuple[int, list[Word]]] = []
    for word in words:
        if word.start in starts or not groups:
            groups.append((starts.get(word.start, 0), [word]))
        else:
            groups[-1][1].append(word)
    stop = 0
    if declaration.data not in _UNALIGNED:
        heads = [_width(line[0].text) + 2 for level, line in groups if level and line[0].kind in BY_TERMINAL]
        stop = max([*heads, _ALIGNED.get(declaration.data, 0)], default=0)
    return [_line(words, level * _INDENT, stop if level else 0) for level, words in groups]


def _line(words: list[Word], indent: int, stop: int) -> _Line:
    aligned = bool(stop) and words[0].kind in BY_TERMINAL
    return _Line(words, indent, indent + (stop if aligned else _HANG), aligned)


def _width(text: str) -> int:
    return sum(map(width, text))


class _Writer:
    """Puts lines together, with the comments and blank lines that stand before and within them."""

    def __init__(self, source: SourceText) -> None:
        self.text = source.text
        self.out: list[str] = []
        self.position = 0  # the end of what is written

    def write(self, declarations: list[list[_Line]]) -> str:
        """The whole text."""
        left: list[_Line] = []
        for lines in declarations:
            divided = bool(left) and max(len(left), len(lines)) > _SHORT
            self._lead(lines[0], left, divided=divided)
            self._write_line(lines[0])
            for line in lines[1:]:
                self._lead(line)
                self._write_line(line)
            left = lines
        self._lead(None, left)
        return "".join(f"{line}\n" for line in self.out)

    def _lead(self, line: _Line | None, left: Sequence[_Line] = (), *, divided: bool = False) -> None:
        """Writes the comments and blank lines before a line (or the end); ``divided`` asks for a blank line.

        ``left`` is the declaration that ends here: indented comments right after it belong to it.
        """
        gap = self._gap(line.words[0].start if line else len(self.text))
        comments = self._trailing(gap)
        while left and comments and not comments[0].at_edge and not comments[0].after_blank:
            self.out.append(" " * max(left[-1].indent, _INDENT) + comments.pop(0).text)
        blank = gap.blank and line is not None
        divided = divided and not blank and not any(comment.after_blank for comment in comments)
        for comment in comments:
            self._blank(comment.after_blank or divided)
            self.out.append(" " * (line.indent if line else 0) + comment.text)
            divided = False
        self._blank(blank or divided)

    def _blank(self, wanted: bool) -> None:
        if wanted and self.out:
            self.out.append("")

    def _write_line(self, line: _Line) -> None:
        """Writes the words of a line; where its author broke it at a comma, 且 or 或, or by a comment, it stays so."""
        first = line.words[0]
        self.out.append(" " * line.indent + first.text)
        self.position = first.end
        for left, right in pairwise(line.words):
            gap = self._gap(right.start)
            comments = self._trailing(gap)
            self.out.extend(" " * line.content + comment.text for comment in comments)
            breakable = left.kind in _BREAK_AFTER or right.kind in _BREAK_BEFORE
            if gap.comments or (gap.broken and breakable):
                self.out.append(" " * line.content + right.text)
            elif left is first and line.aligned:
                self.out[-1] += " " * max(line.content - line.indent - _width(first.text), 1) + right.text
            else:
                self.out[-1] += space(left, right) + right.text
            self.position = right.end

    def _trailing(self, gap: _Gap) -> list[_Comment]:
        """Writes the comment that stands behind words; the others, each on a line of its own, are still to write."""
        comments = list(gap.comments)
        if comments and not comments[0].alone:
            self.out[-1] += f"  {comments.pop(0).text}"
        return comments

    def _gap(self, end: int) -> _Gap:
        """What stands between the last word written and the one that begins at ``end``."""
        comments: list[_Comment] = []
        position = self.position
        for match in _COMMENT.finditer(self.text, position, end):
            before = self.text[position : match.start()]
            at_edge = match.start() == 0 or self.text[match.start() - 1] == "\n"
            alone = at_edge or "\n" in before or not self.out
            text = "#" + match.group()[1:].rstrip()
            comments.append(_Comment(text, alone, before.count("\n") > 1, at_edge))
            position = match.end()
        breaks = self.text.count("\n", position, end)
        return _Gap(tuple(comments), breaks > 0, breaks > 1)
