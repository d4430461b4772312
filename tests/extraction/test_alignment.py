"""The fit in order, against trying everything."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.extraction.fitting import best_fit

SKIP = -0.3


def every_fit(items: int, places: int) -> list[tuple[int | None, ...]]:
    """All ways to put items at places in order, some nowhere."""
    ways: list[tuple[int | None, ...]] = []
    for count in range(min(items, places) + 1):
        for chosen in combinations(range(items), count):
            for at in combinations(range(places), count):
                where = dict(zip(chosen, at, strict=True))
                ways.append(tuple(where.get(item) for item in range(items)))
    return ways


@settings(max_examples=150)
@given(st.integers(1, 4), st.integers(0, 4), st.data())
def test_best_fit_and_its_margins(items: int, places: int, data: st.DataObject) -> None:
    score = st.sampled_from([-9.0, -0.5, 0.1, 0.4, 0.7, 1.0])
    scores = [[data.draw(score) for _ in range(places)] for _ in range(items)]

    def worth(way: tuple[int | None, ...]) -> float:
        return sum(SKIP if at is None else scores[item][at] for item, at in enumerate(way))

    ways = every_fit(items, places)
    best = max(worth(way) for way in ways)
    for item, (choice, margin) in enumerate(best_fit(scores)):
        with_choice = max(worth(way) for way in ways if way[item] == choice)
        without = [worth(way) for way in ways if way[item] != choice]
        assert abs(with_choice - best) < 1e-9
        assert abs(margin - (best - max(without) if without else 1.0)) < 1e-9


def test_no_choice_is_certain_and_two_are_not() -> None:
    assert best_fit([[0.1]]) == [(0, 0.4)]
    assert best_fit([[0.1, 0.1]])[0][1] == 0
