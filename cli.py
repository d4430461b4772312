"""The commands of gouji: arguments in, exit code out. No logic of checking lives here.

Exit codes: 0 nothing at or above ``--fail-on``; 1 findings at or above it; 2 wrong usage, broken rules, or nothing
that could be checked.
"""

import atexit
import gc
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal, NamedTuple, NoReturn, TypeAlias, TypeVar

import typer

if TYPE_CHECKING:
    from engine.authoring.rule import RuleDraft
    from engine.corpus.archives import Inside
    from engine.corpus.files import Found
    from engine.language.checked import Ruleset
    from engine.model.diagnostic import Diagnostic, Span
    from engine.model.facts import Facts
    from engine.model.finding import Assessment
    from engine.packs import Loaded
    from engine.packs.formatting import FormattedFile
    from engine.pipeline import Problem
    from engine.project.opening import Opened
    from engine.project.project import Project

T = TypeVar("T")

Language: TypeAlias = Literal["zh", "en"]
CheckFormat: TypeAlias = Literal["terminal", "json", "svg"]
FactsFormat: TypeAlias = Literal["terminal", "json"]
RulesFormat: TypeAlias = Literal["terminal", "markdown", "html", "json"]
TestFormat: TypeAlias = Literal["terminal", "junit", "json"]
SeverityName: TypeAlias = Literal["error", "warning", "info"]
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
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous",
            metavar="PATH",
            help="上年的报告或放上年报告的文件夹，按机关名称和年度对应；可重复。",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[CheckFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="有这一级别或更高的问题时退出码为 1；缺省依项目文件，没有时为 error。"),
    ] = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """检查报告，列出发现的问题。"""
    from engine.project.acceptance import exceeds

    found = _find(paths, lang)
    earlier = _find(previous, lang) if previous else None
    checked: dict[str, Assessment] = {}
    about_projects: list[Assessment] = []
    failed = False
    for group in _groups(found.files, rules, project, no_project, lang):
        done, own = _assess(group, found, earlier, lang)
        if group.opened is not None:
            from datetime import date

            from engine.project.waivers import settle

            settled = settle(done, group.opened.project, group.opened.rulesets, date.today())
            done, own = settled.reports, (*own, *settled.own)
        failed |= exceeds(
            (finding for one in (*done, *own) for finding in one.findings),
            fail_on,
            group.project,
        )
        checked |= zip(group.sources, done, strict=True)
        about_projects += own
    assessments = [*(checked[source] for source in found.files), *about_projects]
    _write_assessments(assessments, output_format, output, lang)
    if all(assessment.form is None for assessment in assessments):
        raise typer.Exit(2)
    raise typer.Exit(int(failed))


