"""When a run counts as failed: the command line, fail_on and thresholds of the project file."""

from collections import Counter
from pathlib import Path

import pytest

from engine.model.finding import Severity
from engine.project.acceptance import exceeds
from engine.project.project import Project

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


def exceeding(found: list[Severity], asked: str | None, fail_on: str | None = None, **accepted: int) -> bool:
    thresholds = {Severity(name): number for name, number in accepted.items()}
    return exceeds(Counter(found), asked, Project(Path("x"), "x", {}, fail_on=fail_on, thresholds=thresholds))


@pytest.mark.parametrize(
    ("asked", "failing"), [("error", [E]), ("warning", [E, W]), ("info", [E, W, I]), ("never", []), (None, [E])]
)
def test_levels_without_a_project(asked: str | None, failing: list[Severity]) -> None:
    for severity in Severity:
        assert exceeds({severity: 1}, asked, None) is (severity in failing)
    assert not exceeds({}, asked, None)


def test_the_level_of_the_project() -> None:
    assert exceeding([W], None, "warning")
    assert not exceeding([E], None, "never")
    assert exceeding([E], None)


def test_thresholds_say_how_many_are_accepted() -> None:
    assert not exceeding([W, W], None, warning=2)
    assert exceeding([W, W, W], None, warning=2)
    assert not exceeding([E], None, error=1)
    assert not exceeding([W, W], None, "warning", warning=2)
    assert exceeding([E, W], None, "warning", warning=2)
    assert exceeding([W], None, "never", warning=0)
    assert not exceeding([I] * 9, None, error=0, warning=0)


def test_the_command_line_goes_before_all_of_it() -> None:
    assert exceeding([W], "warning", "never", warning=5)
    assert not exceeding([W, W], "error", "info", warning=0)
