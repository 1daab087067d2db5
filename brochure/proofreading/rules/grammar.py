"""Rules of grammar, by the analyser of Apertium.

A sentence in which something may be wrong by any analysis of its words is analysed once more in its context, and judged
by what is left then.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from brochure.proofreading.analyser import FILE, Analysed, Analyser, analyser_of
from brochure.proofreading.grammar.agreement import find_disagreements, may_disagree
from brochure.proofreading.grammar.clauses import (
    find_infinitive_signs,
    find_missing_comma,
    find_when,
    may_be_mixed_up,
    may_be_when,
    may_lack_comma,
)
from brochure.proofreading.grammar.sentence import Fault, Finder, Lists, Words
from brochure.proofreading.grammar.written_apart import find_written_apart, may_be_split, pairs_of
from brochure.proofreading.rule import EditionRule, Hit, LanguageRule, Reading
from brochure.proofreading.sentences import Sentence, sentences
from brochure.proofreading.speller import second_opinion
from brochure.proofreading.text import RUNNING, Kind, Text

FAMILY = "grammar"
_READ = RUNNING | {Kind.HEADING, Kind.TITLE, Kind.SUBTITLE, Kind.KEY_TEXT, Kind.CHANGE}
_FINDERS: Mapping[str, tuple[Callable[[Words], bool], Finder]] = {
    "agreement": (may_disagree, find_disagreements),
    "written-apart": (may_be_split, find_written_apart),
    "infinitive-sign": (may_be_mixed_up, find_infinitive_signs),
    "when-once": (may_be_when, find_when),
    "missing-comma": (may_lack_comma, find_missing_comma),
}
"""By rule, what makes a sentence one to be analysed in its context, and what is found in it then."""


@lru_cache(maxsize=4)
def _judged(analyser: Analyser, lists: Lists, contents: tuple[str, ...]) -> Mapping[str, Sequence[tuple[int, Fault]]]:
    """By rule, what is found in some sentences, with the number of each; the rules share the work."""
    told = analyser.told(contents)
    alone = [Words(words, words, content, lists, {}) for words, content in zip(told, contents, strict=True)]
    pairs = sorted({words.both(at) for words in alone for at in pairs_of(words)})
    joined = dict(zip(pairs, _parts(analyser, pairs), strict=True))
    alone = [replace(words, joined=joined) for words in alone]
    asked = {at for at, words in enumerate(alone) for suspects, _ in _FINDERS.values() if suspects(words)}
    chosen = dict(zip(sorted(asked), analyser.chosen([contents[at] for at in sorted(asked)]), strict=True))
    read = {
        at: replace(alone[at], chosen=words)
        for at, words in chosen.items()
        if [each.content for each in words] == [each.content for each in told[at]]
    }
    return {
        rule: [(at, fault) for at, words in read.items() if suspects(words) for fault in find(words)]
        for rule, (suspects, find) in _FINDERS.items()
    }


def _rule(name: str, summary: str) -> LanguageRule:
    """A rule that looks at the sentences it suspects."""

    def over_all(reading: Reading) -> Iterator[Hit]:
        analyser = analyser_of(reading.lexicon)
        if analyser is None:
            return
        texts = [text for text in reading.texts if text.kind in _READ]
        read = [(text, sentence) for text in texts for sentence in sentences(text.content, reading.lexicon)]
        contents = tuple(sentence.content for _, sentence in read)
        told = analyser.told(contents)
        for at, fault in _judged(analyser, Lists.of(reading.lexicon), contents)[name]:
            yield _hit(*read[at], told[at], fault)

    return LanguageRule(name, FAMILY, summary, over_all)


def _parts(analyser: Analyser, words: Sequence[str]) -> Sequence[int]:
    """Of how many parts each of some words is, by the analysis with the fewest; 0 where it is not known."""
    known = second_opinion(analyser, words, ())
    fewest = (min((len(a.lemmas) for each in told for a in each.analyses), default=0) for told in analyser.told(words))
    return [parts if word in known else 0 for word, parts in zip(words, fewest, strict=True)]


def _hit(text: Text, sentence: Sentence, words: Sequence[Analysed], fault: Fault) -> Hit:
    start, end = sentence.start + words[fault.first].start, sentence.start + words[fault.last].end
    is_typed = text.is_typed(start, end)
    return Hit(text.place(start), f"«{text.content[start:end]}» {fault.why}", fault.instead if is_typed else "")


def _unavailable(readings: Sequence[Reading]) -> Iterator[Hit]:
    wanted = [reading.lexicon for reading in readings if reading.lexicon.table(FILE, "analyser").get("package")]
    analysers = [(lexicon, analyser_of(lexicon)) for lexicon in wanted]
    package = wanted[0].table(FILE, "analyser")["package"] if wanted else ""
    for lacking, cause in (
        (
            [lexicon for lexicon, found in analysers if found is None],
            "is not installed; to have it: sudo apt-get install",
        ),
        (
            [lexicon for lexicon, found in analysers if found is not None and not found.works],
            "does not answer; to have it anew: sudo apt-get install --reinstall apertium lttoolbox cg3",
        ),
    ):
        if lacking:
            languages = " and ".join(lexicon.language for lexicon in lacking)
            message = f"grammar is not checked in {languages}: the analyser of Apertium {cause} {package}"
            yield Hit(lacking[0].files[FILE].place("analyser"), message)


RULES: tuple[LanguageRule | EditionRule, ...] = (
    _rule("agreement", "A determiner, adjective or predicate does not agree with its noun."),
    _rule("written-apart", "A compound is written as two words."),
    _rule("infinitive-sign", "«og» stands for «å», or «å» for «og»."),
    _rule("when-once", "«når» stands before what happened once."),
    _rule("missing-comma", "No comma follows a subordinate clause that begins a sentence."),
    EditionRule(
        "grammar-unavailable",
        FAMILY,
        "Grammar is not checked: the analyser is missing, or does not answer.",
        _unavailable,
    ),
)
