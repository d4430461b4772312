"""What came of testing packs, on the screen. Everything goes in as ``Text``."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from engine.evaluation.masking import mask
from engine.language.source import excerpt
from engine.model.finding import Evidence, Verdict
from engine.outputs.folding import Folded
from engine.outputs.terminal_verification import show_mutation, show_properties
from engine.outputs.words import EXAMPLE, VERDICT, Language, where
from engine.verification.differences import unified
from engine.verification.examples import ExampleResult
from engine.verification.verify import PackResult

_WORDS: dict[str, dict[Language, str]] = {
    "place": {"zh": "位置", "en": "place"},
    "changes": {"zh": "改动", "en": "changes"},
    "wanted": {"zh": "应当", "en": "wanted"},
    "came": {"zh": "结果", "en": "came"},
    "read": {"zh": "读到", "en": "read"},
    "fails": {"zh": "不通过", "en": "failed"},
    "passes": {"zh": "通过或不适用", "en": "passed or not applicable"},
    "nothing": {"zh": "未读到", "en": "not found"},
    "summary": {
        "zh": "规则 {rules} 条；例子符合 {held} 个，不符合 {failed} 处；没有违例的规则 {unproven} 条",
        "en": "{rules} rules; {held} examples hold, {failed} do not; {unproven} rules have no failing example",
    },
    "also": {"zh": "另有 {} 处", "en": "{} more"},
    "list": {"zh": "：{}", "en": ": {}"},
}
_MOST_READ = 8
_STYLES = {"+": "good", "-": "bad", "@": "less"}


def show_tests(packs: Sequence[PackResult], to: Console, language: Language = "zh") -> None:
    """Prints, for every pack, each example that does not hold with all that explains it, and a summary."""
    for pack in packs:
        identity = pack.ruleset.identity
        heading = Text(f"{identity.title or identity.id} {identity.version}".strip())
        to.print(Rule(heading, align="left", style="bad" if pack.failures else "good"))
        for result in pack.failures:
            to.print(_failure(pack, result, language))
        to.print(_summary(pack, language))
        if pack.properties is not None:
            show_properties(pack.properties, to, language)
        if pack.mutation is not None:
            show_mutation(pack.mutation, to, language)


def _failure(pack: PackResult, result: ExampleResult, language: Language) -> RenderableType:
    words = {key: names[language] for key, names in _WORDS.items()}
    title = next((rule.title for rule in pack.ruleset.rules if rule.id == result.rule), "")
    head = Text.assemble((result.rule, "error"), "  " if result.rule else "", (title, "bold"))
    kind = EXAMPLE[language][None if result.example is None else result.example.fails]
    rows: list[tuple[str, Text]] = []
    if result.place is not None:
        rows.append((words["place"], Text(f"{result.place.file}:{result.place.line}", style="place")))
    rows.append((kind, _edits(pack, result)))
    if result.edited is not None and pack.ruleset.base is not None:
        rows.append((words["changes"], _difference(pack.ruleset.base, result.edited)))
    if result.verdict is None:
        problem = result.problem if language == "zh" else result.english
        rows.append((words["came"], Text(problem or "", style="bad")))
    else:
        must_fail = result.example is not None and result.example.fails
        rows.append((words["wanted"], Text(words["fails" if must_fail else "passes"])))
        if must_fail and result.verdict is Verdict.FAILED:  # it failed at another level than the example says
            came = result.problem if language == "zh" else result.english
            rows.append((words["came"], Text(came or "", style="bad")))
            return Group(Text(), Folded([("", head)], 1), Folded(rows, 3))
        said = words["list"].format(result.said) if result.said else ""
        rows.append((words["came"], Text(f"{VERDICT[language][result.verdict]}{said}", style="bad")))
    if result.evidence:
        rows.append((words["read"], Text("\n".join(_read(result.evidence, language)))))
    return Group(Text(), Folded([("", head)], 1), Folded(rows, 3))


def _edits(pack: PackResult, result: ExampleResult) -> Text:
    """The edits as their author wrote them; for the base report, the form that it is an instance of."""
    if result.example is None:
        return Text(pack.ruleset.form.title)
    return Text("\n".join(mask(excerpt(pack.ruleset.files, edit.span)) for edit in result.example.edits))


def _difference(base: str, edited: str) -> Text:
    lines = [Text(line, style=_STYLES.get(line[:1], "")) for line in unified(base, edited)]
    return Text("\n").join(lines)


def _read(evidence: Sequence[Evidence], language: Language) -> Iterator[str]:
    """What was read, one a line; of much, the first few and how much there is."""
    for one in evidence[:_MOST_READ]:
        value = one.value if one.value is not None else _WORDS["nothing"][language]
        place = where(one.location, language) if one.location is not None else ""
        yield f"{one.name} = {value}" + (f"  {place}" if place else "")
    if len(evidence) > _MOST_READ:
        yield _WORDS["also"][language].format(len(evidence) - _MOST_READ)


def _summary(pack: PackResult, language: Language) -> RenderableType:
    line = _WORDS["summary"][language].format(
        rules=len(pack.ruleset.rules), held=pack.held, failed=len(pack.failures), unproven=len(pack.unproven)
    )
    if pack.unproven:
        separator = "、" if language == "zh" else ", "
        line += _WORDS["list"][language].format(separator.join(pack.unproven))
    return Group(Text(), Folded([("", Text(line, style="bad" if pack.failures else "good"))], 1), Text())
