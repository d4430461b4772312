"""Every mistake of a file of confirmed values; ``gouji explain K003`` shows the explanation."""

from engine.language.messages import Message

UNKNOWN = Message(
    "K001", "没有“{name}”这个键{guess}", 'there is no key "{name}"{guess}',
    "这里可以写：{known}", "known keys: {known}",
    "核定文件开头写报告的 sha256，然后每个读数一个表：[facts.\"编号\"]，里面写 value、by、on，可以写 note。",
    'A file of confirmed values begins with the sha256 of the report; every value has a table [facts."ID"] with value,'
    " by and on, and note if there is anything to note.",
)  # fmt: skip
MISSING = Message(
    "K002", "这里少了“{name}”", '"{name}" is missing here', None, None,
    "要写明报告的 sha256；每个读数要写明值 value、谁核定的 by、哪一天 on。",
    "The sha256 of the report must be there; every value needs its value, by whom, and on which day.",
)  # fmt: skip
TYPE = Message(
    "K003", "“{name}”应为{wanted}，写的是{found}", '"{name}" must be {wanted}, this is {found}', None, None,
    "文字加引号，日期和数不加；日期如 2024-01-31。读数写在 [facts.\"编号\"] 下面，编号整个放在引号里。",
    "Texts have quotation marks, dates (2024-01-31) and numbers have none. Values stand below"
    ' [facts."ID"], with the whole id in quotation marks.',
)  # fmt: skip
NO_FACT = Message(
    "K004", "没有编号为“{name}”的读数{guess}", 'no value has the id "{name}"{guess}',
    "编号整个放在引号里，如 [facts.\"table3.received.total\"]；gouji facts --format json 列出全部编号",
    'put the whole id in quotation marks: [facts."table3.received.total"]; gouji facts --format json lists all ids',
    "可以核定的是表格里的各格和报告的各项（标题、机关、年度、期限、落款）。",
    "What can be confirmed are the cells of tables and the fields of a report (title, organ, year, period, signature).",
)  # fmt: skip
VALUE = Message(
    "K005", "“{name}”应为{wanted}，写的是 {value}", '"{name}" must be {wanted}, this is {value}', None, None,
    "核定的值要合这一格的类型：件数是非负整数，金额是不小于零的数，日期不加引号。",
    "A confirmed value is of the type of its cell: counts are whole numbers from zero, dates have no quotation marks.",
)  # fmt: skip
DIGEST = Message(
    "K006", "“sha256”应为 64 位小写的十六进制数字", '"sha256" must be 64 lower-case hexadecimal digits', None, None,
    "sha256 说明核定的是哪一份报告；报告改动后旧的核定不再使用。gouji confirm 会写上它。",
    "The sha256 says which report was looked at; once that changes, what was confirmed is no longer used. gouji confirm"
    " writes it.",
)  # fmt: skip

MESSAGES = {message.code: message for message in list(globals().values()) if isinstance(message, Message)}
