"""The rules that a run is about: those asked for, those of project files, or all shipped ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands._refusing import refuse, refuse_diagnostics, show_diagnostics
from engine.language.checked import Ruleset
from engine.model.struct import Struct
from engine.outputs.words import Language

if TYPE_CHECKING:
    from engine.project.opening import Opened
    from engine.project.project import Project


class Choice(Struct, frozen=True):
    """What the arguments say of rules: packs or files, a project file, or that there is to be none."""

    references: Sequence[str] | None = None
    project: Path | None = None
    no_project: bool = False


class Group(Struct, frozen=True):
    """Reports with one project file (or none), and the rulesets to check them by."""

    sources: Sequence[str]
    rulesets: Sequence[Ruleset]
    opened: "Opened | None" = None

    @property
    def project(self) -> "Project | None":
        return None if self.opened is None else self.opened.project


def groups(sources: Sequence[str], choice: Choice, lang: Language) -> list[Group]:
    """The reports by project file; whatever is wrong with these files and with rules is shown and ends the run."""
    from engine.project import find

    if choice.project is not None and choice.no_project:
        refuse("--project 和 --no-project 不能一起用", "--project and --no-project exclude each other", lang)
    chosen = choice.no_project or choice.project is not None
    files = dict.fromkeys(sources, choice.project) if chosen else find.nearest(sources)
    by_file: dict[Path | None, list[str]] = {}
    for source, file in files.items():
        by_file.setdefault(file, []).append(source)
    opened = _open([file for file in by_file if file is not None], choice.references, lang)
    found = [Group(by_file[one.project.path], one.adjusted, one) for one in opened]
    if None in by_file:
        found.append(Group(by_file[None], load(choice.references, lang)))
    return found


def here(choice: Choice, lang: Language) -> Sequence[Ruleset]:
    """The rulesets of the working directory, as their packs have them."""
    (group,) = groups(["-"], choice, lang)
    return group.rulesets if group.opened is None else group.opened.rulesets


def load(references: Sequence[str] | None, lang: Language, *, warn: bool = False) -> list[Ruleset]:
    """The rulesets asked for, or all shipped ones; broken rules are shown with their places and end the run.

    With ``warn`` the warnings of rulesets that can be used are shown as well.
    """
    from engine import packs

    loaded = [packs.load(reference, packs.cache_folder()) for reference in references or packs.shipped()]
    refuse_diagnostics([(mistake, one.sources) for one in loaded for mistake in one.mistakes], lang)
    if warn:
        show_diagnostics([(diagnostic, one.sources) for one in loaded for diagnostic in one.diagnostics], lang)
    return [one.ruleset for one in loaded if one.ruleset is not None]


def _open(files: list[Path], references: Sequence[str] | None, lang: Language) -> "list[Opened]":
    if not files:
        return []
    from engine import packs
    from engine.project.opening import open_project

    opened = [open_project(file, references, packs.cache_folder()) for file in files]
    refuse_diagnostics([(diagnostic, one.sources) for one in opened for diagnostic in one.diagnostics], lang)
    return opened
