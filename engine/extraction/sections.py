"""The facts of sections and of the document's texts."""

from collections.abc import Iterator, Sequence

from engine.extraction.outline import Outline, Part, whole_text
from engine.model.facts import Fact, Status
from engine.model.form import Form, SectionSpec
from engine.model.location import Location
from engine.model.passage import Passage, join


def section_facts(outline: Outline, form: Form) -> Iterator[Fact]:
    """All facts of all sections of the form."""
    first: dict[int, Part] = {}
    for part in outline.parts:
        first.setdefault(part.section, part)
    found = list(first)
    expected = [section.ordinal for section in form.sections if section.ordinal in first]
    for section in form.sections:
        parts = [part for part in outline.parts if part.section == section.ordinal]
        if not parts:
            yield from _absent(section)
            continue
        heading = parts[0].heading
        where = heading.location
        prefix = section.prefix
        yield Fact(f"{prefix}.heading", Status.FOUND, heading.text, heading.text, where, None, heading)
        yield text_fact(f"{prefix}.text", [text for part in parts for text in part.texts], where, "标题之下没有文字")
        for name, value in (
            ("count", len(parts)),
            ("position", found.index(section.ordinal) + 1),
            ("expected_position", expected.index(section.ordinal) + 1),
            ("tables", sum(part.tables for part in parts)),
        ):
            yield Fact(f"{prefix}.{name}", Status.FOUND, value, str(value), where)


def _absent(section: SectionSpec) -> Iterator[Fact]:
    reason = "没有找到这一部分的标题"
    for name in ("heading", "text"):
        yield Fact(f"{section.prefix}.{name}", Status.ABSENT, reason=reason)
    yield Fact(f"{section.prefix}.count", Status.FOUND, 0, "0", reason=reason)
    for name in ("position", "expected_position", "tables"):
        yield Fact(f"{section.prefix}.{name}", Status.ABSENT, reason=reason)


def document_facts(outline: Outline) -> Iterator[Fact]:
    """The texts of the whole document, of its head and of its prose."""
    whole = whole_text(outline.flow)
    yield text_fact("document.text", [whole] if whole.text else [], None, "文件里没有文字")
    body = [text for part in outline.parts for text in part.texts]
    yield text_fact("document.body", body, None, "没有正文")
    yield text_fact("document.head", outline.head, None, "第一部分之前没有文字")


def text_fact(fact: str, passages: Sequence[Passage], where: Location | None, blank: str) -> Fact:
    """A fact that is a text; blank, at ``where``, when there is none."""
    if not passages:
        return Fact(fact, Status.BLANK, None, "", where, blank)
    passage = join(passages)
    return Fact(fact, Status.FOUND, passage.text, passage.text, passage.location, None, passage)
