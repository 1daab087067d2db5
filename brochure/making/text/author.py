"""What an author can call in a text: formats, functions, figures, tables, references, claims.

One `AuthorText` renders one source; its faults go to the report with their line and the rendering goes on.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, nodes

from brochure.findings import Finding, Level, Place, Report, Rule, near
from brochure.making.text import cell_words
from brochure.making.text.frames import CLAIM, PLACED, USE, Filled, filled, framed, unframed
from brochure.making.text.notes import without_references
from brochure.making.text.template import BLANK, ClaimExtension, Known, pieces, prepare
from brochure.making.text.written import Written
from brochure.project.sandbox.values import Helper
from brochure.project.words import Words
from brochure.statistics.expressions import COMPARE, COMPARISONS, ClosedSandbox
from brochure.statistics.numbers.calling import Form, checked, form_of_format, form_of_function
from brochure.statistics.numbers.claims import compared, with_claims
from brochure.statistics.numbers.definitions import AUTHOR_FAULTS, Numbers
from brochure.statistics.numbers.formats import FORMATS, Formatter, Printed, Span
from brochure.statistics.numbers.functions import FUNCTIONS, absolute
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.numbers.periods import Scope
from brochure.statistics.numbers.tautologies import limits_of
from brochure.statistics.selection import Cell, SelectionError

FALSE_CLAIM = Rule("false-claim", "numbers", "The condition of a claim does not hold.", level=Level.ERROR)
ACROSS_BREAK = Rule(
    "claim-across-break",
    "numbers",
    "A condition in a text compares values with a break in the series, or another definition, between them.",
)
_FORM_OF: Mapping[str, Form] = {
    **{name: form_of_function(name, function) for name, function in (*FUNCTIONS.items(), ("spenn", Span))},
    "figure": Form((), 'figure("name")'),
    "table": Form((), 'table("name")'),
    "ref": Form(("capital",), 'ref("name", capital=true)'),
}
_FORM_OF_FORMAT: Mapping[str, Form] = {
    **{name: form_of_format(name, function) for name, function in FORMATS.items()},
    **{name: form_of_format(name, function) for name, function in cell_words.FORMATS.items()},
    "absolutt": Form((), "{{ … | absolutt }}"),
}


@dataclass(frozen=True, slots=True)
class NumberUse:
    """A bound number as it stands in the text: which one, printed how, and where.

    `numbers` are two for a range, else one; `expression` is what the author wrote, without the double braces, and
    `format` the name of the format in it that printed. `decimals` is None where words are printed; `periods` are the
    named periods in it.
    """

    numbers: tuple[Number, ...]
    printed: str
    place: Place
    expression: str
    format: str
    decimals: int | None = None
    periods: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, its condition, the values that met it, and where it stands.

    A claim that has a `name` has the condition that is written there. `cells` are those that its selections met,
    `periods` the named periods that the condition names.
    """

    sentence: str
    condition: str
    values: tuple[tuple[str, Decimal], ...]
    place: Place
    name: str = ""
    cells: tuple[Cell, ...] = ()
    periods: tuple[Moment, ...] = ()
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure or table that has its number in the brochure."""

    kind: str
    name: str
    number: int

    @property
    def anchor(self) -> str:
        """The id of the place in the document."""
        return f"{self.kind}-{self.name}"


@dataclass(slots=True)
class Ledger:
    """What the texts of an edition used: numbers and claims, in the order of the text."""

    uses: list[NumberUse] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


class AuthorText:
    """Renders an author's sources of one edition in one language."""

    def __init__(
        self, words: Words, formatter: Formatter, numbers: Numbers, numbered: Mapping[str, Numbered], report: Report
    ) -> None:
        self.words = words
        self.formatter = formatter
        self.numbers = numbers
        self.numbered = numbered
        self.report = report
        self.ledger = Ledger()
        self.false: dict[str, list[tuple[Place, str]]] = {}
        self._scope = Scope()
        self._written = Written("", Place(""))
        self._sandbox = author_sandbox()
        self._install()

    def render(self, source: str, place: Place) -> Filled:
        """`source`, which begins at `place`, with its expressions filled in; still Markdown.

        Raises `Faults` when it cannot be read.
        """
        self._written = Written(source, place)
        self._scope = self.numbers.periods.at(place.path)
        tree = prepare(self._sandbox, self._written, known_names(self.numbers, self._scope), self.report)
        try:
            return filled(self._run(tree))
        except AUTHOR_FAULTS:
            for piece in pieces(tree):
                try:
                    self._run(piece)
                except AUTHOR_FAULTS as error:
                    self.report.error(self._written.on_line(_line_in_template(error)), str(error))
            return Filled(BLANK)

    def _run(self, tree: nodes.Template) -> str:
        self._sandbox.begin()
        claims = {name: claim.holds for name, claim in self.numbers.claims.items()}
        names = {**self._scope.moments, **self.numbers.values, **claims, COMPARE: self._comparing}
        return self._sandbox.from_string(tree).render(names)

    def _install(self) -> None:
        for name, function in FORMATS.items():
            format_ = functools.partial(checked(_FORM_OF_FORMAT[name], function, given=2), self.formatter)
            self._sandbox.filters[name] = self._printing(name, format_)
        of_cells = cell_words.CellWords(self.words)
        for name, function in cell_words.FORMATS.items():
            format_ = functools.partial(checked(_FORM_OF_FORMAT[name], function, given=2), of_cells)
            self._sandbox.filters[name] = self._printing(name, format_)
        self._sandbox.filters["absolutt"] = self._soft(checked(_FORM_OF_FORMAT["absolutt"], absolute, given=1))
        for name, function in (*FUNCTIONS.items(), ("spenn", Span)):
            self._helper(name, self._soft(checked(_FORM_OF[name], function)))
        self._helper("ref", self._soft(checked(_FORM_OF["ref"], self._reference), placed=True))
        for kind in ("figure", "table"):
            place = functools.partial(self._placed, kind)
            self._helper(kind, self._soft(checked(_FORM_OF[kind], place), placed=True))
        self._helper("claim", self._claim)
        self._comparing = Helper("a < b", self._compared)

    def _helper(self, name: str, function: Callable[..., Any]) -> None:
        form = _FORM_OF.get(name)
        self._sandbox.globals[name] = Helper(form.written if form else name, function)

    def _soft(self, function: Callable[..., Any], *, placed: bool = False) -> Callable[..., Any]:
        """A function whose author faults are reported with their line; what follows from one stays silent.

        Where it is `placed`, it is told at which letter of the source it stands.
        """

        def call(*arguments: Any, at: int, **options: Any) -> Any:
            if any(isinstance(value, str) and value == BLANK for value in arguments):
                return BLANK
            try:
                for value in arguments:
                    if isinstance(value, Undefined):
                        str(value)  # raises, saying what there is not
                return function(*arguments, **options, **({"at": at} if placed else {}))
            except AUTHOR_FAULTS as error:
                self.report.error(self._written.place(at), str(error))
                return BLANK

        return call

    def _printing(self, name: str, function: Callable[..., str]) -> Callable[..., str]:
        """A format: as `_soft`; what it prints, of the expression `printed`, is noted and framed."""
        soft = self._soft(function)

        def call(value: Any, *arguments: Any, at: int, printed: str | None = None, **options: Any) -> str:
            is_fixed = isinstance(value, Moment) and name in cell_words.OF_PERIODS
            if isinstance(value, Number) and not value.cells and not is_fixed:
                self.report.error(self._written.place(at), "this number comes from no statistic; bind it to one")
                return BLANK
            text: str = soft(value, *arguments, at=at, **options)
            numbers = (value.low, value.high) if isinstance(value, Span) else (value,)
            if printed is None or text == BLANK:
                return str(text)
            if not all(isinstance(number, Number) and number.cells for number in numbers):
                is_history = name in cell_words.OF_PERIODS  # a fixed period, whose reason stands where it is named
                return f"{{historie {text}}}" if is_history else f"{{{text}}}"  # or a date
            decimals = text.decimals if isinstance(text, Printed) else None
            use = NumberUse(
                numbers, str(text), self._written.place(at), printed, name, decimals, self._periods_in(printed)
            )
            self.ledger.uses.append(use)
            return framed(USE, len(self.ledger.uses) - 1, text)

        return call

    def _reference(self, name: str, *, at: int, capital: bool = False) -> str:
        found = self.numbered.get(name)
        if found is None:
            message = f"ref: there is no figure or table '{name}' in the text.{near(name, self.numbered)}"
            self.report.error(self._written.place(at), message)
            return BLANK
        word = self.words(f"{found.kind}.inline")
        word = word[0].upper() + word[1:] if capital else word
        return f"[{word}\u00a0{found.number}](#{found.anchor})"

    def _placed(self, kind: str, name: str, *, at: int) -> str:
        return f"{PLACED}{kind}:{name}:{self._written.line(at)}{PLACED}"

    def _claim(self, condition: Any, source: str, *, names: tuple[str, ...], at: int, caller: Callable[[], str]) -> str:
        framed_sentence = caller()
        sentence, place = without_references(unframed(framed_sentence)), self._written.place(at)
        used = [self.numbers.claims[name] for name in _words_of(source) if name in self.numbers.claims]
        named = used[0].name if used and used[0].name == source.strip() else ""
        source = (
            with_claims(source, {claim.name: claim.condition for claim in used}) if not named else used[0].condition
        )
        names = tuple(sorted({*names, *(name for claim in used for name in claim.names)}))
        values = tuple((name, self.numbers.values[name].value) for name in names)
        if not isinstance(condition, bool):
            message = f"the condition of a claim must be true or false, not {shown(condition)}: {source}"
            self.report.error(place, message)
        elif not condition and named:
            self.false.setdefault(named, []).append((place, " ".join(sentence.split())))
        elif not condition:
            told = ", ".join(f"{name} = {value.normalize():f}" for name, value in values)
            words = " ".join(sentence.split())
            message = f"the claim no longer holds: «{words}» needs {source}, but {told}; rewrite the sentence"
            self.report.error(place, message, FALSE_CLAIM.name)
        cells = tuple(dict.fromkeys(cell for claim in used for cell in claim.cells))
        periods = self._periods_in(source) if not named else ()
        holds = condition is not False
        self.ledger.claims.append(Claim(sentence, source, values, place, named, cells, periods, holds))
        return framed(CLAIM, len(self.ledger.claims) - 1, framed_sentence)

    def _compared(self, how: str, left: Any, right: Any, *, at: int) -> bool:
        """A comparison in a claim; told, not stopped as where claims have names, so that old editions can be made."""
        try:
            return compared(how, left, right)
        except SelectionError as error:
            self.report.warn(self._written.place(at), str(error), ACROSS_BREAK.name)
            return bool(COMPARISONS[how](left, right))

    def _periods_in(self, source: str) -> tuple[Moment, ...]:
        """The named periods in what an author wrote."""
        return tuple(self._scope.moments[name] for name in _words_of(source) if name in self._scope.moments)


