"""Words and rows of tables in any room: nothing is wider, every mark stands beneath what it marks."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from engine.outputs.excerpts import Grid, GridCell, GridRow, Words
from engine.outputs.terminal_excerpts import drawn, quoted

FEW = settings(max_examples=60, deadline=None, derandomize=True)
TEXTS = st.text(st.sampled_from("公开申请，。数 ab│12…（x）"), min_size=1, max_size=300).filter(str.strip)


@st.composite
def marked(draw: st.DrawFn) -> Words:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return Words(text, ((start, draw(st.integers(start + 1, min(start + 40, len(text))))),))


@FEW
@given(marked(), st.integers(20, 200))
def test_words_fit_and_carets_stand_beneath_their_words(words: Words, room: int) -> None:
    lines = quoted(words, room, "").plain.split("\n")
    assert all(cell_len(line) <= room for line in lines)
    carets = [number for number, line in enumerate(lines) if line.strip() and not line.strip(" ^")]
    assert len(lines) - len(carets) <= 3
    shown = ""
    for number in carets:
        columns = [at for at, character in enumerate(lines[number]) if character == "^"]
        used = 0
        for character in lines[number - 1]:
            if used in columns:
                shown += character
            used += cell_len(character)
    (start, end) = words.marks[0]
    found = words.text[start:end].replace(" ", "")
    assert found.startswith(shown.replace(" ", "").rstrip("…")) or "…" in found


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(1, 12))
    names = st.text(st.sampled_from("自然人总计商业企业ab"), min_size=1, max_size=12)
    numbers = st.integers(0, 10**6).map(str)
    cells = st.builds(GridCell, st.just("f"), numbers, st.booleans(), st.none() | numbers)
    rows = draw(
        st.lists(
            st.builds(
                GridRow,
                st.none() | st.integers(1, 9999),
                st.text(st.sampled_from("一、本年新收申请x"), min_size=1, max_size=40),
                st.lists(cells, min_size=width, max_size=width).map(tuple),
            ).filter(lambda row: any(cell.is_concerned for cell in row.cells)),
            min_size=1,
            max_size=12,
        )
    )
    return Grid(tuple(draw(names) for _ in range(width)), tuple(rows), draw(st.booleans()))


@FEW
@given(grids(), st.integers(53, 193))
def test_a_table_fits_and_shows_every_value_concerned_that_it_does_not_count(grid: Grid, room: int) -> None:
    lines = drawn(grid, room, "", "zh").plain.split("\n")
    assert all(cell_len(line) <= room for line in lines)
    text = "\n".join(lines)
    if "另有" not in text:
        wanted = [cell.text for row in grid.rows for cell in row.cells if cell.is_concerned]
        shown = text.split()
        assert all(shown.count(value) >= wanted.count(value) for value in set(wanted))
