"""Hypothesis strategies made from a pack: compliant reports, reports that break one rule, arbitrary facts.

>>> from engine.packs import load
>>> from engine.verification import reports, violations
>>> ruleset = load("foi_annual_report").ruleset

``reports(ruleset)`` gives compliant reports (``.text`` is Markdown, ``.numbers`` what stands in it), built directly:
the equalities of the rules hold by construction, nothing is filtered. They shrink to a report of zeros with the few
numbers that matter. ``violations(ruleset, "T308")`` gives reports that break that rule and, where numbers allow it,
no other.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from engine.extraction import with_cells
from engine.language.checked import Ruleset
from engine.model.facts import Fact, Facts, Status
from engine.verification.breaking import Break, breaks, broken
from engine.verification.construction import Free
from engine.verification.generated import SHAPES, Maker, Report, Shape

_BYTES = 2
_RANGE = 256**_BYTES
_MARKS = ("/", "-", "无")

_makers: dict[int, tuple[Ruleset, Maker]] = {}


def maker(ruleset: Ruleset) -> Maker:
    """The maker of a ruleset, kept: working out how its reports are built takes a moment."""
    known = _makers.get(id(ruleset))
    if known is None or known[0] is not ruleset:
        known = _makers[id(ruleset)] = (ruleset, Maker(ruleset))
    return known[1]


def reports(ruleset: Ruleset, shape: Shape | None = None) -> st.SearchStrategy[Report]:
    """Compliant reports, of one shape or of all."""
    made = maker(ruleset)
    shapes = st.just(shape) if shape is not None else st.sampled_from(SHAPES)
    return st.builds(_compliant, st.just(made), shapes, _choices(made)).map(lambda numbers: _report(made, numbers))


def violations(ruleset: Ruleset, rule: str) -> st.SearchStrategy[Report]:
    """Reports that break one rule by its numbers: compliant ones, changed as little as possible.

    Raises ``KeyError`` for a rule that makes no demand on numbers which a report could break by itself.
    """
    made = maker(ruleset)
    ways = breaks(made.plan, made.base, made.numbers, rule)
    if broken(ways, made.plan, made.numbers) is None:
        raise KeyError(rule)
    compliant = st.builds(_compliant, st.just(made), st.sampled_from(SHAPES), _choices(made))
    return st.builds(_broken, st.just(made), st.just(ways), compliant, st.integers(0, len(ways) - 1))


def wild(ruleset: Ruleset) -> st.SearchStrategy[Facts]:
    """Facts of the base report with any cells turned into any number, a blank, a mark, or something not certain."""
    made = maker(ruleset)
    cells = list(ruleset.form.cell_types())
    fact = st.one_of(
        st.builds(_found, st.integers(-2, 10**9) | st.decimals(0, 999, places=2)),
        st.just(Fact("", Status.BLANK, raw="")),
        st.sampled_from(_MARKS).map(lambda mark: Fact("", Status.MARK, raw=mark)),
        st.just(Fact("", Status.AMBIGUOUS, reason="读不准")),
        st.just(Fact("", Status.ABSENT)),
    )
    changes = st.dictionaries(st.sampled_from(cells), fact, max_size=24)
    return changes.map(lambda found: with_cells(made.base, found))


def _found(value: int | Decimal) -> Fact:
    return Fact("", Status.FOUND, value, raw=str(value), violation="应为非负整数" if value < 0 else None)


def _choices(made: Maker) -> st.SearchStrategy[bytes]:
    """The material of all numbers in one piece: bytes are drawn at once, and shrink to zeros one by one."""
    size = _BYTES * len(made.plan.free)
    return st.binary(min_size=size, max_size=size)


def _compliant(made: Maker, shape: Shape, material: bytes) -> dict[str, int]:
    raw = iter(range(0, len(material), _BYTES))
    below = shape.zeros * _RANGE // 100

    def draw(free: Free, most: int | None) -> int:
        start = next(raw)
        beyond = int.from_bytes(material[start : start + _BYTES], "big") - below
        wanted = 0 if beyond < 0 or below == _RANGE else 1 + beyond * shape.most // (_RANGE - below)
        return max(min(wanted, shape.most, shape.most if most is None else most), free.least)

    return made.plan.build(draw)


def _broken(made: Maker, ways: Sequence[Break], numbers: Mapping[str, int], first: int) -> Report:
    """A report that breaks a rule: the numbers given, or where they cannot be made to, those of the base report."""
    order = [*ways[first:], *ways[:first]]
    new = broken(order, made.plan, numbers) or broken(order, made.plan, made.numbers)
    assert new is not None  # noqa: S101 (it was tried before)
    return _report(made, new)


def _report(made: Maker, numbers: Mapping[str, int]) -> Report:
    return Report(numbers, made.text(numbers))
