"""What is new in a list of comments since one that was made before, as CSV or JSON."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from brochure.drafts.comments.exporting import csv_rows
from brochure.drafts.comments.model import Comment, News
from brochure.drafts.comments.printing import as_values
from brochure.findings import Faults, Place
from brochure.pdf.limits import Limits
from brochure.pdf.opening import read_bytes

_SAME = ("edition", "language", "draft", "page", "line", "reader", "kind", "marked")
"""What tells a remark apart from others; the rest of what a list says of it may change."""
_SAID = ("comment", "status", "statuses", "set by", "replies")
_NO_LIST = "this is no list of comments; give one that «brochure comments --format csv» or json has made"

Entry = tuple[tuple[str, ...], tuple[str, ...]]
"""What tells a remark apart, and what is said in it."""


def only_news(comments: Sequence[Comment], path: Path, limits: Limits) -> Iterator[Comment]:
    """The comments that a list does not have, or that have another text, status or reply there.

    Raises `Faults` when the file is no list.
    """
    text = read_bytes(path, limits).decode("utf-8-sig", errors="replace")
    is_json = text.lstrip().startswith("[")
    before = _of_json(text, path) if is_json else _of_csv(text, path)
    known = Counter(map(_entry, before))
    now = [_entry(values) for values in (as_values(comments) if is_json else csv_rows(comments))]
    is_known = []
    for entry in now:
        is_known.append(known[entry] > 0)
        known[entry] -= is_known[-1]
    others = Counter(key for (key, _), count in known.items() for _ in range(count))
    for comment, entry, is_old in zip(comments, now, is_known, strict=True):
        if not is_old:
            is_changed = others[entry[0]] > 0
            others[entry[0]] -= is_changed
            yield replace(comment, news=News.CHANGED if is_changed else News.NEW)


def _entry(values: Mapping[str, Any]) -> Entry:
    key, said = ([_plain(values.get(name)) for name in names] for names in (_SAME, _SAID))
    return tuple(key), tuple(said)


def _plain(value: Any) -> str:
    """A value as both kinds of list have it: a spreadsheet changes line ends, and hides what looks like a formula."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.removeprefix("'").split())


def _of_json(text: str, path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(item, dict) and "kind" in item for item in found):
        raise Faults.one(Place(str(path)), _NO_LIST)
    return found


def _of_csv(text: str, path: Path) -> Sequence[Mapping[str, Any]]:
    """The rows of a table, whose cells a spreadsheet may have parted with other signs."""
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        rows = []
    if not {"draft", "page", "kind", "comment"} <= {name.strip('"\r') for name in first.split(delimiter)}:
        raise Faults.one(Place(str(path)), _NO_LIST)
    return rows
