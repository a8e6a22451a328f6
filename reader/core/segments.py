"""What a text is made of, from small to large: graphemes, words, sentences, and where each begins.

Graphemes are those of UAX 29. So are words, but that a French elision (`l’`, `qu’`) is a word of
its own. Where a sentence ends is the business of `sentences`. Nothing here parts a grapheme.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.core.article import Article
from reader.core.breaking import is_plain

if TYPE_CHECKING:
    import regex

Range = tuple[int, int]
"""Half open, in offsets."""

# Graphemes


@cache
def _cluster() -> "regex.Pattern[str]":
    import regex  # only text that is not plain needs it

    return regex.compile(r"\X", regex.DOTALL)


@cache
def _starter() -> re.Pattern[str]:
    """A character that starts a grapheme whatever stands before it, with the few exceptions that
    are looked for: the characters of the class Prepend, and Hangul letters before a syllable."""
    return re.compile(
        "(?<![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2"
        "\U000111c3\U000113d1\U0001193f\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46"
        "\U00011f02\u1100-\u11ff\ua960-\ua97f\r])"
        "[\n -~\xa0\xc0-\u02ff\u0370-\u0373\u0388\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
        "\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0620-\u064a\u0e01-\u0e30\u0e40-\u0e46\u0f49-\u0f6c"
        "\u10d0-\u10ff\u1200-\u1248\u1e00-\u1f15\u2018-\u201f\u2026\u3001-\u3029\u3041-\u3096"
        "\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ufbd3-\ufd8f\ufdf0-\ufdfb"
        "\ufe76-\ufefc\uff01-\uff60]"
    )


_FAR = 4096
"""How far is looked for the start of a grapheme: past a thousand flags in a row. One that is larger
is made to be a nuisance, and is parted."""


def grapheme_at(text: str, offset: int) -> Range:
    """The grapheme that holds an offset of the text; an empty range at its end."""
    if offset >= len(text):
        return len(text), len(text)
    if is_plain(text, max(0, offset - 1), offset + 2):
        return offset, offset + 1
    start, first = offset, max(0, offset - _FAR)
    is_starter = _starter().match
    while start > first and not is_starter(text, start):
        start -= 1
    for match in _cluster().finditer(text, start, offset + _FAR):
        if match.end() > offset:
            return match.span()
    return offset, offset + 1


def is_boundary(text: str, offset: int) -> bool:
    """Whether an offset stands between two graphemes, or at an end of the text."""
    return offset <= 0 or offset >= len(text) or grapheme_at(text, offset)[0] == offset


def next_boundary(text: str, offset: int) -> int:
    """Where the grapheme that holds an offset ends."""
    return grapheme_at(text, offset)[1]


def previous_boundary(text: str, offset: int) -> int:
    """Where the grapheme before an offset starts; 0 at the start."""
    return grapheme_at(text, offset - 1)[0] if offset > 0 else 0


def snap(text: str, start: int, end: int) -> Range:
    """The smallest passage around this one that parts no grapheme."""
    return grapheme_at(text, start)[0], end if is_boundary(text, end) else next_boundary(text, end)


def graphemes(text: str) -> list[int]:
    """All boundaries of a text, both ends included."""
    if is_plain(text, 0, len(text)):
        return list(range(len(text) + 1))
    return [0, *(match.end() for match in _cluster().finditer(text))]


# Words

_SINGLE = "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ideographs and hiragana, each of them a word as far as one can tell without a dictionary."""
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_LETTER = rf"[^\W_{_SINGLE}{_KATAKANA}]"


@cache
def _word() -> re.Pattern[str]:
    # Compiled when it is first asked for: the large sets take milliseconds.
    return re.compile(
        rf"""
        (?i:\b(?:[ldjmtsncç]|(?:jus|lors|puis|quoi)?qu))['’](?=[^\W_])
        | (?=[^\W_])[{_SINGLE}]
        | [{_KATAKANA}]+
        | {_LETTER}+
          (?: (?: ['’] | (?<=\d)[.,](?=\d) | (?<=\b[^\W\d_])\.(?=[^\W\d_]\b) ) {_LETTER}+ )*
        """,
        re.VERBOSE,
    )


@cache
def _parting() -> re.Pattern[str]:
    """Where no word is: before a space, before a mark, and between two words of one character."""
    return re.compile(rf"[ \xa0\u202f、。，！？]|(?<=[{_SINGLE}])(?=[{_SINGLE}])")


_PIECE = 256
"""Characters of text looked at together, or more if no word ends there."""


def _parted_after(text: str, offset: int, end: int) -> int:
    """The first place from an offset on where no word is cut; the end if there is none."""
    found = _parting().search(text, offset, end)
    return found.start() if found else end


def _parted_before(text: str, start: int, offset: int) -> int:
    """A place not far before an offset where no word is cut; the start if there is none."""
    size = _PIECE
    while offset - size > start:
        if found := _parting().search(text, offset - size, offset):
            return found.start()
        size *= 2
    return start


