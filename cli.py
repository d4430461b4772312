"""The commands of gouji: arguments in, exit code out. What a command does stands in ``engine/commands/``.

Exit codes: 0 nothing at or above ``--fail-on``; 1 findings at or above it; 2 wrong usage, broken rules, or nothing
that could be checked.
"""

import atexit
import gc
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

if TYPE_CHECKING:
    from engine.commands._rulesets import Choice
    from engine.commands._writing import Target

Language: TypeAlias = Literal["zh", "en"]
FactsFormat: TypeAlias = Literal["terminal", "html", "json", "svg"]
ScreenFormat: TypeAlias = Literal["terminal", "json"]
RulesFormat: TypeAlias = Literal["terminal", "markdown", "html", "json"]
TestFormat: TypeAlias = Literal["terminal", "junit", "json"]
SeverityName: TypeAlias = Literal["error", "warning", "info"]
ThemeName: TypeAlias = Literal["auto", "light", "dark"]
FailOn: TypeAlias = Literal["error", "warning", "info", "never"]

Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules", metavar="PACK|FILE", help="规则集的名称、文件夹或 .rules 文件，可重复。", show_default=False
    ),
]
ProjectFile = Annotated[
    Path | None,
    typer.Option("--project", metavar="FILE", help="项目文件，缺省为报告所在文件夹往上最近的 gouji.toml。"),
]
NoProject = Annotated[bool, typer.Option("--no-project", help="不用项目文件。")]
Lang = Annotated[Language, typer.Option("--lang", help="屏幕文字的语言：zh 中文，en English。")]
Theme = Annotated[
    ThemeName,
    typer.Option(
        "--theme", help="屏幕的颜色：auto 用终端自己的颜色，light 浅色背景，dark 深色背景；也可设环境变量 GOUJI_THEME。"
    ),
]
Previous = Annotated[
    list[str] | None,
    typer.Option(
        "--previous",
        metavar="PATH",
        help="上年的报告或放上年报告的文件夹，按机关名称和年度对应；可重复。",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="同时检查的进程数，缺省为处理器的核数。")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="在 Dask 集群上做：调度进程的地址，如 tcp://10.0.0.1:8786。"),
]
Resume = Annotated[bool, typer.Option("--resume", help="接着上次没有做完的做。")]
TimeLimit = Annotated[
    float | None,
    typer.Option("--time-limit", min=0.001, metavar="SECONDS", help="一份报告读、查各最多多少秒，缺省为 300。"),
]
MemoryLimit = Annotated[
    int | None, typer.Option("--memory-limit", min=1, metavar="MB", help="一份报告最多用多少内存，缺省为 4000。")
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help="写到文件（UTF-8），缺省为屏幕。")]

_QUESTIONS: dict[str, dict[Language, str]] = {
    "id": {"zh": "编号（如 B01）", "en": "Id (such as B01)"},
    "title": {"zh": "标题", "en": "Title"},
    "basis": {"zh": "依据（如：格式 “文件” “条款”）", "en": 'Basis (such as: format "document" "article")'},
    "require": {"zh": "要求（如：表三[新收, 总计] > 0）", "en": "Requirement (such as: report.year >= 2021)"},
    "message": {"zh": "提示", "en": "Message"},
    "example": {
        "zh": '违例（如：表三[新收, 总计] 改为 "0"）',
        "en": 'Failing example (such as: report.year to "2020")',
    },
    "into": {"zh": "写入哪个 .rules 文件", "en": "Which .rules file to write it to"},
    "pack_id": {"zh": "英文名（如 village）", "en": "Id (such as village)"},
}

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="勾稽：按规则检查格式固定的报告。Checks reports against rules.",
)

new = typer.Typer(no_args_is_help=True, help="从头写一条规则或一个规则包。Writes a rule or a pack to start from.")
app.add_typer(new, name="new")


