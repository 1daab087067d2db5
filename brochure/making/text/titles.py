"""Figures, and tables, of one title: nobody can tell them apart in a list or in speech."""

from collections.abc import Iterator

from brochure.findings import Finding, Level, Rule
from brochure.making.text.rendering import RenderedText
from brochure.project.edition.reading import Edition

RULE = Rule("same-title", "structure", "Two figures, or two tables, have one title.")


def same_titles(edition: Edition, text: RenderedText) -> Iterator[Finding]:
    """A warning for each figure or table that has the title of an earlier one of its kind."""
    seen: dict[tuple[str, str], str] = {}
    for name, item in text.numbered.items():
        if (words := text.words_of.get(name)) is None:
            continue  # they could not be read, which has been told
        earlier = seen.setdefault((item.kind, " ".join(words.title.casefold().split())), name)
        if earlier == name:
            continue
        described = {**edition.figures, **edition.tables}
        same = " and the same subtitle" if words.subtitle == text.words_of[earlier].subtitle else ""
        message = (
            f"'{name}' has the same title{same} as '{earlier}' ({described[earlier].place()}); "
            "let each title say what sets it apart"
        )
        yield Finding(described[name].place("title"), message, Level.WARNING, rule=RULE.name)
