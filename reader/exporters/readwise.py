"""Readwise's CSV for imports: <https://readwise.io/import_bulk>, a highlight a row."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reader.core.annotation import Annotation
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated
from reader.exporters.tables import table
from reader.exporters.tags import word

COLUMNS: Final = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def write(items: Iterable[Annotated]) -> str:
    """One table for all articles. Readwise takes no note without a highlight, so one on a whole
    article is a highlight itself."""
    return table((COLUMNS, *_rows(items)))


def _rows(items: Iterable[Annotated]) -> Iterator[tuple[str, ...]]:
    for item in items:
        entry = item.entry
        for annotation in item.annotations:
            quote, passage = annotation.quote, annotation.passage
            yield (
                safe(quote or annotation.note),
                safe_line(entry.title),
                safe_line(entry.author or ""),
                safe_line(entry.address or ""),
                _note(annotation, annotation.note if quote else ""),
                str(passage[0]) if passage else "",
                re.sub(r"\.\d+Z$", "+00:00", annotation.created).replace("T", " "),
            )


def _note(annotation: Annotation, note: str) -> str:
    """The note; tags stand before it, each with a dot, as Readwise reads them."""
    tags = " ".join(f".{word(tag, '-', '-')}" for tag in annotation.tags)
    return "\n".join(filter(None, (tags, safe(note))))
