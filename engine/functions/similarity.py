"""相似度 similarity."""

from fractions import Fraction
from functools import lru_cache

from engine.functions._exact import exact
from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, Kind, Missing, Number, Type
from engine.model.wording import normal

_WIDTH = 3


def shingles(text: str) -> frozenset[str]:
    """What of a text is compared with another that is not shorter than three characters."""
    return _shingles(normal(text), _WIDTH)


@lru_cache(maxsize=256)  # a text is compared with many others
def _shingles(text: str, width: int) -> frozenset[str]:
    return frozenset(text[start : start + width] for start in range(len(text) - width + 1))


def _similarity(first: Passage, second: Passage) -> Number | Missing:
    """The resemblance of Broder (1997), |A ∩ B| / |A ∪ B|, of the sets of three successive characters of two texts."""
    one, other = normal(first.text), normal(second.text)
    if not one and not other:
        return Missing("两处都没有文字，不能比", Status.ABSENT)
    if one == other:
        return 100
    width = min(_WIDTH, len(one), len(other))
    if width == 0:
        return 0
    a, b = _shingles(one, width), _shingles(other, width)
    both = len(a & b)
    return exact(Fraction(100 * both, len(a) + len(b) - both))


FUNCTION = Function(
    name="相似度",
    english="similarity",
    parameters=(
        Parameter("甲", "first", TEXT),
        Parameter("乙", "second", TEXT),
    ),
    result=Type(Kind.NUMBER, unit="%"),
    doc="两段文字有多像：连着的三个字（不计空格标点）里，两段共有的占百分之几（Broder 1997 的 resemblance）。",
    english_doc=(
        "How alike two texts are: of all runs of three characters in them (white space and punctuation not counted), "
        "the percentage that both have; the resemblance of Broder (1997)."
    ),
    examples=(
        Example('相似度("修路架桥，通车", "修路架桥通车")', "100%"),
        Example('相似度("修路架桥铺", "修路架桥搭")', "50%"),
        Example('相似度("修路架桥", "植树造林")', "0%"),
    ),
    call=_similarity,
)
