"""The commands as people use them: exit codes, both languages, both formats, and every kind of bad input."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[1]
PACK = ROOT / "rules" / "foi_annual_report"
BASE = PACK / "base.md"
SAMPLE = PACK / "samples" / "jiuxian-2023.md"
SCHEMA = json.loads((ROOT / "docs" / "assessment.schema.json").read_text(encoding="utf-8"))


def gouji(
    *arguments: str | Path,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    cwd: Path = ROOT,
    width: int = 80,
    **environment: str,
) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", "import cli; cli.main()", *map(str, arguments)]
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": encoding,
        "COLUMNS": str(width),
        **environment,
    }
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=variables, timeout=120, check=False)


def refused(*arguments: str | Path, code: int = 2, **options: bytes) -> str:
    """Runs a command that must end with the code, a message, and no traceback."""
    done = gouji(*arguments, stdin=options.get("stdin", b""))
    message = done.stderr.decode("utf-8")
    assert done.returncode == code, (done.returncode, message)
    assert message.strip()
    assert "Traceback" not in message
    return message


def width(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


def test_a_compliant_report_ends_with_0_and_says_what_was_checked() -> None:
    done = gouji("check", BASE)
    screen = done.stdout.decode()
    assert done.returncode == 0
    assert "没有发现问题" in screen
    assert "青禾县云溪镇" in screen
    assert "通过" in screen


def test_findings_end_with_1_unless_the_level_is_above_them() -> None:
    assert gouji("check", SAMPLE).returncode == 1
    assert gouji("check", SAMPLE, "--fail-on", "never").returncode == 0
    warned = BASE.read_text(encoding="utf-8").replace("2024年1月15日", "2023年12月15日").encode()
    assert gouji("check", "-", stdin=warned).returncode == 0
    assert gouji("check", "-", "--fail-on", "warning", stdin=warned).returncode == 1
    assert gouji("check", "-", "--fail-on", "info", stdin=warned).returncode == 1


def test_every_finding_on_the_screen_has_its_parts() -> None:
    screen = gouji("check", SAMPLE).stdout.decode()
    for words in ("N01", "第114行", "同县镇", "依据", "建议", "标准：GB/T 9704—2012 7.3.5", "不适用"):
        assert words in screen, words


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    screen = gouji("check", SAMPLE, width=columns).stdout.decode()
    assert max(width(line) for line in screen.splitlines()) <= columns


def test_a_pipe_gets_no_control_characters() -> None:
    assert b"\x1b" not in gouji("check", SAMPLE).stdout


def test_findings_on_the_same_words_are_shown_together() -> None:
    screen = gouji("check", SAMPLE).stdout.decode()
    assert screen.count("河曲县同县镇人民政府") == 1  # the quote, once for N01 and N02
    assert screen.index("N01") < screen.index("N02") < screen.index("S22")


def test_json_fits_its_schema_and_the_contract() -> None:
    done = gouji("check", SAMPLE, "--format", "json")
    whole = json.loads(done.stdout)
    jsonschema.validate(whole, SCHEMA)
    report = whole["reports"][0]
    assert report["form"] == "foi_annual_report"
    assert (report["organ"], report["year"]) == ("河曲县旧县镇人民政府", 2023)
    finding = next(one for one in report["findings"] if one["rule"] == "N01")
    assert finding["locations"][0] == {
        "line": next(
            number
            for number, line in enumerate(SAMPLE.read_text(encoding="utf-8").splitlines(), 1)
            if line == "河曲县同县镇人民政府"
        ),
        "column": 1,
        "end_column": 11,
        "page": None,
        "table": None,
        "row": None,
        "cell": None,
        "paragraph": None,
        "box": None,
        "element": None,
        "fact": "signature.organ",
        "quote": "河曲县同县镇人民政府",
    }
    assert gouji("check", SAMPLE, "--format", "json").stdout == done.stdout


def test_json_on_a_gbk_console_loses_nothing() -> None:
    gbk = gouji("check", SAMPLE, "--format", "json", encoding="gbk")
    assert json.loads(gbk.stdout) == json.loads(gouji("check", SAMPLE, "--format", "json").stdout)


def test_a_gbk_console_shows_the_findings() -> None:
    done = gouji("check", SAMPLE, encoding="gbk")
    assert done.returncode == 1
    assert "落款机关与报告机关一致" in done.stdout.decode("gbk")


def test_english_words_on_request() -> None:
    screen = gouji("check", SAMPLE, "--lang", "en").stdout.decode()
    assert "not applicable" in screen
    assert "official format" in screen


def test_output_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    assert gouji("check", SAMPLE, "--format", "json", "--output", target).returncode == 1
    jsonschema.validate(json.loads(target.read_text(encoding="utf-8")), SCHEMA)
    assert "无法写入" in refused("check", SAMPLE, "--output", tmp_path / "没有" / "结果.txt")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    message = refused("check", SAMPLE, "--format", "nope")
    assert all(name in message for name in ("nope", "terminal", "docx", "sarif", "xlsx"))


def test_a_summary_of_several_reports(tmp_path: Path) -> None:
    for name in ("甲.md", "乙.md"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    run = gouji("check", tmp_path, "--summary")
    assert run.returncode == 1
    shown = run.stdout.decode()
    assert shown.startswith(" 2 份报告，2 份有问题")
    assert " N01 " in shown
    assert "--summary" in refused("check", SAMPLE, "--summary", "--format", "json")


def test_figures_of_several_reports(tmp_path: Path) -> None:
    for name in ("甲.md", "乙.md"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    run = gouji("stats", tmp_path, "--top", "3")
    assert run.returncode == 0
    shown = run.stdout.decode()
    assert shown.startswith(" 2 份报告（2023年）  错误 2 ")
    assert " 2023     2        0% " in shown
    assert "河曲县旧县镇人民政府" in shown
    book = tmp_path / "统计.xlsx"
    assert gouji("stats", tmp_path / "甲.md", "--format", "xlsx", "--output", book).returncode == 0
    assert zipfile.is_zipfile(book)
    assert "--output" in refused("stats", SAMPLE, "--format", "xlsx")
    assert "terminal、html、xlsx" in refused("stats", SAMPLE, "--format", "pdf")


def test_a_file_for_each_report_goes_to_a_folder(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.md").write_bytes(SAMPLE.read_bytes())
    assert "文件夹" in refused("check", tmp_path, "--format", "notice_markdown")
    target = tmp_path / "通知"
    assert gouji("check", tmp_path, "--format", "notice_markdown", "--output", target).returncode == 1
    assert sorted(path.name for path in target.iterdir()) == ["报告 (2).md", "报告.md"]
    assert all("整改通知" in path.read_text(encoding="utf-8") for path in target.iterdir())


def test_nothing_new_since_the_baseline_is_accepted(tmp_path: Path) -> None:
    before = tmp_path / "上次.json"
    assert gouji("check", SAMPLE, "--format", "json", "--output", before).returncode == 1
    now = gouji("check", SAMPLE, "--baseline", before)
    assert now.returncode == 0
    assert "基线里已有" in now.stdout.decode()
    before.write_text("{}", encoding="utf-8")
    assert "基线" in refused("check", SAMPLE, "--baseline", before)


def test_markup_in_a_document_is_shown_as_it_is() -> None:
    text = BASE.read_text(encoding="utf-8")
    hostile = text.replace("一是村级公开栏", "[bold]XX[/nothing] 一是村级公开栏")
    done = gouji("check", "-", stdin=hostile.encode())
    assert done.returncode == 1
    assert b"S20" in done.stdout
    assert b"Traceback" not in done.stderr
    named = text.replace("# 青禾县云溪镇2023年政府信息公开工作年度报告", "# [red]云溪镇[/]2023年政府信息公开工作年报")
    assert "[red]云溪镇[/]2023年" in gouji("check", "-", stdin=named.encode()).stdout.decode().replace("\n", "")


def test_personal_data_is_masked_everywhere() -> None:
    text = BASE.read_text(encoding="utf-8").replace("老年人看不明白", "联系13800138000，证件11010519491231002X")
    for output in ("terminal", "json"):
        done = gouji("check", "-", "--format", output, stdin=text.encode())
        assert b"P01" in done.stdout
        assert b"13800138000" not in done.stdout
        assert b"11010519491231002X" not in done.stdout
    for output in ("terminal", "json"):
        done = gouji("facts", "-", "--format", output, stdin=text.encode())
        assert done.returncode == 0
        assert b"11010519491231002X" not in done.stdout


def test_facts_shows_what_was_read() -> None:
    facts = json.loads(gouji("facts", SAMPLE, "--format", "json").stdout)["facts"]
    assert facts["table2.penalties.decisions"]["value"] == 16
    assert facts["table2.penalties.decisions"]["status"] == "found"
    assert facts["signature.date"]["value"] == "2023-12-21"
    screen = gouji("facts", SAMPLE).stdout.decode()
    assert "行政处罚" in screen
    assert "16" in screen
    assert max(width(line) for line in screen.splitlines()) <= 80


def test_explain_a_rule_and_a_diagnostic() -> None:
    screen = gouji("explain", "N01").stdout.decode()
    assert "落款机关与报告机关一致" in screen
    assert "7.3.5" in screen
    assert gouji("explain", "e001").returncode == 0
    assert "没有编号为" in refused("explain", "Z99")


def test_rules_lists_the_pack() -> None:
    screen = gouji("rules").stdout.decode()
    assert "T310" in screen
    assert "错误" in screen


@pytest.mark.parametrize(("output", "words"), [("markdown", "### T310 "), ("html", "<!DOCTYPE html>"), ("json", "{")])
def test_the_handbook_of_a_pack(tmp_path: Path, output: str, words: str) -> None:
    target = tmp_path / "手册"
    assert gouji("rules", "--format", output, "--output", target).returncode == 0
    text = target.read_text(encoding="utf-8")
    assert words in text
    assert "第一项加第二项之和，等于第三项加第四项之和" in text
    assert gouji("rules", "--format", output).stdout.decode() == text
    assert "is at least" in gouji("rules", "--format", output, "--lang", "en").stdout.decode()


def test_the_handbook_on_a_gbk_console_is_still_json() -> None:
    done = gouji("rules", "--format", "json", encoding="gbk")
    assert json.loads(done.stdout)["rulesets"][0]["id"] == "foi_annual_report"


def test_a_folder_is_checked_and_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "好 报告.md").write_bytes(BASE.read_bytes())
    (tmp_path / "坏.md").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "旧县.md").write_bytes(SAMPLE.read_bytes())
    done = gouji("check", tmp_path, "--format", "json")
    reports = {Path(report["source"]).name: report for report in json.loads(done.stdout)["reports"]}
    assert sorted(reports) == sorted(["坏.md", "好 报告.md", "旧县.md"])
    assert [finding["rule"] for finding in reports["坏.md"]["findings"]] == ["READ"]
    assert reports["好 报告.md"]["findings"] == []
    assert done.returncode == 1


def test_no_such_file_and_an_empty_folder(tmp_path: Path) -> None:
    assert "没有这个文件" in refused("check", tmp_path / "没有.md")
    assert "没有报告" in refused("check", tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("报告.docx", b"PK\x03\x04" + b"\0" * 64, "压缩"),
        ("报告.pdf", b"%PDF-1.7\n", "已损坏"),
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "已损坏"),
        ("报告.xlsx", b"PK\x03\x04" + b"\0" * 64, "压缩"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "图片"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_file_is_refused_with_the_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason in refused("check", tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"\n \n", bytes(range(256)) * 100], ids=["empty", "blank", "binary"])
def test_nothing_to_read_is_refused(content: bytes) -> None:
    refused("check", "-", stdin=content)


def test_a_report_of_another_kind_is_refused() -> None:
    assert "规则集" in refused("check", "-", stdin="# 青禾县2023年财政决算公开\n\n一、收入\n".encode())


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings_of_office_files(encoding: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    done = gouji("check", "-", "--format", "json", stdin=text.encode(encoding))
    plain = gouji("check", "-", "--format", "json", stdin=text.encode())
    assert json.loads(done.stdout)["reports"][0]["findings"] == json.loads(plain.stdout)["reports"][0]["findings"]


def test_line_ends_of_windows_change_nothing() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    windows = gouji("check", "-", "--format", "json", stdin=text.replace("\n", "\r\n").encode())
    plain = gouji("check", "-", "--format", "json", stdin=text.encode())
    assert json.loads(windows.stdout)["reports"][0]["findings"] == json.loads(plain.stdout)["reports"][0]["findings"]


def test_a_report_without_tables_is_a_finding() -> None:
    lines = BASE.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("|"))
    done = gouji("check", "-", "--format", "json", stdin=text.encode())
    found = {finding["rule"] for finding in json.loads(done.stdout)["reports"][0]["findings"]}
    assert {"S04", "T201", "T301"} <= found
    assert done.returncode == 1


def test_a_line_of_50_megabytes_ends_in_time() -> None:
    done = gouji("check", "-", stdin=BASE.read_bytes() + b"x" * 50_000_000)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


RULES = """规则集 我的规则 = mine
  版本  "1"
  沿用表单 foi_annual_report

