"""From a table declaration to its specification. What belongs under what follows from the columns of the keywords."""

from dataclasses import dataclass, field

from engine.language import messages, tree
from engine.language.keywords import BY_WORD
from engine.language.patterns import Patterns
from engine.model.diagnostic import Diagnostic, Span
from engine.model.form import Block, CellType, Column, Label, RowSpec, TableSpec

_ALLOWED = {
    "table": {"block", "group", "column", "row", "corner", "note", "layout", "cells", "blank_is_zero"},
    "block": {"group", "column", "row", "corner", "layout", "cells"},
    "group": {"group", "column", "row"},
}
_LEVELS = 20  # deeper than any table; items all on one line would nest without end
_KINDS: dict[type, str] = {
    tree.Corner: "corner",
    tree.Note: "note",
    tree.SideBySide: "layout",
    tree.EachCell: "cells",
    tree.BlankIsZero: "blank_is_zero",
}


@dataclass(slots=True)
class _Node:
    """An item with what stands under it."""

    kind: str
    item: tree.TableItem | tree.Table
    indent: int
    children: list["_Node"] = field(default_factory=list)

    def under(self, kind: str) -> list["_Node"]:
        return [child for child in self.children if child.kind == kind]


def build_table(table: tree.Table, patterns: Patterns, diagnostics: list[Diagnostic]) -> TableSpec:
    """The specification of a table; complaints go to ``diagnostics``."""
    root = _nest(table, diagnostics)
    builder = _TableBuilder(table, root, patterns, diagnostics)
    return builder.build()


def depths(table: tree.Table, diagnostics: list[Diagnostic]) -> dict[Span, int]:
    """How deep each item of a table is nested (1: directly in the table); complaints go to ``diagnostics``."""
    found: dict[Span, int] = {}
    waiting = [(child, 1) for child in _nest(table, diagnostics).children]
    while waiting:
        node, depth = waiting.pop()
        found[node.item.span] = depth
        waiting.extend((child, depth + 1) for child in node.children)
    return found


def _nest(table: tree.Table, diagnostics: list[Diagnostic]) -> _Node:
    root = _Node("table", table, 0)
    stack = [root]
    for item in table.items:
        node = _Node(item.kind if isinstance(item, tree.Labelled) else _KINDS[type(item)], item, item.span.column)
        while stack[-1].indent >= node.indent:
            stack.pop()
        parent = stack[-1]
        if node.kind not in _ALLOWED.get(parent.kind, ()):
            values = {"item": _keyword(node.kind), "parent": _keyword(parent.kind)}
            diagnostics.append(messages.MISPLACED.at(_start(item.span), **values))
            continue
        if len(stack) > _LEVELS:
            diagnostics.append(messages.NESTING.at(_start(item.span)))
            continue
        if parent.children and parent.children[0].indent != node.indent:
            diagnostics.append(messages.NESTING.at(_start(item.span)))
        parent.children.append(node)
        stack.append(node)
    return root


def _keyword(kind: str) -> tuple[str, str]:
    keyword = BY_WORD[kind]
    return keyword.chinese, keyword.english


def _start(span: Span) -> Span:
    """The first character of an item: where its indentation shows."""
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


