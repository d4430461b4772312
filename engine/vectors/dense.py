"""Columns of a file -> the columns that rules work on: numbers with blanks as 0, how each fact stands, texts."""

from collections.abc import Iterable, Sequence, Set
from enum import StrEnum
from typing import TypeAlias

import polars as pl

from engine.columns import layout
from engine.columns.layout import DECIMALS, ValueKind
from engine.functions import builtin
from engine.model.form import Form
from engine.vectors import codes, patterns
from engine.vectors.values import code, worked_out

LARGEST = 10**9  # a larger count is looked at by itself


class Kind(StrEnum):
    """The dense columns of a fact."""

    NUMBER = "n"  # its number; null where there is none
    MISSING = "m"  # why it has no value (``codes``)
    STANDING = "r"  # how it stands
    IS_BLANK = "b"  # whether it is blank; null where that is not known
    TEXT = "t"  # its text; null where there is none
    IS_OTHER = "x"  # whether its text has characters that patterns see in simplified form
    DIGITS = "d"  # its number in digits, nothing where it is blank
    BREAKS = "v"  # whether its value breaks what the form declares
    WRITTEN = "w"  # whether it is written in another way than its value
    JOINED = "j"  # whether lines of the original were joined in it
    RUNS = "k"  # how many runs of figures or numerals its text has
    SENTENCES = "s"  # how many sentences at the most
    LINES = "l"  # how many lines
    LONGEST = "g"  # how long the longest of them is
    MOST_RUNS = "h"  # the most runs of figures or numerals in one of them

    def of(self, fact: str) -> str:
        """The name of this column of a fact."""
        return f"{self.value}|{fact}"


_RUN = builtin("numbers").only_where or ""
PREVIOUS = "previous:"  # before the name of a column: what last year's report has there
STATE = "previous:state"  # whether there is one: a code of what is missing
_UNWRITTEN = "z|"
Need: TypeAlias = tuple[Kind, str]


