"""Rules that go through what is found in a text: where nothing is found, or nothing that meets the conditions, the
verdict is known from columns, and the engine judges the rule only on the other reports.
"""

from collections.abc import Iterator, Sequence

import polars as pl

from engine.language import checked as c
from engine.model.struct import Struct
from engine.vectors import codes
from engine.vectors.compiling import Compiler
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.searching import PIECES, Search
from engine.vectors.values import Opaque, code


class _Turns(Struct, frozen=True):
    """The turns over one text: whether there certainly are none, and else their verdict."""

    none: pl.Expr
    verdict: pl.Expr


def screened(rule: c.Rule, compiler: Compiler) -> pl.Expr:
    """The verdict where it is known, else ``OPEN`` or ``EMPTINESS``. Raises ``Opaque`` for other rules."""
    turns = list(_turns(rule, rule.loops, {}, compiler))
    nothing = code(codes.PASSED if _is_forbidding(rule) else codes.NOT_APPLICABLE)
    is_empty = pl.all_horizontal(one.none for one in turns)
    least = code(codes.NOT_APPLICABLE)
    found = [pl.when(one.none).then(least).otherwise(one.verdict) for one in turns]
    if len(found) > 1:  # which of them have turns at all is not asked
        found = [pl.when(one == codes.EMPTINESS).then(code(codes.OPEN)).otherwise(one) for one in found]
    return pl.when(is_empty).then(nothing).otherwise(pl.max_horizontal(found))


def _is_forbidding(rule: c.Rule) -> bool:
    return all(requirement.forbidden for requirement in rule.requirements)


def _turns(rule: c.Rule, loops: Sequence[c.ForEach], scope: Scope, compiler: Compiler) -> Iterator[_Turns]:
    """For each turn of the loops that columns can go through."""
    if not loops:
        raise Opaque("没有逐条看文字")
    try:
        items = compiler.value(loops[0].items, scope)
    except Opaque:
        yield _over_text(rule, loops, scope, compiler)
        return
    if not isinstance(items, tuple):
        raise Opaque("列表要看内容")
    for item in items:
        yield from _turns(rule, loops[1:], {**scope, loops[0].variable: item}, compiler)


def _over_text(rule: c.Rule, loops: Sequence[c.ForEach], scope: Scope, compiler: Compiler) -> _Turns:
    """The turns over what is found in a text, and in what is found there."""
    search = Search(compiler)
    text = search.text_of(loops[0].items, scope)
    lists: list[pl.Expr] = []
    for loop in loops:
        if not search.text_of(loop.items, scope).is_same(text):
            raise Opaque("逐条看几处文字")
        lists.append(search.may_have(loop.items, scope))
        scope = {**scope, loop.variable: AnyItem(loop.items, scope)}
    for let in rule.lets:
        scope = {**scope, let.variable: Named(let.expression, scope)}
    innermost = loops[-1].items, scope
    is_known = text.missing == codes.KNOWN
    some = compiler.hold(pl.all_horizontal(lists))
    verdict = code(codes.OPEN)
    if rule.conditions:
        unmet = search.are_unmet(rule.conditions, innermost, scope)
        is_sure = search.function_of(*innermost)[0].english in PIECES or not _is_forbidding(rule)
        least = code(codes.NOT_APPLICABLE if is_sure else codes.EMPTINESS)
        verdict = verdict if unmet is None else pl.when(unmet).then(least).otherwise(verdict)
    elif _is_forbidding(rule):
        unmet = search.are_unmet([one.expression for one in rule.requirements], innermost, scope, each=True)
        verdict = verdict if unmet is None else pl.when(unmet).then(code(codes.PASSED)).otherwise(verdict)
    if not search.is_looking:
        raise Opaque("每份报告都有")
    why = (
        pl.when(text.missing == codes.ABSENT)
        .then(code(codes.NOT_APPLICABLE))
        .when(text.missing == codes.LOOK)
        .then(code(codes.OPEN))
        .otherwise(code(codes.UNDETERMINED))
    )
    return _Turns(is_known & ~some, pl.when(is_known).then(verdict).otherwise(why))
