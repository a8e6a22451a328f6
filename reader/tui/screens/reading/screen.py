"""The reading screen put together: what is on it, and what reaches it from outside."""

import gc
from typing import ClassVar, Final

from textual.app import ComposeResult

from reader.core.annotation import Annotation
from reader.library import Library
from reader.settings import Settings, styles_folder
from reader.tui.screens.reading.arranging import Arranging
from reader.tui.screens.reading.finding import Finding
from reader.tui.screens.reading.hinting import Hinting
from reader.tui.screens.reading.moving import Moving
from reader.tui.screens.reading.noting import Noting
from reader.tui.screens.reading.piping import Piping

COLLECT_EVERY: Final = (20_000, 50, 1_000)
"""Python's thresholds of garbage collection while one reads: full ones are as good as never, for a
key makes next to no garbage in cycles, and a full one costs several frames."""

IN_TRASH: Final = (
    "Another program has moved this article to the trash: what you do here is kept with it"
)
OUT_OF_TRASH: Final = "Another program has taken this article out of the trash"
GONE: Final = "Another program has deleted this annotation: what you keep brings it back"


class ReadingScreen(Moving, Hinting, Noting, Piping, Finding, Arranging):
    """One article, to be read and annotated."""

    CSS_PATH = styles_folder() / "reading.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-short"), (20, "-middle"), (30, "-tall")]
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
        self.arrived()
        self.offer_draft()
        self.tell_revision()

    def on_article_pane_resized(self) -> None:
        """The same offset stays at the top; how far one is has changed."""
        self.show_status()

    def on_unmount(self) -> None:
        """Keep the place."""
        self.keep_place()

    def library_changed(self, articles: frozenset[str]) -> None:
        """Another program changed the article or what is written in it."""
        if self.article_id not in articles:
            return
        was_trashed = bool(self.entry.trashed)
        self._entry = None
        self.keep_up()
        if bool(self.entry.trashed) != was_trashed:
            self.say(OUT_OF_TRASH if was_trashed else IN_TRASH)
        held = self.noted if self.is_writing else self.edited
        if isinstance(held, Annotation) and not any(
            one.id == held.id for one in self.library.annotations(self.article_id)
        ):
            self.say(GONE)

    def come_back_from(self, _article: str) -> None:
        """The article may have been annotated on a screen above this one, or elsewhere."""
        self.library_changed(frozenset([self.article_id]))

    # The annotations panel

    def do_annotations(self, _count: int | None, _argument: str | None) -> None:
        """List the annotations; one of this article that is chosen there is gone to here."""
        from reader.tui.screens.annotations import AnnotationsScreen

        current = self.annotation
        panel = AnnotationsScreen(
            self.library,
            self.settings,
            self.article_id,
            current=current.id if current else self.stepped_to,
            show=self._show_here,
        )
        self.app.push_screen(panel, lambda _: self.library_changed(frozenset([self.article_id])))

    def _show_here(self, annotation: Annotation) -> bool:
        """Go to an annotation, if it is one of this article. Whether it is."""
        if annotation.article != self.article_id:
            return False
        self.show_annotations()
        self.show_annotation(annotation)
        return True

    def do_review(self, _count: int | None, _argument: str | None) -> None:
        """Read again what is due."""
        from reader.tui.screens.review import open_review

        open_review(self, self.library, self.settings)

    def do_repair(self, _count: int | None, _argument: str | None) -> None:
        """Find a place for the annotations that have lost theirs."""
        from reader.tui.screens.repair import open_repair

        current = self.annotation
        first = current.id if current else None
        open_repair(self, self.library, self.settings, self.article_id, first)
