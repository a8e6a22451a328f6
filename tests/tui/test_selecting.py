"""Selecting: letters that choose a sentence, the ends of an annotation, every key of the table."""

from time import process_time

import pytest

from reader.core.hints import Hint
from reader.library import Library
from tests.tui.person import Reading, reading

pytestmark = pytest.mark.usefixtures("at_ease")


# Hints


def named(person: Reading, words: str) -> str:
    """The letters before the sentence that begins with these words."""
    text = person.screen.article.text
    return next(one.label for one in drawn(person) if text.startswith(words, one.start))


def drawn(person: Reading) -> tuple[Hint, ...]:
    return tuple(person.screen.pane._hints)


async def test_f_and_the_letters_select_a_sentence_as_s_would(library: Library) -> None:
    async with reading(library) as person:
        await person.press("f")
        letters = named(person, "And a second")
        assert len(letters) == 1
        assert f"{letters}And a second sentence." in person.picture
        assert "TYPE A LABEL" in person.status
        await person.press(letters)
        assert person.selected == "And a second sentence."
        assert "SELECT SENTENCES" in person.status
        assert not drawn(person)
        await person.press("enter")
        assert person.quotes == ["And a second sentence."]
        assert person.paragraph.startswith("Third")


@pytest.mark.parametrize(
    ("keys", "done"),
    [
        (["c", "b"], "colour"),
        (["a", "x", "ctrl+s"], "note"),
        (["number_sign", "x", "enter"], "tags"),
        (["y"], "copy"),
    ],
)
async def test_what_follows_a_hint_is_what_follows_s(
    library: Library, keys: list[str], done: str
) -> None:
    async with reading(library) as person:
        await person.press("f")
        await person.press(named(person, "Personne"))
        await person.press(*keys)
        if done == "copy":
            assert library.copies()[0].text == "Personne n'a compris."
            return
        (made,) = person.annotations
        assert person.quotes == ["Personne n'a compris."]
        assert (made.color == "blue", made.note == "x", made.tags == ("x",)).count(True) == 1


async def test_where_there_are_many_the_far_ones_have_two_letters(library: Library) -> None:
    async with reading(library, size=(110, 50)) as person:
        await person.press("f")
        labels = {one.label for one in drawn(person)}
        assert len(labels) > 26
        assert {len(label) for label in labels} == {1, 2}
        assert len(named(person, "La Pologne")) == 1
        far = drawn(person)[-1]
        assert len(far.label) == 2
        await person.press(far.label[0])
        assert {one.label for one in drawn(person)} < {label[1:] for label in labels}
        assert f"{far.label[0]} " in person.status
        await person.press("backspace")
        assert {one.label for one in drawn(person)} == labels
        await person.press(far.label[0], far.label[1])
        assert person.selected == person.screen.article.text[far.start : far.end]


