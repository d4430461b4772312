"""A village's account of its funds: a small form, its facts by hand, and rules on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from engine.evaluation import evaluate
from engine.language.checked import Ruleset
from engine.language.compile import Around, compile_files
from engine.language.diagnostics import render_all
from engine.model.document import Document, Paragraph
from engine.model.facts import Fact, Facts, FactValue, Status
from engine.model.finding import Outcome
from engine.model.form import Form
from engine.model.location import Location
from engine.model.passage import Passage, Piece, join

FORM_TEXT = """规则集 村级账目 = village
  标题 "村级资金公布"
  版本 "1"
  适用 公布.年度 >= 2020

表单 村账 = village_form "村级资金公布"
  识别 /资金公布/

部分 概况 = overview "一、概况"
部分 收支 = flows "二、收支" 含 资金表

字段 公布.标题 = report.title 文本
  取自 抬头 /.*资金公布.*/
字段 公布.单位 = report.organ 机关
  取自 抬头 整行
字段 公布.年度 = report.year 年份
  取自 公布.标题 /(\\d{4})/
字段 签发.单位 = signature.organ 机关
  取自 文末 整行
字段 签发.日期 = signature.date 日期
  取自 文末 整行

表 资金表 = funds "资金"
  列 上级 = upper "上级拨款"
  列 自筹 = own "自筹"
  列 总计 = total "总计"
  行 收入 = income "一、收入"
  行 支出 = spending "二、支出"
  行 结余 = balance "三、结余"
  每格 数 单位 元
  空白作零
