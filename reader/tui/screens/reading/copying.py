"""What is copied, and in which form; and where a copy is from."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.library import LibraryError
from reader.tui.commands import COPY_LETTERS, Command
from reader.tui.screens.reading.page import ReadingPage

if TYPE_CHECKING:
    from reader.library import Copy
    from reader.tui.screens.dialogs.copies import Wanted


class Copying(ReadingPage):
    """The commands that take a passage elsewhere."""

    def do_copy(self, _count: int | None, _argument: str | None) -> None:
        """Copy the selection, the annotation under the cursor, or the paragraph, word for word."""
        meant = self.meant
        self.copy(self.words(meant), _passage(meant))

    def do_copy_as(self, _count: int | None, argument: str | None) -> None:
        """Copy in the form that a letter names."""
        letter = argument or ""
        template = self.settings.copy_as.get(letter)
        if template is None and letter not in COPY_LETTERS:
            self.say(f"No form has the letter {letter}: copy_as in the settings can give it one")
            return
        meant = self.meant
        self.leave_selection()
        self.run_worker(
            partial(self._copy_as, self.article_id, meant, COPY_LETTERS.get(letter, ""), template),
            thread=True,
            group="copy",
        )

    def choices(self, command: Command) -> Mapping[str, str]:
        """The forms in which one can copy, those of the person among them."""
        if command.name != "copy_as":
            return super().choices(command)
        own = self.settings.copy_as.items()
        return {**COPY_LETTERS, **{letter: Path(name).name.split(".")[0] for letter, name in own}}

    def _copy_as(
        self, article: str, meant: Annotation | Range, form: str, template: str | None
    ) -> None:
        """In a thread: a template may take its time, and an article has many annotations."""
        from reader.settings import config_file

        path = config_file().parent / Path(template).expanduser() if template else None
        try:
            text = self.library.quote_as(form, article, meant, template=path)
        except LibraryError as error:
            self.app.call_from_thread(self.say, str(error), failed=True)
        else:
            self.app.call_from_thread(self.copy, text, _passage(meant))

    def copy(self, text: str, passage: Range | None = None) -> None:
        """Copy a text from a passage; the ring has it before anything can go wrong."""
        from reader.tui.screens.to_clipboard import to_clipboard

        self.leave_selection()
        link = self.library.own_link(self.article_id, passage) if passage and text else None
        to_clipboard(self, self.library, self.settings, text, self.article_id, link)

    # The ring

    def do_copies(self, _count: int | None, _argument: str | None) -> None:
        """Show the recent copies, to copy one again or to go to where it is from."""
        from reader.tui.screens.dialogs.copies import CopiesDialog

        titles = {entry.id: entry.title for entry in self.library.entries()}

        def take(wanted: "Wanted[Copy] | None") -> None:
            if wanted is not None:
                act = self._copy_again if wanted.action == "copy" else self._jump_to
                act(wanted.copy)

        self.app.push_screen(CopiesDialog(self.library.copies(), titles), take)

    def _copy_again(self, copy: "Copy") -> None:
        from reader.tui.screens.to_clipboard import to_clipboard

        to_clipboard(self, self.library, self.settings, copy.text, copy.article, copy.link)

    def _jump_to(self, copy: "Copy") -> None:
        """Go to where a copy is from, in this article or in another one."""
        try:
            spot = self.library.place_of(copy)
        except LibraryError as error:
            self.say(str(error), failed=True)
            return
        start = spot.passage[0] if spot.passage else None
        if start is None:
            self.say("Its words are not in the article any more")
        if spot.article != self.article_id:
            self.post_message(self.Going(spot.article, start))
        elif start is not None:
            self.show_place(spot.article, start)

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export what is annotated in the article, or in all of them."""
        from reader.tui.screens.exporting import ask_to_export

        ask_to_export(self, self.library, self.entry, self.settings.export_folder)

    # What is meant

    @property
    def meant(self) -> Annotation | Range:
        """The selection, the annotation under the cursor, or the paragraph."""
        if self.selection.is_active:
            return self.selection.passage(self.article)
        return self.annotation or self.paragraph

    def words(self, meant: Annotation | Range) -> str:
        """What stands there, word for word."""
        if passage := _passage(meant):
            return self.article.text[slice(*passage)]
        assert isinstance(meant, Annotation)  # noqa: S101 - anything else is a passage
        return meant.anchor.exact if meant.anchor else meant.note


def _passage(meant: Annotation | Range) -> Range | None:
    return meant.passage if isinstance(meant, Annotation) else meant
