"""Assessments and facts on the screen, with Rich (which only the terminal modules and ``folding.py`` import).

Everything that comes from a document is put in as ``Text``, never as markup: ``[red]`` in a report is five characters.
"""

from collections.abc import Callable, Sequence
from typing import IO, TypeAlias

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from engine.model.finding import Assessment, Evidence, Finding, Place, Severity, Verdict, Waived
from engine.outputs.certainty import read_by_hand
from engine.outputs.corrections import TITLE, said
from engine.outputs.folding import Folded
from engine.outputs.groups import Group as FindingGroup
from engine.outputs.groups import group
from engine.outputs.words import NOTE, SEVERITY, VERDICT, Language, cite, where

Screen: TypeAlias = Console
"""What things are shown on."""

COLOUR = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_SHOWN_PLACES = 6
_WORDS: dict[str, dict[Language, str]] = {
    "report": {"zh": "报告", "en": "report"},
    "organ": {"zh": "机关", "en": "organ"},
    "year": {"zh": "年度", "en": "year"},
    "rules": {"zh": "规则", "en": "rules"},
    "place": {"zh": "位置", "en": "place"},
    "quote": {"zh": "原文", "en": "words"},
    "message": {"zh": "问题", "en": "finding"},
    "compared": {"zh": "对照", "en": "compared"},
    "confirmed": {"zh": "核定", "en": "by hand"},
    "basis": {"zh": "依据", "en": "basis"},
    "suggestion": {"zh": "建议", "en": "advice"},
    "note": {"zh": "注意", "en": "note"},
    "unknown": {"zh": "未读到", "en": "not found"},
    "clean": {"zh": "没有发现问题。", "en": "No findings."},
    "all waived": {"zh": "除已豁免的以外，没有发现问题。", "en": "No findings but waived ones."},
    "project": {"zh": "项目", "en": "project"},
    "waived": {"zh": "已豁免 {} 处", "en": "{} waived"},
    "known": {"zh": "基线里已有 {} 处，不再列出", "en": "{} known from the baseline"},
    "gone": {"zh": "基线里有、现在没有了的 {} 处", "en": "{} of the baseline have disappeared"},
    "all known": {"zh": "除基线里已有的以外，没有发现问题。", "en": "Nothing new since the baseline."},
    "waiver": {"zh": "{reason}（{by}，至 {until}）", "en": "{reason} ({by}, until {until})"},
    "off": {"zh": "停用规则 {} 条", "en": "{} rules switched off"},
    "summary": {"zh": "检查结果", "en": "outcomes"},
    "count": {"zh": "条", "en": ""},
    "see": {"zh": "另见", "en": "see"},
    "also": {"zh": "另有 {} 处", "en": "{} more places"},
}


def console(stream: IO[str], *, width: int | None = None, record: bool = False) -> Console:
    """A console on a stream; ``NO_COLOR``, pipes and old Windows consoles are Rich's to notice."""
    return Console(file=stream, width=width, record=record, highlight=False, soft_wrap=False, emoji=False)


def show(assessments: Sequence[Assessment], to: Console, language: Language = "zh") -> None:
    """Prints every assessment: what was checked, the findings by severity, and what it came to."""
    for assessment in assessments:
        to.print(_header(assessment, language))
        to.print(_findings(assessment, language))
        to.print(_corrections(assessment, language))
        to.print(_summary(assessment, language))


def plain(text: str) -> Text:
    """Text to print as it is."""
    return Text(text)


def svg(assessments: Sequence[Assessment], *, title: str, language: Language = "zh", width: int = 80) -> str:
    """The same screen as an SVG picture."""
    return picture(lambda screen: show(assessments, screen, language), title=title, width=width)


