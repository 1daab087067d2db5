"""One list of findings out of those of several languages: what they share is told once.

Does not know what the findings are about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from brochure.findings import Finding, Report
from brochure.project.languages import Language


def merged(by_language: Mapping[Language, Iterable[Finding]]) -> Report:
    """All findings of the languages, each once.

    What each tells with sentences of its own is told once with all of them. A finding that only some of them meet says
    which, unless its file or its words tell that already.
    """
    meeting: dict[Finding, list[Language]] = {}
    sentences: dict[Finding, list[str]] = {}
    for language, findings in by_language.items():
        for finding in findings:
            common = finding.with_sentences(())
            meeting.setdefault(common, []).append(language)
            sentences.setdefault(common, []).extend(finding.sentences)
    return Report(
        [
            finding.with_sentences(tuple(dict.fromkeys(sentences[finding])))
            if sentences[finding]
            else _told(finding, met, len(by_language))
            for finding, met in meeting.items()
        ]
    )


def _told(finding: Finding, met: list[Language], asked: int) -> Finding:
    words = set(re.findall(r"\w+", finding.message))
    named = re.search(rf"\b(?:{'|'.join(met)})\.\w+$", finding.place.path)  # text.nb.md, nb.po
    if len(met) == asked or named or set(met) & words:
        return finding
    return replace(finding, message=f"{finding.message} (in {' and '.join(met)})")