async def test_esc_at_the_letters_leaves_all_as_it_was(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j")
        before, cursor = person.picture, person.screen.cursor
        await person.press("f")
        assert person.picture != before
        await person.press("escape")
        assert (person.picture, person.screen.cursor) == (before, cursor)
        await person.press("v", "w")
        selecting = person.picture
        await person.press("f", "escape")
        assert person.picture == selecting


async def test_a_key_that_names_no_sentence_does_nothing(library: Library) -> None:
    async with reading(library) as person:
        await person.press("f")
        before = person.picture
        await person.press("1", "comma", "down", "ctrl+x")
        assert person.picture == before
        await person.press("F" if named(person, "La Pologne") == "f" else "escape")
        assert person.selected == "La Pologne"


async def test_f_while_selecting_reaches_to_the_end_of_a_sentence(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "v", "w")
        await person.press("f")
        await person.press(named(person, "Second"))
        assert person.selected.startswith("Le PDG")
        assert person.selected.endswith("with an été in it.")
        assert "SELECT " in person.status
        await person.press("f")
        await person.press(named(person, "La Pologne"))
        assert person.selected == "La Pologne\nL"


async def test_the_letters_follow_the_text(library: Library) -> None:
    async with reading(library) as person:
        await person.press("f")
        await person.pilot.resize_terminal(60, 12)
        await person.pilot.pause(0.1)
        visible = person.screen.pane.view.passage
        assert drawn(person)
        assert all(one.start < visible[1] and one.end > visible[0] for one in drawn(person))
        await person.pilot.click(person.screen.pane, offset=(10, 3))
        await person.pilot.pause()
        assert not drawn(person)
        assert person.screen.mode == "reading"


async def test_a_sentence_that_begins_above_is_chosen_without_a_jump(library: Library) -> None:
    async with reading(library, size=(60, 12)) as person:
        await person.press("G", "up", "up", "up")
        top = person.screen.pane.view.top
        await person.press("f")
        first = drawn(person)[0]
        await person.press(*first.label)
        assert person.screen.pane.view.top == top
        assert person.screen.selection.passage(person.screen.article) == (first.start, first.end)


# The ends of an annotation


async def test_e_moves_the_ends_of_an_annotation_as_one_change(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "a", *"why", "ctrl+s")
        (before,) = person.annotations
        await person.press("e")
        assert person.selected == "Le PDG a parlé."
        assert "PASSAGE" in person.status
        assert "keep" in person.picture
        await person.press("s", "o", "w", "enter")
        (after,) = person.annotations
        assert person.quotes == ["PDG a parlé. Il a souri, puis il est parti."]
        assert (after.id, after.note, after.color) == (before.id, "why", before.color)
        assert "“PDG a parlé" in person.said
        await person.press("u")
        assert person.quotes == ["Le PDG a parlé."]


async def test_esc_leaves_the_passage_and_the_place(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "s", "escape", "e", "L", "L", "escape")
        assert person.screen.mode == "reading"
        assert person.paragraph.startswith("Le PDG")
        assert person.quotes == [person.paragraph]


async def test_letters_name_the_sentence_to_which_an_annotation_shall_reach(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "enter", "e", "f")
        await person.press(named(person, "Personne"))
        assert person.screen.mode == "passage"
        await person.press("enter")
        assert person.quotes == [person.paragraph]


async def test_an_annotation_that_keeps_its_ends_is_not_changed(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "enter")
        (before,) = person.annotations
        await person.press("e", "w", "b", "e", "escape", "e", "enter")
        assert person.annotations == (before,)


async def test_where_there_is_no_annotation_e_says_so(library: Library) -> None:
    async with reading(library) as person:
        await person.press("e")
        assert person.screen.mode == "reading"
        assert "no annotation here" in person.said


# Every key of the table, with its counts


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("v", "I"),
        ("v l", "Il"),
        ("v 3 l", "Il a"),
        ("v 4 l 2 h", "Il "),
        ("v w", "Il a"),
        ("v 2 w", "Il a s"),
        ("v 3 e", "Il a souri"),
        ("v 5 e b b", "Il a souri, p"),
        ("v 6 e 2 b", "Il a souri, puis i"),
        ("v 2 b", "a parlé. I"),
        ("v 0", "Le PDG a parlé. I"),
        ("v $", "Il a souri, puis il est parti. Personne n'a compris."),
        ("v )", "Il a souri, puis il est parti. P"),
        ("v (", "Le PDG a parlé. I"),
        ("v 2 (", "La Pologne\nLe PDG a parlé. I"),
        ("v }", "Il a souri, puis il est parti. Personne n'a compris."),
        ("v L", "Il a souri, puis il est parti. Personne n'a compris."),
        ("v {", "Le PDG a parlé. I"),
        ("v H", "Le PDG a parlé. I"),
        ("v 2 {", "La Pologne\nLe PDG a parlé. I"),
        ("v g g", "La Pologne\nLe PDG a parlé. I"),
        ("v k", "e\nLe PDG a parlé. I"),
        ("v j k", "I"),
        ("v o", "I"),
        ("v 3 e o w", "a souri"),
        ("v 3 e o 2 h o h", ". Il a sour"),
        ("v s", "Il a souri, puis il est parti."),
        ("v 2 s", "Il a souri, puis il est parti. Personne n'a compris."),
        ("s", "Il a souri, puis il est parti."),
        ("s s", "Il a souri, puis il est parti. Personne n'a compris."),
        ("2 s", "Il a souri, puis il est parti. Personne n'a compris."),
        ("s )", "Il a souri, puis il est parti. Personne n'a compris."),
        ("s (", "Le PDG a parlé. Il a souri, puis il est parti."),
        ("s v", "I"),
        ("V", "Le PDG a parlé. Il a souri, puis il est parti. Personne n'a compris."),
        ("V v", "I"),
        ("v / s o u r i enter", "Il a souri"),
        ("v / p e r s enter", "Il a souri, puis il est parti. Pers"),
        ("s escape g v", "Il a souri, puis il est parti."),
        ("v 3 e escape j g v l", "Il a souri,"),
    ],
)
async def test_each_key_moves_the_end_as_the_table_says(
    library: Library, keys: str, selected: str
) -> None:
    async with reading(library) as person:
        person.screen.go(person.screen.article.text.index("Il a souri"))
        await person.press(*(_KEYS.get(key, key) for key in keys.split()))
        assert person.selected == selected
        assert person.screen.mode == "selecting"


