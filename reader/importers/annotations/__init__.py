"""Annotations that come from files: one module a kind of file, one door.

A module says whether a file is of its kind, and makes an `Incoming` of each annotation in it. What
the library has of an article, and where a passage is now, is not its business.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from reader.core.annotation import Anchor, Color, Status, Style
from reader.importers import LARGEST_FILE, ImportFailed

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "json": "Reader's own JSON, as `reader export --format json` writes it",
        "w3c": "Web Annotations (JSON-LD)",
    }
)
"""The kinds of file there are, in the order in which a file is tried."""

_MODULES: Final = {"json": "records", "w3c": "web_annotations"}


class Incoming(NamedTuple):
    """One annotation as a file has it. Its texts are safe; nothing else about it is sure."""

    id: str
    """Always the same for the same annotation of the same file."""
    article: str | None
    """Reader's id of the article, if it is known."""
    title: str
    author: str | None
    sources: tuple[str, ...]
    anchor: Anchor | None
    """None: on the whole article. An end of 0 says that there is only the quote."""
    described: str | None
    """The revision in whose text the anchor stands, if it is known."""
    revision: str | None
    """The revision in which it stood at `start` to `end` when the file was written."""
    start: int | None
    end: int | None
    status: Status
    score: float | None
    color: Color | None
    style: Style
    note: str
    tags: tuple[str, ...]
    created: str
    """UTC, ISO 8601, as `updated`; empty if the file does not say."""
    updated: str
    words: Mapping[str, str] | None = None
    """`exact`, `prefix` and `suffix` by which it was known last, if they are not those that were
    marked."""
    stays_orphan: bool = False
    """Whether the person has said that it stays without a place."""
    review: Mapping[str, Any] | None = None
    """When it is due to be read again; None, if it has not been reviewed."""


class Unusable(NamedTuple):
    """What stands in a file and is no annotation."""

    source: str
    reason: str


def read_annotations(data: bytes, kind: str | None = None) -> Iterator[Incoming | Unusable]:
    """What a file holds; ImportFailed if it holds nothing of the kind, or of any kind."""
    if len(data) > LARGEST_FILE:
        raise ImportFailed(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    for name in (kind,) if kind else KINDS:
        module: Any = import_module(f"{__name__}.{_MODULES[name]}")
        found: Iterator[Incoming | Unusable] | None = module.read(data)
        if found is not None:
            return found
    raise ImportFailed(
        f"this is not {KINDS[kind]}"
        if kind
        else f"this is no file of annotations that is known here ({', '.join(KINDS)})"
    )
