"""One or more kinds of defect for every check that can fail on a single report."""

import re
from random import Random

from tests.accuracy.injecting import (
    BEFORE_2021,
    SINCE_2021,
    Change,
    Defect,
    body,
    both,
    bump,
    cell,
    first,
    heading,
    maybe,
    only,
    paragraph,
    say,
    sub,
)

_ONE, _TWO, _THREE, _FOUR, _FIVE, _SIX = (heading(part) for part in range(1, 7))
_TITLE = r"^.*政府信息公开.*报告$"
_GOVERNMENT = r"^.*人民政府\n\n\d{4}年\d+月\d+日\s*\Z"
_LOW = r"^.*(镇|乡)人民政府\n\n\d{4}年\d+月\d+日\s*\Z|^.*街道办事处\n\n\d{4}年\d+月\d+日\s*\Z"
_COUNTED = r"政府信息公开申请(?:共)?(\d+)件"


def _more(number: str) -> str:
    return str(int(number) + 3)


def _swapped_parts(text: str, _: Random) -> str | None:
    return (
        text.replace("存在的主要问题及改进情况", "※")
        .replace("其他需要报告的事项", "存在的主要问题及改进情况")
        .replace("※", "其他需要报告的事项")
    )


def _one_side_only(text: str, random: Random) -> str | None:
    said = "主动公开方面，围绕群众关心的事项及时发布信息。" * 1 + (
        "财政预算和决算按时发布，惠农补贴逐户列明，工程建设按进度更新，救助名单按月更新，文件在印发之后及时上网。"
        "重点民生项目的进展每季度发布一次，农业生产和防灾提示随时发布，教育和医疗的便民措施整理成册，"
        "招聘和培训的消息提前发布，方便群众了解和参与。"
    )
    return body(1, said)(text, random)


def _cut_overview(text: str, random: Random) -> str | None:
    return body(1, "主动公开、依申请公开、信息管理、平台建设、监督保障各项工作都已完成，没有收到申请。")(text, random)


def _doubled_paragraph(text: str, _: Random) -> str | None:
    found = re.search(rf"{_FIVE}.*\n\n((?:.+\n\n)*?)(.{{25,}})\n\n", text, re.MULTILINE)
    return None if found is None else text[: found.end()] + found[2] + "\n\n" + text[found.end() :]


def _without_table(number: int) -> "Defect":
    names = {2: "表二", 3: "表三", 4: "表四"}
    rule = {2: "T201", 3: "T301", 4: "T401"}[number]
    return Defect(rule, f"{names[number]}整个缺失", body(number, "相关数据见附件。"), heading(number))


def _row_removed(label: str) -> "re.Pattern[str]":
    return re.compile(rf"^\|.*{label}.*\n", re.MULTILINE)


def _without_row(label: str) -> "Defect":
    def change(text: str, _: Random) -> str | None:
        done = _row_removed(label).sub("", text, count=1)
        return None if done == text else done

    return Defect("T302", f"表三缺一行（{label}）", change, _THREE)


def _last_cell_lost(text: str, random: Random) -> str | None:
    rows = list(re.finditer(r"^\|.*(?:属于国家秘密|重复申请|要求提供公开出版物).*$", text, re.MULTILINE))
    if not rows:
        return None
    one = random.choice(rows)
    cells = one[0].rstrip(" |").split(" | ")
    return text[: one.start()] + " | ".join(cells[:-1]) + " |" + text[one.end() :]


def _swapped_headers(text: str, _: Random) -> str | None:
    if "商业企业" not in text:
        return None
    return text.replace("科研机构", "※").replace("社会公益组织", "科研机构").replace("※", "社会公益组织")


def _only_totals(text: str, _: Random) -> str | None:
    """Blanks all columns of the third table but the last, where the report counts something."""
    start, end = re.search(_THREE, text, re.MULTILINE), re.search(_FOUR, text, re.MULTILINE)
    if start is None or end is None:
        return None
    lines = text[start.start() : end.start()].split("\n")
    for index, line in enumerate(lines):
        numbers = [found.span(1) for found in re.finditer(r"\| *(\d+)(?= *\|)", line)]
        for left, right in reversed(numbers[:-1] if len(numbers) == 7 else []):
            line = line[:left] + line[right:]
        lines[index] = line
    return text[: start.start()] + "\n".join(lines) + text[end.start() :]


