"""How a change is kept: made in memory, on disk in the journal first, in the files soon after.

A disk that refuses loses nothing: the change stands in memory, waits in order, and is tried again
at every further change and by `retry`; at the end it is put elsewhere, for the next start.
"""

import errno
from abc import abstractmethod
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from functools import partial
from typing import Final

from reader.core.change import Change, Document, Edit, Value, stamp_of, together, written_time
from reader.journal import Tail, milestone
from reader.library.folder import PATIENCE
from reader.library.loading import Loading
from reader.library.outcomes import LibraryError, NotSaved
from reader.library.rescue import Rescue
from reader.library.writer import SOON
from reader.storage import Tables

IMPATIENCE: Final = 0.02
"""Seconds that a change waits for another process which has kept one waiting in vain before."""

LEISURE: Final = 5.0
"""Seconds after which the list is written when only a reading place has changed."""

_ADVICE: Final = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space on the disk",
    errno.EROFS: "make the disk writable again",
    errno.EACCES: "give yourself the right to write there",
    errno.EPERM: "give yourself the right to write there",
    errno.EIO: "the disk fails: copy what you need elsewhere",
    errno.EAGAIN: "end that program if it hangs",
}

Build = Callable[[], Iterable[Edit | None]]


class Keeping(Loading):
    """A library that keeps changes."""

    _outlook: str | None = None
    """What becomes of changes that the disk still refused when the library was closed."""

    def _load(self) -> None:
        super()._load()
        self._rescue = Rescue(self._data, self._clock)
        if rescued := self._rescue.read():
            self._take_up(rescued)

    # Making a change.

    def _change(
        self, kind: str, label: str | Callable[[], str], build: Build, *, undoes: str | None = None
    ) -> Change | None:
        """Make a change and keep it; None if there is nothing to change.

        `build` gives the edits when all that other processes wrote is known, and may know the label
        only then; LibraryError from it is passed on, and nothing is changed. A disk that fails is
        told by `unsaved`.
        """
        with self._guard, ExitStack() as lock:
            self._refuse_if_read_only()
            failure = self._begin_writing(lock)
            edits = tuple(edit for edit in build() if edit is not None)
            if not edits:
                return None
            said = label if isinstance(label, str) else label()
            change = Change(
                stamp=self._next_stamp(edits), kind=kind, label=said, edits=edits, undoes=undoes
            )
            self._pending.append(change)
            if failure is None:
                failure = self._write_pending()
            self._refusal = failure
            touched = self._apply(change)
            self._save_soon(*touched)
            return change

    def _edit(self, record: str, field: str, after: Value) -> Edit | None:
        """The edit that sets a field of a record; None if it is set so already."""
        before = self._document(record).get(field)
        return None if before == after else Edit(record, field, before, after)

    def _document(self, record: str) -> Document:
        """The document of a record; an empty one if there is none."""
        parts = record.split("/")
        if len(parts) == 2:
            return self._catalogue.records.get(parts[1], {})
        return self._holding(parts[1]).documents.get(parts[2], {})

    def _next_stamp(self, edits: Iterable[Edit] = ()) -> str:
        """A stamp later than those of all that is edited, and of all that this device wrote."""
        if not self._follows_journal:
            self._follows_journal = True
            newest = next(self._journal.backwards(), None)
            self._stamps.follow(newest.stamp if newest else "")
        for edit in edits:
            self._stamps.follow(stamp_of(self._document(edit.record), edit.field))
        return self._stamps.tick(self._clock())

    def _now(self) -> str:
        return written_time(self._clock())

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise LibraryError(self.read_only)

    def _apply(self, change: Change) -> frozenset[str]:
        """Make a change of this process in memory; the articles whose annotations it edits."""
        with_annotations: set[str] = set()
        for article, part in change.by_article().items():
            on_article = [edit for edit in part.edits if edit.annotation is None]
            if on_article:
                self._edit_article(article, on_article, change.stamp)
                self._move_text(article, on_article)
            if len(on_article) < len(part.edits):
                holding = self._holding(article)
                self._edit_annotations(holding, part)
                self._catalogue.put_summary(article, holding.summary)
                with_annotations.add(article)
        return frozenset(with_annotations)

    def _move_text(self, article: str, edits: Iterable[Edit]) -> None:
        """Keep the text of a trashed article in the trash; it is found in either place."""
        for edit in edits:
            if edit.field == "trashed":
                move = self._texts.put_away if edit.after else self._texts.take_back
                with suppress(OSError):
                    move(article)

    # The journal.

    def _begin_writing(self, lock: ExitStack) -> OSError | None:
        """Take the journal's lock; what the disk says if it cannot be had. Catch up in any case, so
        that what is done then is done to what others have written."""
        refusal = None
        try:
            patience = PATIENCE if self._refusal is None else IMPATIENCE
            lock.enter_context(self._journal.writing(patience))
        except OSError as error:
            refusal = error
        if self._journal.has_grown(self._positions):
            self._catch_up()
        return refusal

    def _write_pending(self) -> OSError | None:
        """Append all changes that wait, oldest first; what the disk says if it refuses."""
        try:
            while self._pending:
                device, written = self._journal.device, self._pending[0]
                self._positions[device] = position = self._journal.append(written)
                del self._pending[0]
                for article in written.annotated:
                    self._catalogue.touch(article, {device: milestone(position)})
        except OSError as error:
            return error
        return None

    def _catch_up(self) -> None:
        """Make in memory what other processes have appended."""
        tail = self._journal.read(self._positions)
        self._positions.update(tail.positions)
        self._tell_damage(tail)
        self._absorb(tail)
        if not tail.rewritten:
            self._others.update(change.stamp for change in tail.changes)
        if self._pending:
            self._bring_together(tail.changes)

    def _bring_together(self, theirs: Iterable[Change]) -> None:
        """Where others have changed a list that waits to be saved here, have what both did."""
        lists = together(self._pending, theirs)
        edits = [self._edit(record, field, value) for (record, field), value in lists.items()]
        if changed := tuple(edit for edit in edits if edit is not None):
            label = "bring together what two programs did"
            stamp = self._next_stamp(changed)
            self._pending.append(Change(stamp=stamp, kind="merge", label=label, edits=changed))
            self._save_soon(*self._apply(self._pending[-1]))

    # For those who show and end.

    def refresh(self) -> frozenset[str]:
        """Take in what other processes wrote; the articles in which something is different.

        While another thread makes a long change nothing is waited for: the next call sees it.
        """
        if not self._guard.acquire(blocking=False):
            return frozenset()
        try:
            if self._journal.has_grown(self._positions):
                self._catch_up()
            changed = frozenset(self._changed_elsewhere)
            self._changed_elsewhere.clear()
            return changed
        finally:
            self._guard.release()

    @property
    def unsaved(self) -> str | None:
        """What is not on disk, why, and what to do; None if all is."""
        count = len(self._pending)
        if count and self._refusal is not None:
            return f"{_counted(count)} not saved: {_told(self._refusal, self._outlook)}"
        for name, error in self._writer.failed.items():
            return f"{name} is not saved: {_told(error)}"
        return None

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._save_pending()
        self._writer.run_all()

    def flush(self) -> None:
        """Have everything on disk, or raise NotSaved."""
        self.retry()
        if self.unsaved:
            raise NotSaved(self.unsaved)

    def close(self) -> None:
        """Have everything on disk as far as that is possible, and end the work behind.

        `unsaved` says where the changes are then that the disk has refused.
        """
        self.retry()
        self._writer.close()
        with self._guard:
            if self._pending:
                path = self._rescue.keep(self._pending)
                self._outlook = (
                    f"kept in {path} and taken up at the next start"
                    if path
                    else "there was no other place to keep it either"
                )

    def _take_up(self, rescued: list[Change]) -> None:
        """Make changes again that could not be saved when Reader was left, each once."""
        if self.read_only:
            self._tell([f"{_counted(len(rescued))} waiting until the data folder can be written"])
            return
        with ExitStack() as lock:
            failure = self._begin_writing(lock)
            known = {change.stamp for change in self._journal.read({}).changes}
            self._pending += [change for change in rescued if change.stamp not in known]
            count = len(self._pending)
            self._absorb(Tail(self._pending))
            self._refusal = failure or self._write_pending()
        if self._refusal is None:
            self._rescue.drop()
            if count:
                self._tell([f"{_counted(count)} saved now that could not be when Reader was left"])

    def _save_pending(self) -> None:
        with self._guard, ExitStack() as lock:
            if self._pending:
                self._refusal = self._begin_writing(lock) or self._write_pending()
                if self._refusal is None:
                    self._rescue.drop()

    # The files behind the journal.

    def _save_soon(self, *articles: str, delay: float = SOON) -> None:
        if self.read_only:
            return
        if not self._is_tidied:
            self._is_tidied = True
            self._writer.ask("old files", self._tidy, delay=LEISURE)
        for article in articles:
            self._writer.ask(f"annotations/{article}.json", partial(self._save_article, article))
        self._writer.ask("library.json", self._save_catalogue, delay=delay)

    @abstractmethod
    def _tidy(self) -> None:
        """Clear away what is of no use any more."""

    def _save_article(self, article: str) -> None:
        with self._guard:
            holding = self._holdings.get(article) or self._read_holding(article)
            positions = dict(self._positions)
            tables: Tables = {
                "annotations": dict(holding.documents),
                "state": _only(article, self._catalogue.records),
                "places": _only(article, self._catalogue.places),
            }
        holding.file.save(tables, positions)

    def _save_catalogue(self) -> None:
        with self._guard:
            positions = dict(self._positions)
            tables = self._catalogue.tables
        self._catalogue.file.save(tables, positions)


def _only(article: str, table: dict[str, Document]) -> dict[str, Document]:
    return {article: table[article]} if article in table else {}


def _counted(changes: int) -> str:
    return "1 change is" if changes == 1 else f"{changes} changes are"


def _told(error: OSError, outlook: str | None = None) -> str:
    reason = error.strerror or str(error)
    if outlook:
        return f"{reason}; {outlook}"
    advice = _ADVICE.get(error.errno or 0)
    return f"{reason}; {advice} (it is kept here and tried again)" if advice else reason
