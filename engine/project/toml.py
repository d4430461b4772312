"""A text in TOML -> its values, or the place and the reason why it has none."""

import re
import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.model.diagnostic import Diagnostic, Span
from engine.model.pattern import occurs
from engine.project import messages

# tomllib takes time in the square of the length of a dotted key.
_LONG_KEY = r"""(?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}"""
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FOUND = (  # a subclass stands before its class
    (bool, ("真假值", "true or false")),
    (int, ("整数", "a whole number")),
    (Decimal, ("小数", "a decimal number")),
    (float, ("太大的数、inf 或 nan", "a number too large, inf or nan")),
    (str, ("文字", "a text")),
    (datetime, ("带时刻的日期", "a date with a time")),
    (date, ("日期", "a date")),
    (time, ("时刻", "a time")),
    (list, ("列表", "a list")),
    (dict, ("表", "a table")),
)
_PROBLEMS = (
    ("Cannot overwrite", "同一个键写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate", "同一个表写了两次"),
    ("Unescaped", "引号里的反斜杠要写成两个"),
    ("Unterminated", "引号没有配对"),
    ("Expected newline", "一行只能写一个键，值后面不能再有别的"),
    ("Expected '='", "键后面应为等号"),
    ("Invalid value", "这不是值"),
    ("Invalid statement", "这不是键，也不是表"),
)


def parse(text: str, name: str) -> dict[str, Any] | Diagnostic:
    """The values of a text whose lines end in ``\\n``; ``name`` is what messages call the file. Decimals stay exact."""
    try:
        if occurs(_LONG_KEY, text):
            raise RecursionError
        return tomllib.loads(text, parse_float=_exact)
    except (ValueError, RecursionError) as error:
        return _syntax(error, text, name)


def kind(value: Any) -> tuple[str, str]:
    """What a value is, in Chinese and English."""
    return next(words for kind, words in _FOUND if isinstance(value, kind))


def _exact(number: str) -> Decimal | float:
    """A decimal as written; what is no finite number stays a float, which the schema refuses."""
    try:
        exact = Decimal(number)
    except ArithmeticError:
        return float(number)
    return exact if exact.is_finite() else float(number)


def _syntax(error: Exception, text: str, name: str) -> Diagnostic:
    said = str(error)
    found = _PLACE.search(said)
    lines = text.rstrip().split("\n")
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
    if isinstance(error, tomllib.TOMLDecodeError):
        english = _PLACE.sub("", said)
        chinese = next((words for start, words in _PROBLEMS if said.startswith(start)), "这里不能这样写")
    else:
        line = column = 1
        chinese, english = "套得太深，或者数太长", "it is nested too deeply, or has a number that is too long"
    return messages.SYNTAX.at(Span(name, line, column, line, column + 1), problem=(chinese, english))