def _all_zero(text: str, _: Random) -> str | None:
    """Every number of the third and the fourth table becomes 0."""
    start, end = re.search(_THREE, text, re.MULTILINE), re.search(_FIVE, text, re.MULTILINE)
    if start is None or end is None:
        return None
    tables = re.sub(r"(?<=\| )\d+(?= \|)", "0", text[start.start() : end.start()])
    return text[: start.start()] + tables + text[end.start() :]


def _fourth(index: int, new: str | None) -> Change:
    """Changes one of the values of the fourth table, or (``None``) removes it."""

    def change(text: str, _: Random) -> str | None:
        found = re.search(r"^\|(?: \d+ \|){15}$", text, re.MULTILINE)
        if found is None:
            return None
        cells = found[0].strip("| ").split(" | ")
        if new is None:
            del cells[index]
        elif new.startswith("+"):
            cells[index] = str(int(cells[index]) + int(new))
        else:
            cells[index] = new
        return text[: found.start()] + "| " + " | ".join(cells) + " |" + text[found.end() :]

    return change


def _torn(text: str, _: Random) -> str | None:
    """The third table breaks before its last rows, and the part after it has an empty header."""
    found = re.search(r"^\|.*（七）总计.*$", text, re.MULTILINE)
    if found is None:
        return None
    width = found[0].count("|") - 1
    return text[: found.start()] + "\n" + "| " * width + "|\n" + "|---" * width + "|\n" + text[found.start() :]


def _signature(pattern: str, new: str) -> Change:
    return sub(pattern + r"\s*\Z", new)


def _date(new: str) -> Change:
    """Replaces the date below the signature; ``Y`` stands for its year, ``P`` for the year before."""

    def change(text: str, _: Random) -> str | None:
        found = re.search(r"(\d{4})年\d+月\d+日\s*\Z", text)
        if found is None:
            return None
        year = int(found[1])
        return text[: found.start()] + new.replace("Y", str(year)).replace("P", str(year - 1)) + "\n"

    return change


def _in_signature(old: str, new: str) -> Change:
    def change(text: str, _: Random) -> str | None:
        head, mark, tail = text.rstrip("\n").rpartition("\n\n")
        before, gap, organ = head.rpartition("\n\n")
        changed = organ.replace(old, new, 1)
        return None if changed == organ else f"{before}{gap}{changed}{mark}{tail}\n"

    return change


def _other_year(text: str, _: Random) -> str | None:
    found = re.search(r"(\d{4})年(?:度)?政府信息公开", text)
    return None if found is None else text[: found.start(1)] + str(int(found[1]) - 1) + text[found.end(1) :]


def _moved(year: int) -> Change:
    """The same report about another year, so that only its form is wrong."""

    def change(text: str, _: Random) -> str | None:
        found = re.search(r"(\d{4})年(?:度)?政府信息公开", text)
        if found is None:
            return None
        by = year - int(found[1])
        return re.sub(r"(?<!\d)20\d{2}(?= ?年)", lambda other: str(int(other[0]) + by), text)

    return change


def _last_year_said(text: str, random: Random) -> str | None:
    found = re.search(r"(\d{4})年(?:度)?政府信息公开", text)
    if found is None:
        return None
    before = int(found[1]) - 1
    return say(5, f"{before}年，我们围绕全年目标推进公开工作，各项任务按时完成。")(text, random)


