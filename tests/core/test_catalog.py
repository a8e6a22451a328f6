"""The list of articles: what is in a view, what a filter leaves, and in which order."""

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Anchor, Annotation, Color, ReadingState
from reader.core.catalog import Entry, Listing, Order, View, arrange, minutes, prepare
from reader.core.facts import OfAnnotations, annotated_by, article_values
from reader.core.query import Query

ENTRIES = (
    Entry(
        id="1",
        title="Élan vital",
        author="Henri Bergson",
        date="1907",
        added="2026-01-01T08:00:00.000Z",
        state="reading",
        progress=0.4,
        tags=("philosophie",),
    ),
    Entry(
        id="2",
        title="« L’Œuvre »",
        author="Émile Zola",
        date="1886-04",
        added="2026-01-02T08:00:00.000Z",
        read="2026-03-01",
        state="done",
        progress=1.0,
        annotations=3,
        sources=("/home/zola/livres/oeuvre.txt",),
    ),
    Entry(
        id="3",
        title="Dune",
        added="2026-01-03T08:00:00.000Z",
        summary="Un désert, des vers.",
        sources=("https://example.com/dune",),
        starred=True,
        annotations=1,
    ),
    Entry(id="4", title="Archivé", added="2026-01-04T08:00:00.000Z", archived=True),
    Entry(id="5", title="Jeté", added="2026-01-05T08:00:00.000Z", trashed="2026-02-01"),
)


def found_in(
    entries: Sequence[Entry],
    query: str,
    *,
    view: View = "all",
    order: Order = "recent",
    annotated: OfAnnotations = lambda _article, _name: (),
) -> list[Entry]:
    """What a filter leaves of articles."""
    asked = Query.parse(query, lenient=True)
    return arrange(entries, view, order, asked, partial(article_values, annotated=annotated))


def ids(view: View = "all", order: Order = "recent", query: str = "") -> str:
    return "".join(entry.id for entry in found_in(ENTRIES, query, view=view, order=order))


@pytest.mark.parametrize(
    ("view", "expected"),
    [("all", "231"), ("unread", "3"), ("reading", "1"), ("done", "2"), ("annotated", "23")],
)
def test_views(view: View, expected: str) -> None:
    assert ids(view) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("recent", "231"),
        ("title", "312"),
        ("date", "123"),
        ("progress", "213"),
        ("annotations", "231"),
    ],
)
def test_orders(order: Order, expected: str) -> None:
    assert ids(order=order) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("elan", "1"),
        ("oeuvre zola", "2"),
        ("l'oeuvre", "2"),
        ("philosophie", "1"),
        ("desert", "3"),
        ("1886", "2"),
        ("example.com", "3"),
        ("oeuvre.txt", "2"),
        ("livres", ""),
        ("bergson zola", ""),
        ("is:starred", "3"),
        ("is:unread dune", "3"),
        ("is:done dune", ""),
        ("is:archived", "4"),
        ("is:archived OR title:dune", "43"),
        ("-is:archived", "231"),
        ("is:trashed", "5"),
        ("is:trashed OR title:dune", "53"),
        ("-is:trashed", "231"),
        ("bergson OR zola", "21"),
        ("-bergson -dune", "2"),
        ("author:zola", "2"),
        ("title:zola", ""),
        ("source:livres", "2"),
        ("source:https://example.com", "3"),
        ("in:1886", "2"),
        ("in:1886-04-12", ""),
        ("in:..1900", "2"),
        ("-in:*", "3"),
        ("added:2026-01-02..", "23"),
        ("tag:philosophie", "1"),
        ("tag:philo", ""),
        ("color:yellow", ""),
        ("archive", ""),
        ("jete", ""),
    ],
)
def test_the_filter(query: str, expected: str) -> None:
    assert ids(query=query) == expected


