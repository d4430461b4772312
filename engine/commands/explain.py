"""``gouji explain``: the id of a rule or the code of a mistake in, words out."""

from engine.commands import _rulesets
from engine.commands._refusing import refuse
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.confirmation import messages as confirmation_messages
from engine.language import messages
from engine.outputs import handbook, terminal, terminal_rules
from engine.outputs.words import Language
from engine.project import messages as project_messages


def run(rule: str, choice: Choice, lang: Language) -> int:
    """Explains a rule, or a mistake in rules and project files."""
    known = {**messages.MESSAGES, **project_messages.MESSAGES, **confirmation_messages.MESSAGES}
    explained = messages.explain(rule, lang, known)
    found = handbook.find(_rulesets.here(choice, lang), rule, lang)
    with Target(None, lang).console() as console:
        if found is not None:
            terminal_rules.explain(*found, console, lang)
        elif explained is not None:
            console.print(terminal.plain(explained))
        else:
            refuse(f"没有编号为“{rule}”的规则", f"there is no rule {rule!r}", lang)
    return 0