STRUCTURE = (
    Defect("S01", "缺第五部分的标题", sub(r"^五、.*\n\n", ""), f"{_SIX}|{_TITLE}"),
    Defect("S02", "第五、第六部分颠倒", _swapped_parts, f"{_FIVE}|{_SIX}"),
    Defect("S03", "标题改了说法", sub("五、存在的主要问题及改进情况", "五、存在问题及改进情况")),
    Defect("S04", "第五部分没有内容", body(5, ""), _FIVE),
    Defect("S05", "总体情况只说主动公开", _one_side_only, _ONE, SINCE_2021),
    Defect(
        "S06",
        "没有考核评议追责",
        only(_GOVERNMENT, sub(r"(?:公开工作纳入|把政务公开列入|对各科室开展).*?。", "安排专人负责监督。", times=0)),
        _ONE,
    ),
    Defect("S07", "总体情况过短", _cut_overview, _ONE),
    Defect("S08", "问题和改进写成无", body(5, "无。"), _FIVE),
    Defect(
        "S08",
        "只写问题不写改进",
        body(
            5,
            "工作中还有一些不足，如栏目更新不够及时、解读形式单一、答复文书说理不充分、人员变动较多、查询渠道宣传不够。",
        ),
        _FIVE,
    ),
    Defect("S10", "第六部分空白", body(6, ""), _SIX),
    Defect("S11", "没有信息处理费", body(6, "没有其他需要报告的事项。"), _SIX, years=SINCE_2021),
    Defect(
        "S12",
        "第六部分写成总结",
        body(
            6,
            lambda old: (
                old
                + (
                    "持续推进政务公开，加强政策解读，完善公开平台，提升公开质量和群众满意度，拓展公开渠道，规范公开流程，推动公开标准落地。"
                    * 60
                )
            ),
        ),
        _SIX,
        SINCE_2021,
    ),
    Defect("S13", "没有统计期限", sub(r"(?:所列数据|数据统计|报告中数据).*?。", ""), _ONE),
    Defect("S15", "序号跳号", sub(r"^（三）", "（四）")),
    Defect("S15", "只有（二）没有（一）", sub(r"^（一）存在的主要问题", "存在的主要问题"), "^（二）"),
    Defect("S02", "第五、第六部分的序号颠倒", both(sub("^五、", "※、"), sub("^六、", "五、"), sub("^※、", "六、"))),
    Defect(
        "S16",
        "部分数与列举不一",
        say(
            6,
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等五部分组成。",
        ),
    ),
    Defect("S17", "整段重复", _doubled_paragraph),
    Defect("S19", "残留格式说明", say(5, "（该部分以表格形式报告）")),
    Defect("S19", "残留审阅用语", say(6, "以上报告，请审阅。")),
    Defect("S20", "占位符", say(5, "全年发布信息XX条。")),
    Defect("S20", "待补充", say(1, "其余情况待补充。")),
    Defect("S22", "文种写成年报", sub(r"(政府信息公开)(?:工作)?的?年度报告$", r"\1工作年报")),
    Defect("S23", "旧版章节", paragraph(1, "二、概述"), "概述"),
    Defect("S23", "旧版收费章节", paragraph(6, "七、收费及减免情况", "无。"), "收费"),
)

