"""The one list of all rules, held against the names that stand in the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import brochure
from brochure.building.rules import registry
from brochure.findings import Level, Rule, Subject

ROOT = Path(brochure.__file__).parent
MAKERS = {"Rule", "LanguageRule", "EditionRule", "PageRule", "Check", "text_rule", "typography_rule"}
"""What makes a rule of its name."""


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Every module of the program by its path, read once for all tests."""
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))) for path in sorted(ROOT.rglob("*.py"))]


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def constants(module: ast.Module) -> dict[str, str]:
    """The texts that a module gives a name."""
    return {
        target.id: node.value.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def named_in_findings(module: ast.Module) -> Iterator[str]:
    """The names that findings are given as texts: `rule=…`, and the third argument of a report's `error` and `warn`."""
    known = constants(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            given += node.args[2:3] if called(node) in ("error", "warn") else []
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value
                if isinstance(value, ast.Name) and value.id in known:
                    yield known[value.id]


def made(module: ast.Module) -> Iterator[str]:
    """The names of the rules that a module makes."""
    known = constants(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in MAKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
            if isinstance(first, ast.Name) and first.id in known:
                yield known[first.id]


def test_every_name_in_a_finding_is_listed() -> None:
    rules = registry()
    unlisted = [
        f"{path}: {name}"
        for path, module in modules()
        for name in (*named_in_findings(module), *made(module))
        if name not in rules
    ]
    assert unlisted == []


def test_a_name_that_is_not_listed_would_be_found() -> None:
    source = 'NAME = "a"\nFinding(place, "b", rule=NAME)\nreport.warn(place, "b", "c")\nX = Rule("d", "e", "f")\n'
    module = ast.parse(source)
    assert [*named_in_findings(module), *made(module)] == ["a", "c", "d"]


def test_every_listed_rule_is_used() -> None:
    """A rule with a function is asked by its family's list; of the others a finding bears the name."""
    uses = {
        name
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "name"
        for name in [node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")]
    }
    for path, module in modules():
        imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        uses |= {imported[name] for name in uses & imported.keys()}
        for node in module.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and called(node.value) == "Rule":
                (target,) = node.targets
                assert isinstance(target, ast.Name)
                assert target.id in uses, f"{path}: no finding bears the name of {target.id}"


def test_rules_have_names_of_their_own_and_say_what_they_tell() -> None:
    from brochure.attaching.validation.registry import all_checks
    from brochure.proofreading.inspection.inspecting import RULES as ON_PAGES
    from brochure.proofreading.registry import all_rules

    rules = registry()
    assert {rule.name for rule in (*all_checks(), *ON_PAGES, *all_rules())} <= set(rules)
    assert all(name == rule.name and rule.summary.endswith(".") and rule.family for name, rule in rules.items())
    subjects: dict[str, set[Subject]] = {}
    for rule in rules.values():
        subjects.setdefault(rule.family, set()).add(rule.looks_at)
    assert {family: looks_at for family, looks_at in subjects.items() if len(looks_at) > 1} == {}
    assert set().union(*subjects.values()) == set(Subject)
    assert [
        rule.name for rule in rules.values() if rule.looks_at is Subject.PDF and not rule.name.startswith("pdf-")
    ] == []


def test_what_stops_a_build_has_no_excuse() -> None:
    assert not Rule("a", "b", "c", level=Level.ERROR).can_be_excused
    rules = registry()
    assert rules["double-point"].can_be_excused
    assert rules["page-scrap"].can_be_excused
    assert rules["pdf-language-change"].can_be_excused
    assert not rules["pdf-no-alt-text"].can_be_excused
    assert not rules["unread-file"].can_be_excused


def test_the_list_loads_nothing_that_draws_or_reads_pdfs() -> None:
    program = (
        "import sys; from brochure.building.rules import registry; rules = registry(); rules['typed-digits']; "
        "print([name for name in ('matplotlib', 'weasyprint', 'jpype', 'pikepdf') if name in sys.modules]); "
        "list(rules); print([name for name in ('matplotlib', 'weasyprint', 'jpype') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n[]\n"
