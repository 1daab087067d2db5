"""The commands of `brochure`: their arguments, and the one place that turns what goes wrong into an exit status.

Exit status: 0 when all is well, 1 when something in the project is wrong, 2 when the command is used wrongly,
70 after a fault of the program itself, 130 after Ctrl-C, 128 + n after another signal.
"""

import argparse
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from brochure import __version__
from brochure.findings import Faults, UsageError, in_lines
from brochure.pdf.limits import add_option as add_limits
from brochure.project import gate
from brochure.project.advice import advice
from brochure.project.signals import Ended, hear_ends, recall_ends
from brochure.project.surroundings import shut_out

INTERRUPTED = 130
_MINUS = re.compile(r"^-(?=\d)")
"""A hyphen typed for the minus of a number; no option begins so."""


def run() -> None:
    """Entry point of the command `brochure`."""
    _read_names_as_utf8()
    shut_out()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a strange letter stops nothing
    hear_ends()
    sys.exit(main(sys.argv[1:]))


def _read_names_as_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale has names of files read in another way.

    Such names go into the PDF, and no locale may change it. What is printed stays as the terminal wants it.
    """
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        if sys.stdout is not None:
            os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:backslashreplace")
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask; returns the exit status. Only argparse's own usage errors raise SystemExit."""
    try:
        options = parser().parse_args([_MINUS.sub("\u2212", argument) for argument in arguments])
        return _answered(options)
    except UsageError as error:
        return _fail(f"brochure: {error}", 2)
    except Faults as faults:
        return _fail("\n".join(in_lines(faults.findings)), 1)
    except KeyboardInterrupt as error:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return _fail(f"brochure: interrupted; {str(error) or 'nothing was changed'}", INTERRUPTED)
    except Ended as ended:
        return _fail(f"brochure: {ended}; nothing was changed", ended.status)
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1
    except IsADirectoryError as error:
        return _fail(f"brochure: {error.filename} is a folder; give the name of a file in it", 2)
    except OSError as error:
        return _fail(f"{error.filename or 'output'}:1: error: {advice(error, writing=True)}", 1)
    except SystemExit:
        raise
    except BaseException as error:  # whatever is left, a panic of a library in another language too
        return _fail(gate.report(error), gate.PROGRAM_FAULT)


def _answered(options: argparse.Namespace) -> int:
    """Run the command; an end from outside that a library has swallowed is raised in place of what became of it."""
    if hasattr(options, "limits"):
        from brochure.command.lacking import tell_of_limits

        tell_of_limits()
    try:
        status: int = options.run(options)
        _flush()
    except Exception:
        recall_ends()
        raise
    recall_ends()
    return status


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    top = argparse.ArgumentParser(
        prog="brochure", description="Makes the yearly brochure «Mål for integrering» from official statistics."
    )
    top.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    build = commands.add_parser("build", help="make the PDF of an edition", description="Make the PDF of an edition.")
    languages = _add_common(build)
    languages.add_argument("--all", action="store_true", help="build every language of the edition, several at once")
    build.add_argument("--output", type=Path, metavar="DIR", help="folder for the PDF (default: output/)")
    build.add_argument(
        "--force", action="store_true", help="build even when nothing has changed, and in spite of errors on the pages"
    )
    build.add_argument(
        "--profile",
        choices=("screen", "proof", "annex"),
        default="screen",
        help="what the PDF is for: screen, as it is published (default), proof, a draft for proofreaders, or annex, "
        "to be joined with the budget proposition",
    )
    draft = build.add_argument_group("drafts, with --profile proof")
    draft.add_argument("--draft", metavar="NAME", help="number or date of the draft (default: the next number)")
    draft.add_argument(
        "--against", metavar="DRAFT", help="show changes since a draft's number, a PDF or a git revision"
    )
    draft.add_argument("--double-spaced", action="store_true", help="set running text with double spacing")
    annex = build.add_argument_group(
        "annexes, with --profile annex", "Without these, what the settings of the edition say below [annex]."
    )
    annex.add_argument("--annex", metavar="N", help="number of the annex, where the proposition numbers them")
    annex.add_argument("--first-page", metavar="N", help="number printed on the first page")
    build.add_argument("--timings", action="store_true", help="print seconds per stage and peak memory")
    build.set_defaults(run=_build)
    check = commands.add_parser(
        "check",
        help="find every fault without drawing",
        description="Find every fault of data, numbers, claims, text and layouts, without drawing.",
    )
    _add_common(check, "every language of the edition, compared with each other")
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to tell it: text (default), or json or sarif for editors and other programs",
    )
    check.add_argument("--excuses", action="store_true", help="list what authors have excused too, with their reasons")
    check.add_argument("--rules", action="store_true", help="list the rules and what each tells, and check nothing")
    check.add_argument("--layout", action="store_true", help="draw and lay out the pages too, and find faults on them")
    check.set_defaults(run=_check)
    _add_trace(commands.add_parser)
    _add_diff(commands.add_parser)
    _add_comments(commands.add_parser)
    _add_attach(commands.add_parser)
    manual = commands.add_parser(
        "help", help="print a page of the manual", description="List the pages of the manual, or print one."
    )
    manual.add_argument("topic", nargs="?", metavar="TOPIC", help="a page (default: list them)")
    manual.set_defaults(run=_help)
    return top


