"""`python -m tests.corpus_words FOLDER [--language nb] [--rule NAME]`: what the rules find in plain text, by hand.

FOLDER has a file of one sentence a line for each language ("nb.txt"). Each line is read as a paragraph of its own, one
without a sign at its end as a heading. Prints findings and how many there are in 1,000 words by rule. Two forms of a
word are not counted: the sentences are of many authors.
"""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from brochure.findings import Finding
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import LanguageRule
from brochure.proofreading.text import Kind, Text
from tests.support.readings import reading_with
from tests.support.texts import text_of

_PATH = "corpus.md"
_OF_AN_EDITION = "two-forms"


def _texts(path: Path, language: str) -> list[Text]:
    lines = path.read_text("utf-8").splitlines()
    kinds = [Kind.PARAGRAPH if line.rstrip("»”\")' ")[-1:] in (*".!?:…;", "") else Kind.HEADING for line in lines]
    plain = [line.translate(str.maketrans("{}[]", "()()")) for line in lines]
    return [
        text_of(line, language, kind, path=_PATH, line=at)
        for at, (line, kind) in enumerate(zip(plain, kinds, strict=True), start=1)
    ]


def _found(texts: list[Text], language: str, only: str | None) -> list[Finding]:
    reading = replace(reading_with(texts, language), statistics={})
    rules = [rule for rule in all_rules() if isinstance(rule, LanguageRule) and only in (None, rule.name)]
    found = [each for rule in rules if rule.name != _OF_AN_EDITION for each in rule.findings(reading)]
    return [each for each in found if each.place.path == _PATH]


def main() -> None:
    """Read, count, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus_words")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="nb")
    parser.add_argument("--rule")
    asked = parser.parse_args()
    texts = _texts(asked.folder / f"{asked.language}.txt", asked.language)
    found = _found(texts, asked.language, asked.rule)
    for each in found:
        print(f"{each.place.line}: {each.message} [{each.rule}]\n    {texts[(each.place.line or 1) - 1].content}")
    words = sum(len(text.content.split()) for text in texts)
    print(f"{words} words")
    for rule, count in Counter(each.rule for each in found).most_common():
        print(f"{count:5} {count / words * 1000:6.2f} a thousand words  {rule}")


if __name__ == "__main__":
    main()
