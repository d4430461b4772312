"""Every mistake of a project file, as in ``engine.language.messages``; ``gouji explain G003`` shows the explanation."""

from engine.language.messages import Message


def shown(text: str) -> str:
    """A text of the file as one line that a screen can show."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


SYNTAX = Message(
    "G001", "写法不合 TOML：{problem}", "this is no valid TOML: {problem}",
    "键里有中文要加引号；引号、等号、方括号用半角；路径里的反斜杠写成 /",
    "put quotation marks around keys that are not plain ASCII; write / for a backslash in a path",
    "gouji.toml 和核定文件（报告.reading.toml）用 TOML 写成：`键 = 值`，`[表]`，`[[豁免一类的列表]]`。文字加引号，"
    "日期和数不加。",
    "gouji.toml and files of confirmed values are written in TOML: `key = value`, `[table]`, `[[list of tables]]`."
    " Texts have quotation marks, dates and numbers have none.",
)  # fmt: skip
UNREADABLE = Message(
    "G002", "读不了“{name}”：{problem}", 'cannot read "{name}": {problem}', None, None,
    "项目文件和核定文件是不大于 256 KiB 的纯文本，编码用 UTF-8（有无 BOM 都可以）或 GB18030。",
    "Such a file is plain text of at most 256 KiB, in UTF-8 (with or without a byte order mark) or GB18030.",
)  # fmt: skip
UNKNOWN = Message(
    "G003", "没有“{name}”这个键{guess}", 'there is no key "{name}"{guess}',
    "这里可以写：{known}", "known keys: {known}",
    "写错的键不会被悄悄忽略，以免一条设置没有生效而没有人知道。",
    "A key that is not known is never passed over: a setting would have no effect, and nobody would know.",
)  # fmt: skip
MISSING = Message(
    "G004", "这里少了“{name}”", '"{name}" is missing here', None, None,
    "每条豁免都要写明规则 rule、报告 report、理由 reason、谁批准的 by、到哪一天 until。",
    "Every waiver says the rule, the report, the reason, by whom, and until which day.",
)  # fmt: skip
TYPE = Message(
    "G005", "“{name}”应为{wanted}，写的是{found}", '"{name}" must be {wanted}, this is {found}', None, None,
    "这个键的值是另一类的。文字加引号，日期和数不加；豁免写在 [[waivers]] 下面，两层方括号。",
    "The value is of another kind. Texts have quotation marks, dates and numbers have none; waivers stand below"
    " [[waivers]], with two brackets.",
)  # fmt: skip
CHOICE = Message(
    "G006", "“{name}”不能是“{value}”{guess}", '"{name}" cannot be "{value}"{guess}',
    "可以写：{known}", "known: {known}",
    "这个键只有几个值可以选。", "Only a few values are possible for this key.",
)  # fmt: skip
EMPTY = Message(
    "G007", "“{name}”不能空着", '"{name}" must not be empty', None, None,
    "理由、规则、报告这样的键要写内容；不需要的键整行删去。", "Say something, or leave out the whole line.",
)  # fmt: skip
NEGATIVE = Message(
    "G008", "“{name}”不能小于 0，写的是 {value}", '"{name}" must not be below 0, this is {value}', None, None,
    "阈值是容许的问题数：0 表示一处也不容许。", "A threshold is the number of findings that are accepted: 0 is none.",
)  # fmt: skip
FINGERPRINT = Message(
    "G009", "“fingerprint”应为 16 位小写的十六进制数字", '"fingerprint" must be 16 lower-case hexadecimal digits',
    "从 gouji check --format json 的 fingerprint 里复制", "copy it from gouji check --format json",
    "每处问题有一个指纹，行号变了也不变。写了指纹的豁免只管这一处。",
    "Every finding has a fingerprint that stays when lines move. A waiver with one covers that finding only.",
)  # fmt: skip
GLOB = Message(
    "G010", "“report”应是从 gouji.toml 所在文件夹算起的路径，不能以 / 或盘符开头，也不能有 . 或 ..：{value}",
    '"report" must be a path from the folder of gouji.toml, without a root, a drive, . or ..: {value}', None, None,
    "report 是路径的样式：* 代表一层之内的任意文字，** 代表任意多层文件夹，? 代表一个字。分隔用 /，写 \\ 也认。",
    "`report` is a pattern of paths: * stands for any text within one folder, ** for any number of folders, ? for one"
    " character. Parts are divided by /; \\ is accepted.",
)  # fmt: skip
TWICE = Message(
    "G011", "这条豁免和第 {line} 行的重复", "this waiver repeats the one on line {line}", "留一条", "keep one of them",
    "规则、报告和指纹都相同的两条豁免，不知道该看哪一条的理由和期限。",
    "Of two waivers with the same rule, report and fingerprint nobody knows which reason and day hold.",
)  # fmt: skip
NO_RULE = Message(
    "G012", "没有编号为“{name}”的规则{guess}", 'there is no rule "{name}"{guess}', None, None,
    "[severity]、[off] 和 [[waivers]] 里的编号，要在这个项目用的规则包里有。",
    "The ids in [severity], [off] and [[waivers]] must be those of rules in the packs of this project.",
)  # fmt: skip
OFF = Message(
    "G013", "规则“{name}”在第 {line} 行停用了，这里不会有作用",
    'rule "{name}" is switched off on line {line}: this has no effect',
    "两处留一处", "keep one of them",
    "停用的规则不再检查，改它的级别、豁免它的问题都没有意义。",
    "A rule that is switched off is not asked: changing its severity or waiving its findings means nothing.",
)  # fmt: skip
NO_PARAMETER = Message(
    "G014", "没有哪个规则包有参数“{name}”{guess}", 'no pack has a parameter "{name}"{guess}', None, None,
    "[parameters] 里写的是规则包声明过的参数。", "[parameters] gives values to parameters that packs declare.",
)  # fmt: skip

PARAMETER_KIND = Message(
    "G015", "参数“{name}”要{kind}", 'the parameter "{name}" must be {kind}', None, None,
    "参数的值要与规则包声明的同类；数不写单位，按参数自己的单位计。",
    "The value is of the kind that the pack declares; a number has no unit here, it is in that of the parameter.",
)  # fmt: skip

UNIT_TWICE = Message(
    "G016", "“{authority}”的单位里，“{name}”不止一次",
    '"{name}" is named more than once among the units of "{authority}"',
    "留一个", "keep one of them",
    "[units] 里每个机关后面列出它下面要报送年报的单位，各写一次，不包括它自己。",
    "In [units] every authority is followed by the units below it that are to report: each"
    " once, itself not among them.",
)  # fmt: skip

MESSAGES = {message.code: message for message in list(globals().values()) if isinstance(message, Message)}
