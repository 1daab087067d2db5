"""Every kind of mark that readers' programs write, read from a draft."""

from pathlib import Path

import pytest
from pypdf.generic import NameObject, NumberObject

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.contents import plain_text, text_of_rich
from brochure.drafts.comments.model import AnnotationKind, Status
from brochure.findings import Report
from tests.drafts.comments.conftest import SECTION_PAGE, ReadBack
from tests.support.annotating import AS_ACROBAT, SPECIFIED, Annotator

KINDS = {
    "Highlight": AnnotationKind.HIGHLIGHT,
    "Underline": AnnotationKind.UNDERLINE,
    "Squiggly": AnnotationKind.SQUIGGLY,
    "StrikeOut": AnnotationKind.STRIKE_OUT,
}


@pytest.mark.parametrize(("subtype", "kind"), KINDS.items(), ids=KINDS.keys())
def test_marks_on_words_are_told_with_reader_words_and_comment(
    subtype: str, kind: AnnotationKind, marked: Annotator, read_back: ReadBack
) -> None:
    marked.mark(
        SECTION_PAGE, subtype, "av innvandrerne i", "Sjekk dette", T="Kari Nordmann", M="D:20150914101500+02'00'"
    )

    [comment] = read_back(marked)

    assert (comment.kind, comment.reader, comment.text) == (kind, "Kari Nordmann", "Sjekk dette")
    assert comment.words == "av innvandrerne i"
    assert comment.date == "2015-09-14T10:15:00+02:00"


@pytest.mark.parametrize("order", [SPECIFIED, AS_ACROBAT, (2, 3, 1, 0), (1, 3, 0, 2)])
def test_the_corners_of_a_mark_come_in_any_order(
    order: tuple[int, ...], marked: Annotator, read_back: ReadBack
) -> None:
    marked.mark(SECTION_PAGE, "Highlight", "av innvandrerne", order=order)
    assert read_back(marked)[0].words == "av innvandrerne"


def test_a_mark_without_a_comment_is_kept(marked: Annotator, read_back: ReadBack) -> None:
    marked.highlight(SECTION_PAGE, "De fleste er i arbeid")
    [comment] = read_back(marked)
    assert (comment.words, comment.text) == ("De fleste er i arbeid.", "")


def test_links_and_their_like_are_no_comments(marked: Annotator, read_back: ReadBack) -> None:
    marked.add(SECTION_PAGE, "Widget", (300, 300, 400, 320), Contents="Felt")
    marked.add(SECTION_PAGE, "Link", (300, 300, 400, 320), Contents="Lenke")
    assert read_back(marked) == []


def test_what_is_struck_out_and_put_in_at_one_step_is_a_replacement(marked: Annotator, read_back: ReadBack) -> None:
    box = marked.boxes(SECTION_PAGE, "økte")[0]
    caret = marked.caret(SECTION_PAGE, box[2], box, "steg", T="Ola")
    marked.mark(SECTION_PAGE, "StrikeOut", "økte", T="Ola", IRT=caret, RT=NameObject("/Group"))

    [comment] = read_back(marked)

    assert (comment.kind, comment.words, comment.text) == (AnnotationKind.REPLACEMENT, "økte.", "steg")


def test_typed_replies_belong_to_their_comment(marked: Annotator, read_back: ReadBack) -> None:
    first = marked.highlight(SECTION_PAGE, "i arbeid", "Sikkert?", T="Kari")
    reply = marked.note(SECTION_PAGE, 50, 50, "Ja, se tabell 1", T="Ola", IRT=first)
    marked.note(SECTION_PAGE, 50, 50, "Takk", T="Kari", IRT=reply)

    [comment] = read_back(marked)

    assert [(reply.reader, reply.text) for reply in comment.replies] == [("Ola", "Ja, se tabell 1"), ("Kari", "Takk")]
    assert comment.status is None


def test_each_reader_has_one_status_which_is_the_last(marked: Annotator, read_back: ReadBack) -> None:
    first = marked.highlight(SECTION_PAGE, "i arbeid", "Sikkert?", T="Kari")
    late = marked.state(SECTION_PAGE, first, "Completed", T="Per", M="D:20150915100000+02'00'")
    marked.state(SECTION_PAGE, late, "Rejected", T="Per", M="D:20150914100000+02'00'")
    marked.state(SECTION_PAGE, first, "Accepted", T="Ola", M="D:20150913100000Z")
    marked.state(SECTION_PAGE, first, "None", T="Ola", M="D:20150914100000Z")
    marked.state(SECTION_PAGE, first, "Marked", model="Marked", T="Per", M="D:20150920100000Z")
    marked.state(SECTION_PAGE, first, "Marked", model="Marked", T="Kari", M="D:20150901100000Z")

    [comment] = read_back(marked)

    assert [(verdict.reader, verdict.status) for verdict in comment.verdicts] == [
        ("Kari", Status.MARKED),
        ("Ola", Status.NONE),
        ("Per", Status.COMPLETED),
    ]
    assert comment.status is Status.COMPLETED
    assert comment.replies == ()


