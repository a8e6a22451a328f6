"""Undo and redo: changes like any other, whose edits are an earlier change's, turned round.

They are found in the journal, so they survive a restart. What this device's other processes did
while this one runs is theirs: it is not undone from here, and if it changed the same thing since,
undo says so and leaves it; the next one goes on to the change before.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, Literal

from reader.core.annotation import Annotation
from reader.core.change import Change, Document, Edit, Value, inverse
from reader.library.outcomes import LibraryError, Outcome
from reader.library.records import read_annotation
from reader.library.repairing import Repairing

NEVER_UNDONE: Final = frozenset({"add", "revise", "read", "recover", "merge"})
"""Kinds of change that are nobody's doing, or can be done again from the source."""

Direction = Literal["undo", "redo"]


class _ChangedSince(LibraryError):
    """What a change set is not what it set any more."""


class Undoing(Repairing):
    """What can be taken back."""

    def undo(self, article: str | None = None) -> Outcome:
        """Take back the newest change; of one article, or of all."""
        return self._turn(article, "undo")

    def redo(self, article: str | None = None) -> Outcome:
        """Make again what was undone last; of one article, or of all."""
        return self._turn(article, "redo")

    def _turn(self, article: str | None, direction: Direction) -> Outcome:
        with self._guard:
            self._refuse_if_read_only()
            if self._journal.has_grown(self._positions):
                self._catch_up()
            found = self._candidate(article, direction)
            if found is None:
                where = "" if article is None else " in this article"
                return Outcome(done=False, message=f"Nothing to {direction}{where}")

            def build() -> list[Edit | None]:
                if not self._is_as_it_left_all(found):
                    raise _ChangedSince
                return self._in_present_texts(inverse(found))

            past = "undone" if direction == "undo" else "redone"
            try:
                change = self._change(direction, found.label, build, undoes=found.stamp)
            except _ChangedSince:
                self._left.add(found.stamp)
                return Outcome(
                    done=False,
                    message=f"Changed since by another program: nothing {past} ({found.label})",
                )
            said = "Undid" if direction == "undo" else "Redid"
            return Outcome(
                done=True,
                message=f"{said}: {found.label}",
                articles=change.articles if change else frozenset(),
                passage=self._passage(found),
                change=self._first_hand(found),
            )

    def touched(self, change: Change) -> list[Annotation]:
        """The annotations that a change is of, as they are now; a deleted one as it was."""
        named = {(edit.article, edit.annotation): edit.record for edit in change.edits}
        found = []
        with self._guard:
            for (article, name), record in named.items():
                document = {**self._document(record), "deleted": False}
                if name is not None:
                    found.append(read_annotation(name, article, document, self._revision(article)))
        return [annotation for annotation in found if annotation is not None]

    def _first_hand(self, change: Change) -> Change:
        """The change that was made first, of one that took it back."""
        earlier = self._history(None) if change.undoes else iter(())
        return next((one for one in earlier if one.stamp == change.undoes), change)

    def _is_as_it_left_all(self, change: Change) -> bool:
        """Whether all that a change set is what it set."""
        return all(map(self._is_as_left, inverse(change)))

    def _is_as_left(self, edit: Edit) -> bool:
        """Whether what is to be turned round is what it was made. Where a passage is in a new text
        is nobody's doing: it is found there again."""
        value = self._document(edit.record).get(edit.field)
        is_of_new_text = edit.field == "target" and _revision_of(value) != _revision_of(edit.before)
        return value == edit.before or is_of_new_text

    def _in_present_texts(self, edits: Iterable[Edit]) -> list[Edit | None]:
        """The same edits, with targets that are in the texts of now."""
        kept: list[Edit | None] = []
        moved: dict[str, Document] = {}
        for edit in edits:
            if edit.field in ("anchor", "target"):
                moved.setdefault(edit.record, {})[edit.field] = edit.after
            if edit.field != "target":
                kept.append(edit)
        by_article: dict[str, dict[str, Document]] = {}
        for record, own in moved.items():
            # The target that is there belongs to the anchor that is there.
            there = self._document(record) if "anchor" not in own else {}
            by_article.setdefault(record.split("/")[1], {})[record] = {**there, **own}
        for article, documents in by_article.items():
            targets = self._targets_in(article, documents, self._revision(article))
            kept += [self._edit(record, "target", target) for record, target in targets.items()]
        return kept

    def _candidate(self, article: str | None, direction: Direction) -> Change | None:
        """The change to turn round."""
        taken_back: set[str | None] = set()
        for change in self._history(article):
            if change.kind in NEVER_UNDONE:
                continue
            is_there = change.stamp not in taken_back
            if is_there:
                taken_back.add(change.undoes)
            if change.stamp in self._others:
                continue
            if change.stamp in self._left and not self._is_as_it_left_all(change):
                continue
            is_first_hand = change.kind not in ("undo", "redo")
            if direction == "redo" and is_first_hand:
                return None  # a new change ends what could be redone
            if is_there and (is_first_hand or (direction, change.kind) == ("redo", "undo")):
                return change
        return None

    def _history(self, article: str | None) -> Iterator[Change]:
        """This device's changes, newest first, as far as they are known: whose those are that come
        in at this moment is not."""
        known = self._positions.get(self._journal.device)
        waiting = (
            change
            for change in reversed(self._pending)
            if article is None or article in change.articles
        )
        return chain(waiting, self._journal.backwards(article, until=known) if known else ())

    def _passage(self, change: Change) -> tuple[int, int] | None:
        """Where a change can be seen: the first passage of it, if all are in one article."""
        if len(change.articles) != 1:
            return None
        passages = (annotation.passage for annotation in self.touched(change))
        return min(filter(None, passages), default=None)


def _revision_of(target: Value) -> str | None:
    return target.get("revision") if isinstance(target, dict) else None
