"""What came of trying a pack's properties and mutants, on the screen. Everything goes in as ``Text``."""

from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from engine.evaluation.masking import mask
from engine.language.source import excerpt
from engine.outputs.folding import Folded
from engine.outputs.words import Language
from engine.verification.mutation import MutationResult, Survivor
from engine.verification.proof import Contradiction, Proof
from engine.verification.properties import Counterexample, Property, PropertyResult

PROPERTY: Mapping[Property, Mapping[Language, str]] = {
    Property.COMPLIANT: {"zh": "合规的报告不报错", "en": "compliant reports pass"},
    Property.SENSITIVE: {"zh": "最小的差错能发现", "en": "the smallest fault is noticed"},
    Property.LOCAL: {"zh": "没读的变了结果不变", "en": "what was not read changes nothing"},
    Property.HONEST: {"zh": "缺了、读不准不会变成通过", "en": "what is gone or in doubt never becomes a pass"},
    Property.STURDY: {"zh": "什么数据都不出错", "en": "no data breaks the evaluation"},
    Property.RESCALED: {"zh": "换了单位结果不变", "en": "another unit changes nothing"},
}
_WORDS: dict[str, dict[Language, str]] = {
    "tried": {"zh": "性质：{}", "en": "properties: {}"},
    "times": {"zh": "{name} {count} 次", "en": "{name} x{count}"},
    "lacking": {"zh": "不成立的 {} 处", "en": "{} do not hold"},
    "property": {"zh": "性质", "en": "property"},
    "why": {"zh": "问题", "en": "problem"},
    "example": {"zh": "例子", "en": "example"},
    "mutants": {
        "zh": "变异 {count} 个，有理由不计 {justified} 个；其余发现 {noticed} 个（{score:.1%}），未发现 {survived} 个",
        "en": "{count} mutants, {justified} justified; of the rest {noticed} noticed ({score:.1%}), {survived} not",
    },
    "reason": {"zh": "理由", "en": "reason"},
    "faulty": {"zh": "理由无效", "en": "void reason"},
    "place": {"zh": "位置", "en": "place"},
    "words": {"zh": "原文", "en": "text"},
    "change": {"zh": "改动", "en": "change"},
}


def show_properties(result: PropertyResult, to: Console, language: Language = "zh") -> None:
    """Prints each property that does not hold with the report that shows it, and how often each was tried."""
    words = {key: names[language] for key, names in _WORDS.items()}
    for one in result.counterexamples:
        to.print(_counterexample(result, one, language))
    tried = [words["times"].format(name=PROPERTY[one][language], count=count) for one, count in result.tried.items()]
    parts = ["；".join(tried) if language == "zh" else "; ".join(tried)]
    summary = words["tried"].format(parts[0]) + (" — " + words["lacking"].format(len(result.counterexamples)))
    style = "bad" if result.counterexamples else "good"
    to.print(Folded([("", Text(summary, style=style))], 1))
    to.print()


def show_mutation(result: MutationResult, to: Console, language: Language = "zh") -> None:
    """Prints each mutant that nothing noticed with its place, those that need not be, and the score."""
    for one in (*result.justified, *result.survivors):
        to.print(_mutant(result, one, language))
    for fault in result.faults:
        place = Text(f"{fault.span.file}:{fault.span.line}", style="place")
        problem = Text(fault.problem if language == "zh" else fault.english, style="bad")
        rows = [(_WORDS["place"][language], place), (_WORDS["why"][language], problem)]
        to.print(Group(Text(), Folded([("", Text(_WORDS["faulty"][language], style="error"))], 1), Folded(rows, 3)))
    summary = _WORDS["mutants"][language].format(
        count=result.count,
        justified=len(result.justified),
        noticed=result.noticed,
        score=result.score,
        survived=len(result.survivors),
    )
    to.print(Folded([("", Text(summary))], 1))
    to.print()


def show_proof(proof: Proof, to: Console, language: Language = "zh") -> None:
    """Prints what was proved of a pack, one line a question."""
    identity = proof.ruleset.identity
    heading = Text(f"{identity.title or identity.id} {identity.version}".strip())
    to.print(Rule(heading, align="left", style="bad" if proof.contradictions else "good"))
    zh = language == "zh"
    join = "、" if zh else ", "
    none = "没有" if zh else "none"
    together = {True: "能" if zh else "yes", False: "不能" if zh else "no", None: "没有定论" if zh else "not decided"}
    undecided = [question if zh else english for question, english in proof.undecided]
    rows = [
        ("算术规则" if zh else "arithmetic rules", join.join(proof.rules) or none),
        ("能否同时成立" if zh else "all at once", together[proof.consistent]),
        ("例如" if zh else "for instance", join.join(f"{key}={value}" for key, value in proof.witness.items())),
        ("互相矛盾" if zh else "contradictory", "；".join(map(_contradiction, proof.contradictions)) or none),
        ("可由其余推出" if zh else "implied", join.join(proof.implied) or none),
        ("可以一并删去" if zh else "can go together", join.join(proof.redundant) or none),
        ("永远不会不通过" if zh else "never fail", join.join(proof.never_fail) or none),
        ("没有定论" if zh else "not decided", join.join(undecided) or none),
    ]
    to.print(Folded([(name, Text(value)) for name, value in rows if value], 1))
    to.print()


def _contradiction(one: Contradiction) -> str:
    numbers = " ".join(f"{key}={value}" for key, value in one.numbers.items())
    return "、".join(one.rules) + (f"（{numbers}）" if numbers else "")


def _counterexample(result: PropertyResult, one: Counterexample, language: Language) -> RenderableType:
    title = next((rule.title for rule in result.ruleset.rules if rule.id == one.rule), "")
    rows = [
        (_WORDS["property"][language], Text(PROPERTY[one.property][language])),
        (_WORDS["why"][language], Text(mask(one.reason if language == "zh" else one.english), style="bad")),
    ]
    if one.example:
        rows.append((_WORDS["example"][language], Text(mask(one.example))))
    return Group(Text(), Folded([("", _head(one.rule, title))], 1), Folded(rows, 3))


def _mutant(result: MutationResult, one: Survivor, language: Language) -> RenderableType:
    title = next((rule.title for rule in result.ruleset.rules if rule.id == one.rule), "")
    span = one.mutant.span
    written = " ".join(excerpt(result.ruleset.files, span).split())
    rows = [
        (_WORDS["place"][language], Text(f"{span.file}:{span.line}:{span.column}", style="place")),
        (_WORDS["words"][language], Text(written if len(written) <= _LONGEST else written[:_LONGEST] + "…")),
        (
            _WORDS["change"][language],
            Text(one.mutant.change if language == "zh" else one.mutant.english, style="changed"),
        ),
    ]
    if one.reason is not None:
        rows.append((_WORDS["reason"][language], Text(one.reason, style="good")))
    return Group(Text(), Folded([("", _head(one.rule, title))], 1), Folded(rows, 3))


_LONGEST = 120


def _head(rule: str, title: str) -> Text:
    return Text.assemble((rule, "bold"), "  ", title)
