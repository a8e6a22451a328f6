"""Plain text: its header, its blocks, and what it is called."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.core.article import Article, BlockKind
from reader.importers.boilerplate import is_boilerplate
from reader.importers.canonical import Piece, compose
from reader.importers.headings import TITLE, heading_levels
from reader.importers.paragraphs import Paragraph, paragraphs
from reader.importers.titles import first_sentence, says_something

_header = re.compile(
    r"\s*date:?[ \t]+(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?)(?![\w-])[ \t]*([^\n]*)"
)
_teaser_end = re.compile(r"\s*(?:\.\.\.|…)$")
_rule = re.compile(r"(?:[*\-_=~#·•—–─]\s*){3,}|⁂|❦")


class _Header(NamedTuple):
    """What the first line of some files says of the article, and where the text begins."""

    date: str | None = None
    teaser: str = ""
    end: int = 0


def read(text: str, name: str) -> Article:
    """The article that a tidy text holds; it is called `name` if it has no word to offer."""
    header = _read_header(text)
    pieces = list(_pieces(list(paragraphs(text[header.end :]))))
    canonical = compose(pieces)
    return Article(
        canonical.text,
        canonical.blocks,
        title=_title(pieces, header.teaser) or name,
        date=header.date,
        summary=header.teaser or None,
    )


def _read_header(text: str) -> _Header:
    """The header: a first line with a date, and a teaser that breaks off or that the text repeats.

    Either way the article says it again, so that not showing it loses nothing.
    """
    match = _header.match(text)
    if match is None:
        return _Header()
    teaser, body = match[2].strip(), text[match.end() :].strip()
    is_teaser = not teaser or _teaser_end.search(teaser) or body.startswith(teaser)
    return _Header(match[1], teaser, match.end()) if body and is_teaser else _Header()


def _title(pieces: Sequence[Piece], teaser: str) -> str:
    """The title line; else the first sentence of the teaser, or of the first paragraph."""
    telling = [piece for piece in pieces if says_something(piece.text)]
    if telling and telling[0].kind == "heading" and telling[0].level == TITLE:
        return telling[0].text
    if teaser:
        return first_sentence(teaser)
    told = [piece.text for piece in telling if piece.kind != "boilerplate"]
    return first_sentence(told[0].strip()) if told else ""


def _pieces(found: Sequence[Paragraph]) -> Iterator[Piece]:
    """The blocks that the paragraphs make, with headings and boilerplate told apart."""
    hidden = [paragraph.manner == "prose" and is_boilerplate(paragraph.text) for paragraph in found]
    shown = [paragraph for paragraph, is_hidden in zip(found, hidden, strict=True) if not is_hidden]
    levels = iter(heading_levels(shown))
    for paragraph, is_hidden in zip(found, hidden, strict=True):
        if is_hidden:
            yield Piece("boilerplate", paragraph.text)
        elif level := next(levels):
            if paragraph.manner == "underlined":
                yield Piece("heading", paragraph.lines[0], level)
                yield Piece("rule", paragraph.lines[1])
            else:
                yield from _kept("heading", paragraph, level)
        elif paragraph.manner == "item":
            yield Piece("item", paragraph.text, level=1)
        elif paragraph.manner == "preformatted":
            yield from _kept("preformatted", paragraph)
        elif _rule.fullmatch(paragraph.text):
            yield Piece("rule", paragraph.text)
        else:
            yield from _kept("paragraph", paragraph)


def _kept(kind: BlockKind, paragraph: Paragraph, level: int = 0) -> Iterator[Piece]:
    """A block a line, all of them one paragraph."""
    for number, line in enumerate(paragraph.lines):
        yield Piece(kind, line, level, continues=number > 0)
