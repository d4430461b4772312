"""Facts that somebody hands in as JSON instead of a report: what ``gouji facts --format json`` prints, or only values.

Nothing is placed or recognised here; every id and every value is held against the form, and a mistake is said with its
line. A fact that is not given is not certain: nobody knows whether it stands in the report.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, TypeAlias

from engine.documents.encoding import decode
from engine.documents.limits import MAX_BYTES
from engine.extraction.cells import interpret_for
from engine.extraction.choosing import choose_form
from engine.extraction.extract import complete
from engine.model.confirmation import Confirmation
from engine.model.document import Document, Paragraph
from engine.model.facts import NOT_GIVEN, Fact, Facts, FactValue, Status
from engine.model.form import Column, FieldType, Form
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct, replace

_FORMAT = "json"
_COUNTS = frozenset(
    "count position expected_position tables rows columns values header_rows breaks surplus offset".split()
)
_KEYS = frozenset(("value", "raw", "status", "location", "reason", "confirmed"))
_SHOWN = 5  # so many mistakes are said at once
_FARTHEST = 10**9  # no line, page or point of a report is farther away
_START = 64
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_SPEAKS_OF_FACTS = re.compile(r'"(?:facts|reports)"\s*:')
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")

FactType: TypeAlias = Column | FieldType | type[int] | type[str]
"""What a fact of the form holds: a cell what its column says, a field its type, anything else a count or a text."""


class Wrong(Struct, frozen=True):
    """What is wrong with the JSON, and in which line, in Chinese and in English."""

    reason: str
    english: str


class Given(Struct, frozen=True):
    """The facts of one report as they were given: by id, in the words of JSON. ``form`` is the form's id, if named."""

    text: str
    source: str
    sha256: str
    form: str | None
    facts: Mapping[str, object]


