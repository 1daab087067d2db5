"""`brochure help`: lists the pages of the manual, and prints one.

The pages stand in `manual/`, one Markdown file a topic. The first line of each is its topic and title, the second what
it is about.
"""

import argparse
from importlib.resources import files
from importlib.resources.abc import Traversable

from brochure.findings import UsageError, near

_PAGES = files("brochure.command") / "manual"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure help`."""
    command.description = "List the pages of the manual, or print one."
    command.add_argument("topic", nargs="?", metavar="TOPIC", help="a page (default: list them)")


def run(options: argparse.Namespace) -> int:
    """Print the page of a topic to standard output, or without one the list of topics; returns 0."""
    print(page(options.topic) if options.topic else _listed())
    return 0


def topics() -> dict[str, str]:
    """What each page of the manual is about, by its topic, sorted."""
    pages = sorted(_PAGES.iterdir(), key=lambda item: item.name)
    return {item.name.removesuffix(".md"): _lines(item)[1] for item in pages if item.name.endswith(".md")}


def page(topic: str) -> str:
    """The text of a page; raises `UsageError` when there is no such topic."""
    known = topics()
    if topic not in known:
        raise UsageError(f"there is no page '{topic}' in the manual.{near(topic, known, listed=20)}")
    return (_PAGES / f"{topic}.md").read_text("utf-8").rstrip("\n")


def _lines(item: Traversable) -> list[str]:
    return item.read_text("utf-8").splitlines()


def _listed() -> str:
    found = topics()
    width = max(map(len, found))
    rows = [f"  {topic:<{width}}  {about}" for topic, about in found.items()]
    return "\n".join(["brochure help TOPIC prints a page of the manual:", "", *rows])
