"""What the arithmetic says of cells that may be wrong, in words; every format prints these."""

from collections.abc import Mapping, Sequence

from engine.model.localization import Change, Localization
from engine.outputs.words import Language, where

TITLE: Mapping[Language, str] = {"zh": "哪一格可能有误（推算，仅供核对）", "en": "Which cell may be wrong (worked out)"}
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "fails": {"zh": "{rules} 不成立", "en": "{rules} fail"},
    "change": {"zh": "{name} 读作 {read}，若为 {needed}{place}", "en": "{name} reads {read}; were it {needed}{place}"},
    "place": {"zh": "（{}）", "en": " ({})"},
    "then": {"zh": "，则全部成立", "en": ", all of them would hold"},
    "and": {"zh": "；并且 ", "en": "; and "},
    "or": {"zh": "或者 ", "en": "or "},
    "only": {"zh": "这是最少的改法，而且只有这一种", "en": "no smaller change does, and no other as small"},
    "some": {"zh": "同样少的改法有 {} 种", "en": "{} changes are equally small"},
    "more": {"zh": "同样少的改法不止 {} 种", "en": "more than {} changes are equally small"},
}


def said(localization: Localization, language: Language = "zh") -> tuple[str, ...]:
    """One line on the rules that fail, one for each set of changes, one on how sure that is."""
    separator = "、" if language == "zh" else ", "
    first = _WORDS["fails"][language].format(rules=separator.join(localization.rules))
    sets = [
        ("" if number == 0 else _WORDS["or"][language]) + _set(changes, language)
        for number, changes in enumerate(localization.corrections)
    ]
    return first, *sets, _WORDS[_how_sure(localization)][language].format(len(localization.corrections))


def _how_sure(localization: Localization) -> str:
    if localization.is_unique:
        return "only"
    return "some" if localization.complete else "more"


def _set(changes: Sequence[Change], language: Language) -> str:
    parts = (_change(change, language) for change in changes)
    return _WORDS["and"][language].join(parts) + _WORDS["then"][language]


def _change(change: Change, language: Language) -> str:
    place = where(change.location, language) if change.location is not None else ""
    return _WORDS["change"][language].format(
        name=change.name,
        read=change.read,
        needed=change.needed,
        place=_WORDS["place"][language].format(place) if place else "",
    )