规则 B01 "标题写明年度报告"
  级别  警告
  依据  编辑建议 "本局要求"
  要求  报告.标题 匹配 /年度报告/
  提示  "标题是“{报告.标题}”"
  违例  报告.标题 改为 "青禾县云溪镇2023年政府信息公开工作年报"
"""


def test_rules_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "我的规则.rules"
    path.write_text(RULES, encoding="utf-8")
    done = gouji("check", SAMPLE, "--rules", path, "--format", "json")
    findings = json.loads(done.stdout)["reports"][0]["findings"]
    assert [finding["rule"] for finding in findings] == ["B01"]
    assert gouji("test", path).returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  要求  报告.标题 匹配", "  要求  报告.标题 匹配 匹配", "^"),
        ("报告.标题 匹配", "报告.标提 匹配", "报告.标题"),
        ("匹配 /年度报告/", "= 3", "^"),
        ("  提示", '规则 B01 "又一条"\n  提示', "B01"),
    ],
    ids=["syntax", "name", "type", "twice"],
)
def test_broken_rules_are_shown_with_their_places(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "坏.rules"
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    message = refused("check", SAMPLE, "--rules", path)
    assert "坏.rules" in message
    assert words in message


UGLY = """规则集 我的规则=mine # 名称
 版本 “1”
