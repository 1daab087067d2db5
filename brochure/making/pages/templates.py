"""Templates and styles of `layouts/`: rendering them in the sandbox, and naming their faults by file and line."""

import re
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ErrorString

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError

from brochure.findings import Faults, Finding, Place, near
from brochure.making.pages.content import Brochure
from brochure.making.pages.ill_formed import find_slips
from brochure.making.pages.measuring import Measure, measure_record
from brochure.making.pages.plain_tables import complete_tables
from brochure.making.pages.ties import tie_names
from brochure.project.sandbox.environment import Sandbox, said
from brochure.project.sandbox.filters import scalar
from brochure.project.sandbox.values import Helper, plain
from brochure.project.sources.project import Project
from brochure.project.theme import Theme
from brochure.project.words import Words

_NETWORK = re.compile(r"""url\(\s*["']?((?:https?:)?//[^"')\s]*)|@import\s+["']((?:https?:)?//[^"']*)""", re.IGNORECASE)


def render_pages(
    project: Project, template: str, theme: Theme, brochure: Brochure, words: Words, measure: Measure
) -> str:
    """The HTML document of a brochure by a template; raises `Faults` at the line of the template that fails."""
    return render_template(project, template, theme=theme, brochure=brochure, words=words, measure=measure)


def parse_page(project: Project, html: str, template: str = "brochure.html") -> ElementTree.Element:
    """The document of a template as a tree; raises `Faults` at the tag that a template has left open."""
    path = project.layouts / "templates" / template
    if "<!ENTITY" in html or "<!ATTLIST" in html:
        place = project.first_place("<!ENTITY", project.layouts / "templates")
        told = "a template declares no entities of its own; write the characters"
        raise Faults.one(place or project.place(path), told)
    try:
        root = ElementTree.fromstring(html)
    except ElementTree.ParseError as error:
        if slips := list(find_slips(project)):
            raise Faults(slips) from None
        line, column = error.position
        excerpt = html.split("\n")[line - 1][max(0, column - 60) : column + 20].strip()
        told = f"the templates do not make well-formed pages: {ErrorString(error.code)} near «{excerpt}»"
        raise Faults.one(project.place(path), told) from None
    complete_tables(root)
    tie_names(root)
    return root


def render_styles(project: Project, theme: Theme, brochure: Brochure, words: Words, measure: Measure) -> str:
    """The style sheet of a brochure; raises `Faults` when it fails or would need the network."""
    folder = project.layouts / "styles"
    faults = [fault for path in sorted(folder.glob("*.css")) for fault in _network_uses(project, path)]
    if faults:
        raise Faults(faults)
    return _render(project, folder, "brochure.css", theme=theme, brochure=brochure, words=words, measure=measure)


def render_template(project: Project, name: str, **context: Any) -> str:
    """Any template of `layouts/templates`; raises `Faults` at the line that fails."""
    return _render(project, project.layouts / "templates", name, **context)


def render_style(project: Project, name: str, **context: Any) -> str:
    """Any style sheet of `layouts/styles`; raises `Faults` when it fails or would need the network."""
    path = project.layouts / "styles" / name
    if path.is_file() and (faults := _network_uses(project, path)):
        raise Faults(faults)
    return _render(project, path.parent, name, **context)


def layout_texts(project: Project) -> Mapping[str, str]:
    """The texts of templates and styles by their file, the document's own template first."""
    templates = project.layouts / "templates"
    first = templates / "brochure.html"
    paths = [first, *sorted(path for path in templates.glob("*.html") if path != first)]
    paths += sorted((project.layouts / "styles").glob("*.css"))
    return {project.name(path): project.read_text(path) for path in paths}


class _ProjectLoader(BaseLoader):
    """Loads templates of a folder, and nothing from outside it."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.folder = project, folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template; raises TemplateNotFound, or `Faults` when it lies outside the project."""
        parts = PurePosixPath(template).parts if isinstance(template, str) and template.isprintable() else ()
        if not parts or ".." in parts or PurePosixPath(template).is_absolute() or "\\" in template:
            folder = self.project.name(self.folder)
            raise SecurityError(f"'{template!s:.60}' is not in {folder}/, and templates include nothing from elsewhere")
        path = self.folder / template
        if not path.is_file():
            raise TemplateNotFound(template)
        return self.project.read_text(path), self.project.name(path), None


class _Compiled(BytecodeCache):
    """Templates that have been compiled in this process; all languages of an edition have them in common."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose text is the same."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def _render(project: Project, folder: Path, name: str, **context: Any) -> str:
    sandbox = Sandbox(
        _ProjectLoader(project, folder),
        autoescape=name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    context = {name: given(value) for name, value in context.items()}
    try:
        return sandbox.get_template(name).render(context)
    except TemplateNotFound as error:
        known = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        message = f"there is no template '{error.name}' in {project.name(folder)}/.{near(str(error.name), known)}"
        raise Faults.one(_place(project, folder, error, name), message) from None
    except TemplateSyntaxError as error:
        path = project.root / error.filename if error.filename else folder / (error.name or name)
        raise Faults.one(project.place(path, error.lineno), f"cannot read this template: {said(error)}") from None
    except Faults:
        raise
    except RecursionError as error:
        message = "this template fails: templates include, import or extend one another in a circle"
        raise Faults.one(_place(project, folder, error, name), message) from None
    except Exception as error:  # a template may raise anything
        told = str(error) or type(error).__name__
        raise Faults.one(_place(project, folder, error, name), f"this template fails: {told}") from None


def given(value: Any) -> Any:
    """What a template is given for `value`, which is plain."""
    if isinstance(value, Words):
        return _words(value)
    return measure_record(value) if isinstance(value, Measure) else plain(value)


def _words(words: Words) -> Helper:
    """The fixed words as a function of their key and of what stands in their braces."""

    def told(key: str, /, **values: object) -> str:
        if not isinstance(key, str):
            raise TypeError("the key is a text in quotes")
        return words(str(key), **{name: scalar(value) for name, value in values.items()})

    return Helper('words("…", name=value)', told)


def _place(project: Project, folder: Path, error: Exception, name: str) -> Place:
    """The innermost template line in the trace of an error."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if (project.root / frame.filename).is_relative_to(folder)]
    if not inside:
        return project.place(folder / name)
    return project.place(project.root / inside[-1].filename, inside[-1].lineno)


def _network_uses(project: Project, path: Path) -> list[Finding]:
    text = project.read_text(path)
    line: Callable[[int], int] = lambda position: text.count("\n", 0, position) + 1  # noqa: E731
    return [
        Finding(
            project.place(path, line(match.start())),
            f"{match[1] or match[2]} would need the network; copy the file into layouts/",
        )
        for match in _NETWORK.finditer(text)
    ]
