"""Damage to the labels of rows."""

from dataclasses import replace
from random import Random

from tests.damage.sheets import (
    BLANK,
    Aim,
    Cell,
    Kind,
    Line,
    Paper,
    apart,
    column_of,
    columns_of,
    each_line,
    pick,
    put_line,
    put_lines,
    rows,
    sheets,
    with_text,
)


def split_label(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The words of a label on two lines, the values on the first or the second."""
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    index, at, line = picked
    label = line.labels[-1]
    text = line.cells[label].text
    if len(text) < 4:
        return paper
    cut = random.randrange(2, len(text) - 1)
    empty = Line((BLANK,) * len(line.cells))
    if random.random() < 0.5:
        return put_line(paper, index, at, with_text(line, label, text[:cut]), with_text(empty, label, text[cut:]))
    return put_line(paper, index, at, with_text(empty, label, text[:cut]), with_text(line, label, text[cut:]))


def labels_a_row_off(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The labels of a run of rows stand one row further down (or up); one row has none, one label has no values."""
    for index, sheet in sorted(sheets(paper, aim.table), key=lambda one: -len(one[1].lines))[:1]:
        there = [at for at, line in enumerate(sheet.lines) if line.key is not None and line.labels]
        if len(there) < 3:
            return paper
        start = random.choice((0, random.randrange(len(there) - 2)))
        end = random.choice((len(there), random.randint(start + 2, len(there))))
        run = there[start:end]
        parts = [apart(sheet.lines[at]) for at in run]
        down = random.random() < 0.5
        heads = [part[0] for part in parts]
        none = (BLANK,) * len(heads[0])
        moved = [none, *heads[:-1]] if down else [*heads[1:], none]
        lines = list(sheet.lines)
        for at, head, (_, tail) in zip(run, moved, parts, strict=True):
            lines[at] = Line((*head, *tail), lines[at].key)
        if random.random() < 0.5:  # The label that was left over stands on a line of its own.
            alone = Line((*(heads[-1] if down else heads[0]), *[BLANK] * len(parts[0][1])))
            lines.insert(run[-1] + 1 if down else run[0], alone)
        return put_lines(paper, index, lines)
    return paper


def lose_label(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    index, at, line = picked
    return put_line(paper, index, at, with_text(line, line.labels[-1], ""))


def lose_group(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The label of a group goes."""
    grouped = [(index, at, line) for index, at, line in rows(paper, aim.table) if len(line.labels) > 1]
    if not grouped:
        return paper
    index, at, line = random.choice(grouped)
    return put_line(paper, index, at, with_text(line, line.labels[0], ""))


def lose_child_labels(paper: Paper, aim: Aim, random: Random) -> Paper:
    """All labels of the rows of one group go, only the numbers stay."""
    there = rows(paper, aim.table)
    starts = [number for number, (_, _, line) in enumerate(there) if len(line.labels) > 1]
    if not starts:
        return paper
    start = random.choice(starts)
    end = next((number for number in starts if number > start), len(there) - 2)
    for index, at, line in there[start:end]:
        if line.labels:
            paper = put_line(paper, index, at, with_text(line, line.labels[-1], ""))
    return paper


def typo(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    index, at, line = picked
    label = line.labels[-1]
    text = line.cells[label].text
    place = random.randrange(len(text))
    text = text[:place] + random.choice(("", "的", text[place] * 2, "口")) + text[place + 1 :]
    return put_line(paper, index, at, with_text(line, label, text))


def cut_label(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    index, at, line = picked
    label = line.labels[-1]
    text = line.cells[label].text
    return put_line(paper, index, at, with_text(line, label, text[: random.randint(1, len(text))]))


def label_of_another(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A row has the label of another one: what the table says is that this row is the other one, too."""
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    index, at, line = picked
    others = [
        row for _, _, row in rows(paper, aim.table) if row.key != line.key and columns_of(row) == columns_of(line)
    ]
    others = [row for row in others if row.labels]
    if not others:
        return paper
    other = random.choice(others)
    line = with_text(line, line.labels[-1], other.cells[other.labels[-1]].text)
    cells = [replace(cell, fact=f"{other.key}.{column_of(cell.fact)}") if cell.fact else cell for cell in line.cells]
    return put_line(paper, index, at, Line(tuple(cells), other.key))


def lose_ordinals(paper: Paper, aim: Aim, random: Random) -> Paper:
    """All labels lose what numbers them."""

    def without(line: Line) -> Line:
        if line.key is None:
            return line
        for label in line.labels:
            text = line.cells[label].text
            line = with_text(line, label, text.lstrip("（）一二三四五六七八九十0123456789.、 "))
        return line

    return each_line(paper, aim.table, without)


def slide_label(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The label of a row moves by one cell, with or without the values after it."""
    there = [one for one in rows(paper, aim.table) if one[2].labels]
    aimed = [one for one in there if one[2].key == aim.key] or there
    if not aimed:
        return paper
    index, at, line = random.choice(aimed)
    label, cells = line.labels[-1], list(line.cells)
    blank_before = label > 0 and not cells[label - 1].text
    blank_after = label + 1 < len(cells) and not cells[label + 1].text and cells[label + 1].fact is None
    if blank_before and random.random() < 0.5:
        cells[label - 1 : label + 1] = [cells[label], BLANK]
    elif blank_before:
        cells = [*cells[: label - 1], *cells[label:], BLANK]
    elif blank_after and random.random() < 0.5:
        cells[label : label + 2] = [BLANK, cells[label]]
    else:
        cells = [BLANK, *cells]
    return put_line(paper, index, at, Line(tuple(cells), line.key))


def repeat_groups(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Merged cells of group labels taken apart: the words stand in every row of the group."""
    above: dict[int, str] = {}
    for index, at, line in rows(paper, aim.table):
        leaf = line.labels[-1] if line.labels else 0
        for place in range(leaf):
            if line.cells[place].text:
                above[place] = line.cells[place].text
                above = {other: text for other, text in above.items() if other <= place}
            elif place in above:
                line = with_text(line, place, above[place])
        for place in [place for place in above if place >= leaf]:
            del above[place]
        paper = put_line(paper, index, at, line)
    return paper


def repeat_labels(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Merged cells of labels taken apart: the words stand in every column that the cell covered."""

    def repeat(line: Line) -> Line:
        if line.key is None or not line.labels or not line.values:
            return line
        leaf = line.labels[-1]
        for place in range(leaf + 1, line.values[0]):
            line = with_text(line, place, line.cells[leaf].text)
        return line

    return each_line(paper, aim.table, repeat)


def group_alone(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The label of a group stands on a line of its own above its rows."""
    grouped = [(index, at, line) for index, at, line in rows(paper, aim.table) if len(line.labels) > 1]
    if not grouped:
        return paper
    index, at, line = random.choice(grouped)
    group = line.labels[-2]
    alone = with_text(Line((BLANK,) * len(line.cells)), group, line.cells[group].text)
    return put_line(paper, index, at, alone, with_text(line, group, ""))


def group_of_its_own_numbers(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A line for a group with sums of its rows, which the form does not have."""
    grouped = [(index, at, line) for index, at, line in rows(paper, aim.table) if len(line.labels) > 1]
    if not grouped:
        return paper
    index, at, line = random.choice(grouped)
    group = line.labels[-2]
    cells = [Cell(str(random.randint(0, 99))) if cell.fact else BLANK for cell in line.cells]
    cells[group] = Cell(line.cells[group].text)
    return put_line(paper, index, at, Line(tuple(cells)), with_text(line, group, ""))


KINDS: dict[str, Kind] = {
    "label split over two rows": Kind(split_label),
    "labels a row off": Kind(labels_a_row_off),
    "label lost": Kind(lose_label),
    "group label lost": Kind(lose_group, lossless=True),
    "all child labels lost": Kind(lose_child_labels),
    "label with a slip": Kind(typo),
    "label cut short": Kind(cut_label),
    "label of another row": Kind(label_of_another),
    "ordinals lost": Kind(lose_ordinals),
    "label slid": Kind(slide_label, lossless=True),
    "group labels repeated": Kind(repeat_groups, lossless=True),
    "labels repeated across": Kind(repeat_labels, lossless=True),
    "group label on its own line": Kind(group_alone, lossless=True),
    "sums beside a group label": Kind(group_of_its_own_numbers),
}
