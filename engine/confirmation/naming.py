"""Where the file of confirmed values of a report lies; all that is imported when there is none."""

from pathlib import Path

SUFFIX = ".reading.toml"


def beside(report: Path) -> Path:
    """The file of confirmed values of a report: ``年报.docx`` -> ``年报.docx.reading.toml``."""
    return report.with_name(report.name + SUFFIX)
