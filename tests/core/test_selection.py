"""Visual mode: a motion says where, the mode says what stays, and what is selected is whole."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.hints import sentences_in_sight
from reader.core.segments import is_boundary, next_boundary
from reader.core.selection import Mode, Selection
from tests.core.articles import article, articles

STORY = article(
    ("#", "Titre"),
    ("p", "Il vint. Il vit l’eau. Il rit."),
    ("ad", "Abonnez-vous."),
    ("p", "Fin 👩‍👩‍👧. Oui."),
)


def at(words: str) -> int:
    return STORY.text.index(words)


def selected(selection: Selection) -> str:
    start, end = selection.passage(STORY)
    return STORY.text[start:end]


def test_while_reading_nothing_stays_behind() -> None:
    assert Selection().move(7).move(9) == Selection("reading", 9, 9)


def test_the_character_under_the_cursor_is_selected_whichever_way_one_went() -> None:
    begun = Selection().move(at("vit")).begin("character")
    assert selected(begun) == "v"
    assert selected(begun.move(at("vit") + 2)) == "vit"
    assert selected(begun.move(at("vit") - 3)) == "Il v"


def test_a_selection_may_run_over_several_paragraphs() -> None:
    begun = Selection().move(at("rit")).begin("character")
    assert selected(begun.move(at("Fin") + 2)) == "rit.\nAbonnez-vous.\nFin"


def test_by_paragraph_whole_ones_are_selected() -> None:
    begun = Selection().move(at("vit")).begin("paragraph")
    assert selected(begun) == "Il vint. Il vit l’eau. Il rit."
    assert selected(begun.move(2)) == "Titre\nIl vint. Il vit l’eau. Il rit."


def test_by_sentence_whole_ones_are_selected() -> None:
    begun = Selection().move(at("vit")).begin("sentence")
    assert selected(begun) == "Il vit l’eau."
    assert selected(begun.move(at("vint"))) == "Il vint. Il vit l’eau."
    assert selected(begun.move(at("rit"))) == "Il vit l’eau. Il rit."


def test_a_grapheme_is_selected_whole() -> None:
    inside = at("👩") + 2
    assert selected(Selection().move(inside).begin("character")) == "👩‍👩‍👧"


def test_s_selects_a_sentence_and_then_one_more_each_time() -> None:
    one = Selection().move(at("vint")).add_sentence(STORY)
    assert one.mode == "sentence"
    assert selected(one) == "Il vint."
    two = one.add_sentence(STORY)
    assert selected(two) == "Il vint. Il vit l’eau."
    assert selected(two.add_sentence(STORY)) == "Il vint. Il vit l’eau. Il rit."
    assert selected(Selection().move(at("vint")).add_sentence(STORY, 2)) == selected(two)


def test_s_passes_over_boilerplate_and_stops_at_the_end() -> None:
    last = Selection().move(at("rit")).add_sentence(STORY, 2)
    assert selected(last).endswith("Fin 👩‍👩‍👧.")
    assert last.add_sentence(STORY) == last.add_sentence(STORY, 9)


def test_s_adds_where_the_cursor_is() -> None:
    swapped = Selection().move(at("vit")).add_sentence(STORY, 2).swap()
    assert selected(swapped.add_sentence(STORY)) == "Il vint. Il vit l’eau. Il rit."


def test_s_fills_up_a_sentence_that_is_selected_in_part() -> None:
    part = Selection().move(at("vit")).begin("character").move(at("l’eau"))
    assert selected(part.add_sentence(STORY)) == "vit l’eau."
    assert selected(part.add_sentence(STORY, 2)) == "vit l’eau. Il rit."
    assert selected(part.swap().add_sentence(STORY)) == "Il vit l"


def test_a_selection_reaches_to_the_end_of_a_sentence_or_back_to_its_start() -> None:
    vit = at("Il vit"), at(" Il rit")
    begun = Selection().move(at("vint")).begin("character")
    assert selected(begun.reach(STORY, vit)) == "vint. Il vit l’eau."
    after = Selection().move(at("rit")).begin("character")
    assert selected(after.reach(STORY, vit)) == "Il vit l’eau. Il r"
    inside = Selection().move(at("vit")).begin("character")
    assert selected(inside.reach(STORY, vit)) == "vit l’eau."


def test_s_after_whole_paragraphs_adds_a_sentence() -> None:
    title = Selection().begin("paragraph")
    assert selected(title.add_sentence(STORY)) == "Titre\nIl vint."


def test_another_mode_keeps_what_is_selected_and_the_same_one_leaves() -> None:
    part = Selection().move(at("vit")).begin("character").move(at("rit"))
    assert selected(part.begin("sentence")) == "Il vit l’eau. Il rit."
    assert part.begin("sentence").begin("character") == part
    assert part.begin("character") == part.leave() == Selection().move(at("rit"))


def test_a_passage_found_otherwise_is_taken_over() -> None:
    passage = (at("vit"), at(" l’eau"))
    taken = Selection.covering(STORY, passage)
    assert taken.passage(STORY) == passage
    assert selected(taken.move(taken.cursor + 1)) == "vit "


MODES: tuple[Mode, ...] = get_args(Mode)
MODE = st.sampled_from(MODES)


@st.composite
def a_selection(draw: st.DrawFn) -> tuple[Article, Selection]:
    shown = draw(articles().filter(lambda one: bool(one.text)))
    offsets = st.integers(0, len(shown.text) - 1)
    return shown, Selection().move(draw(offsets)).begin(draw(MODE)).move(draw(offsets))


@given(a_selection(), st.lists(st.integers(0, 200), max_size=5))
def test_only_leaving_loses_the_origin(one: tuple[Article, Selection], moves: list[int]) -> None:
    _shown, selection = one
    moved = selection
    for offset in moves:
        moved = moved.move(offset)
    assert moved.mode == selection.mode
    assert moved.origin == (selection.origin if selection.is_active else moved.cursor)
    assert moved.leave().origin == moved.cursor


@given(a_selection())
def test_both_ends_are_selected_and_no_grapheme_is_parted(one: tuple[Article, Selection]) -> None:
    shown, selection = one
    start, end = selection.passage(shown)
    assert start <= min(selection.origin, selection.cursor)
    assert max(selection.origin, selection.cursor) < end
    assert is_boundary(shown.text, start)
    assert is_boundary(shown.text, end)


@given(a_selection(), st.data())
def test_reaching_for_a_sentence_keeps_the_origin_and_takes_the_sentence_in_as_far_as_it_goes(
    one: tuple[Article, Selection], data: st.DataObject
) -> None:
    shown, selection = one
    sentences = sentences_in_sight(shown, (0, len(shown.text)), boilerplate=True)
    goal = data.draw(st.sampled_from(sentences or [(0, 1)]))
    reached = Selection("character", selection.origin, selection.cursor).reach(shown, goal)
    start, end = reached.passage(shown)
    assert reached.origin == selection.origin
    assert end >= goal[1]
    assert start <= max(goal[0], selection.origin)


@given(a_selection())
def test_swapping_the_ends_selects_the_same(one: tuple[Article, Selection]) -> None:
    shown, selection = one
    assert selection.swap().passage(shown) == selection.passage(shown)
    assert selection.swap().swap() == selection


@given(a_selection())
def test_larger_units_hold_the_smaller(one: tuple[Article, Selection]) -> None:
    shown, selection = one
    ends = Selection("character", selection.origin, selection.cursor)
    start, end = ends.passage(shown)
    for mode in ("sentence", "paragraph"):
        wider_start, wider_end = ends.begin(mode).passage(shown)
        assert wider_start <= start
        assert end <= wider_end


@given(a_selection(), st.integers(1, 4))
def test_adding_a_sentence_never_gives_up_what_is_selected(
    one: tuple[Article, Selection], count: int
) -> None:
    shown, selection = one
    start, end = selection.passage(shown)
    more = selection.add_sentence(shown, count, boilerplate=True)
    wider_start, wider_end = more.passage(shown)
    assert more.is_active
    assert wider_start <= start
    assert end <= wider_end


@given(a_selection())
def test_a_passage_that_was_selected_is_selected_again(one: tuple[Article, Selection]) -> None:
    shown, selection = one
    passage = selection.passage(shown)
    assert Selection.covering(shown, passage).passage(shown) == passage


@pytest.mark.parametrize("mode", MODES)
def test_an_article_without_text_has_nothing_to_select(mode: Mode) -> None:
    empty = article()
    assert Selection().begin(mode).passage(empty) == (0, 0)
    assert next_boundary(empty.text, 0) == 0
    assert Selection().begin(mode).add_sentence(empty).passage(empty) == (0, 0)
