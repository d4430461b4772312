"""Hypothesis strategies for rules files: any that the grammar allows, and rules whose names and types fit a form.

The first draws words from the real grammar and spells them in many ways: their meaning must be one. The second knows a
form and draws expressions by their type: they must compile.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count

from hypothesis import strategies as st

from engine.functions import FUNCTIONS
from engine.language.keywords import BY_TERMINAL
from engine.language.parse import _parser
from engine.model.function import Function
from engine.model.types import Kind, Type

# --- whatever the grammar allows

_NAMES = ["甲", "乙", "当年", "总计", "x1", "order", "ruler", "总计数", "T_3"]
_VALUES = {
    "NAME": _NAMES,
    "NUMBER": ["0", "3.5", "12", "４．５"],
    "DAY": ["2025-01-31", "2024年2月29日"],
    "UNIT": ["件", "万元", "％"],
    "PERCENT": ["%", "‰"],
    "STRING": ['"一"', '“说"二"”', '"三 # \\" 四"', '""', '"规则 R9"'],
    "PATTERN": ["/甲/", "/[^\\/]+ x/"],
}
_SIGNS = {
    "EQUAL": ("=", "＝"),
    "NOT_EQUAL": ("!=", "≠", "！＝"),
    "LESS_EQUAL": ("<=", "≤", "≦"),
    "GREATER_EQUAL": (">=", "≥", "≧"),
    "LESS": ("<", "＜"),
    "GREATER": (">", "＞"),
    "PLUS": ("+", "＋"),
    "MINUS": ("-", "－", "−"),
    "TIMES": ("*", "×", "＊"),
    "SLASH": ("÷", "/", "／"),
    "LPAR": ("(", "（"),
    "RPAR": (")", "）"),
    "LSQB": ("[", "［", "【"),
    "RSQB": ("]", "］", "】"),
    "RANGE": ("..", "．．"),
    "_DOT": (".", "．"),
    "_COMMA": (",", "，"),
    "_SEMICOLON": (";", "；"),
}


@dataclass(frozen=True)
class Wording:
    """The words of one declaration: each with all the ways in which it can be spelt (one for what an author names)."""

    words: tuple[tuple[str, ...], ...]

    def spelt(self, choose: Callable[[Sequence[str]], str], gap: Callable[[], str]) -> str:
        """The text with a gap behind each word; a unit needs the blank before it, a declaration its name beside it."""
        parts = [choose(word) for word in self.words]
        digits = "0123456789０１２３４５６７８９"
        spaced = (part + (" " if index == 0 or part[-1] in digits else gap()) for index, part in enumerate(parts))
        return "".join(spaced)

    def plain(self, side: int = 0) -> str:
        """The text on one line: in Chinese or in English, with half-width signs."""
        return self.spelt(lambda ways: ways[side % len(ways)] if ways[0].isalpha() else ways[0], lambda: " ")


def _ways(terminal: str) -> st.SearchStrategy[tuple[str, ...]]:
    if terminal in _VALUES:
        return st.sampled_from([(value,) for value in _VALUES[terminal]])
    return st.just(BY_TERMINAL[terminal].words if terminal in BY_TERMINAL else _SIGNS[terminal])


@cache
def _grammar() -> Mapping[str, Sequence[Sequence[tuple[str, bool]]]]:
    """What each symbol of the real grammar can be, the shortest first: names, and whether each is a terminal."""
    expansions: dict[str, list[list[tuple[str, bool]]]] = {}
    for rule in _parser().rules:
        expansions.setdefault(rule.origin.name, []).append([(str(one.name), one.is_term) for one in rule.expansion])
    sizes = dict.fromkeys(expansions, 1000)

    def size(expansion: Sequence[tuple[str, bool]]) -> int:
        return sum(1 if is_word else sizes[name] for name, is_word in expansion)

    for _ in expansions:
        sizes = {name: min(map(size, ways)) for name, ways in expansions.items()}
    return {name: sorted(ways, key=size) for name, ways in expansions.items()}


@st.composite
def declarations(draw: st.DrawFn) -> Wording:
    """Any declaration that the grammar allows: as long as it may choose, anything; after that the shortest."""
    choices, words = draw(st.integers(5, 60)), []
    (kinds,) = (ways for name, ways in _grammar().items() if name == "declaration")
    waiting = [*reversed(draw(st.sampled_from(kinds)))]
    while waiting:
        name, is_word = waiting.pop()
        if is_word:
            words.append(draw(_ways(name)))
            continue
        ways = _grammar()[name]
        if len(ways) > 1 and choices > 0:
            choices -= 1
            ways = [draw(st.sampled_from(ways))]
        waiting.extend(reversed(ways[0]))
    return Wording(tuple(words))


gaps = st.sampled_from(
    [" ", " ", "  ", "\t", "\u3000", "\ufeff ", "\n ", "\n\n  ", "\r\n ", "  # 注 “\n ", " #规则 甲\n  "]
)


# --- rules that fit a form


@dataclass(frozen=True)
class Things:
    """What rules can speak of: the names of a form, and the variables in scope by their kind."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    unit: str
    texts: tuple[str, ...]
    organs: tuple[str, ...]
    dates: tuple[str, ...]
    years: tuple[str, ...]
    sections: tuple[str, ...]
    lexicons: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()  # plain numbers
    other_reports: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def of(self, kind: str) -> list[str]:
        return [name for name, own in self.variables.items() if own == kind]

    def fresh(self) -> str:
        """A name that no variable of the rule has, not even one whose scope has ended."""
        return f"变{next(self.numbers)}"

    def having(self, name: str, kind: str) -> "Things":
        return replace(self, variables={**self.variables, name: kind})


