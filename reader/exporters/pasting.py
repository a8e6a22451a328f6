"""A passage in the forms in which it is pasted elsewhere.

Each form is given the article with one annotation: what is on the passage, or what would be, if it
were annotated. So a template that exports can be copied with, too.
"""

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from reader.core.annotation import Anchor, Annotation
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated, markdown, org, web_annotations
from reader.exporters.quotes import Paragraph, paragraphs

Form = Callable[[Annotated], str]


def _now(item: Annotated) -> Annotation:
    """The annotation with the words that stand in its place now; a note on the whole article is
    itself what is said."""
    [annotation] = item.annotations
    anchor = annotation.anchor or Anchor(0, 0, annotation.note)
    if item.article is not None and annotation.passage is not None:
        anchor = anchor._replace(exact=item.article.text[slice(*annotation.passage)])
    return annotation._replace(anchor=anchor)


def _plain(item: Annotated) -> str:
    """Word for word."""
    return _now(item).quote


def _markdown(item: Annotated) -> str:
    """A block quote."""
    return "\n".join(markdown.quote_lines(item.article, _now(item)))


def _cited(item: Annotated) -> str:
    """The words, and under them where they are from."""
    return "\n".join((safe(_plain(item)), *_said(_known(item))))


def _org(item: Annotated) -> str:
    """A quote block, and under it where it is from."""
    known = [*map(org.inline, _facts(item)), *filter(None, [_address(item)])]
    return "\n".join((*org.quote_lines(item.article, _now(item)), *_said(known)))


def _html(item: Annotated) -> str:
    """A figure with a quote and its source, as HTML has it for what somebody else said."""
    address = _address(item)
    cite = f' cite="{escape(address)}"' if address else ""
    said = "".join(map(_element, paragraphs(item.article, _now(item))))
    captions = [f"<figcaption>{escape(source)}</figcaption>" for source in _said(_known(item))]
    return "\n".join(("<figure>", f"<blockquote{cite}>{said}</blockquote>", *captions, "</figure>"))


def _element(paragraph: Paragraph) -> str:
    tag = "pre" if paragraph.is_code else "p"
    return f"<{tag}>{escape(chr(10).join(paragraph.lines))}</{tag}>"


def _w3c(item: Annotated) -> str:
    """One Web Annotation."""
    return web_annotations.document(item, item.annotations[0]).rstrip("\n")


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "plain": _plain,
        "markdown": _markdown,
        "cited": _cited,
        "org": _org,
        "html": _html,
        "w3c": _w3c,
    }
)
"""The forms of one passage, by name."""


def _said(known: list[str]) -> list[str]:
    """A line that says where a quote is from; none, if nothing is known."""
    return [f"— {', '.join(known)}"] if known else []


def _known(item: Annotated) -> list[str]:
    return [*_facts(item), *filter(None, [_address(item)])]


def _facts(item: Annotated) -> list[str]:
    entry = item.entry
    return [safe_line(fact) for fact in (entry.author, entry.title, entry.date) if fact]


def _address(item: Annotated) -> str:
    """Where on the web it is from; a path of this machine is nobody else's affair."""
    return safe_line(item.entry.address or "")
