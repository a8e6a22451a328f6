"""Labels: each sentence in sight has its own, the nearest the shortest; none begins another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.hints import LETTERS, hints, labels, sentences_in_sight
from reader.core.layout import Layout, Shape
from reader.core.segments import Range
from reader.core.viewport import Viewport
from tests.core.articles import article, articles

COUNTS = st.integers(0, 700)


@given(COUNTS)
def test_every_label_is_another_and_none_begins_another(count: int) -> None:
    given_labels = labels(count)
    assert len(given_labels) == count
    assert all(1 <= len(label) <= 2 for label in given_labels)
    for one, following in pairwise(sorted(given_labels)):
        assert not following.startswith(one)


@given(COUNTS)
def test_as_many_have_one_letter_as_can_be(count: int) -> None:
    alone = sum(len(label) == 1 for label in labels(count))
    letters = len({letter for label in labels(count) for letter in label})
    letters = max(letters, len(LETTERS))
    assert alone in (count, letters) or alone + 1 + (letters - alone - 1) * letters < count


def test_a_few_sentences_have_the_letters_under_the_fingers() -> None:
    assert labels(8) == list("fjdkslgh")
    assert labels(26) == list(LETTERS)
    assert labels(27)[:25] == list(LETTERS[:25])
    assert labels(27)[25:] == ["xf", "xj"]


def test_capitals_help_out_only_where_all_pairs_are_taken() -> None:
    assert "".join(labels(676)).islower()
    assert len(set(labels(700))) == 700


def test_beyond_all_pairs_the_furthest_have_none() -> None:
    assert len(set(labels(5_000))) == 52 * 52


@st.composite
def some_sentences(draw: st.DrawFn) -> list[Range]:
    bounds = sorted(draw(st.sets(st.integers(0, 5_000), max_size=120)))
    return list(pairwise(bounds))


@given(some_sentences(), st.integers(0, 5_000))
def test_the_nearest_have_one_letter(sentences: list[Range], near: int) -> None:
    found = hints(sentences, near)
    assert [(one.start, one.end) for one in found] == sentences

    def distance(start: int, end: int) -> int:
        return min(abs(offset - near) for offset in range(start, end))

    alone = [distance(one.start, one.end) for one in found if len(one.label) == 1]
    pairs = [distance(one.start, one.end) for one in found if len(one.label) == 2]
    assert not alone or not pairs or max(alone) <= min(pairs)
    if found:
        first = min(found, key=lambda one: (distance(one.start, one.end), -one.start))
        assert first.label == labels(len(found))[0]


STORY = article(
    ("#", "Titre"),
    ("p", "Il vint. Il vit l’eau. Il rit."),
    ("ad", "Abonnez-vous. Vite."),
    ("p", "Fin. Oui."),
)


def in_sight(start: int, end: int, *, boilerplate: bool = False) -> list[str]:
    found = sentences_in_sight(STORY, (start, end), boilerplate=boilerplate)
    return [STORY.text[slice(*one)] for one in found]


def test_what_stands_in_sight_in_part_has_a_label_too() -> None:
    start, end = STORY.text.index("vit"), STORY.text.index("rit") + 1
    assert in_sight(start, end) == ["Il vit l’eau.", "Il rit."]


@pytest.mark.parametrize(("shown", "found"), [(False, 6), (True, 8)])
def test_boilerplate_has_labels_only_where_it_is_shown(shown: bool, found: int) -> None:
    assert len(in_sight(0, len(STORY.text), boilerplate=shown)) == found


def test_the_rules_of_a_table_have_no_labels() -> None:
    table = article(
        ("code", "Ville   Habitants"),
        ("…code", "─────   ─────────"),
        ("…code", "Metz      120 000"),
    )
    named = sentences_in_sight(table, (0, len(table.text)), boilerplate=False)
    assert [table.text[start] for start, _end in named] == ["V", "M"]
    assert len(sentences_in_sight(article(("p", "… !?")), (0, 4), boilerplate=False)) == 1


def test_where_nothing_is_in_sight_there_is_nothing_to_name() -> None:
    assert in_sight(3, 3) == []
    assert sentences_in_sight(article(), (0, 0), boilerplate=True) == []


@given(articles().filter(lambda drawn: bool(drawn.text)), st.data())
def test_all_that_is_in_sight_is_named_and_nothing_else(one: Article, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(one.text) - 1))
    end = data.draw(st.integers(start + 1, len(one.text)))
    whole = sentences_in_sight(one, (0, len(one.text)), boilerplate=True)
    part = sentences_in_sight(one, (start, end), boilerplate=True)
    assert part == [found for found in whole if found[0] < end and found[1] > start]


@pytest.mark.parametrize("measure", [72, 120, 190])
def test_any_sentence_on_a_large_screen_full_of_short_ones_takes_four_keys_at_most(
    measure: int,
) -> None:
    dense = article(*(("p", "Il vint. Il vit ! Elle rit… Quoi ? Non. " * 12) for _ in range(60)))
    view = Viewport(Layout(dense, Shape(measure, spacing=0)), 50)
    found = hints(sentences_in_sight(dense, view.passage, boilerplate=False), view.cursor)
    assert len(found) > 4 * measure
    assert max(len(f"f{one.label}") for one in found) <= 4
