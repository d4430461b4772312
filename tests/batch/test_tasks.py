"""Tasks as other machines get them: whatever is sent can be pickled, and comes to the same."""

import pickle
from pathlib import Path

import pytest

from engine.batch import pool
from engine.batch.executor import Here, Limits
from engine.batch.pool import Pool
from engine.corpus.tasks import Checked, CheckTask, Read, ReadTask, Setting, Unchanged, perform
from engine.packs import cache_folder, load
from engine.packs.pickling import decompressed, decompressed_facts
from engine.pipeline import Problem, assess, understand
from tests.batch.killing import BASE


@pytest.fixture(scope="module")
def setting() -> Setting:
    ruleset = load("foi_annual_report", cache_folder()).ruleset
    assert ruleset is not None
    return Setting([[ruleset]])


def test_setting_tasks_and_results_travel_as_bytes(setting: Setting) -> None:
    sent = pickle.loads(pickle.dumps(setting))  # noqa: S301 (our own)
    assert sent.rulesets == setting.rulesets
    read = perform(sent, pickle.loads(pickle.dumps(ReadTask(3, 0, str(BASE)))))  # noqa: S301 (our own)
    assert isinstance(read, Read)
    assert isinstance(read.facts, bytes)
    facts = understand(BASE.read_bytes(), str(BASE), setting.rulesets[0])
    assert decompressed_facts(read.facts, setting.forms[0]) == facts
    assert not isinstance(facts, Problem)
    task = CheckTask(3, 0, "key", read.facts)
    checked = pickle.loads(pickle.dumps(perform(sent, task)))  # noqa: S301 (our own)
    assert isinstance(checked, Checked)
    assert isinstance(checked.assessment, bytes)
    assert decompressed(checked.assessment) == assess(facts, setting.rulesets[0])
    assert perform(sent, ReadTask(3, 0, str(BASE), known=read.digest)) == Unchanged()


def test_what_only_the_sender_has_is_sent(setting: Setting) -> None:
    read = perform(setting, ReadTask(0, 0, "-", data=BASE.read_bytes()))
    assert isinstance(read, Read)
    assert read.entry is not None
    assert (read.entry.source, read.entry.year) == ("-", 2023)


def test_processes_that_are_not_forked_do_the_same(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [ReadTask(0, 0, str(BASE)), ReadTask(1, 0, str(Path(__file__).with_name("没有.md")))]
    here = {task.number: answer for task, answer in Here(setting).run(tasks)}
    monkeypatch.setattr(pool, "_METHOD", "spawn")
    spawned = Pool(setting, 1, Limits())
    try:
        there = {task.number: answer for task, answer in spawned.run(tasks)}
    finally:
        spawned.close()
    assert there[1] == here[1]
    read, sent = here[0], there[0]
    assert isinstance(read, Read)
    assert isinstance(sent, Read)
    assert isinstance(read.facts, bytes)
    assert isinstance(sent.facts, bytes)
    assert (sent.digest, sent.entry, sent.sketches) == (read.digest, read.entry, read.sketches)
    assert decompressed_facts(sent.facts, setting.forms[0]) == decompressed_facts(read.facts, setting.forms[0])
