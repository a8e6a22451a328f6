"""Copying from any screen: first into the ring on disk, then to the clipboard, in a thread; a toast
speaks last."""

from functools import partial

from textual.app import App

from reader.clipboard import Copied, copy
from reader.library import Library, LibraryError
from reader.library.reading import in_short
from reader.settings import Settings
from reader.tui.keyboard import CommandScreen


def to_clipboard(
    screen: CommandScreen,
    library: Library,
    settings: Settings,
    text: str,
    article: str | None,
    link: str | None = None,
) -> None:
    """Copy a text of an article, if it is of one, from the place to which a link leads; the ring
    has it before anything can go wrong."""
    if not text:
        screen.say("There is nothing to copy here")
        return
    try:
        library.remember_copy(text, article, link)
    except LibraryError as error:
        screen.say(str(error), failed=True)
    screen.run_worker(
        partial(_fill_clipboard, screen, library, settings, text), thread=True, group="copy"
    )


def _fill_clipboard(screen: CommandScreen, library: Library, settings: Settings, text: str) -> None:
    """In a thread: helper programs may take seconds."""
    copied = copy(
        text,
        method=settings.clipboard,
        command=settings.clipboard_command,
        terminal=partial(_send, screen.app),
        fallback=library.data / "clipboard.txt",
    )
    screen.app.call_from_thread(_say_copied, screen, text, copied)


def _send(app: App[object], sequence: str) -> None:
    """Send a control sequence to the terminal, between two frames and never within one."""
    driver = app._driver  # noqa: SLF001 - Textual's own copying sends no other way
    if driver is None:
        raise OSError(0, "there is no terminal")
    app.call_from_thread(driver.write, sequence)


def _say_copied(screen: CommandScreen, text: str, copied: Copied) -> None:
    failed = copied.way in ("none", "file")
    screen.say(f"{copied.message} · “{in_short(text)}”", failed=failed)