规则 B01 "标题写明年度报告" 级别 错误；当 报告.年度≥2021 警告
   # 依据
 依据 编辑建议 "本局要求"
"""
NEAT = """规则集 我的规则 = mine  # 名称
  版本  "1"

规则 B01 "标题写明年度报告"
  级别    错误; 当 报告.年度 >= 2021 警告
  # 依据
  依据    编辑建议 "本局要求"
"""
ENGLISH = """ruleset 我的规则 = mine  # 名称
  version  "1"

rule B01 "标题写明年度报告"
  severity  error; when 报告.年度 >= 2021 warning
  # 依据
  basis     advice "本局要求"
"""


def test_fmt_leaves_the_shipped_pack_as_it_is() -> None:
    done = gouji("fmt", "foi_annual_report", "--check", "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_fmt_rewrites_what_is_not_canonical_and_nothing_else(tmp_path: Path) -> None:
    ugly, neat, deep, hidden = (tmp_path / f"{name}.rules" for name in ("甲", "乙", "下级/丙", ".备份/甲"))
    deep.parent.mkdir()
    hidden.parent.mkdir()
    hidden.write_text(UGLY, encoding="utf-8")
    ugly.write_text(UGLY, encoding="utf-8")
    deep.write_text(UGLY, encoding="utf-8")
    neat.write_text(NEAT, encoding="utf-8")
    before = neat.stat().st_mtime_ns, neat.stat().st_ino
    check = gouji("fmt", tmp_path, "--check")
    assert check.returncode == 1
    assert sorted(line.split("/")[-1] for line in check.stdout.decode().splitlines()) == ["丙.rules", "甲.rules"]
    assert ugly.read_text(encoding="utf-8") == UGLY
    done = gouji("fmt", tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().count("已排版") == 2
    assert ugly.read_bytes() == deep.read_bytes() == NEAT.encode()
    assert (neat.stat().st_mtime_ns, neat.stat().st_ino) == before
    assert hidden.read_text(encoding="utf-8") == UGLY
    assert sorted(path.name for path in tmp_path.iterdir()) == [".备份", "下级", "乙.rules", "甲.rules"]
    again = gouji("fmt", tmp_path, "--check")
    assert (again.returncode, again.stdout) == (0, b"")


def test_fmt_writes_english_and_back(tmp_path: Path) -> None:
    path = tmp_path / "甲.rules"
    path.write_text(NEAT, encoding="utf-8")
    assert "formatted: " in gouji("fmt", path, "--lang", "en").stdout.decode()
    assert path.read_text(encoding="utf-8") == ENGLISH
    assert gouji("fmt", path, "--check").returncode == 0
    assert gouji("fmt", path, "--lang", "zh").returncode == 0
    assert path.read_text(encoding="utf-8") == NEAT


def test_fmt_shows_a_difference_that_patch_understands(tmp_path: Path) -> None:
    path = tmp_path / "甲.rules"
    path.write_text('规则 R1 "\x1b[31m"\n  级别    错误\n要求 a', encoding="utf-8")
    done = gouji("fmt", path, "--diff")
    assert done.returncode == 0
    assert done.stdout.decode() == (
        f"--- {path.as_posix()}\n+++ {path.as_posix()}\n@@ -1,3 +1,3 @@\n"
        ' 规则 R1 "\ufffd[31m"\n   级别    错误\n-要求 a\n\\ No newline at end of file\n+  要求    a\n'
    )
    assert gouji("fmt", path, "--diff", "--check").returncode == 1
    assert path.read_text(encoding="utf-8").endswith("要求 a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fmt_keeps_encoding_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "甲.rules"
    path.write_bytes(UGLY.replace("\n", line_end).encode(encoding))
    assert gouji("fmt", path).returncode == 0
    assert path.read_bytes() == NEAT.replace("\n", line_end).encode(encoding)
    assert gouji("fmt", path, "--check").returncode == 0


def test_fmt_of_standard_input() -> None:
    assert gouji("fmt", "-", stdin=UGLY.encode()).stdout.decode() == NEAT
    assert gouji("fmt", "-", stdin=NEAT.encode("gbk")).stdout.decode("gbk") == NEAT
    assert gouji("fmt", "-", "--lang", "en", stdin=UGLY.encode()).stdout.decode() == ENGLISH
    assert gouji("fmt", "-", "--check", stdin=UGLY.encode()).returncode == 1
    assert gouji("fmt", "-", "--check", stdin=NEAT.encode()).stdout == b""


def test_fmt_leaves_a_broken_file_alone_and_formats_the_others(tmp_path: Path) -> None:
    broken, binary, ugly = (tmp_path / name for name in ("坏.rules", "乱.rules", "甲.rules"))
    broken.write_text(UGLY.replace("依据 编辑建议", "依据 依据"), encoding="utf-8")
    binary.write_bytes(bytes(range(256)) * 9)
    ugly.write_text(UGLY, encoding="utf-8")
    old = broken.read_bytes()
    message = refused("fmt", tmp_path)
    assert "坏.rules:5:5：错误 E001" in message
    assert "＾＾" in message
    assert "乱.rules" in message
    assert broken.read_bytes() == old
    assert ugly.read_text(encoding="utf-8") == NEAT
    assert refused("fmt", "-", stdin='规则 R1 "甲'.encode()).startswith("-:1:7")


def test_fmt_of_nothing(tmp_path: Path) -> None:
    assert "没有" in refused("fmt", tmp_path / "没有.rules")
    assert "没有" in refused("fmt", tmp_path)


PROJECT = """fail_on = "{level}"
[severity]
S22 = "info"
[off]
T401 = "表四由县里统一填报"
[[waivers]]
rule = "N01"
report = "{report}"
reason = "机关更名，批复在办"
by = "张三"
until = {until}
"""


def project(folder: Path, level: str = "error", report: str = "**/旧县*.md", until: str = "2099-12-31") -> Path:
    (folder / "报告").mkdir(exist_ok=True)
    (folder / "报告" / "旧县镇.md").write_bytes(SAMPLE.read_bytes())
    (folder / "gouji.toml").write_text(PROJECT.format(level=level, report=report, until=until), encoding="utf-8")
    return folder / "报告" / "旧县镇.md"


def test_a_project_file_is_found_and_its_waived_finding_stays_visible(tmp_path: Path) -> None:
    report = project(tmp_path)
    done = gouji("check", report)
    screen = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "已豁免 1 处" in screen
    assert "机关更名，批复在办（张三，至 2099-12-31）" in screen
    assert "停用规则 1 条" in screen
    assert "S22  文种" in screen
    assert gouji("check", report, "--no-project").returncode == 1
    assert gouji("check", report, "--fail-on", "warning").returncode == 1
    assert gouji("check", "-", "--project", tmp_path / "gouji.toml", stdin=SAMPLE.read_bytes()).returncode == 1
    assert "1 waived" in gouji("check", report, "--lang", "en").stdout.decode()


def test_the_json_of_a_project(tmp_path: Path) -> None:
    report = project(tmp_path)
    whole = json.loads(gouji("check", report, "--format", "json").stdout)
    jsonschema.validate(whole, SCHEMA)
    (found,) = whole["reports"]
    assert [one["rule"] for one in found["waived"]] == ["N01"]
    assert not {"N01", "T401"} & {one["rule"] for one in found["findings"]}
    assert {one["severity"] for one in found["findings"] if one["rule"] == "S22"} == {"info"}
    plain = json.loads(gouji("check", report, "--format", "json", "--no-project").stdout)["reports"][0]
    left = {one["fingerprint"] for one in found["findings"]} | {one["fingerprint"] for one in found["waived"]}
    assert left == {one["fingerprint"] for one in plain["findings"] if one["rule"] != "T401"}


def test_an_expired_and_an_unused_waiver_are_findings_of_the_file(tmp_path: Path) -> None:
    report = project(tmp_path, until="2020-01-01")
    done = gouji("check", report, "--format", "json")
    whole = json.loads(done.stdout)
    jsonschema.validate(whole, SCHEMA)
    checked, own = whole["reports"]
    assert "N01" in {one["rule"] for one in checked["findings"]}
    assert Path(own["source"]).name == "gouji.toml"
    assert [(one["rule"], one["locations"][0]["line"]) for one in own["findings"]] == [("WAIVER-EXPIRED", 6)]
    report.write_bytes(BASE.read_bytes())
    project_of = {"level": "warning", "report": "报告/*"}
    (tmp_path / "gouji.toml").write_text(PROJECT.format(until="2099-12-31", **project_of), encoding="utf-8")
    done = gouji("check", report)
    assert "WAIVER-UNUSED" in done.stdout.decode()
    assert done.returncode == 1


def test_each_report_of_a_batch_has_its_own_project(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        project(tmp_path / name)
    (tmp_path / "乙" / "gouji.toml").write_text("", encoding="utf-8")
    (tmp_path / "散.md").write_bytes(BASE.read_bytes())
    reports = json.loads(gouji("check", tmp_path, "--format", "json").stdout)["reports"]
    waived = {Path(one["source"]).relative_to(tmp_path).parts[0]: len(one["waived"]) for one in reports}
    assert waived == {"甲": 1, "乙": 0, "散.md": 0}
    assert [one["project"] is None for one in reports if one["source"].endswith("散.md")] == [True]


def test_mistakes_of_all_project_files_end_the_run_with_their_lines(tmp_path: Path) -> None:
    for name, level in (("甲", "fatal"), ("乙", "none")):
        (tmp_path / name).mkdir()
        project(tmp_path / name, level=level)
    message = refused("check", tmp_path)
    assert "甲/gouji.toml:1:1：错误 G006" in message
    assert "乙/gouji.toml:1:1：错误 G006" in message
    assert "不能一起用" in refused("check", BASE, "--no-project", "--project", tmp_path / "甲" / "gouji.toml")
    assert "没有这个文件" in refused("check", BASE, "--project", tmp_path / "没有.toml")


def test_other_commands_take_the_packs_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "我的规则.rules").write_text(RULES, encoding="utf-8")
    (tmp_path / "gouji.toml").write_text('packs = ["我的规则.rules"]\n', encoding="utf-8")
    assert "B01" in gouji("rules", cwd=tmp_path).stdout.decode()
    assert "N01" not in gouji("rules", cwd=tmp_path).stdout.decode()
    assert gouji("explain", "B01", cwd=tmp_path).returncode == 0
    assert gouji("explain", "G003").returncode == 0
    facts = gouji("facts", "-", "--project", tmp_path / "gouji.toml", stdin=SAMPLE.read_bytes())
    assert "行政处罚" in facts.stdout.decode()


def test_no_such_pack_names_the_nearest() -> None:
    assert "foi_annual_report" in refused("check", SAMPLE, "--rules", "foi_anual_report")


def test_help_has_an_example() -> None:
    for command in ("check", "facts", "explain", "rules", "test", "new rule", "new pack"):
        assert "gouji " + command in gouji(*command.split(), "--help", width=120).stdout.decode().partition("例：")[2]


def test_examples_are_tested_and_shown_in_every_format(tmp_path: Path) -> None:
    good, bad = tmp_path / "好.rules", tmp_path / "坏.rules"
    good.write_text(RULES, encoding="utf-8")
    bad.write_text(
        RULES.replace("2023年政府信息公开工作年报", "2022年度报告").replace("= mine", "= bad"), encoding="utf-8"
    )
    done = gouji("test", good, bad)
    screen = done.stdout.decode()
    assert done.returncode == 1
    assert "例子符合 1 个，不符合 0 处" in screen
    assert f"{bad.as_posix()}:10" in screen.replace("\n         ", "")
    assert max(width(line) for line in screen.splitlines()) <= 80
    whole = json.loads(gouji("test", good, bad, "--format", "json").stdout)
    assert [(pack["id"], pack["held"], pack["failed"]) for pack in whole["packs"]] == [("mine", 1, 0), ("bad", 0, 1)]
    target = tmp_path / "结果.xml"
    assert gouji("test", good, bad, "--format", "junit", "--output", target).returncode == 1
    assert '<testsuites name="gouji test" tests="4" failures="1" errors="0" skipped="0">' in target.read_text("utf-8")
    assert gouji("test", good, "--format", "junit", encoding="gbk").stdout.isascii()


def test_examples_of_broken_rules_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "坏.rules"
    path.write_text(RULES.replace("报告.标题 匹配", "报告.标提 匹配"), encoding="utf-8")
    assert "E012" in refused("test", path)


NEW_RULE = ["new", "rule", "--id", "B01", "--title", "新收申请数", "--basis", "格式 “办法” “第三条”"]


def test_a_new_rule_is_written_and_its_example_holds(tmp_path: Path) -> None:
    path = tmp_path / "我的规则.rules"
    done = gouji(*NEW_RULE, "--cell", "表三[新收, 总计]", "--into", path)
    assert done.returncode == 0, done.stderr.decode()
    assert "例子符合 1 个，不符合 0 处" in done.stdout.decode()
    assert gouji("test", path).returncode == 0
    second = ["--require", "表三[新收, 总计] > 0", "--message", "{没有}", "--example", '表三[新收, 总计] 改为 "/"']
    done = gouji(*NEW_RULE, "--id", "B02", *second, "--into", path, "--lang", "en")
    assert done.returncode == 1  # the rule is there, but its example does not make it fail
    assert "undetermined" in done.stdout.decode()
    rules = json.loads(gouji("rules", "--rules", path, "--format", "json").stdout)["rulesets"][0]["chapters"][0][
        "rules"
    ]
    assert [(rule["id"], rule["message"]) for rule in rules] == [
        ("B01", "表三[新收, 总计] 没有填数"),
        ("B02", "{没有}"),
    ]


def test_a_new_rule_that_does_not_compile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "我的规则.rules"
    broken: list[str | Path] = [*NEW_RULE, "--cell", "表三[新受, 总计]", "--into", path]
    assert "是不是“表三.新收”" in refused(*broken)
    assert not path.exists()
    assert "E012" in refused(*broken, "--force")
    assert "新受" in path.read_text(encoding="utf-8")


def test_what_a_new_rule_lacks_is_said_where_nobody_can_be_asked(tmp_path: Path) -> None:
    assert "缺少 --basis、--require、--message、--example、--into" in refused(*NEW_RULE[:6])
    assert "missing --id, --title" in refused("new", "pack", tmp_path / "村", "--lang", "en")
    cell = ["--cell", "表三[新收, 总计]"]
    assert "依据以法律" in refused(*NEW_RULE[:6], "--basis", "规则 甲", *cell, "--into", tmp_path / "x.rules")
    assert "不是 .rules 文件" in refused(*NEW_RULE, *cell, "--into", tmp_path / "x.txt")
    assert "无法写入" in refused(*NEW_RULE, *cell, "--into", tmp_path / "没有" / "x.rules")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal to answer on")
def test_what_a_new_rule_lacks_is_asked_for_on_a_terminal(tmp_path: Path) -> None:
    import pty

    path = tmp_path / "我的规则.rules"
    master, slave = pty.openpty()
    os.write(master, "新收\n格式 “办法”\n".encode())
    command = [sys.executable, "-c", "import cli; cli.main()", "new", "rule", "--id", "B01"]
    command += ["--cell", "表三[新收, 总计]", "--into", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, stdin=slave, capture_output=True, cwd=ROOT, env=environment, timeout=120, check=False
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 0, done.stderr.decode()
    assert "标题" in done.stdout.decode()
    assert '规则 B01 "新收"\n  级别    警告\n  依据    格式 "办法"\n' in path.read_text(encoding="utf-8")


def test_a_new_pack_passes_its_own_tests(tmp_path: Path) -> None:
    folder = tmp_path / "村务"
    done = gouji("new", "pack", folder, "--id", "village", "--title", "村务公开财务表")
    assert done.returncode == 0, done.stderr.decode()
    assert gouji("test", folder).returncode == 0
    assert gouji("check", folder / "base.md", "--rules", folder).returncode == 0
    assert "里已有文件" in refused("new", "pack", folder, "--id", "village", "--title", "又一个")
    assert "只能由拉丁字母" in refused("new", "pack", tmp_path / "x", "--id", "村", "--title", "又一个")
    assert not (tmp_path / "x").exists()
    for command in ("check", "facts", "explain", "rules", "test", "fmt"):
        assert "gouji " + command in gouji(command, "--help", width=120).stdout.decode()


# --- lint

QUESTIONABLE = """规则集 试 = trial
  沿用表单 foi_annual_report
