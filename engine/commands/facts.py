"""``gouji facts``: reports in, what was read out."""

from collections.abc import Sequence
from functools import partial

from engine.commands import _reports, _rulesets
from engine.commands._refusing import say
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.model.facts import Facts
from engine.outputs.words import Language
from engine.pipeline import Problem


def run(paths: Sequence[str], choice: Choice, output_format: str, target: Target, lang: Language) -> int:
    """Shows what was read from reports, where it stands and how certain it is."""
    found = _reports.find(paths, lang)
    sources = found.files
    read: dict[str, Facts | Problem] = {}
    for group in _rulesets.groups(sources, choice, lang):
        read |= _reports.read_all(group.sources, group.rulesets, found.inside, lang)
    for source in sources:
        _reports.refuse_problem(read[source], lang)
    understood = [one for source in sources if isinstance(one := read[source], Facts)]
    for one in understood:
        if one.stale is not None:
            stale = f"{one.stale} 核定的是另一份内容的报告（sha256 不同），没有使用"
            say(f"gouji: {stale}" if lang == "zh" else f"gouji: {one.stale} belongs to another content of the report")
    if output_format == "json":
        from engine.outputs import json

        target.write(json.render_facts(understood, ascii_only=target.needs_ascii))
    elif output_format == "html":
        from engine.outputs import html

        target.write(html.render_facts(understood, lang))
    else:
        from engine.outputs import terminal_facts

        if output_format == "svg":
            from engine.outputs import terminal_picture

            draw = partial(terminal_facts.show_facts, understood, language=lang)
            target.write(terminal_picture.picture(draw, title="gouji facts"))
            return 0
        with target.console() as console:
            terminal_facts.show_facts(understood, console, lang)
    return 0
