"""The clauses of a rule in words: what reads well as a sentence becomes one, the rest stays as its author wrote it.

The language grows; whatever is not known here is shown as code, so every expression has a phrase.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from engine.language import checked
from engine.language.attributes import ATTRIBUTES
from engine.language.checked import Expression, Operator
from engine.language.source import excerpt
from engine.model.diagnostic import Span
from engine.model.struct import Struct
from engine.model.types import Kind
from engine.outputs.words import Language


class Code(Struct, frozen=True):
    """Words of the rules language, to be set apart from the sentence around them."""

    text: str


Phrase: TypeAlias = tuple[str | Code, ...]

_COMPARED: Mapping[Operator, tuple[str, str]] = {
    Operator.EQUAL: (" 等于 ", " equals "),
    Operator.NOT_EQUAL: (" 不等于 ", " differs from "),
    Operator.LESS: (" 小于 ", " is less than "),
    Operator.LESS_EQUAL: (" 不大于 ", " is at most "),
    Operator.GREATER: (" 大于 ", " is greater than "),
    Operator.GREATER_EQUAL: (" 不小于 ", " is at least "),
}
_JOINED = {Operator.AND: ("，并且 ", " and "), Operator.OR: ("，或者 ", " or ")}
_PLAIN_WORDS = re.compile(r"[^\\^$.|?*+()\[\]{}/\n]+(?:\|[^\\^$.|?*+()\[\]{}/\n]+)*")


class Wording(Struct, frozen=True):
    """Puts expressions into words, in one language; ``files`` are the texts in which their spans lie."""

    files: Mapping[str, str]
    language: Language

    def code(self, span: Span) -> Code:
        """What the author wrote at a place, on one line."""
        return Code(" ".join(excerpt(self.files, span).split()))

    def condition(self, expression: Expression) -> Phrase:
        """A condition as a sentence without its end: ``X 等于 Y，并且 有 Z``."""
        match expression:
            case checked.Binary(operator=Operator.AND | Operator.OR as operator):
                return self._joined(operator, expression)
            case checked.Binary(operator=operator, left=left, right=right) if operator in _COMPARED:
                return self.code(left.span), self._either(*_COMPARED[operator]), self.code(right.span)
            case checked.Binary(operator=Operator.MATCHES, left=left, right=right):
                return self._matched(left, right)
            case checked.Binary(operator=Operator.CONTAINS, left=left, right=right):
                return self.code(left.span), self._either(" 里写有 ", " contains "), self.code(right.span)
            case checked.Not(operand=operand):
                return (self._either("并非（", "not ("), *self.condition(operand), self._either("）", ")"))
            case checked.Exists(operand=operand):
                return self._either("报告里有 ", "the report has "), self.code(operand.span)
            case checked.Attribute(type=type_) if type_.kind is Kind.TRUTH:
                return self._asked(expression)
        return (self.code(expression.span),)

    def requirement(self, requirement: checked.Requirement, loops: tuple[checked.ForEach, ...]) -> Phrase:
        """What is required or forbidden; that there be nothing at all to go through has words of its own."""
        variables = {loop.variable for loop in loops}
        match requirement.expression:
            case checked.Exists(operand=checked.Variable(name=name)) if requirement.forbidden and name in variables:
                return self._either("出现任何一个这样的 ", "any such "), Code(name)
        return self.condition(requirement.expression)

    def loop(self, loop: checked.ForEach) -> Phrase:
        """What is gone through one by one."""
        name, items = Code(loop.variable), self.code(loop.items.span)
        if self.language == "zh":
            return items, " 中的每个 ", name
        return "each ", name, " of ", items

    def template(self, template: checked.Template) -> Phrase:
        """A message with its placeholders as code, in their braces."""
        parts = template.parts
        return tuple(part if isinstance(part, str) else Code(f"{{{self.code(part.span).text}}}") for part in parts)

    def _joined(self, operator: Operator, expression: checked.Binary) -> Phrase:
        """Conditions in a row; those joined by the other word stand in brackets."""
        parts: list[str | Code] = []
        for operand in _operands(operator, expression):
            phrase = self.condition(operand)
            if isinstance(operand, checked.Binary) and operand.operator in _JOINED:
                phrase = (self._either("（", "("), *phrase, self._either("）", ")"))
            if parts:
                parts.append(self._either(*_JOINED[operator]))
            parts += phrase
        return tuple(parts)

    def _matched(self, left: Expression, right: Expression) -> Phrase:
        """A pattern that is nothing but words is shown as those words."""
        if isinstance(right, checked.Literal) and _PLAIN_WORDS.fullmatch(str(right.value)):
            opening, closing = ("“", "”") if self.language == "zh" else ('"', '"')
            words = [f"{opening}{word}{closing}" for word in str(right.value).split("|")]
            return self.code(left.span), self._either(" 里写有", " says ") + self._either("或", " or ").join(words)
        before, after = self._either(" 里有符合 ", " has words that fit "), self._either(" 的文字", "")
        return (self.code(left.span), before, self.code(right.span), *([after] if after else []))

    def _asked(self, attribute: checked.Attribute) -> Phrase:
        """A question that has an answer of its own, with what the reference says it means."""
        spec = next((one for one in ATTRIBUTES if one.key == attribute.key and one.type.kind is Kind.TRUTH), None)
        if spec is None:
            return (self.code(attribute.span),)
        return self.code(attribute.span), self._either(f"（{spec.doc}）", f" ({spec.english_doc})")

    def _either(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh" else english


def plain(phrase: Phrase) -> str:
    """A phrase as mere text."""
    return "".join(part if isinstance(part, str) else part.text for part in phrase)


def _operands(operator: Operator, expression: Expression) -> Iterator[Expression]:
    """The operands of a chain such as ``A 且 B 且 C``, in order."""
    if isinstance(expression, checked.Binary) and expression.operator is operator:
        yield from _operands(operator, expression.left)
        yield from _operands(operator, expression.right)
    else:
        yield expression
