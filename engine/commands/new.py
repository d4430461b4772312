"""``gouji new``: what an author says in, a rule or a pack out, with what came of its examples."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine import packs
from engine.authoring import adding, pack, rule
from engine.authoring.rule import RuleDraft
from engine.commands._refusing import WRONG, refuse, say
from engine.commands._writing import Target
from engine.model.citation import Citation
from engine.outputs.words import Language
from engine.packs import Loaded
from engine.packs.text import UnreadableError


def citations(texts: Sequence[str], lang: Language) -> tuple[Citation, ...]:
    """What rules rest on, as authors write it; what is no basis ends the run."""
    read = [rule.citation(text) for text in texts]
    if None in read:
        refuse(
            "依据以法律、格式、标准或编辑建议开头，后面是文件和条款，如：格式 “文件” “条款”",
            'a basis begins with law, format, standard or advice, then comes the document: format "document" "article"',
            lang,
        )
    return tuple(one for one in read if one is not None)


def add_rule(draft: RuleDraft, into: Path, form_of: str | None, force: bool, lang: Language) -> int:
    """Writes a rule into a file of rules and runs its examples; a broken rule is not kept unless forced."""
    if into.suffix != packs.SUFFIX:
        refuse(f"{into} 不是 .rules 文件", f"{into} is no .rules file", lang)
    text = rule.write_rule(draft, lang)
    with _reporting(into, lang):
        if not adding.home(into).headed:
            shipped = packs.shipped()
            if form_of is None and not shipped:
                refuse("新建规则集要用 --form-of 写明沿用哪个规则包的表单", "a new ruleset needs --form-of", lang)
            text = f"{rule.write_header(form_of or shipped[0], lang)}\n{text}"
        added = adding.add(into, text, force=force)
    done = ("已写入", "written to") if added.written else ("没有写入", "not written to")
    print(f"{done[0]} {into}" if lang == "zh" else f"{done[1]} {into}", file=None if added.written else sys.stderr)
    return _show_tested(added.loaded, draft.id.strip(), lang)


def write_pack(folder: Path, pack_id: str, title: str, lang: Language) -> int:
    """Writes a small pack into a new or empty folder and runs its examples."""
    if not pack.is_id(pack_id):
        refuse(
            f"英文名“{pack_id}”只能由拉丁字母、数字和下划线组成，不以数字开头",
            f"the id {pack_id!r} must be made of Latin letters, digits and underscores, and begin with no digit",
            lang,
        )
    with _reporting(folder, lang):
        if folder.exists() and any(folder.iterdir()):
            refuse(f"{folder} 里已有文件", f"{folder} is not empty", lang)
        adding.write_pack(folder, pack.pack_files(pack_id, title, lang))
    return _show_tested(packs.load(adding.reference(folder)), None, lang)


def _show_tested(loaded: Loaded, rule_id: str | None, lang: Language) -> int:
    """What is wrong in a pack, or else what came of its examples (or those of one rule)."""
    from engine.language.diagnostics import render_all
    from engine.model.struct import replace
    from engine.outputs import terminal_tests
    from engine.verification.verify import verify

    if loaded.ruleset is None:
        say(render_all(loaded.diagnostics, loaded.sources, lang))
        return WRONG
    rules = tuple(one for one in loaded.ruleset.rules if rule_id in (None, one.id))
    result = verify(replace(loaded.ruleset, rules=rules))
    with Target(None, lang).console() as console:
        terminal_tests.show_tests([result], console, lang)
    return int(not result.ok)


@contextmanager
def _reporting(path: Path, lang: Language) -> Iterator[None]:
    """A file that cannot be read or written is said and ends the run."""
    try:
        yield
    except UnreadableError as error:
        refuse(f"{path} {error.reason[0]}", f"{path}: {error.reason[1]}", lang)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}", lang)
