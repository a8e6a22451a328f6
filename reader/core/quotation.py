"""A quote that is looked for in many texts: whether it stands there word for word, and if not, what
is most like it.

Texts are looked through folded, so that no seed of a quote is missed for its case or an accent.
What is found is compared as it is written, but in one form of all quotes, dashes and ligatures: an
alteration is another word, another case, another accent or another mark.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.core.difference import SPACELESS, differences, marked, tokens
from reader.core.fold import Folded, fold_text
from reader.core.fuzzy import likeness, nearest, spread
from reader.core.segments import Range

if TYPE_CHECKING:
    import regex

PAIRS: Final = 5
"""Pairs of words by which texts are chosen: even common words are seldom neighbours."""

SEEDS: Final = 8
"""All pieces of a quote by which texts are chosen, single words among them."""

SEEDS_AN_EDIT: Final = 2
"""Those that one edit takes from a text at most: a word, and the pair that has the word."""

ALIKE: Final = 0.6
"""The likeness from which a passage is the quote, altered,"""
CHANCE: Final = 4
"""if it is long: of a word that is another one, so many letters may be alike by chance."""

OCCURRENCES: Final = 100
"""Those of a quote in one text, among which one of whole words is looked for."""

REACH: Final = 80
"""Characters beside a passage among which the words are that were replaced at its ends."""

SPARE: Final = 2
"""Words that a quote may have left out next to its ends."""


class Likest(NamedTuple):
    """The passage of a text that is most like a quote."""

    start: int
    end: int
    score: float
    """How like it is, 0 to 1; 1 if no more than case, accents or marks differ."""


class Quotation:
    """A quote, in whatever typography."""

    def __init__(self, quote: str) -> None:
        """It is NFC, and more than spaces."""
        self._quote = quote
        self._folded = fold_text(quote)
        self._forms = forms(quote)
        self._units = [match.span() for match in _unit().finditer(self._folded)]
        """Its words; in a script without spaces, pieces of two letters."""
        chance = min(CHANCE, max(map(_size, self._units), default=0))
        self.most = max(0, int((1 - ALIKE) * len(self._folded)) - chance)
        """The edits with which a passage is still the quote, altered."""

    @cached_property
    def seeds(self) -> tuple[str, ...]:
        """Pieces of the folded quote, which all stand in a folded text that holds the quote word
        for word, and some of them in one that holds it altered. None, if it has no words."""
        pairs = [
            (start, end)
            for (start, middle), (after, end) in pairwise(self._units)
            if self._folded[middle:after] in {"", " "}
        ]
        chosen: list[Range] = []
        for start, end in sorted(pairs, key=_size, reverse=True):
            if len(chosen) < PAIRS and all(end <= one[0] or start >= one[1] for one in chosen):
                chosen.append((start, end))
        chosen += sorted(self._units, key=_size, reverse=True)
        seeds = dict.fromkeys(self._folded[start:end] for start, end in chosen)
        return tuple(seeds)[:SEEDS]

    def exact_in(self, text: str, folded: str) -> Range | None:
        """Where the quote first stands in a text, word for word; `folded` is that text, folded."""
        return next(self.all_in(text, folded), None)

    def all_in(self, text: str, folded: str) -> Iterator[Range]:
        """Where it stands in a text, word for word, from the first place to the last."""
        if not self._folded:  # a mark alone that is nothing when it is folded
            yield from (match.span() for match in re.finditer(re.escape(self._quote), text))
            return
        whole: Folded | None = None
        for match in self._pattern.finditer(folded):
            whole = whole or Folded(text)
            start, end = whole.to_source(*match.span())
            if self._is_in(text[start:end]):
                yield start, end

    def edits_in(self, folded: str, most: int) -> int | None:
        """The edits that make the quote what is most like it in a folded text; None, if those are
        more than `most`."""
        return nearest(self._folded, folded, most)

    def likest_in(self, text: str) -> Likest | None:
        """The passage that is most like the quote, if there is one within its `most` edits."""
        folded = Folded(text)
        if same := self._same(folded.text):
            return Likest(*folded.to_source(*same), 1.0)
        found = spread([self._folded], folded.text, (self.most + 0.5) / len(self._folded))
        if not found:
            return None
        start, end = self._whole(text, *folded.to_source(found[0].start, found[0].end))
        return Likest(start, end, round(likeness(self._folded, fold_text(text[start:end])), 3))

    def difference(self, passage: str) -> str | None:
        """The quote with what is not in the passage as `[-…-]` and what only that has as `{+…+}`,
        word by word; None, if none differs."""
        if self._is_in(passage):
            return None
        return marked(differences(worded(self._quote), worded(passage)))

    def _is_in(self, passage: str) -> bool:
        return forms(passage) == self._forms

    def _same(self, folded: str) -> Range | None:
        """Where the quote stands in a folded text; if it may be, in whole words."""
        spans = [match.span() for match in islice(self._pattern.finditer(folded), OCCURRENCES)]
        whole = (span for span in spans if not any(_parts_a_word(folded, end) for end in span))
        return next(whole, spans[0] if spans else None)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The quote in a folded text, where the spaces beside marks come and go."""
        found = tokens(self._folded)
        pattern = re.escape(self._folded[slice(*found[0])])
        for (_, middle), (after, end) in pairwise(found):
            is_between_words = middle < after and (
                self._folded[middle - 1].isalnum() and self._folded[after].isalnum()
            )
            word = re.escape(self._folded[after:end])
            pattern += f"{' ' if is_between_words else ' ?'}{word}"
        return re.compile(pattern)

    def _whole(self, text: str, start: int, end: int) -> Range:
        """A passage of whole words: of those that were replaced at its ends, as many as they are
        in the quote."""
        from difflib import SequenceMatcher

        first = max(text.rfind("\n", 0, start) + 1, start - REACH)
        last = text.find("\n", end)
        last = min(len(text) if last < 0 else last, end + REACH)
        around = [(first + left, first + right) for left, right in tokens(text[first:last])]
        found = [fold_text(text[left:right]) for left, right in around]
        wanted = [fold_text(form) for form in self._forms]
        inner = [
            place for place, (left, right) in enumerate(around) if left < end and right > start
        ]
        within = found[inner[0] : inner[-1] + 1] if inner else []
        *blocks, _ = SequenceMatcher(None, wanted, within, autojunk=False).get_matching_blocks()
        if not blocks:
            return start, end
        head, tail = blocks[0], blocks[-1]
        left, right = inner[0] + head.b, inner[0] + tail.b + tail.size
        left -= _reached(found[:left][::-1], wanted[: head.a])
        right += _reached(found[right:], wanted[tail.a + tail.size :])
        whole = [place for place in inner if start <= around[place][0] and around[place][1] <= end]
        return around[min([left, *whole])][0], around[max([right - 1, *whole])][1]


