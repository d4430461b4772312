"""The commands of gouji: arguments in, exit code out. No logic of checking lives here.

Exit codes: 0 nothing at or above ``--fail-on``; 1 findings at or above it; 2 wrong usage, broken rules, or nothing
that could be checked.
"""

import atexit
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal, NoReturn, TypeAlias, TypeVar

import typer

if TYPE_CHECKING:
    from engine.corpus.files import Found
    from engine.language.checked import Ruleset
    from engine.model.finding import Assessment
    from engine.packs.formatting import FormattedFile
    from engine.pipeline import Problem

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
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="有这一级别或更高的问题时退出码为 1。")] = "error",
    lang: Lang = "zh",
) -> None:
    """检查报告，列出发现的问题。"""
    from engine import pipeline
    from engine.corpus import problems

    rulesets = _load(rules, lang)
    found = _find(paths, lang)
    assessments: list[Assessment] = []
    for source in found.files:
        result = _read_and(pipeline.check, source, rulesets)
        if not isinstance(result, pipeline.Problem):
            assessments.append(result)
        elif found.is_batch:
            assessments.append(problems.as_assessment(result))
        else:
            _fail(f"{result.source}：{result.reason}", f"{result.source}: {result.english}", lang)
    _write_assessments(assessments, output_format, output, lang)
    if all(assessment.form is None for assessment in assessments):
        raise typer.Exit(2)
    raise typer.Exit(int(_reaches(assessments, fail_on)))


@app.command(epilog="例：gouji facts 报告.md　　gouji facts 报告.md --format json")
def facts(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件或文件夹；- 为标准输入。")],
    rules: Rules = None,
    output_format: Annotated[FactsFormat, typer.Option("--format", help="输出格式。")] = "terminal",
    output: Output = None,
    lang: Lang = "zh",
) -> None:
    """显示从报告里读到了什么、在哪里、有多确定。"""
    from engine import pipeline

    rulesets = _load(rules, lang)
    understood = []
    for source in _find(paths, lang).files:
        result = _read_and(pipeline.understand, source, rulesets)
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
    lang: Lang = "zh",
) -> None:
    """用文字说明一条规则：内容、依据、例子。"""
    from engine.outputs import rulebook, terminal

    text = rulebook.explain(_load(rules, lang), rule, lang)
    if text is None:
        _fail(f"没有编号为“{rule}”的规则", f"there is no rule {rule!r}", lang)
    terminal.console(sys.stdout).print(terminal.plain(text))


@app.command(name="rules", epilog="例：gouji rules　　gouji rules --rules 我的规则.rules")
def list_rules(rules: Rules = None, lang: Lang = "zh") -> None:
    """列出规则集里的规则、级别和依据。"""
    from engine.outputs import rulebook, terminal

    terminal.console(sys.stdout).print(terminal.listing(rulebook.listing(_load(rules, lang), lang), lang))


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
        for file in read or formatting.format_files(reference, lang):
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


def _load(references: list[str] | None, lang: Language) -> "list[Ruleset]":
    """The rulesets asked for, or all shipped ones; broken rules are shown with their places and end the run."""
    from engine import packs
    from engine.language.diagnostics import render

    rulesets: list[Ruleset] = []
    broken: list[str] = []
    for reference in references or packs.shipped():
        loaded = packs.load(reference, packs.cache_folder())
        broken.extend(render(diagnostic, loaded.sources, lang) for diagnostic in loaded.diagnostics)
        if loaded.ruleset is not None:
            rulesets.append(loaded.ruleset)
    if broken:
        typer.echo("\n\n".join(broken), err=True)
        raise typer.Exit(2)
    return rulesets


def _find(paths: list[str], lang: Language) -> "Found":
    from engine.corpus import files

    found = files.find(paths)
    for reason, english in found.problems:
        typer.echo(f"gouji: {reason if lang == 'zh' else english}", err=True)
    if found.problems:
        raise typer.Exit(2)
    return found


def _read_and(
    step: "Callable[[bytes, str, Sequence[Ruleset]], T | Problem]", source: str, rulesets: "list[Ruleset]"
) -> "T | Problem":
    """Reads a file's bytes and hands them to a step of the pipeline; a file that will not open is a problem."""
    from engine import pipeline

    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return pipeline.Problem(pipeline.Trouble.UNREADABLE, source, f"打不开：{reason}", f"cannot be opened: {reason}")
    return step(data, source, rulesets)


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


def _reaches(assessments: "list[Assessment]", fail_on: FailOn) -> bool:
    """Whether any finding, failed or undetermined, is at or above the level."""
    from engine.model.finding import Severity

    if fail_on == "never":
        return False
    worst = Severity(fail_on).rank
    return any(finding.severity.rank <= worst for one in assessments for finding in one.findings)


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
