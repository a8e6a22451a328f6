"""What a person does to a whole article from a list: each is one change, and can be undone."""

from abc import abstractmethod
from collections.abc import Callable

from reader.core.annotation import ReadingState
from reader.core.catalog import Entry
from reader.core.safe import safe_line
from reader.library import Library, LibraryError, Outcome
from reader.library.reading import in_short
from reader.settings import Settings
from reader.tui.keyboard import CommandScreen


class ArticleCommands(CommandScreen):
    """The commands of a screen in which one article is selected."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__("library", settings.keys)
        self.library, self.settings = library, settings

    @property
    @abstractmethod
    def selected(self) -> Entry | None:
        """The article to which things are done."""

    @abstractmethod
    def rearrange(self, select: str | None = None) -> None:
        """Show what has changed, with this article selected if there is one."""

    def do_star(self, _count: int | None, _argument: str | None) -> None:
        """Give it a star, or take it."""
        if entry := self.selected:
            self._change(lambda: self.library.star([entry.id], not entry.starred))

    def do_toggle_read(self, _count: int | None, _argument: str | None) -> None:
        """Mark it as read, or as unread if it was."""
        if entry := self.selected:
            state: ReadingState = "unread" if entry.state == "done" else "done"
            self._change(lambda: self.library.set_reading_state([entry.id], state))

    def do_archive(self, _count: int | None, _argument: str | None) -> None:
        """Move it out of the list, or back."""
        if entry := self.selected:
            said = f"{'Unarchived' if entry.archived else 'Archived'} “{in_short(entry.title)}”"
            self._change(lambda: self.library.archive([entry.id], not entry.archived), said)

    def do_trash(self, _count: int | None, _argument: str | None) -> None:
        """Move it to the trash."""
        if entry := self.selected:
            said = f"Moved “{in_short(entry.title)}” to the trash"
            self._change(lambda: self.library.trash([entry.id]), said)

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Edit its tags."""
        from reader.tui.screens.dialogs.tags import TagsDialog

        if (entry := self.selected) is None:
            return

        def tag(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                self._change(lambda: self.library.set_article_tags(entry.id, tags))

        self.app.push_screen(TagsDialog(entry.tags, self.library.tags()), tag)

    def do_edit_details(self, _count: int | None, _argument: str | None) -> None:
        """Edit its title, author and date."""
        from reader.tui.screens.dialogs.details import Details, DetailsDialog

        if (entry := self.selected) is None:
            return

        def edit(details: Details | None) -> None:
            if details is not None:
                title, author, date = details
                self._change(
                    lambda: self.library.edit_details(
                        entry.id, title=title, author=author, date=date
                    )
                )

        self.app.push_screen(DetailsDialog(entry.title, entry.author, entry.date), edit)

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export what is annotated in it, or in all articles."""
        from reader.tui.screens.exporting import ask_to_export

        ask_to_export(self, self.library, self.selected, self.settings.export_folder)

    def do_undo(self, _count: int | None, _argument: str | None) -> None:
        """Undo the last change in the whole library."""
        self._turn_back(self.library.undo)

    def do_redo(self, _count: int | None, _argument: str | None) -> None:
        """Redo what was undone last."""
        self._turn_back(self.library.redo)

    def _change(self, change: Callable[[], object], said: str | None = None) -> None:
        """Do it, show what came of it, and say what was done if it is not to be seen."""
        try:
            change()
        except LibraryError as error:
            self._say(str(error), failed=True)
        else:
            if said:
                self._say(f"{said} · u undoes it")
        self.rearrange()

    def _turn_back(self, turn: Callable[[], Outcome]) -> None:
        try:
            outcome = turn()
        except LibraryError as error:
            self._say(str(error), failed=True)
            return
        self.rearrange(next(iter(outcome.articles), None))
        self._say(outcome.message, failed=not outcome.done)

    def _say(self, message: str, *, failed: bool = False) -> None:
        self.notify(
            safe_line(message), severity="warning" if failed else "information", markup=False
        )