# The lists that 对每个 and quantifiers go over, and the kind of their items.
_PLAIN, _YEAR = "", "年"
_SPECIAL = {"首个", "末个", "去重", "数", "合计"}
_TRUTHS_OF = {
    "row": ["存在 {}", "{}.值数 = 3", "{}.错位 >= 0", "{}.标签 匹配 /收/", "{}.名称 包含 “入”"],
    "column": ["存在 {}", "{}.标签 != {}.名称"],
    "cell": ["存在 {}", "{}.空白", "{}.符号", "{}.合格", "{}.有值", "{}.小数位 > 1", "{} > 3", "{}.原文 包含 “0”"],
    "section": ["存在 {}", "{}.次数 = 1", "{}.位置 <= {}.应在位置", "{}.有表", "缺省({}.正文, “”) 包含 “村”"],
    "match": ["存在 {}", "{}.文 = {}.句", "{}.前文 包含 “年”"],
    "said": ["{}.约数", "{}.小数位 > 0", "{} > 3", "{}.文 != {}.句", "{} 约等于 {}"],
    "said date": ["{}.日 > 2020-01-01", "{}.文 匹配 /日/"],
    "text": ["{} 匹配 /\\d+/", "{} 包含 “年”"],
}


@st.composite
def lists(draw: st.DrawFn, things: Things) -> tuple[str, str]:
    """A list, and the kind of its items."""
    text = draw(texts(things, 0))
    table = things.table
    return draw(
        st.sampled_from(
            [
                (f"{table}.行", "row"),
                (f"{table}.列", "column"),
                (f"{table}.格", "cell"),
                (f"{table}[{things.rows[0]}, {things.columns[0]} .. {things.columns[-1]}]", "cell"),
                ("部分", "section"),
                (f"{text}.句子", "text"),
                (f"{text}.段落", "text"),
                (f"引文({text})", "match"),
                (f"查找({text}, /[年月]./)", "match"),
                (f"数字({text})", "said"),
                (f"所述日期({text})", "said date"),
                *((register, "text") for register in things.registers),
                *((f"错词({text}, {lexicon})", "match") for lexicon in things.lexicons),
            ]
        )
    )


@st.composite
def filtered(draw: st.DrawFn, things: Things, depth: int) -> tuple[str, str]:
    """A list, perhaps narrowed."""
    items, kind = draw(lists(things))
    if depth > 0 and draw(st.booleans()):
        name = things.fresh()
        body = draw(truths(things.having(name, kind), depth - 1))
        return f"其中({name} 于 {items}, {body})", kind
    return items, kind


