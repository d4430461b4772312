"""What came of testing a pack, on the screen, as JUnit XML and as JSON."""

import io
import json
from xml.etree.ElementTree import Element, fromstring

import pytest

from engine.outputs import junit, terminal_screen, terminal_tests
from engine.outputs.json import render_tests
from engine.outputs.words import Language
from engine.verification.verify import PackResult
from tests.outputs.packs import RULES, village_pack


@pytest.fixture(scope="module")
def pack() -> PackResult:
    return village_pack()


def screen(pack: PackResult, language: Language = "zh", width: int = 80) -> str:
    stream = io.StringIO()
    terminal_tests.show_tests([pack], terminal_screen.console(stream, width=width), language)
    return stream.getvalue()


def parsed(xml: str) -> Element:
    return fromstring(xml)  # noqa: S314 (our own output)


def test_the_pack_counts_what_holds(pack: PackResult) -> None:
    assert (pack.held, len(pack.failures), pack.unproven) == (1, 3, ("R2",))


def test_a_failing_example_says_all_that_explains_it(pack: PackResult) -> None:
    shown = screen(pack)
    block = shown[shown.index("rules.rules:8") : shown.index("rules.rules:9")]
    for words in (
        '合例  资金表[收入, 自筹] 改为 "32"',
        "@@ -13 +13 @@",
        "-| 一、收入 | 70 | 30 | 100 |",
        "+| 一、收入 | 70 | 32 | 100 |",
        "应当  通过或不适用",
        "结果  不通过：“一、收入”相加为 102，写作 100",
        "资金表[收入, 自筹] = 32  第13行第",
    ):
        assert words in block, words
    assert "R1  行合计" in shown
    assert "结果  修改之后与基准相同" in shown


def test_the_summary_counts_and_names_the_rules_without_a_failing_example(pack: PackResult) -> None:
    last = screen(pack).strip().splitlines()[-1].strip()
    assert last == "规则 2 条；例子符合 1 个，不符合 3 处；没有违例的规则 1 条：R2"
    assert "2 rules; 1 examples hold, 3 do not; 1 rules have no failing example: R2" in screen(pack, "en", 120)


@pytest.mark.parametrize("width", [50, 80, 120])
def test_no_line_is_wider_than_the_screen(pack: PackResult, width: int) -> None:
    from rich.cells import cell_len

    assert max(cell_len(line) for line in screen(pack, width=width).splitlines()) <= width


def test_a_base_report_that_breaks_a_rule_shows_the_rule_and_its_markup_as_it_is() -> None:
    rules = RULES.replace("要求 存在 概况", "禁止 存在 概况")
    shown = screen(village_pack(rules))
    assert "[bold]有概况[/nothing] <b> &" in shown
    assert "基准  村级资金公布" in shown


def test_personal_numbers_of_an_example_are_masked_everywhere(pack: PackResult) -> None:
    for text in (screen(pack), junit.render_tests([pack]), render_tests([pack])):
        assert "138****8000" in text
        assert "13800138000" not in text


def test_junit_has_the_structure_that_build_servers_read(pack: PackResult) -> None:
    root = parsed(junit.render_tests([pack, village_pack(base=None)]))
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        cases = suite.findall("testcase")
        assert len(suite) == len(cases)
        assert suite.get("tests") == str(len(cases))
        for tag, total in (("failure", "failures"), ("error", "errors")):
            assert suite.get(total) == str(sum(case.find(tag) is not None for case in cases))
        for case in cases:
            assert set(case.keys()) <= {"name", "classname", "file", "line"}
            assert case.get("name")
            assert len(case) <= 1
    first, second = root
    assert [first.get(key) for key in ("name", "tests", "failures", "errors")] == ["village", "6", "2", "1"]
    assert [second.get(key) for key in ("name", "tests", "failures", "errors")] == ["village", "4", "0", "4"]
    totals = [root.get(key) for key in ("tests", "failures", "errors", "skipped")]
    assert totals == ["10", "2", "5", "0"]


def test_a_failing_case_of_junit_has_its_place_and_its_text(pack: PackResult) -> None:
    case = parsed(junit.render_tests([pack]))[0][3]
    assert case.attrib == {
        "name": '合例 资金表[收入, 自筹] 改为 "32"',
        "classname": "village.R1",
        "file": "rules.rules",
        "line": "8",
    }
    assert case[0].tag == "failure"
    assert case[0].attrib == {
        "message": "合例应当通过，结果是不通过：“一、收入”相加为 102，写作 100",
        "type": "failed",
    }
    assert "+| 一、收入 | 70 | 32 | 100 |" in (case[0].text or "")
    assert "资金表[收入, 自筹] = 32" in (case[0].text or "")


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    rules = RULES.replace('改为 "31"', '改为 "\x00\x0b\ufffe\x7f]]>&<i>"')
    case = next(one for one in parsed(junit.render_tests([village_pack(rules)]))[0] if one.get("line") == "7")
    assert case.get("name") == '违例 资金表[收入, 自筹] 改为 "���\x7f]]>&<i>"'


def test_ascii_junit_says_the_same(pack: PackResult) -> None:
    text = junit.render_tests([pack], ascii_only=True)
    assert text.isascii()
    whole = junit.render_tests([pack])
    assert [(one.tag, one.attrib, one.text) for one in parsed(text).iter()] == [
        (one.tag, one.attrib, one.text) for one in parsed(whole).iter()
    ]


def test_json_has_every_result(pack: PackResult) -> None:
    whole = json.loads(render_tests([pack]))
    assert whole["schema"] == "gouji/test/1"
    (one,) = whole["packs"]
    assert [one[key] for key in ("id", "rules", "held", "failed", "without_failing_example")] == [
        "village", 2, 1, 3, ["R2"],
    ]  # fmt: skip
    assert [(result["kind"], result["line"], result["ok"], result["verdict"]) for result in one["results"]] == [
        ("base", 1, True, "passed"),
        ("base", 12, True, "passed"),
        ("fail_example", 7, True, "failed"),
        ("pass_example", 8, False, "failed"),
        ("fail_example", 9, False, "passed"),
        ("fail_example", 10, False, None),
    ]
    failed = one["results"][3]
    assert failed["text"] == '合例 资金表[收入, 自筹] 改为 "32"'
    assert failed["said"] == "“一、收入”相加为 102，写作 100"
    assert failed["difference"] == [
        "@@ -13 +13 @@", "-| 一、收入 | 70 | 30 | 100 |", "+| 一、收入 | 70 | 32 | 100 |",
    ]  # fmt: skip
    assert {"name": "资金表[收入, 自筹]", "fact": "funds.income.own", "value": "32"}.items() <= (
        failed["evidence"][1].items()
    )


def test_the_same_pack_gives_the_same_text(pack: PackResult) -> None:
    again = village_pack()
    assert junit.render_tests([pack]) == junit.render_tests([again])
    assert render_tests([pack]) == render_tests([again])
    assert screen(pack) == screen(again)
