"""What a person left in articles, as text for other programs: one module a format, one door."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Final, Literal, NamedTuple

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.catalog import Entry
from reader.core.safe import safe_line

Format = Literal["markdown", "json"]
SUFFIXES: Final[dict[Format, str]] = {"markdown": ".md", "json": ".json"}
"""The formats there are, and how the names of their files end."""

LONGEST_NAME: Final = 120
"""Bytes of a file name: short enough for every file system, with room for what a sync adds."""

RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""File names that Windows keeps for devices."""


class Annotated(NamedTuple):
    """One article and what is to be exported of it."""

    entry: Entry
    article: Article | None
    """None: its text cannot be read; quotes and notes are exported all the same."""
    annotations: Sequence[Annotation]
    """In the order in which they are to stand."""


def export(form: Format, items: Iterable[Annotated]) -> str:
    """All of it as one document, ending in a newline."""
    if form == "markdown":
        from reader.exporters.markdown import markdown

        return markdown(items)
    from reader.exporters.records import annotation_record, as_json

    return as_json(
        [
            annotation_record(annotation, item.entry.title)
            for item in items
            for annotation in item.annotations
        ]
    )


def file_name(title: str, form: Format, taken: Collection[str] = ()) -> str:
    """A name for an article's file that every system accepts, and not one of those `taken`.

    Names that differ only in case are one name to some systems, so they count as taken.
    """
    plain = unicodedata.normalize("NFC", safe_line(title))
    plain = re.sub(r'[/\\:*?"<>|␀-␡\ufffd]+', " ", plain)
    plain = " ".join(plain.split()).strip(".- ")
    if not plain or RESERVED.fullmatch(plain):
        plain = f"Article {plain}".strip()
    used = {name.casefold() for name in taken}
    number = 1
    while True:
        ending = f"{'' if number == 1 else f' {number}'}{SUFFIXES[form]}"
        name = _shorten(plain, LONGEST_NAME - len(ending)) + ending
        if name.casefold() not in used:
            return name
        number += 1


def _shorten(name: str, most: int) -> str:
    """At most that many bytes, and no half character at the end."""
    return name.encode()[:most].decode(errors="ignore").rstrip(". ")
