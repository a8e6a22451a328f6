"""Of several places that are alike, and of what stood there before, the right one is found."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchoring import describe
from reader.core.relocating import Relocator
from tests.core.test_relocating import BOOK, SOURCES, locate

REFRAIN = "Row, row, row your boat, gently down the stream.\n"


def test_context_tells_equal_words_apart() -> None:
    text = "The first one says: a cat sat here.\nThe second one says: a cat sat there.\n"
    start = text.rindex("a cat sat")
    anchor = describe(text, start, start + 9)
    moved = (
        "The first one says: a cat sat here.\nAnd more.\nThe second one says: a cat sat there.\n"
    )
    found = locate(moved, anchor)
    assert found is not None
    assert (found.start, found.status) == (moved.rindex("a cat sat"), "moved")


@pytest.mark.parametrize("kept", ["before", "after"])
def test_one_side_of_the_context_is_enough(kept: str) -> None:
    text = "It was said on the first day: home at last. Nobody believed it in that year."
    start = text.index("home")
    anchor = describe(text, start, start + 4)
    head, tail = text[:start], text[start + 4 :]
    changed = head + "home, sweet home" if kept == "before" else "Quite another thing: home" + tail
    found = locate("home is not here.\n" * 3 + changed, anchor)
    assert found is not None
    assert found.start == 3 * len("home is not here.\n") + changed.index("home")


def test_of_equal_places_the_one_that_is_expected_is_taken() -> None:
    text = REFRAIN * 6
    line = len(REFRAIN)
    after = (
        REFRAIN * 2 + "A new stanza, longer than a line of the song that stands around it.\n" * 3
    )
    after += REFRAIN * 4
    shift = len(after) - len(text)
    for number in range(6):
        at = number * line + 5
        found = Relocator(after, text).locate(describe(text, at, at + 8), (at, at + 8))
        assert found is not None
        assert found.start == (at if number < 2 else at + shift)


def test_without_the_old_text_the_nearest_of_equal_places_is_taken() -> None:
    text = "x " * 50 + REFRAIN + "y " * 300 + REFRAIN + "z " * 50
    start = text.rindex("gently")
    found = locate("12345" + text, describe(text, start, start + 6))
    assert found is not None
    assert found.start == start + 5


def test_a_row_that_was_deleted_is_not_its_neighbour() -> None:
    rows = [f"| {number} | the price of bread in the city | {number * 7} francs |" for number in
            range(1700, 1760)]  # fmt: skip
    text = "\n".join(rows)
    start = text.index("1730")
    anchor = describe(text, start, start + 40)
    after = "\n".join(row for row in rows if "| 1730 " not in row)
    assert Relocator(after, text).locate(anchor, (start, start + 40)) is None


@given(st.permutations(range(24)), st.integers(1, 24), st.integers(0, 23), st.randoms())
def test_of_rows_that_are_alike_a_passage_is_in_its_own_or_in_none(
    order: list[int], kept: int, number: int, chance: random.Random
) -> None:
    winds = [chance.choice(("north", "south", "west")) for _ in order]
    rows = [f"On the {day}th a {wind} wind blew; nothing was seen." for day, wind in
            enumerate(winds, 10)]  # fmt: skip
    first = chance.randrange(len(rows[number]) - 4)
    last = chance.randint(first + 3, len(rows[number]))
    start = sum(len(row) + 1 for row in rows[:number]) + first
    passage = start, start + last - first
    left = [rows[at] for at in order[:kept]]
    left.insert(chance.randint(0, kept), "Something else that was written later stands in this.")
    text, after = "\n".join(rows), "\n".join(left)
    found = Relocator(after, text).locate(describe(text, *passage), passage)
    if number in order[:kept]:
        there = after.index(rows[number])
        assert found is not None
        assert found[:2] == (there + first, there + last)
    else:
        assert found is None


@pytest.mark.parametrize("is_old_text_there", [True, False])
def test_a_row_that_moved_by_its_own_length_is_not_taken_for_the_next(
    is_old_text_there: bool,
) -> None:
    rows = [f"| {year} | the price of bread in the city | {year % 89 + 10} francs |" for year in
            range(1900, 1930)]  # fmt: skip
    text, after = "\n".join(rows), "\n".join(rows[1:])
    start = text.index("1910") + 7
    anchor = describe(text, start, start + 30)
    relocator = Relocator(after, text if is_old_text_there else None)
    found = relocator.locate(anchor, (start, start + 30))
    assert found is not None
    assert found.start == start - len(rows[0]) - 1


def test_what_stands_where_a_row_stood_is_that_row() -> None:
    rows = [f"Paragraph {number} says something that no other says." for number in range(12)]
    after = "\n".join(rows).replace(rows[5], "Gone.")
    text = "\n".join(rows).replace("Paragraph 9 says", "Paragraph 9 said")
    start = text.index("Paragraph 5")
    anchor = describe(text, start, start + 26)
    assert Relocator(after, text).locate(anchor, (start, start + 26)) is None


def test_a_paragraph_written_into_a_passage_is_part_of_it() -> None:
    paragraphs = BOOK.split("\n")
    after = "\n".join([*paragraphs[:3], "A new one stands here.", *paragraphs[3:]])
    border = len("\n".join(paragraphs[:3]))
    passage = border - 20, border + 20
    found = Relocator(after, BOOK).locate(describe(BOOK, *passage), passage)
    assert found is not None
    assert (
        after[found.start : found.end].replace("\nA new one stands here.", "")
        == (BOOK[passage[0] : passage[1]])
    )


def test_what_another_passage_has_become_is_not_taken() -> None:
    rows = [f"Paragraph {number} says something that all of them say." for number in range(20)]
    text = "\n".join(rows)
    start = text.index("Paragraph 5 says")
    anchor = describe(text, start, start + 16)
    del rows[5]
    rows[2] = rows[2].replace("Paragraph 2", "Paragraph 2 and 7")
    assert Relocator("\n".join(rows), text).locate(anchor, (start, start + 16)) is None


def test_overlapping_occurrences_are_all_looked_at() -> None:
    text = "He ate one of the bananas in the hall, and then was ill for days."
    start = text.index("anas")
    anchor = describe(text, start, start + 3)
    found = locate("ana! " + text, anchor)
    assert found is not None
    assert found.start == start + 5


def test_a_passage_whose_words_are_there_gets_no_letter_of_its_new_neighbour() -> None:
    quote = "ontagne sans ma voix gardait leur journée. Sa journée regard"
    text = next(source for source in SOURCES.values() if quote in source)
    start = text.index(quote)
    changed = text[: start - 1] + "000000000O" + quote + text[start + len(quote) + 1 :]
    passage = start, start + len(quote)
    found = Relocator(changed, text).locate(describe(text, *passage), passage)
    assert found is not None
    assert changed[found.start : found.end] == quote
    assert found.status == "moved"


def test_a_passage_over_two_paragraphs_is_found_when_they_stand_together_again() -> None:
    one = "The first paragraph has its own words, and says what it has to say."
    two = "Another stands behind it, and goes on with something else altogether."
    between = "Between them somebody has put a third one, which is about nothing at all."
    whole = f"A title here\n{one}\n{two}\nThe end of it."
    quote = "what it has to say.\nAnother stands behind it"
    anchor = describe(whole, whole.index(quote), whole.index(quote) + len(quote))
    parted = f"A title here and there\n{one}\n{between}\n{two}\nThe end of it."
    again = f"Another title of this\n{one}\n{two}\nThe end of it."
    found = Relocator(again, parted).locate(anchor, None)
    assert found is not None
    assert again[found.start : found.end] == quote


@pytest.mark.parametrize("elsewhere", [False, True], ids=["an orphan", "attached by hand"])
@pytest.mark.parametrize("edited", ["one", "two"])
def test_a_passage_over_two_paragraphs_is_found_when_one_of_them_comes_back(
    edited: str, elsewhere: bool
) -> None:
    paragraphs = {
        "one": "The first paragraph has its own words, and says at length what it has to say.",
        "two": "Another stands behind it, and goes on with something else altogether.",
        "three": "A third one is about nothing that the first two speak of.",
    }
    whole = "A title here\n" + "\n".join(paragraphs.values())
    quote = f"{paragraphs['one'][10:]}\n{paragraphs['two'][:-10]}"
    anchor = describe(whole, whole.index(quote), whole.index(quote) + len(quote))
    rewritten = {**paragraphs, edited: "Somebody wrote here what no one had read before that day."}
    before = "A title here\n" + "\n".join(rewritten.values())
    third = before.index(paragraphs["three"])
    stood = (third, third + len(paragraphs["three"])) if elsewhere else None
    after = whole.replace("A title here", "Another title of it")
    found = Relocator(after, before).locate(anchor, stood)
    assert found is not None
    assert after[found.start : found.end] == quote
