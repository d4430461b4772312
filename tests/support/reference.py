"""The table of built-in functions in docs/language.md. ``make reference`` writes it anew."""

from pathlib import Path

from engine.functions import FUNCTIONS
from engine.model.function import Function, Parameter

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
_START, _END = "### 函数\n\n", "\n## 关键字"


def function_table() -> str:
    """The table as it should stand: one line a function, in the order of the English names."""
    functions = sorted(
        {function.english: function for function in FUNCTIONS.values()}.values(), key=lambda f: f.english
    )
    return "".join(["| 写法 | English | 意思 | meaning |\n|---|---|---|---|\n", *map(_line, functions)])


def written_table() -> str:
    """The table as it stands in the page."""
    text = PAGE.read_text(encoding="utf-8")
    return text[text.index(_START) + len(_START) : text.index(_END)]


def _line(function: Function) -> str:
    chinese = ", ".join(_shown(parameter, parameter.name) for parameter in function.parameters)
    english = ", ".join(_shown(parameter, parameter.english) for parameter in function.parameters)
    cells = (f"`{function.name}({chinese})`", f"`{function.english}({english})`", function.doc, function.english_doc)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def _shown(parameter: Parameter, name: str) -> str:
    return f"{name}…" if parameter.repeated else f"[{name}]" if parameter.optional else name


def main() -> None:
    text = PAGE.read_text(encoding="utf-8").replace(written_table(), function_table())
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