def false_claims(author: AuthorText) -> Iterator[Finding]:
    """Each named claim that does not hold, told at its own line with the sentences that it holds."""
    for name, told in author.false.items():
        claim = author.numbers.claims[name]
        values = ((each, author.numbers.values[each].value) for each in claim.names)
        numbers = ", ".join(f"{each} = {value.normalize():f}" for each, value in values)
        but = f", but {numbers}" if numbers else ", and the data do not have it so"
        sentences = tuple(f"{place} «{sentence}»" for place, sentence in told)
        message = f"the claim '{name}' no longer holds: it needs {claim.condition}{but}; rewrite its sentences:"
        yield Finding(claim.place, message, rule=FALSE_CLAIM.name).with_sentences(sentences)


def _words_of(source: str) -> tuple[str, ...]:
    """The words in an expression, each once, that are not within quotation marks."""
    found = re.findall(r"\"[^\"]*\"|'[^']*'|([a-zæøå]\w*)", source)
    return tuple(dict.fromkeys(filter(None, found)))


def author_sandbox() -> ClosedSandbox:
    """The sandbox of author texts, with no formats in it yet but the claim tag."""
    sandbox = ClosedSandbox(extensions=[ClaimExtension])
    sandbox.filters.clear()
    sandbox.tests.clear()
    return sandbox


def known_names(numbers: Numbers, scope: Scope) -> Known:
    """The names an author may use, given the numbers and claims of the edition and the periods of one place."""
    broken = numbers.broken | scope.broken
    claims, periods = numbers.claims.keys(), scope.moments.keys()
    return Known(numbers.values.keys(), broken, _FORM_OF, _FORM_OF_FORMAT, claims, periods, limits_of(numbers.values))


def _line_in_template(error: BaseException) -> int:
    """The template line on which an error was raised, from the trace that Jinja has rewritten."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
