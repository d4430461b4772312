"""Project files: what they say, every mistake with its line in both languages, and hostile files."""

import re
import string
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.diagnostics import render, render_all
from engine.language.messages import explain
from engine.model.finding import Severity, Waiver
from engine.project import messages
from engine.project.reading import Reading, parse, read

WHOLE = """packs = ["foi_annual_report", "./ours"]
fail_on = "warning"
[thresholds]
error = 0
warning = 10
[parameters]
"总体情况字数下限" = 200
"比例" = 1.50
[severity]
W06 = "info"
[off]
T213 = "执法权已下放到镇"
[[waivers]]
rule = "N01"
report = '2023\\旧县镇*.md'
fingerprint = "0123456789abcdef"
reason = "机关更名，批复在办"
by = "张三"
until = 2026-12-31
"""


def reading(text: str) -> Reading:
    return parse(text, Path("gouji.toml"), "gouji.toml")


def said(text: str, language: str = "zh") -> list[str]:
    found = reading(text)
    return [render(one, {"gouji.toml": found.text}, language) for one in found.diagnostics]


def waiver(**changes: str) -> str:
    values = {"rule": '"N01"', "report": '"*.md"', "reason": '"批复在办"', "by": '"张三"', "until": "2026-12-31"}
    return "[[waivers]]\n" + "".join(f"{key} = {value}\n" for key, value in {**values, **changes}.items() if value)


def test_a_whole_file() -> None:
    found = reading(WHOLE)
    assert found.diagnostics == ()
    project = found.project
    assert project.packs == ("foi_annual_report", "./ours")
    assert project.fail_on == "warning"
    assert project.thresholds == {Severity.ERROR: 0, Severity.WARNING: 10}
    assert project.parameters == {"总体情况字数下限": 200, "比例": Decimal("1.50")}
    assert str(project.parameters["比例"]) == "1.50"
    assert project.severity == {"W06": Severity.INFO}
    assert project.off == {"T213": "执法权已下放到镇"}
    assert dict(project.waivers) == {
        0: Waiver(
            rule="N01",
            report="2023/旧县镇*.md",
            reason="机关更名，批复在办",
            by="张三",
            until=date(2026, 12, 31),
            fingerprint="0123456789abcdef",
            line=13,
        )
    }


def test_an_empty_file_leaves_everything_to_the_command_line() -> None:
    project = reading("").project
    assert (project.packs, project.fail_on, dict(project.waivers)) == (None, None, {})


@pytest.mark.parametrize(
    ("text", "place", "words", "english"),
    [
        ('fial_on = "error"', "1:1", "没有“fial_on”这个键，是不是“fail_on”？", 'did you mean "fail_on"?'),
        ("[threshold]\nerror = 0", "1:1", "是不是“thresholds”？", 'did you mean "thresholds"?'),
        ("[thresholds]\n\nwarnings = 0", "3:1", "是不是“warning”？", 'did you mean "warning"?'),
        (waiver(raeson='"x"'), "7:1", "是不是“reason”？", 'did you mean "reason"?'),
        (waiver(by=""), "1:1", "这里少了“by”", '"by" is missing here'),
        (waiver(until='"2026-12-31"'), "6:1", "写的是文字", "this is a text"),
        (waiver(until="2026-12-31T08:00:00"), "6:1", "写的是带时刻的日期", "this is a date with a time"),
        (waiver(until="08:00:00"), "6:1", "写的是时刻", "this is a time"),
        ("waivers = 3", "1:1", "写的是整数", "this is a whole number"),
        ("[waivers]\nrule = 'x'", "1:1", "[[waivers]]", "[[waivers]]"),
        ("[thresholds]\nerror = true", "2:1", "写的是真假值", "this is true or false"),
        ("[thresholds]\nerror = 1.5", "2:1", "写的是小数", "this is a decimal number"),
        ("[thresholds]\nerror = -1", "2:1", "“error”不能小于 0，写的是 -1", "must not be below 0, this is -1"),
        ('fail_on = "waring"', "1:1", "不能是“waring”，是不是“warning”？", 'did you mean "warning"?'),
        ('[severity]\nW06 = "fatal"', "2:1", "不能是“fatal”", 'cannot be "fatal"'),
        ('[off]\nW06 = "  "', "2:1", "“W06”不能空着", '"W06" must not be empty'),
        ('[off]\nW06 = "\\u001b"', "2:1", "“W06”不能空着", '"W06" must not be empty'),
        (waiver(reason='""'), "4:1", "“reason”不能空着", '"reason" must not be empty'),
        ("packs = []", "1:1", "“packs”不能空着", '"packs" must not be empty'),
        ('packs = ["a", 3]', "1:1", "应为文字", "must be a text"),
        (waiver(fingerprint='"123"'), "7:1", "16 位", "16 lower-case"),
        (waiver(fingerprint='"0123456789abcdef\\n"'), "7:1", "16 位", "16 lower-case"),
        (waiver(report='"../x.md"'), "3:1", "../x.md", "../x.md"),
        (waiver(report="'C:\\x.md'"), "3:1", "C:/x.md", "C:/x.md"),
        (waiver(report='"/x.md"'), "3:1", "/x.md", "/x.md"),
        (waiver() + waiver(reason='"又一条"'), "7:1", "和第 1 行的重复", "repeats the one on line 1"),
        ("[parameters]\nx = nan", "2:1", "inf 或 nan", "inf or nan"),
        ("[parameters]\nx = 1e99999999999999999999", "2:1", "太大的数", "a number too large"),
        ("x = 1\nx = 2\n", "2:6", "同一个键写了两次", "Cannot overwrite"),
        ("[off]\n总体 = 'x'", "2:1", "这不是键，也不是表", "Invalid statement"),
        ('x = "a\\行"', "1:9", "反斜杠", "Unescaped"),
        ("x = “a”", "1:5", "这不是值", "Invalid value"),
        ('\n\nx = "a', "3:7", "引号没有配对", "Unterminated"),
    ],
)
def test_mistakes_are_said_with_their_place_in_both_languages(text: str, place: str, words: str, english: str) -> None:
    (chinese,) = said(text)
    assert chinese.startswith(f"gouji.toml:{place}：错误 G0")
    assert words in chinese
    (translated,) = said(text, "en")
    assert translated.startswith(f"gouji.toml:{place}: error G0")
    assert english in translated


