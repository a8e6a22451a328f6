"""The app: theme, styles, first screen, signals, the watch over the data. No feature lives here."""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme

from reader.library import Library, LibraryError
from reader.settings import Settings, config_file, save, setting_place, styles_folder
from reader.tui.commands import ARTICLES
from reader.tui.keyboard import CommandScreen
from reader.tui.saying import Saying
from reader.tui.themes import NIGHT, PAPER, variables_for
from reader.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen
    from reader.tui.screens.reading.page import ReadingPage

LOOK_EVERY: Final = 1.0
"""Seconds between two looks for what other programs wrote."""

AT_LEISURE: Final = 0.5
"""Seconds after the start when nothing is waited for any more."""

RETRY_EVERY: Final = 5
"""Looks between two attempts to save what could not be saved."""

LAST_RESORT: Final = 2.0
"""Seconds that the terminal gets to be put in order after a signal, once all is saved."""


class ReaderApp(Saying, TypeAhead):
    """Reader in a terminal."""

    TITLE = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave_or_say_what_quits", show=False, system=True),
        Binding("ctrl+l", "paint_anew", show=False, system=True),
    ]
    COMMAND_PALETTE_BINDING = "f1"
    """`Ctrl+P` and `:` come from the table; Textual's own binding would go before dialogs."""
    NOTIFICATION_TIMEOUT = 4
    DEFAULT_MODE = "first"
    ALLOW_SELECT = False
    """Textual's own selecting of text; it ends the program where a message that goes is clicked."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        open: str | None = None,  # noqa: A002 - what the person asks for, and no file is opened here
        offset: int | None = None,
    ) -> None:
        """Begin in the library, or in the article with the id `open`: at an offset, or where it was
        left."""
        self.library, self.settings = library, settings
        self._first = self._first_screen(open, offset)
        # The styles of all other screens are read when these are shown.
        super().__init__(css_path=[styles_folder() / "base.tcss", *self._first.css_path])
        self._looks = 0
        self._changed: frozenset[str] = frozenset()
        """Articles that other programs changed, of which no screen has heard yet."""
        self._terminal: int | None = None
        """What is read from, if it is a terminal."""
        self.register_theme(NIGHT)
        self.register_theme(PAPER)
        ours = {NIGHT.name: NIGHT, PAPER.name: PAPER}
        if settings.theme in ours:
            self._begin_in(ours[settings.theme])
        elif settings.theme in self.available_themes:
            self.theme = settings.theme
        else:
            self._begin_in(NIGHT)
            where = setting_place(config_file(), "theme")
            library.problems.append(f"{where}: there is no theme {settings.theme!r}")

    def _begin_in(self, theme: Theme) -> None:
        """Wear a theme from the first sight on; to change to it would parse all styles anew."""
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _first_screen(self, article: str | None, offset: int | None) -> CommandScreen:
        """The article with that id, if it can be read; else the library."""
        if article is not None:
            try:
                return self._article_screen(article, offset)
            except LibraryError as error:
                self.library.problems.append(str(error))
        return self._library_screen()

    def _article_screen(
        self, article: str, offset: int | None = None, order: Sequence[str] = ()
    ) -> CommandScreen:
        from reader.tui.screens.reading import ReadingScreen

        self.library.article(article)
        screen = ReadingScreen(self.library, self.settings, article, offset=offset)
        screen.order = tuple(order)
        return screen

    def _library_screen(self) -> CommandScreen:
        from reader.tui.screens.library import LibraryScreen

        return LibraryScreen(self.library, self.settings)

    def get_default_screen(self) -> Screen[None]:
        """What is at the bottom of all screens: the library, or the article that comes first."""
        return self._first

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Reader's variables, for themes that do not name them."""
        return variables_for(self.current_theme)

    def on_mount(self) -> None:
        """Look after data and signals from now on."""
        if not self.is_headless and sys.stdin.isatty():
            self._terminal = sys.stdin.fileno()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._end, number)
        self.app_resume_signal.subscribe(self, lambda _app: self.action_paint_anew())
        self.set_interval(LOOK_EVERY, self._look)
        self.set_timer(AT_LEISURE, self._get_ready)
        self.call_after_refresh(self._tell_problems)

    def _get_ready(self) -> None:
        """Load, in an idle moment, what the key of the panel of annotations would wait for."""
        self.stylesheet.read(styles_folder() / "annotations.tcss")
        Thread(target=import_module, args=("reader.tui.screens.annotations",), daemon=True).start()

    def action_paint_anew(self) -> None:
        """Another program has written over the screen: a shell, while this one was stopped."""
        self.refresh(layout=True)

    def on_unmount(self) -> None:
        """Leave everything on disk."""
        self.library.close()

    # Going to screens.

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Show a screen, with its styles.

        Textual parses all styles anew for a screen that brings its own: a frame's time and more.
        What has been read before it looks is parsed alone.
        """
        if isinstance(screen, Screen):
            for path in screen.css_path:
                if not self.stylesheet.has_source(str(path)):
                    self.stylesheet.read(path)
        return super().push_screen(screen, *arguments, **options)

    def open_article(
        self, article: str, offset: int | None = None, order: Sequence[str] = ()
    ) -> None:
        """Read an article, at an offset or where it was left; `order` is that of the list it is
        in."""
        try:
            self.push_screen(self._article_screen(article, offset, order))
        except LibraryError as error:
            self.say(str(error), failed=True)

    def on_reading_page_left(self, event: "ReadingPage.Left") -> None:
        """Go back to where the article was opened from; one that came first gives its place to the
        library."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            if isinstance(self.screen, CommandScreen):
                self.screen.come_back_from(event.article)
            return
        # Textual cannot take the lowest screen of a stack away, but a mode with all its screens.
        self.add_mode("library", self._library_screen)
        self.switch_mode("library")
        self.add_mode(self.DEFAULT_MODE, self._library_screen)
        self.remove_mode(self.DEFAULT_MODE)

    def on_library_screen_opened(self, event: "LibraryScreen.Opened") -> None:
        """Read what was chosen."""
        self.open_article(event.article, order=event.order)

    def on_command_screen_going(self, event: CommandScreen.Going) -> None:
        """Read what a screen leads to."""
        self.open_article(event.article, event.offset)

    def on_command_screen_search_all(self, event: CommandScreen.SearchAll) -> None:
        """Search the whole library, and read what is chosen from the results."""
        from reader.tui.screens.search_all import search_all

        search_all(self.library, event, self.open_article)

    # Commands and themes.

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the rows of the screen's mode, and the themes."""
        if isinstance(screen, CommandScreen):
            for row in screen.commands:
                title = f"{row.label.capitalize()}: {row.help.removesuffix('.')}"
                run = partial(screen.run_command, row.name)
                if row.name != "palette":
                    yield SystemCommand(title, "  ".join(row.keys), run)
        yield SystemCommand(
            "Theme: night", "Dark, for the evening", partial(self._wear, NIGHT.name)
        )
        yield SystemCommand("Theme: paper", "Light, for the day", partial(self._wear, PAPER.name))
        yield SystemCommand("Theme: another", "Choose one of Textual's", self.action_change_theme)

    def action_command_palette(self) -> None:
        """Open the palette, framed as the dialogs are."""
        from reader.tui.palette import Palette

        self.stylesheet.read(styles_folder() / "dialogs.tcss")
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def _wear(self, theme: str) -> None:
        self.theme = theme

    def watch_theme(self, theme: str) -> None:
        """Keep the theme that the person chose."""
        if self.is_running and theme != self.settings.theme:
            try:
                save(config_file(), "theme", theme)
            except OSError as error:
                self.say(f"The theme could not be kept: {error}", failed=True)

    # The watch over the data.

    def _look(self) -> None:
        """Show what other programs wrote, and try again to save what could not be saved."""
        if self._terminal is not None and _has_hung_up(self._terminal):
            self._end(signal.SIGHUP)
            return
        self._looks += 1
        try:
            if self.library.unsaved and self._looks % RETRY_EVERY == 0:
                self.library.retry()
            self._changed |= self.library.refresh()
        except LibraryError as error:
            self.say(str(error), failed=True)
            return
        # A dialog shows none of it: the screen below hears of it when that is in front again.
        if self._changed and isinstance(self.screen, CommandScreen):
            changed, self._changed = self._changed, frozenset()
            self.screen.library_changed(changed)
        self._tell_problems()

    def _tell_problems(self) -> None:
        while self.library.problems:
            self.say(self.library.problems.pop(0), failed=True)

    # Ending.

    async def action_quit(self) -> None:
        """Leave from wherever one is; what is being typed is kept, and files that are to be written
        are, however many there are."""
        from reader.tui.screens.working import work

        self._save_drafts()
        work(self.screen, "Writing what has changed", self.library.retry, lambda _: self.exit())

    async def action_leave_or_say_what_quits(self) -> None:
        """Take Ctrl+C for Esc, and where that leaves nothing say what quits."""
        screen = self.screen
        if isinstance(screen, CommandScreen) and screen.mode in ARTICLES and not screen.is_typing:
            self.say("Ctrl+Q quits Reader")
        # It comes before the keys that wait for their turn.
        await App.on_event(self, events.Key("escape", "\x1b"))

    def _save_drafts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.save_drafts()

    def _end(self, number: int) -> None:
        """End for a signal: first save all, then leave the terminal in order if there is one."""
        self._save_drafts()
        self.library.close()
        # A terminal that has gone can keep the driver waiting: nothing is left to wait for.
        last_resort = Timer(LAST_RESORT, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()
        self.exit(return_code=128 + number)


def _has_hung_up(terminal: int) -> bool:
    """Whether the other end has gone: Textual would read its end without a pause for ever."""
    if sys.platform == "win32":
        return False
    watch = select.poll()
    watch.register(terminal, 0)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in watch.poll(0))
