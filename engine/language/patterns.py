"""Patterns: what is wrong with one, and what one comes to whose parts have names of their own.

``{年份}`` in a pattern stands for the pattern of ``定义 年份 为 /…/``, as if ``(?:…)`` were written there. It cannot be
confused with a number of repetitions (``{2,4}``), nor with the name of a class (``\\p{Han}``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.language import messages, tree
from engine.language.checked import Defined, Literal
from engine.language.nearest import nearest
from engine.model import pattern as re2
from engine.model.diagnostic import Diagnostic
from engine.model.types import Kind

LONGEST = 1000  # characters; what a pattern costs to compile grows with its square
_LONG = f"长过 {LONGEST} 个字", f"it is longer than {LONGEST} characters"
_DEEPEST = 100  # patterns within patterns
_NAME = r"\{(?P<name>[^\W\d]\w*)\}"
_PARTS = re.compile(rf"\\[pPx]\{{[^}}]*\}}|\\.|(?P<set>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])|{_NAME}", re.DOTALL)
# What RE2 says of a pattern, by how it begins.
_PROBLEMS = {
    "missing )": "缺少“)”",
    "unexpected )": "多了“)”",
    "missing ]": "缺少“]”",
    "missing argument to repetition operator": "“*”“+”“?”前面没有可以重复的内容",
    "no argument for repetition operator": "“*”“+”“?”前面没有可以重复的内容",
    "bad repetition operator": "重复的写法不对",
    "invalid repetition": "重复的次数不对",
    "invalid escape sequence": "没有这样的转义",
    "invalid character class": "方括号里的范围不对",
    "invalid perl operator": "不支持这种写法（前后查看、反向引用都没有）",
    "invalid named capture": "括号组的名称不对",
    "trailing \\": "末尾多了“\\”",
}


def problem(source: str) -> tuple[str, str] | None:
    """What is wrong with a pattern, in Chinese and English; ``None`` when it is good."""
    if len(source) > LONGEST:
        return _LONG
    said = re2.problem(source)
    if said is None:
        return None
    kind, colon, quoted = said.partition(": ")
    chinese = next((words for start, words in _PROBLEMS.items() if kind.startswith(start)), kind)
    return f"{chinese}（{quoted}）" if colon else chinese, said


@dataclass(slots=True)
class Patterns:
    """The patterns that have names; ``used`` collects those that others are made of.

    ``broken`` are names of what is wrong in itself: nobody needs to hear of it again.
    """

    named: Mapping[str, tree.Pattern | str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    broken: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict)

    def source(self, node: tree.Pattern, diagnostics: list[Diagnostic]) -> str:
        """A pattern with those written out that it names; complains of names that are none, and of circles."""
        found = self._written_out(node, (), diagnostics)
        if found != node.source and (wrong := problem(found)) is not None:
            diagnostics.append(messages.BAD_PATTERN.at(node.span, problem=wrong))
            return node.source
        return found

    def _written_out(self, node: tree.Pattern, path: tuple[str, ...], diagnostics: list[Diagnostic]) -> str:
        """What is longer than a pattern may be is cut off: it is refused as it is, and could double with every name."""
        if "{" not in node.source:
            return node.source
        return _PARTS.sub(lambda part: self._part(part, node, path, diagnostics), node.source)[: LONGEST + 1]

    def _part(
        self, part: re.Match[str], node: tree.Pattern, path: tuple[str, ...], diagnostics: list[Diagnostic]
    ) -> str:
        name = part["name"]
        if name is None:
            inner = re.search(_NAME, part["set"] or "")
            if inner is not None and inner["name"] in self.named:
                diagnostics.append(messages.PATTERN_IN_SET.at(node.span, name=inner["name"]))
        elif name not in self.named:
            guess = messages.guess(nearest(name, self.named))
            if name not in self.broken:
                diagnostics.append(messages.UNKNOWN_PATTERN.at(node.span, name=name, guess=guess))
        elif name in path:
            diagnostics.append(messages.CIRCULAR_DEFINITION.at(node.span, name=name))
        elif len(path) == _DEEPEST:
            diagnostics.append(messages.TOO_DEEP.at(node.span, limit=_DEEPEST))
        else:
            self.used.add(name)
            return f"(?:{self._named(name, (*path, name), diagnostics)})"
        return part[0]

    def _named(self, name: str, path: tuple[str, ...], diagnostics: list[Diagnostic]) -> str:
        if name not in self._known:
            found = self.named[name]
            self._known[name] = found if isinstance(found, str) else self._written_out(found, path, diagnostics)
        return self._known[name]


def patterns(
    declarations: Iterable[tree.Declaration], taken: Mapping[str, Defined], used: set[str], broken: frozenset[str]
) -> Patterns:
    """The patterns that a pack defines, and those of the packs that it takes in."""
    before: dict[str, tree.Pattern | str] = {
        name: str(one.operand.value)
        for name, one in taken.items()
        if isinstance(one.operand, Literal) and one.type.kind is Kind.PATTERN
    }
    own = {
        node.name.text: node.expression
        for node in declarations
        if isinstance(node, tree.Definition) and isinstance(node.expression, tree.Pattern)
    }
    wrong = {name for name, node in own.items() if problem(node.source) is not None}
    return Patterns({name: one for name, one in (before | own).items() if name not in wrong}, used, broken | wrong)
