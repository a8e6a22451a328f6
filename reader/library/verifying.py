"""Whether a quote is in the library, word for word, altered, or not at all.

All texts are looked through, whatever the index knows of them. Of a quote that stands nowhere word
for word, those texts are compared in which most of its seeds stand; a seed counts the more, the
fewer texts have it.
"""

import math
import unicodedata
from typing import TYPE_CHECKING, Final

from reader.core.safe import safe
from reader.library.outcomes import LibraryError, Verified
from reader.library.searching import Searching

if TYPE_CHECKING:
    from reader.core.quotation import Quotation

LONGEST: Final = 20_000
"""Characters of a quote that is compared word by word."""

LOOKED_AT: Final = 300
"""Texts that are compared,"""
CHARACTERS: Final = 10_000_000
"""unless they are longer than that together."""


class Verifying(Searching):
    """What can be said of a quote."""

    def verify(self, quote: str) -> Verified:
        """Look for a quote in all texts but those in the trash. Spaces, line breaks, ligatures, and
        the forms of quotes and dashes do not matter; case, accents, words and other marks do."""
        from reader.core.fold import fold_composed
        from reader.core.quotation import Quotation

        quote = unicodedata.normalize("NFC", safe(quote)).strip()  # as texts are
        if not quote:
            raise LibraryError("The quote is empty")
        wanted = Quotation(quote)
        sought = [seed.encode(errors="replace") for seed in wanted.seeds]
        held: dict[str, tuple[bool, ...]] = {}
        for article, folded in self._folded_texts(lambda: True):
            seeds = tuple(seed in folded for seed in sought)
            if all(seeds):
                text = self._words(article)
                if passage := wanted.exact_in(text, fold_composed(text)):
                    return Verified("exact", article, *passage, 1.0)
            if any(seeds):
                held[article] = seeds
        if held and len(quote) > LONGEST:
            raise LibraryError(
                f"The quote does not stand anywhere word for word, and is longer than {LONGEST:,}"
                " characters; verify it in parts"
            )
        return self._altered(wanted, held)

    def _altered(self, wanted: "Quotation", held: dict[str, tuple[bool, ...]]) -> Verified:
        """What is most like a quote, of the texts in which most of its seeds stand."""
        from reader.core.fold import fold_composed
        from reader.core.quotation import SEEDS_AN_EDIT

        likest, most, left = "", wanted.most, CHARACTERS
        for article in _best(held)[:LOOKED_AT]:
            if held[article].count(False) > most * SEEDS_AN_EDIT:
                continue
            folded = fold_composed(self._words(article))
            edits = wanted.edits_in(folded, most)
            if edits is not None:
                likest, most = article, edits - 1
            left -= len(folded)
            if most < 0 or left < 0:
                break
        text = self._words(likest) if likest else ""
        found = wanted.likest_in(text)
        if not found:
            return Verified("absent")
        difference = wanted.difference(text[found.start : found.end])
        if difference is None:
            return Verified("exact", likest, found.start, found.end, 1.0)
        return Verified("altered", likest, *found, difference)


def _best(held: dict[str, tuple[bool, ...]]) -> list[str]:
    """The articles in which most seeds stand, by whether each of them does; the best first."""
    texts = [sum(column) for column in zip(*held.values(), strict=True)]
    weights = [math.log((len(held) + 1) / max(1, count)) for count in texts]
    scores = {
        article: sum(weight for weight, stands in zip(weights, seeds, strict=True) if stands)
        for article, seeds in held.items()
    }
    return sorted(scores, key=scores.__getitem__, reverse=True)
