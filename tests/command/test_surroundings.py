"""What the command finds around it: odd paths, a plain locale, closed and full streams, a request to end."""

import signal
from contextlib import suppress
from pathlib import Path

import pytest

from brochure.command import check
from brochure.command.main import main
from brochure.findings import Faults, Place
from brochure.project import signals
from brochure.project.output import write_whole
from brochure.project.signals import Ended
from tests.support.command import brochure
from tests.support.projects import make_project, small_edition


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A sound project at a place that shells, addresses and XML stumble over."""
    return make_project(tmp_path / "på 100 %41 #1\n<&\"'", small_edition(), layouts=True, fonts=True).root


def test_a_project_may_lie_anywhere(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--language", "nb", "--project", str(project)]) == 0
    assert capsys.readouterr() == ("2016: no findings\n", "")


@pytest.mark.parametrize(
    ("shell", "told"),
    [
        ("exec >&-; ", "no such file"),
        ("exec 2>&-; ", ""),
        ("exec >/dev/full; ", "no such file"),
        ("exec 2>/dev/full; ", ""),
    ],
)
def test_a_stream_that_is_closed_or_full_is_no_fault(shell: str, told: str, tmp_path: Path) -> None:
    done = brochure("verify", tmp_path / "heftet.pdf", before=shell)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert told in done.stderr


def test_what_cannot_be_printed_is_told(tmp_path: Path) -> None:
    done = brochure("check", "--rules", before="exec >/dev/full; ")
    assert done.returncode == 1
    assert done.stderr.startswith("output:1: error: No space left on device; ")


def test_a_name_that_is_no_text_is_told_as_it_can_be(tmp_path: Path) -> None:
    done = brochure("verify", f"{tmp_path}/f\udce6l.pdf")
    assert (done.returncode, done.stderr) == (1, f"{tmp_path}/f\\udce6l.pdf:1: error: there is no such file\n")


@pytest.mark.parametrize(
    ("number", "told"),
    [(signal.SIGTERM, "asked to end"), (signal.SIGHUP, "its terminal was closed")],
    ids=["SIGTERM", "SIGHUP"],
)
def test_a_request_to_end_is_told_with_a_status_of_its_own(
    number: signal.Signals, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(_: object) -> int:
        raise Ended(number)

    monkeypatch.setattr(check, "run", end)
    assert main(["check"]) == 128 + number
    assert capsys.readouterr().err == f"brochure: {told}; nothing was changed\n"


def test_ctrl_c_that_a_library_has_swallowed_is_heard_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """As WeasyPrint does while it reads a picture: it goes on without the picture."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    monkeypatch.setattr(signals, "_heard", [])

    def checked(_: object) -> int:
        with suppress(BaseException):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "heftet.pdf", b"without the picture")
        raise Faults.one(Place("brochure.css"), "the picture cannot be read")

    monkeypatch.setattr(check, "run", checked)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as at the start, even in the background
    try:
        signals.hear_ends()
        assert main(["check"]) == 130
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert capsys.readouterr().err == "brochure: interrupted; nothing was changed\n"
    assert list(tmp_path.iterdir()) == []
