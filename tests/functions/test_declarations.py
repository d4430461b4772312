"""What every built-in function declares about itself, and its examples, run as rules."""

from pathlib import Path

import pytest

import engine.functions
from engine.functions import FUNCTIONS
from engine.model.finding import Verdict
from engine.model.function import Function
from tests.evaluation.village import outcome

ALL = sorted({function.english: function for function in FUNCTIONS.values()}.values(), key=lambda one: one.english)
EXAMPLES = [(function, example) for function in ALL for example in function.examples]


def test_every_file_of_the_package_is_a_function_under_both_names() -> None:
    files = {path.stem for path in Path(engine.functions.__file__).parent.glob("*.py") if path.stem[0] != "_"}
    assert {function.english for function in ALL} == files
    assert set(FUNCTIONS) == files | {function.name for function in ALL}


@pytest.mark.parametrize("function", ALL, ids=lambda one: one.english)
def test_a_function_is_documented_in_both_languages(function: Function) -> None:
    assert function.doc.endswith("。")
    assert function.english_doc.isprintable()
    assert function.english_doc.endswith(".")
    assert [parameter.repeated for parameter in function.parameters[:-1]].count(True) == 0
    # A lexicon cannot be written in an expression, so this one function has no example.
    assert function.examples or function.english == "slips"


@pytest.mark.parametrize(("function", "example"), EXAMPLES, ids=[example.expression for _, example in EXAMPLES])
def test_an_example_comes_to_what_it_says(function: Function, example: object) -> None:
    expression, result = example.expression, example.result  # type: ignore[attr-defined]
    requirement = {"真": expression, "假": f"非 ({expression})"}.get(result, f"{expression} = {result}")
    assert outcome(f"要求 {requirement}").verdict is Verdict.PASSED
    english = requirement.replace(f"{function.name}(", f"{function.english}(", 1)
    assert outcome(f"要求 {english}").verdict is Verdict.PASSED
