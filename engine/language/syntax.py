"""What is wrong where the parser stopped, in words that an author can act on."""

import re
from collections.abc import Iterable

from engine.language import messages
from engine.language.keywords import BY_TERMINAL, BY_WORD, DECLARATIONS
from engine.language.source import SourceText
from engine.model.diagnostic import Diagnostic
from engine.model.struct import Struct


class Slip(Struct, frozen=True):
    """Where parsing stopped (an offset), the terminals that could have followed, and whether the text was over."""

    start: int
    expected: frozenset[str]
    at_end: bool


_SIGNS = {
    "EQUAL": ("“=”", '"="'),
    "LPAR": ("“(”", '"("'),
    "RPAR": ("“)”", '")"'),
    "LSQB": ("“[”", '"["'),
    "RSQB": ("“]”", '"]"'),
    "_DOT": ("“.”", '"."'),
    "RANGE": ("“..”", '".."'),
    "_COMMA": ("“,”", '","'),
    "_SEMICOLON": ("“;”", '";"'),
    "NAME": ("名称", "a name"),
    "NUMBER": ("数", "a number"),
    "UNIT": ("单位", "a unit"),
    "PERCENT": ("单位", "a unit"),
    "STRING": ("引号括起的文字", "a text in quotation marks"),
    "PATTERN": ("/模式/", "a /pattern/"),
    "DAY": ("日期", "a date"),
}
_EXPRESSION = {"NAME", "NUMBER", "LPAR", "EXISTS", "DEFAULT"}
_EXPRESSION_STARTS = _EXPRESSION | {"STRING", "PATTERN", "TRUE", "FALSE", "MINUS", "NOT", "DAY"}
_EXPRESSION_STARTS |= {"ALL", "ANY", "WHERE", "EACH"}
_OPERATORS = {"PLUS", "MINUS", "TIMES", "SLASH", "EQUAL", "NOT_EQUAL", "LESS", "LESS_EQUAL", "GREATER", "GREATER_EQUAL"}
_OPERATORS |= {"MATCHES", "CONTAINS", "ONE_OF", "ABOUT", "TOLERANCE", "AND", "OR"}
_CLAUSES = {
    "SEVERITY",
    "BASIS",
    "FOR_EACH",
    "LET",
    "WHEN",
    "REQUIRE",
    "FORBID",
    "MESSAGE",
    "SUGGEST",
    "AT",
    "TOGETHER",
    "FAILS",
    "PASSES",
}
_CLAUSES |= {"TITLE", "VERSION", "APPLIES", "BASE", "FORM_OF", "FROM", "RECOGNISE"}
_CLAUSES |= {"BASE_PREVIOUS", "BASE_SUBORDINATE", "AS_OF", "TAKE_IN", "SWITCH_OFF", "ADJUST", "SET", "RENAMED"}
_CLAUSES |= {"SHARES", "REWORD", "REBASE"}
_GROUPS = (
    (_EXPRESSION, _EXPRESSION_STARTS, ("一个算式", "an expression")),
    ({"OR"}, _OPERATORS | {"_DOT", "LSQB", "UNIT", "LPAR"}, ("运算符", "an operator")),
    ({"AND"}, _OPERATORS | {"_DOT", "LSQB", "UNIT", "LPAR"}, ("运算符", "an operator")),
    ({"SEVERITY", "MESSAGE"}, _CLAUSES, ("下一条子句（如“要求”“提示”）", "the next clause (such as require, message)")),
    (set(DECLARATIONS), set(DECLARATIONS), ("一个声明", "a declaration")),
)
_BLANK = re.compile(r"(?:[\s\ufeff]+|[#＃][^\n]*)+")
_WORD = re.compile(r"\w+")
_STRING = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”')
_PATTERN = re.compile(r"/(?:[^/\\\n]|\\[^\n])+/")
_STUCK_CLAUSE = re.compile(r"(\w+)[\s\ufeff]+(\w+)[\s\ufeff]*$")


def significant(text: str, start: int, end: int) -> int | None:
    """The offset of the first character that is neither blank nor part of a comment."""
    blank = _BLANK.match(text, start, end)
    offset = blank.end() if blank else start
    return offset if offset < end else None


