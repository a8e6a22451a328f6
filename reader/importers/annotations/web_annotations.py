"""W3C Web Annotations as JSON-LD: one, a list, a page or a collection.

What Reader itself has written says under one key of its own what the model has no words for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from reader.importers.annotations import Incoming, Unusable
from reader.importers.annotations.records import Record, document, incoming_all

TYPES: Final = ("Annotation", "AnnotationPage", "AnnotationCollection")

OWN: Final = "reader:record"
PREFIX: Final = "urn:reader:annotation:"

LINK: Final = re.compile(r"https?://[^\s<>]+")
"""An address to which a note can link."""

DEEPEST: Final = 8
"""Levels of a selector that refines another, and of choices within choices, that are followed."""


def read(data: bytes) -> Iterator[Incoming | Unusable] | None:
    """The annotations of a file; None, if it is none of Web Annotations."""
    found = document(data)
    things = found if isinstance(found, list) else [found]
    if not any(_is_of_type(thing, *TYPES) for thing in things):
        return None
    return incoming_all([_record(one) for thing in things for one in _annotations(thing)])


def _annotations(thing: Any) -> Iterator[Mapping[str, Any]]:
    """The annotations in a thing; what is only named, and not here, is passed over."""
    page = thing
    if _is_of_type(thing, "AnnotationCollection"):
        page = thing.get("first")
    elif not _is_of_type(thing, "AnnotationPage"):
        yield from [thing] if isinstance(thing, dict) else []
        return
    while isinstance(page, dict):
        yield from (one for one in _each(page.get("items")) if isinstance(one, dict))
        page = page.get("next")


def _record(annotation: Mapping[str, Any]) -> Record:
    """An annotation as a record of Reader's."""
    own = annotation.get(OWN)
    record: dict[str, Any] = dict(own) if isinstance(own, dict) else {}
    identity = annotation.get("id") or annotation.get("@id")
    if isinstance(identity, str) and not record.get("id"):
        record["id"] = identity.removeprefix(PREFIX)
    bodies = list(_bodies(annotation.get("body")))
    if isinstance(annotation.get("bodyValue"), str):
        bodies.append((annotation["bodyValue"], False))
    record["note"] = "\n\n".join(text for text, is_tag in bodies if not is_tag)
    record["tags"] = [text for text, is_tag in bodies if is_tag]
    record["created"] = annotation.get("created")
    record["updated"] = annotation.get("modified") or annotation.get("created")
    target = next(iter(_each(annotation.get("target"))), None)
    record |= _passage(target)
    if OWN not in annotation:
        record["color"] = "yellow" if record.get("quote") else None
        record["sources"] = list(_sources(target))
    return record


def _bodies(body: Any, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """The texts of a body, and whether each is a tag; of what stands elsewhere, its address."""
    for one in _each(body):
        if isinstance(one, dict) and isinstance(one.get("value"), str):
            yield one["value"], "tagging" in _each(one.get("purpose"))
        elif isinstance(one, dict) and "items" in one:
            yield from _bodies(one["items"], depth + 1) if depth < DEEPEST else ()
        else:
            linked = (address for address in _sources(one) if LINK.fullmatch(address))
            yield from ((f"<{address}>", False) for address in linked)


def _passage(target: Any) -> Record:
    """Quote and position of a target, as far as it gives them."""
    found: dict[str, Any] = {}
    for selector in _selectors(target.get("selector") if isinstance(target, dict) else None):
        if _is_of_type(selector, "TextQuoteSelector"):
            found |= {
                "quote": selector.get("exact"),
                "prefix": selector.get("prefix"),
                "suffix": selector.get("suffix"),
            }
        elif _is_of_type(selector, "TextPositionSelector"):
            found |= {"start": selector.get("start"), "end": selector.get("end")}
    return found


def _selectors(selector: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Selectors, and those that refine them."""
    for one in _each(selector):
        if isinstance(one, dict):
            yield one
            if depth < DEEPEST:
                yield from _selectors(one.get("refinedBy"), depth + 1)


def _sources(target: Any) -> Iterator[str]:
    """The address of what a target is in."""
    source = target.get("source") or target.get("id") if isinstance(target, dict) else target
    if isinstance(source, dict):
        source = source.get("id")
    if isinstance(source, str):
        yield source


def _each(value: Any) -> Iterable[Any]:
    """The values of a key, which may be one or several."""
    return value if isinstance(value, list) else () if value is None else (value,)


def _is_of_type(thing: Any, *types: str) -> bool:
    return isinstance(thing, dict) and any(
        one in types for one in _each(thing.get("type") or thing.get("@type"))
    )
