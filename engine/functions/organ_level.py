"""层级 organ_level."""

from engine.functions._levels import level
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, Missing


def _organ_level(organ: Passage) -> Passage | Missing:
    found = level(organ.text)
    return found if isinstance(found, Missing) else Passage(found)


FUNCTION = Function(
    name="层级",
    english="organ_level",
    parameters=(Parameter("机关", "organ", TEXT),),
    result=TEXT,
    doc=(
        "机关属于哪一级：国家、省、市、县、乡镇、村；部门随本级政府，街道归乡镇、社区归村、市辖区归县。"
        "名称看不出来的（只写“某某市”“财政局”“开发区”）就是读不准。"
    ),
    english_doc=(
        "The level of a public body: 国家, 省, 市, 县, 乡镇 or 村, a department being of its government's; not known "
        "where the name does not say (a bare 市, a department without its region, a development zone)."
    ),
    examples=(
        Example('层级("青禾县财政局")', '"县"'),
        Example('层级("省人力资源和社会保障厅")', '"省"'),
        Example('层级("青禾县云溪镇人民政府")', '"乡镇"'),
        Example('层级("大河省青禾市东河区人民政府")', '"县"'),
    ),
    call=_organ_level,
)
