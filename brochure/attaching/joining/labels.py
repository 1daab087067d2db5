"""The page labels of two documents as those of one (ISO 32000-1, 12.4.2)."""

from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier


def labels_of(pdf: pikepdf.Pdf) -> list[str]:
    """The label of each page, as readers show it."""
    if "/PageLabels" not in pdf.Root:
        return [str(number) for number in range(1, len(pdf.pages) + 1)]
    return [str(page.label) for page in pdf.pages]


def join_labels(carrier: Carrier, host_pages: int) -> None:
    """Let every page keep the label it had; to be called when the pages are joined.

    `host_pages` is how many the host had.
    """
    host, at, pages = carrier.host, carrier.at, carrier.pages
    of_host, of_annex = _ranges(host, host_pages), _ranges(carrier.annex, pages)
    joined = {start: label for start, label in of_host.items() if start < at}
    joined |= {at + start: carrier.carry(label) for start, label in of_annex.items()}
    if at < host_pages:
        joined[at + pages] = _going_on(of_host, at)
        joined |= {start + pages: label for start, label in of_host.items() if start > at}
    tree = pikepdf.NumberTree.new(host)
    for start, label in sorted(joined.items()):
        tree[start] = label
    host.Root.PageLabels = tree.obj


def _ranges(pdf: pikepdf.Pdf, pages: int) -> dict[int, Any]:
    """Label dictionaries by the page they begin at; what has no labels counts from 1."""
    found = {}
    if "/PageLabels" in pdf.Root:
        found = {int(start): label for start, label in pikepdf.NumberTree(pdf.Root.PageLabels).items()}
    if 0 not in found:
        found[0] = pikepdf.Dictionary(S=pikepdf.Name.D)
    return {start: label for start, label in sorted(found.items()) if start < pages}


def _going_on(ranges: dict[int, Any], at: int) -> Any:
    """The label dictionary with which a range that is broken at a page goes on after the break."""
    start = max(begin for begin in ranges if begin <= at)
    label = pikepdf.Dictionary(dict(ranges[start].items()))
    label.St = int(label.get("/St", 1)) + at - start
    return label
