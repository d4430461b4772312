"""Which tables of the document are the tables of the form, and where two could be the same one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from engine.extraction.alignment import is_header, see
from engine.extraction.cells import interpret
from engine.extraction.grid import Line, Piece
from engine.extraction.header import NARROW
from engine.extraction.vocabulary import Vocabulary
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.struct import Struct, replace

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年")
_ROW = 5  # so many values in a paragraph and nothing else are a row
_CAPTION_LENGTH = 40
_CAPTION_LINES = 6
_REMARK_LENGTH = 12
_SENTENCE = re.compile(r"[。；]")
_RIVAL_ROWS = 3
_RIVAL_SHARE = 0.3
_LEAST_SHARE = 0.2
_NAMES = 3
_LAST_YEAR = re.compile(r"(?:附[:：]?)?(?:去年|上年度?|上一年度?)(?:的?(?:数据|情况|统计)).{0,8}")
_STRAY = "表外有一行数没有行名，这张表又少一行，行名可能错了一行"


class Strip(Struct, frozen=True):
    """Tables of the document that together are one table of the form; ``rows`` are the form's rows seen in it."""

    pieces: tuple[Piece, ...]
    rows: frozenset[int]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for piece in self.pieces for line in piece.lines)


class Choice(Struct, frozen=True):
    """The strip that is a table of the form (``None``: there is none).

    ``doubt`` concerns all its cells, ``doubtful_rows`` single rows that another table has too.
    """

    strip: Strip | None
    doubt: str | None = None
    doubtful_rows: frozenset[int] = frozenset()


def choose(
    found: Sequence[Piece], words: Sequence[Vocabulary], year: int | None, texts: Sequence[Passage] = ()
) -> dict[str, Choice]:
    """For each table of the form, the tables of the document that are it.

    ``year`` is the report's, where known; ``texts`` are the paragraphs outside the tables.
    """
    strips, strange = _strips(found, words)
    strays = [*map(_row_of_values, (text.text for text in texts)), *_rows_of_lines([text.text for text in texts])]
    strays = [count for count in strays if count]
    return {table.spec.id: _choose(strips[table.spec.id], strange, strays, table, year) for table in words}


def _row_of_values(text: str) -> int:
    """How many values a paragraph has that is nothing but those of a row: a line of a table that is none any more."""
    parts = [part.strip() for part in (text.split("|") if "|" in text else text.split())]
    statuses = [interpret(part).status for part in parts]
    is_row = len(parts) >= _ROW and Status.FOUND in statuses and Status.AMBIGUOUS not in statuses
    return len(parts) if is_row else 0


def _rows_of_lines(texts: Sequence[str]) -> Iterator[int]:
    """How many values follow each other, each in a paragraph of its own, where they are as many as a row has."""
    for is_value, run in groupby(texts, lambda text: interpret(text.strip("| ")).status is Status.FOUND):
        count = sum(1 for _ in run)
        if is_value and count >= _ROW:
            yield count


def _strips(found: Sequence[Piece], words: Sequence[Vocabulary]) -> tuple[dict[str, list[Strip]], list[Piece]]:
    """Every piece to the table that most of its labels belong to; one without any goes with its neighbours.

    With those that belong to none.
    """
    strange: list[Piece] = []
    strips: dict[str, list[Strip]] = {table.spec.id: [] for table in words}
    for run in _runs([part for piece in found for part in _divided(piece, words)]):
        seen = [[_evidence(piece, table) for table in words] for piece in run]
        owners = _fill([_owner(marks) for marks in seen])
        last: int | None = None
        for piece, owner, marks in zip(run, owners, seen, strict=True):
            if owner is None:
                strange.append(piece)
                continue
            mine = strips[words[owner].spec.id]
            strip = Strip((piece,), marks[owner][0])
            if owner == last and (words[owner].side_by_side or not _begins_again(mine[-1].rows, strip.rows)):
                mine[-1] = Strip(mine[-1].pieces + strip.pieces, mine[-1].rows | strip.rows)
            else:
                mine.append(strip)
            last = owner
    return strips, strange


