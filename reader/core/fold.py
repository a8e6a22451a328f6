"""Text as matching sees it: without case, accents, ligatures and the many forms of quotes, dashes
and spaces. Nothing folded is ever shown or kept; a fold knows the way back to its source.

Most characters fold to exactly one. So a text first becomes a *skeleton* of the same length, in
which a hole stands for each character that does not, or that is rare; then the holes are filled one
by one. Only where lengths differ does the map back hold anything.
"""

import codecs
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

_SPECIAL = {
    **dict.fromkeys("‘’‚‛ʹʻʼ′`´‹›＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞＂", '"'),
    **dict.fromkeys("−⁃", "-"),
    **dict.fromkeys("œŒ", "oe"),
    **dict.fromkeys("æÆ", "ae"),
    **dict.fromkeys("þÞ", "th"),
    **dict.fromkeys("øØ", "o"),
    **dict.fromkeys("łŁ", "l"),
    **dict.fromkeys("đĐðÐ", "d"),
    **dict.fromkeys("ħĦ", "h"),
    **dict.fromkeys("ŧŦ", "t"),
    "ı": "i",
}
"""What Unicode does not decompose, and the forms of one mark that people type as another."""

_OPTIONAL_MARKS = (range(10, 37), range(200, 256))
"""Canonical combining classes of accents, Hebrew points and Arabic vowels. The other marks spell
another word in their script (kana voicing, nuktas, viramas, Thai tones) and are kept."""

_VARIATION_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

_HOLE = "\0"


def _is_ignored(character: str) -> bool:
    """Whether the character says nothing of the word: a soft hyphen, a joiner, an accent."""
    combining = unicodedata.combining(character)
    return (
        any(combining in classes for classes in _OPTIONAL_MARKS)
        or unicodedata.category(character) == "Cf"
        or any(ord(character) in selectors for selectors in _VARIATION_SELECTORS)
    )


@cache
def _fold_character(character: str) -> str:
    """What one character becomes: mostly one, sometimes none or a few."""
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character)
    if decomposed.startswith(" "):
        return character  # a spacing accent such as ¨, which is no space
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    kept = [
        "-" if unicodedata.category(part) == "Pd" else _SPECIAL.get(part, part)
        for part in decomposed
        if not _is_ignored(part)
    ]
    return unicodedata.normalize("NFC", "".join(kept))


