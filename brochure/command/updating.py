"""What `fetch` and `update` share: fetching with a word on what is waited for, and telling what came of it."""

import json
import sys
from collections.abc import Sequence

from brochure.findings import Report, in_lines
from brochure.project.sources.project import Project
from brochure.updating.printing import fault_values, lines, values
from brochure.updating.pxwebapi.client import Service
from brochure.updating.tables import update_tables


def tell_updates(
    project: Project,
    names: Sequence[str],
    report: Report,
    *,
    dry_run: bool = False,
    as_json: bool = False,
    accept: bool = False,
) -> int:
    """Fetch the tables of `names` and print what changed; returns 1 when there are faults, which are told too."""
    found = update_tables(project, names, opened, report, dry_run=dry_run, accept=accept)
    if as_json:
        told = {"statistics": [values(each) for each in found], "faults": fault_values(report.in_order())}
        print(json.dumps(told | {"is_written": not dry_run}, ensure_ascii=False, indent=2))
    else:
        for each in found:
            print("\n".join(lines(each)))
        print(_summary(len(found), len(names), dry_run=dry_run))
    if broken := next((each.printed.edition for each in found if not each.printed.is_whole), None):
        _tell(f"the edition {broken} has faults, so not all that it prints may be known; see «brochure check»")
    if report.findings:
        sys.stdout.flush()
        print("\n".join(in_lines(report.in_order())), file=sys.stderr)
    return 1 if report.errors else 0


def opened(address: str) -> Service:
    """The service with a base address; says on standard error what is waited for."""
    return Service(address, tell=_tell)


def _tell(message: str) -> None:
    print(f"brochure: {message}", file=sys.stderr, flush=True)


def _summary(fetched: int, asked: int, *, dry_run: bool) -> str:
    if not asked:
        return "no statistic has [fetch] in its metadata; see «brochure help fetching»"
    written = "; nothing was written (--dry-run)" if dry_run else ""
    return f"{fetched} of {asked} table{'' if asked == 1 else 's'} fetched{written}"
