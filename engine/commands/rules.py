"""``gouji rules``: packs in, a list or a handbook of their rules out."""

from engine.commands import _rulesets
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.outputs import handbook
from engine.outputs.words import Language
from engine.verification.verify import PackResult, verify


def run(choice: Choice, output_format: str, target: Target, lang: Language) -> int:
    """Lists rules, or writes the handbook of their packs."""
    rulesets = _rulesets.here(choice, lang)
    if output_format == "terminal":
        from engine.outputs import terminal_rules

        handbooks = [handbook.make(PackResult(ruleset, ()), lang) for ruleset in rulesets]
        with target.console() as console:
            terminal_rules.listing(handbooks, console, lang)
        return 0
    handbooks = [handbook.make(verify(ruleset), lang) for ruleset in rulesets]
    if output_format == "html":
        from engine.outputs import html

        target.write(html.render_handbooks(handbooks, lang))
    elif output_format == "markdown":
        from engine.outputs import markdown

        target.write(markdown.render_handbooks(handbooks, lang))
    else:
        from engine.outputs import json

        target.write(json.render_rules(handbooks, lang, ascii_only=target.needs_ascii))
    return 0
