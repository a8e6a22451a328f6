"""What a person left in articles, as text for other programs: one module a format, one door."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from reader.core.annotation import COLOR_NAMES, Annotation
from reader.core.article import Article
from reader.core.catalog import Entry
from reader.core.safe import safe_line

if TYPE_CHECKING:
    from reader.exporters.managed import Markers, Piece

LONGEST_NAME: Final = 120
"""Bytes of a file name: short enough for every file system, with room for what a sync adds."""

RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE
)
"""File names that Windows keeps for devices."""

NOT_IN_NAMES: Final = re.compile(r'(?:[/\\:*?"<>|#^\[\]␀-␡\ufffd]|%%+)+')
"""What some system does not take in a file's name, or Obsidian in a link to one."""

UNSEEN: Final = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]+")
"""What would make two names that look the same; joiners are parts of letters and emoji."""


class ExportFailed(Exception):
    """Something was not exported; the message says why in one line, and what to do."""


class FileRefused(ExportFailed):
    """A file cannot be read or written; another may."""


class Described(NamedTuple):
    """Where a passage stood in the revision in which it was marked."""

    revision: str
    start: int
    end: int


class Kept(NamedTuple):
    """What the library has of an annotation beside what is seen of it."""

    words: Mapping[str, str] | None = None
    """`exact`, `prefix` and `suffix` of where it is now, if the words there are other ones."""
    stays_orphan: bool = False
    """Whether the person has said that it stays without a place."""
    review: Mapping[str, Any] | None = None
    """When it is due to be read again, as the schedule has it; None: not reviewed yet."""


NOTHING_KEPT: Final = Kept()


class Annotated(NamedTuple):
    """One article and what is to be exported of it."""

    entry: Entry
    article: Article | None
    """None: its text cannot be read; quotes and notes are exported all the same."""
    annotations: Sequence[Annotation]
    """In the order in which they are to stand."""
    revision: str = ""
    """The one in which they stand; empty, if it is not known."""
    described: Mapping[str, Described] = MappingProxyType({})
    """By annotation, where it was marked, if that is known to have been elsewhere."""
    kept: Mapping[str, Kept] = MappingProxyType({})
    """By annotation, what the library has of it beside what is seen."""
    deleted: Collection[str] = ()
    """Annotations that were here once; only a file that has one of them needs to know."""
    color_names: Mapping[str, str] = COLOR_NAMES
    """What the person calls the colours."""

    def color_name(self, annotation: Annotation) -> str:
        """What the person calls an annotation's colour; empty, if it has none."""
        return self.color_names[annotation.color] if annotation.color else ""

    def meaning(self, annotation: Annotation) -> str:
        """The name that the person gave an annotation's colour; empty, if they gave it none."""
        name = self.color_name(annotation)
        return name if name != annotation.color else ""


@dataclass(frozen=True)
class Format:
    """A kind of document that annotations can become."""

    label: str
    """What a person calls it, in a few words."""
    suffix: str
    """How the names of its files end."""
    module: str
    """Its module here, which has a function `write`."""
    is_managed: bool = False
    """Whether a file that a person has edited is kept when it is exported again; its module has
    `pieces` and `MARKERS`, too."""
    is_per_article: bool = False
    """Whether a document can hold one article only."""
    encoding: str = "utf-8"
    """Of a file; what goes anywhere else is UTF-8."""

    def write(self, items: Iterable[Annotated]) -> str:
        """All of it as one document, ending in a newline; empty if there is nothing.

        Raises ExportFailed if it cannot be said in this format.
        """
        return str(self._module.write(items))

    def pieces(self, items: Iterable[Annotated]) -> "Iterable[Piece]":
        """What its blocks say; of a managed format."""
        return cast("Iterable[Piece]", self._module.pieces(items))

    def close(self) -> None:
        """Let go of what it needs for writing, once all is written."""

    @property
    def markers(self) -> "Markers | None":
        """What parts its blocks from the rest of a file; None, if it is not managed."""
        return cast("Markers", self._module.MARKERS) if self.is_managed else None

    @property
    def _module(self) -> Any:
        return import_module(f"{__name__}.{self.module}")


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "markdown": Format("Markdown", ".md", "markdown", is_managed=True),
        "obsidian": Format(
            "Obsidian notes", ".md", "obsidian", is_managed=True, is_per_article=True
        ),
        "org": Format("Org", ".org", "org", is_managed=True),
        "html": Format("A page to print", ".html", "page"),
        "csv": Format("A table (CSV)", ".csv", "tables", encoding="utf-8-sig"),
        "readwise": Format("Readwise (CSV)", ".csv", "readwise"),
        "json": Format("JSON, to be read back", ".json", "records"),
        "w3c": Format("Web Annotations (JSON-LD)", ".jsonld", "web_annotations"),
        "anki": Format("Anki cards", ".txt", "anki"),
    }
)
"""The formats there are, by the names that a person types."""


def file_name(title: str, suffix: str, taken: Collection[str] = ()) -> str:
    """A name for an article's file that every system accepts, and not one of those `taken`.

    Names that differ only in case are one name to some systems, so `taken` has them casefolded.
    """
    plain = unicodedata.normalize("NFC", UNSEEN.sub("", safe_line(title)))
    plain = " ".join(NOT_IN_NAMES.sub(" ", plain).split()).strip(".- ")
    if not plain or RESERVED.fullmatch(plain):
        plain = f"Article {plain}".strip()
    number = 1
    while True:
        ending = f"{'' if number == 1 else f' {number}'}{suffix}"
        name = _shorten(plain, LONGEST_NAME - len(ending.encode())) + ending
        if name.casefold() not in taken:
            return name
        number += 1


def _shorten(name: str, most: int) -> str:
    """At most that many bytes, and no half character at the end."""
    return name.encode()[:most].decode(errors="ignore").rstrip(". ")
