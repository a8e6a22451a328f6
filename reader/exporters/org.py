"""Org: a heading an article and an annotation, properties in drawers, quotes in quote blocks.

An annotation's block is told by a property, so it may be refiled and moved with Org's own keys. A
note is Markdown, and stands as such in a source block, where nothing of it means a thing to Org.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reader.core.annotation import Annotation
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated
from reader.exporters.managed import Markers, Piece, render

EXCERPT: Final = 60
"""Characters of a quote that its heading shows."""

MARKED_UP: Final = re.compile(
    r"""
    \[(?=\[|fn:) | \](?=\])           # links, footnotes
    | <(?=<|\d{4}-|%%)                 # targets, times
    | (?<=\S)[_^](?=[\w{(*+-])         # below and above the line
    | \\(?=[A-Za-z(\[\\])              # LaTeX, entities, ends of lines
    | \{(?=\{) | @(?=@)                # macros, snippets
    """,
    re.VERBOSE,
)
"""A character behind which something unseen keeps mark-up from being any."""

MARKERS: Final = Markers(
    opening=":READER: {}",
    closing="# /reader",
    deleted=":DELETED: in Reader",
    heading=re.compile(r"\*+ "),
    lead=(re.compile(r"\*+ .*"), re.compile(r":PROPERTIES:")),
)


def write(items: Iterable[Annotated]) -> str:
    """One document for all articles."""
    return render(pieces(items))


def pieces(items: Iterable[Annotated]) -> Iterator[Piece]:
    """Of each article what it is, then each annotation."""
    for item in items:
        entry = item.entry
        facts = {"AUTHOR": entry.author, "DATE": entry.date, "SOURCE": entry.source}
        heading = f"* {_heading(entry.title)}{_tags(entry.tags)}"
        yield Piece(entry.id, [heading, *_drawer(facts)], lead=2)
        for annotation in item.annotations:
            yield Piece(f"{entry.id}/{annotation.id}", list(_annotation(item, annotation)), lead=2)


def _annotation(item: Annotated, annotation: Annotation) -> Iterator[str]:
    quote = annotation.quote
    said = " ".join(safe(quote or annotation.note).split())
    excerpt = said if len(said) <= EXCERPT else f"{said[: EXCERPT - 1].rstrip()}…"
    yield f"** {_heading(excerpt) or 'Note'}{_tags(annotation.tags)}"
    yield from _drawer(
        {
            "COLOR": item.color_name(annotation),
            "STYLE": annotation.style if annotation.style != "highlight" else None,
            "STATUS": annotation.status if annotation.anchor else None,
            "CREATED": annotation.created,
        }
    )
    if quote:
        yield from quote_lines(quote)
    if annotation.note.strip():
        yield "#+begin_src markdown"
        yield from (_in_source(line) for line in safe(annotation.note).strip("\n").split("\n"))
        yield "#+end_src"


def quote_lines(quote: str) -> Iterator[str]:
    """A quote as a block."""
    yield "#+begin_quote"
    for number, line in enumerate(filter(str.strip, quote.split("\n"))):
        yield from [""] * bool(number)
        yield _line(safe_line(line))
    yield "#+end_quote"


def _drawer(facts: Mapping[str, str | None]) -> Iterator[str]:
    """What follows a heading; the marker comes to stand first in it."""
    yield ":PROPERTIES:"
    yield from (f":{name}: {safe_line(value)}" for name, value in facts.items() if value)
    yield ":END:"


def inline(text: str) -> str:
    """Plain text within a line: what Org would take for mark-up is parted by what nobody sees."""
    text = re.sub(r"(?<!\w)([*/_=~+])(?=\S)", "\u200b\\1\u200b", safe_line(text))
    return MARKED_UP.sub("\\g<0>\u200b", text).strip()


def _heading(text: str) -> str:
    """Plain text of a heading: no word of it is a state, a priority or a tag."""
    text = re.sub(r"^(?=(TODO|DONE|COMMENT)\b|\[#)", "\u200b", inline(text))
    return re.sub(r"(?<=\s)(:\S*:)$", "\\1\u200b", text)


def _line(text: str) -> str:
    """A line of a quote that shows as it is; none begins a heading, a block or a table."""
    text = inline(text)
    return f"\u200b{text}" if re.match(r"[*#|:\-+]|\d+[.)]", text) else text


def _in_source(line: str) -> str:
    """In a source block only what would end it, or be a heading, has to be escaped; the indent,
    which Org takes off again, keeps what looks like a mark of Reader's from being one."""
    return "  " + re.sub(r"^(\s*)(,*(?:\*|#\+))", r"\1,\2", line) if line.strip() else ""


def _tags(tags: Iterable[str]) -> str:
    """Tags behind a heading; Org knows letters, digits and `_@#%` in them."""
    named = [re.sub(r"[^\w@#%]+", "_", safe_line(tag)) for tag in tags]
    return f" :{':'.join(named)}:" if named else ""
