"""docs/coverage.md: which check of the catalogue is which rule, and why the others are none: ``make reference``."""

from pathlib import Path

from tests.support.packs import shipped_packs

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
CHECKS = 159
NOT_RULES = {
    "S09": ("问题—改进对应", "要读懂哪一条改进说的是哪一个问题；数条数的误报太多"),
    "T311": ("小类行有值时一致", "统一格式里没有（三）（四）（五）（六）的小计行，没有可以比较的格"),
    "D10": ("多源日期矛盾", "要有网页的发布日期；现在只读报告本身"),
    "N05": ("站点与机关", "要有网页的地址和站点名称；现在只读报告本身"),
    "M03": ("网页名与正文名不同", "要有网页的标题；现在只读报告本身"),
    "M04": ("栏目年份与报告年度不同", "要有网页的栏目；现在只读报告本身"),
    "Y10": (
        "2020年与2021年衔接",
        "对外公开总数量与现行有效件数分在两种格式里，一条规则只能写一种格式的格",
    ),
    "A02": ("口径声明", "没有要求写明，绝大多数合格的报告也不写；逐份提醒等于误报"),
}
"""Checks that are no rules: what they are called, and why."""
_HEAD = """# 检查清单与规则

`make reference` 从规则包生成这一页。清单共 {checks} 项：{rules} 项是规则，{rest} 项不是，理由列在最后。
2021年格式的规则包 `foi_annual_report` 有 {new} 条规则，2019年格式的 `foi_annual_report_2019` 有 {old} 条；
编号末尾带字母的是同一项检查的另一部分。

The checks of the catalogue: {rules} of {checks} are rules. “●” marks the pack that has one.
The others stand at the end, with reasons.

| 编号 | 检查 | 级别 | 2021 | 2019 |
|---|---|---|---|---|
"""
_WORDS = {"error": "错误", "warning": "警告", "info": "提醒"}


def page() -> str:
    """The page as it should stand."""
    new, old = ({rule.id: rule for rule in one.rules} for one in shipped_packs())
    rules = old | new
    head = _HEAD.format(checks=CHECKS, rules=len(covered()), rest=len(NOT_RULES), new=len(new), old=len(old))
    lines = [
        f"| {name} | {rule.title} | {_WORDS[rule.severity.value]} | {'●' * (name in new)} | {'●' * (name in old)} |\n"
        for name, rule in sorted(rules.items())
    ]
    why = [f"| {name} | {title} | {reason} |\n" for name, (title, reason) in sorted(NOT_RULES.items())]
    return "".join([head, *lines, "\n## 不是规则的检查\n\n| 编号 | 检查 | 为什么 |\n|---|---|---|\n", *why])


def covered() -> set[str]:
    """The checks that are rules; a rule whose id ends in a letter is a part of one."""
    return {rule.id.rstrip("abc") for ruleset in shipped_packs() for rule in ruleset.rules}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