class _Skeleton(dict[int, int]):
    """A table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        folded = _fold_character(chr(code))
        self[code] = ord(folded if len(folded) == 1 else _HOLE)
        return self[code]


_skeleton = _Skeleton()

# Text is turned into its skeleton ten times faster by way of bytes: one each for the 256 characters
# that it is made of. The codec writes `?` for all others; so that is a hole as well. Of European
# text these characters are known; in another script they are mostly those of the last text, or else
# of the beginning of this one.
_EUROPEAN = (
    *map(chr, range(0x80)),
    *"‘’‚‛“”„‟‹›‐‑‒–—―…′″−†‡•€ŒœŠšŸ\u2009\u202f\u200b",
    *map(chr, range(0xA0, 0x100)),
)
_to_bytes = codecs.charmap_build("".join(_EUROPEAN))
_LARGEST_SHARE = 8
"""Where more than one character in so many is a hole, the text is made of other characters."""

_SAMPLE = 1000
"""Characters at the beginning of a text, by which it is seen of which it is made."""

_EAST_ASIAN = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
"""Kana, ideographs and hangul: thousands of characters, and none of them becomes another."""

_GLANCE = 200
"""Characters by whose half an East Asian text is known."""
_OTHERS = 100
"""Different characters that are replaced one after the other, in a text that has few of them."""


@cache
def _others() -> re.Pattern[str]:
    """All that is not East Asian; such a pattern is compiled by who meets such a text."""
    return re.compile(f"[^{_EAST_ASIAN}]")


def _is_east_asian(beginning: str) -> bool:
    """Whether a text that begins so is mostly of East Asian characters."""
    if not beginning or max(beginning) < _EAST_ASIAN[0]:
        return False
    return (len(beginning) - len(_others().findall(beginning))) * 2 > _GLANCE


@cache
def _european_skeleton() -> bytes:
    table = bytearray(_HOLE * 0x100, "latin-1")
    for byte, character in enumerate(_EUROPEAN):
        folded = _fold_character(character)
        if len(folded) == 1 and ord(folded) < 0x100 and character != "?":
            table[byte] = ord(folded)
    return bytes(table)


def _make_skeleton(text: str) -> str:
    """The text with every character folded, holes where that takes more care."""
    skeleton = ""
    if _is_east_asian(text[:_GLANCE]):
        skeleton = _east_asian_skeleton(text)
    elif not text.isascii():
        encoded, _length = codecs.charmap_encode(text, "replace", _to_bytes)
        encoded = encoded.translate(_european_skeleton())
        if encoded.count(0) * _LARGEST_SHARE <= len(encoded):
            skeleton = encoded.decode("latin-1")
    skeleton = skeleton or _foreign_skeleton(text)
    if "  " in skeleton:
        return _spaces.sub(lambda run: " " + _HOLE * (len(run[0]) - 1), skeleton)
    return skeleton


class _Page:
    """Up to 256 characters, and what they become."""

    def __init__(self, characters: set[str]) -> None:
        page = f"{_HOLE}?" + "".join(characters - {_HOLE, "?"})
        self._to_bytes = codecs.charmap_build(page[:0x100].ljust(0x100, "\ufffe"))
        folded = page[:0x100].translate(_skeleton).replace("?", _HOLE)
        self._folded = folded.ljust(0x100, _HOLE)

    def skeleton(self, text: str) -> str | None:
        """The skeleton of a text; None if too much of it is not on the page."""
        encoded, _length = codecs.charmap_encode(text, "replace", self._to_bytes)
        skeleton, _length = codecs.charmap_decode(encoded, "strict", self._folded)
        return skeleton if skeleton.count(_HOLE) * _LARGEST_SHARE <= len(text) else None


_latest = [_Page(set())]


def _foreign_skeleton(text: str) -> str:
    """The skeleton of a text in any script."""
    if len(text) < _SAMPLE:
        return text.translate(_skeleton)
    skeleton = _latest[0].skeleton(text)
    if skeleton is None:
        characters = set(text[:_SAMPLE])
        if len(characters) < 0x100:
            _latest[0] = _Page(characters)
            skeleton = _latest[0].skeleton(text)
    return skeleton or text.translate(_skeleton)


def _east_asian_skeleton(text: str) -> str:
    """The skeleton of a text in which few characters, such as its stops, become others."""
    others = set(_others().findall(text))
    if len(others) > _OTHERS:
        return text.translate(_skeleton)
    for one in others:
        if (folded := _skeleton[ord(one)]) != ord(one):
            text = text.replace(one, chr(folded))
    return text


_spaces = re.compile("  +")
_holes = re.compile(r"\0[\0 ]*")


class Folded:
    """A folded text and the way back to the offsets of its source.

    A *place* is an offset into the folded text.
    """

    def __init__(self, source: str) -> None:
        """Fold a text that is NFC, as that of an article is."""
        self.source = source
        # Where one character became several, or some became none: where that stands in the folded
        # text, and up to where in the source.
        self._starts, self._ends, self._sources = array("I"), array("I"), array("I")
        self.text = self._fill(_make_skeleton(source))

    def _fill(self, skeleton: str) -> str:
        """Fill the holes of a skeleton; of spaces that meet, the first stays."""
        pieces: list[str] = []
        copied = place = 0
        for run in _holes.finditer(skeleton):
            start, end = run.span()
            pieces.append(skeleton[copied:start])
            place += start - copied
            after_space = start > 0 and skeleton[start - 1] == " "
            for offset in range(start, end):
                folded = _fold_character(self.source[offset])
                if folded == " " and after_space:
                    folded = ""
                if folded:
                    after_space = folded == " "
                    pieces.append(folded)
                if len(folded) != 1:
                    self._note(place, place + len(folded), offset + 1)
                place += len(folded)
            copied = end
        pieces.append(skeleton[copied:])
        return "".join(pieces)

    def _note(self, start: int, end: int, source: int) -> None:
        """Remember that the character before `source` became `[start, end)`."""
        if start == end and self._starts and self._ends[-1] == self._starts[-1] == start:
            self._sources[-1] = source
            return
        self._starts.append(start)
        self._ends.append(end)
        self._sources.append(source)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the source whose characters became `[start, end)`; whole characters."""
        first = self._character(start)[0]
        return first, self._character(end - 1)[1] if end > start else first

    def from_source(self, offset: int) -> int:
        """The place of what the character at an offset became, or of what follows it."""
        index = bisect_right(self._sources, offset)
        place = self._ends[index - 1] + offset - self._sources[index - 1] if index else offset
        return min(place, self._starts[index]) if index < len(self._starts) else place

    def _character(self, place: int) -> tuple[int, int]:
        """The character of the source that stands at a place."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return place, place + 1
        if place < self._ends[index]:
            return self._sources[index] - 1, self._sources[index]
        offset = self._sources[index] + place - self._ends[index]
        return offset, offset + 1

    def inner_places(self, letter: str) -> Sequence[int]:
        """Where this letter stands inside of what one character became, as the `e` of `œ` does."""
        return self._inner.get(letter, ())

    @cached_property
    def _inner(self) -> dict[str, "array[int]"]:
        places: dict[str, array[int]] = {}
        for start, end in zip(self._starts, self._ends, strict=True):
            for place in range(start + 1, end):
                places.setdefault(self.text[place], array("I")).append(place)
        return places

    def is_inner(self, place: int) -> bool:
        """Whether the place lies inside of what one character became."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and self._starts[index] < place < self._ends[index]


def fold_text(text: str) -> str:
    """Fold a text, composed or not, of which nobody asks where something stood."""
    return fold_composed(unicodedata.normalize("NFC", text))


def fold_composed(text: str) -> str:
    """The same of a text that is NFC, as that of an article is."""
    skeleton = _make_skeleton(text)

    def filled(run: re.Match[str]) -> str:
        start, end = run.span()
        return _fold_run(text[start:end], skeleton[start - 1 : start] == " ")

    return _holes.sub(filled, skeleton)


@lru_cache(maxsize=1024)
def _fold_run(run: str, after_space: bool) -> str:
    """What a few characters become; of spaces that meet, also with the one before, the first
    stays."""
    pieces: list[str] = []
    for folded in map(_fold_character, run):
        if folded and not (folded == " " and after_space):
            after_space = folded == " "
            pieces.append(folded)
    return "".join(pieces)
