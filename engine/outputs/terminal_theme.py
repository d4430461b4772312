"""The colours of the screen: names for what a colour means, and what they are on a light and on a dark background.

Without a theme the sixteen colours of the terminal itself are used, which its owner has chosen to be readable. A theme
is for terminals whose own colours are not: it takes colours of its own. It is chosen by ``--theme``, by ``GOUJI_THEME``
or by what the terminal says of its background. ``NO_COLOR`` and pipes are Rich's to notice.
"""

import os
from collections.abc import Mapping
from typing import Literal, TypeAlias

from rich.theme import Theme as Styles

Theme: TypeAlias = Literal["auto", "light", "dark"]

_NEUTRAL: Mapping[str, str] = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "good": "green",
    "bad": "red",
    "note": "magenta",
    "place": "cyan",
    "changed": "yellow",
    "less": "dim",
}
_LIGHT: Mapping[str, str] = {
    "error": "bold #b3261e",
    "warning": "bold #8a5a00",
    "info": "bold #0b5fa5",
    "good": "#1a6b2d",
    "bad": "#b3261e",
    "note": "#8a3391",
    "place": "#0b5fa5",
    "changed": "#8a5a00",
    "less": "#5f6368",
}
_DARK: Mapping[str, str] = {
    "error": "bold #ff8a80",
    "warning": "bold #ffd166",
    "info": "bold #7fc8ff",
    "good": "#7ddc8e",
    "bad": "#ff8a80",
    "note": "#e6a5ee",
    "place": "#7fc8ff",
    "changed": "#ffd166",
    "less": "#a3a8ae",
}
_THEMES: Mapping[str, Mapping[str, str]] = {"light": _LIGHT, "dark": _DARK}
_LIGHT_BACKGROUNDS = frozenset({"7", "15"})


def styles(theme: Theme) -> Styles:
    """The styles of a theme by name; ``auto`` follows the environment."""
    return Styles(dict(_THEMES.get(_chosen() if theme == "auto" else theme, _NEUTRAL)))


def _chosen() -> str:
    wanted = os.environ.get("GOUJI_THEME", "")
    return wanted if wanted in _THEMES else _background()


def _background() -> str:
    """``light`` or ``dark`` from ``COLORFGBG`` (``15;0``), which some terminals set; else nothing."""
    foreground, divided, background = os.environ.get("COLORFGBG", "").rpartition(";")
    if not (foreground and divided and background.isdigit()):
        return ""
    return "light" if background in _LIGHT_BACKGROUNDS else "dark"
