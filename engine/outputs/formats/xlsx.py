"""The rectification list (整改清单) as an Excel workbook: every finding a row, and views by unit, by rule, in figures.

Everything from a report is written as text, so that no cell can become a formula or a link. Reply and date are left
for the unit to fill in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import ceil
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from engine.model.finding import Assessment, Severity, Verdict
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.table import Row, rows
from engine.outputs.words import SEVERITY, VERDICT, Language
from engine.outputs.workbook import MADE, MOST_ROWS, ON_DISK, OPTIONS, as_list, font, legal

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "list": {"zh": "整改清单", "en": "Rectification"},
    "units": {"zh": "按单位", "en": "By unit"},
    "rules": {"zh": "按规则", "en": "By rule"},
    "figures": {"zh": "统计", "en": "Figures"},
    "number": {"zh": "序号", "en": "No."},
    "unit": {"zh": "单位", "en": "Unit"},
    "year": {"zh": "年度", "en": "Year"},
    "file": {"zh": "文件", "en": "File"},
    "rule": {"zh": "规则", "en": "Rule"},
    "severity": {"zh": "级别", "en": "Severity"},
    "place": {"zh": "位置", "en": "Place"},
    "quote": {"zh": "读到的内容", "en": "As written"},
    "required": {"zh": "要求", "en": "Required"},
    "problem": {"zh": "问题", "en": "Problem"},
    "basis": {"zh": "依据", "en": "Basis"},
    "suggestion": {"zh": "建议", "en": "Suggestion"},
    "reply": {"zh": "整改情况", "en": "Reply"},
    "date": {"zh": "完成日期", "en": "Date"},
    "findings": {"zh": "问题数", "en": "Findings"},
    "concerned": {"zh": "涉及单位数", "en": "Units"},
    "reports": {"zh": "报告份数", "en": "Reports"},
    "clean": {"zh": "没有问题的报告", "en": "Reports without findings"},
    "waived": {"zh": "已豁免", "en": "Waived"},
    "unknown": {"zh": "（未读出）", "en": "(not read)"},
}
_COLOURS = {Severity.ERROR: "#F8CBAD", Severity.WARNING: "#FFE699", Severity.INFO: "#DDEBF7"}
_LONGEST = 32_000  # Excel takes 32,767 characters in a cell
_LINE = 14.0  # points
_MOST_LINES = 28  # a row is at most 409 points high
_PIECE = 1 << 20


_LIST = (
    ("number", 5),
    ("unit", 18),
    ("year", 6),
    ("file", 18),
    ("rule", 7),
    ("severity", 6),
    ("place", 14),
    ("quote", 20),
    ("required", 20),
    ("problem", 36),
    ("basis", 26),
    ("suggestion", 24),
    ("reply", 18),
    ("date", 10),
)


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    """The file, made on disk; the reports are gone through once for each sheet."""
    from xlsxwriter import Workbook

    with TemporaryFile() as file:
        with Workbook(file, OPTIONS | ON_DISK) as workbook:
            workbook.set_properties({"created": MADE, "title": _WORDS["list"][manner.language]})
            writer = _Writer(workbook, manner.language)
            writer.findings(rows(reports, manner.language))
            writer.units(one.assessment for one in reports)
            writer.rules(one.assessment for one in reports)
            writer.figures(one.assessment for one in reports)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


FORMAT = Format("xlsx", ".xlsx", _render, is_text=False, pieces=_pieces)


class _Writer:
    def __init__(self, workbook: "Workbook", language: Language) -> None:
        self._workbook = workbook
        self._language: Language = language
        plain = {**font(language), "valign": "top"}
        self._head = workbook.add_format(
            {**plain, "bold": True, "bg_color": "#D9D9D9", "border": 1, "valign": "vcenter"}
        )
        self._text = workbook.add_format({**plain, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"})
        self._severities = {
            severity: workbook.add_format({**plain, "bg_color": colour, "border": 1, "border_color": "#BFBFBF"})
            for severity, colour in _COLOURS.items()
        }

    def findings(self, found: Iterable[Row]) -> None:
        """Every finding, in the order of reports and severity; waived ones are named so."""
        sheet, number = self._sheet("list", _LIST), 0
        for number, row in enumerate(islice(found, MOST_ROWS), 1):
            cells = row.cells
            words = {
                "number": str(number),
                "unit": cells["organ"] or _WORDS["unknown"][self._language],
                "year": cells["year"],
                "file": cells["source"],
                "rule": cells["rule"],
                "severity": cells["severity"],
                "place": cells["place"],
                "quote": cells["quote"],
                "required": cells["title"],
                "problem": self._problem(row),
                "basis": cells["basis"],
                "suggestion": cells["suggestion"],
                "reply": f"{_WORDS['waived'][self._language]}：{cells['waived']}"
                if cells["waived"]
                else cells["since"],
                "date": "",
            }
            for column, (name, _) in enumerate(_LIST):
                style = self._severities[row.finding.severity] if name == "severity" else self._text
                self._put(sheet, number, column, words[name], style)
            sheet.set_row(number, _LINE * max(_lines(words[name], width) for name, width in _LIST))
        as_list(sheet, number, len(_LIST))

    def _problem(self, row: Row) -> str:
        is_open = row.finding.outcome is Verdict.UNDETERMINED
        verdict = f"{VERDICT[self._language][row.finding.outcome]}：" if is_open else ""
        return "\n".join(part for part in (verdict + row.cells["message"], row.cells["note"]) if part)

    def units(self, assessments: Iterable[Assessment]) -> None:
        """A row a report: how many findings of each severity."""
        severities = ((severity.value, 9) for severity in Severity)
        columns = [("unit", 30), ("year", 8), ("file", 40), *severities, ("waived", 9)]
        sheet, number = self._sheet("units", columns), 0
        for number, one in enumerate(assessments, 1):
            counts = Counter(finding.severity for finding in one.findings)
            self._put(sheet, number, 0, one.organ or _WORDS["unknown"][self._language], self._text)
            self._put(sheet, number, 1, "" if one.year is None else one.year, self._text)
            self._put(sheet, number, 2, one.source, self._text)
            for column, severity in enumerate(Severity, 3):
                style = self._severities[severity] if counts[severity] else self._text
                self._put(sheet, number, column, counts[severity], style)
            self._put(sheet, number, 6, len(one.waived), self._text)
        as_list(sheet, number, len(columns))

    def rules(self, assessments: Iterable[Assessment]) -> None:
        """A row a rule that found something: how often, and in how many reports."""
        titles: dict[str, str] = {}
        severities: dict[str, set[Severity]] = {}
        counts, concerned = Counter[str](), Counter[str]()
        for one in assessments:
            for finding in one.findings:
                titles.setdefault(finding.rule, finding.title)
                severities.setdefault(finding.rule, set()).add(finding.severity)
                counts[finding.rule] += 1
            concerned.update({finding.rule for finding in one.findings})
        columns = [("rule", 10), ("required", 48), ("severity", 9), ("findings", 10), ("concerned", 12)]
        sheet = self._sheet("rules", columns)
        for number, rule in enumerate(sorted(counts, key=lambda rule: (-counts[rule], rule)), 1):
            worst = min(severities[rule], key=lambda severity: severity.rank)
            self._put(sheet, number, 0, rule, self._text)
            self._put(sheet, number, 1, titles[rule], self._text)
            self._put(sheet, number, 2, SEVERITY[self._language][worst], self._severities[worst])
            self._put(sheet, number, 3, counts[rule], self._text)
            self._put(sheet, number, 4, concerned[rule], self._text)
        as_list(sheet, len(counts), len(columns))

    def figures(self, assessments: Iterable[Assessment]) -> None:
        """What it all came to."""
        names = [
            *(_WORDS[name][self._language] for name in ("reports", "clean")),
            *(SEVERITY[self._language][severity] for severity in Severity),
            _WORDS["waived"][self._language],
            *(VERDICT[self._language][verdict] for verdict in Verdict),
        ]
        counts = [0] * len(names)
        for one in assessments:
            found = Counter(finding.severity for finding in one.findings)
            own = [1, int(not found), *(found[severity] for severity in Severity), len(one.waived)]
            own += [one.count(verdict) for verdict in Verdict]
            counts = [sum(pair) for pair in zip(counts, own, strict=True)]
        sheet = self._sheet("figures", [("figures", 28), ("findings", 12)])
        for number, (name, count) in enumerate(zip(names, counts, strict=True), 1):
            self._put(sheet, number, 0, name, self._text)
            self._put(sheet, number, 1, count, self._text)
        as_list(sheet, len(names), 2)

    def _sheet(self, name: str, columns: Iterable[tuple[str, float]]) -> Any:
        """A sheet with its header; rows come one after the other, and ``as_list`` last."""
        sheet = self._workbook.add_worksheet(_WORDS[name][self._language])
        for number, (column, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            severity = next((one for one in Severity if one.value == column), None)
            title = _WORDS[column][self._language] if severity is None else SEVERITY[self._language][severity]
            sheet.write_string(0, number, title, self._head)
        sheet.set_row(0, 22)
        return sheet

    def _put(self, sheet: Any, row: int, column: int, what: str | int, style: Any) -> None:
        if isinstance(what, int):
            sheet.write_number(row, column, what, style)
        elif what:
            sheet.write_string(row, column, legal(what)[:_LONGEST], style)
        else:
            sheet.write_blank(row, column, None, style)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column: not every program makes rows as high as their text needs."""
    wide = sum(1 + (east_asian_width(char) in "WFA") for char in text)
    return min(text.count("\n") + max(ceil(wide / (width - 1)), 1), _MOST_LINES)
