"""What may be found in the texts of a rule, as far as columns know.

They may say that there is something where there is nothing, never the other way round.

What is found is a part of a text, so that a pattern which is nowhere in the text is in no part of it.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import polars as pl

from engine.functions import builtin
from engine.language import checked as c
from engine.language.attributes import BY_KIND
from engine.language.checked import Operator, Quantifier
from engine.language.walking import conjuncts
from engine.model.function import Function
from engine.model.types import PATTERN, TEXT, Kind
from engine.vectors import codes, numbers, operators, patterns
from engine.vectors.dense import LARGEST
from engine.vectors.dense import Kind as Column
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.values import Number, Opaque, Text, known_text
from engine.vectors.work import Work

if TYPE_CHECKING:
    from engine.vectors.compiling import Compiler

PIECES = ("sentences", "paragraphs")  # of which there are some wherever there are words
_SHORTENING = ("length", "without", "without_digits")  # what they make of a text is not longer
_EVERYWHERE = ("numbers", "quotations")  # of which hardly a text has none


def _is_distinct(node: c.Expression) -> bool:
    """Whether a list is another one without what it has twice."""
    return isinstance(node, c.Call) and node.function.english == "distinct"


def _is_known(node: c.Expression) -> bool:
    """Whether a condition on what was found in a text is certainly true or false."""
    match node:
        case c.Binary(left=c.Call(function=function), right=c.Literal()):
            return function.english == "count"
        case c.Binary(operator=Operator.MATCHES, left=c.Variable(), right=c.Literal()):
            return True
    return False


class Search:
    """Asks columns what may be found in the texts of a rule."""

    AROUND = ("text", "sentence", "before", "after")

    def __init__(self, compiler: "Compiler") -> None:
        self._compiler = compiler

        self.is_looking = False  # for anything that not every text has

    def column(self, kind: Column, fact: str) -> pl.Expr:
        return self._compiler.column(kind, fact)

    def is_list(self, node: c.Expression) -> bool:
        """Whether an expression is a list of what a function finds."""
        try:
            self.function_of(node, {})
        except Opaque:
            return False
        return True

    # --- lists

    def text_of(self, node: c.Expression, scope: Scope) -> Text:
        """The text in which the items of a list are found: a whole one, however small the part is that is searched."""
        function, arguments, scope = self.function_of(node, scope)
        if function.parameters[0].type != TEXT:
            raise Opaque(f"函数{function.name}不看文字")
        return self._whole(arguments[0], scope)

    def may_have(self, node: c.Expression, scope: Scope, *, is_looking: bool = True) -> pl.Expr:
        """Whether a list may have items; ``is_looking`` where that decides whether there is anything to judge."""
        before = self.is_looking
        where: list[pl.Expr] = []
        while not isinstance(node, c.Call | c.Attribute) or _is_distinct(node):
            if isinstance(node, c.Quantified) and node.quantifier is Quantifier.WHERE:
                inside = {**scope, node.variable: AnyItem(node.items, scope)}
                unmet = self.are_unmet([node.body], (node.items, scope), inside)
                where += [] if unmet is None else [~unmet]
            node, scope = self._followed(node, scope)
        some = self._compiler.hold(self._may_find(node, scope))
        self.is_looking = before or (is_looking and self.is_looking)
        return pl.all_horizontal(some, *where) if where else some

    def function_of(self, node: c.Expression, scope: Scope) -> tuple[Function, tuple[c.Expression, ...], Scope]:
        """The function that finds the items of a list, and its arguments."""
        while not isinstance(node, c.Call | c.Attribute) or _is_distinct(node):
            node, scope = self._followed(node, scope)
        if isinstance(node, c.Call):
            return node.function, node.arguments, scope
        kind = node.base.type.kind
        spec = BY_KIND.get((kind, node.key)) or BY_KIND.get((Kind.TEXT, node.key))
        if spec is None or spec.function is None:
            raise Opaque(f"{node.key} 不是按模式查找")
        return builtin(spec.function), (node.base,), scope

    def _followed(self, node: c.Expression, scope: Scope) -> tuple[c.Expression, Scope]:
        """What a list is taken from."""
        match node:
            case c.Defined(operand=operand):
                return operand, {}
            case c.Quantified(quantifier=Quantifier.WHERE, items=items):
                return items, scope
            case c.Call(arguments=(items,)) if _is_distinct(node):
                return items, scope
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return value.node, value.scope
        raise Opaque("不是按模式查找")

    def _may_find(self, node: c.Expression, scope: Scope) -> pl.Expr:
        function, arguments, scope = self.function_of(node, scope)
        text = self._whole(arguments[0], scope)
        match function.english, arguments[1:]:
            case (("find" | "captured_numbers"), (c.Literal(value=source, type=kind),)) if kind.kind is Kind.PATTERN:
                self.is_looking = True
                end = "" if self._is_part(arguments[0], scope) else None
                return operators.may_occur(text, str(source), end)
            case "slips", (c.LexiconRef(lexicon=lexicon),):
                self.is_looking = True
                parts = []
                for slip in lexicon.slips:
                    wrong = c.Literal(slip.wrong, PATTERN if slip.is_pattern else TEXT, node.span)
                    parts.append(
                        operators.matches(self._compiler, text, wrong)
                        if slip.is_pattern
                        else operators.contains(self._compiler, text, known_text(slip.wrong))
                    )
                found = [self._compiler.held(part).value for part in parts]
                return pl.any_horizontal((one == codes.TRUE) | (one == codes.LOOK) for one in found)
            case "line_breaks", () if text.fact is not None:
                self.is_looking = True
                return self.column(Column.JOINED, text.fact)
            case _ if function.english in PIECES:
                return text.value.str.contains(patterns.any_word()).fill_null(True)
            case _ if function.only_where is not None:
                self.is_looking |= function.english not in _EVERYWHERE
                return text.value.str.contains(function.only_where).fill_null(True)
        raise Opaque("不是按模式查找")

    # --- conditions

    def are_unmet(
        self,
        conditions: Sequence[c.Expression],
        items: tuple[c.Expression, Scope],
        scope: Scope,
        *,
        each: bool = False,
    ) -> pl.Expr | None:
        """Whether no item certainly meets all conditions (with ``each``: any of them), as far as columns know.

        Only where finding that out is no more work than a rule may do: with more, it is undetermined.
        """
        try:
            work = Work(self, *items)
        except Opaque:
            return None
        found: list[pl.Expr] = []
        parts = list(conditions if each else chain.from_iterable(map(conjuncts, conditions)))
        for condition in parts:
            try:
                work.add(condition, scope)
                may_be = self._may_hold(condition, scope)
                if may_be is None and all(one is condition or _is_known(one) for one in parts):
                    may_be = self._may_be_there(condition, scope)
            except Opaque:
                break
            if may_be is not None:
                found.append(~may_be & work.is_little())
            elif each:
                break
        if not found or (each and len(found) < len(conditions)):
            return None
        self.is_looking = True
        return self._compiler.hold(pl.all_horizontal(found) if each else pl.any_horizontal(found))

    def _may_hold(self, node: c.Expression, scope: Scope) -> pl.Expr | None:
        """Whether a condition may be anything but false for some item; ``None`` where columns do not say."""
        match node:
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return self._may_hold(value.node, value.scope)
            case c.Binary(operator=Operator.AND):
                parts = [self._may_hold(part, scope) for part in (node.left, node.right)]
                known = [one for one in parts if one is not None]
                return pl.all_horizontal(known) if known else None
            case c.Binary(operator=Operator.OR):
                parts = [self._may_hold(part, scope) for part in (node.left, node.right)]
                known = [one for one in parts if one is not None]
                return pl.any_horizontal(known) if len(known) == len(parts) else None
            case c.Binary(operator=Operator.MATCHES, left=left, right=c.Literal(value=source)):
                if not self._is_part(left, scope):
                    return None
                text = self._whole(left, scope)
                return self._compiler.hold(operators.may_occur(text, str(source), self._end(left, scope)))
            case c.Binary(operator=Operator.CONTAINS, left=left, right=right):
                wanted = self._compiler.value(right, scope)
                if not self._is_part(left, scope) or not isinstance(wanted, Text) or wanted.known is None:
                    return None
                text = self._whole(left, scope)
                return self._compiler.hold(text.value.str.contains(wanted.known, literal=True).fill_null(True))
            case c.Binary(left=c.Call(function=function, arguments=(items,)), right=c.Literal(value=int(least))) if (
                function.english == "count"
            ):
                if node.operator is Operator.GREATER:
                    least += 1
                elif node.operator is not Operator.GREATER_EQUAL:
                    return None
                return self.may_have(items, scope) if least > 0 else None
            case c.Quantified(quantifier=Quantifier.ALL, items=c.Texts(values=values)):
                held = [self._may_hold(node.body, {**scope, node.variable: known_text(one)}) for one in values]
                known = [one for one in held if one is not None]
                return pl.all_horizontal(known) if known else None
        return None

    def _may_be_there(self, node: c.Expression, scope: Scope) -> pl.Expr | None:
        """Whether a comparison with what the first or the last of a list says may have anything to compare.

        Where it has not, the turn ends there as it does for a condition that is not met, if the others are known.
        """
        match node:
            case c.Binary(left=c.Attribute(base=c.Variable(name=name))) if isinstance(value := scope.get(name), Named):
                if isinstance(value.node, c.Call) and value.node.function.english in ("first", "last"):
                    return self.may_have(value.node.arguments[0], value.scope)
        return None

    def settled(self, node: c.Expression, scope: Scope) -> pl.Expr | None:
        """A condition of a whole report where no list of it has items or a text is too short, and null elsewhere."""
        match node:
            case c.Defined(operand=operand):
                return self.settled(operand, {})
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return self.settled(value.node, value.scope)
            case c.Quantified(quantifier=Quantifier.ALL | Quantifier.ANY, items=items):
                return self._if_none(items, scope, pl.lit(node.quantifier is Quantifier.ALL))
            case c.Binary(left=c.Call(function=function, arguments=(items,)), right=c.Literal(value=int())) if (
                function.english == "count"
            ):
                none = numbers.compared(node.operator, numbers.constant(0), self._compiler.number(node.right, scope))
                return self._if_none(items, scope, none[0])
            case c.Binary(operator=Operator.GREATER_EQUAL, left=c.Call(function=function, arguments=lengths)) if (
                function.english == "min"
            ):
                return self._if_short(lengths, self._compiler.number(node.right, scope), scope)
        return None

    def _if_none(self, items: c.Expression, scope: Scope, value: pl.Expr) -> pl.Expr | None:
        some = self.may_have(items, scope)
        return pl.when(~some).then(value) if self.is_looking else None

    def _if_short(self, lengths: Sequence[c.Expression], least: Number, scope: Scope) -> pl.Expr:
        """False where one of some lengths is certainly too small, and all are known."""
        texts = [self._longer(length, scope) for length in lengths]
        is_known = pl.all_horizontal(text.missing == codes.KNOWN for text in texts)
        sizes = [text.value.str.len_chars().cast(pl.Int64) for text in texts]
        short = [
            numbers.compared(Operator.LESS, Number(size, text.missing, LARGEST), least)[0]
            for size, text in zip(sizes, texts, strict=True)
        ]
        return pl.when(is_known & pl.any_horizontal(short)).then(pl.lit(False))

    def _longer(self, node: c.Expression, scope: Scope) -> Text:
        """A text that is no shorter than one of which a length is asked for."""
        match node:
            case c.Call(function=function, arguments=(text, *_)) if function.english in _SHORTENING:
                return self._longer(text, scope)
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return self._longer(value.node, value.scope)
        value = self._compiler.value(node, scope)
        if not isinstance(value, Text):
            raise Opaque("这里不是文字")
        return value

    # --- texts

    def _is_part(self, node: c.Expression, scope: Scope) -> bool:
        """Whether a text is what was found in another, or stands around that."""
        match node:
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named | AnyItem):
                return isinstance(value, AnyItem) or self._is_part(value.node, value.scope)
            case c.Attribute(base=base) if node.key in self.AROUND:
                return self._is_part(base, scope)
        return False

    def _whole(self, node: c.Expression, scope: Scope) -> Text:
        """The text of which a text is a part; itself, where it is none."""
        match node:
            case c.Variable(name=name) if isinstance(value := scope.get(name), AnyItem):
                return self.text_of(value.node, value.scope)
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return self._whole(value.node, value.scope)
            case c.Attribute(base=base) if node.key in self.AROUND and self._is_part(base, scope):
                return self._whole(base, scope)
        value = self._compiler.value(node, scope)
        if not isinstance(value, Text):
            raise Opaque("这里不是文字")
        return value

    def _end(self, node: c.Expression, scope: Scope) -> str:
        """What certainly follows a part of a text."""
        match node:
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                return self._end(value.node, value.scope)
            case c.Attribute(key="before", base=c.Variable(name=name)) if isinstance(value := scope.get(name), AnyItem):
                is_number = self.function_of(value.node, value.scope)[0].english == "numbers"
                return patterns.at_a_number() if is_number else ""
        return ""