"""

CELLS = {
    f"funds.{row}.{column}": value
    for row, values in {"income": (70, 30, 100), "spending": (50, 20, 70), "balance": (20, 10, 30)}.items()
    for column, value in zip(("upper", "own", "total"), values, strict=True)
}
FIELDS: dict[str, FactValue] = {
    "report.title": "石桥村2023年资金公布",
    "report.organ": "青禾县石桥村委会",
    "report.year": 2023,
    "signature.organ": "青禾县石桥村委会",
    "signature.date": date(2024, 1, 15),
}
OVERVIEW = "本年收支平衡。账目经村民代表查看。"
_ROWS = {"income": 11, "spending": 12, "balance": 13}
_COLUMNS = {"upper": 10, "own": 20, "total": 30}


def text(words: str, line: int, column: int = 1) -> Passage:
    """A passage, each of whose paragraphs stands on a line of its own."""
    lines = words.split("\n")
    place = ((part, Location(line + i, column, column + len(part))) for i, part in enumerate(lines))
    return join(Passage(part, (Piece(0, location),)) for part, location in place)


def written(fact_id: str, words: str, line: int) -> Fact:
    """A fact that is a text."""
    passage = text(words, line)
    return Fact(fact_id, Status.FOUND, words, words, passage.location, None, passage)


def cell(fact_id: str, status: Status, value: FactValue | None = None, raw: str | None = None, shift: int = 0) -> Fact:
    """A cell of the table, at a place that its row and column give."""
    _, row, column = fact_id.split(".")
    raw = str(value) if raw is None and value is not None else raw
    first = _COLUMNS[column]
    place = Location(_ROWS[row] + shift, first, first + len(raw or ""), None, 1, _ROWS[row] - 9, 2)
    if status is Status.ABSENT:
        return Fact(fact_id, status, reason="表里没有这一行")
    reason = "分不清哪个数属于哪一列" if status is Status.AMBIGUOUS else None
    return Fact(fact_id, status, value if status is Status.FOUND else None, raw or "", place, reason)


def facts(
    changes: Mapping[str, Fact] | None = None,
    values: Mapping[str, int | Decimal] | None = None,
    *,
    body: str = OVERVIEW,
    shift: int = 0,
    writes_zero: bool = True,
) -> Facts:
    """The facts of a report in which everything is right, with some of them changed; ``shift`` moves all lines."""
    found: dict[str, Fact] = {}
    for line, (fact_id, value) in enumerate(FIELDS.items(), start=1 + shift):
        if isinstance(value, str):
            found[fact_id] = written(fact_id, value, line)
        else:
            shown = f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
            found[fact_id] = Fact(fact_id, Status.FOUND, value, shown, Location(line, 1, 1 + len(shown)))
    headings = {1: ("一、概况", 6), 2: ("二、收支", 9)}
    for number, (heading, line) in headings.items():
        prefix = f"section.{number}"
        found[f"{prefix}.heading"] = written(f"{prefix}.heading", heading, line + shift)
        counts = {"count": 1, "position": number, "expected_position": number, "tables": number - 1}
        found |= {f"{prefix}.{k}": Fact(f"{prefix}.{k}", Status.FOUND, v) for k, v in counts.items()}
    found["section.1.text"] = written("section.1.text", body, 7 + shift)
    found["section.2.text"] = Fact("section.2.text", Status.BLANK, raw="")
    found["document.text"] = written("document.text", f"石桥村2023年资金公布\n{body}", 6 + shift)
    found["document.body"] = written("document.body", body, 7 + shift)
    found["document.head"] = written("document.head", "石桥村2023年资金公布", 1 + shift)
    counts = {"rows": 3, "columns": 3, "values": 9, "header_rows": 1, "breaks": 0}
    where = Location(10 + shift, 1, 40)
    found |= {f"funds.{k}": Fact(f"funds.{k}", Status.FOUND, v, str(v), where) for k, v in counts.items()}
    found["funds.header"] = written("funds.header", "上级拨款 自筹 总计", 10 + shift)
    found["funds.note"] = Fact("funds.note", Status.ABSENT)
    for row, line in _ROWS.items():
        label = {"income": "一、收入", "spending": "二、支出", "balance": "三、结余"}[row]
        found[f"funds.{row}.label"] = written(f"funds.{row}.label", label, line + shift)
        numbers = {"values": 3, "surplus": 0, "offset": 0}
        found |= {
            f"funds.{row}.{k}": Fact(f"funds.{row}.{k}", Status.FOUND, v, str(v), Location(line + shift, 10, 40))
            for k, v in numbers.items()
        }
    for column, label in {"upper": "上级拨款", "own": "自筹", "total": "总计"}.items():
        fact_id = f"funds.header.{column}.label"
        found[fact_id] = written(fact_id, label, 10 + shift)
    numbers_written: dict[str, int | Decimal] = {**CELLS, **(values or {})}
    for fact_id, amount in numbers_written.items():
        found[fact_id] = cell(fact_id, Status.FOUND, amount, shift=shift)
    found |= changes or {}
    document = Document("账.md", "0" * 64, "markdown", "utf-8", (Paragraph(text("石桥村2023年资金公布", 1 + shift)),))
    return Facts(FORM, document, found, frozenset({"funds"} if writes_zero else ()))


def ruleset(rules: str, base: str | None = None, header: str = "") -> Ruleset:
    """Rules on the village's account; the text of their clauses as an author writes it.

    ``header`` has more clauses of the ruleset itself.
    """
    files = {"form.rules": FORM_TEXT.replace("\n\n", f"\n  {header}\n\n", 1), "rules.rules": rules}
    compiled = compile_files(files, around=Around(base=base))
    assert compiled.ruleset is not None, render_all(compiled.diagnostics, files)
    return compiled.ruleset


def _form() -> Form:
    form = compile_files({"form.rules": FORM_TEXT}).form
    assert form is not None
    return form


FORM = _form()


def rule(clauses: str, severity: str = "错误") -> str:
    """The text of a rule R1 with the given clauses, one a line."""
    body = "\n".join(f"  {line.strip()}" for line in clauses.strip().splitlines())
    message = "" if "提示" in clauses else '\n  提示 "不对"'
    return f'规则 R1 "一条"\n  级别 {severity}\n  依据 编辑建议 "账目清楚"\n{body}{message}\n'


def outcome(
    clauses: str,
    report: Facts | None = None,
    severity: str = "错误",
    *,
    before: str = "",
    header: str = "",
    previous: Facts | None = None,
    subordinates: Sequence[Facts] = (),
) -> Outcome:
    """What one rule comes to on a report (the right one unless given).

    ``before`` is what the rules file declares before the rule.
    """
    rules = ruleset(f"{before}\n{rule(clauses, severity)}", header=header)
    (found,) = evaluate(rules, report or facts(), previous=previous, subordinates=subordinates, strict=True)
    return found
