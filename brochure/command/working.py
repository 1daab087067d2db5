"""What `check --work` and `next` share: making the editor's list, and telling it."""

import json
import sys
from collections.abc import Sequence

from brochure.findings import in_lines
from brochure.project.edition.reading import read_settings
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.updating.work.entries import WorkList
from brochure.updating.work.listing import work_list
from brochure.updating.work.printing import lines, summary, values


def tell_work(project: Project, name: str, languages: Sequence[Language], *, as_json: bool) -> int:
    """Print what is left to do in an edition; returns 1 when faults keep a part of the list from being made."""
    found = work_list(project, name, languages)
    print(json.dumps(values(found), ensure_ascii=False, indent=2) if as_json else "\n".join(lines(found)))
    return _tell_faults(found)


def tell_summary(project: Project, name: str) -> int:
    """Print how much is left to do in an edition, in one line; returns 1 when it has faults."""
    settings, _ = read_settings(project, name)
    found = work_list(project, name, settings.languages)
    print(f"{summary(found)}{'; see «brochure check --work»' if found.entries else ''}")
    return _tell_faults(found)


def _tell_faults(found: WorkList) -> int:
    if found.faults:
        sys.stdout.flush()
        print("\n".join(in_lines(found.faults)), file=sys.stderr)
    return 1 if found.faults else 0
