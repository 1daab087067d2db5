"""`brochure help`: lists the pages of the manual, and prints one.

The pages stand in `manual/`, one Markdown file a topic. The first line of each is its topic, other words that it is
found by, and its title; the second is what it is about.
"""

import argparse
from importlib.resources import files
from importlib.resources.abc import Traversable

from brochure.findings import UsageError, near

_LISTED = {"rules": "--rules", "looks": "--looks", "work": "--work", "excuses": "--excuses"}
"""Lists that `brochure check` prints, and its options for them: people ask for them as pages."""
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
    return {item.name.removesuffix(".md"): _lines(item)[1] for item in _items()}


def page(topic: str) -> str:
    """The text of a page, by its topic or another of its words; raises `UsageError` when there is no such page."""
    pages = {word: item for item in _items() for word in _words(item)}
    if topic not in pages:
        if topic in _LISTED:
            raise UsageError(f"there is no page '{topic}' in the manual; brochure check {_LISTED[topic]} lists them")
        raise UsageError(f"there is no page '{topic}' in the manual.{near(topic, pages, listed=20)}")
    return pages[topic].read_text("utf-8").rstrip("\n")


def _items() -> list[Traversable]:
    return sorted((item for item in _PAGES.iterdir() if item.name.endswith(".md")), key=lambda item: item.name)


def _words(item: Traversable) -> list[str]:
    return _lines(item)[0].removeprefix("# ").split(":")[0].split(", ")


def _lines(item: Traversable) -> list[str]:
    return item.read_text("utf-8").splitlines()


def _listed() -> str:
    found = topics()
    width = max(map(len, found))
    rows = [f"  {topic:<{width}}  {about}" for topic, about in found.items()]
    return "\n".join(["brochure help TOPIC prints a page of the manual:", "", *rows])
