"""What figures over many reports are called, in Chinese and English."""

from collections.abc import Mapping

from engine.model.finding import Severity
from engine.outputs.statistics import OfUnit, Statistics
from engine.outputs.words import SEVERITY, Language

STATISTICS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "heading": "年度报告检查统计",
        "reports": "{reports} 份报告{years}",
        "span": "（{}年）",
        "undetermined": "无法判断",
        "unread": "另有 {} 个文件没有查成",
        "nameless": "{} 份没有读出机关或年度，不进单位排行",
        "years": "逐年",
        "rules": "规则排行",
        "units": "单位排行（名次从问题少的起，先看错误，再看警告、提醒；这里从后往前）",
        "league": "单位排行",
        "left out": "另有 {} 项没有列出",
        "year": "年度",
        "count": "份数",
        "clean": "没有问题",
        "each": "{}/份",
        "rule": "规则",
        "title": "内容",
        "severity": "级别",
        "applies": "适用份数",
        "failed": "不通过",
        "share": "占适用的",
        "rank": "名次",
        "unit": "单位",
        "change": "比上年",
        "better": "好转",
        "worse": "变差",
        "same": "持平",
        "axis": "每份报告的问题数",
        "count axis": "不通过的份数",
    },
    "en": {
        "heading": "Figures of the annual reports",
        "reports": "{reports} reports{years}",
        "span": " ({})",
        "undetermined": "undetermined",
        "unread": "{} files could not be checked",
        "nameless": "of {} organ or year is not known; they are in no ranking of units",
        "years": "By year",
        "rules": "Rules",
        "units": "Units (ranked from the fewest errors, then warnings, then hints; the last come first here)",
        "league": "Units",
        "left out": "{} more are not shown",
        "year": "year",
        "count": "reports",
        "clean": "clean",
        "each": "{} each",
        "rule": "rule",
        "title": "title",
        "severity": "severity",
        "applies": "applies to",
        "failed": "fails",
        "share": "share",
        "rank": "rank",
        "unit": "unit",
        "change": "since last year",
        "better": "better",
        "worse": "worse",
        "same": "same",
        "axis": "findings a report",
        "count axis": "reports in which it fails",
    },
}


def change(unit: OfUnit, language: Language) -> str:
    """How a unit did compared with the year before; nothing where there is no such report."""
    if unit.before is None:
        return ""
    words = STATISTICS[language]
    if unit.latest.failed == unit.before.failed:
        return words["same"]
    return words["better"] if unit.latest.failed < unit.before.failed else words["worse"]


def headline(one: Statistics, language: Language) -> str:
    """How many reports and of which years, what was found in them, and what could not be counted."""
    words = STATISTICS[language]
    years = [year.year for year in one.years]
    span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}—{years[-1]}"
    parts = [words["reports"].format(reports=one.reports, years=span and words["span"].format(span))]
    parts += [
        f"{SEVERITY[language][severity]} {count}" for severity, count in zip(Severity, one.found.failed, strict=True)
    ]
    parts.append(f"{words['undetermined']} {one.found.undetermined}")
    parts += [words["unread"].format(one.unread)] if one.unread else []
    parts += [words["nameless"].format(one.nameless)] if one.nameless else []
    return "  ".join(parts)
