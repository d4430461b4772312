"""Patterns of paths: ``*`` within one folder, ``**`` for any number of folders, ``?`` for one character, ``[…]``."""

import unicodedata
from fnmatch import fnmatchcase


def normal(path: str) -> str:
    """A path or pattern as it is compared: parts divided by ``/``, without a leading ``./``, composed characters."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).removeprefix("./")


def is_inside(pattern: str) -> bool:
    """Whether a normal pattern stays below the folder it starts from."""
    parts = pattern.split("/")
    return parts[0] != "" and not parts[0].endswith(":") and not {".", ".."} & set(parts)


def fits(pattern: str, path: str) -> bool:
    """Whether a normal pattern matches the whole of a normal path; the time is linear in each."""
    parts = path.split("/")
    reached = {0}  # how many parts of the path may have been used up
    for step in pattern.split("/"):
        if step == "**":
            reached = set(range(min(reached, default=len(parts) + 1), len(parts) + 1))
        else:
            reached = {used + 1 for used in reached if used < len(parts) and fnmatchcase(parts[used], step)}
    return len(parts) in reached
