"""What offices say in words of their own, so that no two of a neighbourhood, and no two years, say the same.

Each text is a word of a code over the field of eleven elements (Reed and Solomon, 1960): the year and the number of the
office are the coefficients of a polynomial, and its values choose the sentences. Two offices of a year have at most one
sentence in common, two successive years of an office none.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.accuracy.drafts import Own

_P = 11
_SIDES = 5


def _phrases() -> Iterator[tuple[str, ...]]:
    """The sentences of each block of the file."""
    for block in (Path(__file__).parent / "phrases.txt").read_text("utf-8").split("\n\n"):
        phrases = tuple(line for line in block.splitlines() if not line.startswith("#"))
        assert len(phrases) == _P
        yield phrases


_SAID = tuple(_phrases())
"""Two blocks for each of the five sides of the first part, then two of problems and two of their remedies."""


def own(number: int, year: int, basis: str = "") -> Own:
    """What the office with this number (below 121) among its neighbours says in a year."""
    second, first = divmod(number, _P)

    def chosen(at: int) -> int:
        return (year + first * at + second * at * at) % _P

    said = [phrases[chosen(at)] for at, phrases in enumerate(_SAID[: 2 * _SIDES], 1)]
    sides = tuple(f"{one}。{other}。" for one, other in zip(said[::2], said[1::2], strict=True))
    problem, another, cure, other = (phrases[chosen(3 + 2 * at)] for at, phrases in enumerate(_SAID[2 * _SIDES :]))
    more, still = _SAID[2 * _SIDES - 2][chosen(2)], _SAID[2 * _SIDES - 1][chosen(4)]  # what supervision did about it
    return Own(sides, (problem, another, f"{cure}，{more}", f"{other}，{still}"), basis)
