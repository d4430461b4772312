"""What commands do with columns of facts: Polars, or how to get it; a data set in the place of reports."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from engine.commands import _reports, _rulesets
from engine.commands._refusing import refuse, say
from engine.commands._rulesets import Choice, Group
from engine.corpus import checking
from engine.corpus.checking import Gathered
from engine.corpus.files import Found
from engine.language.checked import Ruleset, Which
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import replace
from engine.outputs.words import Language

_MOST_BESIDE = 1_000  # reports that are compared with one another, each with each


def need_polars(lang: Language) -> None:
    """Ends the run with what to install when Polars is not there."""
    if find_spec("polars") is None:
        refuse('要用 Polars：pip install "gouji[columns]"', 'Polars is needed: pip install "gouji[columns]"', lang)


def dataset_of(paths: Sequence[str]) -> Path | None:
    """The data set of facts that is named instead of reports, if one is."""
    if not any(path.rstrip("/").endswith(".parquet") for path in paths):
        return None
    from engine.columns.dataset import is_dataset

    return next((Path(path) for path in paths if is_dataset(Path(path))), None)


def groups(root: Path, paths: Sequence[str], choice: Choice, lang: Language) -> tuple[Found, list[Group]]:
    """The reports of a data set, and the rules to check them by."""
    need_polars(lang)
    if len(paths) != 1:
        refuse(f"{root} 是数据集，要单独检查", f"{root} is a data set: check it by itself", lang)
    from engine.corpus import over_columns

    files = tuple(over_columns.sources(root))
    if not files:
        refuse(f"{root} 里没有报告", f"there are no reports in {root}", lang)
    (group,) = _rulesets.groups([str(root)], choice, lang)
    return Found(files, (), is_batch=True, is_folder=True), [replace(group, sources=files)]


def assess(
    root: Path, group: Group, earlier: Found | None, lang: Language
) -> tuple[Sequence[Assessment], Sequence[Assessment], Mapping[str, Facts]]:
    """Checks the reports of a data set: what came of each, what is wrong with them together, and what was read."""
    from engine.columns.reading import read
    from engine.corpus import over_columns

    others: set[Which] = set()
    units = {} if group.project is None else group.project.units
    if units:
        others.add(Which.SUBORDINATES)
    if 1 < len(group.sources) <= _MOST_BESIDE:
        others.add(Which.PEERS)
    elif len(group.sources) > 1:
        _say_no_peers(group.rulesets, lang)
    last_year = None
    if earlier is not None:
        others.add(Which.PREVIOUS)
        found = _reports.read_all(earlier.files, group.rulesets, earlier.inside, lang)
        last_year = tuple(one for one in found.values() if isinstance(one, Facts))
    beside = tuple(read(root, [one.form for one in group.rulesets])) if others else ()
    together = Gathered(beside, last_year, units=units)
    done: list[Assessment] = []
    understood: dict[str, Facts] = {}
    for one in over_columns.check(root, group.rulesets, together, others):
        done.append(one.assessment)
        if one.facts is not None and len(group.sources) <= _MOST_BESIDE:
            understood[one.assessment.source] = one.facts
    about = checking.about_run((), together.run, group.project.name if group.project is not None else None)
    return done, about, understood


def _say_no_peers(rulesets: Sequence[Ruleset], lang: Language) -> None:
    from engine.vectors.reads import asks_for

    rules = [rule.id for ruleset in rulesets for rule in ruleset.rules if asks_for(rule, Which.PEERS)]
    if rules:
        names = "、".join(dict.fromkeys(rules))
        say(
            f"gouji: 超过 {_MOST_BESIDE} 份报告，没有一一互相比较：{names}"
            if lang == "zh"
            else f"gouji: more than {_MOST_BESIDE} reports, not compared with one another: {names}"
        )
