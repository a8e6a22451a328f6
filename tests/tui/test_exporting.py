"""E exports from the reading screen and from the library, to where the person says."""

from pathlib import Path

import pytest

from reader.core.annotation import Color
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.dialogs.exporting import ExportDialog, Wish
from tests.tui.person import Reading, reading
from tests.tui.stage import answer, type_text

FORMS = [("markdown", "Markdown"), ("org", "Org")]
SCOPES = [("a1", "“One”"), ("", "The whole library")]


def dialog(path: str = "~/Reader/") -> ExportDialog:
    return ExportDialog(FORMS, SCOPES, path)


async def test_what_as_what_and_where_to_is_chosen_by_keys() -> None:
    assert await answer(dialog(), ["enter"]) == Wish("markdown", "a1", "~/Reader/")
    assert await answer(dialog(), ["2"]) == Wish("org", "a1", "~/Reader/")
    assert await answer(dialog(), ["w", "j", "enter"]) == Wish("org", "", "~/Reader/")
    assert await answer(dialog(), ["w", "w", "1"]) == Wish("markdown", "a1", "~/Reader/")
    assert await answer(dialog(), ["tab", "2", "enter"]) == Wish("markdown", "a1", "~/Reader/2")
    assert await answer(dialog(), ["tab", "x", "tab", "2"]) == Wish("org", "a1", "~/Reader/x")
    assert await answer(dialog(), ["escape"]) is None
    assert await answer(dialog(), ["tab", "escape"]) is None


async def test_an_empty_path_is_asked_for() -> None:
    keys = ["enter", "o", "u", "t", "enter"]
    assert await answer(dialog(""), keys) == Wish("markdown", "a1", "out")


async def exported(person: Reading, *keys: str) -> None:
    await person.press("E", *keys)
    await person.pilot.app.workers.wait_for_complete()
    await person.pilot.pause()


@pytest.mark.usefixtures("at_ease")
async def test_an_article_is_exported_from_where_it_is_read(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    settings = Settings(clipboard="file", export_folder=str(folder))
    async with reading(library, settings=settings) as person:
        await exported(person, "1")
        assert "There is nothing annotated to export" in person.said
        await person.press("j", "h")
        await exported(person, "1")
        assert str(folder / "La Pologne.md") in person.said
        assert "Le PDG a parlé." in (folder / "La Pologne.md").read_text()
        await exported(person, "1")
        assert "Up to date already: " in person.said


@pytest.mark.usefixtures("at_ease")
async def test_a_library_is_exported_from_its_list(library: Library, tmp_path: Path) -> None:
    for entry in library.entries():
        library.annotate(entry.id, (0, 5), color=Color.RED)
    app = ReaderApp(library, Settings(export_folder=str(tmp_path / "out")))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("E", "w", "4")
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = "\n".join(toast.message for toast in app._notifications)
        assert f"Exported 2 files to {tmp_path / 'out'}" in said
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["La Pologne.html", "The other one.html"]


@pytest.mark.usefixtures("at_ease")
async def test_an_export_that_fails_says_why(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    async with reading(library) as person:
        await person.press("j", "h", "E", "tab", "ctrl+u")
        await type_text(person.pilot, str(tmp_path / "file" / "x.md"))
        await person.press("enter")
        await person.pilot.app.workers.wait_for_complete()
        await person.pilot.pause()
        assert "x.md cannot be written" in person.said


@pytest.mark.parametrize("folder", ["~nobody-of-that-name", "/" + "x" * 5_000])
@pytest.mark.usefixtures("at_ease")
async def test_a_folder_that_cannot_be_is_said(library: Library, folder: str) -> None:
    settings = Settings(clipboard="file", export_folder=folder)
    async with reading(library, settings=settings) as person:
        await person.press("h")
        await exported(person, "1")
        assert person.said
        assert person.pilot.app.is_running
