"""Resolves what expressions refer to: names, attributes after a dot, cells of tables, ranges of rows and columns."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from engine.language import checked, messages, names, tree
from engine.language.attributes import ATTRIBUTES, AttributeSpec
from engine.language.checked import Which
from engine.language.keywords import BY_TERMINAL
from engine.language.names import Scope
from engine.language.nearest import nearest
from engine.language.types import common_unit, words
from engine.model import types as t
from engine.model.diagnostic import Diagnostic, Span
from engine.model.form import Block, Column, RowSpec, TableSpec
from engine.model.struct import Struct, replace
from engine.model.types import Kind, Type

_FROM_FORM = ("rows", "columns", "blocks")
_REPORTS = {
    Which.PREVIOUS: Type(Kind.REPORT),
    Which.SUBORDINATES: t.list_of(Type(Kind.REPORT)),
    Which.PEERS: t.list_of(Type(Kind.REPORT)),
}
_LABELS = {Kind.ROW: ("行", "row"), Kind.COLUMN: ("列", "column")}
Check = Callable[[tree.Expression], checked.Expression | None]


class References(Struct, frozen=True):
    """Resolves references in one scope. ``check`` checks any other expression; complaints go to ``diagnostics``."""

    scope: Scope
    check: Check
    diagnostics: list[Diagnostic]

    # --- names

    def name(self, text: str, span: Span) -> checked.Expression | None:
        """What a name or a dotted name of a field means by itself; complains when it means nothing."""
        found = self._known(text, span)
        if found is None and not self.scope.excused(text):
            self._unknown(text, span, self._guess(text))
        return found

    def _known(self, text: str, span: Span) -> checked.Expression | None:
        """What a name means. Its other spelling, and that it is used, are noted."""
        scope = self.scope
        if text in scope.variables:
            return checked.Variable(text, scope.variables[text], span)
        found = self._of_the_language(text, span) or self._of_the_form(text, span)
        if found is None and (found := self._declared(text, span)) is not None:
            scope.used.add(text)
        return found

    def _of_the_language(self, text: str, span: Span) -> checked.Expression | None:
        pair = names.spellings(text)
        if pair is None or text not in names.RESERVED:
            return None
        self.scope.twin(span, *pair)
        if (which := names.reports(text)) is not None:
            return checked.Reports(which, _REPORTS[which], span)
        if (fact := names.document_fact(text)) is not None:
            return checked.FactRef(fact, text, t.TEXT, span)
        ids = tuple(section.prefix for section in self.scope.form.sections)
        return checked.EntityList(ids, t.list_of(Type(Kind.SECTION)), span)

    def _of_the_form(self, text: str, span: Span) -> checked.Expression | None:
        scope = self.scope
        if (spec := scope.field(text)) is not None:
            scope.twin(span, spec.name, spec.id)
            return checked.FactRef(spec.id, text, names.field_type(spec), span)
        if (table := scope.table(text)) is not None:
            scope.twin(span, table.name, table.id)
            return checked.Entity(table.id, table.name, Type(Kind.TABLE, table=table.id), span)
        if (section := scope.section(text)) is not None:
            scope.twin(span, section.name, section.id)
            return checked.Entity(section.prefix, section.name, Type(Kind.SECTION), span)
        return None

    def _declared(self, text: str, span: Span) -> checked.Expression | None:
        """What the files of the pack, or of those it takes in, declare beside the form."""
        scope = self.scope
        if (lexicon := scope.lexicons.get(text)) is not None:
            return checked.LexiconRef(lexicon, t.LEXICON, span)
        if (texts := scope.registers.get(text)) is not None:
            return checked.Texts(texts, t.list_of(t.TEXT), span)
        if (parameter := scope.parameters.get(text)) is not None:
            scope.twin(span, parameter.name, parameter.id)
            return checked.ParameterRef(parameter.id, text, parameter.type, span)
        if (definition := scope.definitions.get(text)) is not None:
            return replace(definition, span=span)
        return None

    def _guess(self, text: str) -> str | None:
        for table in self.scope.form.tables:
            if text in names.children(table):
                return f"{table.name}.{text}"
        return nearest(text, self.scope.known())

    def _unknown(self, text: str, span: Span, guess: str | None) -> None:
        for terminal in ("EXISTS", "DEFAULT", "NOT"):
            keyword = BY_TERMINAL[terminal].chinese
            rest = text.removeprefix(keyword)
            known = {rest, rest.split(".")[0]} & {*self.scope.known(), *self.scope.functions}
            if rest not in ("", text) and (guess is None or known):
                self.diagnostics.append(messages.SPACE.at(span, keyword=keyword, rest=rest))
                return
        self.diagnostics.append(messages.UNKNOWN_NAME.at(span, name=text, guess=messages.guess(guess)))

    # --- attributes

    def attribute(self, node: tree.Attribute) -> checked.Expression | None:
        """``a.b.c``: the longest dotted name that is a field, else a name with attributes."""
        chain = _chain(node)
        if chain is not None and (report := self._report(chain[0])) is not None:
            return self._elsewhere(report, chain[1:], node.span)
        if chain is not None and chain[0].text not in self.scope.variables:
            dotted = self._dotted(node, chain)
            if dotted is not None:
                return dotted
            text = ".".join(word.text for word in chain)
            if not self._begins_known(chain):
                if not self.scope.excused(text):
                    self._unknown(text, node.span, self._guess(text) or self._guess(chain[0].text))
                return None
        base = self.check(node.base)
        return None if base is None else self.of(base, node.name, node.span)

    def _report(self, word: tree.Word) -> checked.Expression | None:
        """The other report, or reports, that a word stands for: 上年, 下级, 同级, a variable over such a list."""
        variable = self.scope.variables.get(word.text)
        is_report = names.reports(word.text) is not None if variable is None else variable.kind is Kind.REPORT
        return self._known(word.text, word.span) if is_report else None

    def _elsewhere(
        self, report: checked.Expression, words_: Sequence[tree.Word], span: Span
    ) -> checked.Expression | None:
        """``上年.报告.标题``: what follows means what it means by itself, in the other report."""
        plain = References(replace(self.scope, variables={}), lambda part: plain.reference(part), self.diagnostics)
        node: tree.Expression = tree.Name(words_[0].text, words_[0].span)
        for word in words_[1:]:
            node = tree.Attribute(node, word, span)
        found = plain.reference(node)
        return None if found is None else within(report, found, span)

    def reference(self, node: tree.Expression) -> checked.Expression | None:
        """A name or a dotted name."""
        if isinstance(node, tree.Attribute):
            return self.attribute(node)
        return self.name(node.text, node.span) if isinstance(node, tree.Name) else self.check(node)

    def _begins_known(self, chain: Sequence[tree.Word]) -> bool:
        """Whether the first words of a dotted name mean something by themselves."""
        starts = (".".join(word.text for word in chain[:count]) for count in range(1, len(chain)))
        return any(self._known(start, chain[0].span) is not None for start in starts)

    def _dotted(self, node: tree.Attribute, chain: Sequence[tree.Word]) -> checked.Expression | None:
        spec = self.scope.field(".".join(word.text for word in chain))
        if spec is None:
            return None
        name = ".".join(word.text for word in chain)
        for word, *pair in zip(chain, spec.name.split("."), spec.id.split("."), strict=False):
            self.scope.twin(word.span, *pair)
        return checked.FactRef(spec.id, name, names.field_type(spec), node.span)

    def of(self, base: checked.Expression, word: tree.Word, span: Span) -> checked.Expression | None:
        """The attribute, row, column or block that ``word`` names after ``base``."""
        if isinstance(base, checked.Within):
            found = self.of(base.operand, word, span)
            return None if found is None else within(base.report, found, span)
        spec = _attribute_of(base.type.kind, word.text)
        if isinstance(base, checked.Entity) and base.type.kind in (Kind.TABLE, Kind.BLOCK):
            table = self.scope.form.table(base.type.table or base.id)
            block = next((block for block in table.blocks if block.id == base.id), None) if _is_block(base) else None
            if spec is not None and spec.key in _FROM_FORM:
                self.scope.twin(word.span, spec.name, spec.key)
                return _from_form(table, block, spec.key, span)
            if spec is None and (child := _child(table, block, word.text, span)) is not None:
                self._twin(table, word.span, child)
                return child
        if spec is not None:
            self.scope.twin(word.span, spec.name, spec.key)
            return checked.Attribute(base, spec.key, self._attribute_type(base, spec), span)
        self._no_attribute(base, word)
        return None

    def _twin(self, table: TableSpec, span: Span, child: checked.Entity) -> None:
        """Both spellings of a row, column or block."""
        things: Iterable[Block | RowSpec | Column] = itertools.chain.from_iterable(
            (block, *block.rows, *block.columns) for block in table.blocks
        )
        own = child.id.rsplit(".", 1)[-1]
        pair = next(((thing.name, thing.id) for thing in things if (thing.name, thing.id) == (child.name, own)), None)
        if pair is not None:
            self.scope.twin(span, *pair)

    def _attribute_type(self, base: checked.Expression, spec: AttributeSpec) -> Type:
        table_id = base.id if base.type.kind is Kind.TABLE and isinstance(base, checked.Entity) else base.type.table
        item = spec.type.item
        if item is not None and item.kind in (Kind.ROW, Kind.COLUMN, Kind.BLOCK, Kind.CELL):
            unit = self._unit(table_id, base) if item.kind is Kind.CELL else None
            return t.list_of(Type(item.kind, unit=unit, table=table_id))
        if spec.type.kind in (Kind.ROW, Kind.COLUMN):
            return Type(spec.type.kind, table=table_id)
        return spec.type

    def _unit(self, table_id: str | None, base: checked.Expression) -> str | None:
        """The unit of all cells of a table or block, when they have one in common."""
        tables = [table for table in self.scope.form.tables if table.id == table_id]
        within = base.id if _is_block(base) and isinstance(base, checked.Entity) else None
        units = {column.unit for table in tables for b, column in table.columns() if within in (None, b.id)}
        return units.pop() if len(units) == 1 else None

    def _no_attribute(self, base: checked.Expression, word: tree.Word) -> None:
        own = [spec for spec in ATTRIBUTES if base.type.kind in spec.kinds]
        known = [name for spec in own for name in (spec.name, spec.key)]
        if isinstance(base, checked.Entity) and base.type.kind in (Kind.TABLE, Kind.BLOCK):
            table = self.scope.form.table(base.type.table or base.id)
            if table.name in self.scope.broken or table.id in self.scope.broken:
                return
            guess = nearest(word.text, [*names.children(table), *known])
            full = messages.guess(f"{base.name}.{guess}" if guess else None)
            message = messages.UNKNOWN_NAME.at(word.span, name=f"{base.name}.{word.text}", guess=full)
        else:
            listed = ("、".join(s.name for s in own) or "（无）", ", ".join(s.key for s in own) or "(none)")
            guess_pair = messages.guess(nearest(word.text, known))
            message = messages.UNKNOWN_ATTRIBUTE.at(
                word.span, kind=words(base.type), name=word.text, guess=guess_pair, known=listed
            )
        self.diagnostics.append(message)

    # --- cells

    def cells(self, node: tree.Cells) -> checked.Expression | None:
        """``table[row, column]``: one cell, or a list of cells when either side is a list."""
        base = self.check(node.table)
        if base is None:
            return None
        if isinstance(base, checked.Within):
            found = self._cells(base.operand, node)
            return None if found is None else within(base.report, found, node.span)
        return self._cells(base, node)

    def _cells(self, base: checked.Expression, node: tree.Cells) -> checked.Expression | None:
        if not isinstance(base, checked.Entity) or base.type.kind is not Kind.TABLE:
            self.diagnostics.append(messages.NOT_A_TABLE.at(node.table.span, kind=words(base.type)))
            return None
        table = self.scope.form.table(base.id)
        row = self._index(table, node.row, Kind.ROW, None)
        static = row.id if isinstance(row, checked.Entity) else None
        block = next((block for block, spec in table.rows() if spec.id == static), None)
        column = self._index(table, node.column, Kind.COLUMN, block)
        if row is None or column is None:
            return None
        if isinstance(row, checked.Entity) and isinstance(column, checked.Entity) and not _shared(table, block, column):
            message = messages.NO_SUCH_CELL.at(node.column.span, row=row.name, column=column.name)
            self.diagnostics.append(message)
            return None
        cell = Type(Kind.CELL, unit=_cell_unit(table, block, column), table=table.id)
        several = Kind.LIST in (row.type.kind, column.type.kind)
        name = " ".join(node.source.split())
        return checked.Cells(table.id, row, column, name, t.list_of(cell) if several else cell, node.span)

    def _index(
        self, table: TableSpec, node: tree.Expression | tree.Range, kind: Kind, block: Block | None
    ) -> checked.Expression | None:
        if isinstance(node, tree.Range):
            return self._range(table, node, kind, block)
        if isinstance(node, tree.Name) and node.text not in self.scope.variables:
            return self._line(table, node, kind, block)
        found = self.check(node)
        if found is None:
            return None
        item = found.type.item if found.type.kind is Kind.LIST else found.type
        if item is None or item.kind is not kind or item.table not in (None, table.id):
            wanted = Type(kind)
            values: dict[str, messages.Value] = {
                "name": table.name,
                "parameter": _LABELS[kind],
                "expected": words(wanted),
            }
            self.diagnostics.append(messages.INDEX.at(node.span, **values, found=self._described(found.type)))
            return None
        return found

    def _described(self, type_: Type) -> tuple[str, str]:
        """What a type is called, with the table that a row or column belongs to."""
        chinese, english = words(type_)
        owner = next((table.name for table in self.scope.form.tables if table.id == type_.table), None)
        return (chinese, english) if owner is None else (f"“{owner}”的{chinese}", f'{english} of "{owner}"')

    def _line(self, table: TableSpec, node: tree.Name, kind: Kind, block: Block | None) -> checked.Entity | None:
        """A row or column of the table by name or id."""
        found = _lookup(table, node.text, kind, block, node.span)
        if found is not None:
            self._twin(table, node.span, found)
            return found
        if {table.name, table.id, node.text} & self.scope.broken:
            return None
        other = Kind.COLUMN if kind is Kind.ROW else Kind.ROW
        if _lookup(table, node.text, other, None, node.span) is not None:
            self.diagnostics.append(messages.SWAPPED.at(node.span, name=node.text, kind=_LABELS[other]))
            return None
        specs = [s for _, s in (table.rows() if kind is Kind.ROW else table.columns())]
        guess = nearest(node.text, [*(s.name for s in specs), *(s.id for s in specs), *self.scope.variables])
        known = guess if guess is None or guess in self.scope.variables else f"{table.name}.{guess}"
        values: dict[str, messages.Value] = {"name": f"{table.name}.{node.text}", "guess": messages.guess(known)}
        self.diagnostics.append(messages.UNKNOWN_NAME.at(node.span, **values))
        return None

    def _range(self, table: TableSpec, node: tree.Range, kind: Kind, block: Block | None) -> checked.Expression | None:
        ends: list[checked.Entity] = []
        for end in (node.first, node.last):
            if not isinstance(end, tree.Name) or end.text in self.scope.variables:
                self.diagnostics.append(messages.RANGE_ENDS.at(end.span))
                return None
            line = self._line(table, end, kind, block)
            if line is not None:
                ends.append(line)
        if len(ends) < 2:
            return None
        first, last = (end.id for end in ends)
        for order in _orders(table, kind, block):
            if first in order and last in order:
                start, stop = order.index(first), order.index(last)
                if start > stop:
                    message = messages.RANGE_ORDER.at(node.span, first=ends[0].name, last=ends[1].name)
                    self.diagnostics.append(message)
                    return None
                return checked.EntityList(
                    tuple(order[start : stop + 1]), t.list_of(Type(kind, table=table.id)), node.span
                )
        self.diagnostics.append(messages.RANGE_ENDS.at(node.span))
        return None


def within(report: checked.Expression, operand: checked.Expression, span: Span) -> checked.Within:
    """The same thing in another report; of several reports, the list of it (of lists, all their items)."""
    several = report.type.kind is Kind.LIST and operand.type.kind is not Kind.LIST
    return checked.Within(report, operand, t.list_of(operand.type) if several else operand.type, span)


def _shared(table: TableSpec, block: Block | None, column: checked.Entity) -> bool:
    """Whether the column stands in the row's block."""
    return block is None or bool(names.columns(table, column.id.rsplit(".", 1)[-1], block))