_KEYS = {
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "$": "dollar_sign",
    "/": "slash",
}


async def test_a_count_of_any_size_selects_at_once(library: Library) -> None:
    async with reading(library) as person:
        began = process_time()
        await person.press(*"j99999s")
        assert process_time() - began < 5
        assert person.selected == person.screen.article.text[len("La Pologne\n") :]


async def test_a_selection_runs_over_several_paragraphs_by_all_that_is_larger(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "v", "2", "right_curly_bracket")
        assert person.selected.endswith("with an été in it.")
        await person.press("V", "2", "L")
        assert person.selected.endswith("And a second sentence.")
        await person.press("G")
        assert person.selected.endswith("Words and words.")
        await person.press("5", "G")
        assert person.selected.endswith("And a second sentence.")


# Matches


async def test_h_on_a_match_highlights_its_sentence_and_goes_on(library: Library) -> None:
    async with reading(library) as person:
        await person.press("slash", *"paragraph", "enter", "h")
        assert person.quotes == ["Second paragraph, with an été in it."]
        assert "match 2 of" in person.status
        assert person.paragraph.startswith("Third")
        await person.press("h")
        assert person.quotes[-1] == "Third paragraph, also with an ETE in it."
        assert "match 3 of" in person.status
        await person.press("u", "u")
        assert not person.annotations


async def test_h_passes_over_matches_in_the_same_sentence_and_begins_again_at_the_end(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("slash", *"souri", "enter", "h")
        assert person.quotes == ["Il a souri, puis il est parti."]
        assert "no match outside" in person.said
        await person.press("slash", *"an ete in", "enter", "h", "h")
        assert person.quotes[1:] == [
            "Second paragraph, with an été in it.",
            "Third paragraph, also with an ETE in it.",
        ]
        assert "this is the first one" in person.said
        await person.press("h")
        assert len(person.quotes) == 2
        assert person.paragraph.startswith("Second")


async def results_of(person: Reading, *keys: str) -> None:
    """Search the whole library, and wait until it is found."""
    await person.press("F", *keys, "enter")
    await person.pilot.app.workers.wait_for_complete()
    await person.pilot.pause()


async def test_in_the_list_of_matches_this_article_comes_first_and_the_ticked_are_highlighted(
    library: Library,
) -> None:
    other = library.add_text(b"# An article\n\nAn article. A second article? No more.", "b.md")
    async with reading(library) as person:
        await results_of(person, *"second")
        rows = person.picture.partition("Search all")[2].split("\n")
        own = next(at for at, row in enumerate(rows) if "Second paragraph, with" in row)
        assert "La Pologne" in rows[own - 1]
        assert own < next(at for at, row in enumerate(rows) if "A second article" in row)
        await person.press("space", "space", "space")
        assert "3 ticked" in person.picture
        await person.press("h")
        assert "Highlighted 3 sentences" in person.said
        assert person.quotes == ["Second paragraph, with an été in it.", "And a second sentence."]
        (made,) = library.annotations(other.entry.id)
        assert made.anchor is not None
        assert made.anchor.exact == "A second article?"
        await person.press("escape", "u")
        assert "3 passages" in person.said
        assert not person.annotations
        assert not library.annotations(other.entry.id)


async def test_enter_goes_to_a_match_in_this_article_without_opening_it_anew(
    library: Library,
) -> None:
    async with reading(library) as person:
        await results_of(person, *"second")
        await person.press("j", "enter")
        assert person.pilot.app.screen is person.screen
        assert person.paragraph.startswith("Third")
        await person.press("ctrl+o")
        assert person.paragraph == "La Pologne"


async def test_what_is_highlighted_already_or_is_no_text_is_left_alone(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "enter")
        await results_of(person, *"parle")
        await person.press("h", "j", "h")
        assert person.said.count("highlighted already") == 2
        assert len(person.annotations) == 1
