"""``gouji test``: packs in, what came of their examples out."""

import os
from collections.abc import Sequence

from engine.commands import _rulesets
from engine.commands._refusing import refuse
from engine.commands._writing import Target
from engine.outputs.words import Language
from engine.verification.verify import UnsuitableError, verify


def run(
    packs: Sequence[str],
    output_format: str,
    target: Target,
    lang: Language,
    *,
    properties: bool,
    mutation: bool,
    seed: int,
) -> int:
    """Runs the examples of packs, and on request tries properties and mutations; 1 when something does not hold."""
    try:
        results = [
            verify(ruleset, properties=properties, mutation=mutation, seed=seed, processes=os.cpu_count() or 1)
            for ruleset in _rulesets.load(packs, lang, warn=True)
        ]
    except UnsuitableError as error:
        refuse(error.reason, error.english, lang)
    if output_format == "terminal":
        from engine.outputs import terminal_tests

        with target.console() as console:
            terminal_tests.show_tests(results, console, lang)
    elif output_format == "junit":
        from engine.outputs import junit

        target.write(junit.render_tests(results, lang, ascii_only=target.needs_ascii))
    else:
        from engine.outputs import json

        target.write(json.render_tests(results, ascii_only=target.needs_ascii))
    return int(any(not result.ok for result in results))
