"""A hundred thousand annotations answer each query as each of them would."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core import facts
from reader.core.annotation import Anchor, Annotation, Color, Style
from reader.core.catalog import Entry, arrange
from reader.core.fold import fold_text
from reader.core.query import Query
from reader.library.columns import Columns, Leaf, Order, derive
from reader.library.outcomes import Row
from reader.library.rows import row_of

SAID = st.sampled_from(["", "Œuvre", "l’idée d’été", "two words", "a\nb", "ab", "ﬁn", "日本"])
DATES = st.sampled_from(["", "2025-01-01T10:00:00.000Z", "2026-03-01T00:00:00.000Z"])
ANCHORS = st.none() | st.builds(Anchor, st.integers(0, 9), st.integers(10, 20), SAID)
ENTRIES = st.builds(
    Entry,
    id=st.just(""),
    title=SAID,
    author=st.none() | SAID,
    date=st.sampled_from([None, "2025", "2026-03"]),
    language=st.sampled_from([None, "fr-FR"]),
    sources=st.sampled_from([(), ("https://example.org/ab",)]),
    state=st.sampled_from(["unread", "done"]),
    starred=st.booleans(),
)
ANNOTATIONS = st.builds(
    Annotation,
    id=st.just(""),
    article=st.just(""),
    anchor=ANCHORS,
    color=st.none() | st.sampled_from(Color),
    style=st.sampled_from(Style),
    note=SAID,
    tags=st.lists(SAID.filter(bool), max_size=2).map(tuple),
    created=DATES,
    updated=DATES,
    status=st.sampled_from(["exact", "orphan"]),
    score=st.sampled_from([None, 0.5]),
)
SHELVES = st.lists(st.tuples(ENTRIES, st.lists(ANNOTATIONS, min_size=1, max_size=4)), max_size=4)
TERMS = st.sampled_from(
    """
    a ab oeuvre "b_ab" -e OR (a ) color:red style:underline tag:* note:idee has:note is:unread
    is:orphan created:2026 updated:..2025 in:* in:2026 title:ab -author:* source:example lang:fr
    added:2026 is:starred
    """.replace("_", " ").split()
)
QUERIES = st.lists(TERMS, max_size=4).map(" ".join)
ORDERS: st.SearchStrategy[Order] = st.sampled_from(["place", "created", "updated", "color"])

Shelves = list[tuple[Entry, list[Annotation]]]
Marked = list[tuple[Annotation, Entry]]


def numbered(shelves: Shelves) -> tuple[list[Entry], list[list[Annotation]]]:
    """The same, each thing with an id of its own."""
    entries = [entry._replace(id=f"{at}", annotations=1) for at, (entry, _) in enumerate(shelves)]
    annotations = [
        [one._replace(id=f"{at}.{number}") for number, one in enumerate(those)]
        for at, (_, those) in enumerate(shelves)
    ]
    return entries, annotations


def columns_of(entries: Sequence[Entry], annotations: Sequence[Sequence[Annotation]]) -> Columns:
    """Columns of which each leaf was in the index."""
    leaves = [derive("", *pair) for pair in zip(entries, annotations, strict=True)]
    return Columns(entries, [Leaf.of(one.key, one.text, one.fields, one.rows) for one in leaves])


def asked(query: Query, pairs: Marked) -> list[Row]:
    """The rows that a query means, each annotation asked for itself."""

    def is_meant(one: Annotation, entry: Entry) -> bool:
        words = fold_text(facts.annotation_words(one, entry))
        return query.matches(words, lambda name: facts.annotation_values(one, entry, name))

    return [row_of(*pair) for pair in pairs if is_meant(*pair)]


@given(SHELVES, st.lists(QUERIES, min_size=1, max_size=4), ORDERS)
@settings(max_examples=2 * settings().max_examples)
def test_all_are_asked_as_each_one_is(shelves: Shelves, typed: list[str], order: Order) -> None:
    entries, annotations = numbered(shelves)
    columns = columns_of(entries, annotations)
    pairs = [(one, entry) for entry, some in zip(entries, annotations, strict=True) for one in some]
    for text in (*typed, " ".join(typed)):
        query = Query.parse(text, lenient=True)
        expected = asked(query, pairs)
        if order == "color":
            colors = list(Color)
            expected.sort(key=lambda row: colors.index(row.color) if row.color else len(colors))
        elif order != "place":
            expected.sort(key=attrgetter(order), reverse=True)
        assert list(columns.browse(query, order)) == expected


@given(SHELVES, QUERIES)
def test_an_article_has_what_its_annotations_have(shelves: Shelves, typed: str) -> None:
    entries, annotations = numbered(shelves)
    by_id = {entry.id: some for entry, some in zip(entries, annotations, strict=True)}
    query = Query.parse(typed, lenient=True)
    read = partial(facts.article_values, annotated=facts.annotated_by(by_id.__getitem__))
    plain = arrange(entries, "all", "recent", query, read)
    columns = columns_of(entries, annotations)
    derived = partial(facts.article_values, annotated=columns.annotated)
    assert arrange(entries, "all", "recent", query, derived) == plain


@given(SHELVES, st.text("ab -oe", max_size=8))
def test_what_is_typed_further_means_some_of_the_same(shelves: Shelves, typed: str) -> None:
    entries, annotations = numbered(shelves)
    columns = columns_of(entries, annotations)
    for end in range(len(typed) + 1):
        query = Query.parse(typed[:end], lenient=True)
        at_once = columns_of(entries, annotations).browse(query, "place")
        assert list(columns.browse(query, "place")) == list(at_once)


def test_a_part_of_the_rows_is_rows() -> None:
    entry = Entry(id="a", title="A")
    some = [Annotation(id=f"{number}", article="a", anchor=None) for number in range(5)]
    rows = columns_of([entry], [some]).browse(Query(), "place")
    assert [row.id for row in rows[1:4]] == ["1", "2", "3"]
    assert rows[-1].id == "4"


@given(SHELVES, QUERIES)
def test_what_is_not_among_the_rows_is_counted(shelves: Shelves, typed: str) -> None:
    entries, annotations = numbered(shelves)
    names = [
        (entry.id, one.id) for entry, some in zip(entries, annotations, strict=True) for one in some
    ]
    rows = columns_of(entries, annotations).browse(Query.parse(typed, lenient=True), "created")
    shown = {(row.article, row.id) for row in rows}
    assert rows.lacking([*names, ("x", "y")]) == len(names) + 1 - len(shown)
