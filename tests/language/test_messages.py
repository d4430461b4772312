"""The table of diagnostics is complete: both languages, an explanation for every code."""

import re
import string

from engine.language.messages import MESSAGES, explain


def _values(text: str | None) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text or "") if name}


def test_every_code_has_both_languages_with_the_same_values() -> None:
    assert len(MESSAGES) > 50
    for code, message in MESSAGES.items():
        assert re.fullmatch(r"[EW]\d{3}", code)
        assert re.search(r"[一-鿿]", message.chinese)
        assert not re.search(r"[一-鿿]", message.english)
        assert _values(message.chinese) == _values(message.english), code
        assert _values(message.hint) == _values(message.english_hint), code
        assert (message.hint is None) == (message.english_hint is None)


def test_explain() -> None:
    for code in MESSAGES:
        chinese, english = explain(code), explain(code.lower(), "en")
        assert chinese is not None
        assert english is not None
        assert re.search(r"[一-鿿]", chinese)
        assert english.isascii() or "…" in english
    assert explain("E999") is None
