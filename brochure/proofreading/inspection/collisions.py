"""Text that is printed over other text or over a picture, and labels that meet inside a drawing."""

from collections.abc import Iterator, Mapping, Sequence

from brochure.findings import Finding, Level
from brochure.making.figures.boxes import CUT_OFF
from brochure.making.laid_out.model import Area, Kind, LaidOutPage, Standing
from brochure.proofreading.inspection.overflow import TABLE_MEND, TOLERANCE, is_in_table
from brochure.proofreading.inspection.wording import excerpt, finding_about, others

_FIGURE = "figure-"
_TEXT_MEND = "move one of them, or shorten the text"
_MEND = "give the figure more height, or its rows and lines shorter names"


def find_collisions(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Lines of text whose letters cover those of another line, or a picture that stands in the flow."""
    for page in pages:
        said: set[tuple[str, str]] = set()
        for item, text, other, name in _meetings(page):
            key = (str(item.box.place), str(other.box.place))
            if key not in said:
                said.add(key)
                mend = TABLE_MEND if is_in_table(item) and is_in_table(other) else _TEXT_MEND
                yield finding_about(item, f"the text {excerpt(text)} is printed over {name}; {mend}", Level.ERROR)


def find_meeting_labels(pages: Sequence[LaidOutPage], problems: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """What a drawing cuts off or could not keep apart, told once; `problems` are sentences by the figure's name."""
    said: set[str] = set()
    for page in pages:
        for item in page.standing():
            name = item.box.identity.removeprefix(_FIGURE)
            if item.box.identity.startswith(_FIGURE) and name not in said:
                said.add(name)
                cut = [sentence for sentence in problems.get(name, ()) if CUT_OFF in sentence]
                met = [sentence for sentence in problems.get(name, ()) if CUT_OFF not in sentence]
                for sentences, level in ((cut, Level.ERROR), (met, Level.WARNING)):
                    if sentences:
                        message = f"{sentences[0]}{others(len(sentences))}; {_MEND}"
                        yield finding_about(item, message, level)


def _meetings(page: LaidOutPage) -> Iterator[tuple[Standing, str, Standing, str]]:
    """Each line that meets something: where it stands, its text, what it meets and how that is called."""
    lines = sorted(
        ((item.seen(line.area), line.text, item) for line, item in page.lines()), key=lambda seen: seen[0].top
    )
    pictures = [item for item in page.standing() if item.box.kind is Kind.PICTURE and item.box.flows]
    for i, (area, text, item) in enumerate(lines):
        for other, words, where in lines[i + 1 :]:
            if other.top > area.bottom:
                break
            if _meet(area, other):
                yield item, text, where, excerpt(words)
        for picture in pictures:
            if all(box is not item.box for box in picture.around) and _meet(area, picture.seen(picture.box.area)):
                yield item, text, picture, "a picture"


def _meet(area: Area, other: Area) -> bool:
    shared = area.shared(other)
    return min(shared.width, shared.height) > TOLERANCE
