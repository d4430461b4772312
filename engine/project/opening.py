"""A project file with its packs, ready to check reports, or everything that is wrong with both."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from engine import packs
from engine.language.checked import Ruleset
from engine.model.diagnostic import Diagnostic
from engine.model.struct import Struct, replace
from engine.project import applying, find
from engine.project.project import Project
from engine.project.reading import MOST, read


class Opened(Struct, frozen=True):
    """A project: ``rulesets`` are its packs as they are, ``adjusted`` as it wants them.

    With any diagnostic it cannot be used; ``sources`` has the texts that diagnostics speak of.
    """

    project: Project
    rulesets: tuple[Ruleset, ...]
    adjusted: tuple[Ruleset, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def open_project(path: Path, references: Sequence[str] | None = None, cache_dir: Path | None = None) -> Opened:
    """Opens the project file at a path.

    ``references`` are packs to use instead of its own. Then it may speak of rules and parameters that these lack.
    """
    reading = read(path)
    project = reading.project
    sources = {project.name: reading.text} if reading.text else {}
    own, theirs = list(reading.diagnostics), list[Diagnostic]()
    rulesets: list[Ruleset] = []
    chosen = references or _chosen(project)
    for number, reference in enumerate(chosen):
        loaded = packs.load(reference, cache_dir)
        if references or loaded.sources:
            theirs += loaded.mistakes
        else:  # there is no such pack: the mistake is in the project file
            own += [replace(one, span=project.span("packs", number)) for one in loaded.mistakes]
        sources |= loaded.sources
        if loaded.ruleset is not None:
            rulesets.append(loaded.ruleset)
    changed, unknown = applying.apply_parameters(rulesets, project)
    if not references and rulesets and len(rulesets) == len(chosen):
        own += [*unknown, *islice(applying.mistakes(rulesets, project), MOST)]
    own.sort(key=lambda one: (one.span.line, one.code))
    adjusted = tuple(applying.adjust(ruleset, project) for ruleset in changed)
    return Opened(project, tuple(rulesets), adjusted, (*own[:MOST], *theirs), sources)


def _chosen(project: Project) -> tuple[str, ...]:
    """The project's packs, as paths from the working directory where they are not the names of shipped ones."""
    shipped = packs.shipped()
    own = shipped if project.packs is None else project.packs
    return tuple(pack if pack in shipped else _path(project.folder / pack.replace("\\", "/")) for pack in own)


def _path(path: Path) -> str:
    name = find.shown(path)
    return name if Path(name).is_absolute() else f"./{name}"
