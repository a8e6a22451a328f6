"""Links to a passage: its words as a text fragment, so that a browser finds it, and Reader again.

`https://site/page#:~:text=[before-,]first[,last][,-after]` is the web's own form
(<https://wicg.github.io/scroll-to-text-fragment/>). An article that is not from the web has
`reader://<article>#<start>-<end>:~:text=…`, with the same words, and the offsets that they had.
"""

import re
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from reader.core.catalog import WEB
from reader.core.segments import Range

SCHEME: Final = "reader://"

DIRECTIVE: Final = ":~:text="

LONGEST_WHOLE: Final = 120
"""Code points of a passage that is named by all its words; a longer one by its first and last."""

ENDS: Final = 5
"""Words by which an end of a longer passage is named."""

AROUND: Final = 3
"""Words before and after a passage that tell it from the same words elsewhere."""

MOST: Final = 1_000
"""Occurrences that are compared."""

_GAP: Final = 16
"""Spaces between a passage and the words around it that do not matter."""

LONGEST: Final = 8_192
"""Characters of a link that are looked at."""


class Words(NamedTuple):
    """The words by which a passage is found again."""

    first: str
    last: str = ""
    """Empty: `first` is all of it."""
    before: str = ""
    after: str = ""


class Link(NamedTuple):
    """What a link leads to."""

    target: str
    """The id of an article, or an address of the web."""
    words: Words | None = None
    place: Range | None = None
    """Where the passage stood when the link was made; of our own links only."""


def is_link(text: str) -> bool:
    """Whether somebody means a link to a passage, or to an article, and no file."""
    return text.startswith(SCHEME) or (text.startswith(WEB) and DIRECTIVE in text)


def write(target: str, text: str, passage: Range) -> str:
    """A link to a passage of an article: `target` is its id, or its address on the web."""
    directive = DIRECTIVE + _directive(words_of(text, passage))
    if target.startswith(WEB):
        address, _, fragment = target.partition("#")
        return f"{address}#{fragment}{directive}"
    return f"{SCHEME}{target}#{passage[0]}-{passage[1]}{directive}"


def read(link: str) -> Link:
    """What a link says; what cannot be understood of it is left out."""
    address, _, directive = link[:LONGEST].partition(DIRECTIVE)
    address, _, fragment = address.partition("#")
    words = _words(directive.partition("&")[0]) if directive else None
    if not address.startswith(SCHEME):
        return Link(f"{address}#{fragment}" if fragment else address, words)
    offsets = re.fullmatch(r"(\d{1,12})-(\d{1,12})", fragment)
    place = (int(offsets[1]), int(offsets[2])) if offsets else None
    return Link(unquote(address.removeprefix(SCHEME)).strip("/"), words, place)


def words_of(text: str, passage: Range) -> Words:
    """The words that name a passage, with those around it where it is there more than once."""
    start, end = passage
    exact = text[start:end].strip()
    if len(exact) <= LONGEST_WHOLE and "\n" not in exact:
        words = Words(exact)
    else:
        first_line, last_line = exact.split("\n", 1)[0], exact.rsplit("\n", 1)[-1]
        words = Words(_leading(first_line, ENDS), _trailing(last_line, ENDS))
    if len(_occurrences(text, words.first, limit=2)) < 2:
        return words
    before, after = text[:start].rsplit("\n", 1)[-1], text[end:].split("\n", 1)[0]
    return words._replace(before=_trailing(before, AROUND), after=_leading(after, AROUND))


def find(text: str, words: Words, near: int = 0) -> Range | None:
    """Where those words stand, best with the same words around them, else nearest to `near`.

    Case, accents, and kinds of quotes and spaces do not matter, if they are not there as they are.
    """
    found: list[tuple[int, int, Range]] = []
    for start, end in _occurrences(text, words.first):
        passage = start, _end_of(text, words, end)
        if passage[1] > start:
            before = text[max(0, start - len(words.before) - _GAP) : start]
            after = text[passage[1] : passage[1] + len(words.after) + _GAP]
            told = before.rstrip().endswith(words.before), after.lstrip().startswith(words.after)
            found.append((-sum(told), abs(start - near), passage))
    return min(found)[2] if found else None


def _end_of(text: str, words: Words, end: int) -> int:
    """Where a passage ends whose first words end there; 0, if its last words do not follow."""
    if not words.last:
        return end
    last = next(iter(_occurrences(text[end:], words.last, limit=1)), None)
    return end + last[1] if last else 0


def _occurrences(text: str, words: str, limit: int = MOST) -> list[Range]:
    if not words:
        return []
    found: list[Range] = []
    start = text.find(words)
    while start >= 0 and len(found) < limit:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    if found:
        return found
    from reader.core.search import find as find_folded

    return list(islice(find_folded(text, words), limit))


def _leading(line: str, count: int) -> str:
    """The first words of a line, as they stand."""
    ends = [word.end() for word in islice(re.finditer(r"\S+", line[:1_000]), count)]
    return line[: ends[-1]].lstrip() if ends else ""


def _trailing(line: str, count: int) -> str:
    """The last words of a line, as they stand."""
    return _leading(line[-1_000:][::-1], count)[::-1]


def _directive(words: Words) -> str:
    parts = [f"{_encoded(words.before)}-"] if words.before else []
    parts += [_encoded(words.first)]
    parts += [_encoded(words.last)] if words.last else []
    parts += [f"-{_encoded(words.after)}"] if words.after else []
    return ",".join(parts)


def _words(directive: str) -> Words | None:
    """The words that a directive names; None if there is none in it."""
    parts = directive.split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts and parts[-1].startswith("-") else ""
    first, last = ([*map(unquote, parts[:2]), "", ""])[:2]
    return Words(first, last, before, after) if first.strip() else None


def _encoded(words: str) -> str:
    """Words within a directive, in which `,`, `&` and `-` mean something."""
    return quote(words, safe="").replace("-", "%2D")
