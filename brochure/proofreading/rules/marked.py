"""Numbers marked as not statistical that read like statistics: "{60} prosent av alle", "{12 000} personer".

Marking is for dates, limits and laws. A statistic that is marked cannot be traced, and stays when the data change; so
it is told of unless the words after it say that it is a limit ("60 prosent av medianen").
"""

import re
from collections.abc import Iterator

from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.text import RUNNING, Kind

_FILE = "numbers"
_NUMBER = re.compile(r"\d[\d\u00a0 .,]*(?<=\d)")
_KINDS = RUNNING | {Kind.VALUE, Kind.KEY_TEXT, Kind.CHANGE}


def _find(reading: Reading) -> Iterator[Hit]:
    percent = {"percent": reading.lexicon.listed(_FILE, "percent")}
    statistical = pattern(reading.lexicon.listed(_FILE, "marked", "statistical"), percent)
    limits = pattern(reading.lexicon.listed(_FILE, "marked", "limits"), percent)
    for text in reading.texts:
        if text.kind not in _KINDS:
            continue
        for span in text.marked:
            numbers = list(_NUMBER.finditer(text.content, span.start, span.end))
            after = numbers[-1].end() if numbers else span.end
            rest = text.content[after:].lstrip()
            if statistical.match(rest) and not limits.match(rest):
                yield Hit(
                    text.place(span.start),
                    f"«{text.content[span.start : span.end]}» is marked as not statistical, but reads like one that "
                    "is; bind a number of the data, or excuse it with the reason why it is none",
                )


RULES = (
    LanguageRule(
        "marked-statistic",
        "numbers",
        "A number in braces, marked as not statistical, is followed by words that make it a statistic.",
        _find,
    ),
)
