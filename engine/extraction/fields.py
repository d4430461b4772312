"""The fields outside the tables: each from the first of its sources that has anything; several answers are a doubt.

An organ that is named in short is taken in full from a later source, where a line is nothing but its name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.extraction.lines import signed
from engine.extraction.outline import Outline
from engine.model.characters import simplified, without_spaces
from engine.model.dates import read_date, read_year
from engine.model.facts import Fact, Status
from engine.model.form import FieldSpec, FieldType, Form, Source, Zone
from engine.model.organs import same_organ
from engine.model.passage import Passage, join
from engine.model.pattern import spans
from engine.model.struct import Struct, replace

_SPACE = re.compile(r"\s+")
_IN_A_SENTENCE = "它在一句话里，从哪个字到哪个字不能确定"
_YEAR_REACH = 40  # a date without a year takes the year named in so many characters before it


class _Answer(Struct, frozen=True):
    """What one place says of a field: the words, and their value or the reason why there is none.

    ``whole`` are the words together with the line before them.
    """

    passage: Passage
    value: int | str | date | None
    reason: str | None = None
    whole: str | None = None


def field_facts(outline: Outline, form: Form, texts: Mapping[str, Fact]) -> Iterator[Fact]:
    """All fields of the form; ``texts`` are the document's texts by fact id."""
    known: dict[str, Fact] = {}
    waiting = list(form.fields)
    # A field may be found in the text of another, declared before or after it.
    for _ in range(len(form.fields) + 1):
        ready = [field for field in waiting if _needs(field) <= known.keys()]
        if not ready:
            ready = waiting
        for field in ready:
            known[field.id] = _field(field, outline, texts, known)
        waiting = [field for field in waiting if field not in ready]
        if not waiting:
            break
    for field in form.fields:
        yield known[field.id]


def _needs(field: FieldSpec) -> set[str]:
    return {source.field for source in field.sources if source.field is not None}


def _field(field: FieldSpec, outline: Outline, texts: Mapping[str, Fact], known: Mapping[str, Fact]) -> Fact:
    for index, source in enumerate(field.sources):
        answers = _lines(field, list(_answers(field, source, outline, texts, known)))
        if answers and field.type is FieldType.ORGAN:
            later = [other for other in field.sources[index + 1 :] if other.pattern is None]
            lines = [line for other in later for line in _answers(field, other, outline, texts, known)]
            return _decide(field, _in_full(answers, lines) or answers)
        if answers:
            return _decide(field, answers)
        other = known.get(source.field) if source.field is not None else None
        if other is not None and other.status is Status.AMBIGUOUS:
            return Fact(field.id, Status.AMBIGUOUS, None, other.raw, other.location, other.reason)
    return Fact(field.id, Status.ABSENT, reason=f"没有找到“{field.name}”")


def _decide(field: FieldSpec, answers: Sequence[_Answer]) -> Fact:
    first = answers[0]
    where, raw = first.passage.location, first.passage.text
    different = list(
        dict.fromkeys(answer.value if answer.value is not None else answer.passage.text for answer in answers)
    )
    if len(different) > 1:
        shown = "、".join(f"“{answer.passage.text}”" for answer in _distinct(answers)[:4])
        return Fact(field.id, Status.AMBIGUOUS, None, raw, where, f"有几种写法：{shown}", first.passage)
    if first.value is None:
        return Fact(field.id, Status.AMBIGUOUS, None, raw, where, first.reason, first.passage)
    return Fact(field.id, Status.FOUND, first.value, raw, where, None, first.passage)


def _in_full(answers: Sequence[_Answer], lines: Sequence[_Answer]) -> list[_Answer]:
    """The lines that are the name of the organ in full, where the answers have one short form of it."""
    short, *others = {str(answer.value) for answer in answers}
    return [
        line
        for line in lines
        if not others
        and len(str(line.value)) > len(short)
        and same_organ(simplified(str(line.value)), simplified(short))
    ]


def _lines(field: FieldSpec, answers: list[_Answer]) -> list[_Answer]:
    """A field that is a text is a line of its own: where there are only whole sentences, none of them is certain."""
    if field.type is not FieldType.TEXT:
        return answers
    lines = [answer for answer in answers if "。" not in answer.passage.text]
    # A line that with the one before it says what another says is the rest of it, broken.
    said = {_SPACE.sub("", answer.passage.text) for answer in lines}
    lines = [answer for answer in lines if answer.whole not in said]
    return lines or [replace(answer, value=None, reason=_IN_A_SENTENCE) for answer in answers]


