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


# Which of several

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
