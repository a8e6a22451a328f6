"""Where a row may end: the rules of a good typesetter, and how wide a text is in cells.

Three alphabets. *Text* is what the article holds. *Plain* text is text in which every code point is
one grapheme of one cell; it is wrapped as it stands, by one regular expression a width. *Cell text*
is made of any other text and has exactly one character a cell, fillers after a wide grapheme, so
that the same expressions wrap it. Only this module knows of the last.

The rules are those of the Lexique de l'Imprimerie nationale for French, of UAX 14 for what may be
parted, and of JIS X 4051 (kinsoku) for Chinese and Japanese. Widths are those of `rich.cells`,
because Textual crops with them. Thai, Lao and Khmer want a dictionary: without spaces, their words
are broken by grapheme.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    import regex

_FILLER = "\uffff"
"""Stands for the second and later cells of a wide grapheme."""
_PARTING = "\ufffe"
"""Stands for the last cell of a grapheme after which the text asks for a break (U+200B)."""
_GLUED_SPACE = "\xa0"

HANGING = " \n\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""What a row that ends there owns but does not draw."""

_PLAIN = (
    "\n -~\xa0-\u02ff\u0370-\u0377\u037b-\u037e\u0384-\u0386\u0388-\u038a\u038e-\u03a1"
    "\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u2193\u2500-\u257f"
)
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\ua48c"
    "\uac00-\ud7a3\uf900-\ufa6d\uff01-\uff60\uffe0-\uffe6"
)
"""Code points of two cells that never join another into one grapheme."""

_plain_bytes = bytes([0x0A, *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC2, 0xCC)])
"""What UTF-8 makes of plain code points below U+0300."""
_odd_bytes = re.compile(rb"\xe2(?!\x80[\x90-\xa7\xaf-\xbf]|\x81[\x80-\x9e]|\x82[\xa0-\xbf])")


# Compiled when text asks for them: large sets of characters take milliseconds to compile.
@cache
def _not_plain() -> re.Pattern[str]:
    return re.compile(f"[^{_PLAIN}]")


@cache
def _wide_run() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]+")


@cache
def _island() -> re.Pattern[str]:
    """Text to measure by grapheme, and a character after it; the one before belongs to it too."""
    odd = f"[^{_PLAIN}{_WIDE}]+"
    return re.compile(f"{odd}(?:.{odd})*.?", re.DOTALL)


@cache
def _grapheme() -> "regex.Pattern[str]":
    import regex  # itself slow to import

    return regex.compile(r"\X", regex.DOTALL)


# A space may end a row unless what stands before it, or after it, wants to keep its neighbour. The
# space comes first, and is looked back over, so that the matcher passes other characters quickly.
_SPACE = (
    r" (?<![ \n] )"
    r"(?<!(?<![\w.,!?…])[«‹(\[{¿¡§№] )"  # opening marks; a German « closes and follows a letter
    r"(?<!M[er] )(?<![DP]r |St |n[°º] )(?<!Mme |Mrs |Ste )(?<!Mlle |Mmes )(?<!Mlles )"
    r"(?:(?<!\. )"
    r"|(?<!\b[A-ZÀ-Þp]\. )(?<!\b(?:MM|pp|no|cf|Mr|Ms|Dr|St|av|ap|éd|ch)\. )"
    r"(?<!\b(?:vol|art|fig|Mrs)\. )(?<!\b(?:chap|Prof)\. ))"
    r" *+"
    r"(?![?!:;›%‰…]|»(?!\w)"
    r"|(?<=\d )(?<!\d\d\d\d )\d{1,3}(?!\d)"  # 10 000, but 2023 150
    r"|(?:[€$£¥]|°[CF]?)(?!\w)"
    r"|(?<=\d )(?:[kcmµ]?[mgl]|[kMGT]?[Wo]|min|[hst])(?!\w)"
    r"|(?<=\d h )\d\d(?!\d))\n?+"
)
_HYPHEN = (
    r"[-‐–/](?<=[^\W\d_][^\W\d_].)(?=[^\W\d_]{2})"  # two letters on either side, at least
    r"|—(?<=[\w.,!?…»”’].)(?=[\w«“‘(\[])"
    r"|\ufffe(?! )"
)
# Ideographs, kana, their punctuation, emoji: a row may end on either side. Hangul is set by words.
_IDEOGRAPHIC = (
    "\u2e80-\u2fff\u3001-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff9f\uffe0-\uffe6\U0001f000-\U0003fffd"
)
_NOT_AT_START = (
    r"\])}.,:;!?%»›”’…‥、。，．・：；？！」』）］｝〉》】〕〗〙〛〞〟｠｡｣､･"
    "゛゜ヽヾゝゞ々〻ー〜～ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿｧ-ｰﾞﾟ％‰℃"
)
_NOT_AT_END = r"(\[{«‹“‘„「『（［｛〈《【〔〖〘〚〝｟｢＄￥￡"
_IDEOGRAPH = (
    rf"(?:(?<=[{_IDEOGRAPHIC}])|(?<=[{_IDEOGRAPHIC}]\uffff)|(?=[{_IDEOGRAPHIC}]))"
    rf"(?<![{_NOT_AT_END} \xa0\u202f\n])(?<![{_NOT_AT_END}]\uffff)"
    rf"(?![{_NOT_AT_START} \n\xa0\u202f\uffff\ufffe])"
)


