"""How a screen is driven by keys: a press becomes a command of the table, a command a method.

A screen that derives from `CommandScreen` does the command `zen` in its method `do_zen(count,
argument)`; a test compares the methods with the table, so neither can have what the other lacks.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from reader.tui.commands import FOOTER, LOOK_LETTERS, Command, Mode, commands_in
from reader.tui.key_sequence import KeySequence, Pending, Ready, key_name
from reader.tui.keymap import Overrides, keys_of, split_keys
from reader.tui.once import LeftOnce
from reader.tui.saying import Saying
from reader.tui.themes import fit_terminal
from reader.tui.widgets.footer_line import FooterLine


class CommandScreen(Saying, LeftOnce[None]):
    """A screen whose keys are the rows of the table of commands for its present mode."""

    BINDINGS: ClassVar[list[BindingType]] = []

    class SearchAll(Message):
        """The person wants to search the whole library, from this screen; what is found in the
        article that they read comes first."""

        def __init__(self, screen: "CommandScreen", article: str | None = None) -> None:
            super().__init__()
            self.screen, self.article = screen, article

    class Going(Message):
        """The person wants to go to a place in an article that is not on this screen."""

        def __init__(self, article: str, offset: int | None = None) -> None:
            super().__init__()
            self.article, self.offset = article, offset

    def __init__(self, mode: Mode, overrides: Overrides | None = None) -> None:
        super().__init__()
        self._mode: Mode = mode
        self._overrides: Overrides = overrides or {}
        self._sequences: dict[Mode, KeySequence] = {}
        self._rows_of: dict[Mode, dict[str, Command]] = {}

    def on_mount(self) -> None:
        """Be seen in colours that the terminal has."""
        fit_terminal(self.app)

    @property
    def mode(self) -> Mode:
        """Which rows of the table are in force."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self._sequence.clear()
            self._mode = mode
            self._show_pending()

    @property
    def commands(self) -> tuple[Command, ...]:
        """The rows of the present mode, with the keys that are in force."""
        return tuple(self._rows.values())

    @property
    def is_typing(self) -> bool:
        """Whether a text is being typed, so that letters are no commands."""
        return self.focused is not None and self.focused.check_consume_key("j", "j")

    @property
    def pending(self) -> str:
        """The count and the keys pressed so far."""
        return self._sequence.pending

    @property
    def footer(self) -> tuple[Command, ...]:
        """The few that matter most in the present mode; the choices, while one is waited for."""
        return self.offered or tuple(self._rows[name] for name in FOOTER[self._mode])

    @property
    def offered(self) -> tuple[Command, ...]:
        """What may come next, a row each, while a command waits for a letter."""
        if (waiting := self._sequence.waiting) is None:
            return ()
        row = self._rows[waiting]
        return tuple(
            row._replace(keys=(letter,), label=label) for letter, label in self.choices(row).items()
        )

    def choices(self, command: Command) -> Mapping[str, str]:
        """What may follow a command's own keys: letters, each with what it stands for."""
        return LOOK_LETTERS if command.argument == "color" else {}

    def run_command(self, name: str, count: int | None = None, argument: str | None = None) -> None:
        """Do a command of the table; palette, help and footer come in by this door too.

        One that needs a letter and was given none waits for it, as if its keys had been pressed.
        """
        row = self._rows.get(name)
        if row is None:
            return  # it was offered in another mode: two clicks came at once
        if row.argument and argument is None:
            for press in split_keys(row.keys[0]):
                self._sequence.feed(press)
            self._show_pending()
        else:
            getattr(self, f"do_{name}")(count, argument)

    def take_letter(self, _letter: str) -> bool:
        """Take a key that is no command in the present mode. Whether it is of use."""
        return False

    def show_pending(self, _text: str) -> None:
        """Show the count and the keys pressed so far; an empty text when nothing is pending."""

    def library_changed(self, _articles: frozenset[str]) -> None:
        """Another program changed these articles or what is written in them."""

    def come_back_from(self, _article: str) -> None:
        """An article is left, and this screen is seen again."""

    def save_drafts(self) -> None:
        """Write what is being typed to disk: the program is about to be ended."""

    def on_footer_line_pressed(self, event: FooterLine.Pressed) -> None:
        """Do what was clicked; a choice stands under its letter."""
        if self._sequence.waiting:
            self._press(event.key)
        else:
            self.run_command(event.command)

    def on_key(self, event: events.Key) -> None:
        """Take the key before Textual's own bindings do, unless somebody is typing a text."""
        if self.is_typing:
            return
        if self._press(key_name(event.key, event.character)):
            event.stop()

    def _press(self, key: str) -> bool:
        """Take a key, named as in the table of commands. Whether it is of use."""
        sequence = self._sequence
        was_pending = sequence.pending
        result = sequence.feed(key)
        if sequence.pending != was_pending:
            self._show_pending()
        is_of_use = (
            isinstance(result, Ready | Pending) or was_pending or self.take_letter(result.text)
        )
        if isinstance(result, Ready):
            self.run_command(result.command, result.count, result.argument)
        return bool(is_of_use)

    def _show_pending(self) -> None:
        self.show_pending(self._sequence.pending)
        for line in self.query(FooterLine):
            line.show(self.footer, whole=bool(self.offered))

    def do_palette(self, _count: int | None, _argument: str | None) -> None:
        """Open Textual's command palette, which lists the rows of this mode."""
        self.app.action_command_palette()

    def do_help(self, _count: int | None, _argument: str | None) -> None:
        """Show the keys of the present mode."""
        from reader.tui.screens.dialogs.help import HelpDialog

        def do(name: str | None) -> None:
            if name is not None:
                self.run_command(name)

        self.app.push_screen(HelpDialog(self.commands), do)

    def do_search_all(self, _count: int | None, _argument: str | None) -> None:
        """Ask the app, which knows the library and can open an article, to search."""
        self.post_message(self.SearchAll(self))

    def show_place(self, _article: str, _offset: int | None) -> bool:
        """Go to a place, if this screen shows that article. Whether it does."""
        return False

    def do_suspend(self, _count: int | None, _argument: str | None) -> None:
        """Stop the program as the shell's Ctrl+Z does; `fg` brings it back."""
        self.app.action_suspend_process()

    @property
    def _sequence(self) -> KeySequence:
        if self._mode not in self._sequences:
            self._sequences[self._mode] = KeySequence(self._mode, self._overrides)
        return self._sequences[self._mode]

    @property
    def _rows(self) -> dict[str, Command]:
        if self._mode not in self._rows_of:
            self._rows_of[self._mode] = {
                row.name: row._replace(keys=keys_of(row, self._overrides))
                for row in commands_in(self._mode)
            }
        return self._rows_of[self._mode]
