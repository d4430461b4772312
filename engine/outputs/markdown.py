"""Handbooks as Markdown (CommonMark with the tables of GFM). No word of a rules file can become markup."""

import re
from collections.abc import Iterator, Sequence

from engine.outputs.handbook import Chapter, Entry, Handbook, Illustration, outcome, rows
from engine.outputs.phrases import Code, Phrase
from engine.outputs.words import RULE, Language

_MARKS = re.compile(r"[\\`*_{}\[\]<>|&~#$@]|(?<=www)\.|:(?=//)")
_BLANK = re.compile(r"\s+")
_TICKS = re.compile("`+")


def render_handbooks(handbooks: Sequence[Handbook], language: Language = "zh") -> str:
    """All handbooks, one after the other, as one Markdown text."""
    return "\n".join(line for handbook in handbooks for line in _handbook(handbook, language))


def escape(text: str) -> str:
    """Text within a line, every character of it shown as it is."""
    return _escape(text).strip()


def _escape(text: str) -> str:
    """The same, with the spaces at its ends."""
    return _MARKS.sub(r"\\\g<0>", _BLANK.sub(" ", text))


def code(text: str, *, in_table: bool = False) -> str:
    """A code span; in a table a bar would end the cell even there."""
    words = " ".join(text.split())
    fence = "`" * (_longest_run(words) + 1)
    pad = " " if not words or words[0] == "`" or words[-1] == "`" else ""
    span = f"{fence}{pad}{words}{pad}{fence}"
    return span.replace("|", "\\|") if in_table else span


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def _handbook(handbook: Handbook, language: Language) -> Iterator[str]:
    words = RULE[language]
    colon = _colon(language)
    identity = handbook.identity
    total = sum(len(chapter.entries) for chapter in handbook.chapters)
    yield f"# {escape(handbook.title)}\n"
    yield f"- {words['ruleset']}{colon}{code(identity.id)}"
    if identity.version:
        yield f"- {words['version']}{colon}{escape(identity.version)}"
    yield f"- {words['form']}{colon}{escape(handbook.form)}"
    for condition in handbook.applies:
        yield f"- {words['applies']}{colon}{_phrase(condition)}"
    yield f"- {words['count'].format(total)}\n"
    for chapter in handbook.chapters:
        yield from _chapter(chapter, language)
    if handbook.terms:
        yield f"## {words['terms']}\n"
        yield from _table(
            [words["rule"], words["meaning"]],
            [[code(term.name, in_table=True), escape(term.meaning)] for term in handbook.terms],
        )


def _chapter(chapter: Chapter, language: Language) -> Iterator[str]:
    yield f"## {escape(chapter.title)}\n"
    for entry in chapter.entries:
        yield from _entry(entry, language)


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    words = RULE[language]
    yield f"### {escape(entry.rule)} {escape(entry.title)}\n"
    for name, phrase in rows(entry, language):
        yield f"- **{name}**{_colon(language)}{_phrase(phrase)}"
    yield ""
    if entry.examples:
        yield from _table(
            [words["edits"], words["before"], words["after"], words["outcome"]],
            [_example(example, language) for example in entry.examples],
        )
    fence = "`" * max(_longest_run(entry.source) + 1, 3)
    yield f"{fence}text\n{entry.source}\n{fence}\n"


def _example(example: Illustration, language: Language) -> list[str]:
    words = RULE[language]
    before = [words["new"] if one.before is None else code(one.before, in_table=True) for one in example.changes]
    after = [words["gone"] if one.after is None else code(one.after, in_table=True) for one in example.changes]
    if example.more:
        before.append(words["more"].format(example.more))
    edits = (code(edit.text, in_table=True) for edit in example.edits)
    return ["<br>".join(edits), "<br>".join(before), "<br>".join(after), escape(outcome(example, language))]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _phrase(phrase: Phrase) -> str:
    """A phrase within a line; a space keeps code spans apart that would else be read as one."""
    parts: list[str] = []
    for index, part in enumerate(phrase):
        if isinstance(part, str):
            parts.append(_escape(part))
        else:
            parts.append((" " if index and isinstance(phrase[index - 1], Code) else "") + code(part.text))
    return "".join(parts).strip()


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "
