"""W3C Web Annotations as JSON-LD: <https://www.w3.org/TR/annotation-model/>.

Positions count code points, as the model wants it. What it has no words for stands under one key of
our own, which other programs pass over, so that Reader reads back all that it wrote. A path of this
machine is nobody else's affair.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Final

from reader.core.annotation import Annotation
from reader.core.catalog import WEB
from reader.exporters import Annotated
from reader.exporters.records import Record, as_json, kept_record

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"reader:record": None})
"""Null: to JSON-LD, of either version, there is nothing under that key."""

SAID_BY_MODEL: Final = frozenset(
    ("quote", "prefix", "suffix", "note", "tags", "created", "updated", "start", "end")
)
"""Fields of a record that the model has words for."""


def write(items: Iterable[Annotated]) -> str:
    """A collection with all annotations on its one page."""
    page = [_annotation(item, one) for item in items for one in item.annotations]
    names = "\n".join(one["id"] for one in page)
    name = f"urn:reader:collection:{blake2b(names.encode(), digest_size=16).hexdigest()}"
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Highlights and notes",
        "total": len(page),
    }
    if page:
        collection["first"] = {
            "id": f"{name}:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": page,
        }
    return as_json(collection)


def document(item: Annotated, annotation: Annotation) -> str:
    """One annotation by itself."""
    return as_json({"@context": CONTEXT, **_annotation(item, annotation)})


def _annotation(item: Annotated, annotation: Annotation) -> Record:
    bodies = [
        {
            "type": "TextualBody",
            "value": annotation.note,
            "format": "text/markdown",
            "purpose": "commenting",
        }
    ] * bool(annotation.note)
    bodies += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in annotation.tags
    ]
    motivation = [
        *["highlighting"] * (annotation.color is not None),
        *["commenting"] * bool(annotation.note),
        *["tagging"] * bool(annotation.tags),
    ]
    own = kept_record(item, annotation)
    own["sources"] = [source for source in own["sources"] if source.startswith(WEB)]
    return {
        "id": f"urn:reader:annotation:{annotation.id}",
        "type": "Annotation",
        **({"motivation": motivation} if motivation else {}),
        **({"created": annotation.created} if annotation.created else {}),
        **({"modified": annotation.updated} if annotation.updated else {}),
        **({"body": bodies} if bodies else {}),
        "target": _target(item, annotation),
        "reader:record": {name: own[name] for name in own if name not in SAID_BY_MODEL},
    }


def _target(item: Annotated, annotation: Annotation) -> str | Record:
    anchor, passage = annotation.anchor, annotation.passage
    if anchor is None:
        return _source(item)
    quote = {
        "type": "TextQuoteSelector",
        "exact": anchor.exact,
        **({"prefix": anchor.prefix} if anchor.prefix else {}),
        **({"suffix": anchor.suffix} if anchor.suffix else {}),
    }
    position = passage and {
        "type": "TextPositionSelector",
        "start": passage[0],
        "end": passage[1],
    }
    return {
        "type": "SpecificResource",
        "source": _source(item),
        "selector": [quote, position] if position else [quote],
    }


def _source(item: Annotated) -> str:
    """Where on the web the article is, else a name for it that tells nothing of this machine."""
    address = item.entry.address
    return _iri(address) if address else f"urn:reader:article:{item.entry.id}"


def _iri(address: str) -> str:
    """An address in which no character stands that an IRI cannot have."""
    from urllib.parse import quote

    return quote(address, safe="!#$%&'()*+,/:;=?@[]~-._")
