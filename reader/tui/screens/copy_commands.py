"""Copying from any screen, in any form; and the ring of copies, from which one jumps back."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.library import Library, LibraryError
from reader.settings import Settings
from reader.tui.commands import COPY_LETTERS, Command
from reader.tui.keyboard import CommandScreen

if TYPE_CHECKING:
    from reader.library import Copy
    from reader.tui.screens.dialogs.copies import Wanted

Noted = tuple[str, Annotation | Range]
"""An annotation of an article, or a passage of it."""


class CopyCommands(CommandScreen):
    """The commands that take words elsewhere."""

    library: Library
    settings: Settings

    @property
    @abstractmethod
    def copied(self) -> Sequence[Noted]:
        """What is meant to be copied."""

    def do_copy_as(self, _count: int | None, argument: str | None) -> None:
        """Copy in the form that a letter names."""
        letter = argument or ""
        template = self.settings.copy_as.get(letter)
        if template is None and letter not in COPY_LETTERS:
            self.say(f"No form has the letter {letter}: copy_as in the settings can give it one")
            return
        form = COPY_LETTERS.get(letter, "")
        self.run_worker(
            partial(self._copy_as, self.copied, form, template), thread=True, group="copy"
        )

    def choices(self, command: Command) -> Mapping[str, str]:
        """The forms in which one can copy, those of the person among them."""
        if command.name != "copy_as":
            return super().choices(command)
        own = self.settings.copy_as.items()
        return {**COPY_LETTERS, **{letter: Path(name).name.split(".")[0] for letter, name in own}}

    def _copy_as(self, noted: Sequence[Noted], form: str, template: str | None) -> None:
        """In a thread: a template may take its time, and an article has many annotations."""
        from reader.settings import config_file

        path = config_file().parent / Path(template).expanduser() if template else None
        try:
            texts = [
                self.library.quote_as(form, article, one, template=path) for article, one in noted
            ]
        except LibraryError as error:
            self.app.call_from_thread(self.say, str(error), failed=True)
        else:
            self.app.call_from_thread(self.copy_texts, texts, noted)

    def copy_texts(self, texts: Sequence[str], noted: Sequence[Noted]) -> None:
        """Copy texts, each once; the ring remembers where the first is from that has a place."""
        from reader.tui.screens.to_clipboard import to_clipboard

        text = "\n\n".join(dict.fromkeys(filter(None, texts)))
        places = ((article, _passage(one)) for article, one in noted)
        article, passage = next(
            (place for place in places if place[1]), (noted[0][0] if noted else None, None)
        )
        link = self.library.own_link(article, passage) if text and article and passage else None
        to_clipboard(self, self.library, self.settings, text, article, link)

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
        if not self.show_place(spot.article, start):
            self.post_message(self.Going(spot.article, start))


def _passage(noted: Annotation | Range) -> Range | None:
    return noted.passage if isinstance(noted, Annotation) else noted
