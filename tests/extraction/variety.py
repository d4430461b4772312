"""A report whose cells all differ, in the standard layout, and ways to say what is read of a changed one."""

from functools import lru_cache
from random import Random

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.support.forms import annual_report_form
from tests.support.reports import Layout, Report, Zeros, make, write


@lru_cache(maxsize=1)
def report() -> Report:
    return make(Random(41), Layout.THREE, Zeros.NONE)  # noqa: S311 (test data)


@lru_cache(maxsize=1)
def text() -> str:
    return write(report().items)


def facts(changed: str, name: str = "a.md") -> Facts:
    document = read(changed.encode(), name)
    assert isinstance(document, Document), document
    return extract(document, annual_report_form())


def doubtful(found: Facts) -> set[str]:
    """The rows (``table3.received``) of which a cell is not read; every cell that is read must be the true one."""
    rows: set[str] = set()
    for name, value in report().truth.items():
        if found[name].status is Status.FOUND:
            assert found[name].value == value, name
        else:
            assert found[name].reason or found[name].status is Status.BLANK, name
            rows.add(name.rpartition(".")[0])
    return rows


def replaced(old: str, new: str) -> str:
    assert old in text(), old
    return text().replace(old, new)
