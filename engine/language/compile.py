"""From the texts of rules files to a checked ruleset, with all diagnostics at once. The story of this room.

text --cut, parse--> tree --forms--> Form --names, check, rules--> Ruleset
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import TypeVar

from engine.language import checked, messages, tree
from engine.language.check import Checker
from engine.language.declared import Declared
from engine.language.forms import build_form, check_id, declares_form, place
from engine.language.keywords import BY_WORD
from engine.language.names import Scope
from engine.language.nearest import nearest
from engine.language.parse import parse
from engine.language.patterns import patterns
from engine.language.rules import RuleChecker, pair
from engine.language.sharing import share
from engine.language.source import SourceText
from engine.language.taking import Taken, take
from engine.language.types import is_date, words
from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.finding import RulesetId
from engine.model.form import Form
from engine.model.function import Function
from engine.model.struct import Struct, field

_ONCE = {tree.FormOf: "form_of", tree.AsOf: "as_of", tree.SubordinateBases: "subordinate_base"}
_FORM_KEYWORDS = {"FORM", "SECTION", "FIELD", "TABLE"}


class Compiled(Struct, frozen=True):
    """What came of rules files: ``ruleset`` only when no diagnostic is an error, ``form`` when one was read.

    ``twins`` are the places of words that can be spelt in two ways, Chinese and English (表三 and table3).
    """

    ruleset: checked.Ruleset | None
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]
    twins: Mapping[Span, tuple[str, str]] = field(default_factory=dict)


class Outline(Struct, frozen=True):
    """What the header says about other files: packs, files of packs, and the names of base reports."""

    form_of: tree.Word | None = None
    take_in: tuple[tree.Word, ...] = ()
    shares: tuple[tree.Text, ...] = ()
    base: tree.Text | None = None
    previous: tree.Text | None = None
    subordinates: tuple[tree.Text, ...] = ()


class Around(Struct, frozen=True):
    """What files say that a pack refers to: the form of another pack, packs taken in (by the name they are given),
    the texts of shared files (by name) and of the base reports.
    """

    form: Form | None = None
    taken: Mapping[str, checked.Ruleset] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    previous: str | None = None
    subordinates: tuple[str, ...] = ()


def outline(files: Mapping[str, str]) -> Outline:
    """What has to be fetched before the files can be compiled. Mistakes are left to ``compile_files``."""
    header = next(
        _headers(declaration for name in sorted(files) for declaration in parse(name, files[name])[0].declarations),
        None,
    )
    if header is None:
        return Outline()
    return Outline(
        next((clause.pack for clause in header.clauses if isinstance(clause, tree.FormOf)), None),
        tuple(clause.pack for clause in header.clauses if isinstance(clause, tree.TakeIn)),
        tuple(text for clause in header.clauses if isinstance(clause, tree.Shares) for text in clause.files),
        next(_texts(header, "base"), None),
        next(_texts(header, "previous_base"), None),
        tuple(text for clause in header.clauses if isinstance(clause, tree.SubordinateBases) for text in clause.files),
    )


def compile_files(
    files: Mapping[str, str],
    functions: Mapping[str, Function] | None = None,
    around: Around | None = None,
) -> Compiled:
    """Compiles the rules files of one pack (texts by name) together. Never raises, whatever the texts.

    ``functions`` are the built-in ones unless given. The words that examples change are checked against the base report
    in ``around``.
    """
    if functions is None:
        from engine.functions import FUNCTIONS

        functions = FUNCTIONS
    around = around or Around()
    parsed = [parse(name, texts[name]) for texts in (files, around.shared) for name in sorted(texts)]
    trees = [file for file, _ in parsed]
    diagnostics = list(chain.from_iterable(found for _, found in parsed))
    declarations = [declaration for file in trees for declaration in file.declarations]
    broken = frozenset(part.name for file in trees for part in file.broken if part.name is not None)
    header = _header(trees, declarations, diagnostics)
    trees, header, off = share(trees, frozenset(around.shared), header)
    declarations = [declaration for file in trees for declaration in file.declarations]
    taken = take(header, around.taken, diagnostics)
    used: set[str] = set()
    named = patterns(declarations, taken.names.definitions, used, broken)
    own_form, found = build_form(declarations, named, broken)
    diagnostics.extend(found)
    form = _choose_form(trees, declarations, header, own_form, taken.form or around.form, diagnostics)
    unnamed = any(part.name is None and part.keyword in _FORM_KEYWORDS for file in trees for part in file.broken)
    scope = Scope(
        form or _EMPTY,
        functions,
        taken.names.lexicons,
        broken=broken,
        lenient=form is None or unnamed,
        registers=taken.names.registers,
        parameters={key: one for one in taken.parameters for key in (one.name, one.id)},
        definitions=taken.names.definitions,
        used=used,
        patterns=named,
    )
    as_of = _as_of(header, scope, diagnostics)
    declared = Declared(declarations, scope, diagnostics)
    scope = declared.within(has_as_of=bool(_clauses(header, tree.AsOf)) or taken.as_of is not None)
    applies = _applies(header, scope, diagnostics)
    rules = _rules(trees, scope, around, taken, diagnostics)
    renamed = _renamed(header, {**taken.renamed}, rules, diagnostics)
    if not any(diagnostic.level is Level.ERROR for diagnostic in diagnostics):
        diagnostics.extend(declared.unused())
    ordered = _ordered(diagnostics)
    shown_form = own_form if around.form is None and taken.form is None else form
    if form is None or header is None or any(d.level is Level.ERROR for d in ordered):
        return Compiled(None, shown_form, ordered, scope.twins)
    ruleset = checked.Ruleset(
        identity=_identity(header, digest(files)),
        form=form,
        applies=(*taken.applies, *applies),
        rules=rules,
        base=around.base,
        files={**dict(sorted(files.items())), **dict(sorted(around.shared.items())), **taken.files},
        previous=around.previous,
        subordinates=around.subordinates,
        as_of=as_of or taken.as_of,
        parameters=_parameters(scope, taken),
        off=(*taken.off, *off),
        renamed=renamed,
        names=checked.Names(scope.lexicons, scope.registers, scope.definitions),
    )
    return Compiled(ruleset, shown_form, ordered, scope.twins)


_EMPTY = Form("", "", "", (), (), (), ())


def digest(files: Mapping[str, str]) -> str:
    """The hash of the files of a pack: their names in order, and their contents."""
    total = sha256()
    for name, text in sorted(files.items()):
        for part in (name, text):
            data = part.encode("utf-8", "surrogatepass")
            total.update(f"{len(data)}:".encode())
            total.update(data)
    return total.hexdigest()


def _headers(declarations: Iterable[tree.Declaration]) -> Iterator[tree.RulesetHeader]:
    return (node for node in declarations if isinstance(node, tree.RulesetHeader))


def _header(
    trees: Sequence[tree.File], declarations: Sequence[tree.Declaration], diagnostics: list[Diagnostic]
) -> tree.RulesetHeader | None:
    """The one header of a pack; complains when there is none, or more than one, or a clause stands twice."""
    headers = list(_headers(declarations))
    for extra in headers[1:]:
        values: dict[str, messages.Value] = {"keyword": pair("规则集"), "place": place(headers[0].span)}
        diagnostics.append(messages.TWO_HEADERS.at(extra.name.span, **values))
    if not headers:
        if not any(part.keyword == "RULESET" for file in trees for part in file.broken):
            name = trees[0].name if trees else ""
            diagnostics.append(messages.NO_HEADER.at(Span(name, 1, 1, 1, 1)))
        return None
    header = headers[0]
    check_id(header.id, diagnostics)
    seen: set[str] = set()
    for clause in header.clauses:
        key = clause.key if isinstance(clause, tree.TextClause) else _ONCE.get(type(clause), "")
        if key and key in seen:
            diagnostics.append(messages.DUPLICATE_CLAUSE.at(clause.span, clause=BY_WORD[key].words))
        seen.add(key)
    return header


_Clause = TypeVar("_Clause", bound=tree.RulesetClause)


def _clauses(header: tree.RulesetHeader | None, kind: type[_Clause]) -> list[_Clause]:
    return [clause for clause in header.clauses if isinstance(clause, kind)] if header is not None else []


def _choose_form(
    trees: Sequence[tree.File],
    declarations: Sequence[tree.Declaration],
    header: tree.RulesetHeader | None,
    own: Form | None,
    given: Form | None,
    diagnostics: list[Diagnostic],
) -> Form | None:
    """The pack's own form or the one taken from another; complains about both and about neither."""
    taken = bool(_clauses(header, tree.FormOf) or _clauses(header, tree.TakeIn))
    declared = declares_form(declarations)
    if (taken or given is not None) and declared is not None:
        diagnostics.append(
            messages.FORM_TAKEN.at(declared.name.span if not isinstance(declared, tree.Rule) else declared.span)
        )
        return given or own
    form = given or own
    hidden = any(part.keyword in ("FORM", "RULESET") for file in trees for part in file.broken)
    if form is None and header is not None and not hidden:
        diagnostics.append(messages.NO_FORM.at(header.name.span))
    return form


