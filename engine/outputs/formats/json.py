"""Findings as JSON (``gouji/assessment/1``; docs/assessment.schema.json)."""

from collections.abc import Iterable, Iterator, Sequence

from engine.model.finding import Assessment
from engine.outputs import json
from engine.outputs.format import Checked, Format, Manner, encoded


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    for piece in json.pieces(_Assessments(reports), ascii_only=manner.ascii_only):
        yield encoded(piece)


class _Assessments:
    def __init__(self, reports: Iterable[Checked]) -> None:
        self._reports = reports

    def __iter__(self) -> Iterator[Assessment]:
        return (one.assessment for one in self._reports)


FORMAT = Format("json", ".json", _render, pieces=_pieces)