@app.command(epilog="例：gouji facts 报告.md　　gouji facts 报告.md --format json")
def facts(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹；- 为标准输入。")],
    rules: Rules = None,
    output_format: Annotated[FactsFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """显示从报告里读到了什么、在哪里、有多确定。"""
    from engine import pipeline

    found = _find(paths, lang)
    sources = found.files
    groups = _groups(sources, rules, project, no_project, lang)
    rulesets = {source: group.rulesets for group in groups for source in group.sources}
    understood = []
    for source in sources:
        result = _read_and(pipeline.understand, source, rulesets[source], found.inside)
        if isinstance(result, pipeline.Problem):
            _fail(f"{result.source}：{result.reason}", f"{result.source}: {result.english}", lang)
        understood.append(result)
    if output_format == "json":
        from engine.outputs import json

        _write(json.render_facts(understood, ascii_only=_needs_ascii(output)), output)
    else:
        from engine.outputs import terminal

        with _stream(output) as stream:
            terminal.show_facts(understood, terminal.console(stream), lang)


@app.command(epilog="例：gouji explain N01　　gouji explain E012")
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号（N01），或规则文件的错误编号（E012）。")],
    rules: Rules = None,
    project: ProjectFile = None,
    no_project: NoProject = False,
    lang: Lang = "zh",
) -> None:
    """用文字说明一条规则：内容、依据、例子。"""
    from engine.language import messages
    from engine.outputs import handbook, terminal, terminal_rules
    from engine.project import messages as project_messages

    found = handbook.find(_rulesets_here(rules, project, no_project, lang), rule, lang)
    screen = terminal.console(sys.stdout)
    if found is not None:
        terminal_rules.explain(*found, screen, lang)
    elif (text := messages.explain(rule, lang) or project_messages.explain(rule, lang)) is not None:
        screen.print(terminal.plain(text))
    else:
        _fail(f"没有编号为“{rule}”的规则", f"there is no rule {rule!r}", lang)


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
    from engine.outputs import handbook
    from engine.verification.verify import PackResult, verify

    rulesets = _rulesets_here(rules, project, no_project, lang)
    if output_format == "terminal":
        from engine.outputs import terminal, terminal_rules

        handbooks = [handbook.make(PackResult(ruleset, ()), lang) for ruleset in rulesets]
        with _stream(output) as stream:
            terminal_rules.listing(handbooks, terminal.console(stream), lang)
        return
    handbooks = [handbook.make(verify(ruleset), lang) for ruleset in rulesets]
    if output_format == "html":
        from engine.outputs import html

        _write(html.render_handbooks(handbooks, lang), output)
    elif output_format == "markdown":
        from engine.outputs import markdown

        _write(markdown.render_handbooks(handbooks, lang), output)
    else:
        from engine.outputs import json

        _write(json.render_rules(handbooks, lang, ascii_only=_needs_ascii(output)), output)


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
    from engine.verification.verify import UnsuitableError, verify

    try:
        results = [
            verify(ruleset, properties=properties, mutation=mutation, seed=seed)
            for ruleset in _load(packs, lang, warn=True)
        ]
    except UnsuitableError as error:
        _fail(error.reason, error.english, lang)
    if output_format == "terminal":
        from engine.outputs import terminal, terminal_tests

        with _stream(output) as stream:
            terminal_tests.show_tests(results, terminal.console(stream), lang)
    elif output_format == "junit":
        from engine.outputs import junit

        _write(junit.render_tests(results, lang, ascii_only=_needs_ascii(output)), output)
    else:
        from engine.outputs import json

        _write(json.render_tests(results, ascii_only=_needs_ascii(output)), output)
    raise typer.Exit(int(any(not result.ok for result in results)))


@app.command(epilog="例：gouji prove foi_annual_report　　gouji prove 我的规则.rules --seconds 20")
def prove(
    references: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要证明的规则集。")],
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="每个问题最多用多少秒。")] = 5,
    output_format: Annotated[FactsFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    lang: Lang = "zh",
) -> None:
    """证明规则的算术部分：能否同时成立、哪些多余、哪些矛盾。有矛盾的退出码为 1。"""
    from engine.verification import proof
    from engine.verification.generated import UnsuitableError

    try:
        proofs = [proof.prove(ruleset, int(seconds * 1000)) for ruleset in _load(references, lang, warn=True)]
    except proof.NotInstalledError:
        _fail("没有安装 z3，请运行：pip install gouji[prove]", "z3 is not installed: pip install gouji[prove]", lang)
    except UnsuitableError as error:
        _fail(error.reason, error.english, lang)
    if output_format == "json":
        from engine.outputs import json

        _write(json.render_proofs(proofs, ascii_only=_needs_ascii(output)), output)
    else:
        from engine.outputs import terminal, terminal_verification

        with _stream(output) as stream:
            for one in proofs:
                terminal_verification.show_proof(one, terminal.console(stream), lang)
    raise typer.Exit(int(any(one.contradictions for one in proofs)))


