"""``gouji confirm``: what a person read in a report -> the file beside it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from engine.commands import _reports, _rulesets
from engine.commands._refusing import refuse, refuse_diagnostics
from engine.commands._rulesets import Choice
from engine.confirmation import writing
from engine.confirmation.file import Entry
from engine.corpus.files import STANDARD_INPUT
from engine.model.facts import Facts
from engine.outputs.words import Language
from engine.project.find import shown as path_shown
from engine.project.messages import shown


def run(report: str, values: Sequence[str], by: str, on: date, note: str | None, choice: Choice, lang: Language) -> int:
    """Writes values that a person read into the file beside a report; says what was written, and what was read."""
    found = _reports.find([report], lang)
    if found.is_batch or report == STANDARD_INPUT:
        refuse("一次只核定一份报告，而且要是文件", "confirm one report at a time, which must be a file", lang)
    if not shown(by):
        refuse("--by 要写明谁核定的", "--by must say who confirms", lang)
    (group,) = _rulesets.groups(found.files, choice, lang)
    facts = _reports.read_one(report, group.rulesets, found.inside)
    _reports.refuse_problem(facts, lang)
    if isinstance(facts, Facts):
        _write(facts, Path(report), values, Entry("", shown(by), on, shown(note or "") or None), lang)
    return 0


def _write(facts: Facts, report: Path, values: Sequence[str], entry: Entry, lang: Language) -> None:
    from engine.model.struct import replace
    from engine.outputs.words import STATUS

    read = writing.values_of(values, facts)
    if isinstance(read, writing.Wrong):
        refuse(read.reason, read.english, lang)
    added = writing.added(
        report, facts.document.sha256, {fact: replace(entry, value=value) for fact, value in read.items()}
    )
    refuse_diagnostics([(one, {one.span.file: added.text} if added.text else {}) for one in added.diagnostics], lang)
    if added.wrong is not None:
        refuse(added.wrong.reason, added.wrong.english, lang)
    try:
        added.path.write_text(added.text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse(f"无法写入 {added.path}：{reason}", f"cannot write {added.path}: {reason}", lang)
    for fact, value in read.items():
        before = facts[fact].value
        was = STATUS[lang][facts[fact].status] if before is None else str(before)
        print(f"{fact} = {value}（原读：{was}）" if lang == "zh" else f"{fact} = {value} (read: {was})")
    where = path_shown(added.path)
    print(f"已写入 {where}" if lang == "zh" else f"written to {where}")
