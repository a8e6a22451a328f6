"""Where the cursor goes: pure functions from an offset, and perhaps a count, to an offset.

Each motion knows a series of *stops* before or after the cursor and goes to the one the count says,
to the last one if there are fewer; without any, it stays. A stop is always the start of a grapheme
that can be seen: rules have no text, and boilerplate is passed over unless it is shown. What needs
rows (page, line, `0 $`) is the layout's business.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from rich.cells import cell_len

from reader.core.article import Article, Block
from reader.core.breaking import is_plain
from reader.core.segments import (
    Range,
    grapheme_at,
    next_boundary,
    previous_boundary,
    sentences_before,
    sentences_from,
    words_before,
    words_from,
)


def _go(offset: int, stops: Iterator[int], count: int) -> int:
    """The stop that the count says, or the last one before it."""
    for stop in islice(stops, max(1, count)):
        offset = stop
    return offset


# What there is to see


def is_visible(block: Block, *, boilerplate: bool = False) -> bool:
    """Whether a block has text that can be seen; `boilerplate` says whether that kind is shown."""
    return (
        block.start < block.end
        and block.kind != "rule"
        and (boilerplate or block.kind != "boilerplate")
    )


def _blocks(article: Article, index: int, step: int, boilerplate: bool) -> Iterator[Block]:
    """The visible blocks from one on, in one direction."""
    while 0 <= index < len(article.blocks):
        block = article.blocks[index]
        if is_visible(block, boilerplate=boilerplate):
            yield block
        index += step


def _paragraphs(article: Article, paragraph: int, step: int, boilerplate: bool) -> Iterator[int]:
    """The visible paragraphs from one on, in one direction."""
    while 0 <= paragraph < len(article.paragraphs):
        if is_visible(_first_block(article, paragraph), boilerplate=boilerplate):
            yield paragraph
        paragraph += step


def _first_block(article: Article, paragraph: int) -> Block:
    return article.blocks[article.paragraphs[paragraph]]


def settle(article: Article, offset: int, *, boilerplate: bool = False) -> int:
    """The offset itself if it can be seen, as the start of its grapheme; else the nearest after it,
    else before it."""
    offset = grapheme_at(article.text, max(0, min(offset, len(article.text) - 1)))[0]
    index = article.block_at(offset)
    for block in _blocks(article, index, 1, boilerplate):
        if offset < block.end:
            return max(offset, block.start)
    return _go(offset, _graphemes_before(article, offset, boilerplate), 1)


# Paragraphs and headings


def next_paragraph(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of the next paragraph."""
    here = article.paragraph_at(offset)
    following = _paragraphs(article, here + 1, 1, boilerplate)
    return _go(offset, (_first_block(article, at).start for at in following), count)


