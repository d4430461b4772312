"""The journal of a run: cut at any byte, changed at any byte, held by another, on a full disk."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batch.journal import BusyError, FullError, Journal
from engine.batch.register import Register
from engine.corpus.tasks import Read
from engine.corpus.together import Entry
from engine.model.finding import Assessment
from engine.model.struct import replace
from engine.packs.pickling import compressed
from engine.pipeline import Problem, Trouble
from tests.batch.killing import environment

RUN = "规则 1"
SOURCES = ["甲.md", "乙\n.md", "丙😀.md", "丁.md", "戊.md"]


def assessment(source: str) -> Assessment:
    return Assessment(source, "0" * 64, "form", "云溪镇", 2023, ())


def read(source: str) -> Read:
    return Read(f"digest of {source}", Entry(0, source, "0" * 64, "云溪镇", 2023), b"what was read")


def problem(source: str) -> Read:
    return Read("", None, Problem(Trouble.UNREADABLE, source, "打不开", "cannot be opened"))


def register() -> Register:
    return Register((0, source) for source in SOURCES)


def written(path: Path) -> list[tuple[int, str]]:
    """Writes a journal, and says how long it was after each record, with what had been kept by then."""
    journal = Journal(path, register())
    journal.begin(RUN)
    lengths = [(path.stat().st_size, "")]
    for number, source in enumerate(SOURCES[:3]):
        journal.add_read(number, problem(source) if source == "甲.md" else read(source))
        lengths.append((path.stat().st_size, f"read {source}"))
        journal.add_checked(number, f"key of {source}", compressed(assessment(source)))
        lengths.append((path.stat().st_size, f"checked {source}"))
    journal.add_lost(0, compressed(assessment("甲.md")))
    lengths.append((path.stat().st_size, "lost"))
    journal.close(delete=False)
    return lengths


def kept(path: Path) -> list[str] | None:
    """What is taken over from a journal; ``None`` when it is not that of this run. All of it can be loaded."""
    known = register()
    journal = Journal(path, known)
    found = []
    try:
        if not journal.resume(RUN):
            return None
        for number, source in enumerate(SOURCES):
            if known.digest(number) is not None:
                expected = problem(source) if source == "甲.md" else read(source)
                assert journal.load_read(number) == expected
                assert known.digest(number) == expected.digest
                assert known.entry(number) == (
                    None if expected.entry is None else replace(expected.entry, number=number)
                )
                found.append(f"read {source}")
            if known.key(number) is not None:
                assert known.key(number) == f"key of {source}"
                assert journal.load_assessment(number) == assessment(source)
                found.append(f"checked {source}")
        return found
    finally:
        journal.close(delete=False)


def test_cut_at_every_byte_all_whole_records_are_kept_and_work_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "whole"
    lengths = written(path)
    data = path.read_bytes()
    assert lengths[-1][0] == len(data)
    cut = tmp_path / "cut"
    for length in range(len(data) + 1):
        cut.write_bytes(data[:length])
        found = kept(cut)
        whole = [name for end, name in lengths if end <= length]
        if not whole:
            assert found is None, length
            continue
        assert found is not None, length
        assert sorted(found) == sorted(name for name in whole if name not in ("", "lost")), length
        assert cut.stat().st_size == max(end for end, _ in lengths if end <= length)
    journal = Journal(cut, register())
    assert journal.resume(RUN)
    journal.add_read(3, read("丁.md"))
    journal.close(delete=False)
    assert "read 丁.md" in (kept(cut) or [])
    Journal(cut, register()).close(delete=True)
    assert not cut.exists()


def test_what_was_kept_of_files_that_are_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    written(path)
    known = Register([(1, "甲.md"), (0, "丙😀.md"), (0, "新.md")])
    journal = Journal(path, known)
    assert journal.resume(RUN)
    assert [known.digest(number) for number in range(3)] == [None, "digest of 丙😀.md", None]
    assert journal.load_assessment(1) == assessment("丙😀.md")
    journal.close(delete=True)


@given(st.data())
def test_changed_anywhere_nothing_false_is_taken_over(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("journal") / "changed"
    lengths = written(path)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    found = kept(path)
    before = [name for end, name in lengths if end <= at and name not in ("", "lost")]
    assert found is None if at < lengths[0][0] else sorted(found or []) == sorted(before)


def test_what_another_run_has_done_is_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    written(path)
    journal = Journal(path, register())
    assert not journal.resume("规则 2")
    journal.begin("规则 2")
    journal.close(delete=False)
    assert kept(path) is None


_HOLD = """
import sys, time
from pathlib import Path
from engine.batch.journal import Journal
from engine.batch.register import Register
journal = Journal(Path(sys.argv[1]), Register([]))
print("held", flush=True)
time.sleep(600)
"""


def test_two_runs_cannot_have_one_journal_and_one_that_was_killed_has_none(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    other = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, env=environment())
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"held"
    with pytest.raises(BusyError):
        Journal(path, register())
    other.kill()
    other.wait()
    Journal(path, register()).close(delete=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_on_a_full_disk_what_was_kept_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    lengths = written(path)
    journal = Journal(path, register())
    assert journal.resume(RUN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (lengths[-1][0] + 100, before[1]))
    try:
        with pytest.raises(FullError):
            journal.add_read(3, read("丁.md" * 100))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.stat().st_size == lengths[-1][0]
    journal.add_read(4, read("戊.md"))
    journal.close(delete=False)
    found = kept(path)
    assert found is not None
    assert "read 戊.md" in found
    assert "read 丁.md" not in found
