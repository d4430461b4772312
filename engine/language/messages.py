"""Every diagnostic of the language in one table: code, wording in both languages, hint, and an explanation.

``gouji explain E012`` shows the explanation. A value in a wording may be a pair (Chinese, English).
"""

from collections.abc import Mapping
from typing import TypeAlias

from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.struct import Struct

Value: TypeAlias = str | int | tuple[str, str]


class Message(Struct, frozen=True):
    """One kind of diagnostic. ``{…}`` in a wording stand for values. Codes begin with E for errors, W for warnings."""

    code: str
    chinese: str
    english: str
    hint: str | None
    english_hint: str | None
    explanation: str
    english_explanation: str

    def at(self, span: Span, **values: Value) -> Diagnostic:
        """The diagnostic at a place, with its values filled in."""
        chinese, english = ({key: _side(value, side) for key, value in values.items()} for side in (0, 1))
        return Diagnostic(
            self.code,
            Level.WARNING if self.code.startswith("W") else Level.ERROR,
            span,
            self.chinese.format_map(chinese),
            self.english.format_map(english),
            self.hint.format_map(chinese) if self.hint else None,
            self.english_hint.format_map(english) if self.english_hint else None,
        )


def _side(value: Value, side: int) -> str | int:
    return value[side] if isinstance(value, tuple) else value


def guess(name: str | None) -> tuple[str, str]:
    """The end of a message that proposes the nearest known name."""
    return (f"，是不是“{name}”？", f'; did you mean "{name}"?') if name else ("", "")


MESSAGES: dict[str, Message] = {}


def _define(
    code: str,
    chinese: str,
    english: str,
    explanation: str,
    english_explanation: str,
    hint: str = "",
    english_hint: str = "",
) -> Message:
    message = Message(code, chinese, english, hint or None, english_hint or None, explanation, english_explanation)
    MESSAGES[code] = message
    return message


def explain(code: str, language: str = "zh", messages: Mapping[str, Message] = MESSAGES) -> str | None:
    """The explanation of a code (``E012``), in Chinese or English; ``None`` when ``messages`` have no such code."""
    message = messages.get(code.strip().upper())
    if message is None:
        return None
    return message.english_explanation if language == "en" else message.explanation


# --- E001–E019: how it is written

SYNTAX = _define(
    "E001", "这里应为{expected}，读到的是{found}", "expected {expected} here, found {found}",
    "这里的写法不合语法。提示列出了这个位置可以写的内容。每条子句以关键字开头，如“要求”“提示”。",
    "The text does not fit the grammar here. The message lists what may stand at this place. Every clause begins with"
    " a keyword, such as `require` or `message`.",
)  # fmt: skip
SPACE = _define(
    "E002", "“{keyword}”后面要空一格", 'put a space after "{keyword}"',
    "关键字和名称之间要有空格，否则会连成一个名称：“规则甲”是一个名称，“规则 甲”才是规则的开头。",
    "A keyword and the name after it need a space between them, or they read as one name: `ruleA` is a name,"
    " `rule A` begins a rule.",
    "写成“{keyword} {rest}”", 'write "{keyword} {rest}"',
)  # fmt: skip
UNCLOSED_TEXT = _define(
    "E003", "引号没有配对", "the quotation mark is never closed",
    "文字要写在一行里，用同一种引号括起：\"…\" 或 “…”。以直引号开头的以直引号结尾，里面可以出现弯引号。",
    'A text stands on one line between quotation marks of one kind: "…" or “…”. One that opens with a straight mark'
    " ends with a straight mark, and may contain curly ones.",
    "在行末之前补上“{close}”", "add {close} before the end of the line",
)  # fmt: skip
UNCLOSED_PATTERN = _define(
    "E004", "模式没有结尾的“/”", 'the pattern has no closing "/"',
    "模式写在两个斜杠之间：/考核/。模式里的斜杠写作 \\/。",
    "A pattern stands between two slashes: /review/. A slash within the pattern is written \\/.",
)  # fmt: skip
OUTSIDE = _define(
    "E005", "这里应当开始一个声明（{keywords}等），读到的是{found}",
    "a declaration ({keywords}, ...) should begin here, found {found}",
    "规则文件由声明组成：规则集、表单、部分、字段、表、词表、名单、参数、定义、规则。此外只能有空行和 # 开头的注释。",
    "A rules file is made of declarations: ruleset, form, section, field, table, lexicon, register, parameter, define,"
    " rule. Outside of them only blank lines and comments that begin with # may stand.",
)  # fmt: skip
CHARACTER = _define(
    "E006", "这里不能写“{character}”", 'the character "{character}" cannot stand here',
    "这个字符不属于规则语言。全角和半角的标点都可以用，其他符号只能出现在引号里。",
    "The character is no part of the rules language. Full-width and half-width punctuation are both accepted; other"
    " signs may only stand within quotation marks.",
)  # fmt: skip
UNFINISHED = _define(
    "E007", "这个声明没有写完，后面应为{expected}", "the declaration ends too early, expected {expected}",
    "声明在应有内容之前就结束了。", "The declaration ends before something that must follow.",
)  # fmt: skip
TOO_DEEP = _define(
    "E008", "算式嵌套太深（最多 {limit} 层）", "the expression is nested too deeply (at most {limit} levels)",
    "一个算式里的括号和运算不能超过规定的层数。把它拆成几条“当”或几条规则。",
    "Brackets and operators of one expression may not exceed the limit. Divide it into several `when` clauses.",
)  # fmt: skip
NUMBER_TOO_LONG = _define(
    "E009", "数太长（最多 {limit} 位）", "the number is too long (at most {limit} digits)",
    "数最多写 18 位。", "A number has at most 18 digits.",
)  # fmt: skip
MISSING_EXPRESSION = _define(
    "E010", "“{keyword}”后面没有内容", 'nothing follows "{keyword}"',
    "子句的关键字后面直接是下一条子句，中间缺了内容。",
    "The keyword of a clause is followed by the next clause at once; what belongs between them is missing.",
)  # fmt: skip
BAD_PATTERN = _define(
    "E011", "模式写得不对：{problem}", "the pattern is not valid: {problem}",
    "模式用 RE2 的写法（没有前后查看，也没有反向引用），因此无论什么文字都能很快匹配完。",
    "Patterns are written for RE2 (no look-around, no back references), so that matching is fast on any text.",
)  # fmt: skip

