"""The paragraphs of a plain text: which of its lines were broken by width, and which by meaning.

Lines between two blank lines are a *chunk*. In a text that was wrapped to a width, a line that is
*full* (the next word had no room on it) goes on in the next one. Everywhere else a line is what its
author made it: a paragraph, a verse, a reply, an item of a list. A line is never changed; the worst
that a wrong guess does is a break too many or too few.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len

Manner = Literal["prose", "verse", "item", "preformatted", "underlined"]

NARROWEST: Final = 40
WIDEST: Final = 140
"""Cells between which a text may have been wrapped; verse is mostly narrower, pages never wider."""
NARROWEST_OF_FEW: Final = 60
FEW: Final = 8
"""So few pairs of lines may look wrapped by chance, unless they are as wide as a page."""
SLACK: Final = 6
"""Cells that a line may be short of full: people and some programs do not fill every line."""
RAGGED: Final = 0.7
"""Of the width; a line that is longer may go on in the next one although it is not full."""
VERSE: Final = 66
"""Cells of the longest line of verse; an alexandrine has some 50."""
TAB: Final = 8


class Line(NamedTuple):
    """A line without the spaces around it."""

    text: str
    width: int
    """In cells."""
    indent: int
    """In cells; what stood before it."""


class Paragraph(NamedTuple):
    """Lines that belong together. Prose has one line, however many its source had."""

    manner: Manner
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text whose only line breaks are newlines."""
    chunks = list(_chunks(text))
    width = wrap_width(chunks)
    for chunk in chunks:
        if _is_drawn(chunk):
            yield Paragraph("preformatted", _dedented(chunk))
            continue
        if _is_underlined(chunk):
            yield Paragraph("underlined", (chunk[0].text, chunk[1].text))
            chunk = chunk[2:]
        if len(chunk) == 1:
            yield Paragraph("prose", (chunk[0].text,))
        elif chunk and width and _is_wrapped(chunk, width):
            yield from _unwrapped(chunk, width)
        elif chunk:
            yield from _as_written(chunk)


def wrap_width(chunks: Iterable[Sequence[Line]]) -> int | None:
    """The width in cells to which a text was wrapped; None if it was not.

    Every line that another one follows is full at some widths, from its own to one that would have
    taken the next word too. The width at which most lines are full counts if it explains most of
    them, and if sentences run on over many of their ends, as they do in prose and not in verse.
    """
    pairs = [
        (line, following)
        for chunk in chunks
        for line, following in pairwise(chunk)
        if line.width >= NARROWEST
    ]
    changes = [0] * (WIDEST + 2)
    for line, following in pairs:
        if line.width <= WIDEST:
            changes[line.width] += 1
            changes[min(WIDEST + 1, _taken(line, following))] -= 1
    best = width = full = 0
    for cells, change in enumerate(changes):
        full += change
        if full >= best and full:
            best, width = full, cells
    if best < 0.6 * len(pairs) or (len(pairs) < FEW and width < NARROWEST_OF_FEW):
        return None
    filled = [(line, after) for line, after in pairs if line.width <= width < _taken(line, after)]
    running = sum(runs_on(line.text, after.text) for line, after in filled)
    return width if running and running >= 0.4 * len(filled) else None


_end_of_sentence = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$|[»”]$")
_first_word = re.compile(r"\S+")
_dash = re.compile(r"[-–—―•] ?(?=\S)")
_marker = re.compile(
    r"(?:[-*+•◦▪‣·–—―>]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\[\d{1,3}\])\s+\S|[—―>]"
)
_box = re.compile("[\u2500-\u259f]")
_underline = re.compile(r"([=\-~*_^])\1{2,}")
_ideograph = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uff60]")
_DASHES = "-‐–—"


def ends_sentence(text: str) -> bool:
    """Whether a sentence, or what leads to a list, may end with this line."""
    return _end_of_sentence.search(text[-8:]) is not None


def is_marked(text: str) -> bool:
    """Whether the line begins as an item of a list or a reply in a dialogue does."""
    return _marker.match(text) is not None


def runs_on(text: str, following: str) -> bool:
    """Whether a sentence goes on from one line to the next."""
    first = following[0]
    return not ends_sentence(text) and not (first.isupper() or first.istitle())


def gap(text: str, following: str) -> str:
    """What parts two lines that become one: nothing after a dash that hangs on a word, nor between
    ideographs, which have no spaces; else a space."""
    last, first = text[-1:], following[:1]
    hangs = last in _DASHES and len(text) > 1 and not text.rstrip(_DASHES)[-1:].isspace()
    if (hangs and first.isalnum()) or (_ideograph.match(last) and _ideograph.match(first)):
        return ""
    return " "


def _chunks(text: str) -> Iterator[list[Line]]:
    lines = text.split("\n")
    for is_blank, group in groupby(lines, key=lambda line: not line or line.isspace()):
        if not is_blank:
            yield [_measured(line) for line in group]


