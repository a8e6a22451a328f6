"""What holds of whatever is typed as a query."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from reader.core.fold import fold_text
from reader.core.query import (
    EVERYTHING,
    FIELDS,
    And,
    Begins,
    Field,
    Has,
    Not,
    Or,
    Query,
    QueryError,
    Term,
    Words,
)
from reader.core.terms import all_of, any_of, none_of
from tests.core.queries import NAMES, TODAY, parse, term

WORD = st.sampled_from(["a", "b", "c d", "or", "-", "e:f", "(g)", "*", "j*", "@h", "#k", "l'i"])
NAME = st.sampled_from([name for name, kind in FIELDS.items() if kind.takes in ("text", "name")])
SINGLE: st.SearchStrategy[Term] = st.one_of(
    st.builds(Words, WORD),
    st.builds(Field, NAME, WORD),
    st.builds(Begins, st.sampled_from(["tag", "lang", "id"]), WORD),
    st.sampled_from([Field("is", "unread"), Has("note"), Has("in"), term("created:2026..")]),
)


def joined(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(several.map(all_of), several.map(any_of), inner.map(none_of))


TERM = st.recursive(SINGLE, joined, max_leaves=8)
PIECE = st.sampled_from(
    ["a", "é", " ", "  ", '"', "«", "»", "(", ")", "-", "OR", " OR ", ":", "..", "*", "@", "@ia"]
    + ["AND", " AND ", "NOT", " NOT ", "#", "today", "2w", "ia*"]
    + [
        "7d",
        "2026",
        "-10",
        "yellow",
        "claim",
        "https://",
        "\u200d",
        "\u00a0",
        "：",
        "＂",
        "（",
        "ﷺ",
    ]
    + [f"{name}:" for name in FIELDS]
)
TYPED = st.one_of(st.text(), st.lists(PIECE, max_size=12).map("".join))
VALUES = st.dictionaries(
    st.sampled_from(list(FIELDS)),
    st.lists(st.sampled_from(["a", "b", "c d", "unread", "2026-01-01", "2025-01-01"]), max_size=2),
)


def without_denying(typed: str) -> str:
    return typed.translate(dict.fromkeys(map(ord, "-－"))).replace("NOT", "")


@given(TYPED)
def test_whatever_is_typed_is_a_query_or_an_error_within_it(typed: str) -> None:
    column = 0
    try:
        parse(typed)
    except QueryError as error:
        column = error.column
    assert 0 <= column <= len(typed)


@given(TYPED)
def test_a_lenient_reading_never_fails_and_agrees_with_the_strict_one(typed: str) -> None:
    lenient = Query.parse(typed, names=NAMES, today=TODAY, saved={"ia": "tag:ia"}, lenient=True)
    try:
        strict = Query.parse(typed, names=NAMES, today=TODAY, saved={"ia": "tag:ia"})
    except QueryError:
        return
    assert lenient == strict
    assert lenient.problem is None


@given(TYPED)
def test_what_is_read_is_written_so_that_it_is_read_again(typed: str) -> None:
    query = parse(typed, lenient=True)
    assert parse(str(query)) == query


@given(TERM)
def test_every_term_can_be_written(meant: Term) -> None:
    assert term(str(meant)) == meant


@given(TERM, TERM, st.text(alphabet="abcd -*", max_size=8), VALUES)
def test_the_laws_of_thought(
    one: Term, other: Term, words: str, values: Mapping[str, list[str]]
) -> None:
    def holds(meant: Term) -> bool:
        return Query(meant).matches(words, lambda name: values.get(name, []))

    assert holds(And((one, other))) is (holds(one) and holds(other))
    assert holds(Or((one, other))) is (holds(one) or holds(other))
    assert holds(Not(one)) is not holds(one)
    assert holds(Not(Not(one))) is holds(one)
    assert holds(Not(And((one, other)))) is holds(Or((Not(one), Not(other))))
    assert holds(Not(Or((one, other)))) is holds(And((Not(one), Not(other))))


@given(TERM, st.lists(st.text(alphabet="abcd -*", max_size=8), max_size=6), VALUES)
def test_many_are_filtered_as_each_one_is(
    meant: Term, words: list[str], values: Mapping[str, list[str]]
) -> None:
    query = Query(meant)
    found = query.among(range(len(words)), words.__getitem__, lambda _, name: values.get(name, []))
    expected = [
        number
        for number, said in enumerate(words)
        if query.matches(said, lambda name: values.get(name, []))
    ]
    assert found == expected


@given(TYPED, st.text(max_size=10), st.text(max_size=10))
def test_more_words_match_no_less_where_nothing_is_denied(
    typed: str, words: str, more: str
) -> None:
    query = parse(without_denying(typed), lenient=True)
    assert query.matches(words + more) or not query.matches(words)


@given(TYPED)
def test_a_query_means_what_says_all_that_it_looks_for(typed: str) -> None:
    query = Query.parse(without_denying(typed), fields=(), lenient=True)
    assert query.matches(" ".join(query.terms))


def test_the_terms_are_what_is_looked_for() -> None:
    assert parse('a -b "c d" OR (-(-e f) title:g)').terms == ("a", "c d", "e")
    assert parse("").term == EVERYTHING
    assert not parse("  ")
    assert parse("a").mentions(Words("a"))
    assert parse("-is:archived").mentions(Field("is", "archived"))


def test_what_is_asked_of_the_article_alone() -> None:
    assert parse("is:unread -is:starred").of_articles == parse("is:unread -is:starred")
    assert not parse("is:orphan").of_articles
    query = parse("word title:a -lang:fr (in:2026 OR author:b) (tag:c OR title:d) color:red")
    assert str(query.of_articles) == "title:a -lang:fr (in:2026 OR author:b)"
    assert not parse("title:a OR word").of_articles


def test_all_that_folds_to_a_quotation_mark_is_one() -> None:
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    for first in range(0, len(characters), 512):
        some = characters[first : first + 512]
        for mark in some if '"' in fold_text("".join(some)) else ():
            if '"' in fold_text(mark):
                assert Query.parse(f"{mark}a b{mark}").term == Words("a b"), mark