def _as_of(header: tree.RulesetHeader | None, scope: Scope, diagnostics: list[Diagnostic]) -> checked.Expression | None:
    """The day that decides which values of parameters hold."""
    for clause in _clauses(header, tree.AsOf)[:1]:
        found = Checker(scope, diagnostics).expression(clause.day)
        if found is not None and not is_date(found.type):
            diagnostics.append(messages.NO_DAY.at(clause.day.span, found=words(found.type)))
        return found
    return None


def _parameters(scope: Scope, taken: Taken) -> tuple[checked.Parameter, ...]:
    return tuple({one.id: one for one in (*taken.parameters, *scope.parameters.values())}.values())


def _renamed(
    header: tree.RulesetHeader | None,
    before: Mapping[str, str],
    rules: Sequence[checked.Rule],
    diagnostics: list[Diagnostic],
) -> Mapping[str, str]:
    """Old ids of rules and those they have now, also when they were renamed more than once."""
    ids = {rule.id for rule in rules}
    renamed = dict(before)
    for clause in _clauses(header, tree.Renamed):
        old, new = clause.old.text, clause.new.text
        if old in ids:
            diagnostics.append(messages.STILL_USED.at(clause.old.span, name=old))
        elif new not in ids:
            guess = messages.guess(nearest(new, ids))
            diagnostics.append(messages.UNKNOWN_RULE.at(clause.new.span, name=new, guess=guess))
        renamed = {**{a: new if b == old else b for a, b in renamed.items()}, old: new}
    return renamed


