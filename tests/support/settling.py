"""Waiving the findings of several reports at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from engine.language.checked import Ruleset
from engine.model.finding import Assessment
from engine.project.project import Project
from engine.project.waivers import Settling


class Settled(NamedTuple):
    reports: tuple[Assessment, ...]
    own: tuple[Assessment, ...]


def settle(reports: Iterable[Assessment], project: Project, rulesets: Sequence[Ruleset], today: date) -> Settled:
    """The reports without what is waived, and the assessment of the project file, if its waivers need care."""
    settling = Settling(project, rulesets, today)
    return Settled(tuple(map(settling.report, reports)), settling.own())