@app.command(
    epilog="例：gouji check 报告.md　　gouji check 2023年报告 --previous 2022年报告 --format json --output 结果.json"
)
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹；- 为标准输入。")],
    rules: Rules = None,
    previous: Previous = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="terminal、html（报告与问题对照）、json、sarif、junit、csv、parquet、markdown、svg、xlsx（整改清单）、"
            "docx（批注）、pdf（标注）、notice 和 notice_markdown（整改通知）。",
        ),
    ] = "terminal",
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE|DIR", help="写到文件，一份报告一个文件的格式可写到文件夹；缺省为屏幕。"),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="屏幕上只显示一张表：各单位、发现问题的规则、合计。")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="以前一次 --format json 的结果；只报新出现的和不再出现的。"),
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="整改通知用的模板，缺省为自带的模板。")
    ] = None,
    deadline: Annotated[
        datetime | None,
        typer.Option("--deadline", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="整改通知里的期限。"),
    ] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="整改通知的落款单位。")] = None,
    workers: Workers = None,
    cluster: Cluster = None,
    resume: Resume = False,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="有这一级别或更高的问题时退出码为 1；缺省依项目文件，没有时为 error。"),
    ] = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    theme: Theme = "auto",
    lang: Lang = "zh",
) -> None:
    """检查报告，列出发现的问题。"""
    from engine.commands import check as command
    from engine.commands._how import How
    from engine.outputs.format import Manner

    target = _target(output, lang, theme)
    manner = Manner(lang, target.needs_ascii, template, deadline.date() if deadline else None, issuer)
    how = How(workers, resume, time_limit, memory_limit, cluster)
    chosen = _choice(rules, project, no_project)
    failing = command.run(
        paths, previous, chosen, output_format, manner, target, fail_on, baseline, summary=summary, how=how
    )
    raise typer.Exit(failing)


@app.command(epilog="例：gouji facts 报告.md　　gouji facts 报告.pdf --format html --output 读数.html")
def facts(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹；- 为标准输入。")],
    rules: Rules = None,
    output_format: Annotated[FactsFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    workers: Workers = None,
    cluster: Cluster = None,
    resume: Resume = False,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    theme: Theme = "auto",
    lang: Lang = "zh",
) -> None:
    """显示从报告里读到了什么、在哪里、有多确定。"""
    from engine.commands import facts as command
    from engine.commands._how import How

    how = How(workers, resume, time_limit, memory_limit, cluster)
    target = _target(output, lang, theme)
    raise typer.Exit(command.run(paths, _choice(rules, project, no_project), output_format, target, lang, how))


@app.command(
    epilog="例：gouji collect 2023年报告 --output facts.parquet　　gouji collect 2024年报告 --output facts.parquet"
)
def collect(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹。")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="数据集的文件夹；已经有的，加进去，同一文件的换成新的。"),
    ],
    rules: Rules = None,
    workers: Workers = None,
    cluster: Cluster = None,
    resume: Resume = False,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """把许多报告里读到的收成一张表（Parquet）：一份报告一行，一项一列。"""
    from engine.commands import collect as command
    from engine.commands._how import How

    how = How(workers, resume, time_limit, memory_limit, cluster)
    raise typer.Exit(command.run(paths, _choice(rules, project, no_project), output, lang, how))


@app.command(epilog="例：gouji stats facts.parquet　　gouji stats 各年报告 --format html --output 统计.html")
def stats(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件、文件夹，或 collect 收成的数据集。")],
    rules: Rules = None,
    previous: Previous = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="terminal、html（有图）、xlsx（有图）。")
    ] = "terminal",
    output: Output = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="屏幕上列出几条规则、几个单位。")] = 10,
    workers: Workers = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    theme: Theme = "auto",
    lang: Lang = "zh",
) -> None:
    """统计：哪些规则问题最多，各单位排名，逐年变化。"""
    from engine.commands import stats as command
    from engine.commands._how import How

    chosen = _choice(rules, project, no_project)
    target = _target(output, lang, theme)
    raise typer.Exit(command.run(paths, previous, chosen, output_format, target, How(workers), top))


@app.command(
    name="try", epilog="例：gouji try '表三[新收, 总计] < 1000' --on facts.parquet　　gouji try T308 --on facts.parquet"
)
def try_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE|FILE", help="一条规则或一个条件的文字、规则文件、或规则编号。")],
    on: Annotated[Path, typer.Option("--on", metavar="DIR", help="gouji collect 收成的数据集。")],
    examples: Annotated[int, typer.Option("--examples", min=0, help="举几个不通过的例子。")] = 5,
    output_format: Annotated[ScreenFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    lang: Lang = "zh",
) -> None:
    """在收集的全部报告上试一条规则：涉及多少、不通过多少、无法判断多少，按年度和层级。"""
    from engine.commands import trying as command

    raise typer.Exit(command.run(rule, on, examples, output_format, _target(output, lang)))


