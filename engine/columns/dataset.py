"""A data set of facts on disk: a folder of Parquet files, ``form=F/year=Y/part-*.parquet``.

Appending a year adds files; a report that is collected again replaces itself.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from engine.model.struct import Struct

_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_FORM, _YEAR, _PART = "form=", "year=", "part-"


class Part(Struct, frozen=True):
    """One file of a data set: the form of its reports, and the year they are about, if it was read."""

    path: Path
    form: str
    year: int | None


def folder(root: Path, form: str, year: int | None) -> Path:
    """Where the reports of a form and a year lie."""
    return root / f"{_FORM}{quote(form, safe='')}" / f"{_YEAR}{_NO_YEAR if year is None else year}"


def part(root: Path, form: str, year: int | None, name: str) -> Path:
    return folder(root, form, year) / f"{_PART}{name}.parquet"


def parts(root: Path) -> Iterator[Part]:
    """The files of a data set, in a fixed order."""
    for path in sorted(root.glob(f"{_FORM}*/{_YEAR}*/{_PART}*.parquet")):
        form, year = path.parent.parent.name.removeprefix(_FORM), path.parent.name.removeprefix(_YEAR)
        yield Part(path, unquote(form), int(year) if year.lstrip("-").isdecimal() else None)


def is_dataset(path: Path) -> bool:
    """Whether a path is a data set of facts: a folder with the folder of a form in it."""
    return path.is_dir() and any(child.name.startswith(_FORM) and child.is_dir() for child in path.iterdir())