@dataclass(slots=True)
class _TableBuilder:
    table: tree.Table
    root: _Node
    patterns: Patterns
    diagnostics: list[Diagnostic]
    column_names: set[str] = field(default_factory=set)  # of the block that is being built

    def build(self) -> TableSpec:
        blocks = self.root.under("block")
        loose = [child for child in self.root.children if child.kind in ("group", "column", "row")]
        if blocks and loose:
            self.diagnostics.append(messages.MIXED_BLOCKS.at(_start(loose[0].item.span)))
        built = [self._block(node) for node in blocks] if blocks else [self._block(self.root)]
        self._unique_rows()
        note = self._single(self.root, "note")
        zero = self._single(self.root, "blank_is_zero")
        return TableSpec(
            self.table.id.text,
            self.table.name.text,
            self.table.title.value,
            tuple(built),
            self.patterns.source(note.pattern, self.diagnostics) if isinstance(note, tree.Note) else None,
            zero is not None,
        )

    def _single(self, node: _Node, kind: str) -> tree.TableItem | tree.Table | None:
        """The one clause of its kind directly under a node."""
        found = node.under(kind)
        for extra in found[1:]:
            self.diagnostics.append(messages.DUPLICATE_CLAUSE.at(_start(extra.item.span), clause=_keyword(kind)))
        return found[0].item if found else None

    def _block(self, node: _Node) -> Block:
        item = node.item
        named = isinstance(item, tree.Labelled)
        cells = self._single(node, "cells")
        if cells is None and named:
            found = self.root.under("cells")
            cells = found[0].item if found else None
        default = cells if isinstance(cells, tree.EachCell) else None
        columns: list[Column] = []
        rows: list[RowSpec] = []
        self.column_names = set()
        for child in node.children:
            self._collect(child, (), default, columns, rows)
        for what, items in (("行", rows), ("列", columns)):
            if not items and isinstance(item, tree.Labelled | tree.Table):
                pair = (what, "row" if what == "行" else "column")
                self.diagnostics.append(messages.EMPTY_TABLE.at(item.name.span, name=item.name.text, what=pair))
        corner = self._single(node, "corner")
        return Block(
            item.id.text if isinstance(item, tree.Labelled) else "",
            item.name.text if isinstance(item, tree.Labelled) else "",
            tuple(columns),
            tuple(rows),
            _label(item) if isinstance(item, tree.Labelled) else None,
            Label(corner.label.value, _aliases(corner)) if isinstance(corner, tree.Corner) else None,
            self._single(node, "layout") is not None or (named and bool(self.root.under("layout"))),
        )

    def _collect(
        self,
        node: _Node,
        groups: tuple[Label, ...],
        default: tree.EachCell | None,
        columns: list[Column],
        rows: list[RowSpec],
    ) -> None:
        item = node.item
        if not isinstance(item, tree.Labelled):
            return
        if node.kind == "group":
            for child in node.children:
                self._collect(child, (*groups, _label(item)), default, columns, rows)
            return
        if not item.id.text.isascii():
            self.diagnostics.append(messages.ID.at(item.id.span, name=item.id.text))
        if node.kind == "row":
            rows.append(RowSpec(item.id.text, item.name.text, _label(item), groups))
            return
        self._known(item, self.column_names)
        for clause, said in (("每格", item.types), ("单位", item.units)):
            if len(said) > 1:
                pair = (clause, BY_WORD[clause].english)
                self.diagnostics.append(messages.DUPLICATE_CLAUSE.at(item.span, clause=pair))
        cell_type = item.types[0] if item.types else default.type if default else CellType.NUMBER
        unit = item.units[0] if item.units else default.unit if default else None
        columns.append(Column(item.id.text, item.name.text, _label(item), cell_type, unit, groups))

    def _known(self, item: tree.Labelled, before: set[str]) -> None:
        """Takes the name and the id of an item; complains when one is already in use among its like."""
        own = (item.name, item.id)
        for word in own:
            if word.text in before:
                place = f"{self.table.span.file}:{self.table.span.line}"
                self.diagnostics.append(messages.DUPLICATE_NAME.at(word.span, name=word.text, place=place))
        before.update(word.text for word in own)

    def _unique_rows(self) -> None:
        """Rows and blocks are unique over the whole table."""
        seen: dict[str, set[str]] = {"row": set(), "block": set()}
        for item in self.table.items:
            if isinstance(item, tree.Labelled) and item.kind in seen:
                self._known(item, seen[item.kind])


def _label(item: tree.Labelled) -> Label:
    return Label(item.label.value, tuple(alias.value for alias in item.aliases))


def _aliases(corner: tree.Corner) -> tuple[str, ...]:
    return tuple(alias.value for alias in corner.aliases)
