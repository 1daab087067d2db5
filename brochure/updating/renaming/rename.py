"""Renaming in all files that use a name: of one edition or of all, and all or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brochure.findings import Faults, Place, UsageError, near
from brochure.project.advice import advice
from brochure.project.edition.reading import edition_names, read_settings
from brochure.project.sources.project import Project
from brochure.project.together import change_together
from brochure.statistics.loading import StatisticStore
from brochure.statistics.unread import METADATA
from brochure.updating.editing import Edit, SourceFile, read_source
from brochure.updating.renaming.names import Kind, NamesOf, names_of, refuse_new_name
from brochure.updating.renaming.occurrences import Renaming, occurrences


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming changes: how many places in each file, and the new names of files."""

    kind: Kind
    places: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def rename(
    project: Project,
    old: str,
    new: str,
    *,
    edition: str | None = None,
    kind: Kind | None = None,
    dry_run: bool = False,
) -> Renamed:
    """Give a number, period, claim, figure, table or statistic a new name everywhere; nothing is written on a dry run.

    Raises `UsageError` for names that there are not, or that cannot be given, `Faults` for a file that cannot be read
    or written, with all files as they were.
    """
    if old == new:
        raise UsageError(f"'{old}' is its name already")
    store = StatisticStore(project)
    chosen = [edition] if edition is not None else edition_names(project)
    for each in chosen:
        read_settings(project, each)
    editions = [names_of(project, each) for each in chosen]
    kind = _kind(old, kind, editions, store)
    if kind is Kind.STATISTIC and edition is not None:
        raise UsageError("a statistic is used by all editions; rename it without --edition")
    using = [each for each in editions if _has(each, old, kind)] if kind is not Kind.STATISTIC else editions
    refuse_new_name(new, kind, using, store)
    changed: dict[Path, tuple[SourceFile, list[Edit]]] = {}
    for names in using:
        own = next((each for each in kind.shares_names_with if each in names.kinds(old)), kind)
        renaming = Renaming(old, new, own, _axis_of(store))
        for path in _files(names, own, old):
            _note(project, path, renaming, changed)
    files = _of_statistic(project, old, new) if kind is Kind.STATISTIC else {}
    for path in files:
        if path.suffix == METADATA:
            _note(project, path, Renaming(old, new, kind, _axis_of(store)), changed)
    if not dry_run:
        contents = {path: source.with_edits(edits) for path, (source, edits) in changed.items()}
        _write(project, contents, files)
    places = {project.name(path): len({*edits}) for path, (_, edits) in changed.items()}
    return Renamed(kind, places, {project.name(path): project.name(to) for path, to in files.items()})


def _has(names: NamesOf, name: str, kind: Kind) -> bool:
    return any(each in names.kinds(name) for each in kind.shares_names_with)


def _kind(old: str, asked: Kind | None, editions: Sequence[NamesOf], store: StatisticStore) -> Kind:
    """What has the name; raises `UsageError` when nothing has, or when that is not clear."""
    found = {kind: None for names in editions for kind in names.kinds(old)}
    if old in store.names():
        found[Kind.STATISTIC] = None
    if asked is not None:
        found = {kind: None for kind in found if kind in asked.shares_names_with}
    if not found:
        known = {name for names in editions for name in names.found} | {*store.names()}
        what = asked or "number, period, claim, figure, table or statistic"
        raise UsageError(f"there is no {what} '{old}'.{near(old, known, listed=0)}")
    first = next(iter(found))
    if any(kind not in first.shares_names_with for kind in found):
        raise UsageError(f"'{old}' is the name of a {' and of a '.join(found)}; say which with --kind")
    return first


def _files(names: NamesOf, kind: Kind, old: str) -> Iterator[Path]:
    """The files in which a name can stand: that of a period of a part in its folder alone."""
    folders = names.kinds(old).get(kind, set())
    top = names.files[0].parent
    for path in names.files:
        if kind is not Kind.PERIOD or top in folders or path.parent in folders:
            yield path


def _note(project: Project, path: Path, renaming: Renaming, changed: dict[Path, tuple[SourceFile, list[Edit]]]) -> None:
    source = read_source(project, path)
    edits = [*occurrences(path, source.text, renaming)]
    if edits:
        changed[path] = (source, edits)


def _of_statistic(project: Project, old: str, new: str) -> dict[Path, Path]:
    """The files of a statistic, and what they will be called."""
    stem = project.statistics / old
    target = project.statistics / new
    found = [path for path in sorted(stem.parent.iterdir()) if path.is_file() and path.with_suffix("") == stem]
    return {path: target.with_name(target.name + path.suffix) for path in found}


def _axis_of(store: StatisticStore) -> Callable[[str], str | None]:
    """What names the dimension of time of a statistic; it raises `Faults` for one that is not sound."""

    def axis_of(statistic: str) -> str | None:
        axis = store.get(statistic, Place(f"data/statistics/{statistic}{METADATA}")).time
        return axis.name if axis is not None else None

    return axis_of


def _write(project: Project, contents: Mapping[Path, bytes], files: Mapping[Path, Path]) -> None:
    try:
        change_together(contents, files)
    except FileExistsError as error:
        path = Path(error.filename)
        raise Faults.one(project.place(path), f"{project.name(path)} is there already; take it away first") from None
    except OSError as error:
        path = Path(error.filename or next(iter([*contents, *files])))
        message = f"{project.name(path)} cannot be changed: {advice(error, writing=False)}; nothing was changed"
        raise Faults.one(project.place(path), message) from None
