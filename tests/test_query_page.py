"""The page of the query language says what is true: its tables are made from the fields and from
examples that are tried out here.

`python -m tests.test_query_page` writes them anew.
"""

import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.core.annotation import Anchor, Annotation, Color, Status, Style
from reader.core.catalog import Entry, arrange
from reader.core.facts import annotated_by, annotation_values, annotation_words, article_values
from reader.core.fold import fold_text
from reader.core.query import FIELDS, Kind, Query, QueryError

PAGE = Path(__file__).resolve().parents[1] / "docs" / "query.md"
TODAY = date(2026, 11, 24)
NAMES = {"yellow": "claim"}


def left(
    name: str,
    quote: str,
    color: Color | None,
    created: str,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    style: Style = Style.HIGHLIGHT,
    status: Status = "exact",
) -> Annotation:
    return Annotation(
        id=name,
        article="P" if name in "abc" else "D",
        anchor=Anchor(0, len(quote), quote),
        color=color,
        created=created,
        updated=created,
        note=note,
        tags=tags,
        style=style,
        status=status,
    )


ANNOTATIONS = {
    "P": [
        left("a", "La Pologne, une œuvre", Color.YELLOW, "2026-11-20T10:00:00.000Z", tags=("ia",)),
        left(
            "b", "l’intelligence artificielle", Color.RED, "2026-10-05T10:00:00.000Z", note="Oui."
        ),
        left("c", "des bureaux", None, "2025-01-01T10:00:00.000Z", note="À vérifier", tags=("ia",)),
    ],
    "D": [
        left("d", "red sand", Color.YELLOW, "2026-11-24T09:00:00.000Z", status="orphan"),
        left("e", "spice", Color.BLUE, "2026-11-01T09:00:00.000Z", style=Style.UNDERLINE),
    ],
}
ENTRIES = {
    "P": Entry(
        id="P",
        title="En Pologne",
        author="Anne Martin",
        date="2023-05-12",
        language="fr",
        sources=("https://example.com/pologne",),
        state="done",
        annotations=3,
        added="2026-01-10T09:00:00.000Z",
        updated="2026-11-20T10:00:00.000Z",
    ),
    "D": Entry(
        id="D",
        title="Dune: a review",
        author="John Doe",
        date="1965",
        language="en-GB",
        annotations=2,
        starred=True,
        added="2025-12-31T09:00:00.000Z",
        updated="2026-11-24T09:00:00.000Z",
    ),
}


class Example(NamedTuple):
    """A row of the page, and what it finds in the sample above."""

    query: str
    means: str
    annotations: str
    articles: str


EXAMPLES = (
    Example("pologne oeuvre", "both words", "a", ""),
    Example('"intelligence artificielle"', "these words one after the other", "b", ""),
    Example("pologne -bureaux", "the one, and not the other", "ab", "P"),
    Example("pologne AND oeuvre", "as `pologne oeuvre`", "a", ""),
    Example("pologne NOT bureaux", "as `pologne -bureaux`", "ab", "P"),
    Example("bureaux OR spice", "one of them, or both", "ce", ""),
    Example("(color:red OR tag:ia) -note:*", "red or tagged, and without a note", "a", ""),
    Example("color:yellow", "highlighted in yellow", "ad", "DP"),
    Example("color:claim", "the same, by your own name for it", "ad", "DP"),
    Example("-color:*", "without a colour: only a note or tags", "c", ""),
    Example("style:underline", "underlined", "e", "D"),
    Example("tag:ia", "tagged so", "ac", "P"),
    Example("#ia", "tagged so, or with this word", "ac", "P"),
    Example("tag:i*", "with a tag that begins so", "ac", "P"),
    Example("note:*", "with a note", "bc", "P"),
    Example('note:"à vérifier"', "with these words in the note", "c", "P"),
    Example("is:orphan", "whose words are no longer in the text", "d", "D"),
    Example("has:highlight has:note", "in a colour and with a note", "b", "P"),
    Example("created:7d", "made in the last seven days", "ad", "DP"),
    Example("-created:7d", "made before", "bce", ""),
    Example("created:today", "made since midnight", "d", "D"),
    Example(
        "created:2m..1w", "made two months ago at the earliest, a week at the latest", "be", "DP"
    ),
    Example("created:2026-10..2026-11", "made in these months", "abde", "DP"),
    Example("created:..2025", "made in 2025 at the latest", "c", "P"),
    Example("title:pologne in:2023", "of articles of 2023 with this title", "abc", "P"),
    Example("author:doe OR lang:fr", "of articles by her or him, or in French", "abcde", "DP"),
    Example("source:example.com", "of articles from there", "abc", "P"),
    Example("is:starred is:unread", "of articles with a star that are not read", "de", "D"),
    Example("id:a OR id:d", "these two, by their ids or the beginnings of them", "ad", "DP"),
    Example("added:2026", "of articles that came into the library in 2026", "abc", "P"),
    Example("dune: review", "both words: there is no field of that name", "de", "D"),
)


