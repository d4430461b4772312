"""Findings as JSON (``gouji/assessment/1``; docs/assessment.schema.json)."""

from collections.abc import Sequence

from engine.outputs import json
from engine.outputs.format import Checked, Format, Manner


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return json.render([one.assessment for one in reports], ascii_only=manner.ascii_only).encode()


FORMAT = Format("json", ".json", _render)
