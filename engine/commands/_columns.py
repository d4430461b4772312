"""What commands on columns of facts need: Polars, or how to get it."""

from importlib.util import find_spec

from engine.commands._refusing import refuse
from engine.outputs.words import Language


def need_polars(lang: Language) -> None:
    """Ends the run with what to install when Polars is not there."""
    if find_spec("polars") is None:
        refuse('要用 Polars：pip install "gouji[columns]"', 'Polars is needed: pip install "gouji[columns]"', lang)
