"""Assessments and facts on the screen, with Rich (which only the terminal modules and ``folding.py`` import).

Everything that comes from a document is put in as ``Text``, never as markup: ``[red]`` in a report is five characters.
"""

from collections.abc import Collection, Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from engine.model.finding import Assessment, Evidence, Finding, Place, Severity, Verdict, Waived
from engine.model.struct import replace
from engine.outputs.certainty import read_by_hand
from engine.outputs.corrections import TITLE, said
from engine.outputs.excerpts import Excerpts, Grid
from engine.outputs.folding import GAP, Folded
from engine.outputs.format import Checked
from engine.outputs.groups import Group as FindingGroup
from engine.outputs.groups import alike, group, in_rows
from engine.outputs.identities import said as written_out
from engine.outputs.terminal_excerpts import drawn, quoted
from engine.outputs.undetermined import ADVICE, causes, failed, undetermined
from engine.outputs.words import NOTE, SEVERITY, VERDICT, Language, cite, where

_AROUND_TITLE = 4  # columns that the line around a title takes
_SHOWN_PLACES = 6
_WORDS: dict[str, dict[Language, str]] = {
    "organ": {"zh": "机关", "en": "organ "},
    "year": {"zh": "年度", "en": "year "},
    "of year": {"zh": "{}年度", "en": "{}"},
    "place": {"zh": "位置", "en": "place"},
    "quote": {"zh": "原文", "en": "words"},
    "message": {"zh": "问题", "en": "finding"},
    "identity": {"zh": "算式", "en": "numbers"},
    "compared": {"zh": "对照", "en": "compared"},
    "confirmed": {"zh": "核定", "en": "by hand"},
    "basis": {"zh": "依据", "en": "basis"},
    "suggestion": {"zh": "建议", "en": "advice"},
    "note": {"zh": "注意", "en": "note"},
    "unknown": {"zh": "未读到", "en": "not found"},
    "clean": {"zh": "没有发现问题。", "en": "No findings."},
    "checked": {
        "zh": "检查了 {} 条规则：通过 {}，不适用 {}，无法判断 {}。",
        "en": "{} rules: {} passed, {} not applicable, {} undetermined.",
    },
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
    "undecided": {"zh": "无法判断", "en": "undetermined"},
    "why": {"zh": "原因", "en": "reason"},
    "concerned": {"zh": "涉及", "en": "concerns"},
    "rules": {"zh": "规则", "en": "rules"},
    "comma": {"zh": "、", "en": ", "},
    "semicolon": {"zh": "；", "en": "; "},
    "also": {"zh": "另有 {} 处", "en": "{} more places"},
}


def show(reports: Iterable[Checked], to: Console, language: Language = "zh") -> None:
    """Prints every report: what was checked, the findings by severity, and what it came to."""
    for one in reports:
        assessment = one.assessment
        to.print(_header(assessment, to.width, language))
        if _is_clean(assessment):
            to.print(_clean(assessment, language))
            continue
        to.print(_findings(one, to.width, language))
        to.print(_corrections(assessment, language))
        to.print(_summary(assessment, language))


def plain(text: str) -> Text:
    """Text to print as it is."""
    return Text(text)


def svg(reports: Sequence[Checked], *, title: str, language: Language = "zh", width: int = 80) -> str:
    """The same screen as an SVG picture."""
    from engine.outputs.terminal_picture import picture

    return picture(lambda screen: show(reports, screen, language), title=title, width=width)


def _header(assessment: Assessment, width: int, language: Language) -> RenderableType:
    """Which report it is: its file, and in a line its organ, its year and the rules that it was checked against."""
    source = Text(assessment.source, style="bold")
    title = source if source.cell_len + _AROUND_TITLE <= width else Text()
    unknown = _WORDS["unknown"][language]
    organ = assessment.organ or f"{_WORDS['organ'][language]}{unknown}"
    year = f"{_WORDS['year'][language]}{unknown}"
    if assessment.year is not None:
        year = _WORDS["of year"][language].format(assessment.year)
    rulesets = [f"{ruleset.title or ruleset.id} {ruleset.version}" for ruleset in assessment.rulesets]
    parts: list[RenderableType] = [Rule(title, align="left", characters="━", style="less")]
    if not title:
        parts.append(Folded([("", source)], 1))
    if assessment.form is not None:
        parts.append(Folded([("", Text("  ".join([organ, year, *rulesets])))], 1))
    if assessment.project is not None:
        parts.append(Folded([(_WORDS["project"][language], Text(assessment.project))], 1))
    return Group(*parts)


