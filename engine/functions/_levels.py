"""Of which level of government a public body is, by its name."""

import re

from engine.model.organs import canonical
from engine.model.types import Missing

_NATION = re.compile(
    "^(?:国务院|中华人民共和国|国家(?!级)|中国人民银行|中国证券|最高人民|海关总署$|审计署$|中共中央|中央)"
    "|^(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境"
    "|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部"
)
# 市 in 市场, 乡 in 城乡 and the like name no region, and a development zone has no level of its own.
_NO_REGION = re.compile(
    "市(?:场|容|政(?:园林|公用|工程|设施|管理)|民(?!政)|直|属)|[城超夜门股都上]市(?!人民政府)|县域|区(?:域|划|块|直|属)|省(?:直|属)"
    "|城乡|乡(?:村振兴|镇企业|土)|村镇(?:建设|规划)|农村|乡镇(?=企业|财政)|城镇|集镇|社区(?=矫正|服务|建设|教育|医院)|地区(?=生产)|[联同]盟|乡村"
)
_ZONE = re.compile(
    "(?:开发|高新|园|示范|保税|风景|名胜|试验|度假|保护|功能|合作|自贸|库|景|矿|林|牧|灾|山|校|小|辖|新)区"
)
_REGION = re.compile(
    "特别行政区|自治区|自治州|自治县|自治旗|民族乡|街道|社区|地区|省|市|盟|县|区|旗|苏木|镇|乡|村|州(?=人民政府|$|[^市县区])"
)
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_LEVELS = {
    "省": "省 自治区 特别行政区",
    "市": "自治州 盟 地区 州",
    "县": "县 区 旗 自治县 自治旗",
    "乡镇": "乡 镇 街道 苏木 民族乡",
    "村": "村 社区",
}
_LEVEL_OF = {kind: level for level, kinds in _LEVELS.items() for kind in kinds.split()}


def level(organ: str) -> str | Missing:
    """国家, 省, 市, 县, 乡镇 or 村; missing where the name alone does not say."""
    name = canonical(organ)
    regions = _regions(name)
    if not regions:
        return "国家" if _NATION.search(name) else Missing(f"“{organ.strip()}”没有写明是哪一级")
    kind, own = regions[-1]
    if kind == "":
        return Missing(f"“{organ.strip()}”是功能区，级别看不出来")
    if kind != "市":
        return _LEVEL_OF[kind]
    return _of_city(organ, own, [kind for kind, _ in regions[:-1]])


def _of_city(organ: str, name: str, above: list[str]) -> str | Missing:
    """A city under a city is a county; a city alone, or under a province, may be either."""
    if name in _MUNICIPALITIES and not above:
        return "省"
    if {"市", "自治州", "盟", "地区", "州"} & set(above):
        return "县"
    return Missing(f"“{organ.strip()}”是设区的市还是县级市，名称看不出来")


def _regions(name: str) -> list[tuple[str, str]]:
    """The regions in a name from the highest down: what kind each is (empty: a zone), and what it is called."""
    covered = bytearray(len(name))
    for words in _NO_REGION.finditer(name):
        covered[words.start() : words.end()] = b"\1" * len(words[0])
    found: list[tuple[str, str]] = []
    done = 0
    zones = {zone.end() - 1: zone.start() for zone in _ZONE.finditer(name)}
    for region in _REGION.finditer(name):
        if any(covered[region.start() : region.end()]):
            continue
        zone = region[0] == "区" and region.start() in zones
        found.append(("" if zone else region[0], name[done : region.start()]))
        done = region.end()
    return found