def _chain(node: tree.Attribute) -> list[tree.Word] | None:
    """The words of ``a.b.c``, or ``None`` when it does not begin with a name."""
    parts = [node.name]
    base: tree.Expression = node.base
    while isinstance(base, tree.Attribute):
        parts.append(base.name)
        base = base.base
    return [tree.Word(base.text, base.span), *reversed(parts)] if isinstance(base, tree.Name) else None


def _attribute_of(kind: Kind, name: str) -> AttributeSpec | None:
    kind = Kind.TEXT if kind is Kind.ORGAN else kind
    return next((spec for spec in ATTRIBUTES if kind in spec.kinds and name in (spec.name, spec.key)), None)


def _is_block(base: checked.Expression) -> bool:
    return base.type.kind is Kind.BLOCK


def _from_form(table: TableSpec, block: Block | None, key: str, span: Span) -> checked.EntityList:
    blocks = table.blocks if block is None else (block,)
    if key == "rows":
        ids, kind = [row.id for owner in blocks for row in owner.rows], Kind.ROW
    elif key == "columns":
        ids, kind = [names.column_id(owner, column) for owner in blocks for column in owner.columns], Kind.COLUMN
    else:
        ids, kind = [owner.id for owner in blocks if owner.id], Kind.BLOCK
    return checked.EntityList(tuple(ids), t.list_of(Type(kind, table=table.id)), span)


