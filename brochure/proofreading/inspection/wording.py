"""How what is found on pages is put into words: at the place it comes from, on its page, many of a kind at once."""

from brochure.findings import Finding, Level
from brochure.making.laid_out.model import Standing


def finding_about(item: Standing, message: str, level: Level = Level.WARNING) -> Finding:
    """A finding about a box."""
    return Finding(item.box.place, message, level, item.page.label)


def excerpt(text: str, longest: int = 40) -> str:
    """The beginning of a text in quotation marks."""
    words = " ".join(text.split())
    return f"«{words}»" if len(words) <= longest else f"«{words[: longest - 1].rstrip()}…»"


def others(count: int) -> str:
    """What is added when one finding stands for `count` of a kind."""
    if count <= 1:
        return ""
    return " (here and at one other place)" if count == 2 else f" (here and at {count - 1} other places)"
