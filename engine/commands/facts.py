"""``gouji facts``: reports in, what was read out."""

from collections.abc import Iterator, Sequence

from engine.commands import _reading, _reports, _rulesets
from engine.commands._how import How
from engine.commands._refusing import WRONG, say
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.model.facts import Facts
from engine.outputs.words import Language


def run(paths: Sequence[str], choice: Choice, output_format: str, target: Target, lang: Language, how: How) -> int:
    """Shows what was read from reports, where it stands and how certain it is."""
    found = _reports.find(paths, lang)
    with _reading.opened(found, _rulesets.groups(found.files, choice, lang), paths, how, target) as readings:

        def understood() -> Iterator[Facts]:
            return (one for one in readings() if isinstance(one, Facts))

        sources = []
        for one in understood():
            sources.append(one.document.source)
            if one.stale is not None:
                stale = f"{one.stale} 核定的是另一份内容的报告（sha256 不同），没有使用"
                other = f"{one.stale} belongs to another content of the report"
                say(f"gouji: {stale if lang == 'zh' else other}")
        if sources:
            _write(understood(), sources, output_format, target, lang)
    return 0 if sources else WRONG


def _write(facts: Iterator[Facts], sources: Sequence[str], output_format: str, target: Target, lang: Language) -> None:
    if output_format == "json":
        from engine.outputs import json
        from engine.outputs.format import encoded

        target.write_pieces(map(encoded, json.facts_pieces(facts, len(sources), ascii_only=target.needs_ascii)))
    elif output_format == "html":
        from engine.outputs import html
        from engine.outputs.format import encoded

        target.write_pieces(map(encoded, html.facts_pieces(sources, facts, lang)))
    elif output_format == "svg":
        from engine.outputs import terminal_facts, terminal_picture

        shown = list(facts)
        target.write(
            terminal_picture.picture(lambda to: terminal_facts.show_facts(shown, to, lang), title="gouji facts")
        )
    else:
        from engine.outputs import terminal_facts

        with target.console() as console:
            terminal_facts.show_facts(facts, console, lang)
