"""The table of functions in docs/language.md is in step with the functions."""

from tests.support.reference import function_table, written_table


def test_the_table_of_functions_is_in_step() -> None:
    assert written_table() == function_table(), "run `make reference`"