def worded(text: str) -> str:
    """A text in which quotes, dashes and ligatures have one form each, and nothing is invisible."""
    return text.translate(_typography)


def forms(text: str) -> list[str]:
    """The words and marks of a text."""
    found = (worded(text[start:end]) for start, end in tokens(text))
    return [form for form in found if form]


class _Typography(dict[int, str]):
    """A table for `str.translate`, filled as characters are met."""

    _FORMS: Final = frozenset({"'", '"', "-", "...", ""})
    _LIGATURES: Final = range(0xFB00, 0xFB07)

    def __missing__(self, code: int) -> str:
        character, folded = chr(code), fold_text(chr(code))
        has_one_form = folded in self._FORMS or code in self._LIGATURES
        self[code] = folded if has_one_form else character
        return self[code]


_typography = _Typography()


@cache
def _unit() -> "regex.Pattern[str]":
    """A word; in a script without spaces, two letters."""
    import regex

    letters = rf"(?:[{SPACELESS}]\p{{M}}*){{1,2}}"
    return regex.compile(rf"{letters}|[\w--[{SPACELESS}_]]+", regex.V1)


def _parts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _size(piece: Range) -> int:
    return piece[1] - piece[0]


def _reached(found: list[str], replaced: list[str]) -> int:
    """How many of the words and marks beside a passage stand there for those of the quote: up to
    one that is the same, or else as many words as they are."""
    missing = sum(map(_is_word, replaced))
    count = same = reached = 0
    for place, form in enumerate(found, 1):
        if not missing or count == missing + SPARE or not (_is_word(form) or form in {"'", "-"}):
            break
        if _is_word(form):
            count += 1
            same = place if form in replaced else same
            reached = place if count <= missing else reached
    return same or reached


def _is_word(form: str) -> bool:
    return form[:1].isalnum()
