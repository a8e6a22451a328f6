"""Which paragraphs are the same after an edit, and where an offset is to be expected."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.alignment import Alignment, drift
from reader.core.segments import Range

texts = st.text(alphabet="ab \n", max_size=60) | st.text(max_size=60)
WINDS = ("north", "west", "east")
ROWS = [f"On day {day} the {WINDS[day % 3]} wind blew, and nothing was seen." for day in range(30)]


def start_of(rows: list[str], number: int) -> int:
    return sum(len(row) + 1 for row in rows[:number])


def passage_of(rows: list[str], number: int) -> Range:
    start = start_of(rows, number)
    return start, start + len(rows[number])


@given(st.permutations(range(30)), st.integers(0, 29), st.integers(1, 30))
def test_paragraphs_that_differ_are_known_wherever_they_have_gone(
    order: list[int], number: int, kept: int
) -> None:
    after = [ROWS[at] for at in order[:kept]]
    alignment = Alignment("\n".join(ROWS), "\n".join(after))
    there = order.index(number)
    expected = passage_of(after, there) if there < kept else None
    assert alignment.now(*passage_of(ROWS, number)) == expected


@given(texts, texts, st.integers(0, 60), st.integers(0, 60))
def test_what_is_in_its_paragraph_still_has_its_words(
    before: str, after: str, start: int, size: int
) -> None:
    start, end = min(start, len(before)), min(start + size, len(before))
    if "\n" not in before[start:end] and (now := Alignment(before, after).now(start, end)):
        assert after[now[0] : now[1]] == before[start:end]


@given(texts, texts, st.integers(-5, 80))
def test_an_offset_is_expected_in_the_text(before: str, after: str, offset: int) -> None:
    assert 0 <= Alignment(before, after).expected(offset) <= len(after)


@given(texts, st.integers(0, 60))
def test_in_the_same_text_all_is_where_it_was(text: str, offset: int) -> None:
    alignment = Alignment(text, text)
    offset = min(offset, len(text))
    assert alignment.expected(offset) == offset
    assert alignment.now(offset, len(text)) == (offset, len(text))
    assert list(alignment.searched([])) == []


def test_a_repeated_line_is_known_by_the_lines_beside_it() -> None:
    song = ["Yes.", "No.", "Who?", "No.", "Yes.", "Yes.", "Who?", "No.", "Who?", "Yes."]
    after = ["Oh.", *song[1:6], "Oh!", *song[7:]]
    alignment = Alignment("\n".join(song), "\n".join(after))
    for number in range(10):
        expected = None if number in (0, 6) else passage_of(after, number)
        assert alignment.now(*passage_of(song, number)) == expected


def test_a_paragraph_between_two_ends_of_a_passage_is_in_it() -> None:
    after = [*ROWS[:6], "A new one.", *ROWS[6:]]
    alignment = Alignment("\n".join(ROWS), "\n".join(after))
    start, end = start_of(ROWS, 5) + 3, start_of(ROWS, 6) + 5
    assert alignment.now(start, end) == (start, end + len("A new one.\n"))
    far = [ROWS[5], *ROWS[:5], *ROWS[6:]]
    assert Alignment("\n".join(ROWS), "\n".join(far)).now(start, end) is None


def test_a_passage_is_searched_in_what_is_new_and_in_its_own_paragraphs() -> None:
    after = [*ROWS[:6], "A new one.", *ROWS[6:]]
    alignment = Alignment("\n".join(ROWS), "\n".join(after))
    new = passage_of(after, 6)
    assert list(alignment.searched([])) == [new]
    own = passage_of(ROWS, 20)
    assert list(alignment.searched([own])) == [new, passage_of(after, 21)]


def test_a_paragraph_that_has_not_changed_is_no_other() -> None:
    after = [*ROWS[:6], "A new one.", *ROWS[6:]]
    alignment = Alignment("\n".join(ROWS), "\n".join(after))
    own, there, new = passage_of(ROWS, 20), passage_of(after, 21), passage_of(after, 6)
    assert not alignment.is_other(*there, own, is_whole=False)
    assert not alignment.is_other(*new, own, is_whole=False)
    assert alignment.is_other(*passage_of(after, 20), own, is_whole=True)
    assert alignment.is_other(*there, None, is_whole=True)
    assert not alignment.is_other(new[0], new[1] + 5, own, is_whole=False)


def test_what_stood_between_two_paragraphs_is_expected_between_them() -> None:
    after = [*ROWS[:5], "A new one.", "And another.", *ROWS[6:20], *ROWS[25:], *ROWS[20:25]]
    alignment = Alignment("\n".join(ROWS), "\n".join(after))
    between = passage_of(after, 5)[0], passage_of(after, 6)[1]
    assert alignment.between(*passage_of(ROWS, 5)) == between
    assert alignment.between(*passage_of(ROWS, 8)) == passage_of(after, 9)
    turned = [*ROWS[6:], *ROWS[:5]]
    assert Alignment("\n".join(ROWS), "\n".join(turned)).between(*passage_of(ROWS, 5)) is None


# Where an edit takes an offset


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
