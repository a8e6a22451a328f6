"""Markdown: per article its quotes as block quotes, with notes and tags, in reading order.

A quote is written so that a Markdown reader shows exactly the words that were highlighted,
whatever characters are in them; a note is Markdown already, and kept inside a list item, so that
nothing left open in it runs on into what follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated
from reader.exporters.managed import Markers, Piece, render
from reader.exporters.quotes import paragraphs
from reader.exporters.tags import hashtag

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


MARKERS: Final = Markers(
    opening="<!-- reader {} -->",
    closing="<!-- /reader -->",
    deleted="**Deleted in Reader.**",
    heading=re.compile(r"#{1,6}\s"),
    fence=re.compile(r"\s*(?:```|~~~)"),
)


def write(items: Iterable[Annotated]) -> str:
    """One document for all articles."""
    return render(pieces(items))


def pieces(items: Iterable[Annotated]) -> Iterator[Piece]:
    """Of each article what it is, then each annotation."""
    for item in items:
        yield Piece(item.entry.id, article_lines(item))
        for annotation, heading in under_headings(item):
            quote = quote_lines(item.article, annotation)
            lines = joined(heading, quote, remark_lines(item, annotation))
            yield Piece(f"{item.entry.id}/{annotation.id}", lines)


def article_lines(item: Annotated) -> list[str]:
    """Title, and where it is from."""
    entry = item.entry
    facts = {
        "Author": entry.author,
        "Date": entry.date,
        "Source": entry.source,
    }
    known = [f"- {name}: {_source(safe_line(value))}" for name, value in facts.items() if value]
    return joined([f"# {escape(safe_line(entry.title))}"], known)


def under_headings(item: Annotated) -> Iterator[tuple[Annotation, list[str]]]:
    """The annotations, and before the first under each heading of the text that heading."""
    shown: str | None = safe_line(item.entry.title)
    lost = False
    for annotation in item.annotations:
        heading = _heading(item.article, annotation)
        if annotation.status == "orphan" and not lost:
            lost = True
            yield annotation, ["## No longer in the text"]
        elif heading and heading[1] != shown:
            shown = heading[1]
            yield annotation, [f"{'#' * heading[0]} {escape(shown)}"]
        else:
            yield annotation, []


def escape(text: str) -> str:
    """One line of plain text as Markdown that shows it character by character."""
    text = INLINE.sub(r"\\\g<0>", text)
    start = LINE_START.match(text)
    if start is None:
        return text
    split = start.start("dot") if start["dot"] else 0
    return f"{text[:split]}\\{text[split:]}"


def _source(value: str) -> str:
    return f"<{value}>" if re.fullmatch(r"https?://[^\s<>]+", value) else escape(value)


def _heading(article: Article | None, annotation: Annotation) -> tuple[int, str] | None:
    """Level and text of the heading that the passage stands under; the title takes level 1."""
    if article is None or annotation.passage is None:
        return None
    before = bisect_right(article.headings, article.block_at(annotation.passage[0]))
    if not before:
        return None
    block = article.blocks[article.headings[before - 1]]
    return max(2, min(block.level, 6)), safe_line(article.text[block.start : block.end])


def quote_lines(article: Article | None, annotation: Annotation) -> list[str]:
    """The passage as a block quote; empty for a note on the whole article."""
    lines: list[str] = []
    for said, is_code, marker in paragraphs(article, annotation):
        shown = _fenced(said) if is_code else [_marker(marker) + escape(said[0])]
        lines += [">"] * bool(lines) + [f"> {line}".rstrip(" ") for line in shown]
    return lines


def remark_lines(item: Annotated, annotation: Annotation) -> list[str]:
    """Note, what the colour means, and tags as a list; empty if there are none."""
    lines = list(_note(_closed(safe(annotation.note)))) if annotation.note.strip() else []
    if meaning := item.meaning(annotation):
        lines.append(f"- Color: {escape(meaning)}")
    if annotation.tags:
        tags = dict.fromkeys(hashtag(tag) or escape(safe_line(tag)) for tag in annotation.tags)
        lines.append(f"- Tags: {' '.join(tags)}")
    return lines


def joined(*parts: list[str]) -> list[str]:
    """The parts that are not empty, with a blank line between them."""
    lines: list[str] = []
    for part in filter(None, parts):
        lines += ["", *part] if lines else part
    return lines


def _closed(note: str) -> str:
    """The note without a comment of Obsidian's that would go on behind it."""
    *before, last = note.split("%%")
    return f"{'%%'.join(before)}\\%%{last}" if len(before) % 2 else note


def _note(note: str) -> Iterator[str]:
    first, *others = note.strip("\n").split("\n")
    if BLOCK_START.match(first):
        yield from ("- Note:", "")
        others = [first, *others]
    else:
        yield f"- Note: {first}"
    for line in others:
        yield f"  {line}" if line.strip() else ""


def _marker(marker: str) -> str:
    """Before an item of a list: `- ` or `3. `, as it is marked in the text."""
    number = re.fullmatch(r"(\d{1,9})[.)]", marker.strip())
    return f"{number[1]}. " if number else "- " if marker else ""


def _fenced(lines: list[str]) -> list[str]:
    """Code, in a fence longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *lines, fence]
