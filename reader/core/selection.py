"""Visual mode as a state machine: what is selected, and what a step does to it.

A motion computes *where*; the mode alone decides whether the origin stays. So no motion can lose
a selection. The cursor is a block, and the grapheme it stands on is selected.
"""

from dataclasses import dataclass, replace
from typing import Literal, Self

from reader.core.article import Article
from reader.core.motion import previous_sentence, sentence_end
from reader.core.segments import (
    Range,
    grapheme_at,
    next_boundary,
    paragraph_at,
    previous_boundary,
    sentence_at,
)

Mode = Literal["reading", "character", "paragraph", "sentence"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the cursor stands and what is selected; in the mode `reading`, nothing is."""

    mode: Mode = "reading"
    origin: int = 0
    """Where the selection began: it stays while the cursor moves."""
    cursor: int = 0

    @classmethod
    def covering(cls, article: Article, passage: Range, mode: Mode = "character") -> Self:
        """Select a passage that was found otherwise, with the cursor at its end."""
        start, end = passage
        return cls(mode, start, max(start, previous_boundary(article.text, end)))

    @property
    def is_active(self) -> bool:
        """Whether something is selected."""
        return self.mode != "reading"

    def move(self, offset: int) -> Self:
        """The cursor goes to an offset, and what is selected follows."""
        return replace(self, cursor=offset, origin=self.origin if self.is_active else offset)

    def begin(self, mode: Mode) -> Self:
        """Select in this mode, from the cursor or what is selected; asked for again, leave."""
        return self.leave() if mode == self.mode else replace(self, mode=mode)

    def leave(self) -> Self:
        """Nothing is selected any more; the cursor stays."""
        return replace(self, mode="reading", origin=self.cursor)

    def swap(self) -> Self:
        """The other end moves from now on."""
        return replace(self, origin=self.cursor, cursor=self.origin)

    def reach(self, article: Article, passage: Range) -> Self:
        """The cursor goes to the end of a passage; to its start, if it stands before the origin."""
        start, end = passage
        return self.move(start if end <= self.origin else previous_boundary(article.text, end))

    def passage(self, article: Article) -> Range:
        """What is selected, half open; in the mode `reading`, the grapheme under the cursor."""
        first, last = sorted((self.origin, self.cursor))
        start, end = grapheme_at(article.text, first)[0], next_boundary(article.text, last)
        if self.mode == "sentence":
            units = sentence_at(article, first), sentence_at(article, last)
        elif self.mode == "paragraph":
            units = paragraph_at(article, first), paragraph_at(article, last)
        else:
            return start, end
        return min(start, units[0][0]), max(end, units[1][1])

    def add_sentence(self, article: Article, count: int = 1, *, boilerplate: bool = False) -> Self:
        """Select the sentence under the cursor; where something is selected, add one on the side of
        the cursor, or the rest of one that is selected in part."""
        if not self.is_active:
            first, more = self.begin("sentence"), count - 1
            return first.add_sentence(article, more, boilerplate=boilerplate) if more > 0 else first
        mode: Mode = "sentence" if self.mode == "sentence" else "character"
        start, end = self.passage(article)
        last = previous_boundary(article.text, end)
        if self.cursor >= self.origin:
            goal = sentence_end(article, last, count, boilerplate=boilerplate)
            return replace(self, mode=mode, origin=start, cursor=goal)
        goal = previous_sentence(article, start, count, boilerplate=boilerplate)
        return replace(self, mode=mode, origin=last, cursor=goal)