@app.command(
    epilog="例：gouji confirm 报告.pdf table3.received.total=3 table3.granted=1,0,0,0,0,0,1 --by 王某 --note 对照原件"
)
def confirm(
    report: Annotated[str, typer.Argument(metavar="FILE", help="报告文件。")],
    values: Annotated[
        list[str],
        typer.Argument(metavar="ID[=VALUE]...", help="读数的编号和值；一行写成 行=1,2,3；不写值就是照读到的核定。"),
    ],
    by: Annotated[str, typer.Option("--by", help="谁核定的。")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="哪一天核定的，缺省为今天。")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="说明，如对照了什么。")] = None,
    rules: Rules = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """核定读数：把人看到的值写进报告旁边的文件，下次检查就用它。"""
    from engine.commands import confirm as command

    day = (on or datetime.now()).date()
    raise typer.Exit(command.run(report, values, by, day, note, _choice(rules, project, no_project), lang))


@app.command(epilog="例：gouji explain N01　　gouji explain E012")
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号（N01），或规则文件的错误编号（E012）。")],
    rules: Rules = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """用文字说明一条规则：内容、依据、例子。"""
    from engine.commands import explain as command

    raise typer.Exit(command.run(rule, _choice(rules, project, no_project), lang))


@app.command(
    name="rules", epilog="例：gouji rules　　gouji rules --rules 我的规则.rules --format html --output 手册.html"
)
def list_rules(
    rules: Rules = None,
    output_format: Annotated[
        RulesFormat, typer.Option("--format", help="输出格式；html 和 markdown 是完整的手册。")
    ] = "terminal",
    output: Output = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """列出规则，或写成给人看的手册：每条规则的意思、依据、例子。"""
    from engine.commands import rules as command

    raise typer.Exit(command.run(_choice(rules, project, no_project), output_format, _target(output, lang), lang))


@app.command(name="test", epilog="例：gouji test foi_annual_report　　gouji test 我的规则.rules")
def run_examples(
    packs: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要测试的规则集。")],
    properties: Annotated[bool, typer.Option("--properties", help="还在生成的报告上试每条规则的性质。")] = False,
    mutation: Annotated[bool, typer.Option("--mutation", help="还在规则里放进小差错，看有没有例子发现。")] = False,
    seed: Annotated[int, typer.Option("--seed", help="生成报告的种子；同一个数得到同样的报告。")] = 0,
    output_format: Annotated[TestFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    lang: Lang = "zh",
) -> None:
    """运行规则自带的例子，有不符合的退出码为 1。"""
    from engine.commands import test

    code = test.run(
        packs, output_format, _target(output, lang), lang, properties=properties, mutation=mutation, seed=seed
    )
    raise typer.Exit(code)


@app.command(epilog="例：gouji prove foi_annual_report　　gouji prove 我的规则.rules --seconds 20")
def prove(
    references: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要证明的规则集。")],
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="每个问题最多用多少秒。")] = 5,
    output_format: Annotated[ScreenFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    lang: Lang = "zh",
) -> None:
    """证明规则的算术部分：能否同时成立、哪些多余、哪些矛盾。有矛盾的退出码为 1。"""
    from engine.commands import prove as command

    raise typer.Exit(command.run(references, seconds, output_format, _target(output, lang), lang))


@app.command(name="lint", epilog="例：gouji lint foi_annual_report　　gouji lint 我的规则.rules --ignore W015")
def lint_rules(
    references: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要查看的规则集。")],
    output_format: Annotated[ScreenFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CODES", help="只查这些编号，如 W010,W012；可重复。", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", help="不查这些编号；可重复。", show_default=False)
    ] = None,
    lang: Lang = "zh",
) -> None:
    """指出能用却可疑的规则；有可疑的退出码为 1，有错的为 2。"""
    from engine.commands import lint

    raise typer.Exit(lint.run(references, only, ignore, output_format, _target(output, lang), lang))


