"""Every dialog is used by keyboard or mouse, fits a small terminal, and shows the truth."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from time import sleep
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.screen import ModalScreen

from reader.tui.commands import commands_in
from reader.tui.screens.dialogs.choice import ChoiceDialog
from reader.tui.screens.dialogs.copies import CopiesDialog
from reader.tui.screens.dialogs.details import DetailsDialog, partial_date
from reader.tui.screens.dialogs.help import HelpDialog
from reader.tui.screens.dialogs.outline import OutlineDialog
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.screens.dialogs.results import ResultsDialog
from reader.tui.screens.dialogs.tags import TagsDialog
from tests.tui.stage import Stage, answer, seen, type_text

HEADINGS = [(1, "Introduction", 0), (2, "Des bureaux en Pologne ?", 500), (1, "Fin", 2000)]
HOSTILE = "a\x1b]0;title\x1b\\b\x9b31m\u202ec [/oops] [@click=app.exit]x[/]\x00"


@dataclass(frozen=True)
class Copied:
    text: str
    article: str | None = None
    at: str = "2026-11-24T10:00:00.000Z"


@dataclass(frozen=True)
class Hit:
    title: str
    kind: str
    snippet: str


def find_many(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
    return [Hit("Title", "text", "snippet")] * 30


def find_hostile(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
    return [Hit(HOSTILE, HOSTILE, HOSTILE)]


def highlight_nothing(_hits: Sequence[Hit]) -> str:
    return ""


async def results_of(pilot: Pilot[None], *keys: str) -> None:
    """Type what to search, and wait until it is found."""
    await pilot.press(*keys, "enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def outline(current: int = 0) -> OutlineDialog:
    return OutlineDialog(HEADINGS, current)


DIALOGS: dict[str, Callable[[], ModalScreen[Any]]] = {
    "outline": outline,
    "help": lambda: HelpDialog(commands_in("reading")),
    "copies": lambda: CopiesDialog([Copied(f"Copy {number}") for number in range(50)]),
    "details": lambda: DetailsDialog("Des start-up", None, "2023-05"),
    "tags": lambda: TagsDialog(("ia",), [f"tag{number}" for number in range(30)]),
    "choice": lambda: ChoiceDialog("Sort", [("recent", "Recent"), ("title", "Title")], "title"),
    "results": lambda: ResultsDialog(find_many, highlight=highlight_nothing),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_fits_the_terminal_and_esc_leaves_it(name: str) -> None:
    app = Stage(DIALOGS[name]())
    async with app.run_test(size=(200, 50)) as pilot:
        for size in ((200, 50), (60, 15)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            box = app.screen.query_one(".dialog").region
            assert app.screen.region.contains_region(box)
            for part in app.screen.query(".dialog > *").results():
                assert box.contains_region(part.region) or not part.display, part
            assert app.picture.split("\n")[box.bottom - 1].rstrip().endswith("Esc close ─╯")
        await pilot.press("escape")
        assert app.answers == [None]


@pytest.mark.parametrize("name", ["outline", "help", "copies", "choice", "results"])
async def test_lists_scroll_no_sideways_and_move_with_j_and_k(name: str) -> None:
    dialog = DIALOGS[name]()
    assert isinstance(dialog, Picker)
    async with Stage(dialog).run_test(size=(60, 15)) as pilot:
        if name == "results":
            await results_of(pilot, "x")
        await pilot.press("g")
        rows = dialog.choices.shown
        assert dialog.choices.selected is rows[0]
        await pilot.press("j")
        assert dialog.choices.selected is rows[1]
        await pilot.press("k", "G")
        assert dialog.choices.selected is rows[-1]
        assert dialog.choices.max_scroll_x == 0


async def test_moving_keeps_the_selected_row_in_view() -> None:
    app = Stage(DIALOGS["help"]())
    async with app.run_test(size=(60, 15)) as pilot:
        for key in ("G", "k", "b", "space", "space", "ctrl+u", "g"):
            await pilot.press(key)
            assert "▸" in app.picture


class TestOutline:
    async def test_the_heading_that_the_cursor_stands_under_is_selected(self) -> None:
        assert await answer(outline(600), ["enter"]) == 500
        assert await answer(outline(0), ["enter"]) == 0
        assert await answer(outline(9000), ["enter"]) == 2000

    async def test_deeper_headings_are_indented(self) -> None:
        app = Stage(outline())
        async with app.run_test():
            lines = app.picture.split("\n")
            [first] = [line for line in lines if "Introduction" in line]
            [second] = [line for line in lines if "Des bureaux" in line]
            assert second.index("Des") == first.index("Introduction") + 2

    async def test_the_filter_ignores_accents_and_case(self) -> None:
        dialog = OutlineDialog([(1, "Élan", 5), (1, "Autre", 9)], 9)
        assert await answer(dialog, ["slash", *"elan", "enter", "enter"]) == 5

    async def test_esc_clears_the_filter_before_it_leaves(self) -> None:
        app = Stage(outline())
        async with app.run_test() as pilot:
            await pilot.press("slash", *"fin")
            assert "1 of 3" in app.picture
            await pilot.press("escape")
            assert not app.answers
            assert "Introduction" in app.picture
            await pilot.press("escape")
            assert app.answers == [None]

    async def test_an_article_without_headings_says_so(self) -> None:
        app = Stage(OutlineDialog([], 0))
        async with app.run_test() as pilot:
            await pilot.press("j", "k", "G", "enter", "space")
            assert "This article has no headings." in app.picture


class TestHelp:
    async def test_groups_stand_above_their_commands_and_the_search_finds_by_sentence(self) -> None:
        app = Stage(HelpDialog(commands_in("reading")))
        async with app.run_test(size=(100, 60)) as pilot:
            assert "Annotate" in app.picture
            await pilot.press("slash")
            await type_text(pilot, "xt hea")
            assert "L" in app.picture
            assert "Annotate" not in app.picture

    async def test_a_command_can_be_done_from_the_list(self) -> None:
        keys = ["slash", *"outline", "enter", "enter"]
        rows = [row for row in commands_in("reading") if row.name == "outline"]
        assert await answer(HelpDialog(rows), keys[-1:]) == "outline"

    async def test_every_key_of_the_selected_command_is_shown(self) -> None:
        rows = [row for row in commands_in("reading") if row.name == "page_down"]
        app = Stage(HelpDialog(rows))
        async with app.run_test():
            assert "  ".join(rows[0].keys) in app.picture


class TestCopies:
    async def test_the_chosen_copy_is_returned(self) -> None:
        copies = [Copied("first\nline"), Copied("second")]
        assert await answer(CopiesDialog(copies), ["j", "enter"]) == ("copy", copies[1])
        assert await answer(CopiesDialog(copies), ["j", "o"]) == ("jump", copies[1])

    async def test_the_article_it_comes_from_is_named(self) -> None:
        app = Stage(CopiesDialog([Copied("words", "x")], {"x": "Des start-up"}))
        async with app.run_test():
            assert "Des start-up" in app.picture
            assert "2026-11-24 10:00" in app.picture


class TestChoice:
    async def test_the_present_value_is_selected(self) -> None:
        assert await answer(DIALOGS["choice"](), ["enter"]) == "title"

    async def test_a_digit_chooses_at_once(self) -> None:
        assert await answer(DIALOGS["choice"](), ["1"]) == "recent"


class TestTags:
    KNOWN = ("Pologne", "paris", "politique", "économie")

    def dialog(self, *tags: str) -> TagsDialog:
        return TagsDialog(tags, self.KNOWN)

    async def test_enter_without_typing_changes_nothing(self) -> None:
        assert await answer(self.dialog("ia", "été"), ["enter"]) == ("ia", "été")

    async def test_spaces_and_commas_part_tags_and_enter_takes_the_last(self) -> None:
        keys = ["i", "a", "comma", "space", *"été", "space", "number_sign", "東", "京", "enter"]
        assert await answer(self.dialog(), keys) == ("ia", "été", "東京")

    @pytest.mark.parametrize("complete", ["tab", "right"])
    async def test_the_first_fitting_tag_in_use_completes(self, complete: str) -> None:
        assert await answer(self.dialog(), ["p", "o", complete, "enter"]) == ("Pologne",)
        assert await answer(self.dialog(), ["e", "c", complete, "enter"]) == ("économie",)

    async def test_another_suggestion_is_chosen_with_the_arrow(self) -> None:
        assert await answer(self.dialog(), ["p", "o", "down", "tab", "enter"]) == ("politique",)

    async def test_a_tag_in_use_keeps_its_spelling_and_none_is_doubled(self) -> None:
        assert await answer(self.dialog("paris"), [*"poLOGNE", "space", *"paris", "enter"]) == (
            "paris",
            "Pologne",
        )

    async def test_backspace_in_an_empty_line_removes_the_last_tag(self) -> None:
        assert await answer(self.dialog("ia", "été"), ["backspace", "enter"]) == ("ia",)

    async def test_esc_changes_nothing(self) -> None:
        assert await answer(self.dialog("ia"), ["x", "escape"]) is None

    async def test_a_tag_with_a_space_that_is_there_stays(self) -> None:
        assert await answer(self.dialog("à lire"), ["enter"]) == ("à lire",)


class TestDetails:
    async def test_unchanged_details_come_back(self) -> None:
        dialog = DetailsDialog("Title", "Author", "2023-05")
        assert await answer(dialog, ["enter"]) == ("Title", "Author", "2023-05")

    async def test_an_emptied_line_returns_nothing_for_it(self) -> None:
        dialog = DetailsDialog("Ti", "Au", "2023")
        keys = ["backspace", "backspace", "tab", "backspace", "backspace", "enter"]
        assert await answer(dialog, keys) == (None, None, "2023")

    async def test_a_wrong_date_is_explained_and_nothing_is_lost(self) -> None:
        app = Stage(DetailsDialog("Title", None, "2023-13"))
        async with app.run_test() as pilot:
            await pilot.press("N", "enter")
            assert not app.answers
            assert "There is no such day as 2023-13." in app.picture
            await pilot.press("backspace", "2", "enter")
            assert app.answers == [("TitleN", None, "2023-12")]

    @given(st.dates(), st.sampled_from([4, 7, 10]))
    def test_any_part_of_a_day_is_a_date(self, day: Any, length: int) -> None:
        text = day.isoformat()[:length]
        assert partial_date(f" {text} ") == text

    @pytest.mark.parametrize(
        "text", ["23", "2023-5", "2023-02-30", "May 2023", "2023-05-17-01", "٢٠٢٣", "-", "2023-"]
    )
    def test_anything_else_is_refused_with_a_sentence(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"\.$"):
            partial_date(text)

    def test_no_date_is_fine(self) -> None:
        assert partial_date("  ") is None


class TestResults:
    HITS = [Hit("One", "text", "a passage"), Hit("One", "note", "a note"), Hit("Two", "quote", "q")]

    async def test_results_come_while_typing_and_one_is_opened(self) -> None:
        asked: list[str] = []

        def find(text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            asked.append(text)
            return self.HITS if is_wanted() else []

        app = Stage(ResultsDialog(find, highlight=highlight_nothing))
        async with app.run_test() as pilot:
            await results_of(pilot, *"pol")
            assert asked == ["pol"]
            assert "Search all articles · 3" in app.picture
            await pilot.press("j", "enter")
        assert app.answers == [self.HITS[1]]

    async def test_a_search_that_has_to_wait_says_how_far_it_is(self) -> None:
        may_answer = threading.Event()

        def find(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            may_answer.wait(20)
            return self.HITS if is_wanted() else []

        share = "reading the library: 7%"
        dialog = ResultsDialog(find, highlight=highlight_nothing, progress=lambda: share)
        app = Stage(dialog)
        async with app.run_test() as pilot:
            await pilot.press(*"pol", "enter")
            await seen(pilot, app, "Search all articles · reading the library: 7%")
            share = "reading the library: 61%"
            await seen(pilot, app, "Search all articles · reading the library: 61%")
            may_answer.set()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "Search all articles · 3" in app.picture

    async def test_what_is_ticked_is_highlighted_and_the_dialog_stays(self) -> None:
        highlighted: list[list[Hit]] = []

        def find(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            return self.HITS if is_wanted() else []

        def highlight(hits: Sequence[Hit]) -> str:
            highlighted.append(list(hits))
            return "Highlighted [/oops] them"

        app = Stage(ResultsDialog(find, highlight=highlight))
        async with app.run_test() as pilot:
            await results_of(pilot, *"pol")
            await pilot.press("space", "j", "space", "k")
            assert "3 · 2 ticked" in app.picture
            assert " ✓ a passage" in app.picture
            assert "▸  a note" in app.picture
            assert " ✓ q" in app.picture
            await pilot.press("h")
            assert highlighted == [[self.HITS[0], self.HITS[2]]]
            assert "✓" not in app.picture
            assert [one.message for one in app._notifications] == ["Highlighted [/oops] them"]
            await pilot.press("h", "space", "k", "space")
            assert highlighted[1:] == [[self.HITS[1]]]
            assert "ticked" not in app.picture
            await pilot.press("space", "slash")
            await results_of(pilot, "x")
            assert "✓" not in app.picture
        assert app.answers == []

    async def test_nothing_found_says_so(self) -> None:
        def find(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            return []

        app = Stage(ResultsDialog(find, highlight=highlight_nothing))
        async with app.run_test() as pilot:
            await results_of(pilot, *"zz")
            assert "Nothing found for “zz”." in app.picture

    async def test_while_a_search_takes_long_one_can_type_on_and_it_is_given_up(self) -> None:
        given_up: list[str] = []
        begun = Event()

        def find(text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            begun.set()
            while text == "p" and is_wanted():
                sleep(0.001)
            if not is_wanted():
                given_up.append(text)
            return [Hit(f"For {text}", "text", "a passage")]

        app = Stage(ResultsDialog(find, highlight=highlight_nothing))
        async with app.run_test() as pilot:
            await pilot.press("p", "enter")
            assert begun.wait(5)
            await pilot.pause()
            assert "searching …" in app.picture
            await pilot.press("enter", "slash")
            await results_of(pilot, "o")
            assert "For o" in app.picture  # the line is typed anew
        assert given_up == ["p"]
        assert app.answers == []

    async def test_leaving_gives_the_search_up(self) -> None:
        ended = Event()

        def find(_text: str, *, is_wanted: Callable[[], bool]) -> list[Hit]:
            while is_wanted():
                sleep(0.001)
            ended.set()
            return self.HITS

        app = Stage(ResultsDialog(find, highlight=highlight_nothing))
        async with app.run_test() as pilot:
            await pilot.press("p", "enter", "escape")
            assert app.answers == [None]
            assert ended.wait(5)


HOSTILE_DIALOGS: dict[str, Callable[[], ModalScreen[Any]]] = {
    "outline": lambda: OutlineDialog([(1, HOSTILE, 0)], 0),
    "copies": lambda: CopiesDialog([Copied(HOSTILE, "x")], {"x": HOSTILE}),
    "details": lambda: DetailsDialog(HOSTILE, HOSTILE, HOSTILE),
    "tags": lambda: TagsDialog((HOSTILE,), (HOSTILE + "2",)),
    "choice": lambda: ChoiceDialog(HOSTILE, [("x", HOSTILE)], "x"),
    "results": lambda: ResultsDialog(find_hostile, HOSTILE, highlight=highlight_nothing),
}


@pytest.mark.parametrize("name", HOSTILE_DIALOGS)
async def test_text_from_outside_is_no_markup_and_no_command(name: str) -> None:
    app = Stage(HOSTILE_DIALOGS[name]())
    async with app.run_test(size=(120, 40)) as pilot:
        if name == "results":
            await results_of(pilot)
        await pilot.pause()
        assert "[/oops]" in app.picture
        assert not set(app.picture) & set("\x1b\x9b\x00\u202e")
