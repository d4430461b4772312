"""Figures in the prose that count nothing: dates, document numbers, articles, telephones, marks of lists, slogans."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.functions._citations import titles
from engine.functions._numerals import CHARACTERS
from engine.model.dates import DATE

_N = rf"(?:[{CHARACTERS}]{{1,8}}|[0-9]{{1,6}})"
_S = r"[ \t\u3000\xa0]{0,4}"
_JOINT = rf"{_S}[、和及至到—~～-]{_S}"
_MARK = rf"(?:[（(]{_S}{_N}{_S}[）)]|{_N}[.．、）)](?![0-9])|[①-⑳])"

_SPARED = tuple(
    re.compile(pattern)
    for pattern in (
        # 〔2021〕30号, 【2021】1号, and 〔202130号 with its bracket lost
        rf"[〔\[【（(﹝［]{_S}(?:19|20)[0-9]{{2}}{_S}[〕\]】）)﹞］]{_S}第?{_S}[0-9]*{_S}号?|〔[0-9]+{_S}号?",
        # 第四十九条、第五十条; 第（一）至（三）项; 《条例》四十九条
        rf"第{_S}[（(]?{_N}[）)]?(?:{_JOINT}第?{_S}[（(]?{_N}[）)]?)*",
        rf"第{_S}{_N}{_S}[条款项](?:{_JOINT}第?{_S}{_N}{_S}[条款项])+",
        rf"(?<=[》法定例]){_N}{_S}[条款](?!信息)",
        rf"[0-9]{{1,2}}{_S}(?:[—–~～至到、-]{_S}[0-9]{{1,2}}{_S})?月份?",
        r"[一二三四五六七八九十]{1,3}月|[一二三四1-4](?:[、至—-][一二三四1-4])?季度",
        r"(?:上午|下午|早上|晚上|中午|凌晨|[日号天])" + rf"{_S}[0-9]{{1,2}}[点时](?:[0-9]{{1,2}}分)?",
        r"[0-9]{1,2}[:：][0-9]{2}(?![0-9])|[0-9]{1,2}[时点][0-9]{1,2}分|[0-9]{1,2}时(?![间候代期效])(?:[0-9]{1,2}分)?",
        r"(?<![0-9])0[0-9]{2,3}[—－ -]?[0-9]{7,8}(?![0-9])|400-?[0-9]{3,4}-?[0-9]{3,4}",
        r"(?:https?://|www\.)[!-~]+|(?<![!-~])[!-?A-~]++@[!-~]+",
        rf"(?m)^[ \t\u3000\xa0]*{_MARK}|^[ \t\u3000]*[—–－·-]+{_S}[0-9]{{1,4}}{_S}[—–－·-]+[ \t\u3000]*$",
        rf"(?<=[。；;]){_S}{_MARK}",
        rf"[：:]{_S}(?:1|一)[.．、）)](?![0-9])",
        rf"[（(]{_S}(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}}){_S}[）)]",
        rf"[{CHARACTERS}]{{0,8}}[〇零一二三四五六七八九十万亿两]分之[0-9{CHARACTERS}]{{1,8}}",
        rf"[{CHARACTERS}]{{1,8}}点[〇零一二三四五六七八九]+",
        r"(?<![0-9])[0-9]++(?:[＋+/×*=][0-9A-Za-z]+)+|(?<![0-9])[0-9]++[＋+]|[A-Za-z][＋+][0-9]+",
        r"(?<![A-Za-z/])[A-Za-z][A-Za-z/]*+[ ]?[0-9][0-9.]*(?:[—–-][0-9]+)*",
        r"[“‘「][^“”‘’「」\n]{1,12}[”’」]|\"[^\"\n]{1,12}\"",
        "两个确立|两个维护|四个意识|四个自信|四个全面|[一二两三四五六七八九十]个一|八项规定|三个代表|三项制度|四个最严"
        "|两个责任|三个区分|两个毫不|两个不|两个巩固|三个务必|两项改革|一件事|一次办|一次性|一个样|一件件|一项项|一份份|一次次|"
        "一个个|一人一|一户一|一企一|一事一|千家万户|百家争鸣|两个百年|三个转变|三个清单|两个清单|四个伟大|十个一批|三个一批",
        r"(?:热线|电话|传真|邮编|邮政编码|编号|号码|账号|代码|索引号|文号|拨打|网址|版本)"
        + rf"(?:是|为|：|:)?{_S}[（(]?{_S}[0-9]+(?:[-—、/][0-9]+)*",
        r"(?<![0-9])[0-9]++(?=[ \t]{0,2}(?:号|热线|平台|政务|便民|路(?!径)|楼|室|国道|省道|大[^小约额]|届))",
        "(?:几|(?<!以)上|(?<![总件人次分指个户])数)[十百千万]{1,3}|成[百千万]{1,3}",
    )
)


@lru_cache(maxsize=256)
def spared(text: str) -> bytes:
    """One byte a character: whether it stands where no number counts anything. The text has its figures half-width."""
    marks = bytearray(len(text))
    for start, end in _places(text):
        marks[start:end] = b"\1" * (end - start)
    return bytes(marks)


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in DATE.finditer(text):
        yield match.span()
    for pattern in _SPARED:
        for match in pattern.finditer(text):
            yield match.span()
    yield from titles(text)