def words(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """The words of a passage: what is not space, punctuation or sign."""
    return list(words_from(text, start, len(text) if end is None else end))


def words_from(text: str, start: int, end: int, offset: int = 0) -> Iterator[Range]:
    """The words of a passage that end after an offset, found as they are asked for."""
    place = _parted_before(text, start, min(offset, end))
    while place < end:
        stop = _parted_after(text, min(end, place + _PIECE), end)
        for word in _piece_words(text, place, stop):
            if word[1] > offset:
                yield word
        place = stop


def words_before(text: str, start: int, end: int, offset: int) -> Iterator[Range]:
    """The words of a passage that start before an offset, the last one first."""
    place = _parted_after(text, min(offset, end), end)
    while place > start:
        stop = _parted_before(text, start, place)
        for word in reversed(list(_piece_words(text, stop, place))):
            if word[0] < offset:
                yield word
        place = stop


def _piece_words(text: str, start: int, end: int) -> Iterator[Range]:
    if is_plain(text, start, end):
        for match in _word().finditer(text, start, end):
            yield match.span()
        return
    # One character for each grapheme, so that the rules need to know no others.
    bounds = [start + bound for bound in graphemes(text[start:end])]
    signs = "".join(_sign(text[left:right]) for left, right in pairwise(bounds))
    for match in _word().finditer(signs):
        yield bounds[match.start()], bounds[match.end()]


def _sign(grapheme: str) -> str:
    """The character that says what a grapheme is: its first, but for what comes before a letter."""
    if grapheme[0].isspace():
        return grapheme[0]
    return next(filter(str.isalnum, grapheme), grapheme[0])


def word_at(text: str, offset: int) -> Range:
    """The word that holds an offset; where there is none, the grapheme."""
    newline = text.find("\n", offset)
    line = text.rfind("\n", 0, offset) + 1, newline if newline >= 0 else len(text)
    word = next(words_from(text, *line, offset), None)
    return word if word and word[0] <= offset else grapheme_at(text, offset)


# Sentences

_STRETCH = 8192
"""Characters after which a long paragraph is parted anew, so that no part of it waits for all."""


@lru_cache(maxsize=64)  # motions and painting ask for the same few stretches again and again
def _split(text: str, code: tuple[int, ...]) -> list[Range]:
    from reader.core.sentences import sentences  # its patterns take milliseconds to compile

    return sentences(text, code)


def sentences_from(article: Article, paragraph: int, offset: int) -> Iterator[Range]:
    """The sentences of a paragraph that end after an offset, found as they are asked for; of code,
    its lines."""
    start, end = article.paragraph_range(paragraph)
    place = max(start, offset)
    while place < end:
        stretch = _stretch(article, paragraph, place)
        for sentence in _sentences(article, paragraph, stretch):
            if sentence[1] > offset:
                yield sentence
        place = stretch[1]


def sentences_before(article: Article, paragraph: int, offset: int) -> Iterator[Range]:
    """The sentences of a paragraph that start before an offset, the last one first."""
    start, end = article.paragraph_range(paragraph)
    place = min(offset, end)
    while place > start:
        stretch = _stretch(article, paragraph, place - 1)
        for sentence in reversed(_sentences(article, paragraph, stretch)):
            if sentence[0] < offset:
                yield sentence
        place = stretch[0]


def sentence_at(article: Article, offset: int) -> Range:
    """The sentence that holds an offset; between two of them, the first one."""
    if not article.paragraphs:
        return 0, 0
    paragraph = article.paragraph_at(offset)
    found = next(sentences_before(article, paragraph, offset + 1), None)
    found = found or next(sentences_from(article, paragraph, offset), None)
    return found or article.paragraph_range(paragraph)


def _sentences(article: Article, paragraph: int, stretch: Range) -> list[Range]:
    """The sentences of a stretch of a paragraph."""
    start, end = stretch
    if _is_code(article, paragraph):
        lines = article.blocks[article.block_at(start) : article.block_at(end - 1) + 1]
        return [(line.start, line.end) for line in lines if line.start < line.end]
    first, last = (bisect_left(article.spans, place, key=_span_start) for place in stretch)
    code = (span.start - start for span in article.spans[first:last] if span.kind == "code")
    found = [
        (start + left, start + right)
        for left, right in _split(article.text[start:end], tuple(code))
    ]
    if is_plain(article.text, start, end):
        return found
    return [snap(article.text, left, right) for left, right in found]


_span_start = attrgetter("start")


def _is_code(article: Article, paragraph: int) -> bool:
    return article.blocks[article.paragraphs[paragraph]].kind == "preformatted"


def _stretch(article: Article, paragraph: int, offset: int) -> Range:
    """The stretch of whole sentences that holds an offset of a paragraph; if short, all of it."""
    start, end = article.paragraph_range(paragraph)
    if end - start <= 2 * _STRETCH or _is_code(article, paragraph):
        return start, end
    text = article.text
    number, last = (offset - start) // _STRETCH, (end - start) // _STRETCH
    before = (_stretch_start(text, start, end, one) for one in range(number, 0, -1))
    after = (_stretch_start(text, start, end, one) for one in range(max(1, number), last + 1))
    return (
        next((found for found in before if found is not None and found <= offset), start),
        next((found for found in after if found is not None and found > offset), end),
    )


def _stretch_start(text: str, start: int, end: int, number: int) -> int | None:
    """Where a stretch begins: with the first sentence that begins after so many characters, if one
    does within the stretch."""
    from reader.core.sentences import walk

    begin = start + number * _STRETCH
    window = text[begin : min(end, begin + _STRETCH)]
    _, second = next(sentences := walk(window), None), next(sentences, None)
    return begin + second[0] if second else None


# Paragraphs


def paragraph_at(article: Article, offset: int) -> Range:
    """The paragraph that holds an offset, all of its lines."""
    if not article.paragraphs:
        return 0, 0
    return article.paragraph_range(article.paragraph_at(offset))
