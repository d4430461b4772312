"""Many random damages, counted by kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.damage.judge import Judgement, judge
from tests.damage.kinds import ALL, apply
from tests.damage.sheets import TABLES, Aim, Paper, make, rows
from tests.round_trip.writers import WRITERS, Writer
from tests.support.reports import Layout, Zeros

# PDF is slow, and GBK has not all characters that damage brings in.
FAST = tuple(writer for writer in WRITERS if writer.suffix != ".pdf" and "GBK" not in writer.name)
HITS = (0, 1, 1, 2, 2, 3)  # how many kinds of damage a table gets
_AIMED = 0.5
_OLD_FORM = 0.2
_BLANK = 0.25
NO_DAMAGE = "no damage"
ALL_DAMAGED = "all damaged tables"
UNTOUCHED = "undamaged"
NOTHING_LOST = "nothing lost"
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Case:
    """A report before and after damage: which kinds hit which table, and the format it is written in."""

    original: Paper
    damaged: Paper
    kinds: dict[str, tuple[str, ...]]
    writer: Writer


@dataclass(slots=True)
class Counts:
    """What came of many cases, by kind of damage, and the names of cases with silent misreadings."""

    lines: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    shown: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        for name, line in other.lines.items():
            self.lines[name].update(line)
        self.shown += other.shown


def case(name: str, writers: Sequence[Writer] = FAST) -> Case:
    """The report of this name (SEED/NUMBER), each of its tables damaged up to three times."""
    random = Random(name)  # noqa: S311 (test data)
    zeros = random.choice(list(Zeros))
    original = make(
        random,
        random.choice(list(Layout)),
        zeros,
        2019 if random.random() < _OLD_FORM else 2023,
        zeros is Zeros.MANY and random.random() < _BLANK * 2,
    )
    damaged = original
    hit: dict[str, tuple[str, ...]] = {}
    for table in TABLES:
        kinds = tuple(random.choices(list(ALL), k=random.choice(HITS)))
        aim = Aim(table)
        if len(kinds) > 1 and random.random() < _AIMED:  # Hits on one row hide each other best.
            aim = Aim(table, random.choice(rows(original, table))[2].key)
        damaged = apply(damaged, aim, kinds, random)
        hit[table] = kinds
    return Case(original, damaged, hit, random.choice(writers))


def count(names: Iterable[str], writers: Sequence[Writer] = FAST) -> Counts:
    """Damage, read and judge the reports of these names."""
    counts = Counts()
    for name in names:
        one = case(name, writers)
        judgement = judge(one.original, one.damaged, one.writer)
        for table, kinds in one.kinds.items():
            line = _line(judgement, table)
            for title in _titles(kinds, one):
                counts.lines[title].update(line)
        if judgement.silent or judgement.unnoticed:
            facts = sorted(judgement.silent) or sorted(judgement.unnoticed)
            what = SILENT if judgement.silent else "unnoticed"
            hit = {table: kinds for table, kinds in one.kinds.items() if kinds}
            about = f"{one.writer.name}, {one.original.layout.name}, {one.original.zeros.name}"
            counts.shown.append(f"{name} {what} {len(facts)} {facts[:3]} ({about}) {hit}")
    return counts


def _titles(kinds: Sequence[str], one: Case) -> list[str]:
    """Under which titles a table counts.

    Its kind of damage, or how many kinds it got; its format; all damaged; and where no damage lost anything, how the
    report looked before, for the share of values that must be found then.
    """
    title = kinds[0] if len(kinds) == 1 else (f"{len(kinds)} kinds" if kinds else NO_DAMAGE)
    titles = [title, f"in {one.writer.name}", *([ALL_DAMAGED] if kinds else [])]
    if not all(ALL[kind].lossless for kind in kinds):
        return titles
    about = one.writer.name
    if not _writes_zeros(one.original):
        about = "zeros blank, " + ("text without lines" if one.writer.is_loose else "tables with lines")
    elif one.writer.is_loose or one.writer.name == "web page, made flat":
        about += ", no surplus cells" if one.original.layout is not Layout.SLID else ", surplus cells"
    return [*titles, f"{UNTOUCHED if not kinds else NOTHING_LOST}: {about}", *([NOTHING_LOST] if kinds else [])]


def _writes_zeros(paper: Paper) -> bool:
    return all(line.cells[index].text for table in TABLES for _, _, line in rows(paper, table) for index in line.values)


def _line(judgement: Judgement, table: str) -> dict[str, int]:
    def of(facts: frozenset[str]) -> int:
        return sum(fact.startswith(f"{table}.") for fact in facts)

    return {
        "tables": 1,
        "right": of(judgement.right),
        "lost": of(judgement.lost),
        "silent": of(judgement.silent),
        "invisible": of(judgement.invisible),
        "unnoticed": of(judgement.unnoticed),
        "unrelated": of(judgement.unrelated),
    }
