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
    from engine.corpus.files import Found
    from engine.language.checked import Ruleset
    from engine.model.diagnostic import Diagnostic
    from engine.model.finding import Assessment
    from engine.pipeline import Problem
    from engine.project.opening import Opened
    from engine.project.project import Project

T = TypeVar("T")

Language: TypeAlias = Literal["zh", "en"]
CheckFormat: TypeAlias = Literal["terminal", "json", "svg"]
FactsFormat: TypeAlias = Literal["terminal", "json"]
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

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="勾稽：按规则检查格式固定的报告。Checks reports against rules.",
)


@app.command(epilog="例：gouji check 报告.md　　gouji check 收到的报告 --format json --output 结果.json")
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹；- 为标准输入。")],
    rules: Rules = None,
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
    checked: dict[str, Assessment] = {}
    about_projects: list[Assessment] = []
    failed = False
    for group in _groups(found.files, rules, project, no_project, lang):
        done: Sequence[Assessment] = [_assess(one, group.rulesets, found.is_batch, lang) for one in group.sources]
        own: Sequence[Assessment] = ()
        if group.opened is not None:
            from datetime import date

            from engine.project.waivers import settle

            settled = settle(done, group.opened.project, group.opened.rulesets, date.today())
            done, own = settled.reports, settled.own
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

    sources = _find(paths, lang).files
    groups = _groups(sources, rules, project, no_project, lang)
    rulesets = {source: group.rulesets for group in groups for source in group.sources}
    understood = []
    for source in sources:
        result = _read_and(pipeline.understand, source, rulesets[source])
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
    from engine.outputs import rulebook, terminal

    text = rulebook.explain(_rulesets_here(rules, project, no_project, lang), rule, lang)
    if text is None:
        _fail(f"没有编号为“{rule}”的规则", f"there is no rule {rule!r}", lang)
    terminal.console(sys.stdout).print(terminal.plain(text))


@app.command(name="rules", epilog="例：gouji rules　　gouji rules --rules 我的规则.rules")
def list_rules(
    rules: Rules = None, project: ProjectFile = None, no_project: NoProject = False, lang: Lang = "zh"
) -> None:
    """列出规则集里的规则、级别和依据。"""
    from engine.outputs import rulebook, terminal

    rulesets = _rulesets_here(rules, project, no_project, lang)
    terminal.console(sys.stdout).print(terminal.listing(rulebook.listing(rulesets, lang), lang))


@app.command(name="test", epilog="例：gouji test foi_annual_report　　gouji test 我的规则.rules")
def run_examples(
    packs: Annotated[list[str], typer.Argument(metavar="FILE|PACK...", help="要测试的规则集。")],
    lang: Lang = "zh",
) -> None:
    """运行规则自带的例子。"""
    from engine.verification import examples

    results = [result for ruleset in _load(packs, lang) for result in examples.run_examples(ruleset)]
    failures = [result for result in results if not result.ok]
    for result in failures:
        place = f"{result.example.span.file}:{result.example.span.line}  " if result.example is not None else ""
        typer.echo(f"{place}{result.rule}  {result.problem if lang == 'zh' else result.english}", err=True)
    held = sum(result.ok and result.example is not None for result in results)
    typer.echo(f"符合 {held} 例，不符合 {len(failures)} 处" if lang == "zh" else f"{held} hold, {len(failures)} do not")
    raise typer.Exit(int(bool(failures)))


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


def _load(references: list[str] | None, lang: Language) -> "list[Ruleset]":
    """The rulesets asked for, or all shipped ones; broken rules are shown with their places and end the run."""
    from engine import packs

    loaded = [packs.load(reference, packs.cache_folder()) for reference in references or packs.shipped()]
    _refuse([(diagnostic, one.sources) for one in loaded for diagnostic in one.diagnostics], lang)
    return [one.ruleset for one in loaded if one.ruleset is not None]


def _refuse(diagnostics: "Sequence[tuple[Diagnostic, Mapping[str, str]]]", lang: Language) -> None:
    """Shows diagnostics, each once, with the texts that they speak of, and ends the run if there are any."""
    if not diagnostics:
        return
    from engine.language.diagnostics import render

    shown = [render(diagnostic, sources, lang) for diagnostic, sources in diagnostics]
    typer.echo("\n\n".join(dict.fromkeys(shown)), err=True)
    raise typer.Exit(2)


def _find(paths: list[str], lang: Language) -> "Found":
    from engine.corpus import files

    found = files.find(paths)
    for reason, english in found.problems:
        typer.echo(f"gouji: {reason if lang == 'zh' else english}", err=True)
    if found.problems:
        raise typer.Exit(2)
    return found


def _read_and(
    step: "Callable[[bytes, str, Sequence[Ruleset]], T | Problem]", source: str, rulesets: "Sequence[Ruleset]"
) -> "T | Problem":
    """Reads a file's bytes and hands them to a step of the pipeline; a file that will not open is a problem."""
    from engine import pipeline

    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return pipeline.Problem(pipeline.Trouble.UNREADABLE, source, f"打不开：{reason}", f"cannot be opened: {reason}")
    return step(data, source, rulesets)


def _assess(source: str, rulesets: "Sequence[Ruleset]", is_batch: bool, lang: Language) -> "Assessment":
    """Checks one report; in a batch a file that cannot be checked is a finding, alone it ends the run."""
    from engine import pipeline
    from engine.corpus import problems

    result = _read_and(pipeline.check, source, rulesets)
    if not isinstance(result, pipeline.Problem):
        return result
    if not is_batch:
        _fail(f"{result.source}：{result.reason}", f"{result.source}: {result.english}", lang)
    return problems.as_assessment(result)


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
