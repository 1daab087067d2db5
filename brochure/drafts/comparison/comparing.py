"""From two manifests to all that differs between them."""

from brochure.drafts.comparison.blocks import block_changes, match_blocks
from brochure.drafts.comparison.claims import compare_claims
from brochure.drafts.comparison.exhibits import compare_exhibits, compare_statistics, renumbered
from brochure.drafts.comparison.model import Comparison
from brochure.drafts.comparison.numbers import compare_numbers
from brochure.manifest.model import Manifest


def compare(old: Manifest, new: Manifest) -> Comparison:
    """What has changed from the one to the other; where things stand on pages does not matter."""
    matches = match_blocks(old, new)
    return Comparison(
        numbers=compare_numbers(old, new, matches),
        blocks=tuple(block_changes(old, new, matches, renumbered(old, new))),
        claims=compare_claims(old.claims, new.claims),
        exhibits=compare_exhibits(old, new),
        statistics=compare_statistics(old, new),
    )
