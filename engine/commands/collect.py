"""``gouji collect``: reports in, their facts as columns out."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from engine.commands import _reading, _reports, _rulesets
from engine.commands._columns import need_polars
from engine.commands._how import How
from engine.commands._refusing import WRONG, refuse, say
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.model.facts import Facts
from engine.outputs.words import Language


def run(paths: Sequence[str], choice: Choice, root: Path, lang: Language, how: How) -> int:
    """Writes the facts of all reports into a data set; a file that cannot be read is said and left out."""
    need_polars(lang)
    if root.exists() and not root.is_dir():
        refuse(f"{root} 是文件；数据集是文件夹", f"{root} is a file; a data set is a folder", lang)
    found = _reports.find(paths, lang)
    groups = _rulesets.groups(found.files, choice, lang)
    collected = 0
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with _reading.opened(found, groups, paths, how, Target(root, lang)) as readings:
            from engine.columns.writing import Writer  # (its threads begin when no process is forked any more)

            writer = Writer(root, version("gouji"))
            for one in readings():
                if isinstance(one, Facts):
                    writer.add(one)
                    collected += 1
            writer.close()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse(f"无法写入 {root}：{reason}", f"cannot write {root}: {reason}", lang)
    left_out = len(found.files) - collected
    say(
        f"gouji: 收集 {collected} 份报告到 {root}" + (f"，另有 {left_out} 份读不了" if left_out else "")
        if lang == "zh"
        else f"gouji: {collected} reports collected in {root}" + (f", {left_out} could not be read" if left_out else "")
    )
    return 0 if collected else WRONG
