"""Whether everything on the pages has its place in the structure, so that it is read aloud or left out on purpose.

ISO 14289-1, 7.1, and ISO 32000-1, 14.7.4.
"""

from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, on, shortened
from brochure.attaching.validation.content import Kind, Piece, joined
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Content, Element
from brochure.pdf import objects

_NOT_TAGGED = "to programs that read aloud it is a pile of letters; make it again with tags (structure)"


def _untagged(opened: OpenedPdf) -> Iterator[Hit]:
    if not opened.structure.elements:
        yield Hit(f"the file is not tagged: {_NOT_TAGGED}")
        return
    if objects.below(opened.pdf.Root, "/MarkInfo", "/Marked") is not True:
        yield Hit("the file does not say that it is tagged (MarkInfo, Marked), so that programs may pass over its tags")
    if objects.below(opened.pdf.Root, "/MarkInfo", "/Suspects") is True:
        yield Hit("the file says itself that its tags may be wrong (MarkInfo, Suspects)")


def _unmapped(opened: OpenedPdf) -> Iterator[Hit]:
    for tag in opened.structure.unmapped:
        element = next(item for item in opened.structure.elements if item.written == tag)
        yield on(opened, element, f"the tag '{tag}' is none that programs know, and the role map says none for it")


def _loose(opened: OpenedPdf) -> Iterator[Hit]:
    """Pieces that are neither in the structure nor artifacts, page by page."""
    if not opened.structure.elements:
        return
    held = {
        content for element in opened.structure.elements for content in element.kids if isinstance(content, Content)
    }
    for number, page in enumerate(opened.pages):
        loose = [piece for piece in page.pieces if _is_loose(piece, number, held)]
        if loose:
            told = _in_words(loose)
            message = (
                f"{told} neither in the structure nor marked as an artifact; programs that read aloud leave it out"
            )
            yield Hit(message, number, box=loose[0].box)


def _is_loose(piece: Piece, page: int, held: set[Content]) -> bool:
    if piece.is_artifact or (piece.kind is Kind.TEXT and not piece.text.strip()):
        return False
    return piece.mark is None or Content(page, piece.mark, piece.in_form) not in held


def _in_words(loose: list[Piece]) -> str:
    text = joined(piece for piece in loose if piece.kind is Kind.TEXT)
    if text:
        return f"the text {shortened(text)} is"
    if any(piece.kind is Kind.IMAGE for piece in loose):
        return "a picture is"
    return "a drawing is"


def _parent_tree(opened: OpenedPdf) -> Iterator[Hit]:
    """Where the parent tree and the structure say different things of the same content."""
    lists = {
        number: objects.items(opened.parents.get(objects.integer(page.get("/StructParents"), -1)))
        for number, page in enumerate(opened.page_objects)
    }
    wrong: dict[int, list[Element]] = {}
    for element in opened.structure.elements:
        for content in element.kids:
            if isinstance(content, Content) and not content.in_form and content.page >= 0:
                known = lists[content.page]
                parent = known[content.mark] if 0 <= content.mark < len(known) else None
                if objects.number(parent) != element.number:
                    wrong.setdefault(content.page, []).append(element)
    for page, elements in sorted(wrong.items()):
        count = len(elements)
        many = f"{count} pieces of the page" if count > 1 else "a piece of the page"
        told = f"the parent tree does not lead from {many} to the tag that holds it"
        first = opened.text_of(elements[0])
        yield Hit(told + (f", first {shortened(first)}" if first else ""), page, elements[0])


def _lost(opened: OpenedPdf) -> Iterator[Hit]:
    """Elements whose content is on no page of the file."""
    for element in opened.structure.elements:
        if any(isinstance(kid, Content) and kid.page < 0 for kid in element.kids):
            yield Hit(f"a tag {element.tag} holds content of a page that is not in the file")


CHECKS = (
    Check("pdf-not-tagged", "The file has no tags, or does not say that it has.", _untagged),
    Check("pdf-unknown-tag", "A tag is none of the standard's, and the role map says none for it.", _unmapped),
    Check(
        "pdf-loose-content",
        "Something on a page is neither in the structure nor marked as an artifact.",
        _loose,
        needs_pages=True,
    ),
    Check(
        "pdf-parent-tree", "The structure and the parent tree say different things of the same content.", _parent_tree
    ),
    Check("pdf-lost-content", "A tag holds content of a page that is not in the file.", _lost),
)