def _distinct(answers: Sequence[_Answer]) -> list[_Answer]:
    return list({answer.passage.text: answer for answer in reversed(answers)}.values())[::-1]


def _answers(
    field: FieldSpec, source: Source, outline: Outline, texts: Mapping[str, Fact], known: Mapping[str, Fact]
) -> Iterator[_Answer]:
    """What one source says: by its pattern, or by the lines that are the field and nothing else."""
    if source.pattern is None:
        for passage in _whole_lines(field, source, outline, known):
            yield _answer(field, passage, "")
        return
    text = _zone_text(source, outline, texts, known)
    if text is None:
        return
    for start, end in list(spans(source.pattern, text.text)) or _spans_between_spaces(source.pattern, text.text):
        if text.text[start:end].strip():
            words = text.slice(start, end).strip()
            if field.type is FieldType.TEXT:
                words = _on_one_line(words)
            answer = _answer(field, words, text.text[max(0, start - _YEAR_REACH) : start])
            before = text.text[:start].split("\n")
            is_line = field.type is FieldType.TEXT and len(before) > 1 and not before[-1].strip()
            yield replace(answer, whole=_SPACE.sub("", before[-2] + words.text)) if is_line else answer


def _spans_between_spaces(pattern: str, text: str) -> list[tuple[int, int]]:
    """Where a pattern is found when the spaces inside words, which some editors put there, are left out."""
    bare, offsets = without_spaces(text)
    if len(bare) == len(text):
        return []
    return [(offsets[start], offsets[max(end - 1, start)] + 1) for start, end in spans(pattern, bare)]


def _on_one_line(words: Passage) -> Passage:
    """Words that were broken over lines, put together; each character keeps its place."""
    lines: list[Passage] = []
    start = 0
    for line in words.text.split("\n"):
        lines.append(words.slice(start, start + len(line)).strip())
        start += len(line) + 1
    return words if len(lines) == 1 else join(lines, "")


def _zone_text(
    source: Source, outline: Outline, texts: Mapping[str, Fact], known: Mapping[str, Fact]
) -> Passage | None:
    match source.zone:
        case Zone.HEAD:
            return texts["document.head"].passage
        case Zone.BODY:
            return texts["document.body"].passage
        case Zone.FIELD:
            fact = known.get(source.field or "")
            return fact.passage if fact is not None and fact.status is Status.FOUND else None
        case Zone.END:
            parts = [part for line in outline.end for part in (line.organ, line.date) if part is not None]
            return join(parts) if parts else None


def _whole_lines(field: FieldSpec, source: Source, outline: Outline, known: Mapping[str, Fact]) -> Iterator[Passage]:
    """The lines of a zone that are nothing but a value of the field's type."""
    if source.zone is Zone.END:
        for line in outline.end:
            yield from _part(field, line.organ, line.date)
        return
    if source.zone is Zone.FIELD:
        fact = known.get(source.field or "")
        lines: Sequence[Passage] = [fact.passage] if fact is not None and fact.passage is not None else []
    elif source.zone is Zone.HEAD:
        lines = outline.head
    else:
        lines = [text for part in outline.parts for text in part.texts]
    for text in lines:
        found = signed(text)
        if found is not None:
            yield from _part(field, found.organ, found.date)
        elif field.type is FieldType.TEXT:
            yield text


def _part(field: FieldSpec, organ: Passage | None, day: Passage | None) -> Iterator[Passage]:
    wanted = {FieldType.ORGAN: organ, FieldType.DATE: day}.get(field.type)
    if wanted is not None:
        yield wanted


def _answer(field: FieldSpec, passage: Passage, before: str) -> _Answer:
    """The value that some words have for a field of this type."""
    text = passage.text.strip()
    match field.type:
        case FieldType.DATE:
            written = read_date(text, before) or read_date(_SPACE.sub("", text), before)
            if written is None:
                return _Answer(passage, None, f"不是日期：“{text}”")
            return _Answer(passage, written.value, written.reason)
        case FieldType.YEAR:
            year = read_year(_SPACE.sub("", text))
            return _Answer(passage, year, None if year is not None else f"不是年份：“{text}”")
        case FieldType.ORGAN:
            return _Answer(passage, _SPACE.sub("", text))
        case FieldType.TEXT:
            return _Answer(passage, text)
