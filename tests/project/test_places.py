"""Places of keys: every key is found on the line that it was written on."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from engine.project.places import places

NAMES = st.text(alphabet="abc_-1 .=\"#[]总'", min_size=1, max_size=6)
VALUES = st.sampled_from(
    [
        "1",
        '"x = 1 # [y]"',
        "'[[z]]'",
        "2026-12-31",
        "[\n  1, # ]\n  2,\n]",
        '"""\n[a]\nb = 1\n"""',
        "'''\nc = 2\n'''",
        '"""a"""""',
        '"\\\\"',
        '"\\""',
        "{ a = 1, b = [2] }",
        "1.5  # d = 3",
        '"""\\"""\n"""',
    ]
)
BODIES = st.lists(st.tuples(NAMES, VALUES), unique_by=lambda pair: pair[0], max_size=4)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '\\"') + '"'


@given(BODIES, st.lists(st.tuples(NAMES, BODIES), unique_by=lambda pair: pair[0], max_size=3), st.lists(BODIES))
def test_keys_stand_where_they_were_written(
    top: list[tuple[str, str]],
    tables: list[tuple[str, list[tuple[str, str]]]],
    entries: list[list[tuple[str, str]]],
) -> None:
    text = ""
    wanted: dict[tuple[str | int, ...], int] = {}

    def write(key: tuple[str | int, ...], words: str) -> None:
        nonlocal text
        wanted[key] = text.count("\n") + 1
        text += words + "\n"

    for name, value in top:
        write((f"t{name}",), f"{quoted('t' + name)} = {value}")
    for table, body in tables:
        write((f"u{table}",), f"[ {quoted('u' + table)} ]  # [x]")
        for name, value in body:
            write((f"u{table}", name), f"  {quoted(name)}={value}")
    for number, body in enumerate(entries):
        write(("waivers", number), "[[waivers]]")
        for name, value in body:
            write(("waivers", number, name), f"{quoted(name)} = {value}")
    tomllib.loads(text)
    found = places(text, "f")
    assert {key: found[key].line for key in wanted} == wanted


def test_dotted_keys_and_tables_of_an_entry() -> None:
    text = "a.b = 1\na.c = 2\n[[w]]\nx = 1\n[w.y]\nz = 1\n[[w]]\nx = 2\n"
    lines = {key: span.line for key, span in places(text, "f").items()}
    assert lines == {
        ("a",): 1,
        ("a", "b"): 1,
        ("a", "c"): 2,
        ("w",): 3,
        ("w", 0): 3,
        ("w", 0, "x"): 4,
        ("w", 0, "y"): 5,
        ("w", 1): 7,
        ("w", 1, "x"): 8,
    }


def test_columns_are_those_of_the_key() -> None:
    span = places('\n  "总.体" = 1\n', "f")["总.体",]
    assert (span.line, span.column, span.end_column) == (2, 3, 8)
