"""The packages of the program import downwards only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import brochure

LAYERS = (
    *(
        "__main__",
        "command",
        "updating",
        "building",
        "drafts",
        "attaching",
        "proofreading",
        "tracing",
        "making",
        "manifest",
    ),
    *("statistics", "pdf", "project", "findings"),
)
"""From the top to the bottom."""
ROOT = Path(brochure.__file__).parent


def imports() -> Iterator[tuple[str, str, str]]:
    """Each import between packages: module, its package, the package it imports."""
    for path in ROOT.rglob("*.py"):
        own = path.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                package, *rest = name.split(".")
                if package == "brochure" and rest and rest[0] != own[0]:
                    yield "/".join(own), own[0], rest[0]


def test_every_entry_has_its_layer() -> None:
    entries = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in ROOT.rglob("*.py")}
    assert entries == {*LAYERS, "__init__"}


def test_imports_run_downwards_only() -> None:
    upwards = [row for row in imports() if LAYERS.index(row[1]) >= LAYERS.index(row[2])]
    assert upwards == []
