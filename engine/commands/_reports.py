"""The reports that a run is about, each file read once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine import pipeline
from engine.commands._refusing import WRONG, refuse, refuse_diagnostics, say
from engine.confirmation.naming import beside
from engine.corpus import files
from engine.corpus.archives import Inside
from engine.language.checked import Ruleset
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Facts
from engine.outputs.words import Language


def find(paths: Sequence[str], lang: Language) -> files.Found:
    """The files that paths stand for; a path that stands for none is said and ends the run."""
    found = files.find(paths)
    for reason, english in found.problems:
        say(f"gouji: {reason if lang == 'zh' else english}")
    if found.problems:
        raise SystemExit(WRONG)
    return found


def read_all(
    sources: Sequence[str], rulesets: Sequence[Ruleset], inside: Mapping[str, Inside], lang: Language
) -> dict[str, Facts | pipeline.Problem]:
    """What was read from each file, with the values that a person confirmed; ``inside`` says which lie in an archive.

    A file that is named twice, in whatever way, is read once. What is wrong with files of confirmed values is shown and
    ends the run.
    """
    wrong: list[tuple[Diagnostic, Mapping[str, str]]] = []
    by_path: dict[Path | None, Facts | pipeline.Problem] = {}
    read: dict[str, Facts | pipeline.Problem] = {}
    for source in sources:
        path = None if source == files.STANDARD_INPUT else Path(source).resolve()
        if path not in by_path:
            by_path[path] = understood = read_one(source, rulesets, inside)
            if path is not None and isinstance(understood, Facts) and beside(path).is_file():
                from engine.confirmation.confirming import confirm

                confirmed = confirm(understood, path)
                by_path[path] = confirmed.facts
                wrong += [(one, {confirmed.name: confirmed.text}) for one in confirmed.diagnostics]
        read[source] = by_path[path]
    refuse_diagnostics(wrong, lang)
    return read


def refuse_problem(result: object, lang: Language) -> None:
    """Ends the run when a file that was named by itself could not be checked."""
    if isinstance(result, pipeline.Problem):
        refuse(f"{result.source}：{result.reason}", f"{result.source}: {result.english}", lang)


def read_one(source: str, rulesets: Sequence[Ruleset], inside: Mapping[str, Inside]) -> Facts | pipeline.Problem:
    """What was read from one file, without what a person confirmed."""
    data = files.load(source, inside)
    return data if isinstance(data, pipeline.Problem) else pipeline.understand(data, source, rulesets)
