"""``gouji try``: a rule in, what it would find in a whole data set out."""

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.commands import _columns, _rulesets
from engine.commands._refusing import WRONG, refuse, refuse_diagnostics
from engine.commands._writing import Target
from engine.language.checked import Ruleset
from engine.model.struct import replace
from engine.outputs.words import Language

_HEADER = '规则集 试一试 = trial\n  版本 "0"\n  沿用表单 {form}\n\n'
_RULE = '规则 R1 "试一试"\n  级别 警告\n  依据 编辑建议 "试一试"\n  要求 {text}\n  提示 "不符合要求"\n'


def run(rule: str, root: Path, examples: int, output_format: str, target: Target) -> int:
    """Tries a rule (its text, a condition, a file, or the id of a shipped rule) on a data set of facts."""
    lang = target.lang
    _columns.need_polars(lang)
    from engine.columns.dataset import is_dataset, parts
    from engine.corpus.trial import attempt

    if not is_dataset(root):
        refuse(f"{root} 不是数据集（gouji collect）", f"{root} is no data set (gouji collect)", lang)
    forms = list(dict.fromkeys(part.form for part in parts(root)))
    rulesets = [one for one in _rulesets_for(rule, forms, lang) if one.form.id in forms]
    if not rulesets:
        refuse(f"{root} 里没有这条规则所针对的报告", f"no report in {root} is one that the rule is about", lang)
    trials = [trial for ruleset in rulesets for trial in attempt(root, ruleset, examples)]
    if output_format == "json":
        from engine.outputs import json

        target.write(json.render_trials(trials, ascii_only=target.needs_ascii))
        return 0
    from engine.outputs.terminal_trial import show_trial

    with target.console() as console:
        for trial in trials:
            show_trial(trial, console, lang)
    return 0


def _rulesets_for(rule: str, forms: list[str], lang: Language) -> list[Ruleset]:
    """The rule as a ruleset of its own, for each form on which it has a meaning."""
    if _is_file(rule):
        return list(_rulesets.load([rule], lang))
    shipped = [
        replace(ruleset, rules=tuple(one for one in ruleset.rules if one.id == rule))
        for ruleset in _rulesets.load(None, lang)
    ]
    known = [ruleset for ruleset in shipped if ruleset.rules]
    return known or _compiled(rule, forms, lang)


def _is_file(rule: str) -> bool:
    try:
        return Path(rule).exists()
    except OSError:  # a rule is too long to be the name of a file
        return False


def _compiled(rule: str, forms: list[str], lang: Language) -> list[Ruleset]:
    from engine import packs

    is_whole = any(line.lstrip().startswith(("规则 ", "rule ")) for line in rule.splitlines())
    text = rule if is_whole else _RULE.format(text=rule)
    found: list[Ruleset] = []
    wrong = []
    with TemporaryDirectory() as folder:
        for form in forms:
            path = Path(folder) / "rule.rules"
            path.write_text(_HEADER.format(form=form) + text + "\n", encoding="utf-8")
            loaded = packs.load(str(path))
            if loaded.ruleset is not None:
                found.append(loaded.ruleset)
            wrong += [(mistake, loaded.sources) for mistake in loaded.mistakes]
    if not found:
        refuse_diagnostics(wrong, lang)
        raise SystemExit(WRONG)
    return found