def _measured(line: str) -> Line:
    text = line.strip()
    lead = line[: len(line) - len(line.lstrip())].expandtabs(TAB)
    if len(text) > 4 * WIDEST:
        return Line(text, len(text), cell_len(lead))  # too long for its exact width to matter
    return Line(text, len(text) if text.isascii() else cell_len(text), len(lead))


def _taken(line: Line, following: Line) -> int:
    """The narrowest width at which the line would have taken the first word of the next."""
    word = _first_word.match(following.text)
    return line.width + 1 + SLACK + (len(word[0]) if word else 0)


def _is_full(line: Line, following: Line, width: int) -> bool:
    return width < _taken(line, following)


def _is_wrapped(chunk: Sequence[Line], width: int) -> bool:
    """Whether most lines of a chunk go on in the next one, the text being wrapped to that width."""
    going_on = sum(
        _is_full(line, following, width)
        or (line.width > RAGGED * width and runs_on(line.text, following.text))
        for line, following in pairwise(chunk)
    )
    return going_on * 2 >= len(chunk) - 1


def _is_drawn(chunk: Sequence[Line]) -> bool:
    """Whether most lines have gaps or bars inside, as tables and drawings do."""
    drawn = sum(
        "   " in line.text
        or "\t" in line.text
        or line.text.count("|") > 1
        or _box.search(line.text) is not None
        for line in chunk
    )
    return drawn >= 2 and drawn * 2 > len(chunk)


def _is_underlined(chunk: Sequence[Line]) -> bool:
    """Whether the first line has a row of dashes or the like below it, about as long as itself."""
    return (
        len(chunk) > 1
        and _underline.fullmatch(chunk[1].text) is not None
        and (chunk[0].text[-1].isalnum() or chunk[0].text[-1] in "?!)")
        and abs(chunk[0].width - chunk[1].width) <= max(2, chunk[0].width // 3)
    )


def _dedented(chunk: Sequence[Line]) -> tuple[str, ...]:
    """The lines with the indent that one has more than another."""
    least = min(line.indent for line in chunk)
    return tuple(" " * (line.indent - least) + line.text.expandtabs(TAB) for line in chunk)


def _unwrapped(chunk: Sequence[Line], width: int) -> Iterator[Paragraph]:
    """The paragraphs of a chunk that was wrapped, each joined to one line."""
    hanging = chunk[1].indent > chunk[0].indent
    start = 0
    for index in range(1, len(chunk) + 1):
        if index == len(chunk) or _parts(chunk, start, index, width, hanging=hanging):
            lines = chunk[start:index]
            is_item = is_marked(lines[0].text) and len(lines) < len(chunk)
            manner: Manner = "item" if is_item and not _is_reply(lines) else "prose"
            yield Paragraph(manner, (_joined([line.text for line in lines]),))
            start = index


def _parts(chunk: Sequence[Line], start: int, index: int, width: int, *, hanging: bool) -> bool:
    """Whether a paragraph that began with line `start` ends before line `index`."""
    first, line, following = chunk[start], chunk[index - 1], chunk[index]
    may_end = not _is_full(line, following, width) or ends_sentence(line.text)
    if is_marked(following.text) and (may_end or _marker_shape(first) == _marker_shape(following)):
        return True
    if is_marked(first.text) and following.indent > first.indent:
        return False
    if may_end and (
        following.indent == first.indent if hanging else following.indent > line.indent
    ):
        return True
    return line.width <= RAGGED * width and not runs_on(line.text, following.text)


def _marker_shape(line: Line) -> str:
    """What kind of marker the line begins with: `b)` and `c)` are of one kind, `7.` of another."""
    marker = _first_word.match(line.text)
    return re.sub(r"\d+", "1", re.sub(r"[^\W\d_]+", "a", marker[0])) if marker else ""


def _joined(lines: Sequence[str]) -> str:
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts.append(gap(line, following))
        parts.append(following)
    return "".join(parts)


def _as_written(chunk: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of a chunk whose lines are its author's."""
    marked = sum(is_marked(line.text) for line in chunk)
    if marked * 2 > len(chunk) and marked > 1:
        manner: Manner = "prose" if _is_reply(chunk) else "item"
        for line in chunk:
            yield Paragraph(manner if is_marked(line.text) else "prose", (line.text,))
        return
    sentences = sum(ends_sentence(line.text) for line in chunk)
    if max(line.width for line in chunk) <= VERSE and sentences * 5 < len(chunk) * 4:
        yield Paragraph("verse", _dedented(chunk))
        return
    for line in chunk:
        yield Paragraph("prose", (line.text,))


def _is_reply(lines: Sequence[Line]) -> bool:
    """Whether what begins with dashes is a dialogue: whole sentences, not items."""
    dashed = sum(_dash.match(line.text) is not None for line in lines)
    ended = sum(ends_sentence(line.text) for line in lines)
    return dashed * 2 > len(lines) and ended * 5 >= len(lines) * 4
