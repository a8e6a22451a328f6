"""The filter's little language: words and phrases, all of which must be there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.fold import fold_text
from reader.core.query import Query

HAYSTACK = fold_text("Les Œuvres complètes d’Honoré de Balzac, l’été\u00a02023")


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "balzac", "BALZAC", "honore", "oeuvre", "œuvres", "d'honoré", "balzac oeuvres",
        "alza", '"honoré de balzac"', "« Honoré de Balzac »", "“été 2023”", '"complètes', '""', '"',
        "l’ete",
    ],
)  # fmt: skip
def test_what_matches(typed: str) -> None:
    assert Query.parse(typed).matches(HAYSTACK)


@pytest.mark.parametrize("typed", ["flaubert", "balzac flaubert", '"de honoré"', "honoredebalzac"])
def test_what_does_not_match(typed: str) -> None:
    assert not Query.parse(typed).matches(HAYSTACK)


def test_what_stands_after_is_must_be_true() -> None:
    query = Query.parse("balzac is:unread IS:Starred is:")
    assert query == Query(("balzac",), frozenset({"unread", "starred"}))
    assert query.matches(HAYSTACK, frozenset({"unread", "starred", "annotated"}))
    assert not query.matches(HAYSTACK, frozenset({"unread"}))
    assert not query.matches(HAYSTACK)


def test_a_quoted_claim_is_a_phrase() -> None:
    assert Query.parse('"is:unread"') == Query(("is:unread",))


@given(st.text())
def test_whatever_is_typed_is_a_query(typed: str) -> None:
    query = Query.parse(typed)
    assert query.matches(" ".join(query.words), query.claims)


@given(st.lists(st.text(), max_size=6), st.text(max_size=3))
def test_many_are_filtered_as_each_one_is(haystacks: list[str], typed: str) -> None:
    folded = [fold_text(text) for text in haystacks]
    query = Query(tuple(fold_text(typed).split()))
    expected = [index for index, text in enumerate(folded) if query.matches(text)]
    assert query.among(folded, range(len(folded))) == expected
