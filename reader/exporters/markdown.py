"""Markdown: per article its quotes as block quotes, with notes and tags, in reading order.

A quote is written so that a Markdown reader shows exactly the words that were highlighted,
whatever characters are in them; a note is Markdown already, and kept inside a list item, so that
nothing left open in it runs on into what follows.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reader.core.annotation import Annotation
from reader.core.article import Article, Block
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated

INLINE: Final = re.compile(
    r"""
    [\\`*\[\]<|$]                   # mark-up wherever they stand
    | (?<![^\W_])_ | _(?![^\W_])    # inside a word it is none
    | ~(?=~) | (?<=~)~              # struck out, in GitHub's Markdown
    | =(?==) | (?<==)=              # marked, and %% hidden, in Obsidian's
    | %(?=%) | (?<=%)%
    | &(?=[\w\#])                   # an entity
    | (?<!\S)\#(?=\S)               # a tag, in Obsidian's
    | (?<=\s)\^(?=[\w-]+\s*$)       # a block's id
    """,
    re.VERBOSE,
)
LINE_START: Final = re.compile(r"(?:[>#=]|[-+](?=[ \t]|$)|-(?=-)|~(?=~)|\d{1,9}(?P<dot>[.)]))")
"""What would make a line a heading, quote, rule, fence or list item."""

BLOCK_START: Final = re.compile(r"\s*(?:[>#|]|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|```|~~~|\s{4}|<)")
"""How a note begins that would mean something else behind a label."""


def markdown(items: Iterable[Annotated]) -> str:
    """One document for all articles."""
    return "\n".join("\n".join(_article(item)) for item in items)


def escape(text: str) -> str:
    """One line of plain text as Markdown that shows it character by character."""
    text = INLINE.sub(r"\\\g<0>", text)
    start = LINE_START.match(text)
    if start is None:
        return text
    split = start.start("dot") if start["dot"] else 0
    return f"{text[:split]}\\{text[split:]}"


def _article(item: Annotated) -> Iterator[str]:
    entry = item.entry
    yield from (f"# {escape(safe_line(entry.title))}", "")
    facts = {
        "Author": entry.author,
        "Date": entry.date,
        "Source": entry.sources[-1] if entry.sources else None,
    }
    for name, value in facts.items():
        if value:
            yield f"- {name}: {_source(safe_line(value))}"
    if any(facts.values()):
        yield ""
    shown: str | None = safe_line(entry.title)
    lost = False
    for annotation in item.annotations:
        heading = _heading(item.article, annotation)
        if annotation.status == "orphan" and not lost:
            lost = True
            yield from ("## No longer in the text", "")
        elif heading and heading[1] != shown:
            shown = heading[1]
            yield from (f"{'#' * heading[0]} {escape(shown)}", "")
        yield from _annotation(item.article, annotation)


def _source(value: str) -> str:
    return f"<{value}>" if re.fullmatch(r"https?://[^\s<>]+", value) else escape(value)


def _heading(article: Article | None, annotation: Annotation) -> tuple[int, str] | None:
    """Level and text of the heading that the passage stands under; the title takes level 1."""
    if article is None or annotation.passage is None:
        return None
    before = [
        block
        for block in (article.blocks[index] for index in article.headings)
        if block.start <= annotation.passage[0]
    ]
    if not before:
        return None
    block = before[-1]
    return max(2, min(block.level, 6)), safe_line(article.text[block.start : block.end])


def _annotation(article: Article | None, annotation: Annotation) -> Iterator[str]:
    if annotation.anchor is not None:
        for number, lines in enumerate(_quote(article, annotation)):
            yield from [">"] if number else []
            yield from (f"> {line}".rstrip(" ") for line in lines)
        yield ""
    if annotation.note:
        yield from _note(safe(annotation.note))
    if annotation.tags:
        yield f"- Tags: {' '.join(_tag(tag) for tag in annotation.tags)}"
    if annotation.note or annotation.tags:
        yield ""


def _note(note: str) -> Iterator[str]:
    first, *others = note.strip("\n").split("\n")
    if BLOCK_START.match(first):
        yield from ("- Note:", "")
        others = [first, *others]
    else:
        yield f"- Note: {first}"
    for line in others:
        yield f"  {line}".rstrip()


def _tag(tag: str) -> str:
    """As other programs write tags: `#tag`, without blanks."""
    return "#" + escape(re.sub(r"\s+", "-", safe_line(tag)))


def _quote(article: Article | None, annotation: Annotation) -> Iterator[list[str]]:
    """The paragraphs of the quote, each as the lines that it takes."""
    assert annotation.anchor is not None  # noqa: S101 - the caller has looked
    quote, passage = annotation.anchor.exact, annotation.passage
    if article is None or passage is None or article.text[slice(*passage)] != quote:
        yield from ([escape(line)] for line in _lines(quote))
        return
    start, end = passage
    first, last = article.block_at(start), article.block_at(max(start, end - 1))
    code: list[str] = []
    for block in article.blocks[first : last + 1]:
        piece = article.text[max(start, block.start) : min(end, block.end)]
        if block.kind == "preformatted" and code and not block.continues:
            yield _fenced(code)
            code = []
        if block.kind == "preformatted":
            code.append(safe(piece))
            continue
        if code:
            yield _fenced(code)
            code = []
        if piece.strip():
            yield [_marker(block) + escape(safe_line(piece))]
    if code:
        yield _fenced(code)


def _lines(quote: str) -> Iterator[str]:
    return (safe_line(line) for line in quote.split("\n") if line.strip())


def _marker(block: Block) -> str:
    """Before an item of a list: `- ` or `3. `, as it is marked in the text."""
    if block.kind != "item" or not block.marker:
        return ""
    number = re.fullmatch(r"(\d{1,9})[.)]", block.marker.strip())
    return f"{number[1]}. " if number else "- "


def _fenced(lines: list[str]) -> list[str]:
    """Code, in a fence longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *lines, fence]