class _MistakeError(Exception):
    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class _Twice(dict[str, object]):
    """An object of JSON that remembers which keys were written twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = (
            tuple(dict.fromkeys(name for name in names if names.count(name) > 1)) if len(names) > len(self) else ()
        )


def read_given(data: bytes, source: str) -> Given | Wrong | None:
    """The facts in a JSON file, not yet held against a form; ``None`` when this is no JSON that speaks of facts."""
    if not data[:_START].translate(None, _BEFORE).startswith(b"{"):
        return None
    decoded = decode(data) if len(data) <= MAX_BYTES else None
    if decoded is None or not _SPEAKS_OF_FACTS.search(decoded.text):
        return None
    return _parse(decoded.text.removeprefix("\ufeff"), source, sha256(data).hexdigest())


def _parse(text: str, source: str, digest: str) -> Given | Wrong:
    try:
        whole = json.loads(text, object_pairs_hook=_Twice, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"第 {error.lineno} 行第 {error.colno} 列"
        return Wrong(f"{where}：不是合法的 JSON", f"line {error.lineno}, column {error.colno}: {error.msg}")
    except (ValueError, RecursionError) as error:
        return Wrong("不是合法的 JSON：数太长、不是数，或者套得太深", f"no valid JSON: {error}"[:200])
    if "reports" in whole and "facts" not in whole:
        return Wrong("这份 JSON 里有几份报告，请一份一个文件", "this JSON has several reports; write one file for each")
    facts, form = whole.get("facts"), whole.get("form")
    if not isinstance(facts, _Twice):
        return Wrong(f"第 {_line(text, 'facts')} 行：facts 应是一个对象", "facts must be an object")
    if form is not None and not isinstance(form, str):
        return Wrong(f"第 {_line(text, 'form')} 行：form 应是表单的英文名", "form must be the id of a form")
    if facts.twice:
        lines = "；".join(f"第 {_line(text, one, 1)} 行：{one} 写了两次" for one in facts.twice[:_SHOWN])
        return Wrong(lines, f"written twice: {', '.join(facts.twice[:_SHOWN])}")
    return Given(text, source, digest, form, facts)


def facts_of(given: Given, form: Form) -> Facts | Wrong:
    """All facts of the form as they were given; what is not given is not certain."""
    types = dict(fact_types(form))
    found: dict[str, Fact] = {}
    wrong: list[_MistakeError] = []
    for name, said in given.facts.items():
        try:
            if name not in types:
                raise _MistakeError(f"表单“{form.title}”没有 {name} 这一项", f"the form has no fact {name}")
            found[name] = _fact(name, said, types[name])
        except _MistakeError as error:
            line = _line(given.text, name)
            wrong.append(_MistakeError(f"第 {line} 行：{error.reason}", f"line {line}: {error.english}"))
    if wrong:
        rest = len(wrong) - _SHOWN
        return Wrong(
            "；".join(one.reason for one in wrong[:_SHOWN]) + (f"；另有 {rest} 处" if rest > 0 else ""),
            "; ".join(one.english for one in wrong[:_SHOWN]) + (f"; {rest} more" if rest > 0 else ""),
        )
    missing = {name: Fact(name, Status.AMBIGUOUS, reason=NOT_GIVEN) for name in types}
    document = Document(given.source, given.sha256, _FORMAT, None, ())
    return complete(form, document, missing | found)


def form_of(given: Given, forms: Sequence[Form]) -> Form | None:
    """The form that was named; else of those that have most of the facts the one that the year speaks for."""
    named = [form for form in forms if given.form in (None, form.id)]
    counts = [len(given.facts.keys() & dict(fact_types(form)).keys()) for form in named]
    fitting = [form for form, count in zip(named, counts, strict=True) if count == max(counts)]
    year = given.facts.get("report.year")
    year = year.get("value") if isinstance(year, dict) else year
    if len(fitting) < 2 or not isinstance(year, int):
        return fitting[0] if fitting else None
    title = Paragraph(Passage(f"{year}年{fitting[0].title}"))
    return choose_form(fitting, Document(given.source, given.sha256, _FORMAT, None, (title,))) or fitting[0]


def fact_types(form: Form) -> Iterator[tuple[str, FactType]]:
    """Every fact id of a form, with what it holds, in the order of the form (``Facts``)."""
    for field in form.fields:
        yield field.id, field.type
    for section in form.sections:
        for name in ("heading", "text", "count", "position", "expected_position", "tables"):
            yield _of_name(section.prefix, name)
    for table in form.tables:
        for name in ("rows", "columns", "values", "header", "header_rows", "breaks", "note"):
            yield _of_name(table.id, name)
        for _, row, column in table.cells():
            yield table.cell_id(row, column), column
        for _, row in table.rows():
            for name in ("label", "values", "surplus", "offset"):
                yield _of_name(f"{table.id}.{row.id}", name)
        for block in table.blocks:
            prefix = f"{table.id}.{block.id}" if block.id else table.id
            if block.id:
                yield _of_name(prefix, "label")
            for column in block.columns:
                yield _of_name(f"{prefix}.header.{column.id}", "label")
    for name in ("text", "body", "head"):
        yield _of_name("document", name)


def _of_name(prefix: str, name: str) -> tuple[str, FactType]:
    return f"{prefix}.{name}", int if name in _COUNTS else str


def _fact(name: str, said: object, kind: FactType) -> Fact:
    """One fact, from what ``gouji facts`` says of it, or from its value alone."""
    if not isinstance(said, dict):
        return _plain(name, said, kind)
    if not said.keys() <= _KEYS or "status" not in said:
        names = "、".join(sorted(_KEYS))
        raise _MistakeError(f"{name} 应是一个值，或者有 {names}", f"{name} must be a value, or have {sorted(_KEYS)}")
    if said["status"] not in list(Status):
        raise _MistakeError(
            f"{name} 的 status 只能是 {'、'.join(Status)}", f"the status of {name} must be one of {', '.join(Status)}"
        )
    status = Status(str(said["status"]))
    raw, reason, value = _text_or_none(name, said, "raw"), _text_or_none(name, said, "reason"), said.get("value")
    if (value is not None) is not (status is Status.FOUND):
        raise _MistakeError(
            f"{name} 的 status 是 {status}，value {'应有值' if value is None else '应是 null'}",
            f"{name} has status {status}: its value must be {'given' if value is None else 'null'}",
        )
    if status in (Status.AMBIGUOUS, Status.ABSENT):
        reason = reason or "给出的数据没有说明原因"
    where = _location(name, said.get("location"))
    read = None if value is None else _value(name, value, kind)
    by_hand = _confirmed(name, said.get("confirmed"))
    return _with_words(Fact(name, status, read, raw, where, reason, confirmed=by_hand))


def _confirmed(name: str, said: object) -> Confirmation | None:
    """Who confirmed a value by hand, and what was read before, as ``gouji facts`` says it."""
    match said:
        case None:
            return None
        case {
            "by": str(by),
            "on": str(on),
            "note": None | str() as note,
            "read": {"status": str(status), "value": value},
        }:
            try:
                before = value if isinstance(value, int | Decimal | str) else None
                return Confirmation(by, date.fromisoformat(on), Status(status), before, note)
            except ValueError:
                pass
    raise _MistakeError(
        f"{name} 的 confirmed 要有 by、on（日期）、note 和 read（status、value）",
        f"the confirmed of {name} must have by, on (a date), note, and read (status, value)",
    )


def _plain(name: str, said: object, kind: FactType) -> Fact:
    """A fact of which only the value is given; in a cell it is read as if it stood there, and null is a blank."""
    if said is None:
        return Fact(name, Status.BLANK, raw="")
    if isinstance(kind, Column) and isinstance(said, str):
        written = interpret_for(said, kind)
        return Fact(name, written.status, written.value, said, reason=written.reason)
    value = _value(name, said, kind)
    return _with_words(Fact(name, Status.FOUND, value, str(said)))


def _with_words(fact: Fact) -> Fact:
    """A text of several paragraphs knows only the place of its first."""
    if not isinstance(fact.value, str) or "\n" not in fact.value or fact.location is None:
        return fact
    pieces = (Piece(0, fact.location), Piece(fact.value.index("\n") + 1, Location()))
    return replace(fact, passage=Passage(fact.value, pieces))


def _value(name: str, said: object, kind: FactType) -> FactValue:
    if isinstance(said, str):
        if kind is str or kind in (FieldType.TEXT, FieldType.ORGAN):
            return said
        if kind is FieldType.DATE:
            try:
                return date.fromisoformat(said)
            except ValueError:
                raise _MistakeError(
                    f"{name} 应是“年-月-日”的日期，写的是“{said[:40]}”", f"{name} must be a date YYYY-MM-DD"
                ) from None
        if isinstance(kind, Column) and _NUMBER.fullmatch(said):
            return Decimal(said)
    is_whole = isinstance(said, int) and not isinstance(said, bool)
    if is_whole and (isinstance(kind, Column) or kind in (int, FieldType.YEAR)):
        return said  # type: ignore[return-value]
    if isinstance(said, Decimal) and isinstance(kind, Column) and _is_plain(said):
        return said
    wanted, english = _expected(kind)
    raise _MistakeError(f"{name} 应是{wanted}，写的是 {str(said)[:40]}", f"{name} must be {english}")


def _is_plain(number: Decimal) -> bool:
    """Whether a number can be written without an exponent in a reasonable length."""
    try:
        return _NUMBER.fullmatch(f"{number:f}") is not None
    except InvalidOperation:
        return False


def _expected(kind: FactType) -> tuple[str, str]:
    if isinstance(kind, Column):
        return "数", "a number"
    if kind is int or kind is FieldType.YEAR:
        return "整数", "a whole number"
    return ("“年-月-日”的日期", "a date YYYY-MM-DD") if kind is FieldType.DATE else ("文字", "a text")


def _text_or_none(name: str, said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    if value is not None and not isinstance(value, str):
        raise _MistakeError(f"{name} 的 {key} 应是文字或 null", f"{key} of {name} must be a text or null")
    return value


def _location(name: str, said: object) -> Location | None:
    """A place as it was given; ``{}`` and null are none."""
    if not said:
        return None
    mistake = _MistakeError(f"{name} 的 location 不是位置", f"the location of {name} is no place")
    if not isinstance(said, dict):
        raise mistake
    values: dict[str, Any] = {}
    for key, value in said.items():
        if key not in Location.__struct_fields__ or not (value is None or _fits(key, value)):
            raise mistake
        values[key] = tuple(float(one) for one in value) if isinstance(value, list) else value
    return Location(**values)


def _fits(key: str, value: object) -> bool:
    """Whether a part of a place is what it should be."""
    if key == "element":
        return isinstance(value, str)
    if key == "box":
        return isinstance(value, list) and len(value) == 4 and all(_is_measure(one) for one in value)
    return isinstance(value, int) and _is_measure(value)


def _is_measure(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and -_FARTHEST < value < _FARTHEST


def _no_number(said: str) -> None:
    raise ValueError(said)


def _line(text: str, key: str, nth: int = 0) -> int:
    """The line in which a key stands (for the second time: ``nth`` is 1), counted from 1."""
    written = re.escape(json.dumps(key, ensure_ascii=False)) + "|" + re.escape(json.dumps(key))
    found = [match.start() for match in re.finditer(rf"(?:{written})\s*:", text)]
    at = found[min(nth, len(found) - 1)] if found else 0
    return text.count("\n", 0, at) + 1
