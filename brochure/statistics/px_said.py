"""What the keywords of a PC-Axis file say of its table, and its members' names in the file's other languages."""

import re
from collections.abc import Callable, Mapping, Sequence

from brochure.statistics.raw_table import Said

Listed = Callable[..., tuple[str, ...]]
"""The texts of a keyword, of a dimension or member, in a language: `listed(keyword, of, language)`."""
_OLD_TITLES = re.compile(r"\s*PxcMetaTitle(By|And)\s*")


def read_said(
    names: Sequence[str], members: Mapping[str, Mapping[str, str]], times: frozenset[str], listed: Listed
) -> Said:
    """What a file says of itself; `members` gives the code of each member's text, by dimension."""

    def one(keyword: str, of: str = "") -> str:
        return " ".join(" ".join(listed(keyword, of)[:1]).split())

    content = one("CONTVARIABLE")
    contents = members.get(content, {})
    units = {code: unit for text, code in contents.items() if (unit := one("UNITS", text))}
    decimals = one("SHOWDECIMALS") or one("DECIMALS")
    precise = {
        code: int(p)
        for text, code in contents.items()
        if (p := "".join(listed("PRECISION", content, "", text))).isdigit()
    }
    totals = {name: members[name][total] for name in names if (total := one("ELIMINATION", name)) in members[name]}
    texts = (*("CONTACT", "LAST-UPDATED"),)
    contact, updated = (one(key) or next(filter(None, (one(key, text) for text in contents)), "") for key in texts)
    return Said(
        language=one("LANGUAGE"),
        title=_OLD_TITLES.sub(", ", one("DESCRIPTION") or one("TITLE")),
        publisher=one("SOURCE"),
        table=one("TABLEID") or one("MATRIX"),
        updated=re.sub(r"^(\d{4})(\d\d)(\d\d)\b", r"\1-\2-\3", updated),
        contact=", ".join(filter(None, re.split(r"\s*#+\s*", contact))),
        unit="" if units else one("UNITS"),
        decimals=int(decimals) if decimals.isdigit() and int(decimals) <= 6 else None,
        notes=tuple(
            filter(
                None, (" ".join(text.replace("#", " ").split()) for k in ("NOTEX", "NOTE") for text in listed(k, ""))
            )
        ),
        labels={name: name for name in names},
        times=times,
        elimination=totals,
        units={content: units} if units else {},
        member_decimals={content: precise} if precise else {},
    )


def other_languages(
    names: Sequence[str], members: Mapping[str, Sequence[str]], listed: Listed
) -> dict[str, dict[str, tuple[str, dict[str, str]]]]:
    """By language and dimension: its name, and the names of its members by their codes."""
    found: dict[str, dict[str, tuple[str, dict[str, str]]]] = {}
    for language in dict.fromkeys(listed("LANGUAGES")):
        called = [*listed("STUB", "", language), *listed("HEADING", "", language)]
        if len(called) != len(names):
            continue
        for name, own in zip(names, called, strict=True):
            texts = listed("VALUES", own, language)
            if len(texts) == len(members[name]):
                found.setdefault(language, {})[name] = own, dict(zip(members[name], texts, strict=True))
    return found
