"""Highlights and tags, on the selection, the annotation under the cursor, or else the paragraph."""

from collections.abc import Callable

from reader.core.annotation import Annotation, Color, Pen, Style
from reader.core.segments import Range, sentence_at
from reader.library import Outcome
from reader.tui.screens.reading.page import ReadingPage, quoted


class Annotating(ReadingPage):
    """The commands that change what the person left in the article."""

    # Highlights

    def do_highlight(self, _count: int | None, _argument: str | None) -> None:
        """Highlight the selection, the sentence of a match, or the paragraph; again removes it.

        From a match one goes on to the next, when its sentence is highlighted.
        """
        if self.selection.is_active:
            self.highlight_selection()
            return
        sentence = self._on_match
        passage = sentence or self.paragraph
        if passage[0] == passage[1]:
            self.say("There is nothing to highlight here")
            return
        same = [one for one in self._touching(passage) if one.passage == passage]
        colored = [one for one in same if one.color is not None]
        if colored:
            # What has a note or tags keeps those.
            ids = [one.id for one in colored]
            self.change(lambda: self.library.recolor(self.article_id, ids, None))
            return
        if same:
            ids = [same[-1].id]
            color = self.library.pen.color
            done = self.change(lambda: self.library.recolor(self.article_id, ids, color))
        else:
            done = self.change(lambda: self._mark(passage))
        if done and sentence:
            self.go_to_match_after(sentence)

    def do_choose_color(self, _count: int | None, argument: str | None) -> None:
        """Choose the colour or the style; the selection is marked so, or what is there changed."""
        pen = self.library.pen
        if argument in set(Style):
            pen = pen._replace(style=Style(argument))
        elif argument is not None:
            pen = pen._replace(color=Color(argument))
        self.library.choose_pen(pen)
        annotation = self.annotation
        if self.selection.is_active:
            self.highlight_selection()
        elif annotation is not None:
            self._give_look(annotation, pen, argument)
        self.show_status()

    def _give_look(self, annotation: Annotation, pen: Pen, look: str | None) -> None:
        ids = [annotation.id]
        if look == pen.style:
            if annotation.color is not None and annotation.style != pen.style:
                self.change(lambda: self.library.restyle(self.article_id, ids, pen.style))
        elif annotation.color != pen.color:
            self.change(lambda: self.library.recolor(self.article_id, ids, pen.color))

    def highlight_selection(self, *, tags: tuple[str, ...] = ()) -> Annotation | None:
        """Highlight what is selected, and select nothing any more; None if that failed."""
        passage = self.selection.passage(self.article)
        made: list[Annotation] = []
        self.leave_selection()
        done = self.change(lambda: made.append(self._mark(passage, tags)))
        return made[0] if done else None

    def _mark(self, passage: Range, tags: tuple[str, ...] = ()) -> Annotation:
        pen = self.library.pen
        return self.library.annotate(
            self.article_id, passage, color=pen.color, style=pen.style, tags=tags
        )

    def do_delete(self, _count: int | None, _argument: str | None) -> None:
        """Delete the annotation under the cursor, or all that the selection touches."""
        if self.selection.is_active:
            doomed = self._touching(self.selection.passage(self.article))
        elif self.annotation is not None:
            doomed = [self.annotation]
        else:
            doomed = self._touching(self.paragraph)
            if len(doomed) > 1:
                self.say(f"{len(doomed)} annotations in this paragraph: > goes to one of them")
                return
        if not doomed:
            self.say("There is no annotation here")
            return
        self.leave_selection()
        self.delete(doomed)

    def delete(self, annotations: list[Annotation]) -> None:
        """Delete annotations, and say which."""
        one = annotations[0]
        whole = f"{len(annotations)} annotations"
        said = (
            f"Deleted {quoted(self.words_of(one) or one.note) if len(annotations) == 1 else whole}"
        )
        ids = [annotation.id for annotation in annotations]
        self.change(lambda: self.library.delete(self.article_id, ids), f"{said} · u undoes it")

    # Tags

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Tag the selection, the annotation under the cursor, or the paragraph."""
        if self.selection.is_active:
            self._ask_tags((), lambda tags: self.highlight_selection(tags=tags))
            return
        found = self.annotation or self.annotation_of_paragraph
        if found is not None:
            self.tag(found)
        elif (passage := self.paragraph)[0] < passage[1]:
            self._ask_tags(
                (),
                lambda tags: self.change(
                    lambda: self.library.annotate(self.article_id, passage, tags=tags)
                ),
            )

    def tag(self, annotation: Annotation) -> None:
        """Edit the tags of an annotation."""
        self._ask_tags(
            annotation.tags,
            lambda tags: self.change(
                lambda: self.library.set_tags(self.article_id, annotation.id, tags)
            ),
        )

    def _ask_tags(self, tags: tuple[str, ...], then: Callable[[tuple[str, ...]], object]) -> None:
        from reader.tui.screens.dialogs.tags import TagsDialog

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None and chosen != tags:
                then(chosen)

        self.app.push_screen(TagsDialog(tags, self.library.tags()), take)

    # Undo

    def do_undo(self, count: int | None, _argument: str | None) -> None:
        """Undo the newest changes of this article."""
        self._turn_back("Undoing", self.library.undo, count or 1)

    def do_redo(self, count: int | None, _argument: str | None) -> None:
        """Redo what was undone."""
        self._turn_back("Redoing", self.library.redo, count or 1)

    def _turn_back(self, doing: str, turn: Callable[[str], Outcome], count: int) -> None:
        from reader.tui.screens.working import work

        outcomes: list[Outcome] = []

        def turn_all() -> None:
            for _ in range(count):
                outcomes.append(turn(self.article_id))
                if not outcomes[-1].done:
                    break

        work(self, doing, turn_all, lambda result: self._show_turned(result, outcomes))

    def _show_turned(self, result: Callable[[], None], outcomes: list[Outcome]) -> None:
        self.change(result)
        if not outcomes:
            return
        if outcomes[-1].passage is not None:
            self.go(outcomes[-1].passage[0], "third")
        self.say(outcomes[-1].message, failed=not outcomes[-1].done)

    # What is meant

    def _touching(self, passage: Range) -> list[Annotation]:
        return self.pane.annotations_touching(*passage)

    @property
    def annotation_of_paragraph(self) -> Annotation | None:
        """The annotation that stands on just this paragraph."""
        passage = self.paragraph
        return next((one for one in self._touching(passage) if one.passage == passage), None)

    @property
    def _on_match(self) -> Range | None:
        """The sentence of the match on which the cursor stands."""
        if self.matches is None:
            return None
        found = self.matches.touching(self.cursor, self.cursor + 1)
        return sentence_at(self.article, self.cursor) if found else None

    def words_of(self, noted: Annotation | Range) -> str:
        """The passage that something stands on; empty for the whole article."""
        if not isinstance(noted, Annotation):
            return self.article.text[slice(*noted)]
        if noted.passage is not None:
            return self.article.text[slice(*noted.passage)]
        return noted.quote
