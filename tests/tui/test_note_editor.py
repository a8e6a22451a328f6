"""What is typed into a note is never lost, and leaves the editor as the person wants."""

import stat
from fnmatch import fnmatch
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region

from reader.tui.widgets.external_editor import edit_outside
from reader.tui.widgets.note_editor import DRAFT_AFTER, NoteArea, NoteEditor
from reader.tui.widgets.search_line import SearchLine
from tests.tui.stage import Stage, type_text


class Desk(Stage):
    """A stage that keeps what the editor says."""

    def __init__(self, text: str) -> None:
        self.editor = NoteEditor(text, "Note on “La Pologne”")
        super().__init__(self.editor)
        self.drafts: list[str] = []
        self.saved: list[str] = []
        self.discarded = 0

    def on_note_editor_changed(self, event: NoteEditor.Changed) -> None:
        self.drafts.append(event.text)

    def on_note_editor_saved(self, event: NoteEditor.Saved) -> None:
        self.saved.append(event.text)

    def on_note_editor_discarded(self) -> None:
        self.discarded += 1

    def on_note_editor_leaving(self, event: NoteEditor.Leaving) -> None:
        self.drafts.append(event.text)
        self.editor.edit_outside(Path("/nowhere/note.md"))


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_both_keys_save_what_was_typed_at_the_end_of_the_note(key: str) -> None:
    app = Desk("One")
    async with app.run_test() as pilot:
        await pilot.press("space", "t", "enter", "é", "東", key)
        assert app.saved == ["One t\né東"]


@pytest.mark.parametrize("shown", [NoteArea("One"), SearchLine()])
async def test_what_was_taken_away_can_be_painted_once_more(shown: NoteArea | SearchLine) -> None:
    async with Stage(shown).run_test(size=(20, 3)):
        await shown.remove()
        strips = shown.render_lines(Region(0, 0, 20, 3))
    assert [strip.text for strip in strips] == [" " * 20] * 3


async def test_discard_says_so_and_saves_nothing() -> None:
    app = Desk("One")
    async with app.run_test() as pilot:
        await pilot.press("x", "ctrl+g")
        await pilot.pause(DRAFT_AFTER + 0.1)
        assert app.discarded == 1
        assert app.saved == app.drafts == []


async def test_a_draft_is_kept_soon_and_not_at_every_key() -> None:
    app = Desk("")
    async with app.run_test() as pilot:
        await type_text(pilot, "some words")
        await pilot.pause(DRAFT_AFTER + 0.1)
        assert app.drafts[-1] == "some words"
        assert len(app.drafts) < 5


async def test_looking_elsewhere_keeps_a_draft_at_once() -> None:
    app = Desk("")
    async with app.run_test() as pilot:
        await pilot.press("x")
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.drafts == ["x"]


async def test_nothing_typed_means_no_draft() -> None:
    app = Desk("One")
    async with app.run_test() as pilot:
        await pilot.press("left", "home")
        await pilot.pause(DRAFT_AFTER + 0.1)
        assert app.drafts == []


async def test_ctrl_z_undoes_in_the_editor() -> None:
    app = Desk("One")
    async with app.run_test() as pilot:
        await pilot.press("x", "ctrl+z", "escape")
        assert app.saved == ["One"]


async def test_a_paste_is_taken_as_text_whatever_is_in_it() -> None:
    app = Desk("")
    async with app.run_test() as pilot:
        app.post_message(events.Paste("q\rtwo\r\nthree\tjk \x1b]0;t\x07 [/oops]"))
        await pilot.pause()
        await pilot.press("escape")
        assert app.saved == ["q\ntwo\nthree\tjk ␛]0;t␇ [/oops]"]


async def test_a_dangerous_draft_is_made_safe_and_the_heading_is_no_markup() -> None:
    app = Stage(NoteEditor("a\x1b[31m\r\nb", "On [/oops]\x1b"))
    async with app.run_test():
        assert "On [/oops]␛" in app.picture
        assert "a␛[31m" in app.picture


async def test_tab_indents_and_the_keys_stay_in_the_editor() -> None:
    app = Desk("-")
    async with app.run_test() as pilot:
        await pilot.press("home", "tab", "end", "q", "escape")
        assert app.saved == ["  -q"]


@pytest.mark.parametrize("size", [(60, 15), (200, 50)])
async def test_the_text_above_keeps_most_of_the_screen(size: tuple[int, int]) -> None:
    app = Desk("One")
    async with app.run_test(size=size):
        assert 5 <= app.editor.size.height + 2 <= size[1] // 2
        assert "Esc save" in app.picture


def editor(folder: Path, script: str) -> dict[str, str]:
    """An environment whose editor is a small shell script; `$1` is the file."""
    program = folder / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return {"EDITOR": f"'{program}' --wait", "PATH": "/usr/bin:/bin"}


class TestOutsideEditor:
    def test_what_the_editor_leaves_comes_back_and_no_file_stays(self, tmp_path: Path) -> None:
        drafts = tmp_path / "drafts"
        environment = editor(tmp_path, 'printf "two\\n" >> "$2"')
        assert edit_outside("one\n", drafts / "note.md", environment).text == "one\ntwo\n"
        assert edit_outside("one ", drafts / "note.md", environment).text == "one two"
        assert list(drafts.iterdir()) == []

    def test_the_file_is_private(self, tmp_path: Path) -> None:
        environment = editor(tmp_path, f'stat -c %a "$2" > "{tmp_path}/mode"')
        edit_outside("secret", tmp_path / "drafts" / "note.md", environment)
        assert (tmp_path / "mode").read_text() == "600\n"
        assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700

    def test_its_name_is_told_beforehand_so_that_it_is_found_again(self, tmp_path: Path) -> None:
        environment = editor(tmp_path, f'echo "$2" > "{tmp_path}/name"')
        edit_outside("one", tmp_path / "note.md", environment)
        written = Path((tmp_path / "name").read_text().strip())
        assert written.parent == tmp_path
        assert fnmatch(written.name, "note-*.md")

    def test_what_an_editor_wrote_before_it_failed_comes_back(self, tmp_path: Path) -> None:
        environment = editor(tmp_path, 'printf " two" >> "$2"; kill -KILL $$')
        edited = edit_outside("one", tmp_path / "note.md", environment)
        assert edited.text == "one two"
        assert "ended with an error" in (edited.problem or "")

    def test_visual_goes_before_editor(self, tmp_path: Path) -> None:
        environment = editor(tmp_path, 'printf two > "$2"') | {"EDITOR": "false"}
        environment["VISUAL"] = f"'{tmp_path}/my editor' -w"
        assert edit_outside("one", tmp_path / "note.md", environment).text == "two"

    @pytest.mark.parametrize(
        ("command", "message"),
        [
            ("", "No editor is set"),
            ("no-such-editor", "did not start"),
            ("false", "ended with an error"),
            ("'", "cannot understand"),
        ],
    )
    def test_what_fails_is_said_and_the_note_stays(
        self, command: str, message: str, tmp_path: Path
    ) -> None:
        edited = edit_outside("one", tmp_path / "note.md", {"EDITOR": command})
        assert edited.text is None
        assert message in (edited.problem or "")
        assert list(tmp_path.iterdir()) == []

    async def test_where_no_editor_can_be_opened_the_note_stays(self, tmp_path: Path) -> None:
        app = Desk("One")
        async with app.run_test() as pilot:
            await pilot.press("x", "ctrl+e", "escape")
            assert app.drafts == app.saved == ["Onex"]
