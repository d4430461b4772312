"""``gouji prove``: packs in, what can be proved of their arithmetic out."""

from collections.abc import Sequence

from engine.commands import _rulesets
from engine.commands._refusing import refuse
from engine.commands._writing import Target
from engine.outputs.words import Language
from engine.verification import proof
from engine.verification.generated import UnsuitableError


def run(references: Sequence[str], seconds: float, output_format: str, target: Target, lang: Language) -> int:
    """Proves what can be proved of packs; 1 when rules contradict each other."""
    try:
        rulesets = _rulesets.load(references, lang, warn=True)
        proofs = [proof.prove(ruleset, int(seconds * 1000)) for ruleset in rulesets]
    except proof.NotInstalledError:
        refuse("没有安装 z3，请运行：pip install gouji[prove]", "z3 is not installed: pip install gouji[prove]", lang)
    except UnsuitableError as error:
        refuse(error.reason, error.english, lang)
    if output_format == "json":
        from engine.outputs import json

        target.write(json.render_proofs(proofs, ascii_only=target.needs_ascii))
    else:
        from engine.outputs import terminal_verification

        with target.console() as console:
            for one in proofs:
                terminal_verification.show_proof(one, console, lang)
    return int(any(one.contradictions for one in proofs))
