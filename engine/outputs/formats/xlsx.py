"""The rectification list (整改清单) as an Excel workbook: every finding a row, and views by unit, by rule, in figures.

Everything from a report is written as text, so that no cell can become a formula or a link. Reply and date are left
for the unit to fill in.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from engine.model.finding import Assessment, Finding, Severity, Verdict
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.table import Row, rows
from engine.outputs.words import SEVERITY, VERDICT, Language
from engine.outputs.workbook import MADE, MOST_ROWS, OPTIONS, as_list, font, legal

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
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE, "title": _WORDS["list"][manner.language]})
        writer = _Writer(workbook, manner.language)
        writer.findings(list(rows(reports, manner.language)))
        writer.units([one.assessment for one in reports])
        writer.rules([one.assessment for one in reports])
        writer.figures([one.assessment for one in reports])
    return file.getvalue()


FORMAT = Format("xlsx", ".xlsx", _render, is_text=False)


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

    def findings(self, found: Sequence[Row]) -> None:
        """Every finding, in the order of reports and severity; waived ones are named so."""
        sheet = self._sheet("list", _LIST, len(found))
        for number, row in enumerate(found[:MOST_ROWS], 1):
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

    def _problem(self, row: Row) -> str:
        is_open = row.finding.outcome is Verdict.UNDETERMINED
        verdict = f"{VERDICT[self._language][row.finding.outcome]}：" if is_open else ""
        return "\n".join(part for part in (verdict + row.cells["message"], row.cells["note"]) if part)

    def units(self, assessments: Sequence[Assessment]) -> None:
        """A row a report: how many findings of each severity."""
        columns = [("unit", 30), ("year", 8), ("file", 40), *((severity.value, 9) for severity in Severity)]
        sheet = self._sheet("units", [*columns, ("waived", 9)], len(assessments))
        for number, one in enumerate(assessments, 1):
            counts = Counter(finding.severity for finding in one.findings)
            self._put(sheet, number, 0, one.organ or _WORDS["unknown"][self._language], self._text)
            self._put(sheet, number, 1, "" if one.year is None else one.year, self._text)
            self._put(sheet, number, 2, one.source, self._text)
            for column, severity in enumerate(Severity, 3):
                style = self._severities[severity] if counts[severity] else self._text
                self._put(sheet, number, column, counts[severity], style)
            self._put(sheet, number, 6, len(one.waived), self._text)

    def rules(self, assessments: Sequence[Assessment]) -> None:
        """A row a rule that found something: how often, and in how many reports."""
        found: dict[str, list[Finding]] = {}
        concerned: Counter[str] = Counter()
        for one in assessments:
            for finding in one.findings:
                found.setdefault(finding.rule, []).append(finding)
            concerned.update({finding.rule for finding in one.findings})
        columns = [("rule", 10), ("required", 48), ("severity", 9), ("findings", 10), ("concerned", 12)]
        sheet = self._sheet("rules", columns, len(found))
        ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        for number, (rule, findings) in enumerate(ordered, 1):
            worst = min((finding.severity for finding in findings), key=lambda severity: severity.rank)
            self._put(sheet, number, 0, rule, self._text)
            self._put(sheet, number, 1, findings[0].title, self._text)
            self._put(sheet, number, 2, SEVERITY[self._language][worst], self._severities[worst])
            self._put(sheet, number, 3, len(findings), self._text)
            self._put(sheet, number, 4, concerned[rule], self._text)

    def figures(self, assessments: Sequence[Assessment]) -> None:
        """What it all came to."""
        counts = Counter(finding.severity for one in assessments for finding in one.findings)
        lines: list[tuple[str, int]] = [
            (_WORDS["reports"][self._language], len(assessments)),
            (_WORDS["clean"][self._language], sum(not one.findings for one in assessments)),
            *((SEVERITY[self._language][severity], counts[severity]) for severity in Severity),
            (_WORDS["waived"][self._language], sum(len(one.waived) for one in assessments)),
            *(
                (VERDICT[self._language][verdict], sum(one.count(verdict) for one in assessments))
                for verdict in Verdict
            ),
        ]
        sheet = self._sheet("figures", [("figures", 28), ("findings", 12)], len(lines))
        for number, (name, count) in enumerate(lines, 1):
            self._put(sheet, number, 0, name, self._text)
            self._put(sheet, number, 1, count, self._text)

    def _sheet(self, name: str, columns: Iterable[tuple[str, float]], count: int) -> Any:
        """A sheet with its header frozen, filtered and repeated on every printed page."""
        sheet = self._workbook.add_worksheet(_WORDS[name][self._language])
        columns = list(columns)
        for number, (column, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            severity = next((one for one in Severity if one.value == column), None)
            title = _WORDS[column][self._language] if severity is None else SEVERITY[self._language][severity]
            sheet.write_string(0, number, title, self._head)
        sheet.set_row(0, 22)
        as_list(sheet, count, len(columns))
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
