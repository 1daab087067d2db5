"""What a user's machine is set to, kept from a build: the same project makes the same bytes everywhere.

Knows the variables and files that libraries read of their own accord. Loads none of them before it is asked to.
"""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STRANGE = (
    "FC_DEBUG",
    "FC_LANG",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "PANGO_LANGUAGE",
    "PYTHONWARNINGS",
)
"""Variables by which Fontconfig, Pango and Python would find, choose or refuse something else."""


def shut_out() -> None:
    """Forget what the surroundings ask of the libraries, for this process and those that it starts."""
    for name in _STRANGE:
        os.environ.pop(name, None)
    if sys.warnoptions:
        sys.warnoptions.clear()
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
    logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what it says of a file is told in our words


def load_matplotlib() -> None:
    """Load matplotlib without the user's settings: a backend that is not there, a `matplotlibrc` in any place."""
    if "matplotlib.font_manager" in sys.modules:
        return
    os.environ["MPLBACKEND"] = "svg"
    os.environ["MATPLOTLIBRC"] = os.devnull
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where its cache lies is nobody's concern
    with _apart():
        import matplotlib as mpl
        from matplotlib import font_manager  # noqa: F401  # reads its list of fonts
    mpl.rcdefaults()


@contextmanager
def _apart() -> Iterator[None]:
    """At the root of the disk while the block runs: matplotlib reads settings first of all where it stands."""
    try:
        here: Path | None = Path.cwd()
    except FileNotFoundError:
        here = None
    os.chdir(Path(__file__).anchor)
    try:
        yield
    finally:
        if here is not None:
            os.chdir(here)
