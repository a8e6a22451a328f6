"""What articles and annotations answer to a query: their words, and the values of their fields.

An annotation answers for its article too, but for what both have: its own tags are meant then, and
its own last change. An article answers with what its annotations say; so a term selects the
articles that have something of which it is true.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from reader.core.annotation import Annotation
from reader.core.catalog import Entry
from reader.core.fold import fold_text
from reader.core.periods import NEVER, days

OfAnnotations = Callable[[str, str], Iterable[str]]
"""The values that the annotations of the article with that id have in the field of that name."""

REMEMBERED: Final = 1 << 15
"""Folded values that are kept: those of ten thousand articles, which are asked at every key."""


def annotation_words(annotation: Annotation, entry: Entry) -> str:
    """What the words of a query are looked for in; not folded yet."""
    quote = annotation.quote
    said = (quote, annotation.note, *annotation.tags, entry.title, entry.author or "")
    return "\n".join(said)


def annotation_values(annotation: Annotation, entry: Entry, name: str) -> list[str]:
    """The values that an annotation has in a field, as `terms.ValuesOf` says."""
    own = _OF_ANNOTATION.get(name)
    return list(own(annotation) if own else _OF_ARTICLE[name](entry))


def article_values(
    entry: Entry, name: str, annotated: OfAnnotations = lambda _article, _name: ()
) -> list[str]:
    """The values that an article has in a field, with those of its annotations, which are asked
    for only where there are some. Its last change is the last one of them all."""
    values = list(_OF_ARTICLE[name](entry)) if name in _OF_ARTICLE else []
    if name in _OF_ANNOTATION and name != "updated" and entry.annotations:
        values += annotated(entry.id, name)
    return values


def annotated_by(annotations: Callable[[str], Iterable[Annotation]]) -> OfAnnotations:
    """What the annotations of articles, by their ids, have in fields."""
    return lambda article, name: (
        value for one in annotations(article) for value in _OF_ANNOTATION[name](one)
    )


def interval(written: str) -> str:
    """The date of an article as its first and last day; what is none lies in no period."""
    found = days(written)
    return "/".join(day.isoformat() for day in found) if found else NEVER + written


_folded = lru_cache(REMEMBERED)(fold_text)


def _text(text: str | None) -> Iterator[str]:
    if text:
        yield _folded(text)


def _claims(entry: Entry) -> Iterator[str]:
    yield entry.state
    if entry.starred:
        yield "starred"
    if entry.archived:
        yield "archived"
    if entry.trashed:
        yield "trashed"
    if entry.annotations:
        yield "annotated"


def _languages(entry: Entry) -> Iterator[str]:
    """A language with its region, and without: `pt-br` is `pt` too."""
    if entry.language:
        tag = _folded(entry.language).replace("_", "-")
        yield tag
        yield tag.partition("-")[0]


_OF_ARTICLE: Final[Mapping[str, Callable[[Entry], Iterable[str]]]] = {
    "id": lambda entry: [entry.id],
    "title": lambda entry: _text(entry.title),
    "author": lambda entry: _text(entry.author),
    "source": lambda entry: map(_folded, entry.sources),
    "lang": _languages,
    "in": lambda entry: [interval(entry.date)] if entry.date else [],
    "added": lambda entry: [entry.added],
    "updated": lambda entry: [entry.updated],
    "tag": lambda entry: map(_folded, entry.tags),
    "is": _claims,
}

_OF_ANNOTATION: Final[Mapping[str, Callable[[Annotation], Iterable[str]]]] = {
    "id": lambda one: [one.id],
    "color": lambda one: [one.color] if one.color else [],
    "style": lambda one: [one.style] if one.color else [],
    "note": lambda one: _text(one.note),
    "created": lambda one: [one.created],
    "updated": lambda one: [one.updated],
    "tag": lambda one: map(_folded, one.tags),
    "status": lambda one: [one.status] if one.anchor else [],
}
