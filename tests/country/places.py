"""A country of offices: provinces, cities, counties, and in each its government, its departments and its towns.

Offices come in a fixed order, a county after the other, each government after the offices below it; the first ones are
the same however many are asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.accuracy.drafts import Organ
from tests.accuracy.figures import CITY, COUNTY, OFFICE, PROVINCE, TOWN

COUNTIES, CITIES = 8, 10
"""Counties of a city, cities of a province."""
_FIRST = "青柳白东临安澄望江双清河石云桃松大平永新宁德长兴怀广金银玉荷兰竹梅枫柏杨芦沙岩秀明"
_SECOND = "禾溪泽岭石澜川湖浦塔泉口桥源林坪丰安和昌阳陵原康顺宜滨海峰谷田岗洲湾港关寨堡屯塘坝"
_OFFICES = """
    财政局 教育局 自然资源局 卫生健康局 发展和改革局 交通运输局 水务局 住房和城乡建设局 民政局 司法局 审计局 统计局
    应急管理局 农业农村局 市场监督管理局 文化和旅游局
""".split()
_PROVINCIAL = "财政厅 教育厅 自然资源厅 交通运输厅 水利厅 住房和城乡建设厅 民政厅 司法厅 农业农村厅 生态环境厅".split()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that reports: its number in the country and among its neighbours, its folder, and who is above it.

    ``gathers`` says that its figures are those of the offices below it, added up.
    """

    number: int
    organ: Organ
    folder: str
    place: int
    authority: str | None
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The offices below one authority that stand next to each other, and that authority's own office as the last."""

    offices: tuple[Office, ...]


def country(seed: int) -> Iterator[Neighbourhood]:
    """Neighbourhoods without end: the counties of a city, the departments of the city with its government, ..."""
    number = 0
    names = _names(Random(f"{seed}/names"))  # noqa: S311 (test data)
    while True:
        province = f"{next(names)}省"
        capital = f"{province}人民政府"
        for city_at in range(CITIES):
            city = f"{next(names)}市"
            hall = f"{city}人民政府"
            for county_at in range(COUNTIES):
                random = Random(f"{seed}/county/{number}")  # noqa: S311 (test data)
                found = _county(random, number, f"{province}/{city}", next(names), county_at, hall)
                yield found
                number += len(found.offices)
            organs = [Organ(f"{city}{name}", f"{city}{name}", "我局", OFFICE, False) for name in _OFFICES]
            organs.append(Organ(hall, city, "全市", CITY, True))
            yield _below(organs, number, f"{province}/{city}", COUNTIES, city_at, capital)
            number += len(organs)
        organs = [Organ(f"{province}{name}", f"{province}{name}", "我厅", OFFICE, False) for name in _PROVINCIAL]
        organs.append(Organ(capital, province, "全省", PROVINCE, True))
        yield _below(organs, number, province, CITIES, 0, None)
        number += len(organs)


def _county(random: Random, number: int, folder: str, name: str, place: int, hall: str) -> Neighbourhood:
    """A county or a district with its towns and departments; its government adds up their figures."""
    is_district = random.randrange(5) == 0
    county = f"{name}{'区' if is_district else '县'}"
    towns = [f"{one}{other}" for one, other in zip(random.sample(_FIRST, 12), random.sample(_SECOND, 12), strict=True)]
    organs = [_town(random, county, town, is_district) for town in towns[: random.randint(3, 12)]]
    offices = random.sample(_OFFICES, random.randint(4, len(_OFFICES)))
    organs += [Organ(f"{county}{one}", f"{county}{one}", "我局", OFFICE, False) for one in offices]
    organs.append(Organ(f"{county}人民政府", county, "全区" if is_district else "全县", COUNTY, True))
    return _below(organs, number, f"{folder}/{county}", 0, place, hall, gathers=True)


def _town(random: Random, county: str, town: str, is_district: bool) -> Organ:
    if is_district:
        return Organ(f"{county}{town}街道办事处", f"{county}{town}街道办事处", "街道", TOWN, False)
    if random.randrange(3) == 0:
        return Organ(f"{county}{town}乡人民政府", f"{county}{town}乡", "我乡", TOWN, True)
    return Organ(f"{county}{town}镇人民政府", f"{county}{town}镇", "我镇", TOWN, True)


def _below(
    organs: list[Organ], number: int, folder: str, first: int, place: int, above: str | None, *, gathers: bool = False
) -> Neighbourhood:
    """Offices in a folder, with their government as the last; ``first`` other offices have places before them."""
    *offices, government = organs
    found = [
        Office(number + at, organ, f"{folder}/{organ.full}", first + at, government.full)
        for at, organ in enumerate(offices)
    ]
    last = Office(number + len(offices), government, f"{folder}/{government.full}", place, above, gathers)
    return Neighbourhood((*found, last))


def _names(random: Random) -> Iterator[str]:
    """Names of places, no two alike."""
    pairs = [first + second for first in _FIRST for second in _SECOND if first != second]
    random.shuffle(pairs)
    yield from pairs
    yield from (one + other for one in pairs for other in pairs if one[0] != other[1])
