"""Which form a document is on: what stands in it decides, before anything is read."""

from collections.abc import Iterator, Sequence

from engine.extraction.grid import pieces
from engine.extraction.labels import take_apart
from engine.extraction.outline import plain_text
from engine.extraction.vocabulary import vocabularies
from engine.model.characters import without_spaces
from engine.model.document import Document
from engine.model.form import Form
from engine.model.pattern import occurs

_LONGEST_LABEL = 60  # a paragraph longer than this is prose


def choose_form(forms: Sequence[Form], document: Document) -> Form | None:
    """The form that a document is on; ``None`` when no form recognises it.

    Of several that recognise it, the one that has most of the labels that stand in the document; where that does not
    decide, the one more of whose patterns occur; then the first.
    """
    text = plain_text(document)
    patterns = [_occurring(form, text) for form in forms]
    if not any(patterns):
        text = without_spaces(text)[0]
        patterns = [_occurring(form, text) for form in forms]
    fitting = [(form, count) for form, count in zip(forms, patterns, strict=True) if count]
    if len(fitting) < 2:
        return fitting[0][0] if fitting else None
    there = frozenset(_labels(document))
    return max(fitting, key=lambda one: (len(_known(one[0]) & there), one[1]))[0]


def recognises(form: Form, document: Document) -> bool:
    """Whether a document is of the kind that the form describes: one of the form's patterns occurs in its text."""
    return choose_form((form,), document) is not None


def _occurring(form: Form, text: str) -> int:
    return sum(occurs(pattern, text) for pattern in form.recognise)


def _labels(document: Document) -> Iterator[str]:
    """The words that may be labels: in tables, and in lines of their own where a converter has lost the table."""
    for piece in pieces(document):
        yield from (label.core for line in piece.lines for _, label in line.words)
    for paragraph in document.paragraphs():
        if len(paragraph.passage.text) <= _LONGEST_LABEL:
            yield take_apart(paragraph.passage.text).core


def _known(form: Form) -> frozenset[str]:
    """All labels of the tables of a form."""
    return frozenset[str]().union(*(words.rows.keys() | words.groups | words.headers for words in vocabularies(form)))
