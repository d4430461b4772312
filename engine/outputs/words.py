"""The words that every output shares, Chinese and English."""

from collections.abc import Mapping
from typing import Literal

from engine.model.citation import Binding, Citation
from engine.model.facts import Status
from engine.model.finding import READING_DOUBT, Severity, Verdict
from engine.model.location import Location

Language = Literal["zh", "en"]

NOTE: Mapping[Language, str] = {
    "zh": READING_DOUBT,
    "en": "it may be the reading: compare these numbers with the document first",
}
SEVERITY: Mapping[Language, Mapping[Severity, str]] = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提醒"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
}
VERDICT: Mapping[Language, Mapping[Verdict, str]] = {
    "zh": {
        Verdict.PASSED: "通过",
        Verdict.FAILED: "不通过",
        Verdict.NOT_APPLICABLE: "不适用",
        Verdict.UNDETERMINED: "无法判断",
    },
    "en": {
        Verdict.PASSED: "passed",
        Verdict.FAILED: "failed",
        Verdict.NOT_APPLICABLE: "not applicable",
        Verdict.UNDETERMINED: "undetermined",
    },
}
BINDING: Mapping[Language, Mapping[Binding, str]] = {
    "zh": {
        Binding.LAW: "法律法规",
        Binding.FORMAT: "统一格式",
        Binding.STANDARD: "标准",
        Binding.ADVICE: "编辑建议",
    },
    "en": {
        Binding.LAW: "law",
        Binding.FORMAT: "official format",
        Binding.STANDARD: "standard",
        Binding.ADVICE: "editorial advice",
    },
}
STATUS: Mapping[Language, Mapping[Status, str]] = {
    "zh": {
        Status.FOUND: "读到",
        Status.BLANK: "空白",
        Status.MARK: "符号",
        Status.AMBIGUOUS: "不确定",
        Status.ABSENT: "没有",
    },
    "en": {
        Status.FOUND: "found",
        Status.BLANK: "blank",
        Status.MARK: "mark",
        Status.AMBIGUOUS: "not certain",
        Status.ABSENT: "absent",
    },
}
RULE: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "severity": "级别",
        "basis": "依据",
        "each": "逐一检查",
        "when": "适用条件",
        "require": "要求",
        "forbid": "禁止",
        "message": "提示",
        "suggestion": "建议",
        "report": "报告方式",
        "together": "几处不合格合成一条",
        "examples": "例子",
        "edits": "改动",
        "before": "基准写作",
        "after": "改为",
        "outcome": "结果",
        "fails": "报错",
        "passes": "不报错",
        "gone": "（删去）",
        "new": "（没有）",
        "more": "另有 {} 行",
        "broken": "例子不成立",
        "source": "规则原文",
        "place": "出处",
        "ruleset": "规则集",
        "version": "版本",
        "applies": "适用",
        "form": "报告",
        "count": "共 {} 条规则",
        "contents": "目录",
        "terms": "算式用语",
        "rule": "规则",
        "id": "编号",
        "meaning": "意思",
    },
    "en": {
        "severity": "severity",
        "basis": "basis",
        "each": "looks at",
        "when": "applies when",
        "require": "required",
        "forbid": "forbidden",
        "message": "message",
        "suggestion": "advice",
        "report": "reported",
        "together": "several failures make one finding",
        "examples": "examples",
        "edits": "edit",
        "before": "base report",
        "after": "becomes",
        "outcome": "outcome",
        "fails": "finding",
        "passes": "no finding",
        "gone": "(deleted)",
        "new": "(nothing)",
        "more": "{} more lines",
        "broken": "the example does not hold",
        "source": "the rule itself",
        "place": "file",
        "ruleset": "ruleset",
        "version": "version",
        "applies": "applies to",
        "form": "report",
        "count": "{} rules",
        "contents": "Contents",
        "terms": "Words of the rules language",
        "rule": "rule",
        "id": "id",
        "meaning": "meaning",
    },
}
READING: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "reading": "读数",
        "source": "文件",
        "doubts": "不确定的读数",
        "no doubts": "没有不确定的读数",
        "document": "原文",
        "understood": "读到的内容",
        "fields": "各项",
        "headings": "标题",
        "raw": "写作",
        "place": "位置",
        "id": "编号",
        "correct": "应为",
        "copy_command": "复制命令",
        "copied": "已复制",
        "who": "谁核定",
        "keys": "j k 或 ↓ ↑ 逐条查看，Tab 在格间移动，Esc 取消",
        "stale": "{} 核定的是另一份内容的报告，没有使用",
        "close": "关闭",
    },
    "en": {
        "reading": "what was read",
        "source": "file",
        "doubts": "Not certain",
        "no doubts": "Everything is certain",
        "document": "Document",
        "understood": "What was read",
        "fields": "Fields",
        "headings": "Headings",
        "raw": "written",
        "place": "place",
        "id": "id",
        "correct": "should be",
        "copy_command": "copy the command",
        "copied": "copied",
        "who": "by whom",
        "keys": "j k or ↓ ↑ for the next one, Tab between cells, Esc to let go",
        "stale": "{} belongs to another content of the report and was not used",
        "close": "close",
    },
}
FINDINGS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "findings": "检查结果",
        "reports": "报告",
        "report": "报告",
        "source": "文件",
        "document": "原文",
        "clean": "没有发现问题",
        "all waived": "除已豁免的以外，没有发现问题",
        "all known": "除基线里已有的以外，没有发现问题",
        "filter": "筛选",
        "rule": "规则",
        "part": "部分",
        "all rules": "所有规则",
        "all parts": "所有部分",
        "see": "另见",
        "identity": "算式",
        "note": "注意",
        "compared": "对照",
        "by hand": "核定",
        "basis": "依据",
        "suggestion": "建议",
        "waiver": "豁免",
        "evidence": "依据的读数",
        "waived": "已豁免",
        "known": "基线里已有",
        "gone": "基线里有、现在没有了",
        "off": "停用的规则",
        "keys": "j k 逐条查看，n p 在原文里逐处查看，Esc 取消",
    },
    "en": {
        "findings": "Findings",
        "reports": "Reports",
        "report": "report",
        "source": "file",
        "document": "Document",
        "clean": "No findings",
        "all waived": "No findings but waived ones",
        "all known": "Nothing new since the baseline",
        "filter": "Filter",
        "rule": "Rule",
        "part": "Part",
        "all rules": "all rules",
        "all parts": "all parts",
        "see": "see also",
        "identity": "numbers",
        "note": "note",
        "compared": "compared",
        "by hand": "by hand",
        "basis": "basis",
        "suggestion": "advice",
        "waiver": "waived",
        "evidence": "values it rests on",
        "waived": "Waived",
        "known": "Known from the baseline",
        "gone": "Disappeared since the baseline",
        "off": "Rules switched off",
        "keys": "j k for the next finding, n p for the next place in the document, Esc to let go",
    },
}
# Whether an example must fail; None is the base report as it stands.
EXAMPLE: Mapping[Language, Mapping[bool | None, str]] = {
    "zh": {True: "违例", False: "合例", None: "基准"},
    "en": {True: "must fail", False: "must pass", None: "base report"},
}
_PLACES: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "page": "第{}页",
        "line": "第{}行",
        "column": "第{}列",
        "source": "网页源码第{}行（{}）",
        "paragraph": "第{}段",
        "character": "第{}字",
        "table": "第{}个表",
        "row": "第{}个表第{}行",
        "cell": "第{}个表第{}行第{}格",
    },
    "en": {
        "page": "page {}",
        "line": "line {}",
        "column": ", column {}",
        "source": "source line {} ({})",
        "paragraph": "paragraph {}",
        "character": ", character {}",
        "table": "table {}",
        "row": "table {}, row {}",
        "cell": "table {}, row {}, cell {}",
    },
}
_UNVERIFIED: Mapping[Language, str] = {"zh": "（条文待核）", "en": " (not yet verified)"}


