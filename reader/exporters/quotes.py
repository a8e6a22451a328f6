"""The paragraphs of a quote as they are set in its article: code is code, an item is an item."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.safe import safe, safe_line


class Paragraph(NamedTuple):
    """One of a quote."""

    lines: list[str]
    """Safe; one, unless it is code."""
    is_code: bool = False
    marker: str = ""
    """What stands before it in the text, if it is an item of a list."""


def paragraphs(article: Article | None, annotation: Annotation) -> list[Paragraph]:
    """Those of an annotation's quote that are not blank.

    Where the article is not known, or has other words there, they are lines like any other.
    """
    quote, passage = annotation.quote, annotation.passage
    if article is None or passage is None or article.text[slice(*passage)] != quote:
        return [Paragraph([safe_line(line)]) for line in quote.split("\n") if line.strip()]
    return list(_set(article, *passage))


def _set(article: Article, start: int, end: int) -> Iterator[Paragraph]:
    code: list[str] = []
    first, last = article.block_at(start), article.block_at(max(start, end - 1))
    for block in article.blocks[first : last + 1]:
        piece = article.text[max(start, block.start) : min(end, block.end)]
        is_code = block.kind == "preformatted"
        if code and not (is_code and block.continues):
            yield Paragraph(code, is_code=True)
            code = []
        if is_code:
            code.append(safe(piece))
        elif piece.strip():
            yield Paragraph([safe_line(piece)], marker=block.marker if block.kind == "item" else "")
    if code:
        yield Paragraph(code, is_code=True)
