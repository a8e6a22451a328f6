"""I takes files, folders and annotations into the library."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.core.annotation import Color
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.dialogs.importing import ImportDialog
from reader.tui.screens.library import LibraryScreen
from tests.tui.stage import answer


@asynccontextmanager
async def in_library(library: Library) -> AsyncIterator[Pilot[None]]:
    async with ReaderApp(library, Settings()).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield pilot


async def imported(pilot: Pilot[None], path: Path) -> str:
    """What is said of a path."""
    await pilot.press("I")
    dialog = pilot.app.screen
    assert isinstance(dialog, ImportDialog)
    dialog.path_line.value = str(path)
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return "\n".join(one.message for one in pilot.app._notifications)


async def test_a_file_is_imported_and_selected(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    path.write_text("# A new title\n\nWith a text [link] of its own.\n")
    async with in_library(library) as pilot:
        assert "Added “A new title”" in await imported(pilot, path)
        assert isinstance(screen := pilot.app.screen, LibraryScreen)
        assert screen.selected
        assert screen.selected.title == "A new title"
        assert "Here already: “A new title”" in await imported(pilot, path)


async def test_a_folder_is_imported_and_what_fails_is_said(
    library: Library, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\nA text that is {name}.\n")
    (tmp_path / "empty.txt").write_text("")
    async with in_library(library) as pilot:
        said = await imported(pilot, tmp_path)
        assert "Imported: 2 added" in said
        assert "empty.txt: " in said
    assert {"Title one", "Title two"} <= {entry.title for entry in library.entries()}


async def test_annotations_are_imported_and_one_undo_takes_them_back(
    library: Library, tmp_path: Path
) -> None:
    article = library.entries()[0].id
    made = library.annotate(article, (0, 5), color=Color.RED, note="mine")
    path = tmp_path / "kept.json"
    path.write_text(library.export("json"))
    library.delete(article, [made.id])
    document = json.loads(path.read_text())
    document[0]["id"] = "another"
    path.write_text(json.dumps(document))
    async with in_library(library) as pilot:
        assert "Annotations: 1 attached" in await imported(pilot, path)
        assert [one.note for one in library.annotations(article)] == ["mine"]
        await pilot.press("u")
        assert not library.annotations(article)


async def test_a_name_is_completed_and_one_that_is_not_there_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "été.md").touch()
    assert await answer(ImportDialog(), ["a", "tab", "é", "tab", "enter"]) == Path(
        "articles/été.md"
    )
    assert await answer(ImportDialog(), ["x", "enter", "escape"]) is None
    assert await answer(ImportDialog(), [*"~-/a", "enter", "escape"]) is None


async def test_a_name_longer_than_any_file_has_is_not_there(library: Library) -> None:
    async with in_library(library) as pilot:
        await pilot.press("I")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "x" * 5_000
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)