# --- E012–E029: names

UNKNOWN_NAME = _define(
    "E012", "没有“{name}”{guess}", 'there is no "{name}"{guess}',
    "名称可以是字段（报告.标题）、表（表三）、部分、词表、“对每个”的变量，或者 正文、全文、抬头、部分。",
    "A name is a field (report.title), a table, a section, a lexicon, a variable of `for_each`, or one of body,"
    " whole_text, head, sections.",
)  # fmt: skip
UNKNOWN_ATTRIBUTE = _define(
    "E013", "{kind}没有“{name}”{guess}", '{kind} has no "{name}"{guess}',
    "点号后面的名称取决于前面是什么：行有标签和名称，部分有标题和正文，格有原文和有值，等等。",
    "What may follow the dot depends on what stands before it: a row has a label and a name, a section a heading and a"
    " text, a cell its raw words, and so on.",
    "可以写：{known}", "known: {known}",
)  # fmt: skip
UNKNOWN_FUNCTION = _define(
    "E014", "没有函数“{name}”{guess}", 'there is no function "{name}"{guess}',
    "函数是语言自带的，不能自己定义。", "Functions are built in; there are no functions of one's own.",
)  # fmt: skip
ARITY = _define(
    "E015", "函数“{name}”要 {expected} 个参数，写了 {found} 个",
    'wrong number of arguments for "{name}": {expected} expected, {found} given',
    "参数的个数不对。", "The number of arguments does not fit the function.",
    "写法：{signature}", "it is written {signature}",
)  # fmt: skip
DUPLICATE_RULE = _define(
    "E016", "规则“{name}”已经有了（{place}）", 'there already is a rule "{name}" ({place})',
    "每条规则的编号在整个规则集里只能用一次。", "The id of a rule may be used only once in a ruleset.",
)  # fmt: skip
DUPLICATE_NAME = _define(
    "E017", "“{name}”已经用过（{place}）", '"{name}" is already used ({place})',
    "表单里的名称和英文名都不能重复；同一张表里的行（或列、小节）也不能重名。",
    "Names and ids of a form are unique, and so are those of the rows (columns, blocks) of one table.",
)  # fmt: skip
RANGE_ORDER = _define(
    "E018", "范围写反了：“{first}”在“{last}”之后", 'the range is the wrong way round: "{first}" comes after "{last}"',
    "范围从表单里在前的一行（列）写到在后的一行（列）。",
    "A range goes from the earlier row or column of the form to the later one.",
    "写成“{last} .. {first}”", 'write "{last} .. {first}"',
)  # fmt: skip
RANGE_ENDS = _define(
    "E019", "范围的两端要写行名或列名", "both ends of a range must be names of rows or columns",
    "范围的两端是同一张表里的行名（或列名），不能是变量或算式。",
    "The ends of a range are names of rows (or columns) of the table, not variables or expressions.",
)  # fmt: skip
NO_SUCH_CELL = _define(
    "E020", "行“{row}”所在的小节没有列“{column}”", 'the block of row "{row}" has no column "{column}"',
    "分小节的表里，每个小节有自己的列。", "In a table with blocks every block has its own columns.",
)  # fmt: skip
NOT_A_TABLE = _define(
    "E021", "方括号前面要写表名，这里是{kind}", "a table must stand before the square bracket, this is {kind}",
    "格写作 表名[行, 列]。", "Cells are written table[row, column].",
)  # fmt: skip
ID = _define(
    "E022", "英文名“{name}”只能用字母、数字和下划线",
    'the id "{name}" may only have Latin letters, digits and underscores',
    "等号后面的英文名供程序使用，用小写拉丁字母、数字和下划线。",
    "The id after the equals sign is for programs: Latin letters, digits and underscores.",
)  # fmt: skip
RESERVED = _define(
    "E023", "“{name}”是语言自己的名称，不能另作他用", '"{name}" is a name of the language itself',
    "正文、全文、抬头、部分在算式里有固定的意思。",
    "body, whole_text, head and sections have a fixed meaning in expressions.",
)  # fmt: skip

