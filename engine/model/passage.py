"""Text that knows where each of its characters stands in the document."""

from bisect import bisect_right
from collections.abc import Iterable

from engine.model.location import Location
from engine.model.struct import Struct


class Piece(Struct, frozen=True):
    """A stretch of a passage that stands on one line: its first offset in the passage, and its place."""

    start: int
    location: Location


class Passage(Struct, frozen=True):
    """A text and the pieces it was put together from, in order.

    Paragraphs of a passage are divided by ``\\n``. A passage without pieces stands nowhere (a text from a rule).
    Characters between two pieces (the ``\\n`` and spaces put in when lines are joined) belong to the piece before.
    ``doubt`` says why the words themselves are not certain (a scan that cannot be read well): what is made of them is
    not certain either.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    doubt: str | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def location(self) -> Location | None:
        """Where the passage begins, over the whole of its first line; ``None`` when it stands nowhere."""
        return self.locate(0, len(self.text))

    def locate(self, start: int, end: int) -> Location | None:
        """Where the characters ``start`` to ``end`` stand: the line of the first one, up to where that line ends."""
        if not self.pieces:
            return None
        index = self._piece_at(start)
        piece = self.pieces[index]
        following = self.pieces[index + 1].start if index + 1 < len(self.pieces) else len(self.text)
        stretch = self.text[start : min(end, following)].rstrip("\n")
        first = start - piece.start
        return piece.location.columns(first, first + len(stretch))

    def _piece_at(self, offset: int) -> int:
        return max(bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1, 0)

    def slice(self, start: int, end: int) -> "Passage":
        """The characters ``start`` to ``end`` as a passage of their own, still knowing their places."""
        pieces: list[Piece] = []
        for index in range(self._piece_at(start), len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                break
            following = self.pieces[index + 1].start if index + 1 < len(self.pieces) else len(self.text)
            first, last = max(piece.start, start), min(following, end)
            if first < last:
                place = piece.location.columns(first - piece.start, last - piece.start)
                pieces.append(Piece(first - start, place))
        return Passage(self.text[start:end], tuple(pieces), self.doubt)

    def strip(self) -> "Passage":
        """The passage without white space at its ends."""
        return self.words(0, len(self.text))

    def words(self, start: int, end: int) -> "Passage":
        """The characters ``start`` to ``end`` without white space at their ends."""
        stretch = self.text[start:end]
        first = start + len(stretch) - len(stretch.lstrip())
        return self.slice(first, first + len(stretch.strip()))


def join(passages: Iterable[Passage], separator: str = "\n") -> Passage:
    """One passage made of several, in order, divided by ``separator``; each character keeps its place."""
    text: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    doubt: str | None = None
    for index, passage in enumerate(passages):
        if index:
            text.append(separator)
            offset += len(separator)
        pieces.extend(Piece(offset + piece.start, piece.location) for piece in passage.pieces)
        text.append(passage.text)
        offset += len(passage.text)
        doubt = doubt or passage.doubt
    return Passage("".join(text), tuple(pieces), doubt)
