"""同一机关 same_organ."""

from engine.model import organs
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, TRUTH


def _same_organ(first: Passage, second: Passage) -> bool:
    return organs.same_organ(first.text, second.text)


FUNCTION = Function(
    name="同一机关",
    english="same_organ",
    parameters=(Parameter("甲", "first", TEXT), Parameter("乙", "second", TEXT)),
    result=TRUTH,
    doc="两个名称是否指同一机关：相同，或者一个是另一个的全称、简称。",
    english_doc="Whether two names mean one public body: the same, or one the full and the other the short form.",
    examples=(
        Example('同一机关("云溪镇", "青禾县云溪镇人民政府")', "真"),
        Example('同一机关("市财政局", "青禾市财政局")', "真"),
        Example('同一机关("市人社局", "青禾市人力资源和社会保障局")', "真"),
        Example('同一机关("青禾县云湲镇人民政府", "青禾县云溪镇人民政府")', "假"),
        Example('同一机关("县人民政府", "县人民政府办公室")', "假"),
    ),
    call=_same_organ,
)
