"""The keywords of the rules language: one table, each with its Chinese and its English form.

The grammar takes its keyword terminals from here, diagnostics the words they name, and a formatter the other language.
"""

from engine.model.struct import Struct


class Keyword(Struct, frozen=True):
    """One keyword: the name of its terminal in the grammar, and how authors write it."""

    terminal: str
    chinese: str
    english: str

    @property
    def words(self) -> tuple[str, str]:
        return self.chinese, self.english


_TABLE = """
    RULESET 规则集 ruleset | TITLE 标题 title | VERSION 版本 version | BASIS 依据 basis | APPLIES 适用 applies
    BASE 基准 base | FORM_OF 沿用表单 form_of | FORM 表单 form | RECOGNISE 识别 recognise | SECTION 部分 section
    WITH 含 with | FIELD 字段 field | FROM 取自 from | HEAD 抬头 head | BODY 正文 body | END 文末 end
    WHOLE_LINE 整行 whole_line | TEXT 文本 text | ORGAN 机关 organ | DATE 日期 date | YEAR 年份 year
    TABLE 表 table | BLOCK 小节 block | COLUMN 列 column | GROUP 组 group | ROW 行 row | ALSO 又作 also
    CELLS 每格 cells | COUNT 非负整数 count | AMOUNT 非负数 amount | NUMBER_TYPE 数 number | UNIT_OF 单位 unit
    CORNER 表角 corner | NOTE 附注 note | LAYOUT 排列 layout | SIDE_BY_SIDE 横排 side_by_side
    BLANK_IS_ZERO 空白作零 blank_is_zero | LEXICON 词表 lexicon | SHOULD_BE 应为 should_be | RULE 规则 rule
    SEVERITY 级别 severity | ERROR 错误 error | WARNING 警告 warning | INFO 提醒 info | WHEN 当 when
    FOR_EACH 对每个 for_each | IN 于 in | REQUIRE 要求 require | FORBID 禁止 forbid | MESSAGE 提示 message
    SUGGEST 建议 suggest | AT 定位 at | TOGETHER 合报 together | FAILS 违例 fail_example | PASSES 合例 pass_example
    TO 改为 to | DELETE 删去 delete | EXISTS 存在 exists | DEFAULT 缺省 default | AND 且 and | OR 或 or | NOT 非 not
    BASE_PREVIOUS 上年基准 previous_base | BASE_SUBORDINATE 下级基准 subordinate_base | AS_OF 时点 as_of
    TAKE_IN 纳入 take_in | SWITCH_OFF 停用 switch_off | ADJUST 调整 adjust | SET 设定 set | RENAMED 改名 renamed
    SHARES 共用 shares | REWORD 换字 reword | REBASE 换据 rebase
    REGISTER 名单 register | PARAMETER 参数 parameter | VALUE 取值 value | SINCE 自 since | DEFINE 定义 define
    AS 为 as | LET 令 let | ALL 全部 all | ANY 任一 any | WHERE 其中 where | EACH 逐个 each
    ABOUT 约等于 about | TOLERANCE 误差 tolerance | ONE_OF 属于 one_of | MATCHES 匹配 matches
    CONTAINS 包含 contains | TRUE 真 true | FALSE 假 false | LAW 法律 law
    FORMAT 格式 format | STANDARD 标准 standard | ADVICE 编辑建议 advice | UNVERIFIED 待核 unverified
"""

KEYWORDS: tuple[Keyword, ...] = tuple(
    Keyword(*entry.split()) for line in _TABLE.strip().splitlines() for entry in line.split("|")
)
BY_TERMINAL = {keyword.terminal: keyword for keyword in KEYWORDS}
BY_WORD = {word: keyword for keyword in KEYWORDS for word in keyword.words}

# Every declaration begins with one of these; a file is cut at them, so that one mistake does not hide the others.
DECLARATIONS = (
    "RULESET", "FORM", "SECTION", "FIELD", "TABLE", "LEXICON", "REGISTER", "PARAMETER", "DEFINE", "RULE",
)  # fmt: skip

# Words that are keywords elsewhere but name something in an expression, with their twins.
WHOLE_TEXT = ("全文", "whole_text")
BODY = ("正文", "body")
HEAD = ("抬头", "head")
SECTIONS = ("部分", "sections")
PREVIOUS = ("上年", "previous")
SUBORDINATES = ("下级", "subordinates")
PEERS = ("同级", "peers")
LEFT = ("左", "left")
RIGHT = ("右", "right")
DIFFERENCE = ("差", "difference")


# These are keywords only before a bracket, so that a row may be called 其中.
_BEFORE_BRACKET = ("ALL", "ANY", "WHERE", "EACH")
_SIGNS = {"ABOUT": "≈"}


def terminals() -> str:
    """The keyword terminals in the notation of the grammar: above names, and ending where a word ends."""
    return "\n".join(_terminal(keyword) for keyword in KEYWORDS)


def _terminal(keyword: Keyword) -> str:
    bracket = r"(?=(?:[\s\ufeff]|[#＃][^\n]*\n)*[(（])" if keyword.terminal in _BEFORE_BRACKET else ""
    sign = f"|{_SIGNS[keyword.terminal]}" if keyword.terminal in _SIGNS else ""
    return rf"{keyword.terminal}.2: /(?:{'|'.join(keyword.words)})(?!\w){bracket}{sign}/"
