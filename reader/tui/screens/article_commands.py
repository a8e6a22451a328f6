"""What a person does to a whole article from a list: each is one change, and can be undone."""

from abc import abstractmethod

from reader.core.annotation import ReadingState
from reader.core.catalog import Entry
from reader.library import Library, Outcome
from reader.library.reading import in_short
from reader.settings import Settings
from reader.tui.screens.list_screen import ListScreen


class ArticleCommands(ListScreen):
    """The commands of a screen in which one article is selected."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__("library", library, settings)

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
            self.change(lambda: self.library.star([entry.id], not entry.starred))

    def do_toggle_read(self, _count: int | None, _argument: str | None) -> None:
        """Mark it as read, or as unread if it was."""
        if entry := self.selected:
            state: ReadingState = "unread" if entry.state == "done" else "done"
            self.change(lambda: self.library.set_reading_state([entry.id], state))

    def do_archive(self, _count: int | None, _argument: str | None) -> None:
        """Move it out of the list, or back."""
        if entry := self.selected:
            said = f"{'Unarchived' if entry.archived else 'Archived'} “{in_short(entry.title)}”"
            self.change(lambda: self.library.archive([entry.id], not entry.archived), said)

    def do_trash(self, _count: int | None, _argument: str | None) -> None:
        """Move it to the trash, or out of it."""
        if entry := self.selected:
            do = self.library.take_from_trash if entry.trashed else self.library.trash
            where = "out of" if entry.trashed else "to"
            said = f"Moved “{in_short(entry.title)}” {where} the trash"
            self.change(lambda: do([entry.id]), said)

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Edit its tags."""
        from reader.tui.screens.dialogs.tags import TagsDialog

        if (entry := self.selected) is None:
            return

        def tag(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                self.change(lambda: self.library.set_article_tags(entry.id, tags))

        self.app.push_screen(TagsDialog(entry.tags, self.library.tags()), tag)

    def do_edit_details(self, _count: int | None, _argument: str | None) -> None:
        """Edit its title, author and date."""
        from reader.tui.screens.dialogs.details import Details, DetailsDialog

        if (entry := self.selected) is None:
            return

        def edit(details: Details | None) -> None:
            if details is not None:
                title, author, date = details
                self.change(
                    lambda: self.library.edit_details(
                        entry.id, title=title, author=author, date=date
                    )
                )

        self.app.push_screen(DetailsDialog(entry.title, entry.author, entry.date), edit)

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export what is annotated in it, or in all articles."""
        from reader.tui.screens.exporting import ask_to_export

        ask_to_export(self, self.library, self.selected, self.settings.export_folder)

    def show_outcome(self, outcome: Outcome) -> None:
        """Select the article in which something is different now."""
        self.rearrange(next(iter(outcome.articles), None))
