"""Org: a heading an article and an annotation, properties in drawers, quotes in quote blocks.

An annotation's block is told by a property, so it may be refiled and moved with Org's own keys. A
note is Markdown, and stands as such in a source block, where nothing of it means a thing to Org.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated
from reader.exporters.managed import Markers, Piece, render
from reader.exporters.quotes import paragraphs
from reader.exporters.tags import word

EXCERPT: Final = 60
"""Characters of a quote that its heading shows."""

UNSEEN: Final = "\u200b"
"""A space of no width: what Org itself wants between words and what would be mark-up."""

MEANT: Final = re.compile(
    r"""
    (?P<address> (?<!\w)https?://[^\s()<>\[\]]*[\w/] )  # a link to what it says
    | (?P<emphasis> (?<!\w)[*/_=~+](?=\S) )
    | (?P<formula> \$(?!\w) )                          # where one would end
    | \[(?=\[|fn:|cite[:/]|\d{4}-\d|\d*%\]|\d*/\d*\])  # links, notes, times, progress
    | \](?=\])
    | <(?=<|%%|\d{4}-|[A-Za-z][\w+-]*:)                # targets, times, links
    | (?<=[A-Za-z][\w+-])(?=:[^\s:])                   # links of any kind, as shell:ls
    | (?<=\S)[_^](?=\S)                                # below and above the line
    | \b(?:src|call)(?=_)                              # code that is run
    | \\(?=\S)                                         # LaTeX, entities, ends of lines
    | \{(?=\{) | @(?=@)                                # macros, snippets
    | -(?=-) | \.(?=\.)                                # dashes, an ellipsis
    """,
    re.VERBOSE,
)
"""What Org takes for more than the characters that it is made of."""

LINE_START: Final = re.compile(r"[*#|:\-+]|%%\(|[A-Z]+:\s|(?:\d+|[A-Za-z])[.)](?:\s|$)")
"""How a line begins that is a heading, a block, a table, an item, a clock or a diary's entry."""

MARKERS: Final = Markers(
    opening=":READER: {}",
    closing="# /reader",
    deleted=":DELETED: in Reader",
    heading=re.compile(r"\*+ "),
    lead=(re.compile(r"\*+ .*"), re.compile(r":PROPERTIES:")),
    plain=lambda line: re.sub(r"[ \t\r]+", " ", line).strip(" "),  # Org indents and aligns anew
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
        yield from quote_lines(item.article, annotation)
    if annotation.note.strip():
        yield from _block("src markdown", safe(annotation.note).strip("\n").split("\n"))


def quote_lines(article: Article | None, annotation: Annotation) -> Iterator[str]:
    """A quote as a block, with the code in it as examples."""
    yield "#+begin_quote"
    for number, paragraph in enumerate(paragraphs(article, annotation)):
        yield from [""] * bool(number)
        if paragraph.is_code:
            yield from _block("example", paragraph.lines)
        else:
            yield _line(paragraph.lines[0])
    yield "#+end_quote"


def _block(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines in which nothing means a thing to Org."""
    yield f"#+begin_{kind}"
    yield from map(_in_block, lines)
    yield f"#+end_{kind.partition(' ')[0]}"


def _drawer(facts: Mapping[str, str | None]) -> Iterator[str]:
    """What follows a heading; the marker comes to stand first in it."""
    yield ":PROPERTIES:"
    yield from (f":{name}: {safe_line(value)}" for name, value in facts.items() if value)
    yield ":END:"


def inline(text: str) -> str:
    """Plain text within a line: what Org would take for mark-up is parted by what nobody sees."""
    return MEANT.sub(_parted, safe_line(text)).strip()


def _parted(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "address":
            return found[0]
        case "emphasis":
            return f"{UNSEEN}{found[0]}{UNSEEN}"
        case "formula":  # one ends before a space, too; a word joiner is none
            return f"{found[0]}\u2060"
    return f"{found[0]}{UNSEEN}"


def _heading(text: str) -> str:
    """Plain text of a heading: no word of it is a state, a priority or a tag.

    States are the person's to name, but are written in capitals.
    """
    text = inline(text)
    first = text.partition(" ")[0]
    if text.startswith(("[#", ":")) or (first.isupper() and len(first) > 1):
        text = f"{UNSEEN}{text}"
    return re.sub(r"(?<=\s):\S*:$", rf"\g<0>{UNSEEN}", text)


def _line(text: str) -> str:
    """A line of a quote that shows as it is; none begins a heading, a block or a table."""
    text = inline(text)
    return f"{UNSEEN}{text}" if LINE_START.match(text) else text


def _in_block(line: str) -> str:
    """In such a block only what would end it, or be a heading, has to be escaped, and what looks
    like a mark of Reader's. Org takes the indent off again; it would take more off where tabs are
    in front, so they are the four columns that Markdown reads."""
    said = line.lstrip()
    indent = line[: len(line) - len(said)].expandtabs(4)
    said = re.sub(r"^(?=#\s+/reader|:READER:)", UNSEEN, said)
    return "  " + indent + re.sub(r"^,*(?:\*|#\+)", r",\g<0>", said) if said else ""


def _tags(tags: Iterable[str]) -> str:
    """Tags behind a heading; Org knows letters, digits and `_@#%` in them."""
    named = dict.fromkeys(word(tag, "@#%", "_") for tag in tags)
    return f" :{':'.join(named)}:" if named else ""