@st.composite
def numbers(draw: st.DrawFn, things: Things, unit: str, depth: int) -> str:
    """A number of a unit."""
    literal = draw(st.sampled_from(["0", "3", "1.5", "2000"]))
    options = [literal]
    if unit not in (_PLAIN, _YEAR):
        options.append(f"{literal} {unit}")
    if unit == _YEAR:
        options += [*things.years, *(f"年({one})" for one in things.dates)]
    if unit == things.unit:
        options += [draw(cells(things)), draw(cells(things))]
    if unit == _PLAIN:
        options += [f"字数({draw(texts(things, 0))})", f"数({draw(lists(things))[0]})", f"{things.table}.断裂"]
        options += things.parameters
    if unit == "%":
        options += [f"占比({draw(cells(things))}, {draw(cells(things))})"]
        options += [f"相似度({draw(texts(things, 0))}, {draw(texts(things, 0))})"]
    if unit == "天" and len(things.dates) > 0:
        options += [f"({draw(dates(things, 0))} - {draw(dates(things, 0))})"]
    if depth <= 0:
        return draw(st.sampled_from(options))
    one, other = (draw(numbers(things, unit, depth - 1)) for _ in range(2))
    plain = draw(numbers(things, _PLAIN, 0))
    options += [f"({one} + {other})", f"({one} - {other})", f"(-{one})", f"绝对值({one})", f"合计({one}, {other})"]
    options += [f"({one} * 2)", f"({one} / 4)", f"最大({one}, {other})", f"四舍五入({one}, 1)"]
    if unit == _PLAIN:
        divisor = "8" if one[:1] == "0" else one  # a divisor that is written 0 is a mistake (E066)
        options += [f"({plain} / {divisor})", f"({draw(cells(things))} / {draw(cells(things))})"]
    if unit == things.unit:
        some, kind = draw(filtered(things, depth - 1))
        if kind == "cell":
            options.append(f"合计({some})")
        name = things.fresh()
        each = draw(numbers(things.having(name, "row"), unit, 0))
        options.append(f"合计(逐个({name} 于 {things.table}.行, {each}))")
        options.append(f"缺省({draw(cells(things))}, {one})")
    return draw(st.sampled_from(options))


@st.composite
def cells(draw: st.DrawFn, things: Things) -> str:
    """One cell."""
    row = draw(st.sampled_from([*things.rows, *things.of("row")]))
    column = draw(st.sampled_from([*things.columns, *things.of("column")]))
    report = draw(st.sampled_from(["", "上年."])) if things.other_reports and row in things.rows else ""
    if report and column not in things.columns:
        report = ""
    return f"{report}{things.table}[{row}, {column}]"


@st.composite
def texts(draw: st.DrawFn, things: Things, depth: int) -> str:
    """A text."""
    options = ["全文", "正文", *things.texts, *things.organs, *things.of("text")]
    options += [f"{one}.标题" for one in things.sections] + [f"{one}.文" for one in things.of("match")]
    options += [f"缺省({one}.正文, “”)" for one in (*things.sections, *things.of("section"))]
    options += [f"{one}.名称" for one in things.of("row")]
    if depth > 0:
        one, other = (draw(texts(things, depth - 1)) for _ in range(2))
        options += [f"标出差异({one}, {other})", f"去数字({one})", f"缺省({one}, {other})"]
    return draw(st.sampled_from(options))


@st.composite
def dates(draw: st.DrawFn, things: Things, depth: int) -> str:
    """A date."""
    options = ["2024年1月31日", "日期(2024, 2, 30)", *things.dates, *things.of("date")]
    options += [f"日期({year}, 12, 31)" for year in things.years]
    if depth > 0:
        options.append(f"({draw(dates(things, depth - 1))} + {draw(st.sampled_from(['3', '30 天']))})")
    return draw(st.sampled_from(options))


@st.composite
def calls(draw: st.DrawFn, things: Things, result: Kind) -> str:
    """A call of any function with that result, its arguments made after its signature."""
    fitting = sorted({one.name for one in FUNCTIONS.values() if one.result.kind is result and one.name not in _SPECIAL})
    function = FUNCTIONS[draw(st.sampled_from(fitting))]
    return f"{function.name}({', '.join(draw(_argument(things, one)) for one in _types(function))})"


def _types(function: Function) -> list[Type]:
    return [one.type.item or one.type if one.repeated else one.type for one in function.parameters if not one.optional]


def _argument(things: Things, wanted: Type) -> st.SearchStrategy[str]:
    match wanted.kind:
        case Kind.TEXT | Kind.ORGAN:
            return texts(things, 0)
        case Kind.DATE:
            return dates(things, 0)
        case Kind.NUMBER:
            return st.sampled_from(["0", "1", "2", "2024"])
        case Kind.PATTERN:
            return st.sampled_from([r"/\d+/", "/(.)年/", "/x*/"])
        case Kind.LEXICON:
            return st.sampled_from(things.lexicons)
    return st.sampled_from(["正文.句子", *things.registers])


