"""``gouji rules``: packs in, a list or a handbook of their rules out."""

from engine.commands import _rulesets
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.language.checked import Ruleset
from engine.outputs import handbook
from engine.outputs.handbook import Handbook
from engine.outputs.words import Language
from engine.packs import cache
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
    handbooks = [_handbook(ruleset, lang) for ruleset in rulesets]
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


def _handbook(ruleset: Ruleset, lang: Language) -> Handbook:
    """The handbook of a pack, kept until the pack or the engine changes, since running all examples takes long."""
    bases = {f"base {number}": text for number, text in enumerate(_bases(ruleset))}
    key = cache.key({**ruleset.files, **bases, "sha256": ruleset.identity.sha256, "language": lang}, cache.WHOLE)
    folder = cache.cache_folder()
    kept = cache.fetch(folder, key, Handbook)
    if kept is None:
        kept = handbook.make(verify(ruleset), lang)
        cache.store(folder, key, kept)
    return kept


def _bases(ruleset: Ruleset) -> tuple[str, ...]:
    """The reports on which the examples run: none stands for one that the pack does not have."""
    return ruleset.base or "", ruleset.previous or "", *ruleset.subordinates
