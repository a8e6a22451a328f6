"""The panel put together: what is on it, and the ways out of it."""

from collections.abc import Callable

from textual.app import ComposeResult

from reader.core.annotation import Annotation
from reader.library import Library, LibraryError
from reader.settings import Settings, styles_folder
from reader.tui.screens.annotations.noting import Noting
from reader.tui.screens.copy_commands import CopyCommands
from reader.tui.screens.working import work


class AnnotationsScreen(CopyCommands, Noting):
    """The annotations of one article or of the whole library."""

    CSS_PATH = styles_folder() / "annotations.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-middle"), (30, "-tall")]

    def __init__(
        self,
        library: Library,
        settings: Settings,
        article: str | None = None,
        *,
        current: str | None = None,
        show: Callable[[Annotation], bool] = lambda _: False,
    ) -> None:
        """Begin with those of an article, `current` selected, or with all. Asked to `show` an
        annotation, the one who opened the panel may do so, and says whether they do."""
        super().__init__(library, settings, article, current)
        self._show = show

    def compose(self) -> ComposeResult:
        """What is on it, as the height of the terminal wants it: set later, it would be laid out
        and painted twice."""
        height = self.app.size.height
        self.add_class(max(point for point in self.VERTICAL_BREAKPOINTS if point[0] <= height)[1])
        yield from super().compose()

    def on_annotation_list_chosen(self) -> None:
        """Go to what was chosen with the mouse."""
        self.do_jump(None, None)

    def do_jump(self, _count: int | None, _argument: str | None) -> None:
        """Go to the passage in its article: in the text below, or in one that opens over this list,
        from which one comes back to it."""
        annotation = self.annotation(self.list.selected)
        if annotation is None:
            return
        if self._show(annotation):
            self.dismiss()
            return
        if annotation.anchor is not None and annotation.passage is None:
            self.say("This annotation has no place in the text: O finds it one")
            return
        from reader.tui.screens.reading import ReadingScreen

        start = annotation.passage[0] if annotation.passage else 0
        try:
            self.library.article(annotation.article)
        except LibraryError as error:
            self.say(str(error), failed=True)
            return
        screen = ReadingScreen(self.library, self.settings, annotation.article, offset=start)
        screen.stepped_to = annotation.id
        self.app.push_screen(screen)

    def do_copy(self, _count: int | None, _argument: str | None) -> None:
        """Copy what the ticked ones stand on, word for word; where none is ticked, the selected."""

        def copy(result: Callable[[], list[tuple[str, Annotation]]]) -> None:
            copied = result()
            self.copy_texts([one.quote or one.note for _, one in copied], copied)

        work(self, "Copying", lambda: self.copied, copy)

    @property
    def copied(self) -> list[tuple[str, Annotation]]:
        """The ticked ones, else the selected one, article by article as they stand there."""
        return [(one.article, one) for one in self.found(self.list.meant)]

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export the ticked ones, an article, or all."""
        from reader.tui.screens.exporting import ask_to_export

        selected, folder = self.list.selected, self.settings.export_folder
        entry = self.library.entry(selected.article) if selected else None
        ask_to_export(self, self.library, entry, folder, self.list.ticked)

    def do_repair(self, _count: int | None, _argument: str | None) -> None:
        """Find a place for the selected annotation, or for others of its article."""
        from reader.tui.screens.repair import open_repair

        if selected := self.list.selected:
            open_repair(self, self.library, self.settings, selected.article, selected.id)