词表 错词
  "错" 应为 "对"
规则 L1 "一"
  级别 错误
  依据 格式 "文"
  要求 存在 表三
  提示 "无"
"""


def test_lint_ends_with_0_where_nothing_is_questionable() -> None:
    done = gouji("lint", "foi_annual_report")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "没有可疑的规则\n", b"")
    assert gouji("lint", "foi_annual_report", "--lang", "en").stdout.decode() == "no questionable rules\n"


def test_lint_shows_what_is_questionable_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "试.rules").write_text(QUESTIONABLE, encoding="utf-8")
    done = gouji("lint", "试.rules", "--ignore", "w001, W010", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode() == (
        '试.rules:5:1：警告 W015：规则“L1”没有建议\n  5 | 规则 L1 "一"\n    | ＾＾^^^^^＾^\n\n1 处可疑或有错\n'
    )
    english = gouji("lint", "试.rules", "--only", "W015", "--lang", "en", cwd=tmp_path).stdout.decode()
    assert 'warning W015: the rule "L1" has no suggestion' in english
    assert english.endswith("\n\n1 questionable or wrong\n")
    assert gouji("lint", "试.rules", "--only", "W030", cwd=tmp_path).returncode == 0
    assert "W99" in refused("lint", tmp_path / "试.rules", "--only", "W99")


def test_lint_as_json(tmp_path: Path) -> None:
    (tmp_path / "试.rules").write_text(QUESTIONABLE, encoding="utf-8")
    done = gouji("lint", "试.rules", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["schema"] == "gouji/lint/1"
    assert [(one["code"], one["level"], one["line"]) for one in told["problems"]] == [
        ("W001", "warning", 3),
        ("W010", "warning", 5),
        ("W015", "warning", 5),
    ]
    assert told["problems"][0] == {
        "code": "W001",
        "level": "warning",
        "file": "试.rules",
        "line": 3,
        "column": 4,
        "end_line": 3,
        "end_column": 6,
        "message": "词表“错词”没有用到",
        "hint": None,
    }


def test_lint_of_broken_rules_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "试.rules").write_text(QUESTIONABLE.replace("存在 表三", "存在 没有的"), encoding="utf-8")
    done = gouji("lint", "试.rules", cwd=tmp_path)
    assert done.returncode == 2
    assert "错误 E012" in done.stdout.decode()
    assert gouji("lint", tmp_path / "没有.rules").returncode == 2


def test_warnings_stop_nothing_and_test_shows_them(tmp_path: Path) -> None:
    rules = tmp_path / "试.rules"
    rules.write_text(QUESTIONABLE, encoding="utf-8")
    checked = gouji("check", BASE, "--rules", rules)
    assert (checked.returncode, checked.stderr) == (0, b"")
    tested = gouji("test", rules)
    assert tested.returncode == 0
    assert "警告 W001" in tested.stderr.decode()


def test_a_code_of_lint_is_explained() -> None:
    assert "违例" in gouji("explain", "W010").stdout.decode()
    assert "failing example" in gouji("explain", "w010", "--lang", "en").stdout.decode()