def test_states_without_dates_count_in_the_order_of_the_file(marked: Annotator, read_back: ReadBack) -> None:
    first = marked.highlight(SECTION_PAGE, "i arbeid", T="Kari")
    marked.state(SECTION_PAGE, first, "Rejected", T="Per")
    marked.state(SECTION_PAGE, first, "Accepted", T="Per")
    assert read_back(marked)[0].status is Status.ACCEPTED


def test_the_status_of_a_reply_is_not_that_of_the_comment(marked: Annotator, read_back: ReadBack) -> None:
    first = marked.highlight(SECTION_PAGE, "i arbeid", "Stryk", T="Kari")
    reply = marked.note(SECTION_PAGE, 50, 50, "Nei, behold", T="Ola", IRT=first)
    marked.state(SECTION_PAGE, reply, "Accepted", T="Per")

    [comment] = read_back(marked)

    assert comment.status is None
    assert [(reply.reader, reply.text) for reply in comment.replies] == [("Ola", "Nei, behold"), ("Per", "accepted")]


@pytest.mark.parametrize("flags", [2, 32, 4 | 32])
def test_hidden_comments_are_left_out_and_counted(flags: int, marked: Annotator, tmp_path: Path) -> None:
    hidden = marked.highlight(SECTION_PAGE, "i arbeid", "Skjult", F=NumberObject(flags))
    marked.note(SECTION_PAGE, 50, 50, "Svar", IRT=hidden)
    shown = marked.highlight(SECTION_PAGE, "av innvandrerne", "Synlig", F=NumberObject(4))
    marked.state(SECTION_PAGE, shown, "Accepted", T="Per", F=NumberObject(30))

    [file] = collect([marked.save(tmp_path / "marked.pdf")], Report())

    assert [(comment.text, comment.status) for comment in file.comments] == [("Synlig", Status.ACCEPTED)]
    assert file.hidden == 1


def test_replies_that_answer_one_another_in_a_circle_are_read_once(marked: Annotator, read_back: ReadBack) -> None:
    first = marked.highlight(SECTION_PAGE, "i arbeid", "A", T="Kari")
    second = marked.note(SECTION_PAGE, 50, 50, "B", T="Ola", IRT=first)
    first[NameObject("/IRT")] = second.indirect_reference or second

    [comment] = read_back(marked)

    assert {comment.text, *(reply.text for reply in comment.replies)} == {"A", "B"}


def test_a_comment_may_stand_in_the_popup_or_as_rich_text_alone(marked: Annotator, read_back: ReadBack) -> None:
    rich = "<p>Bruk <b>«del»</b></p><p>og &lt; 5</p>"
    xhtml = f'<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml">{rich}</body>'
    marked.mark(SECTION_PAGE, "Highlight", "De fleste er i", RC=xhtml)
    second = marked.highlight(SECTION_PAGE, "av innvandrerne i")
    marked.add(SECTION_PAGE, "Popup", (600, 300, 700, 400), Contents="I boblen", Parent=second)

    first, last = read_back(marked)

    assert first.text == "Bruk «del»\nog < 5"
    assert last.text == "I boblen"


@pytest.mark.parametrize("quads", [(), (1, 2, 3), (100, 200, 300, 400, 500, 600, 700)])
def test_a_mark_with_broken_corners_covers_its_rectangle(
    quads: tuple[float, ...], marked: Annotator, read_back: ReadBack
) -> None:
    box = marked.boxes(SECTION_PAGE, "av innvandrerne")[0]
    marked.add(SECTION_PAGE, "Highlight", box, Contents="Se", QuadPoints=quads)
    assert read_back(marked)[0].words == "av innvandrerne"


def test_signs_that_readers_put_into_texts_are_taken_out() -> None:
    assert plain_text("Én\rto\r\ntre \x00\x1bno-NO\x1b") == "Én\nto\ntre"
    assert text_of_rich("<body><p>Én<br/>to</p><div>tre</div></body>") == "Én\nto\ntre"
