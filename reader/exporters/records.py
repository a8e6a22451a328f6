"""The JSON shapes that other programs rely on; a field that does not apply is null.

More fields may come to stand beside these; none of them changes its meaning.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.catalog import Entry, minutes
from reader.exporters import NOTHING_KEPT, Annotated, Described

Record = dict[str, Any]

RAW: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
"""What JSON permits in a string, but no terminal and no program should meet unescaped."""


def article_record(entry: Entry) -> Record:
    """One article as the list has it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "author": entry.author,
        "date": entry.date,
        "language": entry.language,
        "source": entry.source,
        "sources": list(entry.sources),
        "state": entry.state,
        "starred": entry.starred,
        "archived": entry.archived,
        "trashed": entry.trashed,
        "tags": list(entry.tags),
        "progress": entry.progress,
        "words": entry.words,
        "minutes_left": minutes(round(entry.words * (1 - entry.progress))),
        "annotations": entry.annotations,
        "highlights": entry.highlights,
        "notes": entry.notes,
        "added": entry.added,
        "updated": entry.updated,
        "read": entry.read,
    }


def text_record(entry: Entry, article: Article) -> Record:
    """One article with its text; all offsets are code points of `text`."""
    return {
        **article_record(entry),
        "text": article.text,
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level or None,
                "start": block.start,
                "end": block.end,
                "marker": block.marker or None,
                "continues": block.continues,
            }
            for block in article.blocks
        ],
        "spans": [
            {"kind": span.kind, "start": span.start, "end": span.end, "href": span.href}
            for span in article.spans
        ],
    }


def annotation_record(annotation: Annotation, title: str) -> Record:
    """One annotation; `quote` is what was highlighted, `start` and `end` where it is now."""
    anchor, passage = annotation.anchor, annotation.passage
    return {
        "id": annotation.id,
        "article": annotation.article,
        "title": title,
        "quote": anchor.exact if anchor else None,
        "start": passage[0] if passage else None,
        "end": passage[1] if passage else None,
        "prefix": anchor.prefix if anchor else None,
        "suffix": anchor.suffix if anchor else None,
        "status": annotation.status,
        "score": annotation.score,
        "color": annotation.color.value if annotation.color else None,
        "style": annotation.style.value,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "created": annotation.created,
        "updated": annotation.updated,
    }


def write(items: Iterable[Annotated]) -> str:
    """All annotations, so that nothing is lost: `reader import` makes the same of them again."""
    return as_json(
        [kept_record(item, annotation) for item in items for annotation in item.annotations]
    )


def kept_record(item: Annotated, annotation: Annotation) -> Record:
    """One annotation with all that is known of it, and what its article is found by elsewhere.

    `start` and `end` are offsets into the text of `revision`; `described` says where the passage
    was marked, and in which revision; the rest is what `Kept` says.
    """
    entry, anchor = item.entry, annotation.anchor
    there = item.described.get(annotation.id)
    if anchor and there is None:
        there = Described(item.revision, anchor.start, anchor.end)
    return {
        **annotation_record(annotation, entry.title),
        "author": entry.author,
        "sources": list(entry.sources),
        "revision": item.revision or None,
        "described": there and there._asdict(),
        **item.kept.get(annotation.id, NOTHING_KEPT)._asdict(),
    }


def as_json(value: list[Record] | Mapping[str, Any]) -> str:
    """One JSON document, ending in a newline, that is safe to look at in a terminal."""
    import json

    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return RAW.sub(_escaped, written) + "\n"


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
