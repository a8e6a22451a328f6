"""What tells a passage from others, and where an edit takes an offset."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchoring import CONTEXT, describe, drift, landmark

texts = st.text(alphabet="ab \n", max_size=60) | st.text(max_size=60)


def test_a_description_keeps_what_stands_around_the_passage() -> None:
    text = "a" * 50 + "HERE" + "b" * 50
    anchor = describe(text, 50, 54)
    assert (anchor.prefix, anchor.exact, anchor.suffix) == ("a" * CONTEXT, "HERE", "b" * CONTEXT)


def test_a_description_at_an_end_of_the_text_keeps_what_there_is() -> None:
    assert describe("one two", 0, 3)[2:] == ("one", "", " two")
    assert describe("one two", 4, 7)[2:] == ("two", "one ", "")


@given(texts, st.integers(-5, 80))
def test_a_landmark_is_the_words_behind_an_offset(text: str, offset: int) -> None:
    mark = landmark(text, offset)
    assert text.startswith(mark.exact, mark.start)
    assert 0 <= mark.start <= mark.end <= len(text)


@given(texts, texts, texts, texts, st.integers(0, 180))
def test_an_edit_moves_what_is_behind_it_and_nothing_before_it(
    head: str, removed: str, inserted: str, tail: str, offset: int
) -> None:
    before, after = head + removed + tail, head + inserted + tail
    expected = drift(before, after)
    assert 0 <= expected(offset) <= len(after)
    if offset < len(head) and not (removed or inserted):
        assert expected(offset) == offset


def test_offsets_before_and_behind_an_edit_keep_their_words() -> None:
    before, after = "one two three", "one twenty three"
    expected = drift(before, after)
    assert after[expected(before.index("ne")) :].startswith("ne tw")
    assert after[expected(before.index("three")) :] == "three"


@given(texts, texts)
def test_offsets_keep_their_order(before: str, after: str) -> None:
    expected = [drift(before, after)(offset) for offset in range(len(before) + 1)]
    assert expected == sorted(expected)


@given(texts, st.integers(0, 60))
def test_an_offset_of_the_same_text_stays(text: str, offset: int) -> None:
    assert drift(text, text)(offset) == min(offset, len(text))
