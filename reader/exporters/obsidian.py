"""Obsidian: Markdown with properties above, and a block's id at each annotation to link to.

The properties are written when a file is made; from then on they are the person's, and Obsidian's,
which writes them anew in its own way.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from reader.core.annotation import Annotation
from reader.core.safe import safe_line
from reader.exporters import Annotated, ExportFailed
from reader.exporters.managed import Piece, render
from reader.exporters.markdown import (
    MARKERS,
    article_lines,
    joined,
    quote_lines,
    remark_lines,
    under_headings,
)
from reader.exporters.tags import hashtag

__all__ = ["MARKERS", "pieces", "write"]

PLAIN: Final = re.compile(r"[^\W\d][\w-]*( [\w-]+)*")
"""What YAML takes for a text without quotation marks, whichever version reads it."""

NOT_PLAIN: Final = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def write(items: Iterable[Annotated]) -> str:
    """One note; ExportFailed, if it is to hold several articles."""
    return render(pieces(items))


def pieces(items: Iterable[Annotated]) -> Iterator[Piece]:
    """The properties, what the article is, then each annotation."""
    for number, item in enumerate(items):
        if number:
            raise ExportFailed("Obsidian has a file an article: give a folder to export to")
        yield Piece("", _properties(item))
        yield Piece(item.entry.id, article_lines(item))
        for annotation, heading in under_headings(item):
            quote = quote_lines(item.article, annotation)
            remarks = remark_lines(item, annotation)
            shown = [quote, remarks] if quote else [remarks]
            lines = joined(heading, shown[0], [_block_id(annotation)], *shown[1:])
            yield Piece(f"{item.entry.id}/{annotation.id}", lines)


def _block_id(annotation: Annotation) -> str:
    """Obsidian allows letters, digits and hyphens, and wants it by itself, below a quote or a list:
    <https://obsidian.md/help/links>."""
    return "^" + re.sub(r"[^0-9A-Za-z-]+", "-", annotation.id)


def _properties(item: Annotated) -> list[str]:
    entry = item.entry
    said = {
        "title": _scalar(entry.title),
        "author": _scalar(entry.author or ""),
        "date": _day(entry.date or ""),
        "source": _scalar(entry.source or ""),
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    tags = dict.fromkeys(filter(None, (hashtag(tag).removeprefix("#") for tag in entry.tags)))
    lines += ["tags:", *(f"  - {_scalar(tag)}" for tag in tags)] if tags else []
    return ["---", *lines, "---", ""]


def _day(text: str) -> str:
    """A day of the calendar is what Obsidian wants a date to be; YAML fails at any other."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return _scalar(text)


def _scalar(text: str) -> str:
    """A text as YAML takes for that text, and not for a date, a number or a mapping; or nothing.

    A quoted one is written as in JSON, which YAML 1.2 includes.
    """
    text = safe_line(text)
    if not text or (PLAIN.fullmatch(text) and text.casefold() not in NOT_PLAIN):
        return text
    return json.dumps(text, ensure_ascii=False)
