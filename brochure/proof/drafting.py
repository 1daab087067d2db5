"""The pages of a draft: what it is called, what it is compared with, and what goes around and after its pages."""

from collections.abc import Callable, Sequence

from brochure.composed import Composed, Pages, positions_on, recorded_content
from brochure.findings import Finding
from brochure.pages.templates import parse_page
from brochure.pages.traces import take_out
from brochure.pdf.writing import lay_out_tree
from brochure.proof.making import Draft, ProofMaker
from brochure.request import Request
from brochure.timing import Timings


def draft_pages(
    composed: Composed,
    wanted: Request,
    findings: Sequence[Finding],
    timings: Timings,
    tell: Callable[[str], None],
) -> Pages:
    """The pages of a draft as `wanted.proof` asks for it.

    Raises `Faults` when what it is to be compared with cannot be had, or when its number is taken.
    """
    assert wanted.proof is not None, "only a draft is made here"
    with timings.stage("manifest"):
        root = parse_page(composed.project, composed.document.html)
        traced = take_out(root)
        recorded, attachments = recorded_content(composed, traced, findings)
        name = wanted.proof.draft or "1"
        manifest = recorded.manifest.model_copy(update={"profile": "proof", "draft": name})
    gathered = composed.gathered
    maker = ProofMaker(
        composed.project,
        composed.theme,
        gathered.words,
        gathered.formatter,
        Draft(name, wanted.proof.double_spaced),
        findings,
        composed.width,
    )
    with timings.stage("layout"):
        laid = lay_out_tree(composed.project, root, traced, maker.styles(composed.document.styles))
    with timings.stage("lists and marks"):
        tell("laying line numbers and lists over the pages")
        manifest = manifest.model_copy(update={"pages": positions_on(laid, recorded.shown, composed)})
        laid, manifest = maker.finish(laid, manifest, {})
    return Pages(laid, manifest, attachments)
