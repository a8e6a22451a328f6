"""What a person leaves in an article: highlights, notes, tags, copies; in the person's keys."""

from pathlib import Path

import pytest

from reader.library import Library
from tests.tui.person import reading

pytestmark = pytest.mark.usefixtures("at_ease")


# Highlights


async def test_h_highlights_the_paragraph_and_again_removes_it(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "h")
        [made] = person.annotations
        assert made.color == "yellow"
        assert person.quotes == ["Second paragraph, with an été in it."]
        assert "▌" in person.picture
        await person.press("h")
        assert not person.annotations


async def test_h_takes_only_the_colour_of_what_has_a_note(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "a")
        await person.press(*"kept")
        await person.press("escape")
        await person.press("h")
        [kept] = person.annotations
        assert (kept.color, kept.note) == (None, "kept")
        await person.press("h")
        assert [one.color for one in person.annotations] == ["yellow"]


async def test_c_and_a_letter_choose_the_colour_and_recolour(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "c", "g", "h")
        assert person.annotations[0].color == "green"
        await person.press("c", "b")
        assert person.annotations[0].color == "blue"
        assert "blue" in person.status


@pytest.mark.parametrize(
    ("letter", "color"),
    [("y", "yellow"), ("g", "green"), ("b", "blue"), ("r", "red"), ("p", "purple")],
)
async def test_a_sentence_is_selected_and_highlighted_in_each_colour(
    library: Library, letter: str, color: str
) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "c", letter)
        assert person.quotes == ["Le PDG a parlé."]
        assert person.annotations[0].color == color
        assert person.screen.mode == "reading"


async def test_s_again_adds_a_sentence_and_enter_highlights(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "s")
        assert "SELECT" in person.status
        assert person.selected == "Le PDG a parlé. Il a souri, puis il est parti."
        await person.press("enter")
        assert person.quotes == ["Le PDG a parlé. Il a souri, puis il est parti."]


async def test_a_selection_by_character_grows_by_words_rows_and_swapped_ends(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "v", "w", "e")
        assert person.selected == "Le PDG"
        await person.press("l")
        assert person.selected == "Le PDG "
        await person.press("h", "o", "e")
        assert person.selected == "e PDG"
        await person.press("escape")
        assert person.screen.mode == "reading"
        await person.press("g", "v")
        assert person.selected == "e PDG"


async def test_capital_v_selects_several_paragraphs_and_no_motion_loses_the_selection(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "V", "j")
        start = person.screen.selection.passage(person.screen.article)[0]
        await person.press("enter")
        assert person.quotes[0].startswith("Le PDG")
        assert person.quotes[0].endswith("été in it.")
        await person.press("v")
        for key in ("G", "pagedown", "g", "g", "L", "H", "0", "$", "w", "b", "space"):
            await person.press(key)
            assert person.screen.selection.is_active
            assert person.screen.selection.origin == start


