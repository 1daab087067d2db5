"""A figure of each kind over a few made-up cells, which show what the kind can show.

Gaps, breaks, standard symbols, uncertain values, highlights and totals. Nothing here comes from an edition, so that
no change of an edition changes a picture.
"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from brochure.making.figures.chart import Chart
from brochure.project.edition.kinds import Kind
from tests.support.charts import GROUPS, REGIONS, YEARS, chart_of, per_cent
from tests.support.statistics import metadata


@dataclass(frozen=True, slots=True)
class Sample:
    """The cells of a statistic, its metadata, and the lines that describe the figure."""

    cells: str
    described: str
    figure: str

    def chart(self, folder: Path) -> Chart:
        """The chart, by way of files written to the empty `folder`."""
        return chart_of(folder, self.cells, self.described, self.figure)


AGES = '[dimensions.alder]\nlabel = { nb = "Alder" }\n'
SEXES = (
    '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n'
    'members = { Kvinner = { group = "kvinner" }, Menn = { group = "menn" } }\n'
)
WITH_TOTAL = '[dimensions.region]\nlabel = { nb = "Region" }\nelimination = "I alt"\n'


def _break(before: int) -> str:
    return f'[[breaks]]\ndimension = "aar"\nbefore = "{before}"\nnote.nb = "Ny grense."\n'


def _uncertain(select: str) -> str:
    return f'[[uncertain]]\nselect = {{ {select} }}\nnote.nb = "Få svar."\n'


GROUPS_OVER_TIME = """gruppe,aar,verdi
Innvandrere,2008,61.8
Innvandrere,2009,60.5
Innvandrere,2010,59.9
Innvandrere,2011,60.4
Innvandrere,2012,62.8
Innvandrere,2013,63.1
Innvandrere,2014,63.7
Norskfødte,2008,53.0
Norskfødte,2009,51.2
Norskfødte,2010,:
Norskfødte,2011,50.8
Norskfødte,2012,52.4
Norskfødte,2013,52.9
Norskfødte,2014,54.2
Resten,2008,71.6
Resten,2009,70.2
Resten,2010,69.6
Resten,2011,69.7
Resten,2012,70.2
Resten,2013,69.3
Resten,2014,69.1
"""
REGIONS_NOW = """region,verdi
I alt,63.7
Afrika,41.6
Asia,55.1
Norden,76.0
Øst-Europa utenfor EU,62.8
Nord-Amerika og Oseania,:
"""
CHANGES = """region,verdi
I alt,1.8
Afrika,-3.4
Asia,4.2
Norden,2.1
Øst-Europa utenfor EU,2.1
Sør- og Mellom-Amerika og Karibia,0.0
Vest-Europa ellers,-0.6
Nord-Amerika og Oseania,:
"""
REGIONS_AND_GROUPS = """region,gruppe,verdi
Afrika,Innvandrere,41.6
Afrika,Norskfødte,:
Afrika,Resten,69.1
Asia,Innvandrere,55.1
Asia,Norskfødte,50.2
Asia,Resten,66.4
Norden,Innvandrere,76.0
Norden,Norskfødte,60.0
Norden,Resten,71.3
"""
REGIONS_OVER_TIME = """region,aar,verdi
Afrika,2010,44.0
Afrika,2011,43.1
Afrika,2012,:
Afrika,2013,42.2
Afrika,2014,41.6
Asia,2010,52.8
Asia,2011,53.0
Asia,2012,54.2
Asia,2013,54.7
Asia,2014,55.1
Norden,2010,73.9
Norden,2011,74.8
Norden,2012,75.8
Norden,2013,75.7
Norden,2014,76.0
"""
REGIONS_AT_ENDS = """region,aar,verdi
Afrika,2010,44.0
Afrika,2014,41.6
Asia,2010,52.8
Asia,2014,55.1
Norden,2010,73.9
Norden,2014,:
Øst-Europa,2010,..
Øst-Europa,2014,62.8
"""
AGES_AND_SEXES = """alder,kjonn,verdi
0–19 år,Kvinner,11.4
0–19 år,Menn,12.0
20–39 år,Kvinner,22.9
20–39 år,Menn,25.3
40–59 år,Kvinner,13.1
40–59 år,Menn,:
60–79 år,Kvinner,4.6
60–79 år,Menn,4.1
80 år og over,Kvinner,0.9
80 år og over,Menn,0.5
"""
REGIONS_AND_AGES = """region,alder,verdi
I alt,15–24 år,39.9
I alt,25–54 år,70.0
I alt,55–74 år,45.2
Afrika,15–24 år,11.6
Afrika,25–54 år,48.3
Afrika,55–74 år,:
Asia,15–24 år,22.8
Asia,25–54 år,61.3
Asia,55–74 år,33.0
Norden,15–24 år,60.0
Norden,25–54 år,85.1
Norden,55–74 år,54.7
"""

SAMPLES = MappingProxyType[Kind, Sample](
    {
        "lines": Sample(
            GROUPS_OVER_TIME,
            per_cent(GROUPS, YEARS) + _break(2012) + _uncertain('gruppe = ["Norskfødte"], aar = ["2014"]'),
            "kind: lines\nx: aar\nseries: gruppe",
        ),
        "bars": Sample(
            REGIONS_NOW,
            per_cent(WITH_TOTAL) + _uncertain('region = ["Afrika"]'),
            "kind: bars\nselect: { region: [I alt, '*'] }\ncategory: region\nhighlight: [Asia]",
        ),
        "lollipop": Sample(
            CHANGES,
            metadata(WITH_TOTAL, unit="percent_change", decimals=1) + _uncertain('region = ["Afrika", "Norden"]'),
            "kind: lollipop\nselect: { region: [I alt, '*'] }\ncategory: region\nhighlight: [Asia]",
        ),
        "grouped_bars": Sample(
            REGIONS_AND_GROUPS,
            per_cent(REGIONS, GROUPS) + _uncertain('region = ["Norden"], gruppe = ["Norskfødte"]'),
            "kind: grouped_bars\ncategory: region\nseries: gruppe",
        ),
        "dumbbell": Sample(
            REGIONS_AND_GROUPS,
            per_cent(REGIONS, GROUPS) + _uncertain('region = ["Norden"], gruppe = ["Norskfødte"]'),
            "kind: dumbbell\nselect: { gruppe: [Innvandrere, Norskfødte] }\ncategory: region\nseries: gruppe",
        ),
        "stacked": Sample(
            REGIONS_AND_GROUPS,
            per_cent(REGIONS, GROUPS),
            "kind: stacked\ncategory: region\nseries: gruppe\nnormalise: true",
        ),
        "small_multiples": Sample(
            REGIONS_OVER_TIME,
            per_cent(REGIONS, YEARS) + _break(2014) + _uncertain('region = ["Asia"], aar = ["2012"]'),
            "kind: small_multiples\nx: aar\npanel: region",
        ),
        "population_pyramid": Sample(
            AGES_AND_SEXES,
            per_cent(AGES, SEXES) + _uncertain('alder = ["80 år og over"]'),
            "kind: population_pyramid\ncategory: alder\nseries: kjonn",
        ),
        "slope": Sample(
            REGIONS_AT_ENDS,
            per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', YEARS),
            "kind: slope\nx: aar\ncategory: region\nhighlight: [Asia]",
        ),
        "heat_table": Sample(
            REGIONS_AND_AGES,
            per_cent(WITH_TOTAL, AGES) + _uncertain('region = ["Asia"], alder = ["55–74 år"]'),
            "kind: heat_table\nselect: { region: [I alt, '*'] }\ncategory: region\ncolumn: alder\nhighlight: [I alt]",
        ),
        "sparkline": Sample(
            REGIONS_OVER_TIME,
            per_cent(REGIONS, YEARS) + _break(2014),
            "kind: sparkline\nselect: { region: Afrika }\nx: aar",
        ),
    }
)
"""The sample of each kind."""
