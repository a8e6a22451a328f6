"""What surrounds the text: its width, what is hidden, the whole article, the other articles."""

from dataclasses import replace
from typing import Final

from reader.core.annotation import ReadingState
from reader.core.catalog import arrange
from reader.settings import Settings, config_file, save
from reader.tui.screens.reading.page import ReadingPage

STEP: Final = 4
"""Cells by which the text gets wider or narrower."""

NARROWEST, WIDEST = 20, 200

LINKS: Final = ("http://", "https://", "mailto:")
"""What is opened outside; nothing else that a text may ask for."""


class Arranging(ReadingPage):
    """The commands for the view and for the article as a whole."""

    order: tuple[str, ...] = ()
    """The articles as they stood in the list from which this one was opened, else when one first
    went to another from here: reading changes that order, and going on must not go back."""

    # The view

    def do_zen(self, _count: int | None, _argument: str | None) -> None:
        """Hide all but the text, or show it again."""
        self.toggle_class("zen")
        self.pane.show_notes("sign" if self.has_class("zen") else self.settings.margin_notes)

    def do_wider(self, count: int | None, _argument: str | None) -> None:
        """Widen the text."""
        self._set_width(self.shape.width + STEP * (count or 1))

    def do_narrower(self, count: int | None, _argument: str | None) -> None:
        """Narrow the text, from what there is room for."""
        width = min(self.shape.width, self.pane.view.layout.shape.width)
        self._set_width(width - STEP * (count or 1))

    def do_reset_width(self, _count: int | None, _argument: str | None) -> None:
        """Set the usual width again."""
        self._set_width(Settings().measure)

    def _set_width(self, width: int) -> None:
        width = max(NARROWEST, min(WIDEST, width))
        if width == self.shape.width:
            return
        self.shape = replace(self.shape, width=width)
        self.pane.set_shape(self.shape)
        self.moved()
        try:
            save(config_file(), "measure", width)
        except OSError as error:
            self.say(f"The width could not be kept: {error}", failed=True)

    def do_boilerplate(self, _count: int | None, _argument: str | None) -> None:
        """Show or fold boilerplate."""
        if not any(block.kind == "boilerplate" for block in self.article.blocks):
            self.say("There is no boilerplate in this article")
            return
        self.shape = replace(self.shape, boilerplate=not self.shape.boilerplate)
        self.pane.set_shape(self.shape)
        self.moved()

    # The article

    def do_star(self, _count: int | None, _argument: str | None) -> None:
        """Give it a star, or take it."""
        starred = not self.entry.starred
        self.change(
            lambda: self.library.star([self.article_id], starred),
            "Starred" if starred else "The star is gone",
        )

    def do_toggle_read(self, _count: int | None, _argument: str | None) -> None:
        """Mark it as read, or as unread if it was."""
        state: ReadingState = "unread" if self.entry.state == "done" else "done"
        self.change(
            lambda: self.library.set_reading_state([self.article_id], state),
            "Marked as read" if state == "done" else "Marked as unread",
        )

    def do_open_link(self, _count: int | None, _argument: str | None) -> None:
        """Open the link under the cursor, else the source of the article."""
        under = [
            span.href
            for span in self.article.spans
            if span.href and span.start <= self.cursor < span.end
        ]
        target = under[-1] if under else next(reversed(self.entry.sources), "")
        if target.startswith(LINKS):
            self.app.open_url(target)
            self.say(f"Opening {target}")
        else:
            self.say(f"The source is {target}" if target else "No source is known")

    # Other articles

    def do_next_article(self, count: int | None, _argument: str | None) -> None:
        """The next article of the list."""
        self._go_to_article(count or 1)

    def do_previous_article(self, count: int | None, _argument: str | None) -> None:
        """The article before."""
        self._go_to_article(-(count or 1))

    def _go_to_article(self, steps: int) -> None:
        if self.article_id not in self.order:
            entries = arrange(self.library.entries(), "all", "recent")
            self.order = tuple(entry.id for entry in entries if not entry.missing)
        gone = {entry.id for entry in self.library.entries() if entry.trashed}
        order = [one for one in self.order if one == self.article_id or one not in gone]
        here = order.index(self.article_id) if self.article_id in order else 0
        goal = max(0, min(here + steps, len(order) - 1))
        if goal == here:
            self.say(f"This is the {'last' if steps > 0 else 'first'} article of the list")
            return
        self.keep_place()
        if self.show_article(order[goal]):
            self.arrived()

    def do_quit(self, _count: int | None, _argument: str | None) -> None:
        """Go back to where the article was opened from."""
        self.keep_place()
        self.post_message(self.Left(self.article_id))
