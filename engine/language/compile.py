"""From the texts of rules files to a checked ruleset, with all diagnostics at once. The story of this room.

text --cut, parse--> tree --forms--> Form --names, check, rules--> Ruleset
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain

from engine.language import checked, messages, tree
from engine.language.check import Checker
from engine.language.forms import build_form, check_id, declares_form, place
from engine.language.keywords import BY_WORD
from engine.language.names import RESERVED, Scope
from engine.language.parse import parse
from engine.language.rules import RuleChecker, pair
from engine.language.source import SourceText
from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.finding import RulesetId
from engine.model.form import Form
from engine.model.function import Function
from engine.model.struct import Struct
from engine.model.types import Lexicon, Slip

_FORM_KEYWORDS = {"FORM", "SECTION", "FIELD", "TABLE"}


class Compiled(Struct, frozen=True):
    """What came of rules files: ``ruleset`` only when no diagnostic is an error, ``form`` when one was read."""

    ruleset: checked.Ruleset | None
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]


class Outline(Struct, frozen=True):
    """What the header says about other files: the pack whose form it takes, and the name of the base report."""

    form_of: tree.Word | None = None
    base: tree.Text | None = None


def outline(files: Mapping[str, str]) -> Outline:
    """What has to be fetched before the files can be compiled. Mistakes are left to ``compile_files``."""
    header = next(
        _headers(declaration for name in sorted(files) for declaration in parse(name, files[name])[0].declarations),
        None,
    )
    if header is None:
        return Outline()
    form_of = next((clause.pack for clause in header.clauses if isinstance(clause, tree.FormOf)), None)
    return Outline(form_of, next(_texts(header, "base"), None))


def compile_files(
    files: Mapping[str, str],
    functions: Mapping[str, Function] | None = None,
    form: Form | None = None,
    base: str | None = None,
) -> Compiled:
    """Compiles the rules files of one pack (texts by name) together. Never raises, whatever the texts.

    ``functions`` are the built-in ones unless given; ``form`` is that of another pack (``沿用表单``); ``base`` is the
    text of the base report, against which the words that examples change are checked.
    """
    if functions is None:
        from engine.functions import FUNCTIONS

        functions = FUNCTIONS
    parsed = [parse(name, files[name]) for name in sorted(files)]
    trees = [file for file, _ in parsed]
    diagnostics = list(chain.from_iterable(found for _, found in parsed))
    declarations = [declaration for file in trees for declaration in file.declarations]
    broken = frozenset(part.name for file in trees for part in file.broken if part.name is not None)
    header = _header(trees, declarations, diagnostics)
    own_form, found = build_form(declarations, broken)
    diagnostics.extend(found)
    given = form is not None
    form = _choose_form(trees, declarations, header, own_form, form, diagnostics)
    lexicons = _lexicons(declarations, form, diagnostics)
    unnamed = any(part.name is None and part.keyword in _FORM_KEYWORDS for file in trees for part in file.broken)
    scope = Scope(form or _EMPTY, functions, lexicons, {}, broken, lenient=form is None or unnamed)
    applies = _applies(header, scope, diagnostics)
    rules = _rules(trees, scope, base, diagnostics)
    ordered = _ordered(diagnostics)
    if form is None or header is None or any(d.level is Level.ERROR for d in ordered):
        return Compiled(None, own_form if not given else form, ordered)
    identity = _identity(header, digest(files))
    ruleset = checked.Ruleset(identity, form, applies, rules, base, dict(sorted(files.items())))
    return Compiled(ruleset, form, ordered)


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
        key = (
            clause.key if isinstance(clause, tree.TextClause) else "form_of" if isinstance(clause, tree.FormOf) else ""
        )
        if key and key in seen:
            diagnostics.append(messages.DUPLICATE_CLAUSE.at(clause.span, clause=BY_WORD[key].words))
        seen.add(key)
    return header


def _choose_form(
    trees: Sequence[tree.File],
    declarations: Sequence[tree.Declaration],
    header: tree.RulesetHeader | None,
    own: Form | None,
    given: Form | None,
    diagnostics: list[Diagnostic],
) -> Form | None:
    """The pack's own form or the one taken from another; complains about both and about neither."""
    taken = header is not None and any(isinstance(clause, tree.FormOf) for clause in header.clauses)
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


def _lexicons(
    declarations: Sequence[tree.Declaration], form: Form | None, diagnostics: list[Diagnostic]
) -> dict[str, Lexicon]:
    lexicons: dict[str, Lexicon] = {}
    places: dict[str, Span] = {}
    taken = {name for table in form.tables for name in (table.name, table.id)} if form else set()
    taken |= {name for section in form.sections for name in (section.name, section.id)} if form else set()
    for node in declarations:
        if not isinstance(node, tree.Lexicon):
            continue
        name = node.name.text
        if name in RESERVED:
            diagnostics.append(messages.RESERVED.at(node.name.span, name=name))
        elif name in places or name in taken:
            where = place(places[name]) if name in places else form.name if form else ""
            diagnostics.append(messages.DUPLICATE_NAME.at(node.name.span, name=name, place=where))
        else:
            places[name] = node.name.span
            slips = tuple(
                Slip(slip.wrong.value, slip.correct.value)
                if isinstance(slip.wrong, tree.Text)
                else Slip(slip.wrong.source, slip.correct.value, is_pattern=True)
                for slip in node.slips
            )
            lexicons[name] = Lexicon(name, slips)
    return lexicons


def _applies(
    header: tree.RulesetHeader | None, scope: Scope, diagnostics: list[Diagnostic]
) -> tuple[checked.Expression, ...]:
    checker = Checker(scope, diagnostics)
    clauses = header.clauses if header else ()
    found = [checker.condition(clause.condition) for clause in clauses if isinstance(clause, tree.Applies)]
    return tuple(condition for condition in found if condition is not None)


def _rules(
    trees: Sequence[tree.File], scope: Scope, base: str | None, diagnostics: list[Diagnostic]
) -> tuple[checked.Rule, ...]:
    rules: list[checked.Rule] = []
    places: dict[str, Span] = {}
    for file in trees:
        source = SourceText(file.name, file.text)
        for node in file.declarations:
            if not isinstance(node, tree.Rule):
                continue
            if node.id.text in places:
                values: dict[str, messages.Value] = {"name": node.id.text, "place": place(places[node.id.text])}
                diagnostics.append(messages.DUPLICATE_RULE.at(node.id.span, **values))
            places.setdefault(node.id.text, node.id.span)
            checker = RuleChecker(node, source, scope, base)
            rules.append(checker.check())
            diagnostics.extend(checker.diagnostics)
    return tuple(rules)


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
