"""HTML: one page that holds all it needs, with the text, the highlights and notes in the margin.

It runs no script and loads nothing, whatever is in the articles: a policy in the page itself says
so to the browser, too. It prints as it shows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from reader.core.annotation import Annotation, Color
from reader.core.article import Article, Block, Span
from reader.core.safe import safe_line
from reader.exporters import Annotated

PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Reader">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""

DEEPEST: Final = 4
"""Depth of lists and quotes that is told apart."""

Thing = TypeVar("Thing")

_TAGS: Final = {"emphasis": "em", "strong": "strong", "code": "code"}


def write(items: Iterable[Annotated]) -> str:
    """One page for all articles; empty if there are none."""
    known = list(items)
    if not known:
        return ""
    title = known[0].entry.title if len(known) == 1 else "Highlights and notes"
    languages = {item.entry.language for item in known}
    language = languages.pop() if len(languages) == 1 else None
    return PAGE.format(
        language=language if language and re.fullmatch(r"[A-Za-z0-9-]+", language) else "",
        title=_text(title),
        style=Path(__file__).with_name("page.css").read_text(encoding="utf-8"),
        body="\n".join("\n".join(_Page(item).lines()) for item in known),
    )


class _Page:
    """One article on the page."""

    def __init__(self, item: Annotated) -> None:
        self._item = item
        remarked = [one for one in item.annotations if one.note.strip() or one.tags]
        self._numbers = {one.id: number for number, one in enumerate(remarked, 1)}

    def lines(self) -> Iterator[str]:
        """Title, notes on the whole, the text, and what is no longer in it."""
        item = self._item
        yield "<article>"
        yield from self._header()
        placed = [one for one in item.annotations if one.passage is not None]
        if item.article is not None:
            yield from self._body(item.article, placed)
            placed = []
        lost = [*placed, *(one for one in item.annotations if one.status == "orphan")]
        if lost:
            heading = "No longer in the text" if item.article else "Quotes"
            yield f'<section class="lost">\n<h2>{heading}</h2>'
            for annotation in lost:
                yield from _row(self._alone(annotation), [self._remark(annotation)])
            yield "</section>"
        yield "</article>"

    def _header(self) -> Iterator[str]:
        entry = self._item.entry
        facts = [_text(fact) for fact in (entry.author, entry.date) if fact]
        facts += [_source(entry.source)] if entry.source else []
        yield f'<header>\n<h1 dir="auto">{_text(entry.title)}</h1>'
        yield f'<p class="facts">{" · ".join(facts)}</p>' if facts else ""
        yield from self._legend()
        for annotation in self._item.annotations:
            if annotation.anchor is None:
                yield f"<aside>{self._remark(annotation)}</aside>"
        yield "</header>"

    def _legend(self) -> Iterator[str]:
        """What the colours mean that are here, as far as the person gave them names."""
        named = {one.color: self._item.meaning(one) for one in self._item.annotations}
        shown = [
            f'<mark class="{color} highlight">{_text(named[color])}</mark>'
            for color in Color
            if named.get(color)
        ]
        yield f'<p class="legend">{" ".join(shown)}</p>' if shown else ""

    def _body(self, article: Article, annotations: Sequence[Annotation]) -> Iterator[str]:
        marks = _by_block(article, annotations, [one.passage or (0, 0) for one in annotations])
        spans = _by_block(article, article.spans, [(span[1], span[2]) for span in article.spans])
        remarked: set[str] = set()
        title = safe_line(self._item.entry.title)
        for paragraph in range(len(article.paragraphs)):
            first, last = article.paragraph_range(paragraph)
            indices = range(article.block_at(first), article.block_at(max(first, last - 1)) + 1)
            block = article.blocks[indices[0]]
            lines = [
                self._line(article, article.blocks[index], spans[index], marks[index])
                for index in indices
            ]
            here = [
                one
                for one in dict.fromkeys(one for index in indices for one in marks[index])
                if one.id not in remarked
            ]
            remarked.update(one.id for one in here)
            is_title = paragraph == 0 and article.text[first:last].strip() == title
            if not is_title or here:
                remarks = [self._remark(one) for one in here]
                yield from _row(_block(block, lines), remarks)

    def _line(
        self,
        article: Article,
        block: Block,
        spans: Sequence[Span],
        annotations: Sequence[Annotation],
    ) -> str:
        """A block's text with all that is set differently in it, or marked."""
        points = {block.start, block.end}
        passages = [(one, one.passage or (0, 0)) for one in annotations]
        for start, end in (
            *((span.start, span.end) for span in spans),
            *(passage for _, passage in passages),
        ):
            points |= {max(start, block.start), min(end, block.end)}
        passages.sort(key=lambda passage: passage[1][1] - passage[1][0])
        written: list[str] = []
        for start, end in pairwise(sorted(points)):
            piece = escape(article.text[start:end])
            for span in reversed(spans):
                if span.start <= start and end <= span.end:
                    piece = _set(span, piece)
            for annotation, (first, last) in passages:
                if first <= start and end <= last:
                    piece = self._mark(annotation, piece, begins=first == start, ends=last == end)
            written.append(piece)
        return "".join(written)

    def _mark(self, annotation: Annotation, piece: str, *, begins: bool, ends: bool) -> str:
        kind = f"{annotation.color} {annotation.style}" if annotation.color else "noted"
        identity = f' id="a-{escape(annotation.id)}"' if begins else ""
        number = self._numbers.get(annotation.id)
        sign = f"<sup>{number}</sup>" if ends and number else ""
        return f'<mark class="{kind}"{identity}>{piece}{sign}</mark>'

    def _alone(self, annotation: Annotation) -> str:
        """A quote without the text around it."""
        quote = annotation.quote
        lines = "<br>".join(_text(line) for line in quote.split("\n") if line.strip())
        marked = self._mark(annotation, lines, begins=True, ends=True)
        return f'<blockquote dir="auto">{marked}</blockquote>'

    def _remark(self, annotation: Annotation) -> str:
        """What stands in the margin; empty, if there is neither a note nor a tag."""
        from reader.exporters.notes import note_html

        number = self._numbers.get(annotation.id)
        if number is None:
            return ""
        sign = f"<b>{number}</b>" if annotation.anchor else ""
        note = note_html(annotation.note) if annotation.note.strip() else ""
        tags = " ".join(f"#{_text(tag)}" for tag in annotation.tags)
        shown = f'<p class="tags">{tags}</p>' if tags else ""
        return f'<div dir="auto">{sign}{note}{shown}</div>'


