"""The little language that filters lists: words and `"phrases"`, all of which must be there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.core.fold import fold_text

_term = re.compile(r'"([^"]*)"?|[^\s"]+')
_CLAIM = "is:"


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for, folded."""

    words: tuple[str, ...] = ()
    """Words and phrases, each of which must occur, be it within a word."""
    claims: frozenset[str] = frozenset()
    """What stands after `is:`; each must be true."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Read what was typed; whatever it is, it is a query."""
        words: list[str] = []
        claims: set[str] = set()
        for term in _term.finditer(fold_text(text)):  # every form of quote folds to `"`
            phrase = term[1]
            if phrase is None and term[0].startswith(_CLAIM):
                claims.add(term[0].removeprefix(_CLAIM))
            else:
                words.append(term[0] if phrase is None else phrase.strip())
        return cls(tuple(filter(None, words)), frozenset(filter(None, claims)))

    def among(self, folded: Sequence[str], indices: Iterable[int]) -> list[int]:
        """Those of many whose folded words match, claims aside; what 10,000 rows want."""
        found = list(indices)
        for word in self.words:
            found = [index for index in found if word in folded[index]]
        return found

    def matches(self, folded: str, claims: frozenset[str] = frozenset()) -> bool:
        """Whether something whose folded words these are, and of which this is true, is meant."""
        return all(word in folded for word in self.words) and self.claims <= claims
