"""Questionable rules of a pack: they can be used, but their author should look. docs/lint.md lists them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from engine import packs
from engine.language import checked, messages
from engine.language.messages import Message
from engine.linting import meaningless, patterns, whole_rules
from engine.linting.accepting import sift
from engine.linting.pack import Pack
from engine.model.diagnostic import Diagnostic, Level
from engine.model.struct import Struct
from engine.packs.find import find


class Lint(Struct, frozen=True):
    """One lint rule: its message, what it is called, and what finds it (``None``: the compiler or ``sift`` does)."""

    message: Message
    name: str
    english: str
    find: Callable[[Pack], Iterator[Diagnostic]] | None = None


class Linted(Struct, frozen=True):
    """What is to be said about a pack, in reading order, and the texts in which it stands.

    Where the pack cannot be used at all, that is all that is said.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    def only(self, codes: Collection[str]) -> "Linted":
        """The same without what has other codes; errors stay."""
        kept = (one for one in self.diagnostics if one.level is Level.ERROR or one.code in codes)
        return Linted(tuple(kept), self.sources)

    @property
    def is_broken(self) -> bool:
        return any(one.level is Level.ERROR for one in self.diagnostics)


LINTS: tuple[Lint, ...] = (
    Lint(messages.UNUSED, "没有用到的声明", "unused declaration"),
    Lint(messages.UNUSED_VARIABLE, "没有用到的变量", "unused variable", whole_rules.unused_variable),
    Lint(messages.ACCEPTED, "无效的接受", "faulty acceptance"),
    Lint(messages.NO_FAILING_EXAMPLE, "缺违例", "no failing example", whole_rules.no_failing_example),
    Lint(messages.ADVICE_AS_ERROR, "建议当作错误", "advice as error", whole_rules.advice_as_error),
    Lint(messages.UNVERIFIED, "依据待核", "unverified basis", whole_rules.unverified),
    Lint(messages.SAME_TITLE, "标题重复", "same title", whole_rules.same_title),
    Lint(messages.SAME_RULE, "规则重复", "same rule", whole_rules.same_rule),
    Lint(messages.NO_SUGGESTION, "缺建议", "no suggestion", whole_rules.no_suggestion),
    Lint(messages.FIXED_MESSAGE, "提示不分处", "fixed message", whole_rules.fixed_message),
    Lint(messages.NOWHERE, "没有定位", "no place", whole_rules.nowhere),
    Lint(messages.LONG_RULE, "规则太长", "long rule", whole_rules.long_rule),
    Lint(messages.REPEATED, "条件重复", "repeated condition", meaningless.repeated),
    Lint(messages.SHADOWED, "名称遮盖", "shadowed name", meaningless.shadowed),
    Lint(messages.NOTHING_THERE, "没有可查的", "nothing to check", meaningless.nothing_there),
    Lint(messages.ALWAYS_THERE, "总是存在", "always there", meaningless.always_there),
    Lint(messages.AGAINST_FORM, "与表单相抵", "against the form", meaningless.against_form),
    Lint(messages.SAME_LEVEL, "级别相同", "same level", whole_rules.same_level),
    Lint(messages.OUTSIDE_SCOPE, "超出适用", "outside the scope", meaningless.outside_scope),
    Lint(messages.MATCHES_EMPTY, "模式可空", "pattern matches nothing", patterns.matches_empty),
    Lint(messages.NEVER_MATCHES, "模式不可能", "pattern never matches", patterns.never_matches),
    Lint(messages.ANCHORED, "整篇首尾", "anchored in a long text", patterns.anchored),
    Lint(messages.SLIP_REMAINS, "改后仍错", "slip remains", patterns.slip_remains),
    Lint(messages.CONSTANT, "恒定的判断", "constant condition"),
)
CODES = frozenset(lint.message.code for lint in LINTS)


def lint(
    ruleset: checked.Ruleset, files: Mapping[str, str], compiled: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """What is questionable in the rules of ``files`` (texts by name), the own files of the pack that is ``ruleset``.

    ``compiled`` are the warnings that came of compiling it. Comments in the files may accept what is found.
    """
    pack = Pack(ruleset, files)
    found = chain(compiled, chain.from_iterable(one.find(pack) for one in LINTS if one.find is not None))
    unique = dict.fromkeys(sift(found, files, CODES))
    return tuple(sorted(unique, key=lambda one: (one.span.file, one.span.line, one.span.column, one.code)))


def lint_pack(reference: str) -> Linted:
    """What is to be said about a pack: the name of a shipped one, a folder, or a file."""
    loaded, found = packs.load(reference), find(reference)
    if loaded.ruleset is None or found is None:
        return Linted(loaded.diagnostics, loaded.sources)
    own = {name: loaded.sources[name] for name in found.files}
    return Linted(lint(loaded.ruleset, own, loaded.diagnostics), loaded.sources)