SWAPPED = _define(
    "E024", "“{name}”是{kind}：方括号里先写行，后写列",
    '"{name}" is a {kind}: within the brackets the row comes first, then the column',
    "格写作 表名[行, 列]。", "Cells are written table[row, column].",
)  # fmt: skip

INDEX = _define(
    "E025", "“{name}”的方括号里，{parameter}的位置要写{expected}，这里是{found}",
    'within the brackets of "{name}", the {parameter} must be {expected}, this is {found}',
    "方括号里先写行，后写列：名称、范围，或“对每个”的变量。",
    "Within the brackets stand a row and a column: a name, a range, or a variable of `for_each`.",
)  # fmt: skip

NO_SUCH_DAY = _define(
    "E026", "没有“{day}”这一天", 'there is no such day as "{day}"',
    "日期写作 2023年12月31日 或 2023-12-31，这一天要存在。",
    "A date is written 2023-12-31, and the day must exist.",
)  # fmt: skip
UNKNOWN_RULE = _define(
    "E027", "纳入的规则包里没有规则“{name}”{guess}", 'the packs taken in have no rule "{name}"{guess}',
    "停用、调整、改名指的是纳入的规则包里的规则。",
    "switch_off, adjust and renamed name rules of packs that are taken in.",
)  # fmt: skip
UNKNOWN_PARAMETER = _define(
    "E028", "没有参数“{name}”{guess}", 'there is no parameter "{name}"{guess}',
    "设定指的是纳入的规则包里用“参数”声明的名称。", "`set` names a parameter that a pack taken in declares.",
)  # fmt: skip
CIRCULAR_DEFINITION = _define(
    "E029", "定义“{name}”绕了一圈又用到它自己", 'the definition "{name}" uses itself in a circle',
    "定义可以用到别的定义，但不能循环。", "A definition may use others, but not in a circle.",
)  # fmt: skip

# --- E030–E049: clauses and declarations

DUPLICATE_CLAUSE = _define(
    "E030", "“{clause}”写了两次", '"{clause}" stands twice',
    "这条子句在一个声明里只能出现一次。", "This clause may stand only once in a declaration.",
)  # fmt: skip
MISSING_CLAUSE = _define(
    "E031", "规则“{name}”缺少“{clause}”", 'the rule "{name}" has no "{clause}"',
    "每条规则都要有级别、依据、提示，以及至少一条“要求”或“禁止”。",
    "Every rule needs a severity, a basis, a message, and at least one `require` or `forbid`.",
)  # fmt: skip
NO_HEADER = _define(
    "E032", "缺少规则集的开头", "the ruleset has no header",
    "规则集要有一个“规则集 名称 = id”的开头，说明它叫什么、适用于哪种表单。",
    "A ruleset needs a header `ruleset NAME = id` that says what it is called and to which form it applies.",
    "在文件开头写：规则集 名称 = id", "begin the file with: ruleset NAME = id",
)  # fmt: skip
TWO_HEADERS = _define(
    "E033", "“{keyword}”只能有一个，已经有了（{place}）",
    'there may be only one "{keyword}", there already is one ({place})',
    "一个规则集只有一个开头和一个表单。", "A ruleset has one header and one form.",
)  # fmt: skip
NO_FORM = _define(
    "E034", "没有表单：规则要检查什么样的报告？", "there is no form: what kind of report do the rules check?",
    "规则集要么自己声明表单，要么用“沿用表单”或“纳入”取用另一个规则包的表单。",
    "A ruleset declares a form of its own, or takes that of another pack with `form_of` or `take_in`.",
    "加上“表单 名称 = id \"标题\"”，或“沿用表单 包名”，或“纳入 包名”",
    'add `form NAME = id "title"`, or `form_of PACK`, or `take_in PACK`',
)  # fmt: skip
FORM_TAKEN = _define(
    "E035", "表单已经沿用自另一个规则包，不能再声明",
    "the form is taken from another pack, so it cannot be declared here",
    "用了“沿用表单”的规则集不能再写表单、部分、字段和表。",
    "A ruleset with `form_of` has no form, section, field or table declarations of its own.",
)  # fmt: skip
NESTING = _define(
    "E036", "缩进与上面的各层都对不齐", "the indentation fits none of the levels above",
    "表里的组、小节、行、列靠缩进分层：属于同一层的要对齐。",
    "Groups, blocks, rows and columns of a table are nested by indentation: those of one level stand in one column.",
    "与同层的第一项对齐", "align it with the first item of its level",
)  # fmt: skip
MISPLACED = _define(
    "E037", "“{item}”不能放在“{parent}”之下", '"{item}" cannot stand under "{parent}"',
    "小节直接放在表之下；组可以放在表、小节或组之下；行和列之下不能再放东西。",
    "Blocks stand directly in a table, groups in a table, block or group; nothing stands under a row or a column.",
)  # fmt: skip
MIXED_BLOCKS = _define(
    "E038", "分了小节的表，行和列都要放在小节之下", "in a table with blocks, all rows and columns belong under a block",
    "一张表要么全部分小节，要么不分。", "A table is divided into blocks wholly or not at all.",
)  # fmt: skip
EMPTY_TABLE = _define(
    "E039", "“{name}”没有{what}", '"{name}" has no {what}',
    "每张表（每个小节）至少要有一行和一列。", "Every table (every block) needs at least one row and one column.",
)  # fmt: skip
NO_SOURCE = _define(
    "E040", "字段“{name}”没有写“取自”", 'the field "{name}" has no "from"',
    "字段要说明从哪里取得。", "A field must say where it is taken from.",
)  # fmt: skip
CIRCULAR = _define(
    "E041", "字段“{name}”绕了一圈又取自它自己", 'the field "{name}" is taken from itself in a circle',
    "字段可以取自另一个字段，但不能循环。", "A field may be taken from another field, but not in a circle.",
)  # fmt: skip
NO_RECOGNISE = _define(
    "E042", "表单没有写“识别”", 'the form has no "recognise"',
    "“识别”说明什么样的文件属于这种表单。", "`recognise` says which documents are of this form.",
)  # fmt: skip

