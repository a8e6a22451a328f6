"""The preview beside the list: when it is there, and when it follows the selection."""

from typing import TYPE_CHECKING, Final

from textual.screen import Screen
from textual.timer import Timer

from reader.core.catalog import Entry
from reader.library import Library, LibraryError
from reader.settings import Settings, styles_folder

if TYPE_CHECKING:
    from reader.tui.widgets.article_pane import ArticlePane

PREVIEW_FROM: Final = 110
"""Columns of the screen from which there is a preview."""

PAUSE: Final = 0.08
"""Seconds without a motion after which it follows, so that it never slows a motion down."""


class Preview:
    """Mounts the reading pane on a screen that is wide enough, and shows articles in it.

    The pane's module and its styles are loaded with the first preview, after the first sight.
    """

    def __init__(self, screen: Screen[None], library: Library, settings: Settings) -> None:
        self._screen, self._library, self._settings = screen, library, settings
        self._pane: ArticlePane | None = None
        self._timer: Timer | None = None
        self._shown: tuple[str, str] | None = None

    @property
    def visible(self) -> bool:
        """Whether there is one now."""
        return self._pane is not None and bool(self._pane.display)

    def fit(self, entry: Entry | None) -> None:
        """Come or go with the width of the screen."""
        wide = self._screen.size.width >= PREVIEW_FROM
        if wide and self._pane is None:
            self._mount()
        if self._pane is not None:
            self._pane.display = wide
        self.follow(entry)

    def follow(self, entry: Entry | None) -> None:
        """Show the article after a short pause, if it is still the selected one then."""
        if self._timer is not None:
            self._timer.stop()
        if self.visible:
            self._timer = self._screen.set_timer(PAUSE, lambda: self._show(entry))

    def scroll(self, pages: int) -> None:
        """Scroll by whole pages."""
        if self._pane is not None:
            self._pane.scroll_pages(pages)

    def _mount(self) -> None:
        from reader.tui.widgets.article_pane import ArticlePane

        self._screen.app.stylesheet.read(styles_folder() / "reading.tcss")
        self._pane = ArticlePane(self._settings.margin_notes)
        self._pane.can_focus = False
        self._pane.add_class("preview")
        self._screen.mount(self._pane)

    def _show(self, entry: Entry | None) -> None:
        if self._pane is None or not self._pane.is_mounted:
            return
        if entry is None or entry.missing:
            self._pane.visible = False
            self._shown = None
            return
        try:
            article = self._library.article(entry.id)
            annotations = self._library.annotations(entry.id)
            place = self._library.state(entry.id).place
        except LibraryError:
            self._pane.visible = False
            return
        from reader.core.layout import Shape

        shape = Shape(self._settings.measure, self._settings.spacing, self._settings.indent)
        if self._shown != (entry.id, article.revision):
            offset = place.offset if place else 0
            self._pane.show(article, shape, top=offset, cursor=offset)
            self._shown = (entry.id, article.revision)
        self._pane.set_annotations(annotations)
        self._pane.visible = True