def _applies(
    header: tree.RulesetHeader | None, scope: Scope, diagnostics: list[Diagnostic]
) -> tuple[checked.Expression, ...]:
    checker = Checker(scope, diagnostics)
    found = [checker.condition(clause.condition) for clause in _clauses(header, tree.Applies)]
    return tuple(condition for condition in found if condition is not None)


def _rules(
    trees: Sequence[tree.File], scope: Scope, around: Around, taken: Taken, diagnostics: list[Diagnostic]
) -> tuple[checked.Rule, ...]:
    """The rules that are taken in, then the pack's own."""
    rules: list[checked.Rule] = []
    places: dict[str, Span] = {rule.id: rule.span for rule in taken.rules}
    for file in trees:
        source = SourceText(file.name, file.text)
        for node in file.declarations:
            if not isinstance(node, tree.Rule):
                continue
            if node.id.text in places:
                come = any(rule.id == node.id.text for rule in taken.rules)
                message = messages.RULE_TAKEN if come else messages.DUPLICATE_RULE
                values: dict[str, messages.Value] = {"name": node.id.text, "place": place(places[node.id.text])}
                diagnostics.append(message.at(node.id.span, **values))
            places.setdefault(node.id.text, node.id.span)
            checker = RuleChecker(node, source, scope, around.base, around.previous is not None)
            rules.append(checker.check())
            diagnostics.extend(checker.diagnostics)
    return (*taken.rules, *rules)


def _texts(header: tree.RulesetHeader, key: str) -> Iterator[tree.Text]:
    return (clause.text for clause in header.clauses if isinstance(clause, tree.TextClause) and clause.key == key)


def _identity(header: tree.RulesetHeader, sha: str) -> RulesetId:
    title = next((text.value for text in _texts(header, "title")), header.name.text)
    version = next((text.value for text in _texts(header, "version")), "")
    return RulesetId(header.id.text, version, sha, title)


def _ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In reading order, each once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span.file, d.span.line, d.span.column, d.code)))