SECOND = (
    Defect("T201", "缺第八项", sub(r"^\| 第二十条第（八）项.*\n\|.*\n\|.*\n", ""), f"{_TWO}|第二十条"),
    Defect("T202", "列名截断", sub("现行有效件数", "现行有效件")),
    Defect("T203", "缺行政强制一行", sub(r"^\| 行政强制.*\n", ""), f"{_TWO}|第二十条"),
    Defect("T203", "行名不规范", sub(r"^\| 行政规范性文件", "| 规范性文件")),
    Defect("T204", "空白格", cell("行政许可", 0, "")),
    Defect("T204", "斜线", cell("行政处罚", 0, "/")),
    Defect("T205", "小数件数", cell("行政许可", 0, "1.5")),
    Defect("T205", "负的件数", cell("规章", 1, "-2")),
    Defect("T206", "负的金额", cell("行政事业性收费", 0, "-1"), years=SINCE_2021),
    Defect("T207", "混入文字", cell("行政许可", 0, "增12")),
    Defect("T207", "混入单位", cell("行政事业性收费", 0, "3万元")),
    Defect("T208", "多余的格", sub(r"^(\| 行政处罚 \| \d+ \|)  \|  \|", r"\1 0 | 0 |")),
    Defect("T209", "乡镇有规章", only(_LOW, cell("规章", 2, "6")), years=SINCE_2021),
    Defect("T209", "部门有规章", only(r"局\n\n\d{4}年\d+月\d+日\s*\Z", cell("规章", 2, "4")), years=SINCE_2021),
    Defect(
        "T210",
        "上年推算为负",
        both(cell("行政规范性文件", 0, "90"), cell("行政规范性文件", 1, "0"), cell("行政规范性文件", 2, "88")),
        years=SINCE_2021,
    ),
    Defect(
        "T211",
        "有制发而无有效",
        both(cell("行政规范性文件", 0, "5"), cell("行政规范性文件", 1, "0"), cell("行政规范性文件", 2, "0")),
        years=SINCE_2021,
    ),
    Defect(
        "T212",
        "制发等于有效",
        both(cell("行政规范性文件", 0, "57"), cell("行政规范性文件", 1, "0"), cell("行政规范性文件", 2, "57")),
        years=SINCE_2021,
    ),
    Defect("T213", "乡镇有处罚", only(_LOW, cell("行政处罚", 0, "16")), years=SINCE_2021),
    Defect("T214", "金额像是元", cell("行政事业性收费", 0, "230000"), years=SINCE_2021),
    _without_table(2),
)

SECOND_OF_2019 = (
    Defect("S21", "2023年用了2019年的格式", _moved(2023), years=BEFORE_2021, where=r"本年新制作数量|第二十条"),
    Defect("S21", "2019年用了2021年的格式", _moved(2019), years=SINCE_2021, where=r"本年制发件数|第二十条"),
    Defect("T205", "小数项目数", cell("行政许可", 0, "1.5"), years=BEFORE_2021),
    Defect("T206", "负的金额", sub(r"^\| 政府集中采购 \|.*$", "| 政府集中采购 | 3 | -1万元 |  |"), years=BEFORE_2021),
    Defect("T209", "乡镇制作规章", only(_LOW, cell("规章", 0, "6")), years=BEFORE_2021),
    Defect(
        "T215",
        "项目数误填办件数",
        sub(r"^\| 行政处罚 \|.*$", "| 行政处罚 | 900 | 增123 | 1023 |"),
        years=BEFORE_2021,
    ),
    Defect("T216", "公开总数少于新公开", cell("行政规范性文件|规范性文件", 1, "987"), years=BEFORE_2021),
    Defect("T217", "有项目没有金额", sub(r"^\| 政府集中采购 \|.*$", "| 政府集中采购 | 3 | 0 |  |"), years=BEFORE_2021),
    Defect("T217", "金额没有单位", sub(r"^\| 政府集中采购 \|.*$", "| 政府集中采购 | 3 | 8040 |  |"), years=BEFORE_2021),
)

