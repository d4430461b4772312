"""Compliant reports as offices write them: many organs, years, wordings and layouts; the prose agrees with the tables.

Nothing here knows a rule of the pack: what is written follows the official form and the regulation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from hypothesis import strategies as st

from tests.accuracy import figures
from tests.accuracy.figures import Cells
from tests.support.reports import Item, Layout, write, write_tables


@dataclass(frozen=True, slots=True)
class Organ:
    """Who reports: its full name, what its titles call it, what it calls itself, and the size of its figures."""

    full: str
    short: str
    itself: str
    scale: figures.Scale
    is_government: bool


@dataclass(frozen=True, slots=True)
class Own:
    """What an office says in words of its own: more on each of the five sides of the first part, two problems with
    their two remedies (none: those that everybody has), and more on what the report rests on."""

    sides: tuple[str, ...] = ("",) * 5
    problems: tuple[str, ...] = ()
    basis: str = ""


NOTHING = Own()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as Markdown, and what stands in it."""

    text: str
    organ: Organ
    year: int
    cells: Cells


_COUNTIES = ("青禾县", "柳河县", "白石县", "东岭县", "临溪县")
_DISTRICTS = ("南浦区", "江北新城区", "望湖区")
_TOWNS = ("云溪", "石桥", "桃源", "松林", "大坪", "河口", "双塔", "清泉")
_CITIES = ("东岭市", "安澜市", "澄江市")
_OFFICES = ("财政局", "教育局", "自然资源局", "卫生健康局", "发展和改革局", "交通运输局", "水务局", "住房和城乡建设局")


