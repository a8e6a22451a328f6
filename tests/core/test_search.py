"""Searching a text: what is typed finds what is printed, exactly there and everywhere."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.fold import Folded, fold_text
from reader.core.search import Matches, find, next_match, previous_match
from reader.core.segments import is_boundary

FAMILY = "👩‍👩‍👧"


def found(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "passages"),
    [
        ("L’été, l'ÉTÉ, été", "ete", ["été", "ÉTÉ", "été"]),
        ("L’été", "l'été", ["L’été"]),
        ("Le cœur, le COEUR", "coeur", ["cœur", "COEUR"]),
        ("Le cœur, le coeur", "cœur", ["cœur", "coeur"]),
        ("Le cœur", "co", ["cœ"]),
        ("Le cœur", "eur", []),
        ("Straße", "s", ["S", "ß"]),
        ("Attends… Non...", "...", ["…", "..."]),
        ("Attends…", ".", ["…"]),
        ("« Oui »", '"', ["«", "»"]),
        ("10\u202f000\u00a0€", "10 000 €", ["10\u202f000\u00a0€"]),
        ("deux  mots\nencore", "deux mots encore", ["deux  mots\nencore"]),
        ("co\u00adopérer", "cooperer", ["co\u00adopérer"]),
        ("x̂y", "x", ["x̂"]),
        ("banana", "ana", ["ana"]),
        ("aaaaa", "aa", ["aa", "aa"]),
        ("が か", "か", ["か"]),
        ("हिन्दी", "हि", ["हि"]),
        (f"une {FAMILY} ici", "👧", [FAMILY]),
        ("texte", "", []),
        ("un texte", " ", []),
        ("texte", "\u0301", []),
        ("", "a", []),
    ],
)
def test_a_match_is_what_the_query_means(text: str, query: str, passages: list[str]) -> None:
    matches = find(text, query)
    assert found(text, query) == passages
    assert len(matches) == len(passages)
    assert bool(matches) == bool(passages)


TEXT = st.text(
    st.one_of(
        st.sampled_from("aaabbé œß…’ \u00a0\u00ad\n.か\u0301🇫🇷"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
).map(lambda text: unicodedata.normalize("NFC", text))
SIMPLE = st.text(st.sampled_from("aabé œß… \u00ad"), max_size=60)


@st.composite
def searches(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXT) -> tuple[str, Matches]:
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    part = text[start : start + draw(st.integers(0, 6))]
    return text, find(text, draw(st.one_of(st.just(part), SIMPLE.map(lambda one: one[:3]))))


@given(searches())
def test_what_is_found_folds_to_what_was_typed_and_a_little_more_at_most(
    search: tuple[str, Matches],
) -> None:
    text, matches = search
    for start, end in matches:
        assert matches.query in fold_text(text[start:end])
        assert is_boundary(text, start)
        assert is_boundary(text, end)


@given(TEXT, st.data())
def test_whatever_stands_in_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    matches = find(text, text[start:end])
    folded = Folded(text)
    if matches.query and not folded.is_inner(folded.from_source(start)):
        assert matches
        place = folded.from_source(start)
        if folded.text.startswith(matches.query, place) and matches.query[0].strip():
            assert matches.touching(start, end)


@given(searches(SIMPLE))
def test_matches_rise_and_do_not_overlap(search: tuple[str, Matches]) -> None:
    reached = 0
    for start, end in search[1]:
        assert reached <= start < end
        reached = end


@given(searches())
def test_they_are_counted_as_they_are_listed(search: tuple[str, Matches]) -> None:
    text, matches = search
    listed = list(matches)
    assert len(matches) == len(listed)
    assert bool(matches) == bool(listed)
    assert matches.first() == (listed[0] if listed else None)
    assert matches.last() == (listed[-1] if listed else None)
    assert not listed or matches.number(len(text)) == len(listed)


@given(searches(SIMPLE))
def test_from_any_offset_the_neighbours_are_those_of_the_list(
    search: tuple[str, Matches],
) -> None:
    text, matches = search
    listed = list(matches)
    for offset in range(len(text) + 1):
        later = [match for match in listed if match[0] > offset]
        earlier = [match for match in listed if match[0] < offset]
        assert matches.after(offset) == (later[0] if later else None)
        assert matches.before(offset) == (earlier[-1] if earlier else None)
        assert matches.number(offset) == len([match for match in listed if match[0] <= offset])
        if listed:
            assert next_match(matches, offset) == (later or listed)[0]
            assert previous_match(matches, offset) == (earlier or listed)[-1]


@given(searches(SIMPLE), st.data())
def test_a_row_is_touched_by_those_of_the_list_that_touch_it(
    search: tuple[str, Matches], data: st.DataObject
) -> None:
    text, matches = search
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touching = [match for match in matches if match[0] < end and match[1] > start]
    assert matches.touching(start, end) == touching


def test_a_text_that_repeats_itself_without_end_is_searched_all_the_same() -> None:
    text = "a" * 200_000
    matches = find(text, "aaa")
    assert matches.touching(150_000, 150_080)
    assert matches.after(150_000)
    assert matches.before(150_000)


def test_a_row_of_graphemes_that_hold_many_letters_is_searched_at_once() -> None:
    text = "ﷺ" * 60_000
    started = time.process_time()
    assert len(find(text, "صلى").touching(30_000, 30_400)) == 400
    assert time.process_time() - started < 2


def test_after_the_last_match_comes_the_first_again() -> None:
    matches = find("un deux un", "un")
    assert next_match(matches, 0) == (8, 10)
    assert next_match(matches, 8) == (0, 2)
    assert previous_match(matches, 0) == (8, 10)
    assert next_match(find("un", "deux"), 0) is None