THIRD = (
    _without_table(3),
    _without_row("属于国家秘密"),
    _without_row("要求提供公开出版物"),
    Defect("T303", "一行少一格", _last_cell_lost),
    Defect("T304", "列名颠倒", _swapped_headers, r"^\|.*自然人"),
    Defect("T305", "只记", sub("只计这一情形", "只记这一情形")),
    Defect("T305", "重复出具", sub("确认或重新出具", "确认或重复出具")),
    Defect("T306", "空白格", cell(r"(?:3\.)?保护第三方|4\.保护第三方", 3, "")),
    Defect("T306", "横线", cell(r"2\.重复申请", 2, "-")),
    Defect("T307", "小数", cell("一、本年新收", 0, "1.5")),
    Defect("T307", "负数", cell("（一）予以公开", 1, "-1")),
    Defect("T308", "行合计不符", cell("（一）予以公开", -1, _more)),
    Defect("T309", "列小计不符", cell("（七）总计", 0, _more)),
    Defect("T310", "勾稽不符", cell("四、结转下年度继续办理", 1, _more)),
    Defect("T312", "表格断裂", _torn, r"^\|"),
    Defect(
        "T313",
        "逾期未缴费而没有说明",
        both(
            cell(r"2\.申请人逾期未按收费", 0, "2"),
            cell(r"2\.申请人逾期未按收费", -1, "2"),
            body(6, "无其他需要报告的事项。"),
        ),
        _SIX,
        years=SINCE_2021,
    ),
    Defect(
        "T315", "乡镇有国家秘密", only(_LOW, both(cell(r"1\.属于国家秘密", 0, "1"), cell(r"1\.属于国家秘密", -1, "1")))
    ),
    Defect(
        "T316",
        "其他占比过大",
        both(
            cell(r"3\.其他", 0, "4000"),
            cell("（七）总计", 0, lambda old: str(int(old) + 4000)),
            cell("（七）总计", -1, lambda old: str(int(old) + 4000)),
            cell(r"3\.其他", -1, "4000"),
            cell("一、本年新收", 0, lambda old: str(int(old) + 4000)),
            cell("一、本年新收", -1, lambda old: str(int(old) + 4000)),
        ),
        years=SINCE_2021,
    ),
    Defect("T317", "只填总计列", only(r"一、本年新收.*\| [1-9]\d* \|", _only_totals), r"^\||^三、"),
    Defect("T318", "分项大于总计", cell("（一）予以公开", 0, "4321")),
)

FOURTH = (
    _without_table(4),
    Defect("T401", "少一格", _fourth(3, None)),
    Defect("T402", "复议合计", _fourth(4, "+1")),
    Defect("T403", "直接起诉合计", _fourth(9, "+1")),
    Defect("T404", "复议后起诉合计", _fourth(14, "+1")),
    Defect("T405", "空白格", _fourth(2, "")),
    Defect("T406", "小数", _fourth(1, "0.5")),
    Defect("T407", "列名层级", sub("未经复议直接起诉", "直接起诉")),
    Defect("T408", "复议前置", only(r"^[^\n]*202[45]年(?:度)?政府信息公开", both(_fourth(5, "+2"), _fourth(9, "+2")))),
    Defect(
        "T410",
        "纠正没有说明",
        both(_fourth(1, "+2"), _fourth(4, "+2"), maybe(sub(r"对行政复议和诉讼中结果被纠正的案件.*?。", ""))),
        _FIVE,
    ),
)

