"""段落 paragraphs."""

from engine.model import prose
from engine.model.function import Example, Function, Parameter
from engine.model.types import TEXT, list_of

FUNCTION = Function(
    name="段落",
    english="paragraphs",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(TEXT),
    doc="文字的各段，空段不算。",
    english_doc="The paragraphs of a text that have words in them.",
    examples=(Example('数(段落("修路。架桥。\\n通车。"))', "2"),),
    call=prose.paragraphs,
)