async def test_rows_down_and_up_keep_the_column(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", *"v", "$")
        layout = person.screen.pane.view.layout
        column = layout.column_at(person.screen.cursor)
        await person.press("j", "j", "j")
        await person.press("k", "k", "k")
        assert layout.column_at(person.screen.cursor) == column


async def test_d_deletes_what_is_under_the_cursor_and_u_brings_it_back(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "d")
        assert not person.annotations
        assert "Deleted" in person.said
        await person.press("u")
        assert len(person.annotations) == 1
        await person.press("ctrl+r")
        assert not person.annotations


async def test_a_selection_deletes_all_that_it_touches(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "j", "h", "k", "V", "j", "d")
        assert not person.annotations


async def test_undo_goes_to_what_it_undid_and_says_what(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "G", "u")
        assert person.paragraph.startswith("Le PDG")
        assert "Le PDG" in person.said


async def test_overlapping_highlights_are_both_kept(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "s", "c", "b")
        assert [one.color for one in person.annotations] == ["yellow", "blue"]
        await person.press("d")
        assert [one.color for one in person.annotations] == ["yellow"]


async def test_the_annotations_are_walked(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "j", "h", "j", "j", "h", "g", "g")
        for start in ("Le PDG", "Second", "Third"):
            await person.press("greater_than_sign")
            assert person.paragraph.startswith(start)
        await person.press("greater_than_sign")
        assert "last annotation" in person.said
        await person.press("less_than_sign", "left_square_bracket")
        assert person.paragraph.startswith("Le PDG")


async def test_of_two_under_the_cursor_the_one_walked_to_is_meant(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "s", "c", "b", "g", "g", "greater_than_sign", "d")
        assert [one.color for one in person.annotations] == ["blue"]


async def test_what_is_not_on_disk_is_said_until_it_is(library: Library) -> None:
    async with reading(library) as person:
        journal = library.data / "journal"
        journal.rename(library.data / "elsewhere")
        journal.write_text("no folder any more")
        await person.press("j", "h")
        assert "NOT saved" in person.status
        assert "not saved" in person.status
        assert len(person.annotations) == 1
        journal.unlink()
        (library.data / "elsewhere").rename(journal)
        library.retry()
        await person.pilot.pause(1.1)
        assert "NOT saved" not in person.status
        assert "saved" in person.status


# Notes and tags


async def test_a_note_is_written_below_the_text_and_the_passage_stays_in_sight(
    library: Library,
) -> None:
    async with reading(library, size=(80, 20)) as person:
        await person.press("3", "j", "j", "a")
        await person.press(*"first")
        await person.press("enter")
        await person.press(*"second")
        assert "Third paragraph" in person.picture
        assert "NOTE" in person.status
        await person.press("escape")
        [made] = person.annotations
        assert (made.color, made.note) == (None, "first\nsecond")
        assert person.quotes[0].startswith("Third paragraph")
        assert "✎" in person.picture


async def test_a_note_on_a_selection_highlights_it(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "a")
        await person.press(*"why")
        await person.press("ctrl+s")
        [made] = person.annotations
        assert (made.color, made.note) == ("yellow", "why")
        assert "◆" in person.picture


async def test_an_emptied_note_is_removed_and_can_be_undone(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "a")
        await person.press(*"no")
        await person.press("escape", "a", "backspace", "backspace", "escape")
        assert not person.annotations
        await person.press("u")
        assert person.annotations[0].note == "no"


async def test_a_discarded_note_changes_nothing(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "a")
        await person.press(*"no")
        await person.press("ctrl+g")
        assert not person.annotations
        assert person.screen.mode == "reading"
        await person.press("a")
        assert "no" not in person.screen.query_one("NoteEditor").text  # type: ignore[attr-defined]  # found by name


async def test_what_was_being_typed_when_the_program_ended_is_offered_again(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "a")
        await person.press(*"half a thought")
        person.screen.save_drafts()
    async with reading(library) as person:
        await person.press("a")
        assert "half a thought" in person.picture
        assert "draft" in person.said


async def test_a_note_that_was_not_finished_is_offered_when_the_article_is_opened(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("3", "j", "j", "a", *"half a thought")
        person.screen.save_drafts()
        await person.press("ctrl+g")
        person.screen.keep_place()
    async with reading(library) as person:
        assert "not finished" not in person.said
        await person.press("g", "g", "3", "j", "j", "a", *"half a thought")
        person.screen.save_drafts()
    async with reading(library) as person:
        assert "not finished" in person.said
        await person.press("a")
        assert "half a thought" in person.picture
        await person.press("escape")
        assert person.annotations[0].note == "half a thought"


async def test_a_note_can_stand_on_the_whole_article(library: Library) -> None:
    async with reading(library) as person:
        await person.press("M")
        await person.press(*"on all", "escape")
        [made] = person.annotations
        assert (made.anchor, made.note) == (None, "on all")
        assert "✎ La Pologne" in person.status
        await person.press("M")
        await person.press(*" of it", "escape")
        assert [one.note for one in person.annotations] == ["on all of it"]


async def test_a_click_in_the_text_or_on_the_footer_leaves_no_note_behind(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("j", "a", *"kept")
        await person.pilot.click(person.screen.pane, offset=(40, 2))
        await person.press(*" too")
        await person.pilot.click(person.screen.footer_line, offset=(2, 0))
        await person.pilot.pause()
        assert person.annotations[0].note == "kept too"
        assert person.screen.mode == "reading"


async def test_the_place_is_the_same_after_a_note(library: Library) -> None:
    async with reading(library, size=(80, 20)) as person:
        await person.press("space", "space", "j")
        top = person.screen.pane.view.top
        await person.press("a")
        await person.press("escape")
        assert person.screen.pane.view.top == top


async def test_tags_go_on_the_paragraph_and_are_edited(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "t")
        await person.press(*"ia")
        await person.press("enter")
        assert person.annotations[0].tags == ("ia",)
        assert "#" in person.picture


async def test_the_list_of_annotations_jumps_and_acts(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "j", "h", "g", "g", "A")
        await person.press("j", "enter")
        assert person.paragraph.startswith("Second")
        await person.press("A", "d")
        assert person.quotes == [person.quotes[0]]
        assert len(person.annotations) == 1


# Copying


async def test_y_copies_word_for_word_and_the_ring_has_it(library: Library, tmp_path: Path) -> None:
    async with reading(library) as person:
        await person.press("j", "y")
        await person.screen.workers.wait_for_complete()
        await person.pilot.pause()
        text = "Le PDG a parlé. Il a souri, puis il est parti. Personne n'a compris."
        assert library.copies()[0].text == text
        assert (library.data / "clipboard.txt").read_text() == text
        assert "Written to" in person.said


async def test_y_copies_the_selection_and_leaves_it(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "y")
        await person.screen.workers.wait_for_complete()
        assert library.copies()[0].text == "Le PDG a parlé."
        assert person.screen.mode == "reading"


async def test_y_on_an_annotation_copies_it_and_not_the_paragraph(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "enter", "y")
        await person.screen.workers.wait_for_complete()
        assert library.copies()[0].text == "Le PDG a parlé."


async def test_the_ring_copies_again(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "y", "j", "y", "quotation_mark")
        assert "Le PDG" in person.picture
        await person.press("j", "enter")
        await person.screen.workers.wait_for_complete()
        assert library.copies()[0].text.startswith("Le PDG")