PROSE = (
    Defect("X01", "新收与表三不一", bump(r"(?:新收|收到|受理)政府信息公开申请(\d+)件", 711)),
    Defect("X02", "上年结转与表三不一", bump(r"上年结转(?:的)?(\d+)件", 2)),
    Defect("X03", "结转下年与表三不一", bump(r"结转下年度(?:继续办理)?(\d+)件", 3)),
    Defect("X04", "办结与表三不一", bump(r"(?:办结|答复)(\d+)件", 3)),
    Defect("X05", "予以公开与表三不一", bump(r"予以公开(\d+)件", 4)),
    Defect("X05", "无法提供与表三不一", bump(r"无法提供(\d+)件", 4)),
    Defect(
        "X06",
        "说没有收到而表三有",
        only(
            r"一、本年新收.*\| [1-9]\d* \|$",
            sub(r"(?:全年新收|\d{4}年共收到|本年度受理)政府信息公开申请.*?。", "本年度未收到政府信息公开申请。"),
        ),
    ),
    Defect(
        "X07",
        "说全部办结而有结转",
        only(
            r"四、结转下年度继续办理.*\| [1-9]\d* \|$", sub(r"(?:，|、)结转下年度(?:继续办理)?\d+件。", "，全部办结。")
        ),
    ),
    Defect("X08", "复议与表四不一", bump(r"行政复议(\d+)件", 2)),
    Defect(
        "X08",
        "说没有复议而表四有",
        only(
            r"^\| [^\n]*\| [1-9]\d* \|",
            sub(
                r"全年因政府信息公开引起的行政复议[1-9]\d*件，行政诉讼\d+件。",
                "没有发生因政府信息公开引起的行政复议和行政诉讼。",
            ),
        ),
    ),
    Defect("X09", "诉讼与表四不一", bump(r"行政诉讼(\d+)件", 2)),
    Defect(
        "X10",
        "说均维持而有纠正",
        only(r"均维持", both(_fourth(1, "+1"), _fourth(4, "+1"), bump(r"行政复议(\d+)件", 1))),
    ),
    Defect("X11", "自然人与表三不一", bump(r"其中自然人申请(\d+)件", 7311)),
    Defect("X12", "规范性文件与表二不一", bump(r"现行有效(?:的行政规范性文件)?(\d+)件", 2)),
    Defect("X12", "制发与表二不一", bump(r"制发行政规范性文件(\d+)件", 711)),
    Defect("X13", "许可与表二不一", say(1, "全年作出行政许可决定1234567件。")),
    Defect("X13", "收费与表二不一", say(1, "全年收取行政事业性收费987654.32万元。"), years=SINCE_2021),
    Defect("X14", "分项之和大于总数", bump(r"主动公开各类信息\d+条，其中政策文件(\d+)条", 700)),
    Defect("X15", "占比算错", sub(r"占(\d+)\.(\d)%", r"占9\1.\2%")),
    Defect("X16", "同比算错", sub(r"同比增长(\d+)\.(\d)%", r"同比增长6\1.\2%")),
    Defect("X17", "两处新收不一", say(5, "全年收到政府信息公开申请7777件，压力较大。")),
    Defect("X18", "子项大于总项", say(1, "全年解读政策文件12件，其中图文解读15件。")),
    Defect(
        "X19",
        "列举数不符",
        say(
            1,
            "在石门、白塘、下坝、新桥等4个村中选取石门村、白塘村、下坝村3个村试点，并向清风、朝阳、明月、红星、东升、胜利6个村推广，覆盖东岭村、西岭村、南岭村4个村。",
        ),
    ),
    Defect(
        "X20",
        "处理费不是十元的倍数",
        body(6, "全年发出收费通知2件，实际收取信息处理费235元。无其他需要报告的事项。"),
        years=SINCE_2021,
    ),
    Defect(
        "X22",
        "没有说申请",
        both(
            maybe(sub(r"(?:[^。\n]*，)?[^。\n]*申请(?!行政复议)[^。\n]*。", "", times=0)),
            maybe(sub(r"^(.*)依申请公开(?:方面，|。)?", r"\1权利保障。", times=0)),
        ),
        _ONE,
    ),
    Defect(
        "X23",
        "没有说复议诉讼",
        sub(r"[^。\n]*行政(?:复议|诉讼)[^。\n]*。", "", times=0),
        f"{_ONE}|{_FOUR}",
    ),
    Defect("A05", "全零", _all_zero, f"{_THREE}|{_FOUR}"),
)

DATES = (
    Defect("D01", "期限从二月起", sub(r"(\d{4})年1月1日(?=(?:起)?至|—)", r"\1年2月1日")),
    Defect("D02", "标题年份不对", _other_year, _TITLE + r"|12月31日", range(2020, 2100)),
    Defect("D03", "落款在年末之前", _date("P年12月20日")),
    Defect("D04", "部门超期", only(r"局\n\n\d{4}年\d+月\d+日\s*\Z", _date("Y年3月12日"))),
    Defect("D05", "政府超期", only(r"^\S*[县市]人民政府\n\n\d{4}年\d+月\d+日\s*\Z", _date("Y年4月16日"))),
    Defect("D06", "缺日期", sub(r"\d{4}年\d+月\d+日\s*\Z", ""), f"{_SIX}|人民政府$|局$|办事处$"),
    Defect("D07", "日期补零", sub(r"(\d{4})年(\d)月(\d+)日\s*\Z", r"\1年0\2月\3日\n")),
    Defect("D08", "二月三十日", _date("Y年2月30日")),
    Defect("D08", "年份多写", sub(r"至(\d{4})年12月31日", r"至20\1年12月31日")),
    Defect("D09", "期限到十一月", sub(r"12月31日", "11月30日")),
    Defect("D11", "未来写成完成", say(5, "2031年已完成全部栏目的改版，公开质量明显提高。")),
    Defect("D12", "截止目前", say(1, "截至目前，共发布图解8篇。")),
)