LEFT = {
    "2": [
        Annotation(id="a", article="2", anchor=Anchor(0, 2, "Un"), color=Color.RED, tags=("Idée",)),
        Annotation(id="b", article="2", anchor=Anchor(3, 7, "Deux"), status="orphan", note="Été"),
    ],
    "3": [Annotation(id="c", article="3", anchor=Anchor(0, 3, "Ver"), color=Color.BLUE)],
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("color:red", "2"),
        ("color:*", "23"),
        ("-color:*", "1"),
        ("color:red color:blue", ""),
        ("color:red OR color:blue", "23"),
        ("tag:idee", "2"),
        ("tag:*", "21"),
        ("is:orphan", "2"),
        ("note:ete", "2"),
        ("has:note dune", ""),
        ("style:highlight", "23"),
        ("dune color:blue", "3"),
    ],
)
def test_an_article_is_found_by_what_was_left_in_it(query: str, expected: str) -> None:
    asked: list[str] = []

    def left(article: str) -> list[Annotation]:
        asked.append(article)
        return LEFT[article]

    found = found_in(ENTRIES, query, annotated=annotated_by(left))
    assert "".join(entry.id for entry in found) == expected
    assert set(asked) <= {"2", "3"}, "only where there are annotations"


@pytest.mark.parametrize("query", ["is:unread", "updated:2026", "-is:starred", "in:*", "has:date"])
def test_what_the_list_knows_is_not_read_from_annotations(query: str) -> None:
    def left(article: str) -> list[Annotation]:
        raise AssertionError(article)

    found_in(ENTRIES, query, annotated=annotated_by(left))


def test_annotations_are_read_only_where_the_words_match() -> None:
    def left(article: str) -> list[Annotation]:
        assert article == "3"
        return LEFT[article]

    found = found_in(ENTRIES, "color:blue dune", annotated=annotated_by(left))
    assert found == [ENTRIES[2]]


def test_words_of_two_articles_are_not_taken_for_one_phrase() -> None:
    assert ids(query='"bergson 1907"') == "1"
    assert ids(query='"philosophie « l’oeuvre"') == ""


def test_articles_added_together_keep_their_order() -> None:
    seeds = [Entry(id=letter, title=letter, added="2026-01-01") for letter in "abc"]
    assert [entry.id for entry in found_in(seeds, "")] == ["a", "b", "c"]


def test_a_changed_entry_is_found_by_its_new_words_and_only_by_them() -> None:
    assert ids(query="dune") == "3"
    renamed = (*ENTRIES[:2], ENTRIES[2]._replace(title="Les Vers"), *ENTRIES[3:])
    assert found_in(renamed, "dune is:starred vers") == [renamed[2]]  # its address
    assert found_in(renamed, '"les vers"') == [renamed[2]]
    assert ids(query='"les vers"') == ""
    removed = renamed[:2]
    assert found_in(removed, "zola") == [ENTRIES[1]]
    assert found_in((), "zola") == []
    assert ids(query="zola") == "2"


def test_preparing_changes_nothing_but_the_wait() -> None:
    again = tuple(ENTRIES)
    prepare(again)
    assert found_in(again, "zola") == [ENTRIES[1]]


WORD = st.sampled_from(["Élan", "œuvre", "vers", "Dune", "\x01", "x"])
STATES: st.SearchStrategy[ReadingState] = st.sampled_from(["unread", "reading", "done"])


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    return [
        Entry(
            id=str(number),
            title=" ".join(draw(st.lists(WORD, max_size=3))),
            date=draw(st.sampled_from([None, "1907", "2023-05"])),
            added=draw(st.sampled_from(["2026-01", "2026-02"])),
            archived=draw(st.booleans()),
            trashed=draw(st.sampled_from([None, None, "2026-03"])),
            state=draw(STATES),
            progress=draw(st.sampled_from([0.0, 0.5, 1.0])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]


@given(
    some_entries(), some_entries(), st.sampled_from(["", "elan", "oeuvre vers", "1907", "is:done"])
)
def test_what_was_listed_before_does_not_matter(
    before: list[Entry], entries: list[Entry], query: str
) -> None:
    older = Listing(before)
    older.arrange("all", "title", Query.parse("x"))
    asked = Query.parse(query)
    for order in ("recent", "title", "date", "progress", "annotations"):
        fresh = Listing(entries).arrange("all", order, asked, article_values)
        again = Listing(entries, older).arrange("all", order, asked, article_values)
        assert again == fresh


@given(some_entries(), st.sampled_from(["elan", "oeuvre vers", "1907"]))
def test_a_filter_takes_away_and_never_reorders(entries: list[Entry], query: str) -> None:
    listed = found_in(entries, "", order="date")
    filtered = found_in(entries, query, order="date")
    assert [entry for entry in listed if entry in filtered] == filtered
    assert not any(entry.trashed or entry.archived for entry in listed)


@pytest.mark.parametrize(("words", "expected"), [(0, 0), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_minutes(words: int, expected: int) -> None:
    assert minutes(words) == expected
