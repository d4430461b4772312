"""错词 slips."""

from collections.abc import Iterator

from engine.model.function import Function, Parameter
from engine.model.passage import Passage
from engine.model.pattern import spans
from engine.model.prose import found
from engine.model.types import LEXICON, MATCH, TEXT, Lexicon, Match, Slip, list_of


def _places(slip: Slip, text: str) -> Iterator[tuple[int, int]]:
    if slip.is_pattern:
        # One more group round the pattern: a slip is all the words that match, whatever groups its author wrote.
        yield from spans(f"({slip.wrong})", text)
        return
    start = text.find(slip.wrong) if slip.wrong else -1
    while start >= 0:
        yield start, start + len(slip.wrong)
        start = text.find(slip.wrong, start + len(slip.wrong))


def _slips(text: Passage, lexicon: Lexicon) -> tuple[Match, ...]:
    places: dict[tuple[int, int], str] = {}
    for slip in lexicon.slips:
        for start, end in _places(slip, text.text):
            if start < end:
                places.setdefault((start, end), slip.correct)
    return tuple(found(text, *place, places[place]) for place in sorted(places))


FUNCTION = Function(
    name="错词",
    english="slips",
    parameters=(Parameter("文", "text", TEXT), Parameter("词表", "lexicon", LEXICON)),
    result=list_of(MATCH),
    doc="文字里出现的词表上的错词，连同应当写作什么。",
    english_doc="The slips of a lexicon that occur in the text, each with what should stand there.",
    examples=(),
    call=_slips,
)
