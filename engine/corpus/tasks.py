"""What one process does for a run: a file and what it needs -> a result that can be sent. The same code in this
process, in a pool of processes on this machine, or on a cluster.

``perform`` is the whole interface. What every task of a run needs (the rules) is in a ``Setting``, sent once.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from engine import pipeline
from engine.columns.dataset import Part
from engine.confirmation.naming import beside
from engine.corpus import files
from engine.corpus.archives import Inside
from engine.corpus.checking import Company, Gathered, Packed, assess
from engine.corpus.sketching import Sketch, Sketching
from engine.corpus.together import Entry, NoPrevious, Stand
from engine.language.checked import Ruleset, Which
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.form import Form
from engine.model.struct import Struct
from engine.packs.pickling import compressed, compressed_facts, decompressed_facts, packed, unpacked
from engine.pipeline import Problem

if TYPE_CHECKING:
    from engine.vectors.judging import Pack

_MOST_KEPT = 64  # reports unpacked, of those that go with others


class ReadTask(Struct, frozen=True):
    """To read a file.

    ``inside`` says where it lies in an archive; ``data`` is its content, where nobody but the sender has it.
    ``known`` is the digest of the content that has been read before: then nothing is read again.
    """

    number: int
    group: int
    source: str
    inside: Inside | None = None
    data: bytes | None = None
    known: str | None = None


class CheckTask(Struct, frozen=True):
    """To check a report, with those that go with it (what was read, as bytes).

    ``key`` stands for all of that. With ``only_alike`` the peers are some of them: those whose texts may be alike.
    """

    number: int
    group: int
    key: str
    facts: bytes
    previous: bytes | NoPrevious | None = None
    subordinates: tuple[bytes | Stand, ...] = ()
    peers: tuple[bytes, ...] = ()
    only_alike: bool = False


class PartitionTask(Struct, frozen=True):
    """To check the ``count`` reports in files of a data set of facts, of one form, with those that go with them.

    ``contents`` are the bytes of the files, where nobody but the sender has them.
    """

    number: int
    group: int
    parts: tuple[Part, ...]
    count: int
    together: Gathered | Packed
    contents: tuple[bytes, ...] | None = None


Task: TypeAlias = ReadTask | CheckTask | PartitionTask


class Unchanged(Struct, frozen=True):
    """The content of a file is the one that is known."""


class Read(Struct, frozen=True):
    """What came of reading a file: what is known of it and what was read, or why it could not be read.

    ``digest`` is that of all content that went into it; empty where there was none.
    """

    digest: str
    entry: Entry | None
    facts: bytes | Problem
    sketches: tuple[Sketch, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}


class Checked(Struct, frozen=True):
    """What came of checking: an assessment as bytes, or why there is none."""

    assessment: bytes | Problem


class CheckedPartition(Struct, frozen=True):
    """What came of checking files of a data set: the assessments of their reports, in order, as bytes."""

    assessments: bytes


Result: TypeAlias = Unchanged | Read | Checked | CheckedPartition


class Setting:
    """The rulesets of each group of reports (those with one project file)."""

    def __init__(self, rulesets: Sequence[Sequence[Ruleset]]) -> None:
        self.rulesets = tuple(tuple(some) for some in rulesets)

    def __reduce__(self) -> tuple[type["Setting"], tuple[object, ...], bytes]:
        return Setting, ((),), packed(self.rulesets)

    def __setstate__(self, state: bytes) -> None:
        self.rulesets = unpacked(state)

    @cached_property
    def forms(self) -> Sequence[Mapping[str, Form]]:
        return [{one.form.id: one.form for one in some} for some in self.rulesets]

    @cached_property
    def sketching(self) -> Sequence[Sketching]:
        return [Sketching(some) for some in self.rulesets]

    @cached_property
    def unpack(self) -> "_Unpack":
        return _Unpack(self.forms)

    def packs(self, group: int, others: frozenset[Which]) -> "Sequence[Pack]":
        """The rulesets of a group, made ready to judge columns, where there may be such other reports."""
        if (group, others) not in self._packs:
            from engine.vectors.judging import prepare

            self._packs[group, others] = [prepare(one, others) for one in self.rulesets[group]]
        return self._packs[group, others]

    @cached_property
    def _packs(self) -> "dict[tuple[int, frozenset[Which]], Sequence[Pack]]":
        return {}


class _Unpack:
    """Facts from bytes, the last ones kept: a report goes with several others."""

    def __init__(self, forms: Sequence[Mapping[str, Form]]) -> None:
        self._forms = forms
        self.often = lru_cache(maxsize=_MOST_KEPT)(self.once)

    def once(self, data: bytes, group: int) -> Facts:
        return decompressed_facts(data, self._forms[group])


def perform(setting: Setting, task: Task) -> Result:
    """Does a task. A file that cannot be read or checked has a result like any other."""
    match task:
        case ReadTask():
            return _read(setting, task)
        case CheckTask():
            return _check(setting, task)
    return _check_partition(setting, task)


def _read(setting: Setting, task: ReadTask) -> Read | Unchanged:
    data = task.data
    if data is None:
        inside = {} if task.inside is None else {task.source: task.inside}
        loaded = files.load(task.source, inside)
        if isinstance(loaded, Problem):
            return Read("", None, loaded)
        data = loaded
    path = None if task.data is not None or task.source == files.STANDARD_INPUT else Path(task.source)
    confirmed = path is not None and beside(path).is_file()
    whole = digest(data, beside(path) if path is not None and confirmed else None)
    if whole == task.known:
        return Unchanged()
    facts = pipeline.understand(data, task.source, setting.rulesets[task.group])
    if isinstance(facts, Problem):
        return Read(whole, None, facts)
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}
    if confirmed and path is not None:
        from engine.confirmation.confirming import confirm

        found = confirm(facts, path)
        facts, diagnostics = found.facts, found.diagnostics
        texts = {found.name: found.text} if diagnostics else {}
    sketches = setting.sketching[task.group].of(facts)
    return Read(whole, Entry.of(facts, task.number), compressed_facts(facts), sketches, diagnostics, texts)


def digest(data: bytes, confirmed: Path | None) -> str:
    """The digest of all content that goes into what is read from a file."""
    total = sha256(data)
    if confirmed is not None:
        total.update(b"\0")
        try:
            total.update(confirmed.read_bytes())
        except OSError as error:
            total.update(str(error.errno).encode())
    return total.hexdigest()


def _check(setting: Setting, task: CheckTask) -> Checked:
    unpack, group = setting.unpack, task.group
    previous = unpack.once(task.previous, group) if isinstance(task.previous, bytes) else task.previous
    company = Company(
        previous,
        tuple(unpack.often(one, group) if isinstance(one, bytes) else one for one in task.subordinates),
        tuple(unpack.often(one, group) for one in task.peers),
        setting.sketching[group].one_by_one if task.only_alike else frozenset(),
    )
    found = assess(unpack.once(task.facts, group), company, setting.rulesets[group])
    return Checked(compressed(found) if isinstance(found, Assessment) else found)


def _check_partition(setting: Setting, task: PartitionTask) -> CheckedPartition:
    from engine.corpus import over_columns

    run = task.together if isinstance(task.together, Gathered) else task.together.unpacked(setting.forms[task.group])
    packs = setting.packs(task.group, run.others)
    contents = task.contents or (None,) * len(task.parts)
    return CheckedPartition(compressed(tuple(over_columns.check(task.parts, contents, packs, run))))
