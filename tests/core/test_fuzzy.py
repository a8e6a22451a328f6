"""The fewest edits between texts, in any alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.fuzzy import beginning_likeness, distance, likeness, spread

HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
few = st.text(alphabet="abcé語", max_size=12)


def slow_distance(one: str, other: str) -> int:
    """Levenshtein's own recurrence."""
    row = list(range(len(other) + 1))
    for count, left in enumerate(one, 1):
        previous, row[0] = row[0], count
        for index, right in enumerate(other, 1):
            previous, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, previous + (left != right)),
            )
    return row[-1]


@given(few, few)
def test_the_distance_is_the_fewest_edits(one: str, other: str) -> None:
    assert distance(one, other) == slow_distance(one, other)


@given(few, few)
def test_likeness_lies_between_0_and_1_and_is_1_for_equals(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other)
    assert 0 <= beginning_likeness(one, other) <= 1
    assert beginning_likeness(one, one + other) == 1


def test_any_number_of_symbols_may_stand_in_the_text() -> None:
    words = HAN[1000:1040]
    (found,) = spread([words], HAN)
    assert found == (1000, 1040, 0)
    assert distance(words, words[:20] + HAN[2000] + words[20:]) == 1


def test_any_number_of_symbols_may_stand_in_the_pattern() -> None:
    (found,) = spread([HAN[:2000]], HAN)
    assert (found.start, found.end) == (0, 2000)


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("xx hello big world yy", "big"),
        ("xx hello bug world yy", "bug"),
        ("xx hello b-i-g world yy", "b-i-g"),
        ("xx hello new big old world yy", "big"),
        ("xx hello new bg old world yy", "bg"),
        ("xx hello  world yy", ""),
        ("big world", "big"),
        ("hello big", "big"),
    ],
)
def test_a_part_has_the_limits_that_its_own_letters_have(text: str, passage: str) -> None:
    _, part, _ = spread(["hello ", "big", " world"], text)
    assert text[part.start : part.end] == passage


@given(st.lists(few, min_size=3, max_size=3), few, few)
def test_parts_that_are_all_there_are_found(parts: list[str], before: str, after: str) -> None:
    found = spread(parts, before + "".join(parts) + after)
    text = before + "".join(parts) + after
    assert [text[part.start : part.end] for part in found] == (parts if "".join(parts) else [])


def test_what_takes_too_many_edits_is_not_found() -> None:
    assert spread(["hello"], "dddddddd", 0.5) == []
    assert spread(["hello"], "", 1.0) == []