@app.command(name="lint", epilog="例：gouji lint foi_annual_report　　gouji lint 我的规则.rules --ignore W015")
def lint_rules(
    references: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要查看的规则集。")],
    output_format: Annotated[FactsFormat, typer.Option("--format", help="输出格式。")] = "terminal",
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
    from engine import linting

    kept = (_codes(only, lang) or linting.CODES) - _codes(ignore, lang)
    results = [linting.lint_pack(reference).only(kept) for reference in dict.fromkeys(references)]
    if output_format == "json":
        from engine.outputs import json

        found = [one for result in results for one in result.diagnostics]
        _write(json.render_lint(found, lang, ascii_only=_needs_ascii(output)), output)
    else:
        from engine.language.diagnostics import render_all

        shown = [render_all(result.diagnostics, result.sources, lang) for result in results if result.diagnostics]
        count = sum(len(result.diagnostics) for result in results)
        words = f"{count} 处可疑或有错" if lang == "zh" else f"{count} questionable or wrong"
        none = "没有可疑的规则" if lang == "zh" else "no questionable rules"
        _write("\n\n".join([*shown, words if count else none]) + "\n", output)
    raise typer.Exit(2 if any(result.is_broken for result in results) else int(any(r.diagnostics for r in results)))


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
    from engine.authoring import rule
    from engine.model.finding import Severity

    wanted = {"id": rule_id, "title": title, "basis": basis}
    if cell is None:
        wanted |= {"require": require, "message": message, "example": example}
    answers = _ask(wanted | {"into": into}, lang)
    citations = [rule.citation(text) for text in basis or [answers["basis"]]]
    if None in citations:
        _fail(
            "依据以法律、格式、标准或编辑建议开头，后面是文件和条款，如：格式 “文件” “条款”",
            'a basis begins with law, format, standard or advice, then comes the document: format "document" "article"',
            lang,
        )
    draft = rule.RuleDraft(
        rule_id or answers["id"],
        title or answers["title"],
        Severity(severity),
        tuple(one for one in citations if one is not None),
        require or answers.get("require"),
        message or answers.get("message"),
        example or answers.get("example"),
        suggest,
        cell,
    )
    _add_rule(draft, into or Path(answers["into"]), form_of, force, lang)


@new.command(name="pack", epilog="例：gouji new pack 村务公开 --id village --title 村务公开财务表")
def new_pack(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="新规则包的文件夹，应当还没有或者是空的。")],
    pack_id: Annotated[str | None, typer.Option("--id", help="英文名，由拉丁字母、数字和下划线组成。")] = None,
    title: Annotated[str | None, typer.Option("--title", help="标题，如所检查的报告的名称。")] = None,
    lang: Lang = "zh",
) -> None:
    """写一个小规则包：表单、基准报告和几条规则，照样就能通过 gouji test。"""
    from engine import packs
    from engine.authoring import adding, pack

    answers = _ask({"pack_id": pack_id, "title": title}, lang)
    pack_id, title = pack_id or answers["pack_id"], title or answers["title"]
    if not pack.is_id(pack_id):
        _fail(
            f"英文名“{pack_id}”只能由拉丁字母、数字和下划线组成，不以数字开头",
            f"the id {pack_id!r} must be made of Latin letters, digits and underscores, and begin with no digit",
            lang,
        )
    with _reporting(folder, lang):
        if folder.exists() and any(folder.iterdir()):
            _fail(f"{folder} 里已有文件", f"{folder} is not empty", lang)
        adding.write_pack(folder, pack.pack_files(pack_id, title, lang))
    _show_tested(packs.load(adding.reference(folder)), None, lang)


def _add_rule(draft: "RuleDraft", into: Path, form_of: str | None, force: bool, lang: Language) -> NoReturn:
    from engine import packs
    from engine.authoring import adding, rule

    if into.suffix != packs.SUFFIX:
        _fail(f"{into} 不是 .rules 文件", f"{into} is no .rules file", lang)
    text = rule.write_rule(draft, lang)
    with _reporting(into, lang):
        if not adding.home(into).headed:
            shipped = packs.shipped()
            if form_of is None and not shipped:
                _fail("新建规则集要用 --form-of 写明沿用哪个规则包的表单", "a new ruleset needs --form-of", lang)
            text = f"{rule.write_header(form_of or shipped[0], lang)}\n{text}"
        added = adding.add(into, text, force=force)
    done = ("已写入", "written to") if added.written else ("没有写入", "not written to")
    typer.echo(f"{done[0]} {into}" if lang == "zh" else f"{done[1]} {into}", err=not added.written)
    _show_tested(added.loaded, draft.id.strip(), lang)


