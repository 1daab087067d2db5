"""Files that would fill the memory or end the interpreter are refused with their line before they are read."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.sources.bounds import DEEPEST, TooMuchError, bound_json, bound_toml, bound_yaml
from brochure.project.sources.document import parse_yaml, read_toml
from tests.support.projects import make_project

GROWING = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
YAML = {
    "alias to itself": ("a: 1\nx: &x [*x]\n", "a.yaml:2: error: *x stands inside what it stands for"),
    "alias to a mapping around it": ("x: &x\n  y: {z: *x}\n", "a.yaml:2: error: *x stands inside what it stands for"),
    "aliases that grow": (GROWING, "a.yaml:6: error: the file holds more than 100,000 values"),
    "aliases that deepen": (
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60)),
        "a.yaml:40: error: more than 40 lists or tables lie in each other",
    ),
    "brackets": ("a: 1\nx: " + "[" * 50_000, "a.yaml:2: error: more than 40 lists or tables lie in each other"),
    "braces": ("x: " + "{a: " * 50_000, "a.yaml:1: error: more than 40 lists or tables lie in each other"),
    "hyphens": ("x:\n  " + "- " * 50_000, "a.yaml:2: error: more than 40 lists or tables lie in each other"),
    "digits": (f"a: 1\nb: {'9' * 5000}\n", "a.yaml:2: error: there is a number here that is too large"),
}


@pytest.mark.parametrize(("text", "told"), YAML.values(), ids=YAML.keys())
def test_yaml_beyond_a_limit_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(Faults) as caught:
        parse_yaml(text, "a.yaml")

    assert str(caught.value).startswith(told)


def test_aliases_may_be_used_as_authors_use_them() -> None:
    text = "a: &a {x: [1, 2], y: *b}\n".replace("*b", "3") + "b: *a\nc: [*a, *a]\n"

    assert parse_yaml(text, "a.yaml").values["c"] == [{"x": [1, 2], "y": 3}] * 2


TOML = {
    "brackets": ("a = 1\nx = " + "[" * 50_000, "a.toml:2: error: more than 40 lists or tables lie in each other"),
    "braces": ("x = " + "{a = " * 50_000, "a.toml:1: error: more than 40 lists or tables lie in each other"),
    "dots of a key": (f"a = 1\nx{'.x' * 50_000} = 1\n", "a.toml:2: error: more than 40 lists or tables"),
    "dots of a table": (f"[x{'.x' * 50_000}]\n", "a.toml:1: error: more than 40 lists or tables"),
    "digits": (f"a = 1\nb = {'9' * 5000}\n", "a.toml:2: error: there is a number here that is too large"),
    "hexadecimal digits": (f"a = 1\nb = 0x{'f' * 5000}\n", "a.toml:2: error: there is a number here that is too large"),
    "no number": ("a = 1\nb = nan\n", "a.toml:2: error: 'nan' is not a number that can be used"),
    "infinity": ("[a]\nb = [1.0, 1e999]\n", "a.toml:2: error: 'inf' is not a number that can be used"),
}


@pytest.mark.parametrize(("text", "told"), TOML.values(), ids=TOML.keys())
def test_toml_beyond_a_limit_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.toml": text})

    with pytest.raises(Faults) as caught:
        read_toml(project, project.root / "a.toml")

    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", '"""\n{}"""', "'''\n{}'''", '"{}', '"""{}', "# {}"])
def test_brackets_in_texts_and_remarks_do_not_count(quoted: str) -> None:
    bound_toml("a = " + quoted.format("[{." * 100) + "\n")


def test_brackets_in_json_count_outside_texts_alone() -> None:
    bound_json('{"a\\"[[": ["' + "[" * 100 + '"]}')
    bound_json("[]" * 100)
    with pytest.raises(TooMuchError):
        bound_json("[" * (DEEPEST + 1))


def test_texts_that_never_end_are_read_once(tmp_path: Path) -> None:
    """Each of these took minutes where a scan begins anew at every sign."""
    bound_json('"' + '\\"' * 50_000)
    bound_toml('a = """' + '\\"""' * 50_000)
    bound_toml("a = '''" + "''" * 50_000)
    bound_yaml('a: "' + '\\"' * 100 + '"')


def test_long_words_in_a_text_of_toml_are_no_keys(tmp_path: Path) -> None:
    """A word of 30 letters without "=" after it once took as many steps as 2 to the 30th."""
    text = 'a = """\nMenneskerettighetsorganisasjonenesSamarbeidsorgan er her\n"""\nb = 1\n'
    project = make_project(tmp_path, {"a.toml": text})

    assert read_toml(project, project.root / "a.toml").place("b").line == 4
