"""Which letters name which sentence, so that any in sight is chosen with one press or two.

The nearest sentences have one letter, the others two, and no label begins another: a label is
taken at its last letter, and nobody waits to see whether more is to come.
"""

from collections.abc import Iterable
from itertools import product, takewhile
from typing import Final, NamedTuple

from reader.core.article import Article
from reader.core.motion import is_visible
from reader.core.segments import Range, sentences_from

LETTERS: Final = "fjdkslghaqmeiruotypnvwzcbx"
"""In the order in which they are given: those that lie under the fingers on a QWERTY and on an
AZERTY keyboard, then those under the fingers of one of them, then the upper row, then the lower.
Each is one press on both, without AltGr."""


class Hint(NamedTuple):
    """A sentence, half open in offsets, and the letters that choose it."""

    start: int
    end: int
    label: str


def labels(count: int) -> list[str]:
    """As many labels as are asked for, those of one letter first, and as many of them as can be.

    Of `n` letters, `k` stand alone if the other `n - k` begin `n` labels each: `k + (n - k) * n`.
    Where that is too few for `k = 0`, the capitals help out; past 2,704 there are no more.
    """
    letters = LETTERS if count <= len(LETTERS) ** 2 else LETTERS + LETTERS.upper()
    size = len(letters)
    alone = max(0, min(size, (size * size - count) // (size - 1)))
    pairs = map("".join, product(letters[alone:], letters))
    return [*letters[:alone], *pairs][:count]


def hints(sentences: Iterable[Range], near: int) -> list[Hint]:
    """The sentences with their labels, in the order of the text; the shortest labels go to those
    nearest to an offset, and of two as near to the one that is still to be read."""

    def distance(sentence: Range) -> tuple[int, int]:
        start, end = sentence
        return max(start - near, near - end + 1, 0), -start

    nearest = sorted(sentences, key=distance)
    named = zip(nearest, labels(len(nearest)), strict=False)
    return sorted(Hint(*sentence, label) for sentence, label in named)


def sentences_in_sight(article: Article, passage: Range, *, boilerplate: bool) -> list[Range]:
    """The sentences of which some part stands in a passage; boilerplate only if it is shown, and
    none that is but the rule of a table or an empty line of code."""
    start, end = passage
    if start >= end:
        return []
    first, last = article.paragraph_at(start), article.paragraph_at(end - 1)
    return [
        sentence
        for paragraph in range(first, last + 1)
        if is_visible(article.blocks[article.paragraphs[paragraph]], boilerplate=boilerplate)
        for sentence in takewhile(
            lambda one: one[0] < end, sentences_from(article, paragraph, start)
        )
        if article.text[slice(*sentence)].strip("─ ")
    ]