NAMES = (
    Defect("N01", "落款是另一个机关", _in_signature("溪", "湲")),
    Defect(
        "N01",
        "落款是另一个县",
        first(
            _in_signature("青禾县", "柳河县"),
            _in_signature("东岭市", "澄江市"),
            _in_signature("安澜市", "澄江市"),
            _in_signature("白石县", "柳河县"),
        ),
    ),
    Defect("N02", "机关名一字之差", _in_signature("禾", "和")),
    Defect(
        "N03", "标题没有机关", sub(r"^(?:# )?\S*?((?:关于)?\d{4}年(?:度)?政府信息公开工作的?年度报告)$", r"\1"), _TITLE
    ),
    Defect("N03", "标题没有年度", sub(r"\d{4}年(度)?(政府信息公开工作的?年度报告)$", r"\2"), _TITLE),
    Defect("N04", "镇自称我局", only(r"[镇]人民政府\n\n\d{4}年\d+月\d+日\s*\Z", say(5, "下一年度，我局将继续改进。"))),
    Defect("N04", "局自称我镇", only(r"局\n\n\d{4}年\d+月\d+日\s*\Z", say(5, "下一年度，我镇将继续改进。"))),
    Defect(
        "N08", "他单位的名称残留", sub(r"(编制|制作|形成)本年度报告", r"\1红旗县黑水镇人民政府政府信息公开工作年度报告")
    ),
    Defect("L01", "书名号不成对", say(5, "学习了《中华人民共和国政府信息公开条例。")),
    Defect("L01", "括号不成对", say(5, "组织培训（两次。")),
    Defect("L02", "残句", say(5, "根据上级政务公开工作要点的要求。各项任务逐项落实。")),
    Defect("L03", "引文标题错字", say(5, "学习《中华人民共和国政府信息公开条列》。")),
    Defect("L03", "引文标题多字", say(5, "落实《关于全面推进政务基层政务公开标准化规范化工作的指导意见》。")),
    Defect("L04", "文号用方括号", sub(r"〔2021〕30号", "[2021]30号")),
    Defect("L05", "文号的机关代字不对", sub(r"国办公开办函〔2021〕30号", "国办公开函〔2021〕30号")),
    Defect("L06", "引用旧格式", say(1, "报告按照国办公开办函〔2019〕60号的格式编写。"), years=SINCE_2021),
    Defect("L06", "引用旧条例", say(1, "依据《中华人民共和国政府信息公开条例》（国务院令第492号）开展工作。")),
    Defect(
        "L07", "没有依据", sub(r"(?:根据|按照|依据)《中华人民共和国政府信息公开条例》.*?(?=编制|制作|形成)", "现"), _ONE
    ),
    Defect("L08", "条款号越界", say(5, "严格执行《中华人民共和国政府信息公开条例》第六十八条的规定。")),
    Defect("L09", "引往年要点", say(5, "认真落实《2016年政务公开工作要点》，各项任务已经完成。")),
    Defect("L10", "简称没有定义", say(5, "下一年度继续落实《规定》的各项要求。")),
)

