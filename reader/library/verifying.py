"""Whether a quote is in the library, word for word, altered, or not at all.

Folding all texts would take minutes. So the files are searched as bytes for phrases of the quote
first, and only the texts that hold most of them are looked at.
"""

import re
import unicodedata
from itertools import islice
from typing import Final

from reader.core.annotation import Anchor
from reader.library.outcomes import LibraryError, Verified
from reader.library.reading import Reading

_phrases = re.compile(r"[^\W_]+(?: [^\W_]+){0,2}")
_words = re.compile(r"[^\W_]{1,8}")

SEEDS: Final = 10
"""The longest phrases of a quote, by which texts are chosen."""

LOOKED_AT: Final = 24
"""Texts that hold most of those phrases."""

ALIKE: Final = 0.6
"""The likeness from which a passage is the quote, altered."""

_MARKS: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)
"""Forms of quotes and dashes, and what nobody sees: a quote that differs in no more is exact."""


class Verifying(Reading):
    """What can be said of a quote."""

    def verify(self, quote: str) -> Verified:
        """Look for a quote in all texts but those in the trash. Spaces, line breaks, and the forms
        of quotes and dashes do not matter; case, accents and words do."""
        quote = unicodedata.normalize("NFC", quote).strip()
        if not quote:
            raise LibraryError("The quote is empty")
        best = Verified("absent")
        for article in self._holding_most(quote):
            found = self._compared(article, quote)
            if found.result == "exact":
                return found
            if (found.score or 0) > (best.score or 0):
                best = found
        return best

    def _holding_most(self, quote: str) -> list[str]:
        """The articles whose files hold most of the phrases of a quote, or failing that, of its
        words; those with most first."""
        phrases, words = _seeds(quote, _phrases), _seeds(quote, _words)
        votes: list[tuple[int, int, str]] = []
        for entry in self.entries():
            if not entry.trashed:
                data = self._texts.raw(entry.id, self._revision(entry.id)).lower()
                whole = sum(phrase in data for phrase in phrases)
                single = sum(word in data for word in words) if 3 * whole < len(phrases) else 0
                if whole or 2 * single >= len(words):
                    votes.append((-whole, -single, entry.id))
        return [article for *_, article in sorted(votes)[:LOOKED_AT]]

    def _compared(self, article: str, quote: str) -> Verified:
        from reader.core.difference import differences, marked
        from reader.core.relocating import Relocator
        from reader.core.search import find

        try:
            text = self.article_unread(article).text
        except LibraryError:
            return Verified("absent")
        passages = list(islice(find(text, quote), LOOKED_AT))
        for start, end in passages:
            if _plain(text[start:end]) == _plain(quote):
                return Verified("exact", article, start, end, 1.0)
        anchor = Anchor(0, len(quote), quote)
        relocator = Relocator(text)
        located = [relocator.placed(anchor, *passage) for passage in passages[:1]]
        for found in located or relocator.candidates(anchor, 1):
            if found.score >= ALIKE:
                words = text[found.start : found.end]
                if _plain(words) == _plain(quote):
                    return Verified("exact", article, found.start, found.end, 1.0)
                difference = marked(differences(_plain(quote), _plain(words)))
                return Verified("altered", article, found.start, found.end, found.score, difference)
        return Verified("absent")


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())


def _seeds(quote: str, pattern: re.Pattern[str]) -> list[bytes]:
    """The longest pieces of a quote as they stand in a file, in ASCII's small letters."""
    found = dict.fromkeys(match[0].encode().lower() for match in pattern.finditer(quote))
    return sorted(found or [quote.encode()[:8].lower()], key=len, reverse=True)[:SEEDS]
