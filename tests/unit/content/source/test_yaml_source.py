"""What the loader promises an author, whatever a file holds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.content.models.practice import Practice
from handbook.content.source.files import MAX_BYTES
from handbook.content.source.validation import validate
from handbook.content.source.yaml_source import parse_yaml, read_yaml
from handbook.errors import SourceErrors

PIECES = st.sampled_from(
    [
        "checklists:",
        "- id: a-b",
        "  text: x",
        "\t",
        "&a",
        "*a",
        ": ",
        "{",
        "[",
        "]",
        "}",
        '"',
        "'",
        "#",
        "|",
        ">",
        "\n",
        "\n  ",
        "!!python/object:x",
        "é",
        "---",
        "\x00",
        "prompts:",
        "?",
        "- - -",
    ]
)


def problems_of(call, *args):
    """Return the problems that a call reports."""
    with pytest.raises(SourceErrors) as caught:
        call(*args)
    return caught.value.problems


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_gives_a_model_or_a_clear_error(text):
    """Whatever stands in a file, an author gets a model or problems with a place and a fix."""
    try:
        validate(parse_yaml(text, "x.yml"), Practice)
    except SourceErrors as error:
        assert error.problems
        for problem in error.problems:
            assert problem.file == "x.yml"
            assert problem.message
            assert problem.fix
            assert problem.line <= text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1


VALUES = st.recursive(
    st.one_of(st.text(max_size=30), st.none(), st.integers(), st.booleans()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "text", "why", "items", "was", "kind", "pause", "options", "zz"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["checklists", "prompts", "plan", "recall", "scenario", "retired", "odd"]), VALUES, max_size=4))
def test_any_shape_of_data_gives_a_model_or_a_clear_error(data):
    """Sound YAML of a wrong shape never ends in a traceback."""
    import yaml

    try:
        validate(parse_yaml(yaml.safe_dump(data), "x.yml"), Practice)
    except SourceErrors as error:
        assert all(problem.line >= 0 and problem.fix for problem in error.problems)


def test_a_tab_is_named_with_its_line():
    """A tab used for indentation is named, with the line it stands on."""
    (problem,) = problems_of(parse_yaml, "a:\n\tb: c\n", "x.yml")

    assert problem.line == 2
    assert "tab" in problem.fix


def test_an_empty_file_is_said_to_be_empty():
    """An empty file, or one of comments only, is called empty."""
    for text in ("", "\n\n", "# only a comment\n"):
        (problem,) = problems_of(parse_yaml, text, "x.yml")
        assert "is empty" in problem.message


def test_a_key_that_stands_twice_is_refused():
    """The second of two equal keys is not silently taken."""
    (problem,) = problems_of(parse_yaml, "a: x\nb: y\na: z\n", "x.yml")

    assert (problem.line, problem.key) == (3, "a")


def test_aliases_are_refused_before_they_unfold():
    """A file that would unfold to gigabytes is refused at once."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    problems = problems_of(parse_yaml, bomb, "x.yml")

    assert all("alias" in problem.message for problem in problems)


def test_deep_nesting_is_refused():
    """Thousands of brackets end in a problem, not in a crash."""
    for text in ("a: " + "[" * 5000, "a: " + "[" * 40 + "]" * 40):
        assert "nested too deeply" in problems_of(parse_yaml, text, "x.yml")[0].message


def test_a_large_file_is_refused(tmp_path):
    """A file of 5 MB is refused with its size and the limit."""
    path = tmp_path / "big.yml"
    path.write_text("a: " + "x" * 5_000_000)
    (problem,) = problems_of(read_yaml, path, tmp_path)

    assert "5,000,003" in problem.message
    assert f"{MAX_BYTES:,}" in problem.message


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path):
    """A byte that is not UTF-8 is named with its line."""
    path = tmp_path / "latin.yml"
    path.write_bytes(b"a: x\nb: caf\xe9\n")
    (problem,) = problems_of(read_yaml, path, tmp_path)

    assert (problem.file, problem.line) == ("latin.yml", 2)
    assert "0xe9" in problem.message


def test_words_that_yaml_would_change_stay_words():
    """No, 1.10 and a date mean what the author typed."""
    data = parse_yaml("a: no\nb: 1.10\nc: 2026-11-22\non: off\n", "x.yml").data

    assert data == {"a": "no", "b": "1.10", "c": "2026-11-22", "on": "off"}
