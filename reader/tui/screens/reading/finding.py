"""Finding a place: search, annotations, outline, bookmarks, back and forward."""

from typing import TYPE_CHECKING, Final

from reader.core import motion
from reader.core.annotation import Annotation
from reader.core.marks import step
from reader.core.search import find, next_match, previous_match
from reader.core.segments import Range, previous_boundary
from reader.core.selection import Selection
from reader.tui.screens.reading.page import ReadingPage, quoted

if TYPE_CHECKING:
    from reader.tui.widgets.search_line import SearchLine

LONGEST_NOTE: Final = 300
"""Characters of a note that are said when one comes to it."""


class Finding(ReadingPage):
    """The commands that jump: from each of them one can go back."""

    _searched_from = 0
    """Where the cursor was when the search began."""
    _searched = ""
    """What was searched last, in whichever article."""
    _selected_before = Selection()

    # Search

    def do_search(self, _count: int | None, _argument: str | None) -> None:
        """Search while the person types."""
        from reader.tui.widgets.search_line import SearchLine

        if self.lower_panel is not None:
            return
        self._searched_from, self._selected_before = self.cursor, self.selection
        line = SearchLine(self._searched)
        self.open_panel(line)
        line.focus()

    def on_search_line_typed(self, event: "SearchLine.Typed") -> None:
        """Show the first match after where the search began."""
        self._show_matches(event.text)
        if self.matches is None or not self.matches:
            self._return_to_start()
            self.show_status()
            return
        found = next_match(self.matches, self._searched_from - 1)
        if found is not None:
            self._show_match(found)

    def on_search_line_left(self, event: "SearchLine.Left") -> None:
        """Stay at the match, or go back to where the search began; an empty line searches on."""
        self.close_panel()
        if event.keep and not event.text:
            self._step_match(1)
            return
        if event.keep:
            self._searched = event.text
        if event.keep and self.matches:
            self.trail.leave(self._searched_from)
        else:
            if event.keep:
                self._say_no_match()
            self._show_matches("")
            self._return_to_start()
        self.show_status()

    def do_next_match(self, count: int | None, _argument: str | None) -> None:
        """The next match; after the last comes the first."""
        self._step_match(count or 1)

    def do_previous_match(self, count: int | None, _argument: str | None) -> None:
        """The match before; before the first comes the last."""
        self._step_match(-(count or 1))

    def go_to_match_after(self, passage: Range) -> None:
        """Go to the first match beyond a passage; after the last comes the first."""
        found = next_match(self.matches, passage[1] - 1) if self.matches else None
        if found is None:
            return
        if passage[0] <= found[0] < passage[1]:
            self.say("There is no match outside this sentence")
            return
        if found[0] < passage[0]:
            self.say("That was the last match: this is the first one")
        self.trail.leave(self.cursor)
        self._show_match(found)

    def _step_match(self, steps: int) -> None:
        if self.matches is None:
            self._show_matches(self._searched)
        if not self.matches:
            self._say_no_match()
            return
        offset = self.cursor
        found: Range | None = None
        for _ in range(min(abs(steps), len(self.matches))):
            step = next_match if steps > 0 else previous_match
            found = step(self.matches, offset)
            offset = found[0] if found else offset
        if found is not None:
            self.trail.leave(self.cursor)
            self._show_match(found)

    def _say_no_match(self) -> None:
        if self._searched:
            self.say(f"{quoted(self._searched)} is not in this article")
        else:
            self.say("Nothing has been searched yet: / searches")

    def _show_matches(self, query: str) -> None:
        self.matches = find(self.article.text, query) if query.strip() else None
        self.pane.set_matches(self.matches)

    def _show_match(self, found: Range) -> None:
        self.pane.set_matches(self.matches, found)
        # A selection is extended so that the match is within it.
        forward = found[0] >= self.selection.origin
        extends = self.selection.is_active and forward
        self.go(previous_boundary(self.article.text, found[1]) if extends else found[0], "third")

    def _return_to_start(self) -> None:
        if self._selected_before.is_active:
            self.pane.move_cursor(self._selected_before.cursor)
            self.select(self._selected_before)
        else:
            self.go(self._searched_from)

    # In the whole library

    def do_search_all(self, _count: int | None, _argument: str | None) -> None:
        """Search the whole library, and this article before all others."""
        self.post_message(self.SearchAll(self, self.article_id))

    def show_place(self, article: str, offset: int | None) -> bool:
        """Go to what was found in this article."""
        if article != self.article_id:
            return False
        if offset is not None:
            place = motion.settle(self.article, offset, boilerplate=self.boilerplate)
            self.go(place, "third", jump=True)
        return True

    def do_cancel(self, count: int | None, argument: str | None) -> None:
        """Leave the selection; else clear the search."""
        if self.selection.is_active:
            super().do_cancel(count, argument)
        elif self.matches is not None:
            self._show_matches("")
            self.show_status()

    # Annotations

    def do_next_annotation(self, count: int | None, _argument: str | None) -> None:
        """The next annotation."""
        self._step_annotation(count or 1)

    def do_previous_annotation(self, count: int | None, _argument: str | None) -> None:
        """The annotation before."""
        self._step_annotation(-(count or 1))

    def _step_annotation(self, steps: int) -> None:
        placed = self.pane.annotations
        if not placed:
            self.say("There are no annotations in this article yet: h makes one")
            return
        meant = self.annotation
        here = next((at for at, one in enumerate(placed) if one is meant), None)
        goal = step([one.passage or (0, 0) for one in placed], here, self.cursor, steps)
        if goal is None:
            self.say("This is the last annotation" if steps > 0 else "This is the first annotation")
        else:
            self.show_annotation(placed[goal])

    def show_annotation(self, annotation: Annotation) -> None:
        """Go to an annotation: what follows is done to it."""
        if annotation.passage is None:
            where = "stands on the whole article" if annotation.anchor is None else "has no place"
            self.say(f"This annotation {where}")
            return
        self.stepped_to = annotation.id
        self.go(annotation.passage[0], "third", jump=True)
        if annotation.note and not self.pane.shows_note_of(annotation):
            self.say(annotation.note[:LONGEST_NOTE])

    # Outline, bookmarks, back and forward

    def do_outline(self, _count: int | None, _argument: str | None) -> None:
        """Show the headings, and go to one."""
        from reader.tui.screens.dialogs.outline import OutlineDialog

        blocks = [self.article.blocks[index] for index in self.article.headings]
        if not blocks:
            self.say("This article has no headings")
            return
        headings = [
            (block.level, self.article.text[block.start : block.end], block.start)
            for block in blocks
        ]

        def jump(offset: int | None) -> None:
            if offset is not None:
                self.go(offset, "page", jump=True)

        self.app.push_screen(OutlineDialog(headings, self.cursor), jump)

    def do_set_bookmark(self, _count: int | None, argument: str | None) -> None:
        """Name this place with a letter."""
        letter = argument or ""
        self.change(
            lambda: self.library.set_bookmark(self.article_id, letter, self.cursor),
            f"Bookmark {letter} is here: ' and {letter} jumps to it",
        )

    def do_jump_to_bookmark(self, _count: int | None, argument: str | None) -> None:
        """Go to the place that a letter names."""
        offset = self.library.state(self.article_id).bookmarks.get(argument or "")
        if offset is None:
            self.say(f"There is no bookmark {argument}")
            return
        shown = self.boilerplate
        self.go(motion.settle(self.article, offset, boilerplate=shown), "third", jump=True)

    def do_back(self, count: int | None, _argument: str | None) -> None:
        """Go back to before the last jump; from an article that was jumped into, out of it."""
        self._follow_trail(-(count or 1))

    def do_forward(self, count: int | None, _argument: str | None) -> None:
        """Go forward again."""
        self._follow_trail(count or 1)

    def _follow_trail(self, steps: int) -> None:
        for _ in range(abs(steps)):
            turn = self.trail.forward if steps > 0 else self.trail.back
            place = turn(self.cursor)
            if place is None:
                if steps < 0 and self.is_visit:
                    self.post_message(self.Left(self.article_id))
                else:
                    self.say(f"There is no place to go {'back' if steps < 0 else 'forward'} to")
                break
            self.go(place, "third")
