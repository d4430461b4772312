"""The attributes that a name can be asked for with a dot (行.标签), by the kind of thing before it.

``fact`` says which fact holds the attribute, with ``{id}`` standing for the thing's fact prefix: ``table3`` for a
table, ``table2.rules`` for a block, ``table3.received`` for a row, ``table3.header.business`` or
``table2.rules.header.issued`` for a column, ``section.1`` for a section. Attributes without a fact are known from the
form, or computed from the text.
"""

from collections.abc import Mapping

from engine.model import types as t
from engine.model.struct import Struct
from engine.model.types import Kind, Type


class AttributeSpec(Struct, frozen=True):
    """One attribute: the kinds it belongs to, its two names, its type, the fact that holds it, and what it means.

    ``function`` is the English name of the built-in function that gives it (文.句子 is 句子(文)).
    """

    kinds: tuple[Kind, ...]
    name: str
    key: str
    type: Type
    fact: str | None
    doc: str
    english_doc: str
    function: str | None = None


_ROWS = t.list_of(Type(Kind.ROW))
_COLUMNS = t.list_of(Type(Kind.COLUMN))
_CELLS = t.list_of(Type(Kind.CELL))
_BLOCKS = t.list_of(Type(Kind.BLOCK))
_FOUND = (Kind.MATCH, Kind.SAID_NUMBER, Kind.SAID_DATE)
_LABELLED = (Kind.ROW, Kind.COLUMN, Kind.BLOCK)

