"""Rules on the screen: a list of them, and one in words. Everything goes in as ``Text``."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from engine.language.checked import Ruleset
from engine.outputs.folding import Folded
from engine.outputs.handbook import Entry, Handbook, Illustration, outcome, rows
from engine.outputs.phrases import Phrase, plain
from engine.outputs.words import EXAMPLE, RULE, SEVERITY, Language, cite


def listing(handbooks: Sequence[Handbook], to: Console, language: Language = "zh") -> None:
    """Prints all rules as tables: id, severity, title and basis, a table for each chapter of each pack."""
    words = RULE[language]
    for handbook in handbooks:
        to.print(Rule(Text(f"{handbook.title} {handbook.identity.version}".strip()), align="left", style="less"))
        for condition in handbook.applies:
            to.print(Text(f" {words['applies']}  {plain(condition)}", style="less"))
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
        for name in ("id", "severity", "rule", "basis"):
            table.add_column(words[name], overflow="fold")
        for chapter in handbook.chapters:
            table.add_section()
            table.add_row("", "", Text(chapter.title, style="bold"))
            for entry in chapter.entries:
                severity = Text(SEVERITY[language][entry.severity], style=entry.severity.value)
                basis = "\n".join(cite(citation, language) for citation in entry.basis)
                table.add_row(Text(entry.rule), severity, Text(entry.title), Text(basis, style="less"))
        to.print(table)


def explain(ruleset: Ruleset, entry: Entry, to: Console, language: Language = "zh") -> None:
    """Prints one rule: what it says in words, what breaks it, and the rule as its author wrote it."""
    words = RULE[language]
    identity = ruleset.identity
    head = Text.assemble((entry.rule, entry.severity.value), "  ", (entry.title, "bold"))
    said = [(name, _phrase(phrase)) for name, phrase in rows(entry, language)]
    said += [(EXAMPLE[language][example.fails], _example(example, language)) for example in entry.examples]
    said.append((words["ruleset"], Text(f"{identity.title or identity.id} {identity.version}".strip())))
    said.append((words["place"], Text(f"{entry.place.file}:{entry.place.line}")))
    to.print(Folded([("", head)]), Text(), Folded(said, 1), Text(), Folded([("", Text(entry.source, style="less"))], 1))


def _phrase(phrase: Phrase) -> Text:
    return Text.assemble(*(part if isinstance(part, str) else (part.text, "place") for part in phrase))


def _example(example: Illustration, language: Language) -> Text:
    text = Text("\n").join(Text(edit.text, style="place") for edit in example.edits)
    return text.append(f"\n{outcome(example, language)}")