def _codes(given: list[str] | None, lang: Language) -> frozenset[str]:
    """The codes in the values of an option, which must be codes of lint."""
    from engine import linting

    codes = frozenset(code for value in given or () for code in value.upper().replace(",", " ").split())
    unknown = "、".join(sorted(codes - linting.CODES))
    if unknown:
        _fail(f"lint 没有编号 {unknown}", f"lint has no code {unknown}", lang)
    return codes


def _show_tested(loaded: "Loaded", rule_id: str | None, lang: Language) -> NoReturn:
    """Ends the run: with what is wrong in a pack, or else with what came of its examples (or those of one rule)."""
    from engine.language.diagnostics import render_all
    from engine.model.struct import replace
    from engine.outputs import terminal, terminal_tests
    from engine.verification.verify import verify

    if loaded.ruleset is None:
        typer.echo(render_all(loaded.diagnostics, loaded.sources, lang), err=True)
        raise typer.Exit(2)
    rules = tuple(one for one in loaded.ruleset.rules if rule_id in (None, one.id))
    result = verify(replace(loaded.ruleset, rules=rules))
    terminal_tests.show_tests([result], terminal.console(sys.stdout), lang)
    raise typer.Exit(int(not result.ok))


def _ask(wanted: Mapping[str, object], lang: Language) -> dict[str, str]:
    """Answers to what was not given, by name; where nobody is there to answer, all that is missing is said."""
    missing = [name for name, value in wanted.items() if not value]
    if missing and not sys.stdin.isatty():
        options = [f"--{name.removeprefix('pack_')}" for name in missing]
        _fail(f"缺少 {'、'.join(options)}", f"missing {', '.join(options)}", lang)
    return {name: typer.prompt(_QUESTIONS[name][lang]) for name in missing}


@contextmanager
def _reporting(path: Path, lang: Language) -> Iterator[None]:
    """A file that cannot be read or written is said and ends the run."""
    from engine.packs.text import UnreadableError

    try:
        yield
    except UnreadableError as error:
        _fail(f"{path} {error.reason[0]}", f"{path}: {error.reason[1]}", lang)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        _fail(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}", lang)


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
    from engine.packs import formatting

    changed = broken = False
    for reference in dict.fromkeys(paths):
        standard = reference == "-"
        read = [formatting.format_bytes("-", sys.stdin.buffer.read(), language=lang)] if standard else None
        for file in read or formatting.format_files(reference, lang, _spellings(reference, lang)):
            changed |= file.changed
            if file.diagnostics:
                _show_broken(file, lang or "zh")
                broken = True
            elif diff:
                typer.echo(file.difference(), nl=False)
            elif check_only:
                _say_changed(file, lang or "zh", "需要排版", "would be formatted")
            elif standard:
                sys.stdout.buffer.write(file.data)
            else:
                broken |= not _rewrite(file, lang or "zh")
    raise typer.Exit(2 if broken else int(changed and check_only))


def _spellings(reference: str, lang: Language | None) -> "Mapping[Span, tuple[str, str]] | None":
    """The words of a pack that have a Chinese and an English spelling; asked for only when the language changes."""
    from engine import packs

    return packs.spellings(reference) if lang is not None else None


def _show_broken(file: "FormattedFile", lang: Language) -> None:
    from engine.language.diagnostics import render_all

    typer.echo(render_all(file.diagnostics, {file.name: file.before} if file.before else {}, lang), err=True)


def _rewrite(file: "FormattedFile", lang: Language) -> bool:
    """Writes a formatted file and says so; whether that went well."""
    try:
        file.write()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        words = f"无法写入 {file.name}：{reason}" if lang == "zh" else f"cannot write {file.name}: {reason}"
        typer.echo(f"gouji: {words}", err=True)
        return False
    _say_changed(file, lang, "已排版", "formatted")
    return True


