"""The skeleton of a pack: a small report, its form, and a few rules that hold; to be changed into one's own."""

import re
from importlib.resources import files
from string import Template

from engine.authoring.quoting import line, quoted
from engine.authoring.rule import Language

_FILES = ("pack.rules", "form.rules", "checks.rules")
BASE = "base.md"
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a pack."""
    return _ID.fullmatch(text) is not None


def pack_files(pack_id: str, title: str, language: Language) -> dict[str, str]:
    """The files of a new pack by name.

    ``pack_id`` is an id (``is_id``), ``title`` any text.
    """
    folder = files("engine.authoring").joinpath("skeleton")
    words = re.findall(r"\w+", line(title))
    filled = {"id": pack_id, "title": quoted(line(title)), "word": max(words, key=len, default=pack_id)}
    texts = {name: folder.joinpath(language, name).read_text(encoding="utf-8") for name in _FILES}
    made = {name: Template(text).substitute(filled) for name, text in texts.items()}
    base = folder.joinpath(BASE).read_text(encoding="utf-8")
    # A line with a full stop in it is a sentence, and no title of a report.
    return made | {BASE: Template(base).substitute(title=re.sub("[。！？]", "", line(title)))}