NO_VALUE = _define(
    "E043", "参数“{name}”没有写“取值”", 'the parameter "{name}" has no "value"',
    "参数至少要有一个取值。", "A parameter needs at least one value.",
)  # fmt: skip
VALUE_ORDER = _define(
    "E044", "参数的取值要按开始的日期排列，只有第一个可以不写日期",
    "the values of a parameter stand in the order of their days; only the first may have none",
    "“自”后面的日期要一个比一个晚。没有日期的取值一直有效，只能放在第一个。",
    "Each value holds from its day until the day of the next. One without a day holds from ever, so it comes first.",
)  # fmt: skip
NO_AS_OF = _define(
    "E045", "参数“{name}”的取值有开始日期，规则集却没有写“时点”",
    'the values of "{name}" have days, but the ruleset has no "as_of"',
    "“时点”说明以报告的哪一天来决定取值，如：时点 日期(报告.年度, 12, 31)。",
    "`as_of` says which day of a report decides which value holds, such as date(report.year, 12, 31).",
)  # fmt: skip
NOTHING_TAKEN = _define(
    "E046", "“{clause}”只能用在写了“纳入”的规则集里", '"{clause}" needs a ruleset with "take_in"',
    "停用、调整、设定针对的是从别的规则包纳入的规则和参数。",
    "switch_off, adjust and set are about rules and parameters of packs that are taken in.",
)  # fmt: skip
RULE_TAKEN = _define(
    "E047", "规则“{name}”已经随纳入的规则包而来（{place}）", 'the rule "{name}" comes with a pack taken in ({place})',
    "纳入的规则不能直接重写：先用“停用”停掉，新规则另用编号。",
    "A rule that is taken in cannot be written anew: switch it off, and give the new one an id of its own.",
    "停用 {name} \"理由\"，新规则换一个编号", 'write: switch_off {name} "reason", and use another id',
)  # fmt: skip
TWO_FORMS = _define(
    "E048", "纳入的规则包“{pack}”用的是另一种表单", 'the pack "{pack}" that is taken in is about another form',
    "一个规则集只检查一种表单；纳入的规则包都要用同一种。",
    "A ruleset is about one form, and so are all packs that it takes in.",
)  # fmt: skip
CIRCULAR_PACKS = _define(
    "E049", "规则包“{pack}”绕了一圈又纳入它自己", 'the pack "{pack}" takes itself in in a circle',
    "规则包可以纳入另一个规则包，但不能循环。", "A pack may take in another, but not in a circle.",
)  # fmt: skip

# --- E050–E069: types

