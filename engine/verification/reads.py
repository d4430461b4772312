"""What a rule reads of a report: what its evidence says, and what its expressions name."""

import re
from collections.abc import Callable, Iterator, Mapping

from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import Instance, instances
from engine.language import checked as c
from engine.language.attributes import ATTRIBUTES
from engine.language.checked import Rule, Ruleset
from engine.language.walking import expressions, walk
from engine.model.facts import Facts, Status
from engine.model.types import Kind
from engine.verification.examples import Setting

_SPECS = {(kind, spec.key): spec for spec in ATTRIBUTES for kind in spec.kinds}
_PRESENCE = {
    Kind.SECTION: "{id}.heading",
    Kind.TABLE: "{id}.rows",
    Kind.BLOCK: "{id}.label",
    Kind.ROW: "{id}.values",
    Kind.COLUMN: "{id}.label",
}
_ABOUT_PRESENCE = ("has_value", "is_blank", "is_mark", "is_certain")
_ANY = r".+"


def evaluator(ruleset: Ruleset, setting: Setting) -> Evaluator:
    """The evaluator of a report with those that go with it."""
    return Evaluator(
        setting.facts,
        ruleset,
        previous=setting.previous,
        subordinates=setting.subordinates,
        peers=setting.peers,
    )


def turns(ruleset: Ruleset, rule: Rule, setting: Setting) -> tuple[Instance, ...]:
    """The turns of a rule on a report."""
    return tuple(instances(rule, evaluator(ruleset, setting)))


def evidence(ruleset: Ruleset, rule: Rule, setting: Setting) -> frozenset[str]:
    """The facts of this report on which what the rule comes to rests, those of its conditions too."""
    return frozenset(
        read.fact.id
        for one in turns(ruleset, rule, setting)
        for read in (*one.reads, *one.background)
        if read.fact is not None and not read.is_elsewhere
    )


def naming(ruleset: Ruleset, rule: Rule) -> Callable[[str], object]:
    """Whether the expressions of a rule name a fact, outside of what its evidence says."""
    return re.compile("|".join(sorted(set(_named(ruleset, rule)))) or r"(?!)").fullmatch


def read_by(ruleset: Ruleset, rule: Rule, setting: Setting, names: Callable[[str], object]) -> frozenset[str]:
    """All facts of this report that a rule reads.

    Those of the evidence, and those that its expressions name outside of it: the texts in which it looks for words,
    the cells that it sifts (其中), those that decide the severity. A blank cell may count as 0 by what the rest of its
    table says: with it the table is read.
    """
    facts = setting.facts
    cells = facts.form.cell_types()
    read = evidence(ruleset, rule, setting) | {name for name in facts.facts if names(name)}
    if any(_sifts_cells(node) for node in expressions(rule)):
        read |= cells.keys()
    half = {name.partition(".")[0] for name in read if name in cells and facts[name].status is Status.BLANK}
    return frozenset(read | {name for name in cells if name.partition(".")[0] in half})


def _named(ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    """Patterns of the ids of facts that the expressions of a rule name, but for cells that its evidence tells of."""
    nodes = [*expressions(rule), *(node for place in rule.at for node in walk(place))]
    if ruleset.as_of is not None and any(isinstance(node, c.ParameterRef) for node in nodes):
        nodes += walk(ruleset.as_of)
    elsewhere = {id(part) for node in nodes if isinstance(node, c.Within) for part in walk(node.operand)}
    for node in nodes:
        if id(node) in elsewhere:
            continue
        if isinstance(node, c.FactRef):
            yield re.escape(node.fact)
        elif isinstance(node, c.Attribute):
            spec = _SPECS.get((node.base.type.kind, node.key))
            if spec is not None and spec.fact is not None:
                yield _of(spec.fact, node.base)
        elif isinstance(node, c.Exists):
            for thing in walk(node.operand):
                kind = (thing.type.item or thing.type).kind
                if isinstance(thing, c.Entity | c.EntityList) and kind in _PRESENCE:
                    yield _of(_PRESENCE[kind], thing)
    for branch in rule.branches:
        for node in walk(branch.condition):
            if isinstance(node, c.Cells):
                yield rf"{re.escape(node.table)}\.[^.]+\.[^.]+"


def _of(template: str, thing: c.Expression) -> str:
    """The facts that hold an attribute of a thing; of one that is known only while the rule runs, those of all."""
    before, _, after = template.partition("{id}")
    is_known = isinstance(thing, c.Entity) and thing.type.kind in (Kind.SECTION, Kind.TABLE)
    own = re.escape(thing.id) if is_known and isinstance(thing, c.Entity) else _ANY
    return re.escape(before) + own + re.escape(after)


def _sifts_cells(node: c.Expression) -> bool:
    if not isinstance(node, c.Quantified) or node.quantifier is not c.Quantifier.WHERE:
        return False
    item = node.items.type.item
    return item is not None and item.kind is Kind.CELL


def counts_as_zero(facts: Facts, name: str) -> bool:
    """Whether a blank cell counts as 0: the form gives a default (空白作零)."""
    table, _, rest = name.partition(".")
    spec = next((one for one in facts.form.tables if one.id == table), None)
    is_unwritten = table not in facts.writes_zero or f"{table}.{rest.rpartition('.')[2]}" in facts.unused
    return (
        spec is not None
        and spec.blank_is_zero
        and is_unwritten
        and name in facts.form.cell_types()
        and facts[name].status is Status.BLANK
    )


def asked_for(rule: Rule) -> Callable[[str], object]:
    """Whether a rule says itself what the absence of a fact means.

    存在, 缺省, or whether a cell has a value, is blank, a mark, or certain.
    """
    return re.compile("|".join(sorted(set(_asked(rule)))) or r"(?!)").fullmatch


def _asked(rule: Rule) -> Iterator[str]:
    lets = {let.variable: let.expression for let in rule.lets}
    for node in expressions(rule):
        if isinstance(node, c.Exists | c.Default):
            yield from _within(node.operand, lets)
        elif isinstance(node, c.Attribute) and node.key in _ABOUT_PRESENCE:
            yield from _within(node.base, lets)


def _within(operand: c.Expression, lets: Mapping[str, c.Expression]) -> Iterator[str]:
    """Patterns of the facts that an expression may stand for."""
    for node in walk(operand):
        if isinstance(node, c.Variable) and node.name in lets:
            yield from _within(lets[node.name], lets)
        elif isinstance(node, c.Defined):
            yield from _within(node.operand, lets)
        elif isinstance(node, c.FactRef):
            yield re.escape(node.fact)
        elif isinstance(node, c.Cells):
            yield rf"{re.escape(node.table)}\.[^.]+\.[^.]+"
        elif isinstance(node, c.Attribute) and (spec := _SPECS.get((node.base.type.kind, node.key))) and spec.fact:
            yield _of(spec.fact, node.base)
        else:
            kind = node.type.item or node.type
            if kind.kind is Kind.CELL:
                yield rf"{re.escape(kind.table) if kind.table else '[^.]+'}\.[^.]+\.[^.]+"
            elif kind.kind in _PRESENCE:
                yield _of(_PRESENCE[kind.kind], node)


def reads_words_of_cells(rule: Rule) -> bool:
    """Whether a rule reads cells as they are written (原文): a blank one is written as nothing, and that is certain."""
    return any(
        isinstance(node, c.Attribute) and node.key == "raw" and node.base.type.kind is Kind.CELL
        for node in expressions(rule)
    )