def _say_changed(file: "FormattedFile", lang: Language, chinese: str, english: str) -> None:
    if file.changed:
        typer.echo(f"{chinese}：{file.name}" if lang == "zh" else f"{english}: {file.name}")


class _Group(NamedTuple):
    """Reports with one project file (or none), and the rulesets to check them by."""

    sources: Sequence[str]
    rulesets: "Sequence[Ruleset]"
    opened: "Opened | None" = None

    @property
    def project(self) -> "Project | None":
        return None if self.opened is None else self.opened.project


def _groups(
    sources: Sequence[str], rules: list[str] | None, project: Path | None, no_project: bool, lang: Language
) -> list[_Group]:
    """The reports by project file; whatever is wrong with these files and with rules is shown and ends the run."""
    from engine.project import find

    if project is not None and no_project:
        _fail("--project 和 --no-project 不能一起用", "--project and --no-project exclude each other", lang)
    chosen = no_project or project is not None
    files = dict.fromkeys(sources, project) if chosen else find.nearest(sources)
    by_file: dict[Path | None, list[str]] = {}
    for source, file in files.items():
        by_file.setdefault(file, []).append(source)
    opened = _open([file for file in by_file if file is not None], rules, lang)
    groups = [_Group(by_file[one.project.path], one.adjusted, one) for one in opened]
    if None in by_file:
        groups.append(_Group(by_file[None], _load(rules, lang)))
    return groups


def _open(files: list[Path], rules: list[str] | None, lang: Language) -> "list[Opened]":
    if not files:
        return []
    from engine import packs
    from engine.project.opening import open_project

    opened = [open_project(file, rules, packs.cache_folder()) for file in files]
    _refuse([(diagnostic, one.sources) for one in opened for diagnostic in one.diagnostics], lang)
    return opened


def _rulesets_here(
    rules: list[str] | None, project: Path | None, no_project: bool, lang: Language
) -> "Sequence[Ruleset]":
    """The rulesets of the working directory, as their packs have them."""
    (group,) = _groups(["-"], rules, project, no_project, lang)
    return group.rulesets if group.opened is None else group.opened.rulesets


def _load(references: list[str] | None, lang: Language, *, warn: bool = False) -> "list[Ruleset]":
    """The rulesets asked for, or all shipped ones; broken rules are shown with their places and end the run.

    With ``warn`` the warnings of rulesets that can be used are shown as well.
    """
    from engine import packs

    loaded = [packs.load(reference, packs.cache_folder()) for reference in references or packs.shipped()]
    _refuse([(mistake, one.sources) for one in loaded for mistake in one.mistakes], lang)
    if warn:
        _show_diagnostics([(diagnostic, one.sources) for one in loaded for diagnostic in one.diagnostics], lang)
    return [one.ruleset for one in loaded if one.ruleset is not None]


def _refuse(diagnostics: "Sequence[tuple[Diagnostic, Mapping[str, str]]]", lang: Language) -> None:
    """Shows diagnostics and ends the run if there are any."""
    if diagnostics:
        _show_diagnostics(diagnostics, lang)
        raise typer.Exit(2)


def _show_diagnostics(diagnostics: "Sequence[tuple[Diagnostic, Mapping[str, str]]]", lang: Language) -> None:
    """Diagnostics, each once, with the texts that they speak of."""
    if not diagnostics:
        return
    from engine.language.diagnostics import render

    shown = [render(diagnostic, sources, lang) for diagnostic, sources in diagnostics]
    typer.echo("\n\n".join(dict.fromkeys(shown)), err=True)


def _find(paths: list[str], lang: Language) -> "Found":
    from engine.corpus import files

    found = files.find(paths)
    for reason, english in found.problems:
        typer.echo(f"gouji: {reason if lang == 'zh' else english}", err=True)
    if found.problems:
        raise typer.Exit(2)
    return found


