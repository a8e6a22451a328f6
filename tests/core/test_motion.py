"""Motions: where each goes, from anywhere; and that none leaves what can be seen."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core import motion
from reader.core.article import Article
from reader.core.segments import grapheme_at, is_boundary, words
from tests.core.articles import article, articles, sentences_in

Motion = Callable[..., int]

FORWARD: tuple[Motion, ...] = (
    motion.next_paragraph,
    motion.next_heading,
    motion.next_sentence,
    motion.next_word,
    motion.next_grapheme,
    motion.word_end,
    motion.sentence_end,
    motion.paragraph_end,
)
BACKWARD: tuple[Motion, ...] = (
    motion.previous_paragraph,
    motion.previous_heading,
    motion.previous_sentence,
    motion.previous_word,
    motion.previous_grapheme,
    motion.paragraph_start,
)
PAIRS: tuple[tuple[Motion, Motion], ...] = (
    (motion.next_paragraph, motion.previous_paragraph),
    (motion.next_paragraph, motion.paragraph_start),
    (motion.next_heading, motion.previous_heading),
    (motion.next_sentence, motion.previous_sentence),
    (motion.next_word, motion.previous_word),
    (motion.next_grapheme, motion.previous_grapheme),
)

STORY = article(
    ("#", "Titre"),
    ("p", "Il vint. Il vit l’eau."),
    ("ad", "Abonnez-vous. Merci."),
    ("---", "***"),
    ("p", "Deux mots…"),
    ("…p", "en deux vers."),
    ("##", "Suite"),
    ("p", "Fin."),
    ("ad", "Partagez."),
)


def walk(go: Motion, start: int, **options: bool) -> list[str]:
    """What stands where a motion arrives, time after time, until it goes no further."""
    found = []
    offset = start
    while (goal := go(STORY, offset, **options)) != offset:
        offset = goal
        found.append(STORY.text[offset : offset + 5])
    return found


LAST = STORY.text.index(".\nPartagez")


@pytest.mark.parametrize(
    ("go", "start", "expected"),
    [
        (motion.next_paragraph, 0, "Il vi|Deux |Suite|Fin.\n"),
        (motion.previous_paragraph, LAST, "Suite|Deux |Il vi|Titre"),
        (motion.paragraph_start, LAST, "Fin.\n|Suite|Deux |Il vi|Titre"),
        (motion.paragraph_end, 0, "e\nIl |.\nAbo|.\nSui|e\nFin|.\nPar"),
        (motion.next_heading, 0, "Suite"),
        (motion.previous_heading, LAST, "Suite|Titre"),
        (motion.next_sentence, 0, "Il vi|Il vi|Deux |Suite|Fin.\n"),
        (motion.previous_sentence, LAST, "Fin.\n|Suite|Deux |Il vi|Il vi|Titre"),
        (motion.sentence_end, 0, "e\nIl |. Il |.\nAbo|.\nSui|e\nFin|.\nPar"),
        (motion.next_word, 22, "eau.\n|Deux |mots…|en de|deux |vers.|Suite|Fin.\n"),
        (motion.word_end, 20, "’eau.|u.\nAb|x mot|s…\nen|n deu|x ver|s.\nSu|e\nFin|n.\nPa"),
        (motion.previous_word, 24, "l’eau|vit l|Il vi|vint.|Il vi|Titre"),
        (motion.next_grapheme, 24, "au.\nA|u.\nAb|.\nAbo|Deux |eux m"),
        (motion.previous_grapheme, 8, "l vin|Il vi|e\nIl |re\nIl|tre\nI|itre\n|Titre"),
    ],
)  # fmt: skip
def test_a_motion_goes_from_stop_to_stop(go: Motion, start: int, expected: str) -> None:
    stops = expected.split("|")
    assert walk(go, start)[: len(stops)] == stops
    assert go == motion.next_grapheme or walk(go, start) == stops


def test_boilerplate_is_stopped_at_where_it_is_shown() -> None:
    shown = walk(motion.next_paragraph, 0, boilerplate=True)
    assert shown == ["Il vi", "Abonn", "Deux ", "Suite", "Fin.\n", "Parta"]
    assert "Merci" in walk(motion.next_sentence, 0, boilerplate=True)


def test_up_goes_to_the_paragraph_before_from_anywhere_in_one() -> None:
    middle = STORY.text.index("mots")
    assert STORY.text[motion.previous_paragraph(STORY, middle) :].startswith("Il vint")
    assert STORY.text[motion.paragraph_start(STORY, middle) :].startswith("Deux mots")


def test_up_in_the_first_paragraph_goes_to_its_start() -> None:
    assert motion.previous_paragraph(STORY, 3) == 0


def test_the_ends_are_the_first_and_the_last_that_can_be_seen() -> None:
    assert motion.first(STORY) == 0
    assert motion.last(STORY) == LAST
    assert motion.last(STORY, boilerplate=True) == len(STORY.text) - 1
    assert motion.first(article(("ad", "Abonnez-vous."), ("p", "Il vint."))) == 14


def test_paragraphs_have_numbers_that_count_neither_rules_nor_boilerplate() -> None:
    starts = [motion.nth_paragraph(STORY, number) for number in range(7)]
    assert [STORY.text[start : start + 2] for start in starts] == [
        "Ti", "Ti", "Il", "De", "Su", "Fi", "Fi",
    ]  # fmt: skip
    assert [motion.paragraph_number(STORY, start) for start in starts] == [1, 1, 2, 3, 4, 5, 5]
    assert motion.paragraph_number(STORY, STORY.text.index("Merci")) == 2


def test_where_only_boilerplate_is_left_one_stays() -> None:
    hidden = article(("ad", "Abonnez-vous."), ("---", "***"))
    for go in FORWARD + BACKWARD:
        assert go(hidden, 3) == 3
    assert motion.first(hidden) == motion.last(hidden) == motion.nth_paragraph(hidden, 3) == 0


def places(shown: Article, boilerplate: bool) -> list[int]:
    """All offsets at which a cursor may stand."""
    return [
        offset
        for offset, character in enumerate(shown.text)
        if character != "\n"
        and motion.is_visible(shown.blocks[shown.block_at(offset)], boilerplate=boilerplate)
        and is_boundary(shown.text, offset)
    ]


@given(articles(), st.booleans(), st.data())
def test_no_motion_leaves_what_can_be_seen(
    shown: Article, boilerplate: bool, data: st.DataObject
) -> None:
    seen = places(shown, boilerplate)
    if not seen:
        return
    offset = data.draw(st.sampled_from(seen))
    count = data.draw(st.integers(1, 4))
    for go in FORWARD:
        assert offset <= go(shown, offset, count, boilerplate=boilerplate)
        assert go(shown, offset, count, boilerplate=boilerplate) in seen
    for go in BACKWARD:
        assert offset >= go(shown, offset, count, boilerplate=boilerplate)
        assert go(shown, offset, count, boilerplate=boilerplate) in seen
    assert motion.first(shown, boilerplate=boilerplate) in seen
    assert motion.last(shown, boilerplate=boilerplate) in seen


@given(articles(), st.data())
def test_a_step_by_grapheme_is_seen(shown: Article, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(shown.text)))
    for go in (motion.next_grapheme, motion.previous_grapheme):
        offset = go(shown, start)
        grapheme = shown.text[slice(*grapheme_at(shown.text, offset))]
        assert offset == start or cell_len(grapheme) > 0


@given(articles(), st.booleans(), st.data())
def test_a_count_is_as_good_as_pressing_the_key_so_often(
    shown: Article, boilerplate: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(shown.text)))
    count = data.draw(st.integers(1, 5))
    for go in FORWARD + BACKWARD:
        offset = start
        for _ in range(count):
            offset = go(shown, offset, boilerplate=boilerplate)
        assert go(shown, start, count, boilerplate=boilerplate) == offset


@given(articles(), st.booleans(), st.data())
def test_there_and_back_again(shown: Article, boilerplate: bool, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(shown.text)))
    for there, back in PAIRS:
        stop = there(shown, start, boilerplate=boilerplate)
        further = there(shown, stop, boilerplate=boilerplate)
        if start < stop < further:
            assert back(shown, further, boilerplate=boilerplate) == stop


@given(articles())
def test_going_on_visits_every_word_and_every_sentence(shown: Article) -> None:
    blocks = [block for block in shown.blocks if motion.is_visible(block)]
    starts = [start for block in blocks for start, _ in words(shown.text, block.start, block.end)]
    assert _stops(motion.next_word, shown, -1) == starts
    assert _stops(motion.previous_word, shown, len(shown.text)) == starts[::-1]
    paragraphs = [
        paragraph
        for paragraph, index in enumerate(shown.paragraphs)
        if motion.is_visible(shown.blocks[index])
    ]
    starts = [start for at in paragraphs for start, _ in sentences_in(shown, at)]
    assert _stops(motion.next_sentence, shown, -1) == starts
    assert _stops(motion.previous_sentence, shown, len(shown.text)) == starts[::-1]


def _stops(go: Motion, shown: Article, offset: int) -> list[int]:
    found = []
    while (goal := go(shown, offset)) != offset:
        offset = goal
        found.append(offset)
    return found


@given(articles(), st.booleans(), st.integers(-2, 200))
def test_a_cursor_settles_where_it_can_be_seen(
    shown: Article, boilerplate: bool, offset: int
) -> None:
    seen = places(shown, boilerplate)
    settled = motion.settle(shown, offset, boilerplate=boilerplate)
    assert not seen or settled in seen
    assert offset not in seen or settled == offset
    assert motion.settle(shown, settled, boilerplate=boilerplate) == settled
