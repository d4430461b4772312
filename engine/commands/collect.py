"""``gouji collect``: reports in, their facts as columns out."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from engine.commands import _reports, _rulesets
from engine.commands._columns import need_polars
from engine.commands._refusing import WRONG, refuse, say
from engine.commands._rulesets import Choice
from engine.model.facts import Facts
from engine.outputs.words import Language


def run(paths: Sequence[str], choice: Choice, root: Path, lang: Language) -> int:
    """Writes the facts of all reports into a data set; a file that cannot be read is said and left out."""
    need_polars(lang)
    from engine.columns.writing import Writer

    if root.exists() and not root.is_dir():
        refuse(f"{root} 是文件；数据集是文件夹", f"{root} is a file; a data set is a folder", lang)
    found = _reports.find(paths, lang)
    writer = Writer(root, version("gouji"))
    collected = 0
    try:
        for group in _rulesets.groups(found.files, choice, lang):
            for source in group.sources:
                read = _reports.read_all((source,), group.rulesets, found.inside, lang)[source]
                if isinstance(read, Facts):
                    writer.add(read)
                    collected += 1
                else:
                    say(f"gouji: {source}：{read.reason}" if lang == "zh" else f"gouji: {source}: {read.english}")
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
