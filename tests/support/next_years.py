"""The small edition in the form that names its periods, and its table with made-up values of the next year.

`named_edition()` is all of it; a test lays over it what it is about.
"""

from tests.support.projects import EDITION, SECTION, STATISTIC, Files, small_edition, small_file

NUMBERS, TABLES, FIGURES = (f"{SECTION}/{name}.yaml" for name in ("numbers", "tables", "figures"))
SETTINGS, CSV, TOML = f"{EDITION}/edition.toml", f"{STATISTIC}.csv", f"{STATISTIC}.toml"
NAMED = """\
# Perioder
periods:
  naa: latest arbeid/sysselsatte
  foer: naa - 2
  start: {period: 2012, reason: Første år med tall.}
numbers:
  innvandrere: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]
  alle: arbeid/sysselsatte [aar=naa]
  avstand: alle - innvandrere
  avstand_start: at(avstand, start)
  endring: change(innvandrere, since=foer)  # over to år
  hoyest: max(arbeid/sysselsatte [gruppe=Innvandrere|Befolkningen ellers, aar=naa])
claims:
  okte: endring > 0
  mindre: avstand < avstand_start
  ikke_nyere: latest(arbeid/sysselsatte [gruppe=*]) == 2014
"""
_SENTENCES = {
    "nb": ("siden", "Andelen økte.", "Avstanden er blitt mindre.", "Det finnes ikke nyere tall.", "leder"),
    "nn": ("sidan", "Delen auka.", "Avstanden er blitt mindre.", "Det finst ikkje nyare tal.", "leier"),
    "en": ("since", "The share grew.", "The gap has become smaller.", "There are no newer figures.", "leads"),
}
_LEADERS = {"nb": "Resten av befolkningen", "nn": "Resten av befolkninga", "en": "The rest of the population"}
PUBLISHED = 'covers = { aar = "2012..2014" }\npublished = 2015-06-18\n'
_NEXT = """
[[tables]]
title = "Tabell 09837"
address = "https://www.ssb.no/statbank/table/09837"
covers = { aar = "2015" }
published = 2016-06-16
"""
NEXT_ROWS = (
    ("Hele befolkningen", "68.0"),
    ("Innvandrere", "69.9"),
    ("Norskfødte med innvandrerforeldre", "54.9"),
    ("Befolkningen ellers", "69.0"),
)
"""The values of 2015: immigrants lead, and are ahead of the whole population."""


def named_edition(changes: Files | None = None) -> dict[str, str | bytes]:
    """The files of the small edition with its periods, numbers and claims by name, and `changes` laid over it."""
    table = 'address = "https://www.ssb.no/statbank/table/09837"\n'
    files: dict[str, str | bytes] = {
        NUMBERS: NAMED,
        FIGURES: small_file(FIGURES).replace('gruppe: "*"', 'gruppe: "*", aar: start..naa'),
        TABLES: small_file(TABLES).replace('"2013..2014"', "[foer, naa]"),
        SETTINGS: small_file(SETTINGS).replace("liten-utgave", "liten-2016"),
        TOML: small_file(TOML).replace(table, table + PUBLISHED),
        **{f"{SECTION}/text.{language}.md": text(language) for language in _SENTENCES},
    }
    return small_edition({**files, **(changes or {})})


def text(language: str) -> str:
    """The text of the section in a language, with each claim by its name."""
    since, grew, smaller, newer, leads = _SENTENCES[language]
    leader = _LEADERS[language]
    found = small_file(f"{SECTION}/text.{language}.md")
    found = found.replace(f"{since} {{2012}}", f"{since} {{{{ endring | fra }}}}")
    claims = (
        f"{{% claim okte %}}{grew}{{% endclaim %}} {{% claim mindre %}}{smaller}{{% endclaim %}} "
        f"{{% claim ikke_nyere %}}{newer}{{% endclaim %}}\n"
        f'{{% claim hoyest|navn == "{leader}" %}}{leader} {leads}.{{% endclaim %}}'
    )
    return found.replace(f"{{% claim endring > 0 %}}{grew}{{% endclaim %}}", claims)


def next_table(*, named: bool = True) -> dict[str, str]:
    """The table with the next year in it; `named` says of its rows which published table they are from, and when."""
    described = str(named_edition()[TOML])
    rows = "".join(f"{group},2015,{value}\n" for group, value in NEXT_ROWS)
    head, mark, rest = described.partition("\n[dimensions.gruppe]")
    return {CSV: small_file(CSV) + rows, TOML: head + (_NEXT if named else "") + mark + rest}