def _child(table: TableSpec, block: Block | None, name: str, span: Span) -> checked.Entity | None:
    """A row, column or block by its name, within a table or one of its blocks."""
    for owner, row in names.rows(table, name):
        if block in (None, owner):
            return checked.Entity(row.id, row.name, Type(Kind.ROW, table=table.id), span)
    for owner, column in names.columns(table, name, block)[:1]:
        type_ = Type(Kind.COLUMN, unit=column.unit, table=table.id)
        return checked.Entity(names.column_id(owner, column), column.name, type_, span)
    for owner in table.blocks:
        if block is None and owner.id and name in (owner.name, owner.id):
            return checked.Entity(owner.id, owner.name, Type(Kind.BLOCK, table=table.id), span)
    return None


def _lookup(table: TableSpec, name: str, kind: Kind, block: Block | None, span: Span) -> checked.Entity | None:
    """A row or column; a column is that of the row's block, or bare when several blocks have one of that name."""
    type_ = Type(kind, table=table.id)
    if kind is Kind.ROW:
        return next((checked.Entity(row.id, row.name, type_, span) for _, row in names.rows(table, name)), None)
    found = names.columns(table, name, block) or names.columns(table, name)
    if not found:
        return None
    owner, column = found[0]
    key = names.column_id(owner, column) if len(found) == 1 else column.id
    return checked.Entity(key, column.name, type_, span)


def _orders(table: TableSpec, kind: Kind, block: Block | None) -> Iterator[list[str]]:
    """The orders in which a range may run: rows over the whole table, columns within a block."""
    if kind is Kind.ROW:
        yield [row.id for _, row in table.rows()]
        return
    for owner in table.blocks if block is None else (block,):
        yield [names.column_id(owner, column) for column in owner.columns]
    yield from ([column.id for column in owner.columns] for owner in table.blocks)


def _cell_unit(table: TableSpec, block: Block | None, column: checked.Expression) -> str | None:
    """The unit of the cells, as far as it is known before the rule runs: that of every column that may be meant."""
    if isinstance(column, checked.Entity | checked.EntityList):
        ids = {column.id} if isinstance(column, checked.Entity) else set(column.ids)
        units = [c.unit for b, c in table.columns() if block in (None, b) and ids & {c.id, names.column_id(b, c)}]
    else:
        units = [c.unit for b, c in table.columns() if block in (None, b)]
    return common_unit(units) if len(set(units)) == 1 else None