def _organ(random: Random) -> Organ:
    kind = random.choice(("town", "town", "township", "street", "office", "office", "county", "city", "city office"))
    county, town, city = random.choice(_COUNTIES), random.choice(_TOWNS), random.choice(_CITIES)
    office = random.choice(_OFFICES)
    match kind:
        case "town":
            return Organ(f"{county}{town}镇人民政府", f"{county}{town}镇", "我镇", figures.TOWN, True)
        case "township":
            return Organ(f"{county}{town}乡人民政府", f"{town}乡", "我乡", figures.TOWN, True)
        case "street":
            area = random.choice(_DISTRICTS)
            return Organ(f"{area}{town}街道办事处", f"{area}{town}街道办事处", "街道", figures.TOWN, False)
        case "office":
            return Organ(f"{county}{office}", f"{county}{office}", "我局", figures.OFFICE, False)
        case "city office":
            return Organ(f"{city}{office}", f"{city}{office}", "我局", figures.OFFICE, False)
        case "county":
            return Organ(f"{county}人民政府", county, "全县", figures.COUNTY, True)
        case _:
            return Organ(f"{city}人民政府", city, "全市", figures.CITY, True)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Chooses wordings for one report."""

    random: Random
    organ: Organ
    year: int
    cells: Cells
    own: Own = NOTHING

    def one(self, *wordings: str) -> str:
        return self.random.choice(wordings)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def cell(self, name: str) -> int:
        value = self.cells[name] or 0
        assert isinstance(value, int)
        return value

    def total(self, *rows: str) -> int:
        return sum(self.cell(f"table3.{row}.total") for row in rows)

    # --- head and end

    def title(self) -> list[str]:
        organ, year = self.organ, self.year
        genre = "政府信息公开工作年度报告"
        return self.random.choice(
            (
                [f"{organ.short}{year}年{genre}"],
                [f"{organ.full}{year}年{genre}"],
                [f"# {organ.full} {year}年{genre}"],
                [organ.full, f"{year}年{genre}"],
                [organ.full, f"{year}年度{genre}"],
                [f"{organ.full}关于{year}年度政府信息公开工作的年度报告"],
                [f"{organ.full}{year}年政府信息公开年度报告"],
                [f"{organ.full}{year}年政府信息公开年度工作报告"],
            )
        )

    def preamble(self) -> str:
        year = self.year
        law = self.one("《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（以下简称《条例》）")
        office = "国务院办公厅政府信息与政务公开办公室"
        number = self.one("（国办公开办函〔2021〕30号）", "")
        if year < 2021:
            number = self.one("（国办公开办函〔2019〕60号）", "")
            matter = "关于政府信息公开工作年度报告有关事项的通知"
            form = self.one(f"《{office}{matter}》{number}", f"《{matter}》{number}")
        else:
            form = self.one(
                f"《中华人民共和国政府信息公开工作年度报告格式》{number}",
                f"《{office}关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》{number}",
                f"《{office}关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》{number}",
                f"《{office}关于印发中华人民共和国政府信息公开工作年度报告格式的通知》{number}",
            )
        basis = self.one(f"根据{law}", f"按照{law}和{form}要求", f"依据{law}第五十条规定", f"依照{law}、{form}")
        period = self.one(
            f"所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
            f"数据统计期限自{year}年1月1日起至{year}年12月31日止。",
            f"所列数据的时间范围为{year}年1月1日—12月31日。",
            f"统计期限为{year}年1月1日至12月31日。",
            f"数据核定时间点为{year}年12月31日。",
            f"所列数据的统计期限从{year} 年 1 月 1 日起至 12 月 31 日止。",
        )
        return f"{basis}，{self.one('编制', '制作', '形成')}本年度报告。{self.own.basis}{period}"

    def signature(self) -> list[str]:
        late = self.organ.is_government and self.organ.scale is not figures.TOWN
        year, month, day = self.year + 1, self.random.choice((1, 2, 3)) if late else 1, self.random.randint(4, 28)
        date = self.one(f"{year}年{month}月{day}日", f"{year}年{month}月{day}日", _spelled(year, month, day))
        return [self.organ.full, date]

    # --- the first part

    def overview(self) -> list[str]:
        sides = [
            ("主动公开", self.proactive()),
            ("依申请公开", self.requests()),
            ("政府信息管理", self.management()),
            ("平台建设", self.platform()),
            ("监督保障", self.supervision()),
        ]
        sides = [(name, text + said) for (name, text), said in zip(sides, self.own.sides, strict=True)]
        style = self.random.randrange(4)
        numerals = "一二三四五"
        if style == 0:
            return [f"（{numeral}）{name}。{text}" for numeral, (name, text) in zip(numerals, sides, strict=True)]
        if style == 1:
            whole: list[str] = []
            for numeral, (name, text) in zip(numerals, sides, strict=True):
                whole += [f"（{numeral}）{name}", text]
            return whole
        if style == 2:
            return ["".join(f"{name}方面，{text}" for name, text in sides)]
        return [f"{numeral}是{name}。{text}" for numeral, (name, text) in zip(numerals, sides, strict=True)]

    def proactive(self) -> str:
        first, second, third = (self.random.randint(20, 300) for _ in range(3))
        total = first + second + third
        place = self.one("门户网站", "政府网站和政务新媒体", "政务公开栏")
        said = self.one(
            f"全年通过{place}主动公开各类信息{total}条，其中政策文件{first}条、财政资金{second}条、公共服务{third}条。",
            f"{self.year}年，在{place}发布信息{total}条，其中：机构职能类{first}条，工作动态类{second}条，"
            f"民生保障类{third}条。",
            f"共发布信息{total}条（政策解读{first}条，重点领域{second}条，通知公告{third}条）。",
        )
        if self.chance(40):
            before = total - self.random.randint(1, 40)
            grown = _percent(total - before, before)
            said += f"发布总量上年为{before}条，今年为{total}条，同比增长{grown}%。"
        if self.year < 2021:
            issued = self.cell("table2.normative_documents.issued")
            return said + (f"全年制发行政规范性文件{issued}件。" if self.chance(60) else "")
        issued, repealed, effective = (
            self.cell(f"table2.normative_documents.{name}") for name in ("issued", "repealed", "effective")
        )
        if effective and self.chance(60):
            said += self.one(
                f"本年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{effective}件。",
                f"全年制发行政规范性文件{issued}件，年末现行有效的行政规范性文件{effective}件。",
            )
        return said

    def requests(self) -> str:
        received, carried = self.total("received"), self.total("carried_in")
        done, left = self.total("disposed"), self.total("carried_out")
        if received + carried == 0:
            return (
                self.one(
                    "本年度未收到政府信息公开申请，也没有上年结转的申请。",
                    f"{self.year}年{self.organ.itself}没有收到政府信息公开申请。",
                    "全年收到政府信息公开申请0件。",
                )
                + self.disputes()
            )
        said = self.one(
            f"全年新收政府信息公开申请{received}件，上年结转{carried}件，办结{done}件，结转下年度继续办理{left}件。",
            f"{self.year}年共收到政府信息公开申请{received}件，"
            + (f"加上上年结转的{carried}件，" if carried else "")
            + f"答复{done}件"
            + (f"，结转下年度{left}件。" if left else "，全部按期办结。"),
            f"全年共收到公民、法人和其他组织提出的政府信息公开申请{received}份，办结{done}份。",
            f"{self.year}年，{self.organ.itself}依申请公开方面新收申请 {received} 件，办理答复 {done} 件。",
            f"受理群众依申请公开事项{received}宗，已经全部登记，年内答复{done}宗，其余按规定时限办理。",
            f"本年度受理政府信息公开申请{received}件，"
            f"其中自然人申请{self.cell('table3.received.natural_person')}件、"
            f"法人或其他组织申请{received - self.cell('table3.received.natural_person')}件，已办结{done}件。",
        )
        if done and self.chance(60):
            said += self.results(done)
        return said + self.disputes()

    def results(self, done: int) -> str:
        granted, partial = self.total("granted"), self.total("partial")
        denied = self.total(*(row for row in figures.results(self.year) if row.startswith("denied_")))
        unable = self.total(*(row for row in figures.results(self.year) if row.startswith("unavailable_")))
        rejected = self.total(*(row for row in figures.results(self.year) if row.startswith("rejected_")))
        other = self.total(*(row for row in figures.results(self.year) if row.startswith("other_")))
        if granted + partial + denied + unable + rejected + other != done:
            return ""  # a table whose results are left blank says nothing that could be repeated
        if self.chance(50):
            return (
                f"办理结果为：予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，无法提供{unable}件，"
                f"不予处理{rejected}件，其他处理{other}件。"
            )
        return (
            f"在办结的{done}件申请中，予以公开{granted}件，占{_percent(granted, done)}%；"
            f"无法提供{unable}件，占{_percent(unable, done)}%。"
        )

    def disputes(self) -> str:
        review = self.cell("table4.review.total")
        suits = self.cell("table4.direct_suit.total") + self.cell("table4.suit_after_review.total")
        if review + suits == 0:
            return self.one(
                "没有发生因政府信息公开引起的行政复议和行政诉讼。",
                "全年未发生政府信息公开行政复议、行政诉讼案件。",
            )
        said = f"全年因政府信息公开引起的行政复议{review}件，行政诉讼{suits}件。"
        if review and not suits and review == self.cell("table4.review.upheld") and self.chance(70):
            said = f"全年发生政府信息公开行政复议{review}件，均维持原行政行为。"
        return said

    def management(self) -> str:
        return self.one(
            "定期清理已经公开的文件，对失效的标注状态，更新目录和指南。",
            "文件起草时同步确定公开属性，发布前逐件审查，做到应公开尽公开。",
            "修订公开事项目录，落实信息发布的三级审核，及时调整不再有效的内容。",
        )

    def platform(self) -> str:
        return self.one(
            "改版网站的公开专栏，增设检索入口；在办事大厅设立查阅点，配备电脑和资料架。",
            "维护好网站专栏和微信公众号两个渠道，安排专人负责日常更新。",
            "依托网站、公众号和便民服务中心的公开专区，方便群众就近查阅。",
        )

    def supervision(self) -> str:
        checked = self.one(
            "公开工作纳入年度绩效考核，组织社会评议一次，没有发生责任追究的情形。",
            "把政务公开列入工作考核，邀请代表开展社会评议，全年无因公开工作被追究责任的情况。",
            "对各科室开展考核，通过问卷进行社会评议，本年度未发生需要责任追究的事项。",
        )
        return checked + self.one("全年组织业务培训两次。", "主要负责同志定期听取汇报。", "")

    # --- the last parts

    def problems(self) -> list[str]:
        first = self.one("部分栏目的内容更新不够及时", "解读材料的形式比较单一", "个别科室对公开时限把握不准")
        second = self.one("群众对查询渠道的了解不够", "从事公开工作的人员变动较多", "答复文书的说理还不够充分")
        third = self.one(
            "按月检查栏目，对超过期限未更新的点名提醒",
            "增加图解和短视频，让内容更容易看懂",
            "编印操作手册，把时限写到每个环节",
        )
        fourth = self.one(
            "在办事窗口张贴查询方法，安排人员现场指导",
            "固定专人负责，新到岗的先培训再上岗",
            "请法律顾问参与审核，统一答复的写法",
        )
        first, second, third, fourth = self.own.problems or (first, second, third, fourth)
        tail = ""
        if any(self.cell(f"table4.{row}.corrected") for row in figures.DISPUTES):
            tail = "对行政复议和诉讼中结果被纠正的案件，逐件分析原因，已经重新作出答复。"
        problems = f"一是{first}；二是{second}。"
        cure = f"一是{third}；二是{fourth}。{tail}"
        return self.random.choice(
            (
                [f"存在的主要问题：{problems}", f"改进情况：{cure}"],
                ["（一）存在的主要问题", problems, "（二）改进情况", cure],
                [f"{self.year}年的工作还有不足：{problems}针对这些问题，采取以下改进措施：{cure}"],
            )
        )

    def others(self) -> list[str]:
        if self.year < 2021:
            return [self.one("无其他需要报告的事项。", "没有其他需要报告的事项。", "无。")]
        fees = self.cells["table2.fees.amount"] or 0
        assert not isinstance(fees, str)
        if fees >= 1 and self.chance(40):
            count = self.random.randint(1, 9)
            amount = 100 * count + 10 * self.random.randint(0, 9)
            said = f"本年度依申请公开发出收费通知{count}件，总金额{amount}元，实际收取信息处理费{amount}元。"
        else:
            said = self.one(
                "本年度没有收取信息处理费。",
                "依据《政府信息公开信息处理费管理办法》，全年未发出收费通知，未收取信息处理费。",
                "全年发出收费通知0件，收取信息处理费0元。",
            )
        return [said + self.one("无其他需要报告的事项。", "没有其他需要报告的事项。", "")]


def _spelled(year: int, month: int, day: int) -> str:
    """A date in Chinese numerals: 二〇二四年一月十五日."""
    digits = "〇一二三四五六七八九"
    tens = ("", "十", "二十")[day // 10]
    spelled_year = "".join(digits[int(one)] for one in str(year))
    return f"{spelled_year}年{digits[month]}月{tens}{digits[day % 10] if day % 10 else ''}日"


def _percent(part: int, whole: int) -> Decimal:
    """A share as a report gives it, with one or two decimals."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A compliant report."""
    random = draw(st.randoms(use_true_random=True))
    organ = _organ(random)
    year = random.choice((2019, 2020, 2021, 2022, 2022, 2023, 2023, 2024, 2024))
    cells = figures.compliant(random, organ.scale, year)
    return written(random, organ, year, cells)


def written(random: Random, organ: Organ, year: int, cells: Cells, own: Own = NOTHING) -> Draft:
    """A report of an organ with these figures, in wordings and a layout taken at random."""
    writer = _Writer(random, organ, year, cells, own)
    layout = random.choice((Layout.THREE, Layout.TWO, Layout.ONE))
    second, third, fourth = write_tables(cells, layout, random, figures.form_of(year))
    preamble = [writer.preamble()]
    is_above = writer.chance(60)
    items: list[Item] = [
        *writer.title(),
        *(preamble if is_above else []),
        "一、总体情况",
        *([] if is_above else preamble),
        *writer.overview(),
        "二、主动公开政府信息情况",
        *second,
        "三、收到和处理政府信息公开申请情况",
        *third,
        "四、政府信息公开行政复议、行政诉讼情况",
        *fourth,
        "五、存在的主要问题及改进情况",
        *writer.problems(),
        "六、其他需要报告的事项",
        *writer.others(),
        *writer.signature(),
    ]
    return Draft(write(items), organ, year, cells)


def lines_of(text: str) -> Sequence[str]:
    """The lines of a report; line N of a finding is number N - 1 here."""
    return text.split("\n")