ARGUMENT = _define(
    "E050", "函数“{name}”的参数“{parameter}”要{expected}，这里是{found}",
    'the argument "{parameter}" of "{name}" must be {expected}, this is {found}',
    "参数的类型不对。机关可以当作文字，格可以当作数。",
    "The type of the argument does not fit. An organ goes wherever a text goes, a cell wherever a number goes.",
)  # fmt: skip
CONDITION = _define(
    "E051", "这里要一个判断，写的是{found}", "a condition is needed here, this is {found}",
    "要求、禁止、当、适用之后，以及“且”“或”“非”的两边，都要写能判断真假的式子，如 x = 3。",
    "A condition such as x = 3 is needed after require, forbid, when and applies, and around and, or, not.",
)  # fmt: skip
OPERANDS = _define(
    "E052", "“{operator}”不能用于{left}和{right}", '"{operator}" does not go with {left} and {right}',
    "加减乘除要两个数；匹配要文字和模式；包含要文字和文字；比较要同一类的值。",
    "Arithmetic needs two numbers, `matches` a text and a pattern, `contains` two texts, comparisons two of a kind.",
)  # fmt: skip
UNITS = _define(
    "E053", "单位不同：{left}和{right}不能用“{operator}”",
    'different units: {left} and {right} do not go with "{operator}"',
    "只有单位相同的数才能相加、相减和比较。没有写单位的数适用于任何单位。",
    "Only numbers of one unit can be added, subtracted and compared. A number without a unit fits any.",
)  # fmt: skip
NEGATIVE = _define(
    "E054", "负号后面要数，这里是{found}", "a minus sign needs a number, this is {found}",
    "负号只能用于数。", "A minus sign goes with numbers only.",
)  # fmt: skip
NOT_A_LIST = _define(
    "E055", "“于”后面要一个列表，这里是{found}", '"in" needs a list, this is {found}',
    "“对每个”逐个检查列表里的内容，如 表三.行、部分、查找(全文, /…/)。",
    "`for_each` goes through a list, such as table.rows, sections, find(whole_text, /…/).",
)  # fmt: skip
EXISTS = _define(
    "E056", "“存在”后面要写字段、表、行、列、部分、它们的属性或变量",
    '"exists" needs a field, table, row, column, section, one of their attributes, or a variable',
    "“存在”问的是报告里有没有这样东西，对算式和常量没有意义。",
    "`exists` asks whether the report has a thing; that means nothing for a computation or a constant.",
)  # fmt: skip
DEFAULTS = _define(
    "E057", "缺省值要和前面的值同类：前面是{left}，后面是{right}",
    "a default must be of the kind of its value: that is {left}, this is {right}",
    "缺省(x, y) 在 x 没有值时取 y，两者要同类。", "default(x, y) is y where x has no value; both must be of one kind.",
)  # fmt: skip
PLACEHOLDER = _define(
    "E058", "占位写得不对：{problem}", "the placeholder is not valid: {problem}",
    "花括号里写一个算式，如 {报告.标题}。要写花括号本身，写两个：{{ 和 }}。",
    "Between braces stands an expression, such as {report.title}. For a brace itself write two: {{ and }}.",
)  # fmt: skip
SIDES = _define(
    "E059", "“{name}”只能用在恰好有一条“要求”、并且它是一个比较的规则里",
    '"{name}" needs a rule with exactly one "require" that is a comparison',
    "{左}、{右}、{差} 是比较两边的值和它们的差。",
    "{left}, {right}, {difference} are the sides of the comparison and their difference.",
)  # fmt: skip
NOT_SHOWN = _define(
    "E060", "{found}不能写进提示", "{found} cannot be shown in a message",
    "提示里可以写数、文字、日期、行、列、格、部分，不能写模式和词表。",
    "A message can show numbers, texts, dates, rows, columns, cells and sections, not patterns or lexicons.",
)  # fmt: skip
NO_PLACE = _define(
    "E061", "这里要写报告里的一处：字段、格、标签、标题或正文",
    "a place in the report is needed: a field, cell, label, heading or text",
    "“定位”和样例里的“改为”“删去”指的是报告里的一处文字。",
    "`at`, and `to` and `delete` in examples, point at words of the report.",
)  # fmt: skip
NOT_ONCE = _define(
    "E062", "基准报告里“{text}”出现 {count} 次，应当恰好一次",
    'the base report has "{text}" {count} times, it must be exactly once',
    "样例用文字指出要改的地方时，这段文字在基准报告里要恰好出现一次。",
    "Words that an example changes must stand in the base report exactly once.",
)  # fmt: skip
NO_LIST_OF = _define(
    "E063", "“逐个”不能得出由{found}组成的列表", '"each" cannot make a list of this: {found}',
    "“逐个”得出数、文字、日期、判断的列表。", "`each` makes a list of numbers, texts, dates or truth values.",
)  # fmt: skip
NOT_WRITTEN = _define(
    "E064", "“≈”的两边都是算出来的数，要写明“误差”", 'both sides of "≈" are computed, so say the "tolerance"',
    "≈ 按写出的小数位数判断是否相符；两边都没有写出的数时，没有位数可依，要写：甲 ≈ 乙 误差 0.1。",
    "`about` goes by the decimals that are written. Where neither side is a written number there are none to go by:"
    " write a about b tolerance 0.1.",
)  # fmt: skip
VALUE_KIND = _define(
    "E065", "参数“{name}”的值是{expected}，这里写的是{found}", 'the parameter "{name}" is {expected}, this is {found}',
    "一个参数的各个取值要同类，单位也要能换算。",
    "All values of a parameter are of one kind, and of units that can be converted.",
)  # fmt: skip
BY_ZERO = _define(
    "E066", "除数是 0", "the divisor is 0",
    "除以 0 没有结果。", "There is no result of a division by zero.",
)  # fmt: skip
ELSEWHERE = _define(
    "E067", "这里要写本报告里的一处，不能是{report}里的", "a place in this report is needed, not one in {report}",
    "“定位”指向被检查的报告；别的报告里的值会列在依据里。",
    "`at` points at the report that is checked; what was read in others stands in the evidence.",
)  # fmt: skip
NO_PREVIOUS = _define(
    "E068", "规则集没有写“上年基准”，样例不能改动上年的报告",
    'the ruleset has no "previous_base", so examples cannot change last year\'s report',
    "样例里要改动上年报告时，规则集开头要用“上年基准”指出一份上年的基准报告。",
    "To change last year's report in an example, name a base report of that year with `previous_base`.",
)  # fmt: skip

