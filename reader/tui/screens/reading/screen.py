"""The reading screen put together: what is on it, and what reaches it from outside."""

import gc
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult

from reader.core.annotation import Annotation
from reader.library import Library, LibraryError
from reader.settings import Settings, styles_folder
from reader.tui.screens.reading.arranging import Arranging
from reader.tui.screens.reading.copying import Copying
from reader.tui.screens.reading.finding import Finding
from reader.tui.screens.reading.hinting import Hinting
from reader.tui.screens.reading.moving import Moving
from reader.tui.screens.reading.noting import Noting

COLLECT_EVERY: Final = (20_000, 50, 1_000)
"""Python's thresholds of garbage collection while one reads: full ones are as good as never, for a
key makes next to no garbage in cycles, and a full one costs several frames."""


class ReadingScreen(Moving, Hinting, Noting, Copying, Finding, Arranging):
    """One article, to be read and annotated."""

    CSS_PATH = styles_folder() / "reading.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-middle"), (30, "-tall")]
    AUTO_FOCUS: ClassVar[str] = "ArticlePane"

    def __init__(
        self, library: Library, settings: Settings, article: str, *, offset: int | None = None
    ) -> None:
        """Show an article where it was left, or at an offset."""
        super().__init__(library, settings, article)
        self._offset = offset

    def compose(self) -> ComposeResult:
        """The text, where one is in it, the keys that matter."""
        # Textual sets the class of the height after the first layout, and resolves all styles anew.
        height = self.app.size.height
        self.add_class(max(point for point in self.VERTICAL_BREAKPOINTS if point[0] <= height)[1])
        self.show_article(self.article_id, self._offset)
        yield self.pane
        yield self.status
        yield self.footer_line

    def on_mount(self) -> None:
        """Do first what is seen first."""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The first sight is there: do what could wait for it."""
        # What is loaded by now stays; the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_EVERY)
        self.moved()
        self.offer_draft()
        self.tell_revision()

    def on_resize(self, _event: events.Resize) -> None:
        """The same offset stays at the top; how far one is has changed."""
        self.show_status()

    def on_unmount(self) -> None:
        """Keep the place."""
        self.keep_place()

    def library_changed(self, articles: frozenset[str]) -> None:
        """Another program changed the article or what is written in it."""
        if self.article_id not in articles:
            return
        try:
            revision = self.library.article(self.article_id).revision
        except LibraryError as error:
            self.say(f"{error}; what is on the screen stays until you leave it", failed=True)
            return
        if revision != self.article.revision and self.lower_panel is None:
            self.show_article(self.article_id)
            self.say("The text of this article has changed: this is the new one")
        else:
            self.change(lambda: None)

    # The list of annotations

    def do_annotations(self, _count: int | None, _argument: str | None) -> None:
        """List the annotations; what is chosen there is done here."""
        current = self.annotation
        self._list_annotations(current.id if current else self.stepped_to)

    def _list_annotations(self, current: str | None) -> None:
        from reader.tui.screens.dialogs.annotations import AnnotationAction, AnnotationsDialog

        annotations = self.library.annotations(self.article_id)

        def act(chosen: AnnotationAction | None) -> None:
            if chosen is None:
                return
            found = next((one for one in annotations if one.id == chosen.id), None)
            if found is not None:
                self._act(chosen.action, found)

        self.app.push_screen(
            AnnotationsDialog(
                self.entry.title,
                annotations,
                self.article.text,
                current=current,
                color_names=self.settings.color_names,
            ),
            act,
        )

    def _act(self, action: str, annotation: Annotation) -> None:
        if annotation.passage is not None:
            self.show_annotation(annotation)
        match action:
            case "jump" if annotation.passage is None:
                self.show_annotation(annotation)
            case "color":
                self._recolor(annotation)
            case "tags":
                self.tag(annotation)
            case "note":
                self.write_note(annotation)
            case "delete":
                self.delete([annotation])
            case "copy":
                self.copy_annotation(annotation)

    def _recolor(self, annotation: Annotation) -> None:
        from reader.core.annotation import Color
        from reader.tui.screens.dialogs.choice import ChoiceDialog

        options = [(color.value, self.settings.color_names[color]) for color in Color]

        def take(color: str | None) -> None:
            if color is not None:
                chosen = Color(color)
                self.change(lambda: self.library.recolor(self.article_id, [annotation.id], chosen))

        self.app.push_screen(ChoiceDialog("Colour", options, annotation.color or ""), take)
