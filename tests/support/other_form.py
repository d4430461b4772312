"""A form of another kind, as a proof that reading knows nothing of any one report: a school's yearly return."""

from engine.model.form import (
    Block,
    CellType,
    Column,
    FieldSpec,
    FieldType,
    Form,
    Label,
    RowSpec,
    SectionSpec,
    Source,
    TableSpec,
    Zone,
)

_PUPILS = Block(
    "",
    "",
    (
        Column("boys", "男", Label("男生"), CellType.COUNT),
        Column("girls", "女", Label("女生"), CellType.COUNT),
        Column("all", "计", Label("合计", ("小计",)), CellType.COUNT),
    ),
    (
        RowSpec("first", "一年级", Label("一年级学生")),
        RowSpec("second", "二年级", Label("二年级学生")),
        RowSpec("boarders", "住校", Label("住校学生")),
        RowSpec("others", "其他", Label("走读学生")),
    ),
)
_MEALS = Block(
    "",
    "",
    (
        Column("meals", "份", Label("供餐份数"), CellType.COUNT),
        Column("cost", "元", Label("平均成本"), CellType.AMOUNT),
        Column("rate", "率", Label("满意度变化"), CellType.NUMBER),
    ),
    (RowSpec("lunch", "午餐", Label("午餐")), RowSpec("supper", "晚餐", Label("晚餐"))),
    side_by_side=True,
)


def school_form() -> Form:
    """The form."""
    return Form(
        "school",
        "学校",
        "学校年度情况",
        (r"学校年度情况",),
        (
            SectionSpec(1, "pupils", "学生", Label("一、学生情况"), ("pupils",)),
            SectionSpec(2, "meals", "供餐", Label("二、供餐情况", ("二、食堂",)), ("meals",)),
        ),
        (TableSpec("pupils", "学生表", "学生", (_PUPILS,)), TableSpec("meals", "供餐表", "供餐", (_MEALS,))),
        (
            FieldSpec("title", "标题", FieldType.TEXT, (Source(Zone.HEAD, r"(?m)^.*学校年度情况.*$"),)),
            FieldSpec("year", "年度", FieldType.YEAR, (Source(Zone.FIELD, r"(\d{4})\s*年", "title"),)),
            FieldSpec("begun", "开学", FieldType.DATE, (Source(Zone.BODY, r"于(\d{4}年\d+月\d+日|\d+月\d+日)开学"),)),
            FieldSpec(
                "organ",
                "单位",
                FieldType.ORGAN,
                (Source(Zone.HEAD), Source(Zone.FIELD, r"^(.+?)\d{4}年", "title")),
            ),
            FieldSpec("signed", "落款", FieldType.DATE, (Source(Zone.END),)),
        ),
    )
