"""What came of testing packs as JUnit XML, which build servers and editors show: a suite a pack, a case an example."""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.evaluation.masking import mask
from engine.language.source import excerpt
from engine.outputs.words import EXAMPLE, Language
from engine.verification.differences import unified
from engine.verification.examples import ExampleResult
from engine.verification.verify import PackResult

# No XML 1.0 text may hold these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ASCII_HEAD = "<?xml version='1.0' encoding='us-ascii'?>\n"


def render_tests(packs: Sequence[PackResult], language: Language = "zh", *, ascii_only: bool = False) -> str:
    """All packs as one XML text, without times: the same input gives the same text.

    ``ascii_only`` writes other characters as references, for any console.
    """
    root = Element("testsuites", name="gouji test")
    _count(root, [result for pack in packs for result in pack.results])
    return "".join(pieces_of(root, (_suite(pack, language) for pack in packs), ascii_only=ascii_only))


def pieces_of(root: Element, suites: Iterable[Element], *, ascii_only: bool) -> Iterator[str]:
    """The text of an XML document, with its declaration, an indented suite at a time; ``root`` is empty."""
    start = _text(root, ascii_only).removesuffix(" />")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{start}'
    is_empty = True
    for suite in suites:
        indent(suite, level=1)
        yield f"{'>' if is_empty else ''}\n  {_text(suite, ascii_only)}"
        is_empty = False
    yield " />\n" if is_empty else f"\n</{root.tag}>\n"


def _text(element: Element, ascii_only: bool) -> str:
    text: str = tostring(element, encoding="us-ascii").decode() if ascii_only else tostring(element, encoding="unicode")
    return text.removeprefix(_ASCII_HEAD)


def _suite(pack: PackResult, language: Language) -> Element:
    suite = Element("testsuite", name=legal(pack.ruleset.identity.id))
    _count(suite, pack.results)
    for result in pack.results:
        _case(suite, pack, result, language)
    return suite


def _count(element: Element, results: Sequence[ExampleResult]) -> None:
    """What could not be run is an error, what came out otherwise than it must a failure."""
    element.set("tests", str(len(results)))
    element.set("failures", str(sum(not result.ok and result.verdict is not None for result in results)))
    element.set("errors", str(sum(not result.ok and result.verdict is None for result in results)))
    element.set("skipped", "0")


def _case(suite: Element, pack: PackResult, result: ExampleResult, language: Language) -> None:
    identity, place = pack.ruleset.identity, result.place
    name = EXAMPLE[language][None]
    if result.example is not None:
        name = mask(excerpt(pack.ruleset.files, result.example.span))
    case = SubElement(suite, "testcase", name=" ".join(legal(name).split()))
    case.set("classname", legal(f"{identity.id}.{result.rule}" if result.rule else identity.id))
    if place is not None:
        case.set("file", legal(place.file))
        case.set("line", str(place.line))
    if result.ok:
        return
    problem = (result.problem if language == "zh" else result.english) or ""
    wrong = SubElement(case, "error" if result.verdict is None else "failure", message=legal(problem))
    wrong.set("type", result.verdict.value if result.verdict is not None else "not_run")
    wrong.text = legal("\n".join([problem, *_difference(pack, result), *_read(result)]))


def _difference(pack: PackResult, result: ExampleResult) -> tuple[str, ...]:
    if pack.ruleset.base is None or result.edited is None:
        return ()
    return unified(pack.ruleset.base, result.edited)


def _read(result: ExampleResult) -> list[str]:
    return [f"{one.name} = {one.value}" for one in result.evidence if one.value is not None]


def legal(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _ILLEGAL.sub("\ufffd", text)