NO_DAY = _define(
    "E069", "“时点”后面要日期，这里是{found}", '"as_of" needs a date, this is {found}',
    "时点是报告的一个日期，如 日期(报告.年度, 12, 31)。",
    "`as_of` is a date of the report, such as date(report.year, 12, 31).",
)  # fmt: skip

# --- E070–E079: conditions that cannot be meant

CONTRADICTION = _define(
    "E070", "这里与“{other}”（第 {line} 行）不能同时成立，{consequence}",
    'this cannot hold together with "{other}" (line {line}), so {consequence}',
    "一条规则的各个“当”要能同时成立，各个要求也要能同时满足；用“且”连起来的判断也一样。常见的原因是“<”写成了“>”，"
    "或者该用“或”的地方用了“且”。",
    "All `when` clauses of a rule must be able to hold together, and so must all its requirements, and all parts joined"
    " by `and`. Often a < was meant to be a >, or an `and` an `or`.",
)  # fmt: skip
CONSTANT = _define(
    "W071", "这个判断永远{outcome}，与报告无关", "this is always {outcome}, whatever the report says",
    "判断的两边相同，或者都是常数，或者几个条件合起来没有例外（如 x != 1 或 x != 2），结果与报告无关。",
    "Both sides are the same, or both are constants, or the parts leave nothing out (such as x != 1 or x != 2): the"
    " outcome has nothing to do with the report.",
)  # fmt: skip
NEVER_REACHED = _define(
    "E072", "这一级永远轮不到：“{other}”（第 {line} 行）{reason}",
    'this level is never reached: "{other}" (line {line}) {reason}',
    "级别的各个条件依次判断，先成立的算数：范围小的写在前面。与“当”矛盾的条件也永远不会成立。",
    "The conditions of a severity are tried in turn, and the first that holds counts: write the narrower ones first."
    " A condition that contradicts a `when` never holds either.",
)  # fmt: skip
SETTLED = _define(
    "E073", "“{other}”（第 {line} 行）已经决定了这个要求：规则永远{outcome}",
    '"{other}" (line {line}) already decides this: the rule always {outcome}',
    "要求与“当”里的条件重复或者相反，检查就没有意义。",
    "A requirement that repeats a condition can never fail; one that contradicts it can never be met.",
)  # fmt: skip

# --- E090–E099: packs and files

NO_PACK = _define(
    "E090", "没有规则包“{name}”{guess}", 'there is no pack "{name}"{guess}',
    "规则包是随程序附带的包名、一个文件夹，或一个 .rules 文件。",
    "A pack is the name of a shipped pack, a folder, or a .rules file.",
    "附带的规则包：{known}", "shipped packs: {known}",
)  # fmt: skip
EMPTY_PACK = _define(
    "E091", "“{name}”里没有 .rules 文件", 'there is no .rules file in "{name}"',
    "规则包的文件夹里要有以 .rules 结尾的文件。", "The folder of a pack has files that end in .rules.",
)  # fmt: skip
UNREADABLE = _define(
    "E092", "读不了“{name}”：{problem}", 'cannot read "{name}": {problem}',
    "规则文件是 UTF-8（或 GB18030）编码的纯文本。", "A rules file is plain text in UTF-8 (or GB18030).",
)  # fmt: skip
FORM_OF_FORM = _define(
    "E093", "规则包“{name}”自己没有表单，不能沿用", 'the pack "{name}" has no form of its own to take',
    "“沿用表单”要指一个自己声明了表单的规则包。", "`form_of` names a pack that declares a form itself.",
)  # fmt: skip

STILL_USED = _define(
    "E094", "“{name}”仍是一条规则的编号，不能又是改名前的编号",
    '"{name}" is still the id of a rule, so it cannot be an old one',
    "“改名”的左边写原来的编号，右边写现在的编号。",
    "`renamed` has the former id on the left and the present one on the right.",
)  # fmt: skip