def _is_clean(assessment: Assessment) -> bool:
    """Whether there is nothing to say of a report but what it was checked for."""
    set_aside = (assessment.waived, assessment.known, assessment.gone, assessment.off)
    return not assessment.findings and not any(set_aside)


def _clean(assessment: Assessment, language: Language) -> RenderableType:
    said = _WORDS["checked"][language].format(
        len(assessment.outcomes),
        *(assessment.count(one) for one in (Verdict.PASSED, Verdict.NOT_APPLICABLE, Verdict.UNDETERMINED)),
    )
    text = Text.assemble((_WORDS["clean"][language], "good"), " " if language == "en" else "", said)
    return Group(Folded([("", text)], 1), Text())


def _findings(report: Checked, width: int, language: Language) -> RenderableType:
    assessment = report.assessment
    if not assessment.findings:
        clean = "all known" if assessment.known else "all waived" if assessment.waived else "clean"
        return Group(Text(), Text(f" {_WORDS[clean][language]}", style="good"))
    excerpts = None if report.facts is None else Excerpts(report.facts, assessment.localizations)
    parts: list[RenderableType] = []
    found = failed(assessment.findings)
    groups = group(found) if excerpts is None else in_rows(group(found), excerpts.is_cell)
    for severity in Severity:
        number = sum(finding.severity is severity for finding in found)
        members = [one for one in groups if one.severity is severity]
        if not members:
            continue
        heading = Text(f"{SEVERITY[language][severity]} {number} {_WORDS['count'][language]}".rstrip())
        heading.stylize(severity.value)
        parts.extend([Text(), Rule(heading, align="left", style=severity.value)])
        for one in members:
            parts.extend(_group(one, excerpts, width, language))
    parts.extend(_undecided(assessment, language))
    return Group(*parts)


def _undecided(assessment: Assessment, language: Language) -> list[RenderableType]:
    """The rules that have no answer, by the cause."""
    number = len(undetermined(assessment.findings))
    if not number:
        return []
    heading = Text(f"{_WORDS['undecided'][language]} {number} {_WORDS['count'][language]}".rstrip(), style="note")
    parts: list[RenderableType] = [Text(), Rule(heading, align="left", style="note")]
    for cause in causes(assessment.findings):
        rows = [("why", Text("\n".join(cause.reasons))), ("concerned", Text(cause.concerned(language)))]
        if cause.places:
            first, *others = cause.places
            also = _WORDS["also"][language].format(len(others))
            line = where(first.location, language)
            rows[:0] = [
                ("place", Text(line + (f"{_WORDS['comma'][language]}{also}" if line and others else ""))),
                ("quote", Text(first.quote or "")),
            ]
        for severity in Severity:
            rules = [f"{one.rule} {one.title}" for one in cause.findings if one.severity is severity]
            label = Text.assemble((SEVERITY[language][severity], severity.value), "  ")
            rows.append(("rules", label.append(_WORDS["semicolon"][language].join(rules)) if rules else Text()))
        parts += [Text(), Folded(_named(rows, language), 1)]
    return [*parts, Text(), Folded(_named([("suggestion", Text(ADVICE[language], style="good"))], language), 1)]


def _named(rows: Iterable[tuple[str, Text]], language: Language) -> list[tuple[str, Text]]:
    """The rows that say something, with the names as they are shown; a name that is repeated is shown once."""
    named: list[tuple[str, Text]] = []
    last = ""
    for name, text in rows:
        if text:
            named.append(("" if name == last else _WORDS[name][language], text))
            last = name
    return named


def _group(one: FindingGroup, excerpts: Excerpts | None, width: int, language: Language) -> list[RenderableType]:
    parts: list[RenderableType] = [Text()]
    grid = None
    if one.place is not None:
        names = (_WORDS["place"][language], _WORDS["quote"][language])
        margin = 1 + max(map(cell_len, names)) + GAP
        grid = excerpts.grid(one.findings) if excerpts is not None else None
        quote = _shown(one, one.place, grid, excerpts, width - margin, language)
        rows = zip(names, (_places(one, language), quote), strict=True)
        parts.append(Folded([(name, text) for name, text in rows if text], 1))
    shown = frozenset[str]() if grid is None else grid.facts
    noted = False
    for findings in alike(one.findings):
        parts.extend(_said(findings, one, shown, noted=noted, language=language))
        noted = noted or any(finding.note for finding in findings)
    return parts


def _places(one: FindingGroup, language: Language) -> Text:
    """Where the findings of a group stand: of several cells in a row, the row, as the excerpt shows which they are."""
    places = [finding.locations[0].location for finding in one.findings if finding.locations]
    cells = {(place.row, place.cell) for place in places}
    if len(cells) > 1 and all(place.row is not None and place.element is None for place in places):
        return Text(where(replace(places[0], column=None, end_column=None, cell=None), language))
    return Text(where(one.place.location, language)) if one.place is not None else Text()


