"""是政府 is_government."""

from engine.model import organs
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, TRUTH


def _is_government(organ: Passage) -> bool:
    return organs.is_government(organ.text)


FUNCTION = Function(
    name="是政府",
    english="is_government",
    parameters=(Parameter("机关", "organ", TEXT),),
    result=TRUTH,
    doc="是否各级人民政府（含乡镇），全称或只写地名都算；政府的办公室和部门、街道办事处不算。",
    english_doc="Whether the body is a people's government of any level, in full or by its region; not its offices.",
    examples=(
        Example('是政府("青禾县云溪镇人民政府")', "真"),
        Example('是政府("云溪镇")', "真"),
        Example('是政府("青禾县人民政府办公室")', "假"),
        Example('是政府("东街街道办事处")', "假"),
    ),
    call=_is_government,
)