def _add_trace(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that read finished PDFs."""
    trace = add(
        "trace",
        help="say where a printed number comes from",
        description="Say where a number printed in a PDF comes from: page, sentence, file and line, cells, published "
        "table. Needs the PDF alone, and no project.",
    )
    trace.add_argument("pdf", type=Path, metavar="PDF", help="a PDF that «brochure build» has made")
    wanted = trace.add_mutually_exclusive_group()
    wanted.add_argument(
        "number",
        nargs="?",
        metavar="NUMBER",
        help="a number as it is printed, such as 71,6 or '12 345', or its name (default: tell about the PDF)",
    )
    wanted.add_argument("--page", metavar="N", help="all numbers on the page with this printed number")
    trace.add_argument("--format", choices=("text", "json"), default="text", help="how to tell it (default: text)")
    add_limits(trace)
    trace.set_defaults(run=_trace)
    verify = add(
        "verify",
        help="say whether a PDF is as it was made",
        description="Check a PDF that «brochure build» has made: attached files, cells, numbers, claims, every word "
        "and number on its pages. Needs the PDF alone, and no project.",
    )
    verify.add_argument("pdf", type=Path, metavar="PDF", help="a PDF that «brochure build» has made")
    add_limits(verify)
    verify.set_defaults(run=_verify)
    validate = add(
        "validate",
        help="say whether a PDF is fit for its readers, the web and the archive",
        description="Check any PDF: tags, order of reading, headings, alternative texts, tables, language, links, "
        "bookmarks, title, fonts, page labels, attached files; and hold it against whole standards with the reference "
        "validator veraPDF, where that is installed. Says where in the project a fault comes from, for a PDF that "
        "«brochure build» has made. Needs the PDFs alone, and no project; inside one, what its authors have excused is "
        "left out.",
    )
    validate.add_argument("pdfs", nargs="+", type=Path, metavar="PDF", help="a PDF, made by any program")
    validate.add_argument(
        "--standard",
        metavar="NAMES",
        help="standards to hold it against, with commas: 1a, 1b, 2a, 2b, 2u, 3a, 3b, 3u, 4, 4e, 4f (PDF/A), ua1, ua2 "
        "(PDF/UA) (default: those that the file claims, or ua1)",
    )
    validate.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to tell it: text (default), or json or sarif for editors and other programs",
    )
    add_limits(validate)
    validate.set_defaults(run=_validate)


def _add_diff(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that look at earlier states of an edition."""
    diff = add(
        "diff",
        help="say what differs between two drafts, PDFs or revisions",
        description="Say what differs between two states of an edition: numbers with the reasons, claims, sentences, "
        "figures and tables, statistics. A state is a PDF that «brochure build» has made, a kept draft (3, nb-3) or a "
        "git revision (HEAD~2). Two PDFs need no project, except for the report in HTML.",
    )
    diff.add_argument("old", metavar="OLD", help="the earlier state")
    diff.add_argument("new", nargs="?", metavar="NEW", help="the later state (default: the project as it stands)")
    diff.add_argument("--edition", metavar="EDITION", help="edition of drafts and revisions (default: the newest)")
    diff.add_argument("--language", metavar="LANG", help="their language (default: that of a PDF, or the first)")
    diff.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="how to tell it: text (default), json, or html, one file with the pages that differ side by side",
    )
    diff.add_argument("--output", type=Path, metavar="FILE", help="write to a file; html needs one")
    drafts = add("drafts", help="list the drafts that are kept", description="List the drafts that are kept.")
    drafts.add_argument("edition", nargs="?", metavar="EDITION", help="only those of this edition")
    drafts.add_argument("--language", metavar="LANG", help="only those in this language")
    for command in (diff, drafts):
        command.add_argument("--drafts", type=Path, metavar="DIR", help="folder of drafts (default: output/drafts/)")
        command.add_argument("--project", type=Path, metavar="DIR", help="project folder (default: the one you are in)")
    add_limits(diff)
    diff.set_defaults(run=_diff)
    drafts.set_defaults(run=_drafts)


