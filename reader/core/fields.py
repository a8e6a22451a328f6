"""The fields of the query language: whose each is, and what may stand after its colon."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

from reader.core.annotation import Color, Status, Style


class Kind(NamedTuple):
    """What a field is, and what may stand after its colon."""

    of: Literal["article", "annotation", "both"]
    takes: Literal["text", "name", "id", "choice", "date"]
    """Text that is contained, a name that is meant as a whole, an id or its beginning, one of the
    choices, or a period."""
    means: str
    choices: tuple[str, ...] = ()


HAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "note": "note",
        "tag": "tag",
        "highlight": "color",
        "author": "author",
        "date": "in",
        "source": "source",
    }
)
"""What may stand after `has:`, and the field in which there is something then."""

FIELDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "id": Kind("both", "id", "its id is this one, or begins so"),
        "color": Kind("annotation", "choice", "its colour, or your name for it", tuple(Color)),
        "style": Kind("annotation", "choice", "how it is drawn", tuple(Style)),
        "note": Kind("annotation", "text", "these words are in the note"),
        "created": Kind("annotation", "date", "when it was made"),
        "updated": Kind("both", "date", "when you last changed it"),
        "tag": Kind("both", "name", "it has this tag"),
        "status": Kind(
            "annotation",
            "choice",
            "how its passage was found in the present text",
            get_args(Status),
        ),
        "is": Kind(
            "article",
            "choice",
            "what is true of the article; or, as with `status:`, of the annotation",
            (
                *("unread", "reading", "done", "starred", "archived", "trashed", "annotated"),
                *get_args(Status),
            ),
        ),
        "has": Kind("both", "choice", "there is something of that kind", tuple(HAS)),
        "title": Kind("article", "text", "these words are in the title"),
        "author": Kind("article", "text", "these words are in the author's name"),
        "source": Kind("article", "text", "these words are in the path or the address"),
        "lang": Kind("article", "name", "the language, as in fr or pt-BR"),
        "in": Kind("article", "date", "the article's own date"),
        "added": Kind("article", "date", "when the article came into the library"),
    }
)
"""The fields, as they are written before the colon."""
