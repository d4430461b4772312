"""What is known of the names of public bodies: their regions, and the short forms that they go by."""

import re
from functools import lru_cache

from engine.model.wording import REGION_ENDS, plain

_LONGEST = 60  # a longer "name" is a misread paragraph, and comparing its parts would cost too much
_REGIONS = "".join(sorted(REGION_ENDS))
_BRACKETED_END = re.compile(r"\([^()]*\)$")
_SHORT_GOVERNMENT = re.compile(rf"(?<=[{_REGIONS}])(?<!人民)政府")
_COMMITTEES = {"管理委员会": "管委会", "村民委员会": "村委会", "居民委员会": "居委会"}
_NO_GOVERNMENT = re.compile(
    "(?:开发区|园区|高新区|示范区|保税区|风景区|名胜区|试验区|度假区|保护区|功能区|合作区|自贸区|库区|景区|矿区|社区"
    "|小区|校区|城市|超市|门市)$"
)


@lru_cache(maxsize=4096)
def canonical(organ: str) -> str:
    """The one spelling of what has several: 县政府 as 县人民政府, 委员会 as 委, 办公室 as 办, 街道办 as 街道."""
    name = plain(organ).strip("\"'“”‘’《》,.;:、。")
    name = _BRACKETED_END.sub("", name) or name
    name = _SHORT_GOVERNMENT.sub("人民政府", name)
    for full, short in _COMMITTEES.items():
        if name.endswith(full):
            return name.removesuffix(full) + short
    if name.endswith("委员会"):
        name = name.removesuffix("员会")
    elif name.endswith("办公厅"):
        name = name.removesuffix("公厅")
    elif name.endswith("办公室"):
        name = name.removesuffix("公室")
    elif name.endswith(("街道办事处", "街道办")):
        name = name[: name.rindex("办")]
    return name


def without_government(name: str) -> str:
    """A government goes by the name of its region: 云溪镇人民政府 as 云溪镇."""
    region = name.removesuffix("人民政府")
    return region if region and region[-1] in REGION_ENDS else name


def is_government(organ: str) -> bool:
    """Whether a name is that of a people's government, in full or by its region alone."""
    name = canonical(organ)
    if name.endswith("人民政府"):
        return True
    return name[-1:] in REGION_ENDS and not _NO_GOVERNMENT.search(name)


def is_boundary(before: str, after: str) -> bool:
    """Whether a name may be cut between ``before`` and ``after``, so that ``after`` is its short form.

    河曲县｜旧县镇 after the name of a region or body; 青禾｜市财政局 before the kind of its own region.
    """
    if before[-1] in REGION_ENDS or before.endswith(("街道", "人民政府", "厅", "局", "委", "部", "院", "处", "国务院")):
        return True
    return after[0] in REGION_ENDS and not (len(after) == 2 and after[1] in REGION_ENDS)


def _is_short_form(short: str, long: str) -> bool:
    extra = len(long) - len(short)
    return extra > 0 and len(short) > 0 and long.endswith(short) and is_boundary(long[:extra], short)


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` picks characters out of ``long``.

    人社局 is picked from 人力资源和社会保障局; 教育局 and 教育体育局 are two bodies.
    """
    short, long = short.replace("和", ""), long.replace("和", "")
    if short == long:
        return len(short) > 1 and short[-1] not in REGION_ENDS
    picked = 3 <= len(short) <= 6 and len(long) >= len(short) + 2 and short[0] == long[0] and short[-1] == long[-1]
    if not picked or short[-1] in REGION_ENDS or long.startswith(short[:-1]) or long.endswith(short[1:]):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _splits(name: str) -> list[tuple[str, str]]:
    ends = [index + 1 for index, character in enumerate(name) if character in REGION_ENDS]
    return [(name[:end], name[end:]) for end in (0, *ends)]


def _same_region(first: str, second: str) -> bool:
    return not first or not second or first == second or _is_short_form(*sorted((first, second), key=len))


def same_organ(first: str, second: str) -> bool:
    """Whether two names are the full and the short form of one public body, or equal."""
    one, other = canonical(first), canonical(second)
    if one == other:
        return True
    # The text itself settles which of two equally long names is the short one, so that the order never matters.
    names = (without_government(one), without_government(other))
    short, long = sorted(names, key=lambda name: (len(name), name))
    end, other_end = short.rstrip("和")[-1:], long.rstrip("和")[-1:]
    if end and other_end and end != other_end:
        return False  # (Most pairs: a short form ends as the full one does, but for 和, which it may leave out.)
    if short == long or _is_short_form(short, long):
        return True
    if len(long) > _LONGEST:
        return False
    return any(
        _same_region(region, other_region) and _abbreviates(rest, other_rest)
        for region, rest in _splits(short)
        for other_region, other_rest in _splits(long)
    )
