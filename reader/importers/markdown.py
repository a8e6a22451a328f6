"""Markdown, as CommonMark and GitHub's tables have it, read by markdown-it-py.

What is set differently becomes blocks and spans. Whatever the canonical text has no form for (HTML,
definitions that no link uses, cells beyond the columns of a table) stays in it as it was written.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.core.article import Article, BlockKind
from reader.core.safe import safe_line
from reader.importers.boilerplate import is_boilerplate
from reader.importers.canonical import Piece, compose
from reader.importers.front_matter import read_front_matter
from reader.importers.headings import TITLE
from reader.importers.inline import Line, read_inline
from reader.importers.table import overflows, read_table
from reader.importers.text import read as read_text
from reader.importers.titles import first_sentence, says_something

if TYPE_CHECKING:
    from markdown_it.token import Token

RULE: Final = "* * *"
BULLETS: Final = "•◦▪"


def read(text: str, name: str) -> Article:
    """The article of a tidy Markdown text; it is called `name` if nothing else names it.

    A text whose nesting is beyond the parser is read as plain.
    """
    from reader.importers.parsing import parse  # it brings the parser

    front = read_front_matter(text)
    body = text[front.end :]
    tokens = parse(body)
    pieces = _folded(list(_Walk(body).pieces(tokens))) if tokens else []
    if not pieces:
        return read_text(text, name)
    canonical = compose(pieces)
    return Article(
        canonical.text,
        canonical.blocks,
        canonical.spans,
        title=safe_line(front.get("title") or _title(pieces) or name),
        author=front.get("author", "authors"),
        date=front.date,
        language=front.get("lang", "language"),
        summary=front.get("summary", "description", "excerpt"),
    )


def _folded(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with boilerplate told apart."""
    return [
        piece._replace(kind="boilerplate")
        if piece.kind == "paragraph" and is_boilerplate(piece.text)
        else piece
        for piece in pieces
    ]


def _title(pieces: Sequence[Piece]) -> str:
    """A heading that stands first, the first of the highest level, or the first sentence."""
    telling = [
        piece for piece in pieces if piece.kind != "boilerplate" and says_something(piece.text)
    ]
    for number, piece in enumerate(telling):
        if piece.kind == "heading" and (number == 0 or piece.level == TITLE):
            return piece.text
    return first_sentence(telling[0].text.strip()) if telling else ""


class _Container(NamedTuple):
    """A quote or a list item that is open, and how deep it lies among its kind."""

    kind: BlockKind
    level: int


class _Walk:
    """Goes through the tokens of a text once, and knows which containers are open."""

    def __init__(self, text: str) -> None:
        self._source = text.split("\n")
        self._containers: list[_Container] = []
        self._marker = ""
        """Of the list item that has just begun, until a block has taken it."""
        self._used: set[str] = set()
        self._defined: set[str] = set()

    def pieces(self, tokens: Sequence["Token"]) -> Iterator[Piece]:
        self._used = {
            child.meta["label"]
            for token in tokens
            for child in _descendants(token)
            if "label" in child.meta
        }
        level = 0
        table: int | None = None
        for index, token in enumerate(tokens):
            match token.type:
                case "blockquote_open" | "list_item_open":
                    self._enter(token)
                case "blockquote_close" | "list_item_close":
                    self._containers.pop()
                    self._marker = ""
                case "heading_open":
                    level = int(token.tag[1])
                case "heading_close":
                    level = 0
                case "table_open":
                    table = index
                case "table_close":
                    yield from self._table(tokens[table : index + 1])
                    table = None
                case "inline" if table is None:
                    lines = read_inline(token.children or ())
                    yield from _lines("heading", lines, level) if level else self._text(lines)
                case "hr":
                    yield Piece("rule", RULE)
                case "fence" | "code_block" | "html_block":
                    yield from _preformatted(token.content.split("\n"))
                case "definition":
                    yield from self._definition(token)

    def _enter(self, token: "Token") -> None:
        kind: BlockKind = "quote" if token.type == "blockquote_open" else "item"
        level = 1 + sum(container.kind == kind for container in self._containers)
        self._containers.append(_Container(kind, level))
        if kind == "item":
            bullet = BULLETS[min(level, len(BULLETS)) - 1]
            self._marker = f"{token.info}{token.markup}" if token.info else bullet

    def _text(self, lines: Sequence[Line]) -> Iterator[Piece]:
        """A paragraph, as what it stands in."""
        kind, level = self._containers[-1] if self._containers else _Container("paragraph", 0)
        marker = self._marker if kind == "item" else ""
        self._marker = ""
        yield from _lines(kind, lines, level, marker)

    def _table(self, tokens: Sequence["Token"]) -> Iterator[Piece]:
        """A table, or its source if not all of it would show."""
        first, last = tokens[0].map or (0, 0)
        if overflows(tokens, self._source):
            yield from _preformatted(self._source[first:last])
            return
        yield from _lines("preformatted", read_table(tokens))

    def _definition(self, token: "Token") -> Iterator[Piece]:
        """A definition of a link that is a remark, because no link or another one uses it."""
        label = token.meta["id"]
        if label not in self._used or label in self._defined:
            first, last = token.map or (0, 0)
            for line in self._source[first:last]:
                yield from self._text([Line(line.strip())])
        self._defined.add(label)


def _lines(
    kind: BlockKind, lines: Sequence[Line], level: int = 0, marker: str = ""
) -> Iterator[Piece]:
    """A block, and one that goes on with it for every hard break."""
    shown = [line for line in lines if line.text.strip()]
    for number, line in enumerate(shown):
        yield Piece(kind, line.text, level, "" if number else marker, number > 0, line.spans)


def _descendants(token: "Token") -> Iterator["Token"]:
    for child in token.children or ():
        yield child
        yield from _descendants(child)


def _preformatted(lines: Sequence[str]) -> Iterator[Piece]:
    """A block a line, without the blank lines around them."""
    shown = [number for number, line in enumerate(lines) if line.strip()]
    if shown:
        for number in range(shown[0], shown[-1] + 1):
            yield Piece("preformatted", lines[number].rstrip(), continues=number > shown[0])
