"""Findings in forms that other programs read: JSON of our own, and SARIF, which editors show beside the lines.

SARIF is OASIS's Static Analysis Results Interchange Format, 2.1.0. Knows nothing of how anything is found.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from brochure.findings import Finding, Place, Rule
from brochure.proofreading.excuses import Excuse, Excused

_VERSION = "2.1.0"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "PROJECT"
"""The name that paths in SARIF are relative to."""


def as_json(edition: str, excused: Excused, unruled: str) -> str:
    """Findings and excuses as one JSON object; a finding without a rule is given `unruled`, what is unknown is null."""
    found = [_values(finding, unruled) for finding in excused.findings]
    excuses = [
        {
            **_at(item.place),
            "rules": list(item.rules),
            "reason": item.reason,
            "excused": [_values(finding, unruled) for finding in silenced],
        }
        for item, silenced in excused.excuses
    ]
    return json.dumps({"edition": edition, "findings": found, "excuses": excuses}, ensure_ascii=False, indent=2)


def as_sarif(
    version: str, found: Iterable[tuple[Path | None, Excused]], rules: Mapping[str, Rule], unruled: str
) -> str:
    """Findings as a SARIF log of one run: what is excused is there too, as suppressed in the source.

    `version` is this program's; `found` has the findings of each file that was looked at, None for the project. `rules`
    are those that there are; one that only a standard knows is described as its first finding tells it. Columns count
    code points.
    """
    described = {name: _rule(rule) for name, rule in rules.items()}
    results = []
    for target, excused in found:
        silenced = [(finding, item) for item, findings in excused.excuses for finding in findings]
        for finding, item in (*((finding, None) for finding in excused.findings), *silenced):
            name = finding.rules[0] if finding.rules else unruled
            if name not in described:
                described[name] = _unlisted(name, finding)
            results.append(_result(finding, name, list(described).index(name), target, item))
    driver = {"name": "brochure", "version": version, "rules": list(described.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}, ensure_ascii=False, indent=2)


def _at(place: Place) -> dict[str, Any]:
    return {"file": place.path, "line": place.line or 1, "column": place.column}


def _values(finding: Finding, unruled: str) -> dict[str, Any]:
    return {
        "rule": finding.rule or unruled,
        "level": finding.level.value,
        **_at(finding.place),
        "page": finding.page,
        "message": finding.message,
        "suggestion": finding.suggestion or None,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"family": rule.family},
    }


def _unlisted(name: str, finding: Finding) -> dict[str, Any]:
    """A rule of the reference validator, as what it tells describes it."""
    summary = f"{finding.message[:1].upper()}{finding.message[1:]}."
    return _rule(Rule(name, "reference validator", summary, level=finding.level))


def _result(finding: Finding, name: str, index: int, target: Path | None, excuse: Excuse | None) -> dict[str, Any]:
    place, own = finding.place, target is not None and finding.place.path == str(target)
    properties = {
        "page": finding.page,
        "suggestion": finding.suggestion or None,
        "alsoToldBy": list(finding.rules[1:]) or None,
    }
    location: dict[str, Any] = {"artifactLocation": _file(place.path, in_project=not own)}
    if not own:
        location["region"] = {"startLine": place.line or 1} | ({"startColumn": place.column} if place.column else {})
    result = {
        "ruleId": name,
        "ruleIndex": index,
        "level": finding.level.value,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    if target is not None:
        result["analysisTarget"] = _file(str(target), in_project=False)
    if excuse is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": excuse.reason}]
    return result


def _file(path: str, *, in_project: bool) -> dict[str, str]:
    """A file by its address: from the project's folder on, or by itself."""
    if in_project:
        return {"uri": quote(path), "uriBaseId": _ROOT}
    return {"uri": Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())}
