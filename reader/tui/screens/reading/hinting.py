"""Choosing a sentence by the letters that are drawn before it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.core.selection import Selection
from reader.tui.screens.reading.selecting import Selecting

if TYPE_CHECKING:
    from reader.core.hints import Hint


class Hinting(Selecting):
    """The commands that name every sentence in sight, and what is typed then."""

    _hints: "Sequence[Hint]" = ()
    _typed = ""
    """The letters typed so far: all hints that are drawn go on from them."""

    def do_hints(self, _count: int | None, _argument: str | None) -> None:
        """Name the sentences in sight; the one whose letters are typed is selected."""
        self._name_sentences()

    def do_extend_hint(self, _count: int | None, _argument: str | None) -> None:
        """Name the sentences in sight; what is selected will reach to the end of one."""
        self._name_sentences()

    def do_take_back(self, _count: int | None, _argument: str | None) -> None:
        """Forget the letter typed last."""
        self._narrow(self._typed[:-1])

    def do_cancel(self, count: int | None, argument: str | None) -> None:
        """Take the letters away; there being none, leave what else can be left."""
        if self.mode == "hints":
            self._forget_hints()
        else:
            super().do_cancel(count, argument)

    def take_letter(self, letter: str) -> bool:
        """Take a letter of a label; one that belongs to none changes nothing."""
        if self.mode != "hints":
            return super().take_letter(letter)
        for typed in (self._typed + letter, self._typed + letter.lower()):
            going_on = [hint for hint in self._hints if hint.label.startswith(typed)]
            if going_on and going_on[0].label == typed:
                self._choose(going_on[0])
            elif going_on:
                self._narrow(typed)
            if going_on:
                break
        return True

    @property
    def pending(self) -> str:
        """The letters typed so far, or else the count and the keys."""
        return self._typed or super().pending

    def moved(self) -> None:
        """Other sentences may be in sight now."""
        super().moved()
        if self.mode == "hints":
            self._name_sentences()

    def on_article_pane_resized(self) -> None:
        """Other sentences are in sight."""
        if self.mode == "hints":
            self._name_sentences()

    def select(self, selection: Selection) -> None:
        """Select, whoever asks for it: then no sentence is asked for any more."""
        self._forget_hints()
        super().select(selection)

    def _name_sentences(self) -> None:
        from reader.core.hints import hints, sentences_in_sight

        in_sight = sentences_in_sight(
            self.article, self.pane.view.passage, boilerplate=self.boilerplate
        )
        if not in_sight:
            self.say("There is no sentence in sight")
            return
        self._hints = hints(in_sight, self.cursor)
        self.mode = "hints"
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        """Draw the labels that go on from what is typed, without it."""
        self._typed = typed
        going_on = (hint for hint in self._hints if hint.label.startswith(typed))
        self.pane.set_hints([one._replace(label=one.label[len(typed) :]) for one in going_on])
        self.show_status()

    def _choose(self, hint: "Hint") -> None:
        self._forget_hints()
        if self.selection.is_active:
            self.show_selection(self.selection.reach(self.article, (hint.start, hint.end)))
        else:
            # Where the sentence begins above what is in sight, the text stays where it is.
            cursor = max(hint.start, self.pane.view.passage[0])
            self.show_selection(Selection("sentence", cursor, cursor))

    def _forget_hints(self) -> None:
        if self.mode == "hints":
            self._hints, self._typed = (), ""
            self.pane.set_hints(())
            self.mode = self.resting_mode
            self.show_status()
