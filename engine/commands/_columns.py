"""What commands do with columns of facts: Polars, or how to get it; a data set in the place of reports."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands import _reports, _rulesets
from engine.commands._how import How
from engine.commands._refusing import refuse, say
from engine.commands._rulesets import Choice, Group
from engine.corpus import checking
from engine.corpus.checking import Gathered
from engine.corpus.files import Found
from engine.language.checked import Ruleset, Which
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import Struct, replace
from engine.outputs.words import Language

if TYPE_CHECKING:
    from engine.batch.executor import Executor
    from engine.corpus.tasks import Setting

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
    from engine.columns import dataset
    from engine.corpus import over_columns

    files = tuple(over_columns.sources(dataset.parts(root)))
    if not files:
        refuse(f"{root} 里没有报告", f"there are no reports in {root}", lang)
    (group,) = _rulesets.groups([str(root)], choice, lang)
    return Found(files, (), is_batch=True, is_folder=True), [replace(group, sources=files)]


class Opened(Struct, frozen=True):
    """The reports of a data set as they are checked, what is wrong with them together (asked after them), and what was
    read from each, by its place."""

    reports: Iterator[Assessment]
    about_run: Callable[[], Sequence[Assessment]]
    facts: Callable[[int], Facts | None]


@contextmanager
def opened(root: Path, group: Group, earlier: Found | None, how: How, lang: Language) -> Iterator[Opened]:
    """Checks the reports of a data set in this process, or on the cluster that was named."""
    from engine.batch.executor import UnavailableError
    from engine.batch.partitions import assessments
    from engine.corpus.beside_columns import Reports
    from engine.corpus.tasks import Setting

    gathered = _gathered(root, group, earlier, lang)
    executor = _executor(Setting([group.rulesets]), how, lang)
    try:
        listing = None if group.project is None else group.project.name
        yield Opened(
            assessments(root, gathered, executor, by_year=how.cluster is not None),
            lambda: checking.about_run((), gathered.run, listing),
            Reports(root, group.rulesets),
        )
    except UnavailableError as error:
        refuse(error.reason, error.english, lang)
    finally:
        executor.close()


def _executor(setting: "Setting", how: How, lang: Language) -> "Executor":
    """This process, whose columns use all cores, or a cluster."""
    if how.cluster is None:
        from engine.batch.executor import Here

        return Here(setting)
    from engine.commands._batch import on_cluster

    return on_cluster(how.cluster, setting, how, lang)


def _gathered(root: Path, group: Group, earlier: Found | None, lang: Language) -> Gathered:
    """The reports that may stand beside those of the data set."""
    from engine.corpus.beside_columns import gather

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
    return gather(root, group.rulesets, last_year, units, others)


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