def test_all_mistakes_at_once_in_the_order_of_lines() -> None:
    text = 'fail_on = "x"\npacs = []\n[thresholds]\nerror = -1\n[off]\nW06 = 3\n' + waiver(by="", until='"x"')
    assert [(one.code, one.span.line) for one in reading(text).diagnostics] == [
        ("G006", 1),
        ("G003", 2),
        ("G008", 4),
        ("G005", 6),
        ("G004", 7),
        ("G005", 11),
    ]


def test_the_line_itself_is_shown() -> None:
    assert said("[thresholds]\nerror = -1  # 零\n") == [
        "gouji.toml:2:1：错误 G008：“error”不能小于 0，写的是 -1\n  2 | error = -1  # 零\n    | ^^^^^"
    ]


def test_control_characters_do_not_reach_the_screen() -> None:
    found = reading(waiver(reason='"一\\u001b[31m红\\n二"'))
    assert found.project.waivers[0].reason == "一 [31m红 二"
    assert "\x1b" not in "".join(said('"\\u001bx" = 1'))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_editors_on_windows_leave(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "gouji.toml"
    path.write_bytes(WHOLE.replace("\n", ending).encode(encoding))
    found = read(path)
    assert found.diagnostics == ()
    assert found.project.waivers == reading(WHOLE).project.waivers
    assert found.project.off == {"T213": "执法权已下放到镇"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00" * 999, bytes(range(256)) * 40, b"#" * 300_000], ids=["half", "binary", "huge"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gouji.toml"
    path.write_bytes(content)
    (problem,) = read(path).diagnostics
    assert problem.code == "G002"
    assert "gouji.toml" in problem.message


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert [one.code for one in read(tmp_path / "x.toml").diagnostics] == ["G002"]
    assert [one.code for one in read(tmp_path).diagnostics] == ["G002"]


@pytest.mark.parametrize(
    "text",
    [
        "a." * 40_000 + "b = 1",
        '"a" . ' * 20_000 + "b = 1",
        "x = " + "[" * 100_000,
        "x = " + "1" * 100_000,
        "[[waivers]]\nrule = 'x'\n" * 9_000,
        "".join(f"k{number} = 1\n" for number in range(15_000)),
    ],
    ids=["dots", "quoted dots", "brackets", "digits", "waivers", "keys"],
)
def test_hostile_texts_end_soon(text: str) -> None:
    assert 1 <= len(reading(text).diagnostics) <= 100


@given(st.text(alphabet=string.ascii_letters + "[]{}=.\"'\\\n# 1-总“", max_size=80))
def test_no_text_raises(text: str) -> None:
    found = reading(text)
    assert render_all(found.diagnostics, {"gouji.toml": found.text}) is not None
    lines = text.count("\n") + 1
    assert all(1 <= one.span.line <= lines for one in found.diagnostics)


def test_every_message_is_whole_in_both_languages() -> None:
    assert [*messages.MESSAGES] == [f"G{number:03}" for number in range(1, len(messages.MESSAGES) + 1)]
    for code, message in messages.MESSAGES.items():
        assert re.search(r"[一-鿿]", message.chinese)
        assert message.english.isascii()
        assert (message.hint is None) == (message.english_hint is None)
        chinese, english = explain(code, "zh", messages.MESSAGES), explain(code.lower(), "en", messages.MESSAGES)
        assert chinese != english
        assert english is not None
        assert english.isascii()
    assert explain("G999", "zh", messages.MESSAGES) is None
