"""``gouji stats``: many reports in, figures out: which rules find most, how units do, how it changes over the years."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from engine.commands import _checking
from engine.commands._finishing import Finishing
from engine.commands._how import How
from engine.commands._refusing import refuse
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.outputs.format import UnsupportedError
from engine.outputs.statistics import Statistics, statistics
from engine.outputs.words import Language

TERMINAL = "terminal"
_Write: TypeAlias = Callable[[Statistics, Language], bytes]


def run(
    paths: Sequence[str],
    previous: Sequence[str] | None,
    choice: Choice,
    output_format: str,
    target: Target,
    how: How,
    most: int,
) -> int:
    """Checks reports and shows the figures: on the screen with ``most`` rules and units, or in a file with all."""
    lang = target.lang
    write = None if output_format == TERMINAL else _chosen(output_format, target)
    asked = _checking.asked(paths, previous, choice, lang)
    finishing = Finishing(asked.groups, None, "never")
    with _checking.opened(asked, how, target) as checking:
        figures = statistics(finishing.each(checking.reports))
    if write is not None:
        try:
            target.write_bytes(write(figures, lang))
        except UnsupportedError as error:
            refuse(error.reason, error.english, lang)
    else:
        from engine.outputs import terminal_statistics

        with target.console() as console:
            terminal_statistics.show_statistics(figures, console, lang, most=most)
    return finishing.exit_code


def _chosen(output_format: str, target: Target) -> _Write:
    """How to write a format; one that there is not, or that is not for a screen, ends the run."""
    from engine.outputs.statistics_page import statistics_page
    from engine.outputs.statistics_workbook import statistics_workbook

    known: dict[str, _Write] = {"html": statistics_page, "xlsx": statistics_workbook}
    if output_format not in known:
        refuse(
            f"没有这种格式：{output_format}（有 terminal、html、xlsx）",
            f"no such format: {output_format} (there are terminal, html, xlsx)",
            target.lang,
        )
    if target.path is None:
        refuse(
            f"{output_format} 不能显示在屏幕上，请用 --output 指定文件",
            f"{output_format} is not for a screen: give a file with --output",
            target.lang,
        )
    return known[output_format]
