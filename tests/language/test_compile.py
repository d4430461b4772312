"""What a rules file comes to when nothing is wrong with it."""

from collections.abc import Callable
from decimal import Decimal

from engine.language import checked
from engine.language.compile import Around, Compiled, compile_files, outline
from engine.model import types as t
from engine.model.citation import Binding, Citation
from engine.model.finding import Severity
from engine.model.form import CellType, FieldType, Label, Source, Zone
from engine.model.types import Kind, Lexicon, Slip, Type

Run = Callable[..., Compiled]

RULE = """规则 R7 "收支"
  提示 "{列.名称}：{左}、{右}、{差}，{{原样}}，“{年报.标题}”"
  级别 警告; 当 年报.年度 > 2020 错误; 当 存在 概况 提醒
  依据 法律 "甲法" "第一条" 待核
  依据 编辑建议 "乙"
  对每个 列 于 表一.列
  当 存在 表一
  要求 表一[收入, 列] = 合计(表一[工资 .. 办公, 列])
  建议 "改\\n好"
  定位 表一[收入, 列]
  合报
  违例 表一[收入, 拨款] 改为 -１．５
  合例 删去 表一.工资
词表 错字
  "甲" 应为 "乙"
  /丙+/ 应为 "丁"
规则 R8 "错字" 级别 错误 依据 标准 "标" 禁止 存在 处 提示 "{处.文}" 对每个 处 于 错词(全文, 错字)
"""


def _rule(compiled: Compiled, index: int = 0) -> checked.Rule:
    assert compiled.diagnostics == ()
    assert compiled.ruleset is not None
    return compiled.ruleset.rules[index]


def test_the_shipped_pack_has_no_faults(real_pack: dict[str, str]) -> None:
    compiled = compile_files(real_pack, around=Around(previous="上年", subordinates=("下级",)))
    assert compiled.diagnostics == ()
    assert compiled.ruleset is not None
    assert len(compiled.ruleset.rules) == sum(
        line.startswith("规则 ") for text in real_pack.values() for line in text.split("\n")
    )
    sizes = {table.id: sum(1 for _ in table.cells()) for table in compiled.ruleset.form.tables}
    assert sizes == {"table2": 10, "table3": 175, "table4": 15}


def test_the_form(compile_rules: Run) -> None:
    form = compile_rules("").form
    assert form is not None
    assert (form.id, form.name, form.title, form.recognise) == ("accounts_form", "账目", "账目年报", ("账目",))
    assert [(s.ordinal, s.id, s.heading, s.tables) for s in form.sections] == [
        (1, "overview", Label("一、概况"), ()),
        (2, "flows", Label("二、收支", ("二、收支情况",)), ("table1",)),
    ]
    assert [(f.id, f.type, f.sources) for f in form.fields] == [
        ("report.title", FieldType.TEXT, (Source(Zone.HEAD, ".*年报"),)),
        ("report.organ", FieldType.ORGAN, (Source(Zone.HEAD),)),
        ("report.year", FieldType.YEAR, (Source(Zone.FIELD, r"(\d{4})", "report.title"),)),
        ("signed.date", FieldType.DATE, (Source(Zone.END),)),
    ]
    one, two = form.tables
    (block,) = one.blocks
    assert block.id == ""
    assert block.caption is None
    assert [(c.id, c.groups, c.type, c.unit) for c in block.columns] == [
        ("grants", (Label("来源"),), CellType.AMOUNT, "万元"),
        ("own", (Label("来源"),), CellType.AMOUNT, "万元"),
        ("total", (), CellType.AMOUNT, "万元"),
    ]
    assert [(r.id, r.groups) for r in block.rows] == [
        ("income", ()),
        ("wages", (Label("支出"),)),
        ("office", (Label("支出"),)),
        ("balance", ()),
    ]
    assert [(b.id, b.caption, len(b.columns), len(b.rows)) for b in two.blocks] == [
        ("first", Label("甲"), 2, 2),
        ("second", Label("乙"), 1, 1),
    ]


