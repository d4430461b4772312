"""是部门 is_department."""

import re

from engine.model.function import Example, Function, Parameter
from engine.model.organs import canonical, is_government
from engine.model.passage import Passage
from engine.model.types import TEXT, TRUTH

# 街道办, 居委, 村委, 管委 and the committees of the Party are no departments of a government.
_DEPARTMENT = re.compile(
    "(?:[局厅署]|(?<!街道)办|(?<!事)(?<!村民)(?<!居民)处|中心|[支总大分]队|(?<![居村管党工纪政])(?<![省市县区州盟旗镇乡])(?<!村民)(?<!居民)(?<!管理)委"
    "|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|保障|资源|环境|建设|运输|水利|农村|商务|旅游|事务|管理)部)$"
)


def _is_department(organ: Passage) -> bool:
    return not is_government(organ.text) and _DEPARTMENT.search(canonical(organ.text)) is not None


FUNCTION = Function(
    name="是部门",
    english="is_department",
    parameters=(Parameter("机关", "organ", TEXT),),
    result=TRUTH,
    doc="是否政府的部门（局、厅、委、办、署、部、中心、队）；政府本身、街道办事处、村（居）委会、管委会、党委不算。",
    english_doc="Whether the body is a department of a government; no government, sub-district office or committee.",
    examples=(
        Example('是部门("青禾县财政局")', "真"),
        Example('是部门("青禾市发展和改革委员会")', "真"),
        Example('是部门("青禾县人民政府")', "假"),
        Example('是部门("东街街道办事处")', "假"),
    ),
    call=_is_department,
)
