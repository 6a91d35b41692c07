"""From bytes to values and places: YAML 1.2 and JSON give the same tree, and nothing hostile gets further."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from places import FIXTURES

from assessor import InputOutputError, InvalidStrategyError, load_strategy, parse_strategy, strategy_from
from assessor.documents.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from assessor.documents.positions import Mark
from assessor.documents.problems import SyntaxProblem
from assessor.documents.reading import Syntax, read_bytes, read_tree
from assessor.documents.tree import Tree

SYNTAXES: tuple[Syntax, ...] = ("yaml", "json")


def read(text: str | bytes, syntax: Syntax = "yaml") -> Tree:
    return read_tree(text.encode() if isinstance(text, str) else text, "document", syntax)


def refused(text: str | bytes, syntax: Syntax = "yaml") -> str:
    """Return the code of the problem that stops the reading."""
    with pytest.raises(SyntaxProblem) as caught:
        read(text, syntax)
    return caught.value.problem.code


# --- scalars


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"), ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("y", "y"),
        ("true", True), ("False", False), ("TRUE", True), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("nil", "nil"),
        ("12", 12), ("-7", -7), ("+3", 3), ("007", 7), ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"),
        ("1_000", "1_000"), ("1,000", "1,000"), ("12:30", "12:30"), ("190:20:30", "190:20:30"),
        ("1.5", 1.5), (".5", 0.5), ("2.", 2.0), ("1e3", 1000.0), ("1.0", 1.0), ("1.2.3", "1.2.3"),
        ("2024-05-01", "2024-05-01"), ("2024", 2024), ("'2024'", "2024"), ('"12"', "12"), ("'true'", "true"),
        ("'~'", "~"), ("!!str 12", "12"), ("a # b", "a"), ("a#b", "a#b"), ("=", "="),
    ],
)  # fmt: skip
def test_a_yaml_scalar_means_what_yaml_1_2_says(written: str, meant: Any) -> None:
    value = read(f"key: {written}\n").value["key"]
    assert value == meant
    assert type(value) is type(meant)


def test_a_folded_text_is_one_line_and_a_literal_text_keeps_its_lines() -> None:
    text = "folded: >-\n  one\n  two\nliteral: |\n  one\n  two\n"
    assert read(text).value == {"folded": "one two", "literal": "one\ntwo\n"}


def test_keys_are_text_whatever_they_look_like() -> None:
    assert list(read("12: a\ntrue: b\n2024-01-01: c\n").value) == ["12", "true", "2024-01-01"]


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing() -> None:
    plain = "a: 1\nb:\n- c\n- d: |\n    e\n"
    windows = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    assert read(windows).value == read(plain).value


# --- places


def _place(tree: Tree, *path: str | int) -> tuple[int, int, int, int]:
    mark = tree.positions.nearest(path)
    return mark.key_line, mark.key_column, mark.line, mark.column


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_values_keys_and_entries_of_lists_have_the_place_where_they_stand(syntax: Syntax) -> None:
    tree = read('{"a": 1,\n "bb": {"c":\n  "x"},\n "l": [10, [20,\n  30]]}\n', syntax)
    assert _place(tree) == (1, 1, 1, 1)
    assert _place(tree, "a") == (1, 2, 1, 7)
    assert _place(tree, "bb") == (2, 2, 2, 8)
    assert _place(tree, "bb", "c") == (2, 9, 3, 3)
    assert _place(tree, "l", 0) == (4, 8, 4, 8)
    assert _place(tree, "l", 1, 1) == (5, 3, 5, 3)


def test_values_in_block_style_have_the_place_where_they_stand() -> None:
    tree = read("# note\nfirst: one\n\nlist:\n  - a: 1\n    b: 2\n  -   three\nñandú: x\n")
    assert _place(tree, "first") == (2, 1, 2, 8)
    assert _place(tree, "list") == (4, 1, 5, 3)
    assert _place(tree, "list", 0) == (5, 5, 5, 5)
    assert _place(tree, "list", 0, "b") == (6, 5, 6, 8)
    assert _place(tree, "list", 1) == (7, 7, 7, 7)
    assert _place(tree, "ñandú") == (8, 1, 8, 8)


def test_what_has_no_place_is_at_the_nearest_part_around_it() -> None:
    tree = read("a:\n  b: 1\n")
    assert _place(tree, "a", "gone", "deeper") == _place(tree, "a")


# --- the same content


def _texts() -> st.SearchStrategy[str]:
    return st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"),
        max_size=12,
    )


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """Plain values as a document holds them."""
    scalars = st.one_of(
        st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False,
        allow_infinity=False),
        _texts(), st.sampled_from(["NO", "~", "1e3", "0o17", "a: b", "- a", "#", "2024-01-01", "\n",
        "a\tb", '"', "\\"]),
    )  # fmt: skip
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts(), inner, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(_texts(), values, min_size=1, max_size=5)


def _block(value: Any, indent: int = 0) -> str:
    """Return values as YAML in block style, each scalar in double quotes or bare as JSON has it."""
    start = "\n" + " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{start}{_scalar(key)}: {_block(inner, indent + 2)}" for key, inner in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{start}- {_block(inner, indent + 2)}" for inner in value)
    return _scalar(value)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _marks(mark: Mark) -> Any:
    parts = {key: _marks(inner) for key, inner in (mark.parts or {}).items()}
    return mark.line, mark.column, mark.key_line, mark.key_column, parts


@given(contents())
def test_the_same_content_gives_the_same_values_in_yaml_and_json(content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    assert repr(read(text, "json").value) == repr(content)
    assert read(text, "yaml").value == content
    assert read(_block(content), "yaml").value == content


@given(contents())
def test_json_read_as_yaml_has_every_part_in_the_same_place(content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    assert _marks(read(text, "yaml").positions.root) == _marks(read(text, "json").positions.root)


# --- anchors


def test_an_alias_gives_what_its_anchor_names_with_the_place_of_the_anchor() -> None:
    tree = read("one: &p {start: 2024}\ntwo: *p\nlist: [&t text, *t]\n")
    assert tree.value == {"one": {"start": 2024}, "two": {"start": 2024}, "list": ["text", "text"]}
    assert _place(tree, "two") == (2, 1, 1, 6)
    assert _place(tree, "two", "start")[2:] == (1, 17)


def test_an_anchor_that_is_set_again_names_the_later_value() -> None:
    assert read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").value == {"a": 1, "b": 1, "c": 2, "d": 2}


# --- limits


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_document_may_be_as_deep_as_the_limit_and_no_deeper(syntax: Syntax) -> None:
    def nested(depth: int) -> str:
        return '{"a":' + "[" * (depth - 1) + "]" * (depth - 1) + "}"

    assert read(nested(MAX_DEPTH), syntax).value["a"] is not None
    assert refused(nested(MAX_DEPTH + 1), syntax) == "too-deep"
    assert refused('{"a":' + "[" * 200_000, syntax) == "too-deep"


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_document_may_have_as_many_values_as_the_limit_and_no_more(syntax: Syntax) -> None:
    def many(count: int) -> str:
        return '{"a": [' + ",".join(["1"] * count) + "]}"

    assert len(read(many(MAX_NODES - 2), syntax).value["a"]) == MAX_NODES - 2
    assert refused(many(MAX_NODES - 1), syntax) == "too-large"


def test_aliases_that_multiply_are_counted_as_what_they_stand_for() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)]
    assert refused("\n".join(rows)) == "too-large"


def test_aliases_that_nest_hundreds_of_levels_are_refused_and_nothing_worse() -> None:
    rows = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 440)]
    with pytest.raises(InvalidStrategyError):
        parse_strategy("\n".join(rows), syntax="yaml")


def test_a_file_above_the_size_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(InputOutputError, match=r"large\.yaml' is larger than 8 MB, the most that is read\."):
        load_strategy(path)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_number_with_very_many_digits_is_refused_and_not_computed(syntax: Syntax) -> None:
    assert refused('{"a": ' + "9" * 100_000 + "}", syntax) in ("long-number", "json")
    assert refused('{"a": 1e999}', syntax) in ("long-number", "json")


# --- hostile input


def _parsed(data: bytes, name: str) -> None:
    """Parse a document; only invalid ones may stop it, each problem with a place that it has."""
    try:
        parse_strategy(data, name=name)
    except InvalidStrategyError as error:
        assert error.problems
        lines = len(data.splitlines()) + data.count(b"\r") + 1
        assert all(1 <= problem.line <= lines for problem in error.problems if problem.line is not None)


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@example(b"\xff\xfe")
@example(b"")
@example(b"{" * 5000)
@example(b"- " * 5000)
@example(b"? " * 5000)
@example(b"&a " * 5000)
@example(b"!" * 5000)
@example(b"'" + b" \n" * 5000)
@example(b'{"' + b"\\u0000" * 500)
@example(b"%YAML 1.1\n---\na: 1\n")
@example(b"a: !<\n")
@example(b"&\xc3\xa9: *\xc3\xa9\n")
def test_arbitrary_bytes_are_refused_and_nothing_worse(data: bytes) -> None:
    for name in ("a.yaml", "a.json", "a"):
        _parsed(data, name)


TYPICAL = (FIXTURES / "typical.yaml").read_bytes()
_PIECES = (
    b"&a ",
    b"*a",
    b"- ",
    b"? ",
    b": ",
    b"\t",
    b"\n",
    b"{",
    b"]",
    b"'",
    b'"',
    b"|",
    b"!!x ",
    b"\x00",
    b"\xff",
    b"\xe2\x80\xae",
    b"<<: ",
)


@st.composite
def mutations(draw: st.DrawFn, whole: bytes) -> bytes:
    """A document in which pieces were overwritten, deleted, inserted or doubled."""
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 60))
        piece = data[start : start + length]
        put = draw(st.sampled_from((b"", piece + piece, *_PIECES)) | st.binary(min_size=1, max_size=4))
        data = data[:start] + put + data[start + length :]
    return data


@examples(60)
@given(mutations(TYPICAL))
def test_a_damaged_yaml_document_is_refused_and_nothing_worse(data: bytes) -> None:
    _parsed(data, "damaged.yaml")


@examples(60)
@given(mutations(json.dumps(read(TYPICAL).value, indent=1, ensure_ascii=False).encode()))
def test_a_damaged_json_document_is_refused_and_nothing_worse(data: bytes) -> None:
    _parsed(data, "damaged.json")


@pytest.mark.parametrize("name", ["a\0b", ""])
def test_a_name_that_no_file_can_have_is_an_error_of_input(name: str) -> None:
    with pytest.raises(InputOutputError):
        load_strategy(name)


def test_aliases_do_not_nest_a_document_deeper_than_the_limit() -> None:
    lines = ["a0: &a0 [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, MAX_DEPTH)]
    with pytest.raises(SyntaxProblem) as caught:
        read_tree("\n".join(lines).encode(), "deep.yaml")
    assert caught.value.problem.code == "too-deep"


def test_standard_input_that_is_closed_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputOutputError, match=r"^Standard input is closed; name a file instead\.$"):
        read_bytes("-")


@pytest.mark.parametrize("amount", [float("inf"), float("-inf"), float("nan")])
def test_plain_values_with_a_number_that_is_none_are_refused(amount: float) -> None:
    with pytest.raises(InvalidStrategyError) as caught:
        strategy_from({"assets": [{"name": "Rank", "value": amount}]})
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer, problem.line) == ("not-a-number", "/assets/0/value", None)


def test_plain_values_of_a_type_that_no_file_holds_are_refused() -> None:
    with pytest.raises(InvalidStrategyError) as caught:
        strategy_from(
            {"document": {"title": Path("x"), "period": {"start": 2024}}, "territory": {"name": "A"}}
        )
    assert [problem.pointer for problem in caught.value.problems] == ["/document/title"]


def test_a_comma_in_a_number_within_braces_is_told_as_what_it_is() -> None:
    text = "document: {title: A, period: {start: 2024}}\nterritory: {name: A}\n"
    text += "actions: [{budget: {amount: 1,400}}]"
    with pytest.raises(InvalidStrategyError) as caught:
        parse_strategy(text, syntax="yaml")
    (problem,) = caught.value.problems
    assert problem.hint == "a ',' within { } begins a new key: write numbers without it"
