"""The preview beside the list: when it is there, and when it follows the selection."""

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from textual.screen import Screen
from textual.timer import Timer

from reader.core.annotation import Annotation
from reader.core.article import Article, Block, BlockKind
from reader.core.catalog import Entry
from reader.core.safe import safe_line
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
        self._pane.visible = entry is not None
        if entry is None:
            self._shown = None
            return
        annotations: tuple[Annotation, ...] = ()
        offset = 0
        try:
            article = self._library.article(entry.id)
            annotations = self._library.annotations(entry.id)
            if place := self._library.state(entry.id).place:
                offset = place.offset
        except LibraryError as error:
            article = instead_of_text(str(error), entry)
        from reader.core.layout import Shape

        shape = Shape(self._settings.measure, self._settings.spacing, self._settings.indent)
        if self._shown != (entry.id, article.revision):
            self._pane.show(article, shape, top=offset, cursor=offset)
            self._shown = (entry.id, article.revision)
        self._pane.set_annotations(annotations)


def instead_of_text(problem: str, entry: Entry) -> Article:
    """What is shown of an article that cannot be read: why, and what brings it back."""
    source = safe_line(entry.sources[-1]) if entry.sources else "FILE"
    paragraphs = (
        "This article cannot be read",
        f"{safe_line(problem)}.",
        f"reader add {source}",
        "What you wrote in it is kept, and stands in it again then.",
    )
    kinds: tuple[BlockKind, ...] = ("heading", "paragraph", "preformatted", "paragraph")
    ends = accumulate(len(paragraph) + 1 for paragraph in paragraphs)
    blocks = [
        Block(kind, end - len(paragraph) - 1, end - 1, 2 * (kind == "heading"))
        for kind, paragraph, end in zip(kinds, paragraphs, ends, strict=True)
    ]
    return Article("\n".join(paragraphs), tuple(blocks))