def _read_and(
    step: "Callable[[bytes, str, Sequence[Ruleset]], T | Problem]",
    source: str,
    rulesets: "Sequence[Ruleset]",
    inside: "Mapping[str, Inside]",
) -> "T | Problem":
    """Reads a file's bytes and hands them to a step of the pipeline; a file that will not open is a problem."""
    from engine import pipeline
    from engine.corpus import files

    data = files.load(source, inside)
    return data if isinstance(data, pipeline.Problem) else step(data, source, rulesets)


def _assess(
    group: _Group, found: "Found", earlier: "Found | None", lang: Language
) -> "tuple[Sequence[Assessment], Sequence[Assessment]]":
    """Checks the reports of a group, each file read once: what came of each, and what is wrong with them together."""
    from engine.corpus import checking
    from engine.corpus.together import Run
    from engine.model.facts import Facts

    before = () if earlier is None else earlier.files
    inside = {**found.inside, **({} if earlier is None else earlier.inside)}
    read = _read_all((*group.sources, *before), group.rulesets, inside)
    last_year = [read[source] for source in before]
    if earlier is not None and not earlier.is_batch:
        _refuse_problem(last_year[0], lang)
    run = Run(
        tuple(one for source in group.sources if isinstance(one := read[source], Facts)),
        None if earlier is None else tuple(one for one in last_year if isinstance(one, Facts)),
        is_pair=earlier is not None and not earlier.is_batch and not found.is_batch,
        units=group.project.units if group.project is not None and found.is_folder else {},
    )
    done = []
    for source in group.sources:
        result = checking.assess(read[source], run, group.rulesets)
        if not found.is_batch:
            _refuse_problem(result, lang)
        done.append(checking.settled(result))
    other_files = [read[source] for source in before if source not in group.sources]
    return done, checking.about_run(other_files, run, group.project.name if group.project is not None else None)


def _read_all(
    sources: Sequence[str], rulesets: "Sequence[Ruleset]", inside: "Mapping[str, Inside]"
) -> "dict[str, Facts | Problem]":
    """What was read from each file; one that is named twice, in whatever way, is read once."""
    from engine import pipeline

    by_path: dict[Path | None, Facts | Problem] = {}
    read: dict[str, Facts | Problem] = {}
    for source in sources:
        path = None if source == "-" else Path(source).resolve()
        if path not in by_path:
            by_path[path] = _read_and(pipeline.understand, source, rulesets, inside)
        read[source] = by_path[path]
    return read


def _refuse_problem(result: object, lang: Language) -> None:
    """Ends the run when a file that was named by itself could not be checked."""
    from engine import pipeline

    if isinstance(result, pipeline.Problem):
        _fail(f"{result.source}：{result.reason}", f"{result.source}: {result.english}", lang)


def _write_assessments(
    assessments: "list[Assessment]", output_format: CheckFormat, output: Path | None, lang: Language
) -> None:
    if output_format == "json":
        from engine.outputs import json

        _write(json.render(assessments, ascii_only=_needs_ascii(output)), output)
        return
    from engine.outputs import terminal

    if output_format == "svg":
        _write(terminal.svg(assessments, title="gouji check", language=lang), output)
        return
    with _stream(output) as stream:
        terminal.show(assessments, terminal.console(stream), lang)


def _write(text: str, output: Path | None) -> None:
    with _stream(output) as stream:
        stream.write(text)


@contextmanager
def _stream(output: Path | None) -> Iterator[IO[str]]:
    """The screen, or a file in UTF-8; a file that cannot be written is said and ends the run."""
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        typer.echo(f"gouji: 无法写入 {output}：{error.strerror or error}", err=True)
        raise typer.Exit(2) from None


def _needs_ascii(output: Path | None) -> bool:
    """Whether JSON must keep to ASCII: a console in GBK cannot show every character, and substitutes lose data."""
    return output is None and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def _fail(reason: str, english: str, lang: Language) -> NoReturn:
    typer.echo(f"gouji: {reason if lang == 'zh' else english}", err=True)
    raise typer.Exit(2)


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
