"""An article as the rest of the house sees it: one canonical text, and what stands where in it.

Every position is an *offset*: a count of code points into `Article.text`. Ranges are half open.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "quote", "item", "preformatted", "rule", "boilerplate"]
SpanKind = Literal["emphasis", "strong", "code", "link"]


class Block(NamedTuple):
    """A run of the canonical text between two newlines: `text[start:end]` holds no newline.

    A named tuple, because a book has twenty thousand of them and opening it makes them all.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Headings: 1 to 6. Quotes and list items: depth, from 1. Else 0."""
    marker: str = ""
    """What is drawn before a list item (`•`, `3.`); no part of the text."""
    continues: bool = False
    """A further line of the block before it (code, table, verse): no space between the two, and
    both are one paragraph to a person."""


class Span(NamedTuple):
    """An inline stretch of the canonical text that is set differently; spans may nest."""

    kind: SpanKind
    start: int
    end: int
    href: str | None = None


@dataclass(frozen=True)
class Article:
    """One revision of an article: its canonical text and structure, and what its source said of it.

    The text is NFC; blocks are joined by exactly one newline and no other line break, control
    character or bidirectional override occurs in it.
    """

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()
    """Sorted by start, then by falling end."""
    title: str = ""
    author: str | None = None
    date: str | None = None
    """ISO 8601, perhaps only a year or a month: `2023-05`."""
    language: str | None = None
    """BCP 47, where the source names it."""
    summary: str | None = None

    @cached_property
    def revision(self) -> str:
        """Sixteen hex digits that identify this text."""
        return blake2b(self.text.encode(), digest_size=8).hexdigest()

    @cached_property
    def words(self) -> int:
        """Words that are there to be read: boilerplate is not counted."""
        hidden = sum(
            len(self.text[block.start : block.end].split())
            for block in self.blocks
            if block.kind == "boilerplate"
        )
        return len(self.text.split()) - hidden

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """Indices of the blocks that begin a paragraph: all that do not continue another."""
        return tuple(index for index, block in enumerate(self.blocks) if not block.continues)

    @cached_property
    def readable(self) -> tuple[int, ...]:
        """Positions in `paragraphs` of those that are read: no boilerplate, no rules."""
        return tuple(
            paragraph
            for paragraph, index in enumerate(self.paragraphs)
            if self.blocks[index].kind not in ("boilerplate", "rule")
        )

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """Indices of the heading blocks."""
        return tuple(index for index, block in enumerate(self.blocks) if block.kind == "heading")

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """Index of the block that holds `offset`; a newline belongs to the block before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        """Position in `paragraphs` of the paragraph that holds `offset`."""
        return max(0, bisect_right(self.paragraphs, self.block_at(offset)) - 1)

    def paragraph_range(self, paragraph: int) -> tuple[int, int]:
        """The passage of the paragraph at that position in `paragraphs`."""
        first = self.paragraphs[paragraph]
        after = (
            self.paragraphs[paragraph + 1]
            if paragraph + 1 < len(self.paragraphs)
            else len(self.blocks)
        )
        return self.blocks[first].start, self.blocks[after - 1].end