@lru_cache(maxsize=64)
def row_pattern(width: int, first: int, *, ideographs: bool = False) -> re.Pattern[str]:
    """What matches one row of plain or cell text, from its start to the start of the next.

    `first` is the width of a row that follows a newline. Tried in this order: the longest row that
    ends well; one that ends at a space that should have held; at a no-break space; as many
    graphemes as fit.
    """

    good = rf"\n|{_SPACE}|\Z" + (f"|{_IDEOGRAPH}" if ideographs else "")
    least = 1 if ideographs else 0  # a break between ideographs is no character of the row

    def ways(cells: int) -> str:
        return (
            rf".{{{cells}}}(?:{good})"
            rf"|.{{{least},{cells - 1}}}(?:{good}|{_HYPHEN})"
            rf"|.{{1,{cells}}} ++\n?+"
            rf"|.{{1,{cells}}}(?<=[\xa0\u202f])(?![\uffff\ufffe])"
            rf"|.{{1,{cells}}}(?![\uffff\ufffe])"
        )

    if first == width:
        return re.compile(ways(width))
    return re.compile(rf"(?<!\n)(?:{ways(width)})|(?<=\n)(?:{ways(first)})")


@lru_cache(maxsize=16)
def cut_pattern(width: int) -> re.Pattern[str]:
    """What matches one row of preformatted plain or cell text: as many graphemes as fit."""
    return re.compile(rf".{{0,{width}}} *+(?:\n|\Z)|.{{1,{width}}}(?![\uffff\ufffe])")


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether every code point of that passage is one grapheme of one cell."""
    return _not_plain().search(text, start, end) is None


def plain_until(text: str, start: int, end: int) -> int:
    """Where canonical text stops to be plain in that passage; `end` if it never does.

    What European text is made of is recognised in its bytes, twice as fast as by its characters.
    """
    step = 256
    while start < end:
        stop = min(end, start + step)
        encoded = text[start:stop].encode("utf-8", "surrogatepass")
        doubtful = encoded.translate(None, _plain_bytes).strip(b"\xe2")
        if (doubtful or _odd_bytes.search(encoded)) and (
            odd := _not_plain().search(text, start, stop)
        ):
            return odd.start()
        start, step = stop, min(step * 4, 1 << 16)
    return end


class Cluster(NamedTuple):
    """A grapheme: where it starts, the column there, and whether a row may start there."""

    start: int
    column: int
    may_start: bool


_LONGEST = 8
"""Cells of a grapheme that is kept whole; the narrowest rows have 10."""


def clusters(text: str) -> Iterator[Cluster]:
    """The graphemes of a text with their columns, counted as `cell_len` counts the whole.

    A row must not start where that would change a width: at a grapheme of no width, or after a
    joiner, which swallows what follows. A last, empty one tells the length and width of the text.
    """
    column = 0
    after_joiner = False
    visible = 0  # the last grapheme of some width, against which the odd ones are measured
    for match in _grapheme().finditer(text):
        start = match.start()
        whole = match[0]
        width = cell_len(whole)
        for part in (whole,) if width <= _LONGEST else whole:
            width = cell_len(part)
            if after_joiner or ("\ufe0f" in part and not cell_len(part[0])):
                before = cell_len(text[visible:start])
                yield Cluster(start, column, may_start=False)
                column += cell_len(text[visible : start + len(part)]) - before
            else:
                yield Cluster(start, column, may_start=width > 0)
                column += width
            if width:
                visible = start
            after_joiner = part[-1] == "\u200d"
            start += len(part)
    yield Cluster(len(text), column, may_start=True)


def _cell_text(text: str) -> tuple[str, Callable[[int], int]]:
    """One character a cell, and what turns a place between two cells into an offset of `text`.

    The places must be asked for in rising order. Known points lead back: every unit of the islands;
    between them the fillers are counted, from the place that was asked for last.
    """
    pieces: list[str] = []
    offset = place = 0
    offsets, places = [offset], [place]
    for island in _island().finditer(text):
        start, end = max(offset, island.start() - 1), island.end()
        pieces.append(_with_fillers(text[offset:start]))
        place += len(pieces[-1])
        units = [cluster for cluster in clusters(text[start:end]) if cluster.may_start]
        for unit, following in pairwise([Cluster(0, 0, may_start=True), *units]):
            if width := following.column - unit.column:
                offsets.append(start + unit.start)
                places.append(place)
                unit_text = text[start + unit.start : start + following.start]
                pieces.append(_unit_cells(unit_text, width))
                place += width
        offset = end
        offsets.append(offset)
        places.append(place)
    pieces.append(_with_fillers(text[offset:]))
    cells = "".join(pieces)

    last_place = last_offset = 0

    def to_offset(place: int) -> int:
        nonlocal last_place, last_offset
        point = bisect_right(places, place) - 1
        if places[point] >= last_place:
            last_place, last_offset = places[point], offsets[point]
        last_offset += place - last_place - cells.count(_FILLER, last_place, place)
        last_place = place
        return last_offset

    return cells, to_offset


def _with_fillers(text: str) -> str:
    return _wide_run().sub(lambda run: _FILLER.join(run[0]) + _FILLER, text)


def _unit_cells(unit: str, width: int) -> str:
    """What stands in the cell text for a piece of text that no row may part."""
    if not unit.strip(HANGING):
        return " " * width
    visible = next((character for character in unit if cell_len(character)), "x")
    if visible in HANGING:
        visible = _GLUED_SPACE
    elif visible in (_FILLER, _PARTING):
        visible = "x"
    if "\u200b" not in unit:
        return visible + _FILLER * (width - 1)
    return _PARTING if width == 1 else visible + _FILLER * (width - 2) + _PARTING


_WINDOW = 4096
"""Characters looked at together: bounds what one line of megabytes costs that is not plain."""
_FORESIGHT = 8
"""Cells beyond the width that the rules look at."""


def row_ends(
    text: str, start: int, end: int, width: int, *, first: int = 0, cut: bool = False
) -> Iterator[int]:
    """Where each row of the paragraph `text[start:end]` ends and the next one starts.

    `first` is the width of the first row if it is another; `cut` breaks by grapheme wherever the
    width asks for it, as preformatted lines want. An empty paragraph is one empty row.
    """
    window = _WINDOW
    position = start
    while position < end:
        stop = min(end, position + window)
        piece = text[position:stop]
        plain = plain_until(text, position, stop) == stop
        piece, to_offset = (piece, int) if plain else _cell_text(piece)
        lead = "\n" if position == start else ""
        pattern = (
            cut_pattern(width) if cut else row_pattern(width, first or width, ideographs=not plain)
        )
        known = len(piece) + len(lead) - width - _FORESIGHT if stop < end else len(piece) + 1
        origin = position
        for row in pattern.finditer(lead + piece, len(lead)):
            if row.start() > known or row.end() == len(lead) + len(piece):
                break
            position = origin + to_offset(row.end() - len(lead))
            yield position
        if stop == end:
            break
        window = window * 2 if position == origin else _WINDOW
    yield end
