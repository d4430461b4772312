"""Assessments put by on disk, to be gone through more than once without having all of them in memory."""

from array import array
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import overload

from engine.model.finding import Assessment
from engine.packs.pickling import compressed, decompressed


class Shelf(Sequence[Assessment]):
    """Assessments by number. What is put in the place of another leaves the old one where it lies."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 (it goes with the shelf)
        self._places = array("Q")
        self._end = 0

    def __len__(self) -> int:
        return len(self._places) // 2

    @overload
    def __getitem__(self, number: int) -> Assessment: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Assessment]: ...
    def __getitem__(self, number: int | slice) -> Assessment | Sequence[Assessment]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        self._file.seek(self._places[2 * number])
        found: Assessment = decompressed(self._file.read(self._places[2 * number + 1]))
        return found

    def append(self, assessment: Assessment) -> None:
        """Puts an assessment at the end."""
        self._places.extend((0, 0))
        self.replace(len(self) - 1, assessment)

    def replace(self, number: int, assessment: Assessment) -> None:
        """Puts an assessment in the place of another."""
        data = compressed(assessment)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[2 * number], self._places[2 * number + 1] = self._end, len(data)
        self._end += len(data)
