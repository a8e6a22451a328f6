"""Reading: moving, keeping the place, searching, the view; in the person's keys."""

import pytest

from reader.library import Library
from reader.settings import Settings
from tests.tui.person import reading

pytestmark = pytest.mark.usefixtures("at_ease")


# Moving


async def test_j_and_k_go_from_paragraph_to_paragraph(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j")
        assert person.paragraph.startswith("Second")
        await person.press("k")
        assert person.paragraph.startswith("Le PDG")


async def test_counts_repeat_and_are_seen_while_they_are_typed(library: Library) -> None:
    async with reading(library) as person:
        await person.press("3")
        assert "3 " in person.status
        await person.press("j")
        assert person.paragraph == "Des bureaux"
        await person.press("2", "k")
        assert person.paragraph.startswith("Le PDG")


async def test_the_keys_for_the_ends_go_to_the_ends_and_a_number_to_that_paragraph(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press("G")
        assert person.paragraph.startswith("Paragraph 29")
        assert "100%" in person.status
        assert person.screen.pane.view.is_at_end
        await person.press("g", "g")
        assert person.paragraph == "La Pologne"
        assert person.screen.pane.view.top == 0
        await person.press("3", "G")
        assert person.paragraph.startswith("Second")


async def test_the_headings_are_walked_and_the_way_back_is_known(library: Library) -> None:
    async with reading(library) as person:
        await person.press("L")
        assert person.paragraph == "Des bureaux"
        await person.press("ctrl+o")
        assert person.paragraph == "La Pologne"
        await person.press("alt+right")
        assert person.paragraph == "Des bureaux"


async def test_pages_lines_and_halves_scroll_and_the_paragraph_comes_along(
    library: Library,
) -> None:
    async with reading(library) as person:
        view = person.screen.pane.view
        await person.press("space")
        assert view.top == view.height - 2
        assert set(view.current_rows) & set(view.visible)
        await person.press("ctrl+d", "down", "up", "ctrl+u", "b")
        assert view.top == 0


async def test_bookmarks_are_set_and_jumped_to_also_the_next_day(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "m", "q", "G", "apostrophe", "q")
        assert person.paragraph.startswith("Second")
    async with reading(library) as person:
        await person.press("G", "apostrophe", "q")
        assert person.paragraph.startswith("Second")


async def test_the_outline_goes_to_a_heading(library: Library) -> None:
    async with reading(library) as person:
        await person.press("i")
        assert "Des bureaux" in person.picture
        await person.press("j", "enter")
        assert person.paragraph == "Des bureaux"


async def test_the_other_articles_are_gone_through_and_never_back_and_forth(
    library: Library,
) -> None:
    library.add_text(b"# A third one\n\nText.", "third.md")
    async with reading(library) as person:
        seen = [person.screen.article_id]
        for _ in range(3):
            await person.press("K")
        while True:
            before = person.screen.article_id
            seen.append(before)
            await person.press("J")
            if person.screen.article_id == before:
                break
        assert set(seen) == {entry.id for entry in library.entries()}
        assert "last article" in person.said


async def test_where_there_is_nothing_to_go_back_to_that_is_said(library: Library) -> None:
    async with reading(library) as person:
        await person.press("ctrl+o")
        assert person.said == "There is no place to go back to"
        await person.press("G", "ctrl+o", "alt+right")
        assert person.said == "There is no place to go back to"
        await person.press("alt+right")
        assert person.said == "There is no place to go forward to"


# The place


async def test_the_place_is_there_the_next_day_at_another_width_too(library: Library) -> None:
    async with reading(library) as person:
        await person.press("space", "space", "j")
        top, paragraph = person.screen.pane.top, person.paragraph
        await person.press("q")
    async with reading(library, size=(50, 20)) as person:
        start, end = person.screen.pane.view.owned(person.screen.pane.view.top)
        assert start <= top < end
        assert person.paragraph == paragraph


async def test_the_current_paragraph_is_there_the_next_day_in_a_low_terminal_too(
    library: Library,
) -> None:
    async with reading(library, size=(100, 50)) as person:
        await person.press("j", "j", "j", "j", "j")
        paragraph = person.paragraph
        assert person.screen.pane.view.current_rows.start > 8
        await person.press("q")
    async with reading(library, size=(50, 8)) as person:
        assert person.paragraph == paragraph
        assert person.screen.pane.view.current_rows.start in person.screen.pane.view.visible
    async with reading(library, size=(100, 50)) as person:
        assert (person.paragraph, person.screen.pane.top) == (paragraph, 0)


async def test_reading_to_the_end_is_noted(library: Library) -> None:
    async with reading(library) as person:
        person.screen.keep_place()
        await person.press("G", "q")
        entry = library.resolve("La Pologne")
        assert entry.progress == 1.0
        assert entry.state == "done"


# Search


async def test_a_search_shows_its_match_while_it_is_typed(library: Library) -> None:
    async with reading(library) as person:
        await person.press("slash")
        await person.press(*"ete")
        assert person.paragraph.startswith("Second")
        assert "match 1 of 2" in person.status
        await person.press("enter", "n")
        assert person.paragraph.startswith("Third")
        assert "match 2 of 2" in person.status
        await person.press("n")
        assert person.paragraph.startswith("Second")
        await person.press("N")
        assert person.paragraph.startswith("Third")


async def test_escape_goes_back_to_where_the_search_began(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "slash")
        await person.press(*"ete")
        await person.press("escape")
        assert person.paragraph.startswith("Le PDG")
        assert "match" not in person.status


async def test_what_is_not_there_is_said_and_moves_nothing(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "slash")
        await person.press(*"zzz")
        assert "no match" in person.status
        assert person.paragraph.startswith("Le PDG")
        await person.press("enter")
        assert person.said == "“zzz” is not in this article"
        assert person.paragraph.startswith("Le PDG")


async def test_what_was_searched_last_is_searched_again_by_n_and_by_an_empty_line(
    library: Library,
) -> None:
    library.add_text(b"# Another\n\nEte comes first.\n\nThen it is ete again.", "another.md")
    async with reading(library) as person:
        await person.press("n")
        assert person.said == "Nothing has been searched yet: / searches"
        await person.press("slash", *"ete", "enter", "escape", "n")
        assert "match 2 of 2" in person.status
        await person.press("escape", "slash", "enter")
        assert "match 1 of 2" in person.status
        assert person.paragraph.startswith("Second")
        await person.press("slash", "up", *" in it. a", "enter")
        assert "match 1 of 1" in person.status
        await person.press("slash", *"ete", "enter", "K", "n")
        assert person.paragraph == "Ete comes first."
        assert "match 1 of 2" in person.status


async def test_what_is_typed_stands_where_the_keys_do_that_it_puts_out_of_force(
    library: Library,
) -> None:
    async with reading(library) as person:
        height = person.screen.pane.size.height
        await person.press("slash", *"été")
        assert "h highlight" not in person.picture
        assert person.picture.split("\n")[-1].strip() == "/ été"
        assert person.screen.pane.size.height == height
        await person.press("escape")
        assert "h highlight" in person.picture


@pytest.mark.parametrize("opens", ["slash", "|", "W"])
async def test_backspace_leaves_a_line_in_which_nothing_is_typed_any_more(
    library: Library, opens: str
) -> None:
    settings = Settings(look_up_command="dict")
    async with reading(library, settings=settings) as person:
        await person.press("j", "j", opens, *"xy", "backspace", "backspace", "h", "backspace")
        assert not person.quotes
        await person.press("backspace", "h")
        assert person.quotes == ["Second paragraph, with an été in it."]


async def test_on_a_match_h_highlights_its_sentence(library: Library) -> None:
    async with reading(library) as person:
        await person.press("slash")
        await person.press(*"souri")
        await person.press("enter", "h")
        assert person.quotes == ["Il a souri, puis il est parti."]


async def test_a_search_while_selecting_extends_to_the_match(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "v", "slash")
        await person.press(*"souri")
        await person.press("enter")
        assert person.selected == "Le PDG a parlé. Il a souri"


# The view


async def test_zen_hides_all_but_the_text_and_shows_it_again(library: Library) -> None:
    async with reading(library) as person:
        height = person.screen.pane.size.height
        await person.press("z")
        assert "saved" not in person.picture
        assert person.screen.pane.size.height > height
        await person.press("z")
        assert "saved" in person.picture


async def test_the_text_gets_wider_and_narrower_and_keeps_its_place(library: Library) -> None:
    async with reading(library) as person:
        await person.press("space")
        top = person.screen.pane.top
        await person.press("minus", "minus")
        assert person.screen.pane.view.layout.shape.width == 64
        assert person.screen.pane.top == top
        await person.press("equals_sign", "plus")
        assert person.screen.pane.view.layout.shape.width == 76


async def test_boilerplate_is_folded_skipped_and_shown(library: Library) -> None:
    text = "Words.\n\nAbonnez-vous à notre newsletter\n\nMore words here, and the end."
    library.add_text(text.encode(), "boiler.txt")
    async with reading(library, title="Words") as person:
        if not any(block.kind == "boilerplate" for block in person.screen.article.blocks):
            pytest.fail("the importer found no boilerplate")
        assert "of boilerplate" in person.picture
        await person.press("B")
        assert "newsletter" in person.picture


async def test_the_status_line_says_where_one_is(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j")
        for part in ("La Pologne", "¶ 2 of 31", "min left", "yellow", "saved", "%"):
            assert part in person.status


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50), (20, 5)])
async def test_every_size_shows_text_and_status(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as person:
        await person.press("j", "h", "space", "s", "escape")
        assert len(person.picture.split("\n")) == size[1]
        if size[0] >= 60:
            assert "1/31" in person.status or "saved" in person.status


# The mouse, and others


async def test_a_click_makes_a_paragraph_current_and_two_select_a_word(library: Library) -> None:
    async with reading(library) as person:
        pane = person.screen.pane
        left = pane._typeset.columns.text
        row = pane.view.layout.row_at(person.screen.article.text.index("Second"))
        await person.pilot.click(pane, offset=(left + 2, row))
        assert person.paragraph.startswith("Second")
        await person.pilot.double_click(pane, offset=(left + 8, row))
        assert person.selected == "paragraph"


async def test_a_drag_selects_and_stays_selected_when_the_button_is_let_go(
    library: Library,
) -> None:
    async with reading(library) as person:
        pane = person.screen.pane
        left = pane._typeset.columns.text
        row = pane.view.layout.row_at(person.screen.article.text.index("Second"))
        await person.pilot.mouse_down(pane, offset=(left + 15, row))
        await person.pilot.hover(pane, offset=(left + 7, row))
        await person.pilot.mouse_up(pane, offset=(left + 7, row))
        await person.pilot.pause()
        assert person.selected == "paragraph"


async def test_what_another_program_writes_is_shown(library: Library) -> None:
    async with reading(library) as person:
        library.annotate(person.screen.article_id, (0, 5), note="from elsewhere")
        person.screen.library_changed(frozenset({person.screen.article_id}))
        await person.pilot.pause()
        assert "✎" in person.picture


async def test_titles_from_outside_are_no_markup(library: Library) -> None:
    library.add_text(b"# [/oops] [bold]x\n\nText.", "oops.md")
    async with reading(library, title="oops") as person:
        assert "[/oops] [bold]x" in person.status
        await person.press("a")
        assert "[/oops]" in person.picture