# --- E095–E096: patterns put together from others

UNKNOWN_PATTERN = _define(
    "E095", "没有叫“{name}”的模式{guess}", 'there is no pattern called "{name}"{guess}',
    "模式里的 {名称} 指“定义 名称 为 /…/”的那个模式；要找花括号本身，写 \\{ 和 \\}。",
    "{name} in a pattern stands for the pattern of `define name as /…/`; braces themselves are written \\{ and \\}.",
)  # fmt: skip
PATTERN_IN_SET = _define(
    "E096", "方括号里只能有单个的字，“{name}”这个模式不能放在里面",
    'a set in brackets holds single characters, not the pattern "{name}"',
    "方括号 […] 是“其中一个字”；把 {名称} 移到方括号外面，用 | 隔开。",
    "A set […] is one character of several; move {name} out of it, and divide by |.",
)  # fmt: skip

# --- W001–W039: questionable rules (docs/lint.md)

UNUSED = _define(
    "W001", "{kind}“{name}”没有用到", '{kind} "{name}" is never used',
    "声明了却没有规则用到的名称，多半是写错了或者忘了删。",
    "What is declared and used by no rule is a slip, or was left over.",
)  # fmt: skip
UNUSED_VARIABLE = _define(
    "W002", "规则“{rule}”没有用到“{name}”", 'the rule "{rule}" never uses "{name}"',
    "“对每个”或“令”的名称没有出现在条件、要求和提示里。",
    "The name of a `for_each` or `let` occurs in no condition, requirement or text.",
)  # fmt: skip
ACCEPTED = _define(
    "W003", "“# lint:”注释{problem}", "this `# lint:` comment {problem}",
    "“# lint: W012 理由”写在一个声明的上面或里面，表示这里的问题看过了、可以接受。编号要有，理由要写，问题要真的存在。",
    "`# lint: W012 reason`, above a declaration or within it, says that a problem there was looked at and is accepted."
    " The code must exist, a reason must be given, and the problem must be there.",
)  # fmt: skip
NO_FAILING_EXAMPLE = _define(
    "W010", "规则“{rule}”没有违例", 'the rule "{rule}" has no failing example',
    "没有违例，就没有人看到过这条规则报错：写反的条件、永远不成立的条件都不会被发现。",
    "Without a failing example nobody has seen the rule report anything: a condition the wrong way round goes"
    " unnoticed.",
    "加上“违例 … 改为 \"…\"”，再运行 gouji test", 'add `fail_example … to "…"` and run gouji test',
)  # fmt: skip
ADVICE_AS_ERROR = _define(
    "W011", "规则“{rule}”的依据只有编辑建议，级别却有错误", 'the rule "{rule}" rests on advice alone, yet is an error',
    "编辑建议没有约束力，不照着写不算错误。",
    "Editorial advice binds nobody, so a report that does not follow it is not in error.",
    "级别改为警告或提醒，或者写出有约束力的依据", "make it a warning or an info, or cite a basis that binds",
)  # fmt: skip
UNVERIFIED = _define(
    "W012", "规则“{rule}”的依据“{document}”待核", 'the basis "{document}" of the rule "{rule}" is unverified',
    "待核的条文是凭记忆写的，核对原文以后删去“待核”。",
    "An unverified article was cited from memory; check the original, then remove `unverified`.",
)  # fmt: skip
SAME_TITLE = _define(
    "W013", "规则“{rule}”与“{other}”的标题相同", 'the rules "{rule}" and "{other}" have the same title',
    "标题相同的规则在报告里分不清。", "Rules of one title cannot be told apart in the findings.",
)  # fmt: skip
SAME_RULE = _define(
    "W014", "规则“{rule}”与“{other}”检查的是同一件事", 'the rules "{rule}" and "{other}" check the same thing',
    "两条规则的逐一检查、条件和要求都相同，一处不合格会报两次。",
    "Two rules with the same loops, conditions and requirements report every fault twice.",
)  # fmt: skip
NO_SUGGESTION = _define(
    "W015", "规则“{rule}”没有建议", 'the rule "{rule}" has no suggestion',
    "只说哪里不对，改稿的人还要自己想怎么改。",
    "A finding that says what is wrong but not what to do is half the help.",
)  # fmt: skip
FIXED_MESSAGE = _define(
    "W016", "规则“{rule}”逐一检查，提示却处处相同",
    'the rule "{rule}" goes through a list, but its message never varies',
    "用了“对每个”的规则，提示里要用占位说出是哪一个。",
    "The message of a rule with `for_each` should say, by a placeholder, which one it is about.",
)  # fmt: skip
NOWHERE = _define(
    "W017", "要求的是全文或正文里有某些文字，找不到时指不出地方",
    "when these words are not found, the finding has no place",
    "在全文或正文里找不到的文字没有位置，要用“定位”说明应当写在哪里。",
    "Words that are not found in the whole text or the body have no place: `at` says where they belong.",
    "加上“定位”，如某个部分的标题", "add `at`, such as the heading of a section",
)  # fmt: skip
LONG_RULE = _define(
    "W018", "规则“{rule}”有 {count} 个判断（最好不超过 {limit} 个）",
    'the rule "{rule}" makes {count} comparisons (at most {limit} would be better)',
    "判断太多的规则难以看懂，报错时也说不清是哪一条不符。分成几条，或者用“定义”“令”起名。",
    "A rule of many comparisons is hard to follow, and its finding cannot say which of them failed. Divide it, or name"
    " parts of it with `define` and `let`.",
)  # fmt: skip
REPEATED = _define(
    "W020", "“{other}”（第 {line} 行）已经包括了这个条件", '"{other}" (line {line}) already includes this condition',
    "多余的条件可以删去；如果本来另有意思，就是写错了。",
    "A condition that follows from others can go; or else it was meant to say something different.",
)  # fmt: skip
SHADOWED = _define(
    "W021", "“{name}”也是{kind}的名称，在这条规则里指的不再是它",
    '"{name}" is also the name of a {kind}, which it hides in this rule',
    "变量与表单或声明里的名称相同时，规则里写的是变量，容易看错。",
    "Where a variable has the name of something of the form or of a declaration, the name means the variable.",
    "变量换一个名称", "give the variable another name",
)  # fmt: skip
NOTHING_THERE = _define(
    "W022", "表单里没有可以逐一检查的内容，规则永远不会报",
    "the form has nothing to go through here, so nothing is ever reported",
    "列表是空的，如没有分小节的表的“小节”。", "The list is empty, such as the blocks of a table without blocks.",
)  # fmt: skip
ALWAYS_THERE = _define(
    "W023", "“存在 {name}”总是成立", '"exists {name}" always holds',
    "“名称”来自表单，总是有的；从文字里找到的东西，既然找到了就存在。",
    "A `name` comes from the form and is always there; and what was found in a text exists.",
)  # fmt: skip
AGAINST_FORM = _define(
    "W024", "“{cell}”应填{kind}，这个判断只对填错的格才{outcome}",
    '"{cell}" must hold {kind}, so this is {outcome} only of a cell that does not conform',
    "表单规定的类型已经决定了结果；要找填错的格，写“格.合格”。",
    "The type that the form gives the cell decides this already; to find cells that break it, ask whether a cell"
    " `conforms`.",
)  # fmt: skip
SAME_LEVEL = _define(
    "W025", "这个条件成立不成立，级别都是一样", "the level is the same whether this holds or not",
    "最后一个分级与一般的级别相同，可以删去。", "The last branch has the level that holds anyway; it can go.",
)  # fmt: skip
OUTSIDE_SCOPE = _define(
    "W026", "规则集只适用于“{other}”的报告，这个条件永远不成立",
    'the ruleset applies only where "{other}", so this condition never holds',
    "“当”与规则集的“适用”矛盾，规则永远不会用到。",
    "A `when` that contradicts what the ruleset applies to: the rule is never used.",
)  # fmt: skip
MATCHES_EMPTY = _define(
    "W030", "模式可以什么都不匹配，任何文字都符合", "the pattern matches nothing at all, so every text fits it",
    "如 /考核?|(评议)*/ 里的 (评议)*：重复零次就是空的。",
    "Such as (words)* in a pattern: repeated no times, it is empty.",
)  # fmt: skip
NEVER_MATCHES = _define(
    "W031", "模式里的“{sign}”前后还有别的字，永远匹配不到", 'nothing can match this pattern: "{sign}" stands within it',
    "^ 是文字的开头，前面不会有字；$ 是文字的结尾，后面不会有字。要写符号本身，写 \\^ 和 \\$。",
    "^ is the beginning of the text and $ its end: nothing comes before or after. For the signs themselves write \\^"
    " and \\$.",
)  # fmt: skip
ANCHORED = _define(
    "W032", "“{sign}”在这里是整篇文字的{end}，不是一行或一句的{end}",
    '"{sign}" is the {end} of the whole text here, not of a line or a sentence',
    "在全文、正文和部分的正文里匹配时，^ 和 $ 只在整篇文字的首尾；要逐段、逐句检查，用“对每个 段 于 正文.段落”。",
    "In the whole text, the body and the text of a section, ^ and $ stand for the very beginning and end; to look at"
    " each paragraph or sentence, write `for_each p in body.paragraphs`.",
)  # fmt: skip
SLIP_REMAINS = _define(
    "W033", "照“{correct}”改正以后仍然是错词", 'what is corrected to "{correct}" is still a slip',
    "“应为”的文字里还有错的写法，改完再查还会报错。",
    "The correction contains the slip itself, so that the corrected report is reported again.",
)  # fmt: skip