class Layout:
    """The facts of a form that rules read, as dense columns."""

    def __init__(self, form: Form) -> None:
        self.columns = layout.fact_columns(form)
        self._zero = {
            table.cell_id(row, column): (table.id, f"{table.id}.{column.id}")
            for table in form.tables
            if table.blank_is_zero
            for _, row, column in table.cells()
        }

    def scale(self, fact: str) -> int:
        """By how many decimals the numbers of a fact are moved to be whole."""
        return DECIMALS if self.columns[fact].kind is ValueKind.DECIMAL else 0

    def is_number(self, fact: str) -> bool:
        """Whether the form has this fact, and it is a number."""
        return fact in self.columns and self.columns[fact].kind in (ValueKind.WHOLE, ValueKind.DECIMAL)

    def is_text(self, fact: str) -> bool:
        return fact in self.columns and self.columns[fact].kind is ValueKind.TEXT

    def stored(self, facts: Iterable[str]) -> list[str]:
        """The columns of a file that hold these facts."""
        found = [name for fact in facts for name in (fact, self.columns[fact].status)]
        return [*layout.LISTS, layout.IS_PARTIAL, *found]

    def dense(self, table: pl.DataFrame, needs: Iterable[Need]) -> pl.DataFrame:
        """These dense columns, for every row of the table; and whether each report is a partial one."""
        wanted = sorted(set(needs))
        before = [(kind, fact.removeprefix(PREVIOUS)) for kind, fact in wanted if fact.startswith(PREVIOUS)]
        own = self._dense(table, [one for one in wanted if not one[1].startswith(PREVIOUS)])
        return own.hstack(self._of_previous(table, before).get_columns()) if before else own

    def _of_previous(self, table: pl.DataFrame, needs: Sequence[Need]) -> pl.DataFrame:
        """The same of last year's reports, which stand beside these; where there is none, everything is missing."""
        there = {name: name.removeprefix(PREVIOUS) for name in table.columns if name.startswith(PREVIOUS)}
        found = self._dense(table.select(list(there)).rename(there), needs)
        state = table[STATE]
        columns = []
        for kind, fact in needs:
            column = found[kind.of(fact)]
            if kind is Kind.MISSING:
                column = column.zip_with(state == codes.KNOWN, state)
            columns.append(column.alias(kind.of(f"{PREVIOUS}{fact}")))
        return pl.DataFrame(columns)

    def _dense(self, table: pl.DataFrame, wanted: Sequence[Need]) -> pl.DataFrame:
        some = {name for name in layout.LISTS if table[name].list.len().sum()}
        if layout.JOINED not in table.columns:
            table = table.with_columns(pl.lit(None, pl.List(pl.String)).alias(layout.JOINED))
        standings = [self._standing(fact, some).alias(Kind.STANDING.of(fact)) for fact in {fact for _, fact in wanted}]
        tables = sorted({self._zero[fact] for _, fact in wanted if fact in self._zero})
        unwritten = [_is_unwritten(table, column, some).alias(f"{_UNWRITTEN}{column}") for table, column in tables]
        columns = [self._one(kind, fact, some).alias(kind.of(fact)) for kind, fact in wanted]
        return worked_out(worked_out(table, [*standings, *unwritten]), columns).select(
            layout.IS_PARTIAL, *(kind.of(fact) for kind, fact in wanted)
        )

    def _one(self, kind: Kind, fact: str, some: Set[str]) -> pl.Expr:
        stands = pl.col(Kind.STANDING.of(fact))
        match kind:
            case Kind.NUMBER:
                return self._number(fact, some)
            case Kind.MISSING:
                why = _by_standing(stands)
                zero = self._zero_where(fact, some)
                return why if zero is None else pl.when(zero).then(code(codes.KNOWN)).otherwise(why)
            case Kind.STANDING:
                return stands
            case Kind.IS_BLANK:
                return pl.when((stands != codes.IS_AMBIGUOUS) & (stands != codes.IS_ABSENT)).then(
                    stands == codes.IS_BLANK
                )
            case Kind.TEXT:
                return pl.when(stands == codes.FOUND).then(pl.col(fact))
            case Kind.IS_OTHER:
                return pl.col(fact).str.contains(patterns.any_traditional()).fill_null(False)
            case Kind.DIGITS:
                return pl.when(stands == codes.IS_BLANK).then(pl.lit("")).otherwise(pl.col(fact).cast(pl.String))
            case Kind.BREAKS:
                return _in(layout.VIOLATIONS, fact, some)
            case Kind.JOINED:  # data sets of earlier versions do not say
                return pl.col(layout.JOINED).list.contains(pl.lit(fact)).fill_null(True)
            case Kind.RUNS:
                return pl.col(fact).str.count_matches(_RUN)
            case Kind.SENTENCES:
                return pl.col(fact).str.count_matches(r"[。！？；\n]") + 1
            case Kind.LINES:
                return pl.col(fact).str.count_matches(r"\n") + 1
            case Kind.LONGEST:
                return pl.col(fact).str.split("\n").list.eval(pl.element().str.len_chars()).list.max()
            case Kind.MOST_RUNS:
                in_lines = pl.element().str.count_matches(_RUN)
                return pl.col(fact).str.split("\n").list.eval(in_lines).list.max()
        return _in(layout.WRITTEN, fact, some)

    def _number(self, fact: str, some: Set[str]) -> pl.Expr:
        """Numbers that are too large to calculate with in 64 bits are left to the engine that looks at one report."""
        number = pl.when(pl.col(Kind.STANDING.of(fact)) == codes.FOUND).then(self._whole(fact))
        zero = self._zero_where(fact, some)
        return number if zero is None else pl.when(zero).then(pl.lit(0, pl.Int64)).otherwise(number)

    def _whole(self, fact: str) -> pl.Expr:
        is_whole = self.columns[fact].kind is ValueKind.WHOLE
        return pl.col(fact) if is_whole else pl.col(fact).to_physical().cast(pl.Int64, strict=False)

    def _standing(self, fact: str, some: Set[str]) -> pl.Expr:
        column = self.columns[fact]
        status = pl.col(column.status).to_physical().cast(pl.UInt8)
        if column.kind is ValueKind.TEXT:
            fits = pl.col(fact).is_not_null() & ~_in(layout.WRITTEN, fact, some)
        elif column.kind is ValueKind.DATE:
            fits = pl.col(fact).is_not_null()
        else:
            most = LARGEST * 10 ** self.scale(fact)
            fits = self._whole(fact).is_between(-most, most).fill_null(False)
        return pl.when((status == codes.FOUND) & ~fits).then(code(codes.UNFIT)).otherwise(status)

    def _zero_where(self, fact: str, some: Set[str]) -> pl.Expr | None:
        """Where a blank counts as 0; ``None`` when it never does."""
        if fact not in self._zero:
            return None
        _, column = self._zero[fact]
        zero = (pl.col(Kind.STANDING.of(fact)) == codes.IS_BLANK) & pl.col(f"{_UNWRITTEN}{column}")
        return zero & ~_in(layout.DOUBTED, fact, some) if layout.DOUBTED in some else zero


def _is_unwritten(table: str, column: str, some: Set[str]) -> pl.Expr:
    """Where no 0 is written in a table, or a column of it is blank in all rows: there a blank may be a 0."""
    return ~_in(layout.ZEROS, table, some) | _in(layout.UNUSED, column, some)


def _in(name: str, item: str, some: Set[str]) -> pl.Expr:
    """Whether a list column has an item; looked at only when the lists are not all empty."""
    return pl.col(name).list.contains(pl.lit(item)) if name in some else pl.lit(False)


def _by_standing(stands: pl.Expr) -> pl.Expr:
    """The missing value that each standing is."""
    result = code(codes.MISSING[-1])
    for stand, why in enumerate(codes.MISSING[:-1]):
        result = pl.when(stands == stand).then(code(why)).otherwise(result)
    return result
