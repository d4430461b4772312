"""Rules that go through what a pattern finds in a text: where it finds nothing, the verdict is known from columns.

Most reports have none of the words that such a rule is about. Where there are some, the engine judges the rule.
"""

from collections.abc import Iterator, Sequence

import polars as pl

from engine.language import checked as c
from engine.language.checked import Quantifier
from engine.model.types import PATTERN, TEXT
from engine.vectors import codes, operators
from engine.vectors.compiling import Compiler
from engine.vectors.scope import Scope
from engine.vectors.values import Opaque, Text, Truth, code


def screened(rule: c.Rule, compiler: Compiler) -> pl.Expr:
    """The verdict where nothing is found, and ``OPEN`` where something is. Raises ``Opaque`` for other rules."""
    found = [one.value for one in _searches(rule.loops, {}, compiler)]
    is_forbidding = all(requirement.forbidden for requirement in rule.requirements)
    nothing = code(codes.PASSED if is_forbidding else codes.NOT_APPLICABLE)
    is_empty = pl.all_horizontal(one == codes.FALSE for one in found)
    return pl.when(is_empty).then(nothing).otherwise(pl.max_horizontal(_turn(one) for one in found))


def _turn(found: pl.Expr) -> pl.Expr:
    """The verdict of the turns over one text; without any, the least there is."""
    return (
        pl.when((found == codes.FALSE) | (found == codes.ABSENT))
        .then(code(codes.NOT_APPLICABLE))
        .when((found == codes.TRUE) | (found == codes.LOOK))
        .then(code(codes.OPEN))
        .otherwise(code(codes.UNDETERMINED))
    )


def _searches(loops: Sequence[c.ForEach], scope: Scope, compiler: Compiler) -> Iterator[Truth]:
    """Whether something is found, for each turn of the loops that columns can go through."""
    if not loops:
        raise Opaque("没有逐条看文字")
    try:
        items = compiler.value(loops[0].items, scope)
    except Opaque:
        yield _search(loops[0].items, scope, compiler)
        return
    if not isinstance(items, tuple):
        raise Opaque("列表要看内容")
    for item in items:
        yield from _searches(loops[1:], {**scope, loops[0].variable: item}, compiler)


def _search(node: c.Expression, scope: Scope, compiler: Compiler) -> Truth:
    """Whether a list of words found in a text has an item."""
    match node:
        case c.Defined(operand=operand):
            return _search(operand, {}, compiler)
        case c.Quantified(quantifier=Quantifier.WHERE, items=items):
            return _search(items, scope, compiler)
        case c.Call(function=function, arguments=(text, wanted)) if function.english in ("find", "captured_numbers"):
            return compiler.held(operators.matches(compiler, compiler.value(text, scope), wanted))
        case c.Call(function=function, arguments=(text, c.LexiconRef(lexicon=lexicon))) if function.english == "slips":
            value = compiler.value(text, scope)
            parts = []
            for slip in lexicon.slips:
                wrong = c.Literal(slip.wrong, PATTERN if slip.is_pattern else TEXT, node.span)
                parts.append(
                    operators.matches(compiler, value, wrong)
                    if slip.is_pattern
                    else operators.contains(compiler, value, Text(pl.lit(slip.wrong), code(codes.KNOWN), slip.wrong))
                )
            return compiler.held(compiler.algebra.disjunction([compiler.held(part) for part in parts]))
        case c.Call(function=function, arguments=(text,)) if function.only_where is not None:
            value = compiler.value(text, scope)
            if isinstance(value, Text):
                may_be = value.value.str.contains(function.only_where)
                return compiler.held(compiler.algebra.told(may_be, value.missing))
    raise Opaque("不是按模式查找")
