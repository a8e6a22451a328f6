"""Passages are found again where they are, with what is left of their words, or not at all."""

import random
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring import Located, describe, landmark
from reader.core.annotation import Anchor
from reader.core.relocating import Relocator, Wanted
from reader.core.segments import is_boundary, snap
from tests.bench import anchoring as bench
from tests.bench import prose

BOOK = prose.book(prose.ENGLISH, 12_000, 4)
SOURCES = {
    "English": BOOK,
    "French": prose.book(prose.FRENCH, 12_000, 5),
    **{
        script: unicodedata.normalize("NFC", prose.text_in(script, 8_000, 6))
        for script in prose.SCRIPTS
    },
}

small = st.text(alphabet="ab \n", min_size=1, max_size=60) | st.text(min_size=1, max_size=60)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(small)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def locate(text: str, anchor: Anchor) -> Located | None:
    """Where a passage is in a text of which nothing else is known."""
    return Relocator(text).locate(anchor)


def found_words(text: str, anchor: Anchor) -> str | None:
    found = locate(text, anchor)
    return text[found.start : found.end] if found else None


# What always holds


@given(passages())
def test_a_passage_is_where_it_was_described(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert locate(text, describe(text, start, end)) == (start, end, "exact", 1.0)


@given(passages(), small, small)
def test_exact_and_moved_say_that_all_words_are_there(
    case: tuple[str, int, int], before: str, after: str
) -> None:
    text, start, end = case
    changed = before + text + after
    found = Relocator(changed, text).locate(describe(text, start, end), (start, end))
    if found is not None and found.status != "changed":
        assert changed[found.start : found.end] == text[start:end]
        assert (found.status == "exact") == (found.start == start)
        assert found.score == 1
    if found is not None:
        assert 0 <= found.start < found.end <= len(changed)
        assert 0 <= found.score <= 1


@st.composite
def edited(draw: st.DrawFn, fewest: int, most: int, distance: int) -> tuple[str, bench.Cut, str]:
    """A text with a passage, and what it becomes by edits that keep their distance from it."""
    source = SOURCES[draw(st.sampled_from(sorted(SOURCES)))]
    size = draw(st.integers(fewest, most))
    start = draw(st.integers(200, len(source) - size - 200))
    sides = [source[:start], source[start + size :]]
    quote = source[start : start + size]
    for _ in range(draw(st.integers(1, 8))):
        side = draw(st.integers(0, 1))
        text = sides[side]
        at = draw(st.integers(0, len(text) - distance - 1)) + (distance if side else 0)
        gone = draw(st.integers(0, min(80, len(text) - at - (0 if side else distance))))
        sides[side] = text[:at] + draw(st.text(max_size=40)) + text[at + gone :]
    after = bench.Cut(sides[0], quote, sides[1])
    return source, after, source[start - 32 : start]


@given(edited(60, 300, 0))
def test_edits_around_a_passage_leave_it_as_it_is(case: tuple[str, bench.Cut, str]) -> None:
    source, cut, prefix = case
    start = source.index(prefix + cut.quote) + len(prefix)
    passage = start, start + len(cut.quote)
    found = Relocator(cut.text, source).locate(describe(source, *passage), passage)
    assert found is not None
    assert found[:2] == cut.passage
    assert found.status == ("exact" if found.start == start else "moved")


@given(edited(8, 24, 40))
def test_edits_at_some_distance_leave_a_short_passage_as_it_is(
    case: tuple[str, bench.Cut, str],
) -> None:
    source, cut, prefix = case
    start = source.index(prefix + cut.quote) + len(prefix)
    passage = start, start + len(cut.quote)
    found = Relocator(cut.text, source).locate(describe(source, *passage), passage)
    assert found is not None
    assert found[:2] == cut.passage


@given(st.sampled_from(sorted(SOURCES)), st.integers(100, 5_000), st.integers(30, 200))
def test_a_decomposed_text_is_the_same_text(name: str, start: int, size: int) -> None:
    source = SOURCES[name]
    start, end = snap(source, start, start + size)  # as selections are: of whole graphemes
    passage = source[start:end]
    other = unicodedata.normalize("NFD", source)
    found = locate(other, describe(source, start, end))
    assert found is not None
    there = unicodedata.normalize("NFC", other[found.start : found.end])
    assert passage.strip() in there or there in passage
    composed = describe(other, found.start, found.end)
    back = locate(source, composed)
    assert back is not None
    assert back.start <= start + 1
    assert back.end >= end - 1


@given(st.sampled_from(sorted(SOURCES)), st.integers(100, 5_000), st.randoms())
def test_a_changed_passage_parts_no_grapheme(name: str, start: int, chance: random.Random) -> None:
    source = SOURCES[name]
    anchor = describe(source, start, start + 60)
    letters = list(source)
    for at in chance.sample(range(start, start + 60), 6):
        letters[at] = ""
    text = "".join(letters)
    found = Relocator(text, source).locate(anchor, (start, start + 60))
    if found is not None and found.status == "changed":
        assert is_boundary(text, found.start)
        assert is_boundary(text, found.end)


@settings(max_examples=15)
@given(st.integers(100, 8_000), st.integers(10, 300))
def test_many_are_found_as_each_is_found_alone(start: int, size: int) -> None:
    text = "A new beginning.\n" + BOOK.replace("house", "home").replace("river", "stream")
    wanted = [
        Wanted(describe(BOOK, at, at + size), (at, at + size))
        for at in range(start, min(start + 1_200, len(BOOK) - size), 300)
    ]
    together = Relocator(text, BOOK).locate_all(wanted)
    assert together == [Relocator(text, BOOK).locate(*one) for one in wanted]


def test_the_floors_are_kept_on_a_small_book() -> None:
    counts = bench.measure(bench.two_books(9_000), 3)
    assert bench.below_floors(counts) == []
    in_scripts = sum(bench.scripts(4_000, 2).values(), Counter[str]())
    assert in_scripts["wrong"] == 0
    assert in_scripts["orphan"] <= 1


# What must not be found


@pytest.mark.parametrize("text", ["", "\n", "nothing of the kind", "le chat dort"])
def test_words_that_are_gone_are_not_found(text: str) -> None:
    assert locate(text, describe("It was the cat that came", 7, 14)) is None


@pytest.mark.parametrize(
    ("quote", "other"), [("Linus", "chines"), ("Robin", "robbing"), ("light", "slight")]
)
def test_a_name_is_not_found_in_a_word_that_is_like_it(quote: str, other: str) -> None:
    anchor = describe(f"It was {quote} who wrote all of it.", 7, 7 + len(quote))
    assert locate(f"There were many {other} things about the matter in hand.", anchor) is None


def test_nothing_is_found_for_no_words() -> None:
    assert locate("text", Anchor(1, 1, "", "t", "ext")) is None
    assert locate("", Anchor(0, 0, "")) is None


def test_words_without_context_are_found_if_they_stand_in_one_place() -> None:
    anchor = Anchor(900, 907, "the cat")
    assert locate("We saw the cat.", anchor) == (7, 14, "moved", 1.0)
    assert locate("We saw the cat, and the cat saw us.", anchor) is None
    assert locate("We saw THE CAT.", anchor) == (7, 14, "changed", 1.0)


# How much is left


@pytest.mark.parametrize(
    ("after", "words", "score"),
    [
        ("The letter was kept in an old house by the sea.", "in an old house", 1.0),
        ("The letter was kept in an OLD house by the sea.", "in an OLD house", 1.0),
        ("The letter was kept in an\nold house by the sea.", "in an\nold house", 1.0),
        ("The letter was kept in an old horse by the sea.", "in an old horse", 14 / 15),
        ("The letter was kept in an old red house by the sea.", "in an old red house", 15 / 19),
        ("The letter was kept in no houses by the sea.", "in no houses", 10 / 15),
    ],
)
def test_the_score_is_the_share_of_the_words_that_is_left(
    after: str, words: str, score: float
) -> None:
    text = "The letter was kept in an old house by the sea."
    found = locate(after, describe(text, 20, 35))
    assert found is not None
    assert after[found.start : found.end] == words
    assert found.score == pytest.approx(score, abs=0.07)


@pytest.mark.parametrize(
    ("text", "quote", "after", "words"),
    [
        ("Il a dit : « l'œuvre est finie » hier.", "l'œuvre est", None, "l’OEUVRE EST"),
        ("On lit dans le cœur des gens.", "cœur", None, "COEUR"),
        ("The soft hyphen is in here now.", "hyphen", "The soft hy\xadphen is in here now.",
         "hy\xadphen"),
        ("We are a family 👩‍👩‍👧 of three here.", "family 👩‍👩‍👧",
         "We are a familly 👩‍👩‍👧 of three here.", "familly 👩‍👩‍👧"),
    ],
)  # fmt: skip
def test_folded_words_have_the_limits_of_their_own_characters(
    text: str, quote: str, after: str | None, words: str
) -> None:
    start = text.index(quote)
    after = after or text.replace(quote, words).replace("«", '"')
    found = locate(after, describe(text, start, start + len(quote)))
    assert found is not None
    assert after[found.start : found.end] == words
    assert found.status == "changed"


def test_a_very_long_passage_is_found_by_its_ends() -> None:
    start, end = 500, 9_500
    middle = BOOK[4_000:5_000]
    after = "A new beginning.\n" + BOOK.replace(middle, "Something else.")
    found = Relocator(after, BOOK).locate(describe(BOOK, start, end), (start, end))
    assert found is not None
    assert found.status == "changed"
    assert (found.start, found.end) == (start + 17, end + 17 - 1_000 + 15)
    assert locate(BOOK[5_000:], describe(BOOK, start, end)) is None


def test_a_very_long_passage_takes_no_longer_than_its_ends() -> None:
    text = "\n".join(f"Line {number} of a very long text." for number in range(40_000))
    after = text.replace("Line 20000 ", "Line twenty thousand ")
    found = Relocator(after, text).locate(describe(text, 1, len(text) - 1), (1, len(text) - 1))
    assert found is not None
    assert (found.start, found.end) == (1, len(after) - 1)


# Offsets and repair


@given(st.integers(0, len(BOOK)), st.integers(0, len(BOOK)))
def test_an_offset_goes_with_the_words_behind_it(offset: int, at: int) -> None:
    after = f"{BOOK[:at]}Something new{BOOK[at:]}"
    (found,) = Relocator(after, BOOK).follow([offset])
    assert found == offset + 13 * (at <= offset) or at - 64 < offset < at + 13


@given(small, small, st.lists(st.integers(-5, 80), max_size=4))
def test_an_offset_never_leaves_the_text(before: str, after: str, offsets: list[int]) -> None:
    followed = Relocator(after, before).follow(offsets)
    assert len(followed) == len(offsets)
    assert all(0 <= offset <= len(after) for offset in followed)


def test_candidates_are_the_likest_places_each_once() -> None:
    text = "\n".join(
        [
            "It was the old house that she wanted to see.",
            "Nobody spoke of the sea any more.",
            "That was the cold house they wanted to sell.",
            "The old horse had wanted to sleep.",
        ]
    )
    anchor = describe("Once it was the old house which she wanted so much.", 8, 25)
    found = Relocator(text).candidates(anchor)
    assert 1 <= len(found) <= 3
    assert text[found[0].start : found[0].end].endswith("the old house")
    spans = sorted(one[:2] for one in found)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(passages(), small)
def test_candidates_lie_in_the_text(case: tuple[str, int, int], other: str) -> None:
    text, start, end = case
    for found in Relocator(other).candidates(describe(text, start, end)):
        assert 0 <= found.start < found.end <= len(other)
        assert 0 <= found.score <= 1


def test_a_passage_that_is_taken_by_hand_says_how_like_it_is() -> None:
    anchor = describe("the old house by the sea", 4, 13)
    relocator = Relocator("a new house and the old house")
    assert relocator.placed(anchor, 20, 29) == Located(20, 29, "moved", 1.0)
    placed = relocator.placed(anchor, 2, 11)
    assert placed[:3] == (2, 11, "changed")
    assert 0.5 < placed.score < 1


def test_a_landmark_finds_its_place() -> None:
    mark = landmark(BOOK, 3_000)
    found = locate("New.\n" + BOOK, mark)
    assert found is not None
    assert found.start == 3_005
