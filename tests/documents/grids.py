"""Grids with any merged areas, for every format that has them."""

from hypothesis import strategies as st

Area = tuple[int, int, int, int]
"""Row, column, height, width."""


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, int, list[Area]]:
    """Rows, columns, and areas that do not overlap and fill the grid, from the top and the left."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    areas: list[Area] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            height, width = draw(st.integers(1, rows - row)), draw(st.integers(1, columns - column))
            covered = {(row + down, column + across) for down in range(height) for across in range(width)}
            if not covered <= free:
                height = width = 1
                covered = {(row, column)}
            free -= covered
            areas.append((row, column, height, width))
    return rows, columns, areas