def test_a_rule_with_every_clause(compile_rules: Run) -> None:
    rule = _rule(compile_rules(RULE))
    assert (rule.id, rule.title, rule.severity, rule.together) == ("R7", "收支", Severity.WARNING, True)
    assert [branch.severity for branch in rule.branches] == [Severity.ERROR, Severity.INFO]
    assert rule.basis == (Citation(Binding.LAW, "甲法", "第一条", False), Citation(Binding.ADVICE, "乙"))
    assert [loop.variable for loop in rule.loops] == ["列"]
    assert len(rule.conditions) == 1
    assert len(rule.requirements) == 1
    assert len(rule.at) == 1
    assert rule.suggestion is not None
    assert rule.suggestion.parts == ("改\n好",)
    assert [(e.fails, [edit.replacement for edit in e.edits]) for e in rule.examples] == [
        (True, ["-1.5"]),
        (False, [""]),
    ]


def test_a_message_with_placeholders(compile_rules: Run) -> None:
    parts = _rule(compile_rules(RULE)).message.parts
    texts = [part for part in parts if isinstance(part, str)]
    assert texts == ["：", "、", "、", "，{原样}，“", "”"]
    values = [part for part in parts if not isinstance(part, str)]
    assert [type(value).__name__ for value in values] == ["Attribute", "Variable", "Variable", "Variable", "FactRef"]
    assert [v.name for v in values if isinstance(v, checked.Variable)] == ["left", "right", "difference"]
    line = RULE.split("\n")[1]
    written = [line[v.span.column - 1 : v.span.end_column - 1] for v in values]
    assert written == ["列.名称", "左", "右", "差", "年报.标题"]


def test_cells_and_ranges(compile_rules: Run) -> None:
    requirement = _rule(compile_rules(RULE)).requirements[0].expression
    assert isinstance(requirement, checked.Binary)
    assert requirement.operator is checked.Operator.EQUAL
    left, right = requirement.left, requirement.right
    assert isinstance(left, checked.Cells)
    assert isinstance(right, checked.Call)
    assert (left.table, left.name, left.type) == ("table1", "表一[收入, 列]", Type(Kind.CELL, "万元", table="table1"))
    assert isinstance(left.row, checked.Entity)
    assert left.row.id == "income"
    assert isinstance(left.column, checked.Variable)
    assert left.column.type == Type(Kind.COLUMN, table="table1")
    cells = right.arguments[0]
    assert isinstance(cells, checked.Cells)
    assert cells.type == t.list_of(left.type)
    assert isinstance(cells.row, checked.EntityList)
    assert cells.row.ids == ("wages", "office")
    assert right.type == Type(Kind.NUMBER, "万元")


def test_columns_of_blocks_are_told_apart(compile_rules: Run) -> None:
    head = '级别 错误 依据 法律 "法" 提示 "无"'
    rules = [
        f'规则 R1 "一" {head} 对每个 列 于 表二.列 要求 存在 列.标签',
        f'规则 R2 "二" {head} 要求 表二[简报, 发文] = 表二[公函, 发文] 且 存在 表二.甲节.发文.标签',
    ]
    compiled = compile_rules("\n".join(rules))
    items = _rule(compiled, 0).loops[0].items
    assert isinstance(items, checked.EntityList)
    assert items.ids == ("first.issued", "first.received", "second.issued")
    both = _rule(compiled, 1).requirements[0].expression
    assert isinstance(both, checked.Binary)
    assert isinstance(both.left, checked.Binary)
    columns = [side.column for side in (both.left.left, both.left.right) if isinstance(side, checked.Cells)]
    assert [column.id for column in columns if isinstance(column, checked.Entity)] == ["second.issued", "first.issued"]
    label = both.right.operand if isinstance(both.right, checked.Exists) else None
    assert isinstance(label, checked.Attribute)
    assert isinstance(label.base, checked.Entity)
    assert (label.key, label.base.id, label.base.type.kind) == ("label", "first.issued", Kind.COLUMN)


