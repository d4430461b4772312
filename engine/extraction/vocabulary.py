"""The labels of one table of a form, prepared for looking up."""

from collections.abc import Sequence
from functools import lru_cache

from engine.extraction.labels import LabelText, similarity, take_apart
from engine.model.form import Block, Form, Label, RowSpec, TableSpec
from engine.model.struct import Struct, replace

_WHOLE = 4  # a shorter label may be part of another word


class Vocabulary(Struct, frozen=True):
    """All labels of a table. Rows are numbered through its blocks in the order of the form.

    - rows: which rows have these words as a label (usually one);
    - labels: the labels of each row, taken apart;
    - groups: the words of what stands above or beside rows;
    - columns: for each block, which column has these words;
    - across: for each block, the words of its header as they follow each other when it is read line by line (without
      what stands above all columns), where several columns stand below one label;
    - headers: all words of headers (columns, what stands above them, corners, captions).
    """

    spec: TableSpec
    order: tuple[tuple[Block, RowSpec], ...]
    rows: dict[str, tuple[int, ...]]
    labels: tuple[tuple[LabelText, ...], ...]
    groups: frozenset[str]
    columns: tuple[dict[str, int], ...]
    across: tuple[tuple[frozenset[str], ...], ...]
    captions: tuple[frozenset[str], ...]
    headers: frozenset[str]

    @property
    def side_by_side(self) -> bool:
        return any(block.side_by_side for block in self.spec.blocks)

    def row_by_row(self) -> "Vocabulary":
        """The same table with its rows below each other, as some offices lay out one that should be side by side."""
        blocks = [replace(block, side_by_side=False) for block in self.spec.blocks]
        own = dict(zip((id(block) for block in self.spec.blocks), blocks, strict=True))
        order = tuple((own[id(block)], row) for block, row in self.order)
        return replace(self, spec=replace(self.spec, blocks=tuple(blocks)), order=order)

    def knows(self, label: LabelText) -> bool:
        """Whether a label of the table has these words: of a row, a group, a column, or above columns."""
        core = label.core
        return core in self.rows or core in self.groups or core in self.headers or label.bare in self.rows

    def likeness(self, label: LabelText, row: int) -> float:
        """How well a label fits a row: its words, and its ordinal as further evidence."""
        best = 0.0
        for known in self.labels[row]:
            score = similarity(label.core, known.core)
            if label.ordinal is not None and known.ordinal is not None:
                score += 0.1 if label.ordinal == known.ordinal else -0.15
            best = max(best, score)
        return min(best, 1.0)

    def names_several(self, label: LabelText) -> bool:
        """Whether the labels of several rows stand in these words, or two make them up."""
        core = label.core
        if any(core.startswith(first) and core[len(first) :] in self.rows for first in self.rows):
            return True
        inside = [known for known in self.rows if len(known) >= _WHOLE and known in core]
        return len({self.rows[one] for one in inside if not any(one in other and one != other for other in inside)}) > 1

    def exact(self, label: LabelText) -> tuple[int, bool] | None:
        """The one row with exactly this label, and whether the ordinal says so too (or neither has one).

        A remark in brackets after the words of a label is no part of it.
        """
        core = label.core if label.core in self.rows else label.bare
        rows = self.rows.get(core, ())
        if len(rows) > 1 and label.ordinal is not None:
            rows = tuple(row for row in rows if any(known.ordinal == label.ordinal for known in self.labels[row]))
        if len(rows) != 1:
            return None
        own = self.labels[rows[0]]
        ordinals = {known.ordinal for known in own}
        if label.ordinal in ordinals or all(known.core != core for known in own):  # the group's ordinal
            return rows[0], True
        return None if label.ordinal is not None and ordinals != {None} else (rows[0], False)


@lru_cache(maxsize=8)
def vocabularies(form: Form) -> tuple[Vocabulary, ...]:
    """The labels of all tables of a form, prepared."""
    return tuple(vocabulary(table) for table in form.tables)


def vocabulary(spec: TableSpec) -> Vocabulary:
    """The labels of a table, prepared."""
    order = tuple(spec.rows())
    rows: dict[str, tuple[int, ...]] = {}
    labels: list[tuple[LabelText, ...]] = []
    for number, (_, row) in enumerate(order):
        forms = [take_apart(text) for text in row.label.all]
        labels.append(tuple(forms))
        joined = [take_apart(group + text) for text in row.label.all for group in _paths(row.groups)]
        for core in dict.fromkeys(form.core for form in (*forms, *joined)):
            rows[core] = (*rows.get(core, ()), number)
    groups = {core for _, row in order for group in row.groups for core in _cores(group)}
    columns = tuple(
        {core: number for number, column in enumerate(block.columns) for core in _cores(column.label)}
        for block in spec.blocks
    )
    captions = tuple(frozenset(_cores(block.caption)) if block.caption else frozenset() for block in spec.blocks)
    headers = {core for block in columns for core in block} | {core for caption in captions for core in caption}
    headers |= {core for _, column in spec.columns() for group in column.groups for core in _cores(group)}
    headers |= {core for block in spec.blocks if block.corner for core in _cores(block.corner)}
    return Vocabulary(
        spec,
        order,
        rows,
        tuple(labels),
        frozenset(groups - rows.keys()),
        columns,
        tuple(_across(block) for block in spec.blocks),
        captions,
        frozenset(headers),
    )


def _across(block: Block) -> tuple[frozenset[str], ...]:
    by_line: dict[int, dict[Label, None]] = {}
    for column in block.columns:
        for depth, label in enumerate((*column.groups, column.label)):
            by_line.setdefault(depth, {})[label] = None
    over_all = {label for label in block.columns[0].groups if all(label in column.groups for column in block.columns)}
    labels = [label for _, line in sorted(by_line.items()) for label in line if label not in over_all]
    return tuple(frozenset(_cores(label)) for label in labels) if len(labels) > len(block.columns) else ()


def _cores(label: Label) -> list[str]:
    return [take_apart(text).core for text in label.all]


def _paths(groups: Sequence[Label]) -> list[str]:
    """The standard labels above a row as one text: the nearest alone, and all of them."""
    if not groups:
        return []
    return [groups[-1].standard, "".join(group.standard for group in groups)]
