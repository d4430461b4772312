"""What functions and readers share about words: the same words in other type, and the characters that end a region."""

import re
import unicodedata
from functools import lru_cache

from engine.model.characters import simplified

REGION_ENDS = frozenset("省市县区州盟旗镇乡")
"""The last characters of the names of regions that have a government."""

_NUMERAL = "零〇一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"\s*(?:[（(\[【]\s*(?:[{_NUMERAL}]{{1,4}}|\d{{1,3}})\s*[）)\]】]"
    rf"|(?:[{_NUMERAL}]{{1,4}}|\d{{1,3}})\s*[）)、，,]"
    rf"|[{_NUMERAL}]{{1,4}}\s*[.．]|\d{{1,3}}\s*[.．](?!\d)"
    rf"|第\s*(?:[{_NUMERAL}]{{1,4}}|\d{{1,3}})\s*部分[、，,:：.．]?"
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩])"
)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The bare words: simplified, NFKC, without an ordinal at the start, white space and punctuation."""
    text = simplified(text)
    ordinal = _ORDINAL.match(text)
    words = unicodedata.normalize("NFKC", text[ordinal.end() :] if ordinal else text)
    return "".join(character for character in words if unicodedata.category(character)[0] not in "ZPSC")


def plain(text: str) -> str:
    """Simplified characters, NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", simplified(text)).split())