def previous_paragraph(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of the paragraph before this one; in the first one, its own start."""
    here = article.paragraph_at(offset)
    before = _paragraphs(article, here - 1, -1, boilerplate)
    goal = _go(offset, (_first_block(article, at).start for at in before), count)
    return paragraph_start(article, offset, boilerplate=boilerplate) if goal == offset else goal


def paragraph_start(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of this paragraph; from there, of the one before it."""
    before = _paragraphs(article, article.paragraph_at(offset), -1, boilerplate)
    starts = (_first_block(article, at).start for at in before)
    return _go(offset, (start for start in starts if start < offset), count)


def paragraph_end(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The last grapheme of this paragraph; from there, of the next one."""
    following = _paragraphs(article, article.paragraph_at(offset), 1, boilerplate)
    ends = (previous_boundary(article.text, article.paragraph_range(at)[1]) for at in following)
    return _go(offset, (end for end in ends if end > offset), count)


def nth_paragraph(article: Article, number: int) -> int:
    """The start of a paragraph by its number, from 1; rules and boilerplate are not counted."""
    if not article.readable:
        return 0
    number = max(1, min(number, len(article.readable)))
    return _first_block(article, article.readable[number - 1]).start


def paragraph_number(article: Article, offset: int) -> int:
    """The number of the paragraph that holds an offset, as `nth_paragraph` counts them."""
    return bisect_right(article.readable, article.paragraph_at(offset)) or 1


def next_heading(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of the next heading."""
    index = bisect_right(article.headings, article.block_at(offset))
    return _go(offset, _headings(article, range(index, len(article.headings)), boilerplate), count)


def previous_heading(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of the heading that this text stands under; from a heading, of the one before."""
    index = bisect_left(article.headings, article.block_at(offset))
    return _go(offset, _headings(article, range(index - 1, -1, -1), boilerplate), count)


def _headings(article: Article, places: range, boilerplate: bool) -> Iterator[int]:
    for place in places:
        block = article.blocks[article.headings[place]]
        if is_visible(block, boilerplate=boilerplate):
            yield block.start


# Sentences


def next_sentence(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of the next sentence."""
    following = _sentences_after(article, offset, boilerplate)
    return _go(offset, (start for start, _end in following if start > offset), count)


def previous_sentence(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of this sentence; from there, of the one before it."""
    starts = (
        start
        for paragraph in _paragraphs(article, article.paragraph_at(offset), -1, boilerplate)
        for start, _end in sentences_before(article, paragraph, offset)
    )
    return _go(offset, (start for start in starts if start < offset), count)


def sentence_end(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The last grapheme of this sentence; from there, of the next one."""
    following = _sentences_after(article, offset, boilerplate)
    ends = (previous_boundary(article.text, end) for _start, end in following)
    return _go(offset, (end for end in ends if end > offset), count)


def _sentences_after(article: Article, offset: int, boilerplate: bool) -> Iterator[Range]:
    for paragraph in _paragraphs(article, article.paragraph_at(offset), 1, boilerplate):
        yield from sentences_from(article, paragraph, offset)


# Words


def next_word(article: Article, offset: int, count: int = 1, *, boilerplate: bool = False) -> int:
    """The start of the next word."""
    following = _words_after(article, offset, boilerplate)
    return _go(offset, (start for start, _end in following if start > offset), count)


def previous_word(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The start of this word; from there, of the one before it."""
    starts = (
        start
        for block in _blocks(article, article.block_at(offset), -1, boilerplate)
        for start, _end in words_before(article.text, block.start, block.end, offset)
    )
    return _go(offset, starts, count)


def word_end(article: Article, offset: int, count: int = 1, *, boilerplate: bool = False) -> int:
    """The last grapheme of this word; from there, of the next one."""
    following = _words_after(article, offset, boilerplate)
    ends = (previous_boundary(article.text, end) for _start, end in following)
    return _go(offset, (end for end in ends if end > offset), count)


def _words_after(article: Article, offset: int, boilerplate: bool) -> Iterator[Range]:
    for block in _blocks(article, article.block_at(offset), 1, boilerplate):
        yield from words_from(article.text, block.start, block.end, offset)


# Graphemes


def next_grapheme(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The next grapheme that has a width, perhaps in the next block."""
    return _go(offset, _graphemes_after(article, offset, boilerplate), count)


def previous_grapheme(
    article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
) -> int:
    """The grapheme before, of those that have a width, perhaps in the block before."""
    return _go(offset, _graphemes_before(article, offset, boilerplate), count)


def _graphemes_after(article: Article, offset: int, boilerplate: bool) -> Iterator[int]:
    text = article.text
    for block in _blocks(article, article.block_at(offset), 1, boilerplate):
        place = block.start if block.start > offset else next_boundary(text, offset)
        while place < block.end:
            if _has_width(text, place):
                yield place
            place = next_boundary(text, place)


def _graphemes_before(article: Article, offset: int, boilerplate: bool) -> Iterator[int]:
    text = article.text
    for block in _blocks(article, article.block_at(offset), -1, boilerplate):
        place = min(offset, block.end)
        while place > block.start:
            place = previous_boundary(text, place)
            if _has_width(text, place):
                yield place


def _has_width(text: str, offset: int) -> bool:
    return (
        is_plain(text, offset, offset + 1) or cell_len(text[slice(*grapheme_at(text, offset))]) > 0
    )


# Ends


def first(article: Article, *, boilerplate: bool = False) -> int:
    """The start of the first paragraph; 0 if there is none."""
    return next((block.start for block in _blocks(article, 0, 1, boilerplate)), 0)


def last(article: Article, *, boilerplate: bool = False) -> int:
    """The last grapheme of the last paragraph; 0 if there is none."""
    return next(_graphemes_before(article, len(article.text), boilerplate), 0)
