"""``gouji fmt``: rules files in, the same in the standard layout out."""

import sys
from collections.abc import Mapping, Sequence

from engine import packs
from engine.commands._refusing import WRONG, say
from engine.model.diagnostic import Span
from engine.outputs.words import Language
from engine.packs import formatting
from engine.packs.formatting import FormattedFile

_STANDARD_INPUT = "-"


def run(paths: Sequence[str], lang: Language | None, *, check_only: bool, diff: bool) -> int:
    """Formats rules files in their place, or only says what would change; with ``lang`` in that language."""
    words = lang or "zh"
    changed = broken = False
    for reference in dict.fromkeys(paths):
        standard = reference == _STANDARD_INPUT
        read = [formatting.format_bytes(reference, sys.stdin.buffer.read(), language=lang)] if standard else None
        for file in read or formatting.format_files(reference, lang, _spellings(reference, lang)):
            changed |= file.changed
            if file.diagnostics:
                _show_broken(file, words)
                broken = True
            elif diff:
                sys.stdout.write(file.difference())
            elif check_only:
                _say_changed(file, words, "需要排版", "would be formatted")
            elif standard:
                sys.stdout.buffer.write(file.data)
            else:
                broken |= not _rewrite(file, words)
    return WRONG if broken else int(changed and check_only)


def _spellings(reference: str, lang: Language | None) -> Mapping[Span, tuple[str, str]] | None:
    """The words of a pack that have a Chinese and an English spelling; asked for only when the language changes."""
    return packs.spellings(reference) if lang is not None else None


def _show_broken(file: FormattedFile, lang: Language) -> None:
    from engine.language.diagnostics import render_all

    say(render_all(file.diagnostics, {file.name: file.before} if file.before else {}, lang))


def _rewrite(file: FormattedFile, lang: Language) -> bool:
    """Writes a formatted file and says so; whether that went well."""
    try:
        file.write()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        words = f"无法写入 {file.name}：{reason}" if lang == "zh" else f"cannot write {file.name}: {reason}"
        say(f"gouji: {words}")
        return False
    _say_changed(file, lang, "已排版", "formatted")
    return True


def _say_changed(file: FormattedFile, lang: Language, chinese: str, english: str) -> None:
    if file.changed:
        print(f"{chinese}：{file.name}" if lang == "zh" else f"{english}: {file.name}")
