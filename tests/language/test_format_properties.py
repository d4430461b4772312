"""Whatever a file looks like: its canonical text says the same, is its own, and loses nothing on the way to English."""

import re
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.language.format import format_text
from engine.language.keywords import BY_WORD
from engine.language.parse import parse
from tests.support.canonical import examine_canonical, formatted

PACK = Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report"
DECLARATIONS = [
    part.strip()
    for path in sorted(PACK.glob("*.rules"))
    for part in re.split(r"\n(?=[^\W\d])", path.read_text(encoding="utf-8").strip())
    if not part.startswith("#") and len(part) < 1500
]
WORD = re.compile(r'"[^"\n]*"|/(?:[^/\\\n]|\\.)+/|#[^\n]*|\.\.|[<>!]=|[\d.]*\d(?: ?(?:件|万元))?|\w+|[^\w\s]')
FULL_WIDTH = {
    "=": "＝",
    "(": "（",
    ")": "）",
    "[": "【",
    "]": "］",
    ",": "，",
    ";": "；",
    "+": "＋",
    "-": "－",
    ".": "．",
}
FULL_WIDTH |= {">=": "≥", "<=": "≦", "!=": "≠", ">": "＞", "<": "＜", "*": "×"}
# Keywords that no shipped rule uses as a name or attribute as well.
SWAPPED = set(
    "级别 依据 要求 禁止 提示 建议 定位 违例 改为 存在 且 或 匹配 对每个 于 取自 又作 错误 警告 缺省 当 合报".split()
)

# A line end is followed by a space: at the left edge a word may look like a declaration.
INLINE = st.sampled_from([" ", " ", "  ", "\t", "\u3000", "\ufeff "])
LINE_END = st.sampled_from(["\n ", "\n\n\n\t", " \n          ", "\r\n ", "\n\u2028  "])
COMMENT_TEXT = st.text(st.sampled_from('甲a# "“/{规则=\t\u2028'), max_size=6).map(str.rstrip)


@st.composite
def comment(draw: st.DrawFn) -> str:
    before = draw(st.sampled_from(["", "  ", "\n", "\n    ", "\n\n"]))
    return f"{before}{draw(st.sampled_from('#＃'))}{draw(COMMENT_TEXT)}{draw(LINE_END)}"


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """A shipped declaration or two as careless hands write them."""
    text = ""
    for declaration in draw(st.lists(st.sampled_from(DECLARATIONS), min_size=1, max_size=2)):
        head, *lines = declaration.split("\n")
        is_table = head.startswith("表 ")
        text += _line(draw, head, INLINE)
        scale = draw(st.integers(1, 3))
        gap = st.one_of(INLINE, INLINE, LINE_END, comment())
        for line in lines:
            indent = " " * (scale * (len(line) - len(line.lstrip())))
            text += f"{draw(st.sampled_from(['', '  ', ' #末']))}\n{indent}" if is_table else draw(gap)
            text += _line(draw, line, gap)
        text += draw(st.sampled_from(["\n", "\n\n\n", "\n  # 注\n", "\r\n# 注\n\n", "  #注\n"]))
    return text


def _line(draw: st.DrawFn, line: str, gap: st.SearchStrategy[str]) -> str:
    """One line with other gaps, signs and keywords."""
    spoilt, end = "", len(line) - len(line.lstrip())
    for match in WORD.finditer(line, end):
        word = match.group()
        between = line[end : match.start()]
        by_sign = bool(spoilt) and (word in FULL_WIDTH or spoilt[-1] in "=＝(（[【]］,，;；+＋-－><＞＜")
        if between or (by_sign and draw(st.booleans())):
            between = draw(gap)
        if word in SWAPPED and not line[:end].endswith(".") and draw(st.booleans()):
            word = BY_WORD[word].english
        if word in FULL_WIDTH and draw(st.booleans()):
            word = FULL_WIDTH[word]
        spoilt += between + word
        end = match.end()
    return spoilt


@st.composite
def respaced(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped declaration without a table, and the same with other spaces, signs and keywords.

    Without a comment at the edge, too: it stands before what follows, one that is indented belongs to what is above.
    """
    whole = [one for one in DECLARATIONS if not one.startswith("表 ") and "\n#" not in one]
    declaration = draw(st.sampled_from(whole))
    return declaration, "\n ".join(_line(draw, line, INLINE) for line in declaration.split("\n"))


def comments_of(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("＃", "#")
    return sorted(word.rstrip() for word in WORD.findall(lines) if word.startswith("#"))


@settings(max_examples=100, deadline=None)
@given(disturbed())
def test_shipped_declarations_in_careless_hands(text: str) -> None:
    assume(parse("f", text)[1] == ())
    assert comments_of(examine_canonical(text)) == comments_of(text)


@settings(max_examples=30, deadline=None)
@given(respaced())
def test_what_is_only_spaced_differently_looks_the_same(texts: tuple[str, str]) -> None:
    declaration, text = texts
    assert formatted(text, "zh") == f"{declaration}\n"


ATOMS = st.sampled_from(
    "甲 表一 当年 总计 x1 order 部分 正文 0 3.5 ４．５ 3件 1_件 1\u3000万元 20% 20_％ 真 false".split(" ")
)
# □ is an expression, _ a space, and a space may be anything.
SHAPES = st.sampled_from(
    """
    □|（ □ )|□ + □|( □ )－( □ )|□ * □|( □ ) ÷ ( □ )|□_且_□|( □ ) or ( □ )|□ ＝ □|□ ≠ □|□ < □|□ ≥ □|( □ )包含( □ )
    非 ( □ )|- □|-_-_( □ )|存在 ( □ )|甲 . 部分|表一 [ □ ,□ .. □ ]|表一．行【□，甲］|合计 （ □ ，□ )|default ( □ , □ )
    """.replace("\n", "|")
    .strip(" |")
    .split("|")
)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0:
        return draw(ATOMS).replace("_", " ")
    text = ""
    for sign in draw(SHAPES).strip():
        if sign == "□":
            text += draw(expressions(depth - 1))
        else:
            text += draw(st.sampled_from(["", " ", "\n "])) if sign == " " else sign.replace("_", " ")
    return text


@settings(max_examples=120, deadline=None)
@given(expressions(), st.lists(expressions(), max_size=2))
def test_generated_rules(condition: str, shown: list[str]) -> None:
    message = "".join(f"{{ {expression} }}" for expression in shown).replace("\n", " ")
    text = (
        f'规则 R1 "" 要求 {condition}\n 定位 {condition}, {condition}\n 级别 错误；当 {condition} 提醒 提示 "{message}"'
    )
    assume(parse("f", text)[1] == ())
    examine_canonical(text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*DECLARATIONS[:3], "规则 R1", ' "一"', "\n", " # 注", "要求 a", "提示 “{a”", "部分"]),
        max_size=8,
    )
)
def test_any_text_is_formatted_or_explained(parts: list[str]) -> None:
    found = format_text("f", "".join(parts))
    assert (found.text is None) == bool(found.diagnostics)