def _by_block(
    article: Article, things: Sequence[Thing], passages: Sequence[tuple[int, int]]
) -> defaultdict[int, list[Thing]]:
    """What touches each block, by the block's index."""
    found: defaultdict[int, list[Thing]] = defaultdict(list)
    for thing, (start, end) in zip(things, passages, strict=True):
        for index in range(article.block_at(start), article.block_at(max(start, end - 1)) + 1):
            found[index].append(thing)
    return found


def _block(block: Block, lines: Sequence[str]) -> str:
    """A paragraph as an element; its lines are HTML."""
    depth = f" depth-{min(block.level, DEEPEST)}" if block.level > 1 else ""
    said = "<br>".join(lines)
    match block.kind:
        case "heading":
            level = max(2, min(block.level, 6))
            return f'<h{level} dir="auto">{said}</h{level}>'
        case "quote":
            return f'<blockquote class="quote{depth}" dir="auto">{said}</blockquote>'
        case "item":
            return f'<p class="item{depth}" dir="auto">{_text(block.marker)} {said}</p>'
        case "preformatted":
            return f"<pre>{chr(10).join(lines)}</pre>"
        case "rule":
            return "<hr>"
        case "boilerplate":
            return f'<p class="boilerplate" dir="auto">{said}</p>'
    return f'<p dir="auto">{said}</p>'


def _row(element: str, remarks: Iterable[str]) -> Iterator[str]:
    """An element, and beside it what is noted on it."""
    beside = "".join(remarks)
    aside = f"<aside>{beside}</aside>" if beside else ""
    yield f'<div class="row">{element}{aside}</div>'


def _set(span: Span, piece: str) -> str:
    if span.kind != "link":
        return f"<{_TAGS[span.kind]}>{piece}</{_TAGS[span.kind]}>"
    href = span.href or ""
    return f'<a href="{escape(href)}">{piece}</a>' if _leads_out(href) else piece


def _source(source: str) -> str:
    shown = _text(source)
    return f'<a href="{escape(source)}">{shown}</a>' if _leads_out(source) else shown


def _leads_out(address: str) -> bool:
    """Whether it is an address of the web or of mail, and no script."""
    return re.match(r"(https?://|mailto:)[^\s\x00-\x1f]", address) is not None


def _text(text: str) -> str:
    return escape(safe_line(text))
