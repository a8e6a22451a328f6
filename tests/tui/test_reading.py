"""The reading screen, in the person's keys: what they press, and what comes of it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.core.annotation import Annotation
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen

TEXT = """# La Pologne

Le PDG a parlé. Il a souri, puis il est parti. Personne n'a compris.

Second paragraph, with an été in it.

## Des bureaux

Third paragraph, also with an ETE in it. And a second sentence.

> A quote from somebody else.

""" + "\n\n".join(
    f"Paragraph {number} goes on. {'Words and words. ' * 12}" for number in range(5, 30)
)


PAINTED = 0.02
"""Seconds in which Textual paints what has changed."""


@pytest.fixture(autouse=True)
def _short_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks whether all is done every 20 ms, twice a key: here every 2."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)


@dataclass
class Reading:
    """A person in front of an open article."""

    pilot: Pilot[None]
    library: Library
    screen: ReadingScreen

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all is done and painted."""
        await self.pilot.press(*keys)
        await self.pilot.pause(PAINTED)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        return self.library.annotations(self.screen.article_id)

    @property
    def quotes(self) -> list[str]:
        return [one.anchor.exact if one.anchor else "" for one in self.annotations]

    @property
    def paragraph(self) -> str:
        """The current paragraph."""
        return self.screen.article.text[slice(*self.screen.paragraph)]

    @property
    def selected(self) -> str:
        screen = self.screen
        return screen.article.text[slice(*screen.selection.passage(screen.article))]

    @property
    def picture(self) -> str:
        """What stands on the screen."""
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def status(self) -> str:
        """The status line."""
        return self.picture.split("\n")[self.screen.status.region.y]

    @property
    def said(self) -> str:
        """What the toasts say."""
        return "\n".join(toast.message for toast in self.pilot.app._notifications)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data")
    library.add_text(b"# The other one\n\nAnother article.", "other.md")
    library.add_text(TEXT.encode(), "pologne.md")
    yield library
    library.close()


@asynccontextmanager
async def reading(
    library: Library,
    *,
    size: tuple[int, int] = (110, 30),
    settings: Settings | None = None,
    title: str = "La Pologne",
) -> AsyncIterator[Reading]:
    """The article open on the screen, with the cursor on its first paragraph."""
    article = library.resolve(title).id
    settings = settings or Settings(clipboard="file")
    app = ReaderApp(library, settings, open=article)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        yield Reading(pilot, library, app.screen)


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


async def test_reading_to_the_end_is_noted(library: Library) -> None:
    async with reading(library) as person:
        person.screen.keep_place()
        await person.press("G", "q")
        entry = library.resolve("La Pologne")
        assert entry.progress == 1.0
        assert entry.state == "done"


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


async def test_capital_y_copies_as_a_quote(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "Y", "2")
        await person.screen.workers.wait_for_complete()
        assert library.copies()[0].text.startswith("> Second paragraph")


async def test_the_ring_copies_again(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "y", "j", "y", "quotation_mark")
        assert "Le PDG" in person.picture
        await person.press("j", "enter")
        await person.screen.workers.wait_for_complete()
        assert library.copies()[0].text.startswith("Le PDG")


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
        left = pane._columns.text
        row = pane.view.layout.row_at(person.screen.article.text.index("Second"))
        await person.pilot.click(pane, offset=(left + 2, row))
        assert person.paragraph.startswith("Second")
        await person.pilot.double_click(pane, offset=(left + 8, row))
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
