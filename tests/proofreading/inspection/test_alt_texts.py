"""Pictures that say nothing."""

import pytest

from brochure.proofreading.inspection.alt_texts import find_missing_alt_texts
from tests.support.laid_out import figure, laid_out, said, svg


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (svg(), "a picture (svg) has no alt text"),
        (svg("<title> </title>"), "a picture (svg) has no alt text"),
        ("<img src='data:image/svg+xml,&lt;svg xmlns=\"http://www.w3.org/2000/svg\"/>' alt=''/>", "a picture (img)"),
        (figure(svg("<title>flere i jobb.</title>")), "the alt text is only the title again, «flere i jobb.»"),
        (figure("<p>Tegning mangler</p>"), "this figure shows no picture"),
    ],
)
def test_a_picture_that_says_nothing_is_told(body: str, fault: str) -> None:
    (told,) = said(find_missing_alt_texts(laid_out(body)))
    assert ": error: page 1: " in told
    assert fault in told


@pytest.mark.parametrize(
    "body",
    [
        svg("<title>Linjer som stiger</title>"),
        svg(attributes="aria-label='Linjer som stiger'"),
        svg(attributes="role='presentation'"),
        svg(attributes="aria-hidden='true'"),
        figure(svg("<title>Linjediagram: flere i jobb i 2014 enn i 2012</title>")),
    ],
)
def test_a_picture_that_speaks_or_is_ornament_is_not(body: str) -> None:
    assert said(find_missing_alt_texts(laid_out(body))) == []
