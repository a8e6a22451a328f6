"""Undo and redo: changes like any other, whose edits are an earlier change's, turned round.

They are found in the journal, so they survive a restart. What this device's other processes did
while this one runs is theirs: it is not undone from here, and if it changed the same thing since,
undo says so and leaves it; the next one goes on to the change before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, Literal

from reader.core.annotation import Annotation
from reader.core.change import Change, Document, Edit, Value, inverse
from reader.library.outcomes import ArticleUnavailable, LibraryError, Outcome
from reader.library.records import read_annotation
from reader.library.repairing import Repairing
from reader.library.revising import NEWS

NEVER_UNDONE: Final = frozenset({"add", "read", "recover", "merge"})
"""Kinds of change that are nobody's doing, or that take nothing away."""

_FOLLOWING: Final = ("target", "digests", NEWS)
"""Fields of what follows a text: where passages are in it, from which bytes it was read, and what
of it was not told yet."""

Direction = Literal["undo", "redo"]


class _Hindered(LibraryError):
    """A change cannot be turned round; the message says why."""


class Undoing(Repairing):
    """What can be taken back."""

    def undo(self, article: str | None = None) -> Outcome:
        """Take back the newest change; of all, or of what was done in one article. That its text
        was changed was not done there."""
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
                if hindrance := self._hindrance(found):
                    raise _Hindered(hindrance)
                return self._in_texts(inverse(found))

            past = "undone" if direction == "undo" else "redone"
            try:
                change = self._change(direction, found.label, build, undoes=found.stamp)
            except _Hindered as hindrance:
                self._left.add(found.stamp)
                return Outcome(done=False, message=f"{hindrance}: nothing {past} ({found.label})")
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

    def _hindrance(self, change: Change) -> str | None:
        """Why a change cannot be turned round, if it cannot."""
        edits = inverse(change)
        revisions = _revisions(edits)
        if not all(self._is_as_left(edit) or _is_found_anew(edit, revisions) for edit in edits):
            return "Changed since, by another program or a new text"
        for article, revision in revisions.items():
            try:
                self._text(article, revision)
            except ArticleUnavailable:
                return "That text cannot be read any more"
        return None

    def _is_as_left(self, edit: Edit) -> bool:
        """Whether what is to be turned round is what it was made. Where a passage is in a new text
        is nobody's doing: it is found there again."""
        value = self._document(edit.record).get(edit.field)
        is_of_new_text = edit.field == "target" and _revision_of(value) != _revision_of(edit.before)
        return value == edit.before or is_of_new_text

    def _in_texts(self, edits: Sequence[Edit]) -> list[Edit | None]:
        """The same edits, with targets that are in the texts of now, or in those that come back.
        What else is in an article follows it there."""
        revisions = _revisions(edits)
        documents = {article: self._anchored(article) for article in revisions}
        moved: dict[str, Document] = {}
        for edit in edits:
            if edit.field in ("anchor", "target") and (
                edit.article not in revisions
                or self._document(edit.record).get("target") == edit.before
            ):
                moved.setdefault(edit.record, {})[edit.field] = edit.after
        for record, own in moved.items():
            # The target that is there belongs to the anchor that is there.
            there = self._document(record) if "anchor" not in own else {}
            _, article, name = record.split("/")
            documents.setdefault(article, {})[name] = {**there, **own}
        turned = [self._edit(*edit[:2], edit.after) for edit in edits if edit.field != "target"]
        for article, those in documents.items():
            revision = revisions.get(article, self._revision(article))
            for name, target in self._targets_in(article, those, revision).items():
                turned.append(self._edit(f"annotation/{article}/{name}", "target", target))
        told = {edit[:2] for edit in edits}
        for article, revision in revisions.items():
            text, present = self._text(article, revision).text, self._revision(article)
            followed = self._bookmarks_in(article, self._relocator(article, present, text))
            turned += [edit for edit in followed if edit and edit[:2] not in told]
        return turned

    def _candidate(self, article: str | None, direction: Direction) -> Change | None:
        """The change to turn round."""
        taken_back: set[str | None] = set()
        for change in self._history(article):
            is_new_text = bool(_revisions(change.edits))
            if change.kind in NEVER_UNDONE or (is_new_text and article is not None):
                continue
            is_there = change.stamp not in taken_back
            if is_there:
                taken_back.add(change.undoes)
            if change.stamp in self._others:
                continue
            if change.stamp in self._left and self._hindrance(change):
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
        if len(change.articles) != 1 or _revisions(change.edits):
            return None
        passages = (annotation.passage for annotation in self.touched(change))
        return min(filter(None, passages), default=None)


def _revisions(edits: Iterable[Edit]) -> dict[str, str]:
    """The texts that edits give to articles."""
    return {edit.article: edit.after for edit in edits if edit.field == "revision"}


def _is_found_anew(edit: Edit, revisions: Mapping[str, str]) -> bool:
    """Whether something follows an article into a text that comes back, whatever it has become."""
    return edit.article in revisions and edit.field in _FOLLOWING


def _revision_of(target: Value) -> str | None:
    return target.get("revision") if isinstance(target, dict) else None