def _shown(
    one: FindingGroup, place: Place, grid: Grid | None, excerpts: Excerpts | None, room: int, language: Language
) -> Text:
    """What stands at the place of a group: rows of a table, the words around it, or only the words that it quotes."""
    style = one.severity.value
    if grid is not None:
        return drawn(grid, room, style, language)
    places = [finding.locations[0] for finding in one.findings if finding.locations]
    words = None if excerpts is None else excerpts.words([place, *places])
    return Text(place.quote or "") if words is None or not words.text else quoted(words, room, style)


def _said(
    findings: Sequence[Finding], one: FindingGroup, shown: Collection[str], *, noted: bool, language: Language
) -> list[RenderableType]:
    """Findings of one rule that are alike.

    ``shown`` are the cells that the excerpt has; ``noted`` is whether the note was said of this place before.
    """
    first = findings[0]
    head = Text.assemble((first.rule, first.severity.value), "  ", (first.title, "bold"))
    if first.severity is not one.severity:
        brackets = "（{}）" if language == "zh" else " ({})"
        head.append(brackets.format(SEVERITY[language][first.severity]), style=first.severity.value)
    rows: list[tuple[str, Text]] = []
    for finding in findings:
        rows.append(("message", Text(finding.message)))
        if finding.identity is not None:
            rows.append(("identity", Text(written_out(finding.identity, language), style="bold")))
    if not noted and any(finding.note for finding in findings):
        rows.append(("note", Text(NOTE[language], style="note")))
    evidence = dict.fromkeys(value for finding in findings for value in finding.evidence if value.source is not None)
    rows.append(("compared", _some([_elsewhere(value, language) for value in evidence], "\n", language)))
    by_hand = dict.fromkeys(words for finding in findings for words in read_by_hand(finding, language))
    rows.append(("confirmed", _some(list(by_hand), "\n", language, "note")))
    rows.append(("basis", Text("\n".join(cite(citation, language) for citation in first.basis))))
    rows.append(("suggestion", Text(first.suggestion or "", style="good")))
    others = [place for finding in findings for place in finding.locations[1:] if place.fact not in shown]
    words = list(dict.fromkeys(where(place.location, language) for place in others))
    rows.append(("see", _some(words, _WORDS["comma"][language], language, "less")))
    return [Folded([("", head)], 1), Folded(_named(rows, language), 3)]


def _some(items: Sequence[str], separator: str, language: Language, style: str = "") -> Text:
    """The first few of several things, and how many more there are."""
    rest = len(items) - _SHOWN_PLACES
    tail = [_WORDS["also"][language].format(rest)] if rest > 0 else []
    return Text(separator.join([*items[:_SHOWN_PLACES], *tail]), style=style)


def _elsewhere(evidence: Evidence, language: Language) -> str:
    """What was read in another report, in which file, and where."""
    value = _WORDS["unknown"][language] if evidence.value is None else evidence.value
    place = where(evidence.location, language) if evidence.location is not None else ""
    brackets = "（{}）" if language == "zh" else " ({})"
    return f"{evidence.name} = {value}{brackets.format(f'{evidence.source} {place}'.rstrip())}"


def _corrections(assessment: Assessment, language: Language) -> RenderableType:
    """Which cells may be wrong; nothing where the arithmetic holds."""
    if not assessment.localizations:
        return Group()
    lines = [line for one in assessment.localizations for line in said(one, language)]
    title = Rule(Text(TITLE[language], style="note"), align="left", style="note")
    return Group(Text(), title, Folded([("", Text("\n".join(lines)))], 1))


def _summary(assessment: Assessment, language: Language) -> RenderableType:
    counts = "  ".join(f"{VERDICT[language][verdict]} {assessment.count(verdict)}" for verdict in Verdict)
    severities = "  ".join(
        f"{SEVERITY[language][severity]} {sum(one.severity is severity for one in failed(assessment.findings))}"
        for severity in Severity
    )
    return Group(
        Text(),
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
    return [Text(f" {_WORDS[what][language].format(len(rows))}", style="note"), Folded(rows, 3)]


def _waiver(waived: Waived, language: Language) -> Text:
    place = next((where(one.location, language) for one in waived.finding.locations), "")
    waiver = waived.waiver
    said = _WORDS["waiver"][language].format(reason=waiver.reason, by=waiver.by, until=waiver.until.isoformat())
    return Text(f"{place}  {said}".lstrip())
