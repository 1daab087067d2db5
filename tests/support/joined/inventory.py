"""What a PDF holds, as values that can be compared: nothing here knows how it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a file contradicts itself."""

    kind: str
    """What goes wrong, in a few words that are the same wherever it does."""
    where: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a fingerprint of each of its entries, inherited ones among them, but for annotations and places."""

    size: tuple[float, ...]
    entries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link or bookmark leads to: a page, from 0, and how it is shown; or something else; or nothing."""

    page: int | None = None
    view: str = ""
    """The fit and its numbers, as in "/XYZ 70 700 0"."""
    elsewhere: str = ""
    """An address, or a fingerprint of any other action."""
    broken: str = ""
    """Why it leads nowhere."""

    def moved(self, places: Sequence[int]) -> "Target":
        """The same target in a document where each page has got another place."""
        return Target(None if self.page is None else places[self.page], self.view, self.elsewhere, self.broken)

    def __str__(self) -> str:
        return self.broken or self.elsewhere or f"page {(self.page or 0) + 1} {self.view}".strip()


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation."""

    page: int
    rectangle: tuple[float, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, with the titles of those above it, from the top."""

    path: tuple[str, ...]
    target: Target
    look: str
    """Colour and style."""
    opened: bool | None
    """Whether those below it are shown at first; None where there are none."""

    @property
    def title(self) -> str:
        """Its own title."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of any kind, by its looks and content; `look` is its fingerprint."""

    page: int
    kind: str
    rectangle: tuple[float, ...]
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered part of the content of a page, or of a form drawn on it, which is told by its fingerprint."""

    page: int
    number: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An annotation or a picture that an element holds as a whole, by its fingerprint; its page, None where on none."""

    page: int | None
    look: str


@dataclass(slots=True)
class Element:
    """An element of the structure tree."""

    tag: str
    role: str
    """The standard tag that the role maps make of it."""
    namespace: str
    language: str
    """Its own or that of what it stands in, at last of the document."""
    words: dict[str, str]
    """Alt, ActualText, E (expansion of an abbreviation), T (title) and Lang, where given."""
    identifier: str | None
    classes: tuple[str, ...]
    attributes: tuple[str, ...]
    """Owner, name and value of each attribute, those of its classes among them, but for Headers."""
    headers: tuple[str, ...]
    """Identifiers of the header cells that it names."""
    references: tuple[int, ...]
    """Numbers of the elements that it refers to (/Ref)."""
    files: tuple[str, ...]
    number: int
    """The number of its object in the file."""
    content: "list[Element | Mark | Held]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """Itself and all elements below it, in reading order."""
        yield self
        for item in self.content:
            if isinstance(item, Element):
                yield from item.walk()

    @property
    def children(self) -> "list[Element]":
        """The elements in it, one level down."""
        return [item for item in self.content if isinstance(item, Element)]


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file; `checksum` is that of its content, `name` the one it is listed under."""

    name: str
    file_name: str
    relationship: str
    description: str
    kind: str
    checksum: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form, by its full name."""

    name: str
    kind: str
    value: str
    look: str
    """A fingerprint of all that it says of itself but for its widgets."""
    pages: tuple[int | None, ...]
    """The pages of its widgets; None for a widget that is on no page."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A group of optional content and whether it is shown when the document is opened."""

    name: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself."""

    info: dict[str, str]
    properties: dict[str, str]
    """The properties of the XMP packet by namespace and name, their texts joined."""
    archive: str
    """Part and conformance of PDF/A, as in "3a"; empty where it claims none."""
    accessible: str
    """The part of PDF/UA that it claims; empty where none."""
    language: str
    version: str


@dataclass(slots=True)
class Inventory:
    """All that a PDF holds."""

    pages: list[Page]
    labels: list[str]
    links: list[Link]
    annotations: list[Annotation]
    bookmarks: list[Bookmark]
    destinations: dict[str, Target]
    """By name; the name of one of the old style, kept in the catalog itself, begins with "/"."""
    elements: list[Element]
    """The topmost elements of the structure tree; none where there is no tree."""
    role_map: dict[str, str]
    class_map: tuple[str, ...]
    namespaces: tuple[str, ...]
    attachments: list[Attachment]
    associated: list[str]
    """Checksums of the files associated with the document as a whole."""
    form_fields: list[FormField]
    form: dict[str, str]
    fonts: dict[str, int]
    """How many copies of each font program there are, by checksum."""
    images: dict[str, int]
    profiles: dict[str, int]
    layers: list[Layer]
    threads: list[tuple[int | None, ...]]
    """The pages of the beads of each article thread."""
    intents: list[str]
    catalog: dict[str, str]
    """Fingerprints of the other entries of the catalog."""
    opens_at: Target | None
    metadata: Metadata
    faults: list[Fault]

    @property
    def all_elements(self) -> list[Element]:
        """All elements of the structure tree, in reading order."""
        return [element for top in self.elements for element in top.walk()]
