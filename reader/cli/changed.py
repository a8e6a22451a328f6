"""What is said of annotations and articles that a command has changed: their ids, or what they are
now."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.output import say_json, say_lines

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.library import Library


def say_annotation(library: "Library", changed: "Annotation", as_document: bool) -> None:
    """The one that was changed; the document is an object."""
    if as_document:
        say_json(annotation_records(library, [changed])[0])
    else:
        say_lines([changed.id])


def say_annotations(library: "Library", changed: "Sequence[Annotation]", as_document: bool) -> None:
    """Those that were changed; the document is a list, also of one or none."""
    if as_document:
        say_json(annotation_records(library, changed))
    else:
        say_lines(annotation.id for annotation in changed)


def say_articles(library: "Library", changed: Iterable[str], as_document: bool) -> None:
    """Articles that were changed, by their ids; the document is a list."""
    from reader.exporters.records import article_record

    entries = [library.entry(article) for article in changed]
    if as_document:
        say_json([article_record(entry) for entry in entries])
    else:
        say_lines(entry.id for entry in entries)


def annotation_records(library: "Library", changed: "Iterable[Annotation]") -> list[dict[str, Any]]:
    """Annotations as they are now. One that is gone, be it with its last note, is as it was, and
    `deleted`."""
    from reader.exporters.records import annotation_record

    present: dict[str, dict[str, Annotation]] = {}
    records = []
    for one in changed:
        article = one.article
        if article not in present:
            present[article] = {here.id: here for here in library.annotations(article)}
        now = present[article].get(one.id)
        record = annotation_record(now or one, library.entry(article).title)
        records.append(record if now else {**record, "deleted": True})
    return records