@st.composite
def truths(draw: st.DrawFn, things: Things, depth: int) -> str:
    """A condition."""
    known = [(name, kind) for name, kind in things.variables.items() if kind in _TRUTHS_OF]
    if draw(st.booleans()) and known:
        name, kind = draw(st.sampled_from(known))
        return f"({draw(st.sampled_from(_TRUTHS_OF[kind])).replace('{}', name)})"
    if depth > 0 and draw(st.booleans()):
        return draw(_compound(things, depth))
    unit = draw(st.sampled_from([_PLAIN, _YEAR, things.unit, "%", "天"]))
    sign = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
    left, right = (draw(numbers(things, unit, depth)) for _ in range(2))
    day, other_day = draw(dates(things, depth)), draw(dates(things, depth))
    text, other = draw(texts(things, depth)), draw(texts(things, depth))
    options = [f"({left} {sign} {right})", f"({left} {sign} {right})", f"({left} 约等于 {right} 误差 0.5)"]
    options += [f"({draw(cells(things))} ≈ {draw(cells(things))})", f"({day} {sign} {other_day})"]
    options += [f"({text} 包含 {other})", f"({text} 匹配 /[年村]/)", f"({text} = {other})", "真", "假"]
    options += [f"(存在 {draw(st.sampled_from([things.table, *things.sections, *things.texts, *things.dates]))})"]
    options += [draw(calls(things, Kind.TRUTH)), f"({text} != {draw(calls(things, Kind.TEXT))})"]
    options += [f"({draw(calls(things, Kind.DATE))} > {day})", f"({draw(calls(things, Kind.NUMBER))} > 1)"]
    options += [f"({other} 属于 {register})" for register in things.registers]
    return draw(st.sampled_from(options))


@st.composite
def _compound(draw: st.DrawFn, things: Things, depth: int) -> str:
    one, other = (draw(truths(things, depth - 1)) for _ in range(2))
    items, kind = draw(filtered(things, depth - 1))
    name = things.fresh()
    body = draw(truths(things.having(name, kind), depth - 1))
    quantifier = draw(st.sampled_from(["全部", "任一"]))
    return draw(
        st.sampled_from(
            [f"({one} 且 {other})", f"({one} 或 {other})", f"(非 {one})", f"{quantifier}({name} 于 {items}, {body})"]
        )
    )


@st.composite
def rules(draw: st.DrawFn, things: Things, name: str = "R1") -> str:
    """A rule with some of every clause, in any order."""
    things = replace(things, numbers=count())
    clauses = [f'依据 {draw(st.sampled_from(["法律", "格式", "标准", "编辑建议"]))} "文" "条"']
    loops: list[str] = []
    for _ in range(draw(st.integers(0, 2))):
        items, kind = draw(filtered(things, 1))
        variable = things.fresh()
        loops.append(f"对每个 {variable} 于 {items}")
        things = things.having(variable, kind)
    if draw(st.booleans()):
        variable = things.fresh()
        loops.append(f"令 {variable} 为 {draw(truths(things, 1))}")
        things = things.having(variable, "truth")
        clauses.append(f"当 {variable} 或 {draw(truths(things, 1))}")
    severity = f"级别 {draw(st.sampled_from(['错误', '警告', '提醒']))}"
    if draw(st.booleans()):
        severity += f"; 当 {draw(truths(things, 1))} 警告"
    clauses.append(severity)
    for _ in range(draw(st.integers(1, 2))):
        clauses.append(f"{draw(st.sampled_from(['要求', '禁止']))} {draw(truths(things, 2))}")
    shown = [*things.variables, draw(cells(things)), draw(texts(things, 1)), draw(numbers(things, _PLAIN, 1))]
    placeholder = draw(st.sampled_from(shown)).replace('"', "")
    clauses.append(f"提示 '{{{placeholder}}}不对'".replace("'", '"'))
    clauses += draw(st.lists(st.sampled_from(["合报", '建议 "改"', f"定位 {things.table}"]), unique=True))
    clauses.append(f'违例 {things.table}[{things.rows[0]}, {things.columns[0]}] 改为 "9"')
    order = draw(st.permutations(clauses))
    return f'规则 {name} "一条"\n' + "".join(f"  {clause}\n" for clause in (*loops, *order))
