"""Findings in forms that other programs read: JSON of our own, and SARIF, which editors show beside the lines.

SARIF is OASIS's Static Analysis Results Interchange Format, 2.1.0. Knows nothing of how anything is found.
"""

import json
from collections.abc import Mapping
from typing import Any

from brochure.findings import Finding, Place
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


def as_sarif(version: str, excused: Excused, rules: Mapping[str, str], unruled: str) -> str:
    """Findings as a SARIF log of one run: what is excused is there too, as suppressed in the source.

    `version` is this program's, `rules` says what each rule tells. Columns count code points.
    """
    results = [_result(finding, rules, unruled) for finding in excused.findings]
    for item, silenced in excused.excuses:
        results += [_suppressed(_result(finding, rules, unruled), item) for finding in silenced]
    driver = {
        "name": "brochure",
        "version": version,
        "rules": [{"id": name, "shortDescription": {"text": summary}} for name, summary in rules.items()],
    }
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


def _result(finding: Finding, rules: Mapping[str, str], unruled: str) -> dict[str, Any]:
    rule, place = finding.rule or unruled, finding.place
    region = {"startLine": place.line or 1} | ({"startColumn": place.column} if place.column else {})
    properties = {"page": finding.page, "suggestion": finding.suggestion or None}
    location = {"artifactLocation": {"uri": place.path, "uriBaseId": _ROOT}, "region": region}
    return {
        "ruleId": rule,
        "ruleIndex": list(rules).index(rule),
        "level": finding.level.value,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        "properties": {name: value for name, value in properties.items() if value is not None},
    }


def _suppressed(result: dict[str, Any], excuse: Excuse) -> dict[str, Any]:
    return {**result, "suppressions": [{"kind": "inSource", "justification": excuse.reason}]}
