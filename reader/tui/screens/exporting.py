"""Exporting from a screen: ask what and where to, do it in a thread, say where it went."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.core.catalog import Entry
from reader.exporters import FORMATS
from reader.library import Library, LibraryError
from reader.library.reading import in_short
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.dialogs.exporting import ExportDialog, Wish

if TYPE_CHECKING:
    from reader.exporters.targets import Written


TICKED: Final = "ticked"
"""The scope of what is ticked; no article has this id."""


def ask_to_export(
    screen: CommandScreen,
    library: Library,
    entry: Entry | None,
    folder: str,
    ticked: Sequence[tuple[str, str]] = (),
) -> None:
    """Export what is ticked, by article and id, one article, or all of them; to `folder` if the
    person says nothing else."""
    scopes = [("", "The whole library")]
    if entry is not None:
        scopes.insert(0, (entry.id, f"“{in_short(entry.title)}”"))
    if ticked:
        scopes.insert(0, (TICKED, f"What is ticked: {len(ticked):,}"))

    def export(wish: Wish | None) -> None:
        if wish is not None:
            screen.run_worker(
                partial(_export, screen, library, wish, ticked), thread=True, group="export"
            )

    forms = [(name, form.label) for name, form in FORMATS.items()]
    screen.app.push_screen(ExportDialog(forms, scopes, f"{folder.rstrip('/')}/"), export)


def _export(
    screen: CommandScreen, library: Library, wish: Wish, ticked: Sequence[tuple[str, str]]
) -> None:
    """In a thread: a library may have thousands of articles."""
    try:
        path = Path(wish.path).expanduser()
        is_folder = wish.path.endswith("/") or path.is_dir()
        written = library.export_to(
            path,
            wish.form,
            article=None if wish.scope == TICKED else wish.scope or None,
            only=ticked if wish.scope == TICKED else None,
            is_folder=is_folder,
        )
    except (LibraryError, OSError, RuntimeError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        screen.app.call_from_thread(screen.say, reason, failed=True)
        return
    told = [f"{file.path.name}: {remark}" for file in written for remark in file.told]
    message = ". ".join([_summary(path, written), *told])
    screen.app.call_from_thread(screen.say, message, failed=bool(told))


def _summary(path: Path, written: "list[Written]") -> str:
    files = [file for file in written if not file.path.is_dir()]
    if not files:
        return "There is nothing annotated to export"
    if len(files) == 1:
        return f"{_state(files[0].is_changed)} {_short(files[0].path)}"
    same = sum(not file.is_changed for file in files)
    unchanged = f", {same} of them up to date already" if same else ""
    return f"Exported {len(files)} files to {_short(path)}{unchanged}"


def _state(is_changed: bool) -> str:
    return "Exported to" if is_changed else "Up to date already:"


def _short(path: Path) -> str:
    """A path as a person writes it."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
