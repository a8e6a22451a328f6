"""The check of everything on disk, and its repair. What is damaged is set aside, never deleted."""

import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reader.core.change import Change, Document, Edit, edited, stamp_of
from reader.files import PRIVATE_FILE, PRIVATE_FOLDER, set_aside
from reader.library.outcomes import ArticleUnavailable, Finding
from reader.library.reading import Reading
from reader.library.texts import UnreadableError, parse
from reader.storage import BACKUPS

Replayed = dict[str, Document]
"""Documents by record, made from the journal alone."""


class Doctor(Reading):
    """What can be checked."""

    def doctor(self, repair: bool) -> list[Finding]:
        """Look at every file; with `repair`, put right what can be put right."""
        with self._guard:
            repair = repair and not self.read_only
            found = [*self._check_tables(), *self._check_journal(repair=repair)]
            found += self._check_texts(repair=repair)
            found += self._check_files(repair=repair)
        if self.read_only:
            found.append(Finding("warning", self.read_only))
        return found

    def _check_tables(self) -> Iterator[Finding]:
        """Read all annotations; what was damaged has been made anew by that."""
        for article in list(self._catalogue.records):
            self._holding(article)
        told, self.problems[:] = list(self.problems), []
        for problem in told:
            yield Finding("warning", problem, repaired="made anew" in problem)

    def _check_journal(self, *, repair: bool) -> Iterator[Finding]:
        """Compare what the journal says with what is in the tables."""
        tail = self._journal.read({})
        for name, count in tail.damaged.items():
            lines = "a line" if count == 1 else f"{count} lines"
            yield Finding("note", f"journal/{name}: {lines} cannot be read; kept, and left out")
        for name in tail.torn:
            yield Finding("note", f"journal/{name}: its last line is cut off; kept, and left out")
        replayed: Replayed = {}
        for change in (*tail.changes, *self._pending):
            _replay(change, replayed)
        for record, document in self._records():
            lost = _lost(record, document, replayed.get(record, {}))
            if lost:
                title = self._catalogue.entry(lost[0].article).title
                message = f"“{title}”: the journal has lost {len(lost)} values that the tables hold"
                if repair:
                    self._change("recover", f"recover {len(lost)} values", partial(list, lost))
                yield Finding("warning", message, repaired=repair)

    def _records(self) -> Iterator[tuple[str, Document]]:
        for article, record in list(self._catalogue.records.items()):
            yield f"article/{article}", record
            for annotation, document in list(self._holding(article).documents.items()):
                yield f"annotation/{article}/{annotation}", document

    def _check_texts(self, *, repair: bool) -> Iterator[Finding]:
        """Read all texts; one that is damaged is read from its source again, if that has it."""
        for article in list(self._catalogue.records):
            if self._catalogue.entry(article).trashed:
                continue
            revision = self._revision(article)
            self._unreadable.pop((article, revision), None)
            self._texts.forget(article, revision)
            before = len(self.problems)
            try:
                self._text(article, revision, may_heal=repair)
            except ArticleUnavailable as error:
                yield Finding("error", str(error))
            for problem in self.problems[before:]:
                yield Finding("warning", problem, repaired=True)
            del self.problems[before:]
            yield from self._check_earlier_texts(article, repair=repair)
        for article in self._texts.known() - set(self._catalogue.records):
            if not self._texts.revisions(article):
                continue  # the disk refused the text, or a crash came before it
            if repair:
                self._recover_record(article)
                self._save_soon()
            repaired = article in self._catalogue.records
            yield Finding("warning", f"articles/{article} is in no list", repaired=repaired)

    def _check_earlier_texts(self, article: str, *, repair: bool) -> Iterator[Finding]:
        """Read the texts that an article had; a damaged one cannot be made again."""
        for path in self._texts.revisions(article):
            try:
                parse(path.read_bytes(), path.stem)
            except (OSError, UnreadableError) as error:
                if path.stem != self._revision(article):
                    if repair:
                        set_aside(path, self._clock())
                    title = self._catalogue.entry(article).title
                    told = f"“{title}”: an earlier text of it {error}"
                    yield Finding("warning", told, repaired=repair)

    def _check_files(self, *, repair: bool) -> Iterator[Finding]:
        """Look for what is open to others, and for what was set aside."""
        for path in sorted(self._data.rglob("*")):
            if BACKUPS in path.relative_to(self._data).parts or path.is_symlink():
                continue
            name = path.relative_to(self._data)
            if ".corrupt-" in path.name:
                yield Finding("note", f"{name} was damaged and is kept; delete it when you like")
            yield from self._check_private(path, repair=repair)

    @staticmethod
    def _check_private(path: Path, *, repair: bool) -> Iterator[Finding]:
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except OSError:
            return
        if mode & 0o077:
            if repair:
                path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
            yield Finding("warning", f"{path} could be read by others", repaired=repair)


def _replay(change: Change, replayed: Replayed) -> None:
    for edit in change.edits:
        replayed[edit.record] = edited(replayed.get(edit.record), [edit], change.stamp)


def _lost(record: str, document: Document, replayed: Document) -> list[Edit]:
    """The edits that bring the journal's idea of a document up to the document."""
    return [
        Edit(record, field, replayed.get(field), value)
        for field, value in document.items()
        if field not in ("stamp", "stamps")
        and replayed.get(field) != value
        and stamp_of(document, field) >= stamp_of(replayed, field)
    ]
