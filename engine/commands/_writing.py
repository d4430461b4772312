"""Where the output of a command goes: the screen, or a file in UTF-8."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from engine.commands._refusing import refuse
from engine.model.struct import Struct
from engine.outputs.words import Language

if TYPE_CHECKING:
    from engine.outputs.terminal_screen import Screen
    from engine.outputs.terminal_theme import Theme


class Target(Struct, frozen=True):
    """The file that was asked for, or the screen; a file that cannot be written is said and ends the run.

    ``theme`` is that of the screen.
    """

    path: Path | None
    lang: Language
    theme: "Theme" = "auto"

    @property
    def needs_ascii(self) -> bool:
        """Whether JSON must keep to ASCII: a console in GBK cannot show every character, and substitutes lose data."""
        return self.path is None and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"

    @property
    def is_screen(self) -> bool:
        return self.path is None and sys.stdout.isatty()

    def within(self, name: str) -> "Target":
        """A file in this folder, which is made where it is missing."""
        assert self.path is not None  # noqa: S101 (the caller has looked)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._refuse(error)
        return Target(self.path / name, self.lang)

    def write_bytes(self, data: bytes) -> None:
        """What is already encoded; the screen gets its text in its own encoding."""
        if self.path is None:
            stream = getattr(sys.stdout, "buffer", None)
            if stream is not None and not sys.stdout.isatty():
                stream.write(data)
            else:
                sys.stdout.write(data.decode("utf-8-sig"))
            return
        try:
            self.path.write_bytes(data)
        except OSError as error:
            self._refuse(error)

    def write_pieces(self, pieces: Iterable[bytes]) -> None:
        """The same, piece by piece: a file appears when it is whole."""
        if self.path is None:
            for piece in pieces:
                self.write_bytes(piece)
            return
        if self.path.exists() and not self.path.is_file():
            self._write_all(self.path, pieces)
            return
        unfinished = self.path.with_name(f"{self.path.name}.part")
        self._write_all(unfinished, pieces)
        try:
            unfinished.replace(self.path)
        except OSError as error:
            self._refuse(error)

    def _write_all(self, path: Path, pieces: Iterable[bytes]) -> None:
        try:
            file = path.open("wb", buffering=0)  # (so that nothing is left to be written when it is closed)
        except OSError as error:
            self._refuse(error)
        with file:
            for piece in pieces:
                left = memoryview(piece)
                try:
                    while left:
                        left = left[file.write(left) :]
                except OSError as error:
                    self._refuse(error)

    def write(self, text: str) -> None:
        with self._stream() as stream:
            stream.write(text)

    @contextmanager
    def console(self) -> "Iterator[Screen]":
        """The same for what Rich prints."""
        from engine.outputs import terminal_screen

        with self._stream() as stream:
            yield terminal_screen.console(stream, theme=self.theme)

    @contextmanager
    def _stream(self) -> Iterator[IO[str]]:
        if self.path is None:
            yield sys.stdout
            return
        try:
            with self.path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
                yield stream
        except OSError as error:
            self._refuse(error)

    def _refuse(self, error: OSError) -> NoReturn:
        reason = error.strerror or type(error).__name__
        refuse(f"无法写入 {self.path}：{reason}", f"cannot write {self.path}: {reason}", self.lang)