def _add_comments(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The command that reads what proofreaders have written into drafts."""
    comments = add(
        "comments",
        help="list what proofreaders have marked in drafts",
        description="List the marks and comments that readers have left in the PDFs of a draft: reader, page, line, "
        "marked words, comment, and the file and line of the project that they belong to. Several readers' files make "
        "one list. Needs the PDFs alone, and no project.",
    )
    comments.add_argument("pdfs", nargs="+", type=Path, metavar="PDF", help="a draft that somebody has marked")
    comments.add_argument(
        "--format",
        choices=("text", "csv", "json", "md"),
        default="text",
        help="how to list them: text (default), csv for a spreadsheet, json, or md, a list to tick off",
    )
    comments.add_argument(
        "--now", action="store_true", help="say of each marked passage whether the project has changed it since"
    )
    comments.add_argument(
        "--project", type=Path, metavar="DIR", help="with --now: project folder (default: the one you are in)"
    )
    add_limits(comments)
    comments.set_defaults(run=_comments)


def _add_attach(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The command that joins a finished brochure with a proposition."""
    attach = add(
        "attach",
        help="put a finished brochure into a proposition",
        description="Make one PDF of a brochure and the proposition it is an annex to, and lose nothing of either: "
        "pages, tags, bookmarks, links, page labels, attached files, form fields. The written file is compared with "
        "both before it gets its name. Needs the PDFs alone.",
    )
    attach.add_argument(
        "pdfs",
        nargs="+",
        type=Path,
        metavar="PDF",
        help="PDFs made with --profile annex, in their order; without --to the last one is the proposition",
    )
    attach.add_argument(
        "--to", dest="proposition", type=Path, metavar="PROPOSITION", help="the PDF that they are to be part of"
    )
    attach.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="the PDF to be written")
    attach.add_argument(
        "--replace", action="store_true", help="take the place of the brochures that were put into it before"
    )
    where = attach.add_mutually_exclusive_group()
    where.add_argument(
        "--after", metavar="PAGE", help="put it after the page with this printed number, or #12, the 12th"
    )
    where.add_argument("--append", action="store_true", help="put it after the last page (default)")
    attach.add_argument("--label", metavar="TEXT", help="what its bookmark is called (default: its title)")
    attach.add_argument("--under", metavar="HEADING", help="the bookmark of the proposition that it goes below")
    attach.add_argument(
        "--as-attachment", action="store_true", help="attach it as a file; the proposition's pages stay as they are"
    )
    attach.add_argument(
        "--relationship",
        choices=("Supplement", "Data", "Source", "Alternative", "Unspecified"),
        help="with --as-attachment: how the file belongs to the proposition (default: Supplement)",
    )
    add_limits(attach)
    attach.set_defaults(run=_attach)


def _add_common(
    command: argparse.ArgumentParser, language: str = "the edition's first"
) -> "argparse._MutuallyExclusiveGroup":
    """Arguments of every command; returns the group of those that choose languages, of which one may be given."""
    command.add_argument("edition", nargs="?", metavar="EDITION", help="folder in data/editions (default: the newest)")
    command.add_argument("--project", type=Path, metavar="DIR", help="project folder (default: the one you are in)")
    languages = command.add_mutually_exclusive_group()
    languages.add_argument("--language", metavar="LANG", help=f"nb, nn or en (default: {language})")
    return languages


def _build(options: argparse.Namespace) -> int:
    from brochure.command.building import build_command

    return build_command(options)


def _check(options: argparse.Namespace) -> int:
    from brochure.command.checking import check_command

    return check_command(options)


def _trace(options: argparse.Namespace) -> int:
    from brochure.command.tracing import trace_command

    return trace_command(options)


def _verify(options: argparse.Namespace) -> int:
    from brochure.command.tracing import verify_command

    return verify_command(options)


def _validate(options: argparse.Namespace) -> int:
    from brochure.command.validating import validate_command

    return validate_command(options)


def _diff(options: argparse.Namespace) -> int:
    from brochure.command.comparing import diff_command

    return diff_command(options)


def _drafts(options: argparse.Namespace) -> int:
    from brochure.command.comparing import drafts_command

    return drafts_command(options)


def _comments(options: argparse.Namespace) -> int:
    from brochure.command.comments import comments_command

    return comments_command(options)


def _attach(options: argparse.Namespace) -> int:
    from brochure.command.attaching import attach_command

    return attach_command(options)


def _help(options: argparse.Namespace) -> int:
    from brochure.command.help import help_command

    return help_command(options)


def _fail(message: str, status: int) -> int:
    """Say why nothing came of it, after what has been said already; returns the status."""
    try:
        _flush()
    except OSError:
        _discard(sys.stdout)
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        _discard(sys.stderr)
    return status


def _flush() -> None:
    if sys.stdout is not None:  # it is, where the shell has closed it
        sys.stdout.flush()


def _discard(stream: TextIO | None) -> None:
    """Let what a stream still holds go nowhere, so that Python does not stumble over it when it ends."""
    if stream is not None:
        with suppress(OSError, ValueError), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), stream.fileno())
