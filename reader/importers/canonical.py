"""The canonical text of an article, put together from the blocks that an importer finds."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.core.article import Block, BlockKind, Span
from reader.importers.decoding import tidy

TAB = 4
"""Columns between tab stops in preformatted lines."""

_break = re.compile("[\n\t]")


class Piece(NamedTuple):
    """One block before it has a place: its text is tidy or not yet, and in one line."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    continues: bool = False
    spans: tuple[Span, ...] = ()
    """Offsets into the text of the piece."""


class Canonical(NamedTuple):
    """A canonical text and what stands where in it."""

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]


def compose(pieces: Iterable[Piece]) -> Canonical:
    """Join the pieces by one newline each, and give blocks and spans their offsets."""
    texts: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    offset = 0
    for piece in pieces:
        text = tidy_line(piece.text, preformatted=piece.kind == "preformatted")
        for span in piece.spans:
            start, end = span.start, span.end
            if text != piece.text:
                start, end = _moved(piece.text, start, text), _moved(piece.text, end, text)
            if start < end:
                spans.append(Span(span.kind, offset + start, offset + end, span.href))
        end = offset + len(text)
        blocks.append(Block(piece.kind, offset, end, piece.level, piece.marker, piece.continues))
        texts.append(text)
        offset = end + 1
    spans.sort(key=lambda span: (span.start, -span.end))
    return Canonical("\n".join(texts), tuple(blocks), tuple(spans))


def tidy_line(text: str, *, preformatted: bool = False) -> str:
    """The text of a block as the canonical text holds it."""
    text = tidy(text)
    if preformatted:
        text = text.replace("\n", " ").expandtabs(TAB)
    return _break.sub(" ", text)


def _moved(before: str, offset: int, after: str) -> int:
    """Where an offset of a text falls after the text was made tidy."""
    return min(len(after), len(tidy_line(before[:offset])))
