"""What a run over many reports gains by a second process, and what it costs beside the reports: ``make bench-batch``.

First the same reports are read and checked by a pool of one process and by one of two, in turn: reports a second, and
the ratio. Then the costs: a report is read and checked in this process, with twelve others that it is compared with;
tasks and results of the same size go through a pool of one process, through the journal, and through a Dask cluster of
one worker on loopback, with nothing done for them. What is left is the way there and back: milliseconds a report, and
their share of the report itself, in one run.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from engine import packs
from engine.batch.executor import Executor, Limits
from engine.batch.journal import Journal
from engine.batch.pool import Pool
from engine.batch.register import Register
from engine.corpus.tasks import Checked, CheckTask, Read, ReadTask, Result, Setting, Task, perform
from tests.country.making import Size, hoods, reports

REPORTS, TASKS, ROUNDS, TURNS, SCALED, PEERS = 13, 300, 3, 5, 104, 12
LEAST = 1.8
"""Times as fast with two processes as with one."""


@lru_cache(maxsize=1)
def setting() -> Setting:
    return Setting([[found for name in packs.shipped() if (found := packs.load(name).ruleset) is not None]])


@lru_cache(maxsize=1)
def sample() -> tuple[ReadTask, Read, CheckTask, Checked]:
    """A report of the country: the tasks to read and to check it, and what came of them."""
    size = Size(REPORTS, 5, share=0, formats={"html": 1})
    made = [data for hood in hoods(size) for one in reports(hood, size) if isinstance(one, tuple) for data in one[1:]]
    to_read = [ReadTask(number, 0, f"{number}.html", data=data) for number, data in enumerate(made[4::5])]
    read = [perform(setting(), task) for task in to_read]
    facts = [one.facts for one in read if isinstance(one, Read) and isinstance(one.facts, bytes)]
    to_check = CheckTask(0, 0, "0" * 64, facts[0], peers=tuple(facts[1 : PEERS + 1]))
    checked = perform(setting(), to_check)
    assert isinstance(read[0], Read)
    assert isinstance(checked, Checked)
    return to_read[0], read[0], to_check, checked


def answered(_setting: Setting, task: Task) -> Result:
    """A result of the usual size, at once."""
    return sample()[1] if isinstance(task, ReadTask) else sample()[3]


def tasks(count: int) -> Iterator[Task]:
    to_read, _, to_check, _ = sample()
    for number in range(count):
        yield ReadTask(number, 0, to_read.source, data=to_read.data)
        yield CheckTask(number, 0, to_check.key, to_check.facts, peers=to_check.peers)


def real_tasks() -> list[Task]:
    """A hundred reports to read and to check: what the last one takes alone counts for little."""
    to_read, _, to_check, _ = sample()
    return [one for _ in range(SCALED) for one in (to_read, to_check)]


def scaling() -> float:
    """How much faster two processes are than one: the median of rounds in which both take turns."""
    ratios, rates, own = [], [], []
    pools = [Pool(setting(), count, Limits()) for count in (1, 2)]
    for pool in pools:
        list(pool.run(real_tasks()[:8]))
    for _ in range(TURNS):
        begin = time.process_time()
        one, two = (seconds(lambda pool=pool: list(pool.run(real_tasks()))) for pool in pools)  # type: ignore[misc]
        own.append(1000 * (time.process_time() - begin) / (2 * SCALED))
        ratios.append(one / two)
        rates.append((SCALED / one, SCALED / two))
    for pool in pools:
        pool.close()
    one, two = (statistics.median(side) for side in zip(*rates, strict=True))
    ratio = statistics.median(ratios)
    print(f"reports a second: one process {one:.1f}, two {two:.1f}; ratio {ratio:.2f} (at least {LEAST})")
    print(f"{'what the first process has to do':38}{statistics.median(own):10.2f} ms a report, on a core of its own")
    return ratio


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def a_report(work: Callable[[], object], count: int) -> float:
    """Milliseconds of a report: the least of some rounds."""
    return 1000 * min(seconds(work) for _ in range(ROUNDS)) / count


def through(executor: Executor) -> float:
    """The way to an executor and back, once everybody is awake."""
    list(executor.run(tasks(5)))
    found = a_report(lambda: list(executor.run(tasks(TASKS))), TASKS)
    executor.close()
    return found


def through_journal() -> float:
    """What was read and what was found, written down and looked up."""
    _, read, _, checked = sample()
    assert isinstance(checked.assessment, bytes)
    assessment = checked.assessment

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            register = Register((0, str(number)) for number in range(TASKS))
            journal = Journal(Path(folder) / "journal", register)
            journal.begin("")
            for number in range(TASKS):
                journal.add_read(number, read)
            for number in range(TASKS):
                journal.load_read(number)
                journal.add_checked(number, "0" * 64, assessment)
                journal.load_assessment(number)
            journal.close(delete=True)

    return a_report(work, TASKS)


def through_cluster() -> float:
    from distributed import LocalCluster

    from engine.batch.cluster import Cluster

    with LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        return through(Cluster(cluster.scheduler_address, setting(), Limits(), answered))


def main() -> int:
    """Prints how runs scale and what they cost; 1 when two processes are not fast enough."""
    ratio = scaling()
    to_read, read, to_check, checked = sample()
    assert isinstance(read.facts, bytes)
    assert isinstance(checked.assessment, bytes)
    whole = a_report(lambda: [perform(setting(), one) for one in (to_read, to_check)], 1)
    print(f"a report, read and checked with {PEERS} others{whole:10.2f} ms")
    ways: tuple[tuple[str, Callable[[], float]], ...] = (
        ("the pool", lambda: through(Pool(setting(), 1, Limits(), answered))),
        ("the journal", through_journal),
        ("the cluster", through_cluster),
    )
    for name, measure in ways:
        cost = measure()
        print(f"{name:38}{cost:10.2f} ms{cost / whole:8.1%}")
    print(f"document {len(to_read.data or b'')} bytes, facts {len(read.facts)}, findings {len(checked.assessment)}")
    return int(ratio < LEAST)


if __name__ == "__main__":
    sys.exit(main())
