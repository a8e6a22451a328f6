"""Passages are found again where their words are, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchoring import CONTEXT, describe, follow, locate

texts = st.text(alphabet="ab \n", min_size=1, max_size=60) | st.text(min_size=1, max_size=60)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(passages())
def test_a_passage_is_found_in_the_text_it_was_described_in(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert locate(text, describe(text, start, end)) == (start, end)


@given(passages(), texts, texts)
def test_what_is_found_has_the_words_of_the_passage(
    case: tuple[str, int, int], before: str, after: str
) -> None:
    text, start, end = case
    changed = before + text + after
    found = locate(changed, describe(text, start, end))
    assert found is None or changed[slice(*found)] == text[start:end]


def test_a_passage_moves_with_what_is_written_before_it() -> None:
    anchor = describe("one two three", 4, 7)
    assert locate("zero, one two three", anchor) == (10, 13)


def test_words_that_occur_twice_elsewhere_are_not_guessed_at() -> None:
    anchor = describe("the cat", 4, 7)
    assert locate("a cat and a cat", anchor) is None


def test_overlapping_occurrences_are_two() -> None:
    assert locate("xanana", describe("ana", 0, 3)) is None


def test_words_that_are_gone_are_not_found() -> None:
    assert locate("nothing of the kind", describe("the cat", 4, 7)) is None


def test_a_description_keeps_what_stands_around_the_passage() -> None:
    text = "a" * 50 + "HERE" + "b" * 50
    anchor = describe(text, 50, 54)
    assert (anchor.prefix, anchor.exact, anchor.suffix) == ("a" * CONTEXT, "HERE", "b" * CONTEXT)


@given(passages())
def test_an_offset_of_the_same_text_stays(case: tuple[str, int, int]) -> None:
    text, offset, _ = case
    assert follow(text, text, offset) == offset


def test_an_offset_goes_with_the_words_behind_it() -> None:
    before = "One.\nTwo is the place.\nThree."
    assert follow(before, "A new beginning.\n" + before, 5) == 22


@given(texts, texts, st.integers(0, 80))
def test_an_offset_never_leaves_the_text(before: str, after: str, offset: int) -> None:
    assert 0 <= follow(before, after, offset) <= len(after)
