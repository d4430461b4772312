"""去数字 without_digits."""

import re

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage, join
from engine.model.types import TEXT

_FIGURES = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")


def _without_digits(text: Passage) -> Passage:
    kept, done = [], 0
    for figures in _FIGURES.finditer(text.text):
        kept.append(text.slice(done, figures.start()))
        done = figures.end()
    return join([*kept, text.slice(done, len(text.text))], "")


FUNCTION = Function(
    name="去数字",
    english="without_digits",
    parameters=(Parameter("文", "text", TEXT),),
    result=TEXT,
    doc="去掉数字的文字：比较两年的文字时，数不同不算不同。",
    english_doc="A text without its figures: so that two texts that differ only in their numbers are the same.",
    examples=(Example('去数字("新收5件，占2.5%。")', '"新收件，占%。"'),),
    call=_without_digits,
)
