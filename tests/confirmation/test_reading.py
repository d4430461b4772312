"""A file of confirmed values: what it says, and each mistake with its place in both languages."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.confirmation.reading import parse, read

DIGEST = "a" * 64
GOOD = f'''\
sha256 = "{DIGEST}"

[facts."table3.received.total"]
value = 3
by = "王某"
on = 2024-03-01
note = "对照原件第 3 页"

[facts."table2.fees.amount"]
value = 8.60
by = "王某"
on = 2024-03-01

[facts."signature.date"]
value = 2024-01-15
by = "李某"
on = 2024-03-02
'''


def test_what_a_file_says() -> None:
    reading = parse(GOOD, "a.md.reading.toml")
    assert reading.diagnostics == ()
    assert reading.file is not None
    assert reading.file.sha256 == DIGEST
    entries = reading.file.entries
    assert {fact: entry.value for fact, entry in entries.items()} == {
        "table3.received.total": 3,
        "table2.fees.amount": Decimal("8.60"),
        "signature.date": date(2024, 1, 15),
    }
    received = entries["table3.received.total"]
    assert (received.by, received.on, received.note) == ("王某", date(2024, 3, 1), "对照原件第 3 页")
    assert entries["signature.date"].note is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value = 3", "value = ", [("G001", 4)]),
        ("value = 3", "values = 3", [("K001", 4), ("K002", 3)]),
        ("value = 3", "value = true", [("K003", 4)]),
        ("value = 3", "value = [3]", [("K003", 4)]),
        ("value = 3", "value = 2024-01-01T08:00:00", [("K003", 4)]),
        ("value = 3", 'value = " "', [("G007", 4)]),
        ("on = 2024-03-01\nnote", 'on = "2024-03-01"\nnote', [("K003", 6)]),
        ('by = "李某"\n', "", [("K002", 14)]),
        (f'"{DIGEST}"', '"abc"', [("K006", 1)]),
        (f'sha256 = "{DIGEST}"\n', "", [("K002", 1)]),
        ("sha256", "sha265", [("K001", 1), ("K002", 1)]),
        ('[facts."table3.received.total"]', "[facts.table3.received.total]", [("K004", 3)]),
        ('[facts."table3.received.total"]', '[fact."table3.received.total"]', [("K001", 3)]),
    ],
)
def test_each_mistake_has_its_code_and_line(old: str, new: str, said: list[tuple[str, int]]) -> None:
    reading = parse(GOOD.replace(old, new, 1), "a.md.reading.toml")
    assert reading.file is None
    assert [(one.code, one.span.line) for one in reading.diagnostics] == sorted(said, key=lambda one: (one[1], one[0]))
    assert all(one.message and one.english for one in reading.diagnostics)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md.reading.toml"
    path.write_bytes(bytes(range(256)) * 4)
    assert [one.code for one in read(path).diagnostics] == ["G002"]


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = parse(text, "a.md.reading.toml")
    assert (reading.file is None) == bool(reading.diagnostics)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.sampled_from('"[]=.\n#x9 '))
def test_a_slip_anywhere_is_read_or_refused(at: int, slip: str) -> None:
    reading = parse(GOOD[:at] + slip + GOOD[at + 1 :], "a.md.reading.toml")
    assert (reading.file is None) == bool(reading.diagnostics)