def explain_slip(source: SourceText, slip: Slip, start: int, end: int) -> Diagnostic:
    """The diagnostic for a slip in the stretch from ``start`` to ``end``: the most helpful reading comes first."""
    if slip.at_end:
        return _unfinished(source, slip, start, end)
    offset, text = slip.start, source.text
    word = _WORD.match(text, offset, end)
    if text[offset] in '"“' and not _STRING.match(text, offset, end):
        close = '"' if text[offset] == '"' else "”"
        return messages.UNCLOSED_TEXT.at(source.span(offset, source.line_end(offset)), close=close)
    if text[offset] == "/" and "PATTERN" in slip.expected and not _PATTERN.match(text, offset, end):
        return messages.UNCLOSED_PATTERN.at(source.span(offset, source.line_end(offset)))
    if word and (keyword := _stuck(word.group(), slip.expected)):
        rest = word.group()[len(keyword) :]
        return messages.SPACE.at(source.span(offset, offset + len(keyword)), keyword=keyword, rest=rest)
    if empty := _empty_clause(source, start, offset):
        return empty
    found = word or _STRING.match(text, offset, end)
    if found is None and not _is_sign(text[offset]):
        span = source.span(offset, offset + 1)
        return messages.CHARACTER.at(span, character=text[offset] if text[offset].isprintable() else "�")
    stop = found.end() if found else offset + 1
    quoted = text[offset:stop] if stop - offset <= 30 else f"{text[offset : offset + 30]}…"
    shown = (f"“{quoted}”", f'"{quoted}"') if word or not found else (f"文字 {quoted}", f"the text {quoted}")
    return messages.SYNTAX.at(source.span(offset, stop), expected=in_words(slip.expected), found=shown)


def _unfinished(source: SourceText, slip: Slip, start: int, end: int) -> Diagnostic:
    """The text was over: the place is right after its last word."""
    last = start
    offset = significant(source.text, start, end)
    while offset is not None:
        string = _STRING.match(source.text, offset, end) or _WORD.match(source.text, offset, end)
        last = string.end() if string else offset + 1
        offset = significant(source.text, last, end)
    if empty := _empty_clause(source, start, last):
        return empty
    return messages.UNFINISHED.at(source.span(last, last), expected=in_words(slip.expected))


def _stuck(word: str, expected: Iterable[str]) -> str | None:
    """The expected keyword that a word begins with, when the rest runs on without a space."""
    words = [text for terminal in expected if terminal in BY_TERMINAL for text in BY_TERMINAL[terminal].words]
    fitting = [text for text in words if word.startswith(text) and word != text and not _only_latin(word, text)]
    return max(fitting, key=len, default=None)


def _only_latin(word: str, keyword: str) -> bool:
    """``format`` is not ``form`` with ``at`` stuck to it; ``ruleA`` and ``rule1`` are slips."""
    return keyword.isascii() and word[len(keyword)].isascii() and word[len(keyword)].islower()


def _empty_clause(source: SourceText, start: int, offset: int) -> Diagnostic | None:
    """A clause keyword read as a name, because the clause before it has no content."""
    before = _STUCK_CLAUSE.search(source.text, max(start, offset - 200), offset)
    if before is None:
        return None
    first, second = (BY_WORD.get(before.group(index)) for index in (1, 2))
    line = source.text.rfind("\n", 0, before.start(2)) + 1
    opens = {"REQUIRE", "FORBID", "WHEN", "AT", "APPLIES", "IN", "AS", "AS_OF"}
    if first is None or first.terminal not in opens or second is None or second.terminal not in _CLAUSES:
        return None
    if source.text[line : before.start(2)].strip():
        return None
    return messages.MISSING_EXPRESSION.at(source.span(before.start(1), before.end(1)), keyword=before.group(1))


def _is_sign(character: str) -> bool:
    return character in '()（）[]［］【】.．,，;；=＝!！≠<>＜＞≤≥≦≧+＋-－−*×＊/÷／%％‰"“”'


def in_words(terminals: Iterable[str]) -> tuple[str, str]:
    """What could have followed, in both languages: expressions, operators and clauses are named as a whole."""
    rest = set(terminals) - {"$END", "SPACE", "COMMENT"}
    words: list[tuple[str, str]] = []
    for needed, members, group in _GROUPS:
        if needed <= rest:
            words.append(group)
            rest -= members
    signs = [_SIGNS[terminal] for terminal in _SIGNS if terminal in rest]
    keywords = [keyword for terminal, keyword in BY_TERMINAL.items() if terminal in rest]
    words = [*dict.fromkeys([*signs, *((f"“{k.chinese}”", f'"{k.english}"') for k in keywords)]), *words]
    if not words:
        return "别的内容", "something else"
    shown = words if len(words) <= 10 else [*words[:9], ("……", "...")]
    chinese = [zh for zh, _ in shown]
    return (" 或 ".join(chinese) if len(chinese) <= 3 else "、".join(chinese)), " or ".join(en for _, en in shown)