@new.command(
    name="rule",
    epilog="例：gouji new rule --id B01 --title 新收申请数已填写 --basis '格式 “办法” “第三条”' "
    "--cell '表三[新收, 总计]' --into 我的规则.rules",
)
def new_rule(
    rule_id: Annotated[str | None, typer.Option("--id", help="编号，如 B01。")] = None,
    title: Annotated[str | None, typer.Option("--title", help="标题。")] = None,
    severity: Annotated[SeverityName, typer.Option("--severity", help="级别。")] = "warning",
    basis: Annotated[
        list[str] | None,
        typer.Option("--basis", help="依据，如：格式 “文件” “条款”；可重复。", show_default=False),
    ] = None,
    cell: Annotated[
        str | None, typer.Option("--cell", help="一个格；不写要求、提示和违例时，要求这个格已填数。")
    ] = None,
    require: Annotated[str | None, typer.Option("--require", help="要求成立的条件，用规则语言写。")] = None,
    message: Annotated[str | None, typer.Option("--message", help="提示；花括号照原样显示。")] = None,
    suggest: Annotated[str | None, typer.Option("--suggest", help="建议。")] = None,
    example: Annotated[str | None, typer.Option("--example", help="违例：怎样改基准报告，规则就必须报错。")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE", help="写入的 .rules 文件，没有就新建。")
    ] = None,
    form_of: Annotated[
        str | None,
        typer.Option("--form-of", metavar="PACK", help="新建规则集时沿用哪个规则包的表单，缺省为附带的第一个。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="规则有错也写入。")] = False,
    lang: Lang = "zh",
) -> None:
    """写一条规则，带一个违例；缺少的在屏幕上问。有错的规则不写入，除非 --force。"""
    from engine.authoring.rule import RuleDraft
    from engine.commands import new as command
    from engine.model.finding import Severity

    wanted = {"id": rule_id, "title": title, "basis": basis}
    if cell is None:
        wanted |= {"require": require, "message": message, "example": example}
    answers = _ask(wanted | {"into": into}, lang)
    draft = RuleDraft(
        rule_id or answers["id"],
        title or answers["title"],
        Severity(severity),
        command.citations(basis or [answers["basis"]], lang),
        require or answers.get("require"),
        message or answers.get("message"),
        example or answers.get("example"),
        suggest,
        cell,
    )
    raise typer.Exit(command.add_rule(draft, into or Path(answers["into"]), form_of, force, lang))


@new.command(name="pack", epilog="例：gouji new pack 村务公开 --id village --title 村务公开财务表")
def new_pack(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="新规则包的文件夹，应当还没有或者是空的。")],
    pack_id: Annotated[str | None, typer.Option("--id", help="英文名，由拉丁字母、数字和下划线组成。")] = None,
    title: Annotated[str | None, typer.Option("--title", help="标题，如所检查的报告的名称。")] = None,
    lang: Lang = "zh",
) -> None:
    """写一个小规则包：表单、基准报告和几条规则，照样就能通过 gouji test。"""
    from engine.commands import new as command

    answers = _ask({"pack_id": pack_id, "title": title}, lang)
    code = command.write_pack(folder, pack_id or answers["pack_id"], title or answers["title"], lang)
    raise typer.Exit(code)


@app.command(name="fmt", epilog="例：gouji fmt 我的规则.rules　　gouji fmt foi_annual_report --check --diff")
def format_rules(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="规则文件、文件夹或规则集；- 为标准输入。")],
    check_only: Annotated[bool, typer.Option("--check", help="只检查，不改写；需要排版时退出码为 1。")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示改动，不改写。")] = False,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="把文件写成 zh 中文或 en English，屏幕也用它。"),
    ] = None,
) -> None:
    """排版规则文件：缩进、对齐、标点和关键字，写成统一的样子。"""
    from engine.commands import fmt

    raise typer.Exit(fmt.run(paths, lang, check_only=check_only, diff=diff))


def _choice(rules: list[str] | None, project: Path | None, no_project: bool) -> "Choice":
    from engine.commands._rulesets import Choice

    return Choice(rules, project, no_project)


def _target(output: Path | None, lang: Language, theme: ThemeName = "auto") -> "Target":
    from engine.commands._writing import Target

    return Target(output, lang, theme)


def _ask(wanted: Mapping[str, object], lang: Language) -> dict[str, str]:
    """Answers to what was not given, by name; where nobody is there to answer, all that is missing is said."""
    missing = [name for name, value in wanted.items() if not value]
    if missing and not sys.stdin.isatty():
        from engine.commands._refusing import refuse

        options = [f"--{name.removeprefix('pack_')}" for name in missing]
        refuse(f"缺少 {'、'.join(options)}", f"missing {', '.join(options)}", lang)
    return {name: typer.prompt(_QUESTIONS[name][lang]) for name in missing}


def main() -> None:
    """The entry point: a console that cannot show a character shows a substitute, and never ends the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    # A run of a tenth of a second makes no cycles worth collecting; looking for them while libraries are imported and
    # once more at the end took a sixth of it. A long run still collects, only less often.
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    app()
