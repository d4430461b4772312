"""From the declarations 表单, 部分, 字段 and 表 to a form: nesting, unique names, nothing missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.language import messages, tree
from engine.language.names import RESERVED
from engine.language.nearest import nearest
from engine.language.patterns import Patterns
from engine.language.tables import build_table
from engine.model.diagnostic import Diagnostic, Span
from engine.model.form import FieldSpec, Form, Label, SectionSpec, Source, TableSpec, Zone


@dataclass(slots=True)
class _Unique:
    """Names in use, with the place of each."""

    diagnostics: list[Diagnostic]
    used: dict[str, Span] = field(default_factory=dict)

    def add(self, word: tree.Word, own: str | None = None) -> None:
        """Takes a name; ``own`` is the other name of the same thing, which it may equal."""
        if word.text in RESERVED:
            self.diagnostics.append(messages.RESERVED.at(word.span, name=word.text))
        elif word.text in self.used and word.text != own:
            before = self.used[word.text]
            self.diagnostics.append(messages.DUPLICATE_NAME.at(word.span, name=word.text, place=place(before)))
        else:
            self.used.setdefault(word.text, word.span)


def place(span: Span) -> str:
    """A place in a sentence."""
    return f"{span.file}:{span.line}"


def declares_form(declarations: Iterable[tree.Declaration]) -> tree.Declaration | None:
    """The first declaration that belongs to a form."""
    kinds = (tree.FormHeader, tree.Section, tree.Field, tree.Table)
    return next((declaration for declaration in declarations if isinstance(declaration, kinds)), None)


def build_form(
    declarations: Sequence[tree.Declaration], patterns: Patterns, broken: frozenset[str]
) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """The form of a ruleset, and what is wrong with it. Faults leave out the part they concern, not the form.

    Names in ``broken`` belong to declarations that did not parse; references to them are let pass.
    """
    diagnostics: list[Diagnostic] = []
    headers = [node for node in declarations if isinstance(node, tree.FormHeader)]
    for extra in headers[1:]:
        values: dict[str, messages.Value] = {"keyword": ("表单", "form"), "place": place(headers[0].span)}
        diagnostics.append(messages.TWO_HEADERS.at(extra.span, **values))
    if not headers:
        return None, tuple(diagnostics)
    unique = _Unique(diagnostics)
    tables = _tables(declarations, unique, patterns)
    sections = _sections(declarations, unique, tables, broken)
    fields = _fields(declarations, unique, patterns, broken)
    header = headers[0]
    check_id(header.id, diagnostics)
    if not header.recognise:
        diagnostics.append(messages.NO_RECOGNISE.at(header.name.span))
    recognise = tuple(patterns.source(pattern, diagnostics) for pattern in header.recognise)
    form = Form(header.id.text, header.name.text, header.title.value, recognise, sections, tables, fields)
    return form, tuple(diagnostics)


def check_id(word: tree.Word, diagnostics: list[Diagnostic]) -> None:
    """Complains about an id that is not Latin."""
    if not word.text.isascii():
        diagnostics.append(messages.ID.at(word.span, name=word.text))


def _tables(declarations: Sequence[tree.Declaration], unique: _Unique, patterns: Patterns) -> tuple[TableSpec, ...]:
    tables: list[TableSpec] = []
    for node in declarations:
        if isinstance(node, tree.Table):
            unique.add(node.name)
            unique.add(node.id, node.name.text)
            check_id(node.id, unique.diagnostics)
            tables.append(build_table(node, patterns, unique.diagnostics))
    return tuple(tables)


def _sections(
    declarations: Sequence[tree.Declaration], unique: _Unique, tables: Sequence[TableSpec], broken: frozenset[str]
) -> tuple[SectionSpec, ...]:
    sections: list[SectionSpec] = []
    ids = {name: table.id for table in tables for name in (table.name, table.id)}
    for node in declarations:
        if not isinstance(node, tree.Section):
            continue
        unique.add(node.name)
        unique.add(node.id, node.name.text)
        check_id(node.id, unique.diagnostics)
        for word in node.tables:
            if word.text not in ids and word.text not in broken:
                guess = messages.guess(nearest(word.text, ids))
                unique.diagnostics.append(messages.UNKNOWN_NAME.at(word.span, name=word.text, guess=guess))
        label = Label(node.heading.value, tuple(alias.value for alias in node.aliases))
        own = tuple(ids[word.text] for word in node.tables if word.text in ids)
        sections.append(SectionSpec(len(sections) + 1, node.id.text, node.name.text, label, own))
    return tuple(sections)


def _fields(
    declarations: Sequence[tree.Declaration], unique: _Unique, patterns: Patterns, broken: frozenset[str]
) -> tuple[FieldSpec, ...]:
    nodes = [node for node in declarations if isinstance(node, tree.Field)]
    ids = {word.text: node.id.text for node in nodes for word in (node.name, node.id)}
    fields: list[FieldSpec] = []
    for node in nodes:
        unique.add(node.name)
        unique.add(node.id, node.name.text)
        check_id(node.id, unique.diagnostics)
        if not node.sources:
            unique.diagnostics.append(messages.NO_SOURCE.at(node.name.span, name=node.name.text))
        sources: list[Source] = []
        for source in node.sources:
            pattern = patterns.source(source.pattern, unique.diagnostics) if source.pattern else None
            if source.field is not None and source.field.text not in ids:
                if source.field.text not in broken:
                    guess = messages.guess(nearest(source.field.text, ids))
                    name = source.field.text
                    unique.diagnostics.append(messages.UNKNOWN_NAME.at(source.field.span, name=name, guess=guess))
                continue
            sources.append(Source(source.zone, pattern, ids[source.field.text] if source.field else None))
        fields.append(FieldSpec(node.id.text, node.name.text, node.type, tuple(sources)))
    unique.diagnostics.extend(_circles(nodes, fields))
    return tuple(fields)


def _circles(nodes: Sequence[tree.Field], fields: Sequence[FieldSpec]) -> list[Diagnostic]:
    """Fields that are taken from themselves, directly or through others, or stand between such."""
    above = {spec.id: {s.field for s in spec.sources if s.zone is Zone.FIELD and s.field} for spec in fields}
    below: dict[str, set[str]] = {name: set() for name in above}
    for name, sources in above.items():
        for source in sources:
            below[source].add(name)
    circling = _without_ends(above, below) & _without_ends(below, above)
    return [messages.CIRCULAR.at(node.name.span, name=node.name.text) for node in nodes if node.id.text in circling]


def _without_ends(ahead: Mapping[str, set[str]], behind: Mapping[str, set[str]]) -> set[str]:
    """The names from which one can go ahead without end."""
    left = {name: len(following) for name, following in ahead.items()}
    ends = [name for name, count in left.items() if count == 0]
    while ends:
        end = ends.pop()
        del left[end]
        for name in behind[end]:
            left[name] -= 1
            if left[name] == 0:
                ends.append(name)
    return set(left)
