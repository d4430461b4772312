"""A rule from what its author says: the text of its declaration."""

import re
from typing import Literal

from engine.authoring.quoting import code, message, quoted
from engine.language.diagnostics import width
from engine.language.keywords import BY_TERMINAL, BY_WORD
from engine.model.citation import Binding, Citation
from engine.model.finding import Severity
from engine.model.struct import Struct

Language = Literal["zh", "en"]

_COLUMNS: dict[Language, int] = {"zh": 8, "en": 14}  # for a keyword of a rule and the blanks after it
_QUOTED = re.compile(r'\s*(?:"([^"]*)"|“([^”]*)”)')


class RuleDraft(Struct, frozen=True):
    """What an author says about a new rule.

    ``require``, ``example`` and ``cell`` are in the rules language, the rest is plain text. With a ``cell`` the
    requirement, the message and the example may be left out: the rule is then that the cell is filled in.
    """

    id: str
    title: str
    severity: Severity
    basis: tuple[Citation, ...]
    require: str | None = None
    message: str | None = None
    example: str | None = None
    suggestion: str | None = None
    cell: str | None = None


def citation(text: str) -> Citation | None:
    """A basis as authors write it: ``格式 “文件” “条款”``, or without quotation marks ``格式 文件``.

    ``None`` when it does not begin with how binding it is, or names no document.
    """
    binding, _, rest = text.strip().partition(" ")
    keyword = BY_WORD.get(binding)
    if keyword is None or keyword.english not in set(Binding) or not rest.strip():
        return None
    texts = [first or second for first, second in _QUOTED.findall(rest)]
    if _QUOTED.sub("", rest).strip() or not 1 <= len(texts) <= 2 or not texts[0].strip():
        return Citation(Binding(keyword.english), rest.strip())
    return Citation(Binding(keyword.english), texts[0], texts[1] if len(texts) > 1 else None)


def write_rule(draft: RuleDraft, language: Language) -> str:
    """The declaration, with the keywords of a language; ends with a line end."""
    cell = code(draft.cell or "")
    clauses = [("SEVERITY", _keyword(draft.severity.name, language))]
    clauses += [("BASIS", _basis(one, language)) for one in draft.basis]
    if draft.require:
        clauses.append(("REQUIRE", code(draft.require)))
    else:
        clauses.append(("REQUIRE", f"{cell}.{'有值' if language == 'zh' else 'has_value'}"))
    if draft.message:
        clauses.append(("MESSAGE", message(draft.message)))
    else:
        clauses.append(("MESSAGE", message(f"{cell} 没有填数" if language == "zh" else f"{cell} is not filled in")))
    if draft.suggestion:
        clauses.append(("SUGGEST", message(draft.suggestion)))
    example = code(draft.example) if draft.example else f'{cell} {_keyword("TO", language)} ""'
    clauses.append(("FAILS", example))
    lines = [f"{_keyword('RULE', language)} {code(draft.id)} {quoted(draft.title)}"]
    lines += [f"  {_padded(terminal, _COLUMNS[language], language)}{words}" for terminal, words in clauses]
    return "\n".join(lines) + "\n"


def write_header(form_of: str, language: Language) -> str:
    """The header of a ruleset of one's own that takes the form and the base report of another pack."""
    title, name = ("我的规则", "我的规则") if language == "zh" else ("My rules", "mine")
    return (
        f"{_keyword('RULESET', language)} {name} = mine\n"
        f"  {_padded('TITLE', 10, language)}{quoted(title)}\n"
        f"  {_padded('FORM_OF', 10, language)}{code(form_of)}\n"
    )


def _basis(one: Citation, language: Language) -> str:
    article = f" {quoted(one.article)}" if one.article else ""
    return f"{_keyword(one.binding.name, language)} {quoted(one.document)}{article}"


def _keyword(terminal: str, language: Language) -> str:
    keyword = BY_TERMINAL[terminal]
    return keyword.chinese if language == "zh" else keyword.english


def _padded(terminal: str, columns: int, language: Language) -> str:
    keyword = _keyword(terminal, language)
    return keyword + " " * (columns - sum(map(width, keyword)))
