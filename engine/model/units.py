"""Units and their exact conversion: 万元 and 元, % and ‰. A unit that is not listed goes only with itself."""

from collections.abc import Mapping
from fractions import Fraction

_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALES: Mapping[str, Mapping[str, Fraction]] = {
    "元": {f"{times}元": Fraction(factor) for times, factor in _TIMES.items()}
    | {"角": Fraction(1, 10), "分": Fraction(1, 100), "块": Fraction(1)},
    "%": {"%": Fraction(1), "‰": Fraction(1, 10)},
    "天": {"天": Fraction(1), "日": Fraction(1), "周": Fraction(7)},
    "小时": {"小时": Fraction(1), "分钟": Fraction(1, 60)},
}
_BASE = {unit: (base, factor) for base, scale in _SCALES.items() for unit, factor in scale.items()}
_PREFIXES = sorted((times for times in _TIMES if times), key=len, reverse=True)
# Words that count things. 三件 and 三份 may count the same requests: the words alone do not divide them.
CLASSIFIERS = frozenset("件宗起条份个项次例桩人户家名篇期场部批")


def base(unit: str) -> tuple[str, Fraction]:
    """The unit in which a unit is counted, and how many of it it is: 万元 -> 元, 10000; 万件 -> 件, 10000."""
    if unit in _BASE:
        return _BASE[unit]
    for prefix in _PREFIXES:
        rest = unit.removeprefix(prefix)
        if rest != unit and rest in CLASSIFIERS:
            return rest, Fraction(_TIMES[prefix])
    return unit, Fraction(1)


def factor(given: str, wanted: str) -> Fraction | None:
    """By what a number in one unit is multiplied to be in the other; ``None`` when they measure different things."""
    (one, many), (other, few) = base(given), base(wanted)
    return many / few if one == other else None


def spoken_factor(given: str, wanted: str) -> Fraction | None:
    """The same for what the prose says, where one word that counts things stands for another (件, 份, 条)."""
    (one, many), (other, few) = base(given), base(wanted)
    alike = one == other or (one in CLASSIFIERS and other in CLASSIFIERS)
    return many / few if alike else None
