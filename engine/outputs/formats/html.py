"""Findings as one HTML page that needs nothing else: each report as it was read, with its findings beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.outputs.format import Checked, Format, Manner

_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    from engine.outputs.html import findings_pieces

    for piece in findings_pieces(reports, manner.language):
        text = _NO_CHARACTERS.sub("\ufffd", piece)
        yield text.encode("ascii" if manner.ascii_only else "utf-8", "xmlcharrefreplace")


FORMAT = Format("html", ".html", _render, shows_reports=True, pieces=_pieces)