def test_lexicons(compile_rules: Run) -> None:
    items = _rule(compile_rules(RULE), 1).loops[0].items
    assert isinstance(items, checked.Call)
    assert isinstance(items.arguments[1], checked.LexiconRef)
    assert items.arguments[1].lexicon == Lexicon("错字", (Slip("甲", "乙"), Slip("丙+", "丁", True)))


def test_numbers_and_strings(compile_rules: Run) -> None:
    head = '规则 R1 "一" 级别 错误 依据 法律 "法" 提示 "无" 要求'
    cases: list[tuple[str, object]] = [
        ("１２３", 123),
        ("1.50", Decimal("1.50")),
        ('"a“b”\\"c"', 'a“b”"c'),
        ('“a"b”', 'a"b'),
        ("/a\\/b/", "a/b"),
    ]
    for written, value in cases:
        call = "数(查找(全文, {}))" if written.startswith("/") else "字数({})" if written[0] in '"“' else "{}"
        expression = (
            _rule(compile_rules(f"{head} {call.format(written)} = 表一[收入, 拨款]")).requirements[0].expression
        )
        assert isinstance(expression, checked.Binary)
        found: checked.Expression = expression.left
        while isinstance(found, checked.Call):
            found = found.arguments[-1]
        assert isinstance(found, checked.Literal)
        assert found.value == value


def test_a_form_may_come_from_another_pack(form_text: str) -> None:
    form = compile_files({"form.rules": form_text}).form
    own = '规则集 另 = other\n沿用表单 accounts\n规则 R1 "一" 级别 错误 依据 法律 "法" 提示 "无" 要求 存在 表一'
    compiled = compile_files({"own.rules": own}, around=Around(form=form))
    assert compiled.diagnostics == ()
    assert compiled.ruleset is not None
    assert compiled.ruleset.form == form
    assert compiled.ruleset.identity.id == "other"
    found = outline({"own.rules": own})
    assert found.form_of is not None
    assert found.form_of.text == "accounts"
    both = compile_files({"own.rules": own + '\n表 x = y "z"'}, around=Around(form=form))
    assert [(d.code, d.span.line) for d in both.diagnostics if d.code == "E035"] == [("E035", 4)]


def test_a_ruleset_needs_a_header_and_a_form() -> None:
    assert [d.code for d in compile_files({}).diagnostics] == ["E032"]
    assert [d.code for d in compile_files({"a": "# 空\n"}).diagnostics] == ["E032"]
    assert [d.code for d in compile_files({"a": "规则集 a = a"}).diagnostics] == ["E034"]


def test_faults_of_a_form() -> None:
    text = """规则集 a = a
表单 f = f "f"
部分 甲 = a "一" 含 表九
部分 乙 = a "二"
部分 正文 = c "三"
字段 x.y = x.y 文本
  取自 x.z /a/
字段 x.z = x.z 文本
  取自 x.y /a/
字段 无源 = w 日期
表 表一 = t1 "t"
  列 甲 = a "a"
    列 乙 = b "b"
  组 g = g "g"
      列 丙 = c "c"
     列 丁 = e "e"
  列 甲 = d "d"
  行 一 = 一 "x"
  每格 数
  每格 数
表 表二 = t2 "t"
  小节 s = s "s"
    列 x = x "x"
  行 r = r "r"
"""
    found = [(d.code, d.span.line) for d in compile_files({"f": text}).diagnostics]
    assert found == [
        ("E042", 2),
        ("E012", 3),
        ("E017", 4),
        ("E023", 5),
        ("E041", 6),
        ("E041", 8),
        ("E040", 10),
        ("E037", 13),
        ("E036", 16),
        ("E017", 17),
        ("E022", 18),
        ("E030", 20),
        ("E039", 22),
        ("E038", 24),
    ]


def test_names_of_a_broken_table_are_not_called_unknown(form_text: str) -> None:
    broken = form_text.replace("列 合计数 = total", "列 合计数 total")
    rules = '规则 R1 "一" 级别 错误 依据 法律 "法" 提示 "{表一[收入, 拨款]}" 要求 表一.行数 = 4'
    assert [d.code for d in compile_files({"f": broken, "r": rules}).diagnostics] == ["E001"]
