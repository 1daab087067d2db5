"""The HTML document and style sheet of an edition, checked for all that can be known before pages are set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from brochure.findings import Report
from brochure.making.figures.rendering import Drawn
from brochure.making.laid_out.model import Run
from brochure.making.pages.addresses import check_page_addresses, check_style_addresses
from brochure.making.pages.annex import Annex
from brochure.making.pages.assembling import put_together
from brochure.making.pages.completeness import check_complete
from brochure.making.pages.content import Brochure
from brochure.making.pages.glyphs import check_glyphs, check_style_families
from brochure.making.pages.measuring import Measure
from brochure.making.pages.pictures import check_pictures
from brochure.making.pages.plain_tables import check_tables
from brochure.making.pages.templates import parse_page, render_pages, render_style, render_styles
from brochure.making.pages.typed import check_typed
from brochure.making.stages import Gathered
from brochure.project.profiles import SCREEN, Profile
from brochure.project.sources.project import Project
from brochure.project.theme import Theme
from brochure.project.typefaces import Typefaces


@dataclass(frozen=True, slots=True)
class Setting:
    """What pages are set for: a profile, what it is called as an `annex`, and a draft's spacing."""

    profile: Profile = SCREEN
    annex: Annex | None = None
    double_spaced: bool = False


ON_SCREEN = Setting()


@dataclass(frozen=True)
class Composed:
    """An edition in one language just before its pages are set: what WeasyPrint is given, and what that is made of."""

    project: Project
    gathered: Gathered
    theme: Theme
    typefaces: Typefaces
    drawings: Mapping[str, Drawn]
    brochure: Brochure
    html: str
    styles: str
    written: Brochure
    """The brochure with its sections as the author wrote them, before anything was placed elsewhere."""

    @cached_property
    def measure(self) -> Measure:
        """Measures letters in the typefaces of the theme."""
        return Measure(self.theme, self.typefaces)

    def width(self, run: Run, text: str) -> float:
        """How wide some letters of a run are, in shares of their size."""
        return self.measure.width_in(run.family, strong=run.is_strong, text=text)


def compose(
    project: Project,
    gathered: Gathered,
    theme: Theme,
    typefaces: Typefaces,
    report: Report,
    drawings: Mapping[str, Drawn] = MappingProxyType({}),
    setting: Setting = ON_SCREEN,
    placed: Callable[[Brochure, str], Brochure] = lambda written, styles: written,
) -> Composed:
    """The document of an edition that has no errors so far; no `drawings` are needed for a mere check.

    `placed` gives the brochure with its sections placed as is known from earlier, in a style sheet. Faults of
    templates and styles go to `report`, and leave the part they concern empty. Raises `Faults` where a text is not
    written in the edition's language.
    """
    svgs = {name: drawing.svg for name, drawing in drawings.items()}
    written = brochure = put_together(gathered, theme, svgs, setting.annex)
    measure = Measure(theme, typefaces)
    styles = html = ""
    with report.collecting():
        styles = render_styles(project, theme, brochure, gathered.words, measure)
        own = {"theme": theme, "annex": setting.annex, "of": "pages", "double_spaced": setting.double_spaced}
        styles += "".join(render_style(project, name, **own) for name in setting.profile.styles)
        check_style_families(project, styles, typefaces, report)
        check_style_addresses(project, styles, report)
        brochure = placed(written, styles)
    with report.collecting():
        html = render_pages(project, setting.profile.template, theme, brochure, gathered.words, measure)
        root = parse_page(project, html, setting.profile.template)
        logo = {brochure.logo: gathered.edition.document.place("logo")} if brochure.logo else {}
        check_complete(root, brochure, gathered.edition.document.place(), report)
        check_pictures(project, root, typefaces, report, logo)
        check_page_addresses(project, gathered.edition.name, root, report)
        check_tables(project, root, styles, report)
        check_typed(project, root, styles, report)
        check_glyphs(project, gathered.edition.name, html, typefaces, report)
    return Composed(project, gathered, theme, typefaces, drawings, brochure, html, styles, written)
