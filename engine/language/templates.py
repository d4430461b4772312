"""Messages with placeholders: ``“{落款.机关}”不对`` becomes texts and checked expressions."""

from engine.language import checked, keywords, messages, tree
from engine.language.build import unescape
from engine.language.check import COMPARISONS, Checker
from engine.language.names import spellings
from engine.language.parse import parse_expression
from engine.language.source import SourceText
from engine.language.types import is_number, words
from engine.model.diagnostic import Diagnostic
from engine.model.types import Kind, Type

_SIDES = {
    **dict.fromkeys(keywords.LEFT, "left"),
    **dict.fromkeys(keywords.RIGHT, "right"),
    **dict.fromkeys(keywords.DIFFERENCE, "difference"),
}


def sides(requirements: tuple[checked.Requirement, ...]) -> dict[str, Type]:
    """The types of 左, 右 and 差, when the rule has exactly one requirement and that is a comparison."""
    if len(requirements) != 1:
        return {}
    expression = requirements[0].expression
    if not isinstance(expression, checked.Binary) or expression.operator not in COMPARISONS:
        return {}
    left, right = expression.left.type, expression.right.type
    types = {"left": left, "right": right}
    if is_number(left) and is_number(right):
        types["difference"] = Type(Kind.NUMBER, unit=left.unit or right.unit)
    return types


def check_template(
    text: tree.Text, source: SourceText, checker: Checker, comparison: dict[str, Type] | None
) -> checked.Template:
    """The template of a text. ``comparison`` are the sides (``None``: not known, because the requirement is faulty)."""
    parts: list[str | checked.Expression] = []
    raw, written, offset = source.text, "", text.start
    while offset < text.end:
        character = raw[offset]
        if character in "{}" and raw[offset + 1 : offset + 2] == character and offset + 1 < text.end:
            written += character
            offset += 2
        elif character == "{":
            close = raw.find("}", offset, text.end)
            if close < 0:
                checker.diagnostics.append(
                    _problem(source, offset, text.end, "没有配对的“}”", 'there is no closing "}"')
                )
                break
            parts.append(unescape(written))
            written = ""
            found = _placeholder(source, offset + 1, close, checker, comparison)
            if found is not None:
                parts.append(found)
            offset = close + 1
        elif character == "}":
            checker.diagnostics.append(_problem(source, offset, offset + 1, "多了一个“}”", 'there is a "}" too many'))
            offset += 1
        else:
            written += character
            offset += 1
    parts.append(unescape(written))
    return checked.Template(tuple(part for part in parts if part != ""))


def _placeholder(
    source: SourceText, start: int, end: int, checker: Checker, comparison: dict[str, Type] | None
) -> checked.Expression | None:
    if not source.text[start:end].strip():
        problem = _problem(source, start - 1, end + 1, "花括号里是空的", "there is nothing between the braces")
        checker.diagnostics.append(problem)
        return None
    node, diagnostics = parse_expression(source, start, end)
    checker.diagnostics.extend(diagnostics)
    if node is None:
        return None
    if isinstance(node, tree.Name) and node.text in _SIDES and node.text not in checker.scope.variables:
        key = _SIDES[node.text]
        if (pair := spellings(node.text)) is not None:
            checker.scope.twin(node.span, *pair)
        if comparison is None:
            return None
        if key not in comparison:
            checker.diagnostics.append(messages.SIDES.at(node.span, name=node.text))
            return None
        return checked.Variable(key, comparison[key], node.span)
    found = checker.expression(node)
    if found is not None and found.type.kind in (Kind.PATTERN, Kind.LEXICON):
        checker.diagnostics.append(messages.NOT_SHOWN.at(node.span, found=words(found.type)))
        return None
    return found


def _problem(source: SourceText, start: int, end: int, chinese: str, english: str) -> Diagnostic:
    return messages.PLACEHOLDER.at(source.span(start, end), problem=(chinese, english))
