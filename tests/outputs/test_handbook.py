"""The handbook of a pack, in every format: complete, and no word of a rules file becomes markup."""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engine.authoring.quoting import quoted
from engine.commands import rules as command
from engine.language.checked import Ruleset
from engine.outputs import handbook, html, markdown, terminal_rules, terminal_screen
from engine.outputs.handbook import Entry, Handbook, outcome
from engine.outputs.json import render_rules
from engine.outputs.phrases import Code, plain
from engine.outputs.words import Language
from engine.packs import cache
from engine.verification.differences import Change
from engine.verification.verify import PackResult, verify
from tests.evaluation.village import rule, ruleset
from tests.outputs.packs import BASE, RULES, village_pack
from tests.support.packs import shipped_pack, verified

LANGUAGES: list[Language] = ["zh", "en"]
HOSTILE = [
    '"><script>alert(1)</script>',
    "</style></title><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "[x](javascript:alert(1)) ![y](http://a.example/b.png) <http://a.example> www.a.example",
    "`a` ``b`` ` | \\| **c** _d_ ~~e~~ # f",
    "a\n\n# b\n| c | d |\n|---|---|",
    "```\n</pre>",
    "\\",
    "`",
]


def made(rules: str = RULES, language: Language = "zh", base: str | None = BASE) -> Handbook:
    return handbook.make(village_pack(rules, base), language)


def hostile(words: str) -> Handbook:
    """A handbook in which the words stand everywhere that an author can put a text."""
    text = quoted(words.replace("{", "{{").replace("}", "}}"))
    clauses = f"依据 格式 {quoted(words)} {quoted(words)}\n要求 正文 包含 {quoted(words)}\n提示 {text}\n建议 {text}"
    head = " ".join(words.split())
    rules = rule(f"{clauses}\n违例 “本年收支平衡。” 改为 {quoted(words)}").replace('"一条"', quoted(words))
    return made(f"# {head}\n{rules}", base=BASE)


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


ALLOWED = set(
    "html head meta title style body div header h1 ul li code nav details summary ol a span main section h2 article h3 "
    "dl dt dd table thead tbody tr th td p br del ins pre".split()
)


def safe(page: Page) -> None:
    """Only the elements of the template, and nothing that loads, runs, or leads out of the page."""
    assert {tag for tag, _ in page.elements} <= ALLOWED
    for tag, attributes in page.elements:
        if tag != "meta":
            assert set(attributes) <= {"lang", "class", "id", "href", "open"}
        assert (attributes.get("href") or "#").startswith("#")


@pytest.fixture(scope="module", params=LANGUAGES)
def shipped(request: pytest.FixtureRequest) -> tuple[Handbook, Language]:
    return handbook.make(verified(), request.param), request.param


def entries(book: Handbook) -> list[Entry]:
    return [entry for chapter in book.chapters for entry in chapter.entries]


def test_every_rule_of_the_pack_is_there_in_words(shipped: tuple[Handbook, Language]) -> None:
    book, language = shipped
    ruleset = shipped_pack()
    assert [entry.rule for entry in entries(book)] == [one.id for one in ruleset.rules]
    page = Page(html.render_handbooks([book], language))
    safe(page)
    text = markdown.render_handbooks([book], language)
    for one in ruleset.rules:
        assert any(heading.startswith(f"{one.id}{one.title}") for heading in page.texts["h3"])
        assert f"### {one.id} " in text
    assert len(page.texts["tr"]) > sum(len(one.examples) for one in ruleset.rules)


def test_chapters_are_named_by_the_comment_their_file_begins_with(shipped: tuple[Handbook, Language]) -> None:
    titles = [chapter.title for chapter in shipped[0].chapters]
    assert "T3 表三：收到和处理政府信息公开申请情况" in titles
    assert titles[0] == "A 汇总"


def test_without_a_comment_the_file_names_the_chapter() -> None:
    assert [chapter.title for chapter in made().chapters] == ["rules"]
    assert [chapter.title for chapter in made(f"\n  ＃＃ 收支 \n{RULES}").chapters] == ["收支"]


def test_a_rule_says_all_of_its_clauses() -> None:
    (entry,) = entries(
        made(
            rule(
                "依据 法律 “办法” “第三条” 待核\n对每个 行 于 资金表.行\n当 存在 行\n要求 行.值数 = 3\n"
                "禁止 行.值数 = 2\n"
                "合报\n提示 “{行.名称}不对”\n建议 “改”\n违例 资金表[收入, 自筹] 改为 “30 | 5”",
                "警告; 当 存在 概况 错误",
            )
        )
    )
    assert [(name, plain(phrase)) for name, phrase in handbook.rows(entry, "zh")] == [
        ("级别", "警告；当 报告里有 概况时为错误"),
        ("依据", "编辑建议：账目清楚"),
        ("依据", "法律法规：办法 第三条（条文待核）"),
        ("逐一检查", "资金表.行 中的每个 行"),
        ("适用条件", "报告里有 行"),
        ("要求", "行.值数 等于 3"),
        ("禁止", "行.值数 等于 2"),
        ("报告方式", "几处不合格合成一条"),
        ("提示", "{行.名称}不对"),
        ("建议", "改"),
    ]
    assert dict(handbook.rows(entry, "en"))["severity"][0] == "warning"


def test_an_example_shows_what_changes_and_what_comes_out() -> None:
    first, second, third, fourth = entries(made())[0].examples
    assert first.edits == (Code('资金表[收入, 自筹] 改为 "31"'),)
    assert first.changes == (Change("| 一、收入 | 70 | 30 | 100 |", "| 一、收入 | 70 | 31 | 100 |"),)
    assert outcome(first, "zh") == "报错：“一、收入”相加为 101，写作 100"
    assert outcome(first, "en") == "finding: “一、收入”相加为 101，写作 100"
    assert outcome(second, "zh").startswith("例子不成立：合例应当通过")
    assert outcome(third, "zh") == "例子不成立：违例应当不通过，结果是通过"
    english = entries(made(language="en"))[0].examples[2]
    assert outcome(english, "en") == "the example does not hold: the example should fail, but it came out passed"
    assert outcome(fourth, "zh") == "例子不成立：修改之后与基准相同"


def test_a_pack_without_a_base_report_still_has_a_handbook() -> None:
    book = made(base=None)
    assert [example.changes for entry in entries(book) for example in entry.examples] == [()] * 4
    safe(Page(html.render_handbooks([book])))


def test_the_terms_explain_the_words_in_code() -> None:
    terms = {term.name: term.meaning for term in made(rule("要求 合计(资金表[收入, 上级 .. 自筹]) = 100")).terms}
    assert terms == {"合计(数)": "各数相加；可以写几个数，也可以写一行、一列或一片格。"}
    assert {term.name for term in made().terms} == {"行.名称", "部分.正文"}


@pytest.mark.parametrize("words", HOSTILE)
def test_html_shows_hostile_words_as_they_are(words: str) -> None:
    page = Page(html.render_handbooks([hostile(words)]))
    safe(page)
    assert page.texts["h3"] == [f"R1{words}错误"]
    assert page.texts["h2"][0] == " ".join(words.split())
    assert page.texts["dd"].count(words) >= 2
    assert page.texts["pre"][0].startswith("规则 R1 ")


def inline(tokens: list[Token], opening: str) -> list[Token]:
    """The inline tokens that follow each opening token of a kind."""
    return [tokens[index + 1] for index, token in enumerate(tokens) if token.type == opening]


def shown(token: Token) -> str:
    assert token.children is not None
    assert {child.type for child in token.children} <= {"text", "text_special", "code_inline", "softbreak"}
    return "".join(child.content for child in token.children)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def single(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_hostile_words_as_they_are(words: str) -> None:
    tokens = parsed(markdown.render_handbooks([hostile(words)]))
    headings = [shown(token) for token in inline(tokens, "heading_open")]
    assert headings == ["村级资金公布", single(words), f"R1 {single(words)}"]
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline", "strong_open", "strong_close", "html_inline"}
    breaks = {c.content for token in tokens for c in token.children or () if c.type == "html_inline"}
    assert breaks <= {"<br>"}
    assert len([token for token in tokens if token.type == "table_open"]) == 1
    cells = inline(tokens, "td_open")
    assert len(cells) == 4
    assert "html_block" not in {token.type for token in tokens}
    (fence,) = (token for token in tokens if token.type == "fence")
    assert fence.content.startswith("规则 R1 ")
    assert quoted(words) in fence.content


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_escaped_text_reads_as_the_text(words: str) -> None:
    tokens = parsed(f"### x {markdown.escape(words)} x")
    assert shown(tokens[1]).split() == f"x {words} x".split()


@given(st.text("`|\\a *<&", min_size=1))
def test_a_code_span_reads_as_the_code(words: str) -> None:
    expected = single(words)
    (token,) = inline(parsed(f"x {markdown.code(words)} x"), "paragraph_open")
    assert [child.content.strip() for child in token.children or () if child.type == "code_inline"] == [expected]
    cells = inline(parsed(f"| a | b |\n|---|---|\n| {markdown.code(words, in_table=True)} | c |\n"), "td_open")
    assert len(cells) == 2
    assert [child.content.strip() for child in cells[0].children or ()] == [expected]


def test_code_spans_side_by_side_stay_two() -> None:
    text = markdown.render_handbooks([made(rule("要求 公布.年度 = 2022\n提示 “{公布.年度}{公布.单位}”"))])
    (message,) = (line for line in text.splitlines() if line.startswith("- **提示**"))
    children = parsed(message)[3].children or ()
    assert [one.content for one in children if one.type == "code_inline"] == ["{公布.年度}", "{公布.单位}"]


def test_html_needs_nothing_from_outside(shipped: tuple[Handbook, Language]) -> None:
    text = html.render_handbooks([shipped[0]], shipped[1])
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", style)
    assert "default-src 'none'" in text
    for rule_of_style in ("prefers-color-scheme: dark", "@media print", "max-width: 40rem"):
        assert rule_of_style in style


def test_every_link_of_the_contents_leads_to_a_rule(shipped: tuple[Handbook, Language]) -> None:
    page = Page(html.render_handbooks([shipped[0]], shipped[1]))
    anchors = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = [(attributes["href"] or "")[1:] for tag, attributes in page.elements if tag == "a"]
    assert len(set(anchors)) == len(anchors)
    assert sorted(links) == sorted(str(anchor) for anchor in anchors)


def test_json_has_the_clauses_of_every_rule() -> None:
    whole = json.loads(render_rules([made()]))
    assert whole["schema"] == "gouji/rules/1"
    (one,) = whole["rulesets"]
    assert one["applies"] == ["公布.年度 不小于 2020"]
    first = one["chapters"][0]["rules"][0]
    assert first["require"] == ["资金表[行, 上级] + 资金表[行, 自筹] 等于 资金表[行, 总计]"]
    assert first["basis"] == [{"binding": "format", "document": "办法", "article": None, "verified": True}]
    assert (Path(first["file"]).name, first["line"]) == ("rules.rules", 1)
    assert first["examples"][0]["outcome"] == "报错：“一、收入”相加为 101，写作 100"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_on_the_screen(language: Language) -> None:
    found = handbook.find([ruleset(RULES, BASE)], "r1", language)
    assert found is not None
    stream = io.StringIO()
    terminal_rules.explain(*found, terminal_screen.console(stream, width=80), language)
    screen = stream.getvalue()
    expected = {
        "zh": ["R1  行合计", "统一格式：办法", "资金表.行 中的每个 行", "报错：“一、收入”相加为 101，写作 100"],
        "en": ["official format: 办法", "each 行 of 资金表.行", "finding: “一、收入”相加为 101，写作 100"],
    }[language]
    for words in [*expected, "rules.rules:1", '违例 资金表[收入, 自筹] 改为 "31"']:
        assert words in screen, words
    assert handbook.find([ruleset(RULES, BASE)], "R9", language) is None


def test_markup_of_rich_in_a_title_is_shown_as_it_is() -> None:
    stream = io.StringIO()
    terminal_rules.listing([made()], terminal_screen.console(stream, width=100))
    assert "[bold]有概况[/nothing] <b> &" in stream.getvalue()


def test_the_same_pack_gives_the_same_text() -> None:
    for render in (html.render_handbooks, markdown.render_handbooks, render_rules):
        assert render([made()]) == render([made()])


def test_a_handbook_is_kept_until_the_pack_or_the_language_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path)
    runs: list[Ruleset] = []

    def counting(pack: Ruleset) -> PackResult:
        runs.append(pack)
        return verify(pack)

    monkeypatch.setattr(command, "verify", counting)
    first = ruleset(RULES, BASE)
    books = [command._handbook(first, "zh") for _ in range(2)]
    assert books[0] == books[1] == handbook.make(verify(first), "zh")
    assert len(runs) == 1
    command._handbook(first, "en")
    command._handbook(ruleset(RULES, BASE + "\n附注。"), "zh")
    command._handbook(ruleset(RULES + "\n", BASE), "zh")
    assert len(runs) == 4