def picture(draw: Callable[[Console], None], *, title: str, width: int = 80) -> str:
    """What is drawn on a screen, as SVG: Rich's export, without fonts to fetch and without stretched glyphs."""
    import io
    import re

    screen = Console(file=io.StringIO(), width=width, record=True, highlight=False, emoji=False, force_terminal=True)
    draw(screen)
    svg = screen.export_svg(title=title, unique_id="gouji")
    # Rich gives a wide character the length of a narrow one here, although it places the next text rightly.
    svg = re.sub(r' textLength="[\d.]+"', "", svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", "Fira Code, Menlo, Consolas, DejaVu Sans Mono, monospace")


def _header(assessment: Assessment, language: Language) -> RenderableType:
    unknown = _WORDS["unknown"][language]
    rulesets = "\n".join(f"{ruleset.title or ruleset.id} {ruleset.version}" for ruleset in assessment.rulesets)
    rows = [
        (_WORDS["report"][language], Text(assessment.source)),
        (_WORDS["organ"][language], Text(assessment.organ or unknown)),
        (_WORDS["year"][language], Text(str(assessment.year) if assessment.year is not None else unknown)),
        (_WORDS["rules"][language], Text(rulesets or "—")),
    ]
    if assessment.project is not None:
        rows.append((_WORDS["project"][language], Text(assessment.project)))
    return Panel(Folded(rows), title="gouji 勾稽", title_align="left", box=box.ROUNDED)


def _findings(assessment: Assessment, language: Language) -> RenderableType:
    if not assessment.findings:
        clean = "all known" if assessment.known else "all waived" if assessment.waived else "clean"
        return Group(Text(), Text(f" {_WORDS[clean][language]}", style="green"))
    parts: list[RenderableType] = []
    groups = group(assessment.findings)
    for severity in Severity:
        number = sum(finding.severity is severity for finding in assessment.findings)
        members = [one for one in groups if one.severity is severity]
        if not members:
            continue
        heading = Text(f"{SEVERITY[language][severity]} {number} {_WORDS['count'][language]}".rstrip())
        heading.stylize(COLOUR[severity])
        parts.extend([Text(), Rule(heading, align="left", style=COLOUR[severity].removeprefix("bold "))])
        for one in members:
            parts.extend(_group(one, language))
    return Group(*parts)


def _group(one: FindingGroup, language: Language) -> list[RenderableType]:
    parts: list[RenderableType] = [Text()]
    place = one.place
    if place is not None:
        quote = _marked(place, [finding.locations[0] for finding in one.findings if finding.locations])
        rows = [("place", Text(where(place.location, language))), ("quote", quote)]
        parts.append(Folded([(_WORDS[name][language], text) for name, text in rows if text], 1))
    for finding in one.findings:
        parts.extend(_finding(finding, one, language))
    return parts


def _finding(finding: Finding, one: FindingGroup, language: Language) -> list[RenderableType]:
    head = Text.assemble((finding.rule, COLOUR[finding.severity]), "  ", (finding.title, "bold"))
    if finding.severity is not one.severity:
        head.append(f"（{SEVERITY[language][finding.severity]}）", style=COLOUR[finding.severity])
    if finding.outcome is Verdict.UNDETERMINED:
        head.append(f"  {VERDICT[language][finding.outcome]}", style="magenta")
    rows = [(_WORDS["message"][language], Text(finding.message))]
    if finding.note:
        rows.append((_WORDS["note"][language], Text(NOTE[language], style="magenta")))
    compared = [_elsewhere(one, language) for one in finding.evidence if one.source is not None]
    if compared:
        rest = len(compared) - _SHOWN_PLACES
        tail = [_WORDS["also"][language].format(rest)] if rest > 0 else []
        rows.append((_WORDS["compared"][language], Text("\n".join([*compared[:_SHOWN_PLACES], *tail]))))
    by_hand = read_by_hand(finding, language)
    if by_hand:
        rest = len(by_hand) - _SHOWN_PLACES
        tail = [_WORDS["also"][language].format(rest)] if rest > 0 else []
        rows.append(
            (_WORDS["confirmed"][language], Text("\n".join([*by_hand[:_SHOWN_PLACES], *tail]), style="magenta"))
        )
    if finding.basis:
        basis = "\n".join(cite(citation, language) for citation in finding.basis)
        rows.append((_WORDS["basis"][language], Text(basis)))
    if finding.suggestion:
        rows.append((_WORDS["suggestion"][language], Text(finding.suggestion, style="green")))
    if len(finding.locations) > 1:
        others = [where(place.location, language) for place in finding.locations[1 : _SHOWN_PLACES + 1]]
        rest = len(finding.locations) - 1 - len(others)
        tail = [_WORDS["also"][language].format(rest)] if rest else []
        separator = "、" if language == "zh" else "; "
        rows.append((_WORDS["see"][language], Text(separator.join([*others, *tail]), style="dim")))
    return [Folded([("", head)], 1), Folded(rows, 3)]


def _elsewhere(evidence: Evidence, language: Language) -> str:
    """What was read in another report, in which file, and where."""
    value = _WORDS["unknown"][language] if evidence.value is None else evidence.value
    place = where(evidence.location, language) if evidence.location is not None else ""
    brackets = "（{}）" if language == "zh" else " ({})"
    return f"{evidence.name} = {value}{brackets.format(f'{evidence.source} {place}'.rstrip())}"


def _marked(widest: Place, places: Sequence[Place]) -> Text:
    """The quoted words of the widest place, with the narrower places inside it marked."""
    text = Text(widest.quote or "")
    start = widest.location.column
    for place in places:
        if start is None or place.location.column is None or place.location.end_column is None:
            continue
        if place.location != widest.location:
            text.stylize("reverse", place.location.column - start, place.location.end_column - start)
    return text


def _corrections(assessment: Assessment, language: Language) -> RenderableType:
    """Which cells may be wrong; nothing where the arithmetic holds."""
    if not assessment.localizations:
        return Group()
    lines = [line for one in assessment.localizations for line in said(one, language)]
    title = Rule(Text(TITLE[language], style="bold magenta"), align="left", style="magenta")
    return Group(Text(), title, *(Padding(Text(line), (0, 0, 0, 1)) for line in lines))


def _summary(assessment: Assessment, language: Language) -> RenderableType:
    counts = "  ".join(f"{VERDICT[language][verdict]} {assessment.count(verdict)}" for verdict in Verdict)
    severities = "  ".join(
        f"{SEVERITY[language][severity]} {sum(finding.severity is severity for finding in assessment.findings)}"
        for severity in Severity
    )
    return Group(
        Text(),
        Rule(style="dim"),
        Text(f" {_WORDS['summary'][language]}  {counts}"),
        Text(f" {severities}"),
        *_set_aside("waived", [(one.finding.rule, _waiver(one, language)) for one in assessment.waived], language),
        *_set_aside("gone", [(one.rule, Text(one.message)) for one in assessment.gone], language),
        *([Text(f" {_WORDS['known'][language].format(len(assessment.known))}")] if assessment.known else []),
        *_set_aside("off", [(one.rule, Text(f"{one.title}  {one.reason}")) for one in assessment.off], language),
        Text(),
    )


def _set_aside(what: str, rows: Sequence[tuple[str, Text]], language: Language) -> list[RenderableType]:
    """How many findings or rules the project file sets aside, then each with the reason."""
    if not rows:
        return []
    return [Text(f" {_WORDS[what][language].format(len(rows))}", style="magenta"), Folded(rows, 3)]


def _waiver(waived: Waived, language: Language) -> Text:
    place = next((where(one.location, language) for one in waived.finding.locations), "")
    waiver = waived.waiver
    said = _WORDS["waiver"][language].format(reason=waiver.reason, by=waiver.by, until=waiver.until.isoformat())
    return Text(f"{place}  {said}".lstrip())