OF = {"article": "articles", "annotation": "annotations", "both": "both"}
VALUES = {
    "text": 'a word, or `"several words"`',
    "name": "the name",
    "id": "the id, or its beginning",
    "date": "a date, a period or an age",
}
_generated = re.compile(r"(<!-- (\w+): [^>]*-->\n).*?(<!-- /\2 -->)", re.DOTALL)


def tables() -> dict[str, str]:
    """The generated parts of the page, by their names."""
    return {
        "fields": table(
            ("field", "of", "asks for", "after the colon"),
            [
                (f"`{name}:`", OF[kind.of], kind.means, values(kind))
                for name, kind in FIELDS.items()
            ],
        ),
        "examples": table(("typed", "finds"), [(f"`{one.query}`", one.means) for one in EXAMPLES]),
    }


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def values(kind: Kind) -> str:
    if kind.takes == "choice":
        return " ".join(f"`{choice}`" for choice in kind.choices)
    return VALUES[kind.takes]


def page() -> str:
    made = tables()
    return _generated.sub(lambda part: part[1] + made[part[2]] + part[3], PAGE.read_text("utf-8"))


def asked(query: str) -> Query:
    return Query.parse(query, names=NAMES, today=TODAY)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.query))
def test_an_example_finds_what_the_page_says(example: Example) -> None:
    query = asked(example.query)
    things = [(one, ENTRIES[one.article]) for own in ANNOTATIONS.values() for one in own]
    found = query.among(
        range(len(things)),
        lambda number: fold_text(annotation_words(*things[number])),
        lambda number, name: annotation_values(*things[number], name),
    )
    assert "".join(things[number][0].id for number in found) == example.annotations
    values = partial(article_values, annotated=annotated_by(ANNOTATIONS.__getitem__))
    listed = arrange(tuple(ENTRIES.values()), "all", "title", query, values)
    assert "".join(entry.id for entry in listed) == example.articles


def test_every_field_has_an_example() -> None:
    shown = " ".join(example.query for example in EXAMPLES)
    assert [name for name in FIELDS if f"{name}:" not in shown] == ["updated", "status"]


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_the_periods_of_the_page_are_periods() -> None:
    section = PAGE.read_text("utf-8").split("## Dates")[1].split("\n\n")[1]
    periods = [period for row in section.split("\n")[2:] for period in re.findall("`(.+?)`", row)]
    assert len(periods) > 10
    for period in periods:
        assert asked(period if ":" in period else f"created:{period}")


def test_the_error_of_the_page_is_the_one_that_is_said() -> None:
    shown = re.findall(r"```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    message, query, sign = shown[0].splitlines()
    with pytest.raises(QueryError) as caught:
        Query.parse(query.strip())
    assert message == f"reader: {caught.value.message}"
    assert sign == " " * (2 + caught.value.column) + "^"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
