"""Giving a passage or a word to a program of the person's, and showing what it says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reader.core.segments import word_at, words_from
from reader.tui.screens.reading.copying import Copying

if TYPE_CHECKING:
    from reader.tui.widgets.command_line import CommandLine
    from reader.tui.widgets.word_line import WordLine

HOW_TO_LOOK_UP: Final = (
    'To look words up, name a program in the settings, as in look_up_command = "dict"'
)


class Piping(Copying):
    """The commands that ask another program."""

    _piped = ""

    def do_pipe(self, _count: int | None, _argument: str | None) -> None:
        """Ask for a command to which the passage is piped."""
        from reader.tui.widgets.command_line import CommandLine

        if self.lower_panel is not None:
            return
        if not (text := self.words(self.meant)):
            self.say("There is nothing to pipe here")
            return
        self._piped = text
        line = CommandLine(self.library.commands())
        self.open_panel(line)
        line.focus()

    def on_command_line_left(self, event: "CommandLine.Left") -> None:
        """Run the command, if there is one."""
        from reader.programs import ProgramFailed, arguments_of

        self.close_panel()
        if not event.command:
            return
        try:
            arguments = arguments_of(event.command)
        except ProgramFailed as error:
            self.say(str(error), failed=True)
            return
        self.library.remember_command(event.command)
        self._ask(event.command, arguments, self._piped)

    def do_look_up(self, _count: int | None, _argument: str | None) -> None:
        """Look up what is selected, or ask for a word: there is none that a person stands on."""
        if not self.settings.look_up_command.strip():
            self.say(HOW_TO_LOOK_UP)
        elif self.selection.is_active:
            self._look_up(self.words(self.meant))
        elif self.lower_panel is None:
            from reader.tui.widgets.word_line import WordLine

            text = self.article.text
            line = WordLine(text[slice(*word_at(text, self.cursor))].strip(), self._words_in_sight)
            self.open_panel(line)
            line.focus()

    def on_word_line_left(self, event: "WordLine.Left") -> None:
        """Look the word up, if there is one."""
        self.close_panel()
        if event.word:
            self._look_up(event.word)

    @property
    def _words_in_sight(self) -> list[str]:
        """Those of the current paragraph first."""
        text = self.article.text
        passages = self.paragraph, self.pane.view.passage
        return [text[slice(*word)] for passage in passages for word in words_from(text, *passage)]

    def _look_up(self, words: str) -> None:
        from reader.programs import ProgramFailed, with_word

        word = " ".join(words.split())
        try:
            arguments = with_word(self.settings.look_up_command, word)
        except ProgramFailed as error:
            self.say(f"look_up_command: {error}", failed=True)
        else:
            self._ask(word, arguments, word)

    def _ask(self, title: str, arguments: Sequence[str], text: str) -> None:
        from reader.programs import Program
        from reader.tui.screens.dialogs.answer import AnswerDialog
        from reader.tui.screens.to_clipboard import to_clipboard

        def take(answer: str | None) -> None:
            if answer:
                to_clipboard(self, self.library, self.settings, answer, self.article_id)

        self.leave_selection()
        self.app.push_screen(AnswerDialog(title, Program(arguments), text), take)
