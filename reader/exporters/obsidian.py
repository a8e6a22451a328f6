"""Obsidian: Markdown with properties above, and a block's id at each annotation to link to.

The properties are written when a file is made; from then on they are the person's, and Obsidian's,
which writes them anew in its own way.
"""

import json
import re
from collections.abc import Iterable, Iterator
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
            identity = _block_id(annotation)
            if quote and "```" not in quote[-1]:
                lines = joined(heading, [*quote[:-1], f"{quote[-1]} {identity}"], remarks)
            else:
                lines = joined(heading, quote or remarks, [identity], remarks if quote else [])
            yield Piece(f"{item.entry.id}/{annotation.id}", lines)


def _block_id(annotation: Annotation) -> str:
    """Letters, digits and hyphens are what Obsidian allows."""
    return "^" + re.sub(r"[^0-9A-Za-z-]+", "-", annotation.id)


def _properties(item: Annotated) -> list[str]:
    entry = item.entry
    said = {
        "title": entry.title,
        "author": entry.author,
        "date": entry.date,
        "source": entry.source,
    }
    lines = [f"{name}: {_scalar(safe_line(value))}" for name, value in said.items() if value]
    if entry.tags:
        lines += ["tags:", *(f"  - {_scalar(_tag(tag))}" for tag in entry.tags)]
    return ["---", *lines, "---", ""]


def _tag(tag: str) -> str:
    return re.sub(r"\s+", "-", safe_line(tag))


def _scalar(text: str) -> str:
    """A text as YAML takes for that text, and not for a date, a number or a mapping.

    A quoted one is written as in JSON, which YAML 1.2 includes.
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text  # a date is what Obsidian's properties want it to be
    if PLAIN.fullmatch(text) and text.casefold() not in NOT_PLAIN:
        return text
    return json.dumps(text, ensure_ascii=False)
