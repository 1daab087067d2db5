"""What has become of marked passages: the draft's text compared with that of the project as it stands now.

A passage is looked at with the whole sentences it stands in, so that a change beside the marked words counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from brochure.drafts.comments.model import Anchor, Comment, DraftId, MarkedText, Now, PassageState
from brochure.drafts.comments.passages import shown
from brochure.drafts.comparison.blocks import Match, match_blocks
from brochure.drafts.comparison.exhibits import compare_exhibits
from brochure.drafts.comparison.model import Change, ExhibitChange, Operation, Stretch
from brochure.drafts.comparison.words import compare_words
from brochure.manifest.model import Manifest
from brochure.tracing.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class _Since:
    """A draft's manifest, the project's, and what is which."""

    old: Manifest
    new: Manifest
    matches: dict[int, Match]
    exhibits: dict[str, ExhibitChange]

    @classmethod
    def of(cls, old: Manifest, new: Manifest) -> "_Since":
        matches = {match.old: match for match in match_blocks(old, new) if match.old is not None}
        return cls(old, new, matches, {change.name: change for change in compare_exhibits(old, new)})

    def state(self, comment: Comment) -> Now:
        """What has become of all that a comment is about."""
        if comment.standing is Anchor.FIGURE:
            return self._figure(comment)
        found = [self._passage(passage) for passage in comment.passages if passage.block is not None]
        if not found:
            return Now(PassageState.UNKNOWN)
        order = (PassageState.CHANGED, PassageState.REMOVED, PassageState.UNCHANGED)
        worst = next(state for state in order if any(now.state is state for now in found))
        if worst is PassageState.REMOVED and any(now.state is not PassageState.REMOVED for now in found):
            worst = PassageState.CHANGED
        texts = [now.text for now in found if now.text] if worst is PassageState.CHANGED else []
        return Now(worst, " / ".join(texts))

    def _figure(self, comment: Comment) -> Now:
        change = self.exhibits.get(comment.exhibit)
        if change is None or change.kind is Change.RENUMBERED:
            return Now(PassageState.UNCHANGED)
        if change.new is None:
            return Now(PassageState.REMOVED)
        cells = f"{len(change.cells)} cell{'' if len(change.cells) == 1 else 's'} of it differ" if change.cells else ""
        return Now(
            PassageState.CHANGED,
            "; ".join([*(f"{text.field}: {text.new}" for text in change.texts), cells]).strip("; "),
        )

    def _passage(self, passage: MarkedText) -> Now:
        assert passage.block is not None, "only a passage of a block is looked for"
        match = self.matches.get(passage.block)
        if match is None or match.new is None:
            return Now(PassageState.REMOVED)
        before, after = self.old.blocks[passage.block].text, self.new.blocks[match.new].text
        if before == after:
            return Now(PassageState.UNCHANGED)
        start, end = _sentences_around(before, passage.start, passage.end)
        first, last = _carried(compare_words(before, after), start, end)
        now = shown(after[first:last])
        if now == shown(before[start:end]):
            return Now(PassageState.UNCHANGED)
        if not any(map(str.isalnum, now)):
            return Now(PassageState.REMOVED)
        around = [bounds for bounds in sentence_spans(after) if bounds[0] < last and first < bounds[1]]
        return Now(PassageState.CHANGED, shown(after[around[0][0] : around[-1][1]]) if around else now)


def add_states(
    comments: Sequence[Comment], drafts: dict[DraftId, Manifest], now: dict[tuple[str, str], Manifest]
) -> Iterator[Comment]:
    """The comments with what has become of them; `now` are the manifests of the project by edition and language.

    What is of an edition or language that is not there has the state "unknown".
    """
    since = {
        draft: _Since.of(manifest, now[draft.edition, draft.language])
        for draft, manifest in drafts.items()
        if (draft.edition, draft.language) in now
    }
    for comment in comments:
        known = since.get(comment.draft)
        yield replace(comment, now=known.state(comment) if known else Now(PassageState.UNKNOWN))


def _sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence in which a stretch begins to the end of that in which it ends."""
    around = [bounds for bounds in sentence_spans(text) if bounds[0] < max(end, start + 1) and start < bounds[1]]
    return (around[0][0], len(text[: around[-1][1]].rstrip())) if around else (start, end)


def _carried(operations: Sequence[Operation], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the old text stands in the new one, with what was put in its place."""
    first = last = None
    at = 0
    for position, operation in enumerate(operations):
        length = 0 if operation.kind is Stretch.NEW else len(operation.words)
        is_same = operation.kind is Stretch.SAME
        if first is None and at <= start < at + length:
            first = operation.start + (start - at if is_same else 0)
        if at < end <= at + length:
            following = operations[position + 1] if position + 1 < len(operations) else None
            last = operation.start + (end - at if is_same else 0)
            if not is_same and following is not None and following.kind is Stretch.NEW:
                last = following.end
        at += length
    return first or 0, last if last is not None else (operations[-1].end if operations else 0)