ATTRIBUTES: tuple[AttributeSpec, ...] = (
    AttributeSpec((Kind.TABLE, Kind.BLOCK), "行", "rows", _ROWS, None, "表单规定的各行", "the rows of the form"),
    AttributeSpec(
        (Kind.TABLE, Kind.BLOCK), "列", "columns", _COLUMNS, None, "表单规定的各列", "the columns of the form"
    ),
    AttributeSpec((Kind.TABLE, Kind.BLOCK), "格", "cells", _CELLS, None, "表单规定的各格", "the cells of the form"),
    AttributeSpec((Kind.TABLE,), "小节", "blocks", _BLOCKS, None, "表单规定的各小节", "the blocks of the form"),
    AttributeSpec((Kind.TABLE,), "行数", "row_count", t.NUMBER, "{id}.rows", "读到的行数", "how many rows were read"),
    AttributeSpec(
        (Kind.TABLE,),
        "列数",
        "column_count",
        t.NUMBER,
        "{id}.columns",
        "读到的列名数",
        "how many column names were read",
    ),
    AttributeSpec(
        (Kind.TABLE,), "值数", "values", t.NUMBER, "{id}.values", "读到的数值格总数", "how many value cells were read"
    ),
    AttributeSpec((Kind.TABLE,), "表头", "header", t.TEXT, "{id}.header", "表头的文字", "the words of the header"),
    AttributeSpec(
        (Kind.TABLE,), "表头行数", "header_rows", t.NUMBER, "{id}.header_rows", "表头占几行", "rows of the header"
    ),
    AttributeSpec(
        (Kind.TABLE,), "断裂", "breaks", t.NUMBER, "{id}.breaks", "表格断开的处数", "places where the table is torn"
    ),
    AttributeSpec((Kind.TABLE,), "附注", "note", t.TEXT, "{id}.note", "格式规定的附注", "the note printed in the form"),
    AttributeSpec(_LABELLED, "标签", "label", t.TEXT, "{id}.label", "报告里写的名称", "the name as the report has it"),
    AttributeSpec(_LABELLED, "名称", "name", t.TEXT, None, "格式规定的名称", "the name as the form has it"),
    AttributeSpec(
        (Kind.ROW,), "值数", "values", t.NUMBER, "{id}.values", "这一行有几个数值格", "how many value cells the row has"
    ),
    AttributeSpec(
        (Kind.ROW,),
        "多余",
        "surplus",
        t.NUMBER,
        "{id}.surplus",
        "规定的列以外还填了几格",
        "how many cells beyond the form's columns are filled",
    ),
    AttributeSpec(
        (Kind.ROW,),
        "错位",
        "offset",
        t.NUMBER,
        "{id}.offset",
        "数值与列名错开几格",
        "by how many cells the values stand off their headers",
    ),
    AttributeSpec((Kind.CELL,), "行", "row", Type(Kind.ROW), None, "格所在的行", "the cell's row"),
    AttributeSpec((Kind.CELL,), "列", "column", Type(Kind.COLUMN), None, "格所在的列", "the cell's column"),
    AttributeSpec((Kind.CELL,), "原文", "raw", t.TEXT, None, "格里写的文字", "the words in the cell"),
    AttributeSpec((Kind.CELL,), "有值", "has_value", t.TRUTH, None, "格里有数且读得准", "the cell's value was found"),
    AttributeSpec(
        (Kind.CELL,), "读准", "is_certain", t.TRUTH, None, "分得清格里写的是什么", "what is in the cell is certain"
    ),
    AttributeSpec((Kind.CELL,), "空白", "is_blank", t.TRUTH, None, "格是空的", "the cell is empty"),
    AttributeSpec((Kind.CELL,), "符号", "is_mark", t.TRUTH, None, "格里是 /、-、无", "the cell holds / - 无"),
    AttributeSpec((Kind.CELL,), "合格", "conforms", t.TRUTH, None, "值合乎规定的类型", "the value fits its type"),
    AttributeSpec((Kind.CELL,), "小数位", "decimals", t.NUMBER, None, "写了几位小数", "how many decimals are written"),
    AttributeSpec(
        (Kind.SECTION,), "标题", "heading", t.TEXT, "{id}.heading", "报告里写的标题", "the heading as the report has it"
    ),
    AttributeSpec((Kind.SECTION,), "正文", "text", t.TEXT, "{id}.text", "这一部分的文字", "the section's prose"),
    AttributeSpec((Kind.SECTION,), "名称", "name", t.TEXT, None, "格式规定的标题", "the heading as the form has it"),
    AttributeSpec(
        (Kind.SECTION,), "次数", "count", t.NUMBER, "{id}.count", "标题出现几次", "how often the heading occurs"
    ),
    AttributeSpec(
        (Kind.SECTION,),
        "位置",
        "position",
        t.NUMBER,
        "{id}.position",
        "在报告里排第几",
        "its place among the sections found",
    ),
    AttributeSpec(
        (Kind.SECTION,),
        "应在位置",
        "expected_position",
        t.NUMBER,
        "{id}.expected_position",
        "按格式应排第几",
        "its place if the sections found stood in order",
    ),
    AttributeSpec(
        (Kind.SECTION,),
        "有表",
        "has_table",
        t.TRUTH,
        "{id}.tables",
        "这一部分里有表格",
        "a table stands in the section",
    ),
    AttributeSpec((Kind.CELL,), "末位", "last_digit", t.NUMBER, None, "末位数字的一个单位", "one of its last digit"),
    AttributeSpec((Kind.TEXT,), "段落", "paragraphs", t.list_of(t.TEXT), None, "各段", "its paragraphs", "paragraphs"),
    AttributeSpec((Kind.TEXT,), "句子", "sentences", t.list_of(t.TEXT), None, "各句", "its sentences", "sentences"),
    AttributeSpec(
        (Kind.TEXT,),
        "引文",
        "quotations",
        t.list_of(t.MATCH),
        None,
        "《》里的文字",
        "what stands in 《》",
        "quotations",
    ),
    AttributeSpec(
        (Kind.TEXT,), "日期", "dates", t.list_of(t.SAID_DATE), None, "文中所说的日期", "the dates it says", "dates"
    ),
    AttributeSpec(
        (Kind.TEXT,),
        "数字",
        "numbers",
        t.list_of(t.SAID_NUMBER),
        None,
        "文中所说的数",
        "the numbers it says",
        "numbers",
    ),
    AttributeSpec(_FOUND, "文", "text", t.TEXT, None, "找到的文字", "the words found"),
    AttributeSpec(_FOUND, "句", "sentence", t.TEXT, None, "所在的句子", "the sentence it stands in"),
    AttributeSpec(_FOUND, "前文", "before", t.TEXT, None, "句中在它之前的文字", "the words of the sentence before it"),
    AttributeSpec(_FOUND, "后文", "after", t.TEXT, None, "句中在它之后的文字", "the words of the sentence after it"),
    AttributeSpec((Kind.MATCH,), "应为", "correct", t.TEXT, None, "应当写作", "what it should be"),
    AttributeSpec((Kind.SAID_NUMBER,), "数值", "value", t.NUMBER, None, "所写的数", "the number as written"),
    AttributeSpec((Kind.SAID_NUMBER,), "单位", "unit", t.TEXT, None, "所写的单位", "the unit as written"),
    AttributeSpec(
        (Kind.SAID_NUMBER,), "小数位", "decimals", t.NUMBER, None, "写了几位小数", "how many decimals it has"
    ),
    AttributeSpec(
        (Kind.SAID_NUMBER,), "末位", "last_digit", t.NUMBER, None, "末位数字的一个单位", "one of its last digit"
    ),
    AttributeSpec(
        (Kind.SAID_NUMBER,), "约数", "is_rough", t.TRUTH, None, "带有“约”“余”等字", "said to be about so many"
    ),
    AttributeSpec((Kind.SAID_DATE,), "日", "value", t.DATE, None, "所写的日期", "the date"),
)

BY_KIND: Mapping[tuple[Kind, str], AttributeSpec] = {
    (kind, spec.key): spec for spec in ATTRIBUTES for kind in spec.kinds
}
"""The attributes by the kind of what they belong to and their English name."""