def _divided(piece: Piece, words: Sequence[Vocabulary]) -> list[Piece]:
    """A piece in which rows of several tables of the form stand, cut where those of the next one begin."""
    if sum(len(_evidence(piece, table)[0]) > 1 for table in words) < 2:
        return [piece]
    owners = [_owner_of(line, number, words) for number, line in enumerate(piece.lines)]
    cuts = [0]
    last: int | None = None
    for number, owner in enumerate(owners):
        if owner is None:
            continue
        if last is not None and owners[last] != owner:
            # Values without a label belong to the rows above them, not to the header below.
            nameless = [at for at in range(last + 1, number) if piece.lines[at].values and not piece.lines[at].words]
            cuts.append(max(nameless, default=last) + 1)
        last = number
    bounds = [*cuts, len(piece.lines)]
    first, *rest = (piece.lines[start:end] for start, end in pairwise(bounds))
    return [replace(piece, lines=first), *(replace(piece, lines=part, before=(), continues=True) for part in rest)]


def _owner_of(line: Line, number: int, words: Sequence[Vocabulary]) -> int | None:
    """The one table that a line certainly belongs to: by the label of a row, or as the header of rows side by side."""
    owners = [
        index
        for index, table in enumerate(words)
        if (table.side_by_side and is_header(line, table))
        or ((found := see(line, number, table)) is not None and found.row is not None)
    ]
    return owners[0] if len(owners) == 1 else None


def _begins_again(before: frozenset[int], rows: frozenset[int]) -> bool:
    """Whether rows come again: a second table of the same kind (one row repeated over a page end is none)."""
    shared = before & rows
    return bool(shared) and not (len(shared) == 1 and min(rows) == max(before))


