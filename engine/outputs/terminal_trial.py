"""A rule that was tried on many reports, on the screen."""

from collections.abc import Mapping
from typing import TypeAlias

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from engine.model.finding import Verdict
from engine.model.trial import Trial
from engine.outputs.words import VERDICT, Language

_WIDTH = 20
_Groups: TypeAlias = Mapping[int | None, Mapping[Verdict, int]] | Mapping[str | None, Mapping[Verdict, int]]
_ORDER = (Verdict.FAILED, Verdict.UNDETERMINED, Verdict.PASSED, Verdict.NOT_APPLICABLE)
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "touched": {"zh": "涉及", "en": "touched"},
    "year": {"zh": "年度", "en": "year"},
    "level": {"zh": "层级", "en": "level"},
    "failed": {"zh": "不通过所占", "en": "share that fails"},
    "examples": {"zh": "例如", "en": "for example"},
    "columns": {"zh": "按列判断", "en": "judged on columns"},
    "distinct": {"zh": "按列判断，有的条件按不同的取值判断", "en": "judged on columns and on distinct facts"},
    "screened": {"zh": "按列筛选，找到有关文字的才逐份看", "en": "screened on columns"},
    "rows": {"zh": "逐份看文字", "en": "judged report by report"},
    "by_rows": {"zh": "{} 份重新看了全部读数", "en": "{} reports were looked at by themselves"},
}


def show_trial(trial: Trial, to: Console, language: Language = "zh") -> None:
    """Prints what came of one rule."""
    total = sum(trial.verdicts.values())
    touched = total - trial.verdicts.get(Verdict.NOT_APPLICABLE, 0)
    to.print(Text.assemble((trial.rule, "bold"), "  ", trial.title, ("  " + trial.form, "less")))
    said = [f"{_WORDS['touched'][language]} {touched}/{total}"]
    said += [f"{VERDICT[language][verdict]} {trial.verdicts.get(verdict, 0)}" for verdict in _ORDER[:3]]
    to.print(Text("  " + "  ".join(said)))
    manner = _WORDS[trial.manner][language]
    if trial.by_rows:
        manner += "；" + _WORDS["by_rows"][language].format(trial.by_rows)
    to.print(Text(f"  {manner}", style="less"))
    for name, groups in (("year", trial.by_year), ("level", trial.by_level)):
        to.print(_histogram(_WORDS[name][language], groups, language))
    for example in trial.examples:
        head = f"  {_WORDS['examples'][language]} {example.source}"
        to.print(Text.assemble(head, ("  " + "；".join(example.messages), "less")))


def _histogram(name: str, groups: _Groups, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column(name)
    for verdict in _ORDER:
        table.add_column(VERDICT[language][verdict], justify="right")
    table.add_column(_WORDS["failed"][language])
    for group, counts in groups.items():
        touched = sum(count for verdict, count in counts.items() if verdict is not Verdict.NOT_APPLICABLE)
        table.add_row(
            Text("?" if group is None else str(group)),
            *(str(counts.get(verdict, 0)) for verdict in _ORDER),
            Text(_bar(counts.get(Verdict.FAILED, 0), touched), style="error"),
        )
    return table


def _bar(part: int, whole: int) -> str:
    if whole == 0 or part == 0:
        return ""
    return "█" * max(round(_WIDTH * part / whole), 1) + f" {100 * part / whole:.1f}%"
