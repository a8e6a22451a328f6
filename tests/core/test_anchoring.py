"""What tells a passage from others."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchoring import CONTEXT, describe, landmark

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