WORDING = (
    Defect("W01", "叠词", say(5, "落实专项资金资金，保障公开工作。")),
    Defect("W01", "叠字", say(5, "这些做法已在我县县范围内推广。")),
    Defect(
        "W02",
        "句末缺标点",
        paragraph(
            5,
            "下一年度继续加强培训，按月检查栏目，及时更新内容。同时请法律顾问参与答复文书的审核，把办理时限写到每个环节，新到岗的先培训再上岗",
        ),
    ),
    Defect("W04", "半角标点", say(5, "继续加强培训,按月检查栏目.")),
    Defect("W05", "数字两侧空格", say(5, "全年培训 12 次。")),
    Defect("W06", "泄漏国家秘密", say(5, "严防泄漏国家秘密。")),
    Defect("W06", "截止十二月", say(5, "截止2023年12月，培训工作已经结束。")),
    Defect("W07", "过时提法", say(5, "及时公开扶贫规划和贫困退出的信息。"), years=SINCE_2021),
    Defect("W08", "搭配不当", say(5, "加大对基层公开力度。")),
    Defect("W09", "约数", say(5, "全年公开信息约300余条。")),
    Defect("W10", "乱码", say(5, "屑再仔趨□□�锟斤拷。")),
    Defect(
        "W10",
        "繁体",
        paragraph(
            5,
            "進一步加強對重點領域資訊的公開，規範發佈程序，擴大群眾參與，優化辦事流程，讓數據多跑路、群眾少跑腿，維護羣眾權益。",
        ),
    ),
    Defect("W11", "书名号之间用顿号", say(5, "学习了《中华人民共和国行政处罚法》、《中华人民共和国行政许可法》。")),
    Defect("P01", "身份证号", say(5, "联系人证件号11010519491231002X。")),
    Defect("P02", "手机号", say(5, "咨询电话13800138000。")),
    Defect("P03", "银行卡号", say(6, "缴费账号6222020200112230004。")),
    Defect("P04", "申请人姓名", say(1, "申请人王小明要求公开征地批复，已经答复。")),
    Defect("P05", "密级标志", sub(r"\A", "机密★一年\n\n")),
    Defect("P06", "内部字样", sub(r"\A", "内部资料 注意保存\n\n")),
    Defect("P07", "赌博广告词", say(6, "澳门新葡京娱乐城官网欢迎您。")),
    Defect("M01", "不可见字符", say(5, "继续改\u200b进\u00ad工作。")),
    Defect("M02", "表格是图片", body(3, "![表三](table3.png)"), _THREE),
    Defect("M05", "读不出的单元格", first(_last_cell_lost), r"^\||^[一二三四五六]、"),
)


def _overdue_before_2021(text: str, random: Random) -> str | None:
    """A report on 2020, on the form of 2021, with a request that was closed for an unpaid fee."""
    row = r"2\.申请人逾期未按收费"
    return both(_moved(2020), cell(row, 0, "2"), cell(row, -1, "2"))(text, random)


FURTHER = (
    Defect(
        "N06",
        "落款少了县名",
        only(r"^(?:# )?\S+县\S+镇人民政府", sub(r"^\S+?县(\S+镇人民政府)(?=\n\n\d{4}年\d+月\d+日\s*\Z)", r"\1")),
    ),
    Defect(
        "N07",
        "标题重复年度",
        sub(r"^(\S+(?:人民政府|局|办事处|镇|乡|县|市))(\d{4})年(政府信息公开工作年度报告)$", r"\1\2年度\3"),
    ),
    Defect(
        "S14",
        "序数越级",
        paragraph(
            5,
            "（一）日常工作",
            "（1）按月检查栏目，对超过期限未更新的点名提醒。",
            "（二）人员培训",
            "新到岗的先培训再上岗。",
        ),
    ),
    Defect("S18", "文内另有一个标题", paragraph(1, "某某镇2022年政府信息公开年度报告"), _TITLE),
    Defect("T314", "2020年的逾期未缴费", _overdue_before_2021, years=SINCE_2021),
    Defect(
        "W03", "词断在两段", sub(r"(个别科|部分栏|群众对查询渠|从事公开工作的人|答复文书的说|解读材料的形)", r"\1\n\n")
    ),
    Defect(
        "X21",
        "处理费大于收费总额",
        body(6, "全年实际收取信息处理费999999999990元。无其他需要报告的事项。"),
        years=SINCE_2021,
    ),
)

ALL: tuple[Defect, ...] = (
    *STRUCTURE,
    *SECOND,
    *SECOND_OF_2019,
    *THIRD,
    *FOURTH,
    *PROSE,
    *DATES,
    *NAMES,
    *WORDING,
    *FURTHER,
)
