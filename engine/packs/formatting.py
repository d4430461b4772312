"""The canonical text of rules files as they lie on disk: encoding, byte order mark and line ends stay as they were."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from engine.language import messages
from engine.language.format import format_text
from engine.language.spelling import Twins
from engine.model.diagnostic import Diagnostic, Span
from engine.model.struct import Struct
from engine.packs.find import rules_files
from engine.packs.loading import no_pack
from engine.packs.text import UnreadableError, read_bytes, read_manner
from engine.packs.writing import write_whole

# Characters that would steer a terminal, or that programs take for the end of a line.
_HIDDEN = dict.fromkeys({*range(32), *range(127, 160), 0x2028, 0x2029} - {ord("\t"), ord("\n")}, "\ufffd")


class FormattedFile(Struct, frozen=True):
    """A rules file before and after, the bytes that it should have, and its path (``None``: standard input).

    With ``diagnostics`` it stays as it is; what could not be read has no text.
    """

    name: str
    path: Path | None
    before: str = ""
    after: str = ""
    data: bytes = b""
    changed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()

    def difference(self) -> str:
        """What changes, as a unified diff; empty when only line ends do."""
        before, after = (text.translate(_HIDDEN).splitlines(keepends=True) for text in (self.before, self.after))
        lines = unified_diff(before, after, self.name, self.name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def write(self) -> None:
        """Writes the canonical text in the place of the old one. Raises ``OSError``."""
        if self.changed and self.path is not None:
            write_whole(self.path, self.data)


def format_files(reference: str, language: str | None = None, twins: Twins | None = None) -> Iterator[FormattedFile]:
    """Every rules file of a file, folder or shipped pack, formatted as ``format_text`` does; nothing is written yet."""
    files = rules_files(reference)
    place = Span(reference, 1, 1, 1, 1)
    if not files:
        problem = no_pack(reference, place) if files is None else messages.EMPTY_PACK.at(place, name=reference)
        yield FormattedFile(reference, None, diagnostics=(problem,))
        return
    for name, path in files.items():
        try:
            data = read_bytes(path)
        except UnreadableError as error:
            yield _unreadable(name, path, error)
        else:
            yield format_bytes(name, data, path, language, twins)


def format_bytes(
    name: str, data: bytes, path: Path | None = None, language: str | None = None, twins: Twins | None = None
) -> FormattedFile:
    """The file that has these bytes, formatted."""
    try:
        before, manner = read_manner(data)
    except UnreadableError as error:
        return _unreadable(name, path, error)
    formatted = format_text(name, before, language, twins)
    if formatted.text is None:
        return FormattedFile(name, path, before, before, data, diagnostics=formatted.diagnostics)
    new = manner.encode(formatted.text)
    return FormattedFile(name, path, before, formatted.text, new, new != data)


def _unreadable(name: str, path: Path | None, error: UnreadableError) -> FormattedFile:
    shown = path.name if path is not None else name
    problem = messages.UNREADABLE.at(Span(name, 1, 1, 1, 1), name=shown, problem=error.reason)
    return FormattedFile(name, path, diagnostics=(problem,))