def cite(citation: Citation, language: Language) -> str:
    """A citation with how binding it is: ``法律法规：《…》第四十九条``."""
    article = f" {citation.article}" if citation.article else ""
    unverified = "" if citation.verified else _UNVERIFIED[language]
    colon = "：" if language == "zh" else ": "
    return f"{BINDING[language][citation.binding]}{colon}{citation.document}{article}{unverified}"


def where(location: Location, language: Language) -> str:
    """A place as a person would look for it: ``第114行第1列``, ``第5段``, ``第2个表第3行第4格``, ``Sheet1!B7``."""
    page = _said("page", language, location.page) if location.page is not None else ""
    return (" " if language == "zh" else ", ").join(part for part in (page, _on_page(location, language)) if part)


def _on_page(location: Location, language: Language) -> str:
    element, inside = location.element, ""
    if location.column is not None and location.column > 1:
        inside = _said("character", language, location.column)
    if element is not None and "!" in element:  # the cell of a sheet, as its own program names it
        return element + inside
    if location.line is not None and element is None:
        column = _said("column", language, location.column) if location.column is not None else ""
        return _said("line", language, location.line) + column
    if location.row is not None and location.cell is not None:
        return _said("cell", language, location.table, location.row, location.cell) + inside
    if location.row is not None:
        return _said("row", language, location.table, location.row)
    if location.table is not None:
        return _said("table", language, location.table)
    if location.line is not None:
        return _said("source", language, location.line, element) + inside
    if location.paragraph is not None:
        return _said("paragraph", language, location.paragraph) + inside
    return element or ""


def _said(what: str, language: Language, *numbers: object) -> str:
    return _PLACES[language][what].format(*numbers)