def _runs(found: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that only page ends divide."""
    runs: list[list[Piece]] = []
    for piece in found:
        if piece.continues:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _evidence(piece: Piece, words: Vocabulary) -> tuple[frozenset[int], int]:
    """The rows of the form whose labels stand in a piece, and how much speaks for it altogether."""
    rows: set[int] = set()
    names: set[str] = set()
    for number, line in enumerate(piece.lines):
        if not line.words:
            continue
        if is_header(line, words):
            names |= {label.core for _, label in line.words if label.core in words.headers}
            if words.side_by_side:
                rows |= {row for _, label in line.words for row in words.rows.get(label.core, ())}
            continue
        found = see(line, number, words)
        if found is not None and found.row is not None:
            rows.add(found.row)
    return frozenset(rows), len(rows) + (2 if len(names) >= _NAMES else 0)


def _owner(marks: Sequence[tuple[frozenset[int], int]]) -> int | None:
    best = max(range(len(marks)), key=lambda table: marks[table][1], default=None)
    return best if best is not None and marks[best][1] else None


def _fill(owners: list[int | None]) -> list[int | None]:
    """Give a piece without an owner the one before it, or the one after it at the beginning."""
    filled: list[int | None] = []
    for owner in owners:
        filled.append(owner if owner is not None else (filled[-1] if filled else None))
    first = next((owner for owner in filled if owner is not None), None)
    return [first if owner is None else owner for owner in filled]


def _choose(
    strips: Sequence[Strip], strange: Sequence[Piece], strays: Sequence[int], words: Vocabulary, year: int | None
) -> Choice:
    """``strange`` are tables that are none of the form; ``strays`` how many values rows have that stand in no table."""
    count = len(words.order)
    cells = sum(1 for _ in words.spec.cells())
    unnamed = words.side_by_side and (
        any(not strip.rows and any(map(_has_values, strip.lines)) for strip in strips)
        or any(line.values and line.width >= cells for piece in strange for line in piece.lines)
        or any(_follows(strip.pieces, piece, 1) for strip in strips for piece in strange)
        or any(2 * sum(len(line.values) for line in piece.lines) > cells for piece in _beside(strips, strange))
        or bool(strays)
    )
    turned = not words.side_by_side and any(
        _is_turned(piece, words) for piece in (*strange, *(piece for strip in strips for piece in strip.pieces))
    )
    strips = _mended([strip for strip in strips if strip.rows])
    if not words.side_by_side:
        strips = [_with_nameless(strip, strange) for strip in strips]
    if not strips:
        return Choice(None)
    of_this_year = [strip for strip in strips if not _of_another_year(strip, words, year)]
    if not of_this_year:
        other = "、".join(str(found) for found in sorted(_years(strips[0], words)))
        return Choice(_largest(strips), f"表前写的年份是 {other} 年，不是报告年度 {year} 年")
    main = _largest(of_this_year)
    # The caption above the first of two tables that stand together may not be the second one's.
    rivals = [strip for strip in strips if strip is not main and (strip in of_this_year or _is_double(strip, words))]
    if unnamed or turned or any(len(strip.rows) >= min(_RIVAL_ROWS, _RIVAL_SHARE * count) for strip in rivals):
        return Choice(main, "文中有两张这样的表，分不清哪一张是本年度的")
    if any(_LAST_YEAR.fullmatch(text.text) for text in main.pieces[0].before[-1:]):
        return Choice(main, "表前写的是上年的数据，不能确定是不是本年度的表")
    if len(main.rows) < max(1, _LEAST_SHARE * count):
        return Choice(main, "这张表只有少数行名与表单相符，不能确定是不是这张表")
    columns = {len(block.columns) for block in words.spec.blocks}
    if len(main.rows) < count and any(
        found in (wanted - 1, wanted, wanted + 1) for found in strays for wanted in columns
    ):
        return Choice(main, _STRAY)
    theirs = frozenset(row for strip in rivals for row in strip.rows)
    surely_theirs = frozenset(row for strip in rivals for row in _with_ordinal(strip, words))
    return Choice(main, None, theirs - (_with_ordinal(main, words) - surely_theirs))


def _with_ordinal(strip: Strip, words: Vocabulary) -> frozenset[int]:
    """The rows of a strip whose labels have the ordinal of the form: a total of another table has not."""
    rows: set[int] = set()
    for number, line in enumerate(strip.lines):
        found = see(line, number, words)
        ordinal = None if found is None or found.text is None else found.text.ordinal
        if found is None or found.row is None or ordinal is None:
            continue
        if any(known.ordinal == ordinal for known in words.labels[found.row]):
            rows.add(found.row)
    return frozenset(rows)


def _has_values(line: Line) -> bool:
    return bool(line.values)


def _beside(strips: Sequence[Strip], strange: Sequence[Piece]) -> list[Piece]:
    """The tables of no form between one that is and the tables before and after it."""
    numbers = {piece.number for piece in strange}
    found: set[int] = set()
    for strip in strips:
        for at, step in ((strip.pieces[0].number, -1), (strip.pieces[-1].number, 1)):
            while (at := at + step) in numbers:
                found.add(at)
    return [piece for piece in strange if piece.number in found]


def _with_nameless(strip: Strip, strange: Sequence[Piece]) -> Strip:
    """A strip with the rows of values that stand behind it in a table of their own, as behind a blank line."""
    for piece in strange:
        if _follows(strip.pieces, piece, NARROW) and _is_remark_at_most(piece):
            strip = Strip((*strip.pieces, piece), strip.rows)
    return strip


def _follows(pieces: Sequence[Piece], piece: Piece, least: int) -> bool:
    """Whether the next table holds values, at least so many in a line, and not a word."""
    lines = [line for line in piece.lines if line.filled]
    return (
        piece.number == pieces[-1].number + 1
        and any(len(line.values) >= least for line in lines)
        and not any(line.words for line in lines)
    )


def _is_turned(piece: Piece, words: Vocabulary) -> bool:
    """Whether the rows of the form stand beside each other as columns, with values below."""
    for number, line in enumerate(piece.lines):
        if line.values:
            continue
        rows = {found[0] for _, label in line.words if (found := words.exact(label)) is not None}
        if len(rows) >= max(_ROW, _RIVAL_SHARE * len(words.order)):
            return any(map(_has_values, piece.lines[number + 1 :]))
    return False


def _largest(strips: Sequence[Strip]) -> Strip:
    return max(strips, key=lambda strip: (len(strip.rows), -strip.pieces[0].number))


def _mended(strips: Sequence[Strip]) -> list[Strip]:
    """Strips put together where one goes on with the rows after the other's, and only short lines stand between."""
    mended: list[Strip] = []
    for strip in strips:
        before = mended[-1] if mended else None
        if before is not None and _goes_on(before, strip):
            mended[-1] = Strip(before.pieces + strip.pieces, before.rows | strip.rows)
        else:
            mended.append(strip)
    return mended


def _goes_on(before: Strip, after: Strip) -> bool:
    first = after.pieces[0]
    return (
        before.pieces[-1].number + 1 == first.number
        and max(before.rows) < min(after.rows)
        and _is_remark_at_most(first)
    )


def _is_remark_at_most(piece: Piece) -> bool:
    """Whether only short lines stand before a table, and no year."""
    return len(piece.before) <= 2 and all(
        len(text.text) <= _REMARK_LENGTH and not _YEAR.search(text.text) for text in piece.before
    )


def _of_another_year(strip: Strip, words: Vocabulary, year: int | None) -> bool:
    """Whether the caption says so. It says nothing of a second table that follows the first one without a word."""
    years = _years(strip, words)
    if year is None or not years or year in years:
        return False
    if words.side_by_side:
        return (
            sum(any(map(_has_values, piece.lines)) and bool(_evidence(piece, words)[0]) for piece in strip.pieces) < 2
        )
    return _repeated(strip, words) < _RIVAL_ROWS


def _is_double(strip: Strip, words: Vocabulary) -> bool:
    """Whether a strip may be two tables: rows come again, or of rows side by side values in two, or above the names."""
    if _repeated(strip, words):
        return True
    first = next((line for line in strip.lines if line.filled), None)
    filled = sum(any(map(_has_values, piece.lines)) for piece in strip.pieces)
    return words.side_by_side and (filled > 1 or (first is not None and bool(first.values)))


def _repeated(strip: Strip, words: Vocabulary) -> int:
    """How many rows of the form stand in a strip more than once; of rows side by side, their names."""
    if words.side_by_side:
        labels = [label.core for line in strip.lines if is_header(line, words) for _, label in line.words]
        seen = Counter(row for core in labels for row in words.rows.get(core, ()))
    else:
        found = [see(line, number, words) for number, line in enumerate(strip.lines)]
        seen = Counter(one.row for one in found if one is not None and one.row is not None)
    return sum(times > 1 for times in seen.values())


def _years(strip: Strip, words: Vocabulary) -> set[int]:
    """The years in the caption of a table: in words above its header, else in a short line before it with nothing but
    remarks between."""
    texts = [text.text for text in strip.pieces[0].before[-_CAPTION_LINES:]]
    last = max((at for at, text in enumerate(texts) if len(text) > _REMARK_LENGTH or _YEAR.search(text)), default=0)
    captions = [text for text in texts[last:] if len(text) <= _CAPTION_LENGTH and not _SENTENCE.search(text)]
    inside: list[str] = []
    for number, line in enumerate(strip.pieces[0].lines[:4]):
        if line.values or see(line, number, words) is not None:
            break
        inside += [text for text in line.texts if len(text) <= _CAPTION_LENGTH]
    return _years_in(inside) or _years_in(captions)


def _years_in(texts: Sequence[str]) -> set[int]:
    return {int(found) for text in texts for found in _YEAR.findall(text)}
