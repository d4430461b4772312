"""句子 sentences."""

from engine.model import prose
from engine.model.function import Example, Function, Parameter
from engine.model.types import TEXT, list_of

FUNCTION = Function(
    name="句子",
    english="sentences",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(TEXT),
    doc="文字的各句：到句号、叹号、问号、分号或段末为止，《》里的不算。",
    english_doc="The sentences of a text: up to 。！？； or the end of the paragraph, but not within 《》.",
    examples=(Example('数(句子("修路。架桥。\\n通车"))', "3"),),
    call=prose.sentences,
)
