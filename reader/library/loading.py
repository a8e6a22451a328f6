"""How a library comes into memory, and what others wrote into it later.

The files are checkpoints: each says up to which position of the journal it holds every change.
Loading is reading a file and making the changes behind its position, and nothing else; so a file
that is lost, one that is old, and what another process wrote meanwhile are one and the same case.
"""

import os
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reader.core.annotation import COLOR_NAMES
from reader.core.change import Change, Edit, HybridClock, Position, mended
from reader.journal import Journal, Tail
from reader.library.catalogue import Catalogue
from reader.library.folder import PATIENCE, Clock, Folder
from reader.library.holding import Holding, grouped
from reader.library.outcomes import Copy, NotFound
from reader.library.texts import Texts
from reader.library.writer import Writer
from reader.storage import Contents, TableFile


class Loading(Folder, ABC):
    """The state of a library in memory, and where it comes from."""

    def __init__(
        self,
        data: Path,
        *,
        clock: Clock = time.time,
        color_names: Mapping[str, str] = COLOR_NAMES,
    ) -> None:
        """Open the library in a folder, which is made if it is not there; `color_names` are what
        the person calls the colours.

        Raises LibraryError only if the folder cannot be used at all.
        """
        super().__init__(data, clock)
        self._color_names = color_names
        self._guard = threading.RLock()
        self._writer = Writer()
        self._pending: list[Change] = []
        """Changes that are made and not in the journal, as the disk refused them."""
        self._is_tidied = False
        self._refusal: OSError | None = None
        """What the disk said when a change was last to be kept; None if it took it."""
        self._changed_elsewhere: set[str] = set()
        self._unreadable: dict[tuple[str, str], str] = {}
        """Why a text cannot be shown, by article and revision, where that was seen."""
        self._drafts: dict[str, str] = {}
        self._copies: list[Copy] = []
        """Drafts and copies that are not on disk."""
        self._searched: dict[tuple[str, str], bytes] = {}
        """Folded texts by article and revision, in UTF-8."""
        self._given: dict[str, str] = {}
        """The revision of each article that the caller has before them."""
        self._others: set[str] = set()
        """Stamps of changes that this device's other processes made while this one runs."""
        self._left: set[str] = set()
        """Stamps of changes that could not be undone or redone: the next undo passes them over."""
        self._load()

    # Opening.

    def _load(self) -> None:
        """Bring into memory what the list shows."""
        device = self._device()
        self._texts = Texts(self._data)
        self._journal = Journal(self._data / "journal", device)
        self._stamps = HybridClock(device, int.from_bytes(os.urandom(2), "big") >> 4)
        self._follows_journal = False
        self._holdings: dict[str, Holding] = {}
        self._there: set[str] | None = None
        self._unreadable.clear()
        self._given.clear()
        self._others.clear()
        self._catalogue = Catalogue(self._file("library.json"), self._missing)
        contents = self._catalogue.file.load(may_move=self.read_only is None)
        self._tell(contents.problems)
        if contents.is_newer:
            self._refuse_newer("library.json")
        self._catalogue.take(contents if not contents.is_doubtful else Contents())
        # What stands for a damaged list, a backup or a part, is mended by all that there is.
        since = {} if contents.problems else contents.positions
        tail = self._journal.read(since)
        self._positions: dict[str, Position] = tail.positions
        self._tell_damage(tail)
        self._tell_torn(tail.torn)
        if since:
            self._absorb(tail)
        else:
            self._rebuild(tail, contents if contents.is_doubtful else Contents())
        self._changed_elsewhere.clear()

    # The two kinds of file.

    def _file(self, name: str) -> TableFile:
        return TableFile(self._data, name, self._clock)

    def _annotations_file(self, article: str) -> TableFile:
        return self._file(f"annotations/{article}.json")

    def _holding(self, article: str) -> Holding:
        """The annotations of an article; NotFound if there is no such article."""
        if article not in self._holdings:
            if article not in self._catalogue.records:
                raise NotFound(f"No article has the id {article}")
            self._holdings[article] = self._read_holding(article)
        return self._holdings[article]

    def _read_holding(self, article: str, replay: Tail | None = None) -> Holding:
        """Read an article's annotations; `replay` is the whole journal, as far as it concerns the
        article, if that has been read already."""
        may_move = self.read_only is None
        file = self._annotations_file(article)
        contents = file.load(may_move=may_move)
        self._tell(contents.problems)
        if contents.is_newer:
            self._refuse_newer(f"annotations/{article}.json")
        place = contents.table("places").get(article)
        self._catalogue.meet(article, contents, is_sure=not contents.is_doubtful)
        doubtful = contents.table("annotations") if contents.is_doubtful else None
        documents = contents.table("annotations") if doubtful is None else {}
        holding = Holding(article, file, documents, self._revision(article))
        is_behind = bool(contents.problems) or place != self._catalogue.places.get(article)
        if replay is None:
            replay = self._behind(article, contents)
            is_behind |= bool(replay.changes)
        self._catalogue.settle(article, contents, replay)
        is_behind |= bool(replay.changes) and not contents.is_there
        waiting = (change.by_article().get(article) for change in self._pending)
        for change in (*replay.changes, *filter(None, waiting)):
            self._edit_annotations(holding, change)
        if doubtful is not None:
            holding.take(mended(doubtful, holding.documents, is_whole=replay.is_whole))
        if contents.problems:
            self._holdings[article] = holding  # what stands in no journal is nowhere else now
        if is_behind:
            self._save_soon(article)
        if self._catalogue.put_summary(article, holding.summary):
            self._save_soon()
        return holding

    def _behind(self, article: str, contents: Contents) -> Tail:
        """What the journal says of an article's annotations behind the file of these contents."""
        has_records = self._catalogue.summaries.get(article, {}).get("records")
        is_touched = contents.is_there or contents.problems or has_records
        if not is_touched or self._catalogue.is_complete(article, contents):
            return Tail()
        return self._journal.read(contents.positions, article)

    def _edit_annotations(self, holding: Holding, change: Change) -> None:
        """Make a change of one article in the article's annotations."""
        for name, edits in grouped(change.edits).items():
            holding.edit(name, edits, change.stamp)
            self._catalogue.changed.add(holding.article)

    def _revision(self, article: str) -> str:
        return str(self._catalogue.records.get(article, {}).get("revision", ""))

    def _missing(self, article: str) -> str | None:
        """Why the list shows an article as one that cannot be read."""
        if why := self._unreadable.get((article, self._revision(article))):
            return f"Its text {why}"
        if self._there is None:
            self._there = self._texts.known()
        return None if article in self._there else "Its text is gone from the data folder"

    def _look_again(self, article: str) -> None:
        """Show anew whether an article has a text."""
        if self._there is not None:
            there = self._there.add if self._texts.has(article) else self._there.discard
            there(article)
        self._catalogue.show_anew(article)

    # Changes, from wherever they come.

    def _absorb(self, tail: Tail) -> None:
        """Make in memory what the journal has said since it was read last.

        An article that is not in memory is read before its file is known to lack this, and stays
        there for when it is saved: so for a change of thousands of articles the journal is not read
        once for each.
        """
        parts = self._absorb_records(tail.changes)
        annotated = [
            article
            for article, own in parts.items()
            if article in self._catalogue.records and any(change.annotated for change in own)
        ]
        for article in annotated:
            holding = self._holdings.get(article) or self._read_holding(article)
            for change in parts[article]:
                self._edit_annotations(holding, change)
            self._catalogue.put_summary(article, holding.summary)
            self._holdings[article] = holding
        self._catalogue.follow(tail)
        if parts:
            self._save_soon(*annotated)
        self._changed_elsewhere |= parts.keys()

    def _absorb_records(self, changes: Iterable[Change]) -> dict[str, list[Change]]:
        """Make what changes do to articles themselves; all that they do, by article."""
        parts: dict[str, list[Change]] = {}
        for change in changes:
            self._stamps.follow(change.stamp)
            for article, part in change.by_article().items():
                parts.setdefault(article, []).append(part)
                on_article = [edit for edit in part.edits if edit.annotation is None]
                if on_article:
                    self._edit_article(article, on_article, change.stamp)
        return parts

    def _edit_article(self, article: str, edits: list[Edit], stamp: str) -> None:
        before = self._revision(article)
        self._catalogue.edit(article, edits, stamp)
        revision = self._revision(article)
        if revision != before:
            self._look_again(article)
            if article in self._holdings:
                self._holdings[article].turn_to(revision)

    def _rebuild(self, tail: Tail, doubtful: Contents) -> None:
        """Make the list from everything else: the whole journal, the annotations, the texts, and
        what can be believed of a damaged list."""
        self._catalogue.follow(tail)
        parts = self._absorb_records(tail.changes)
        with suppress(OSError):
            for path in (self._data / "annotations").glob("*.json"):
                parts.setdefault(path.stem, [])
        self._catalogue.mend(doubtful, is_whole=tail.is_whole)
        for article, own in parts.items():
            replay = Tail(own, damaged=tail.damaged, rewritten=tail.rewritten, touched=tail.touched)
            self._read_holding(article, replay)
        self._catalogue.mend_places(doubtful)
        for article in self._texts.known() - set(self._catalogue.records):
            self._recover_record(article)
        if self._catalogue.records:
            self._save_soon()

    @abstractmethod
    def _recover_record(self, article: str) -> None:
        """Make the record of an article of which only a text is left."""

    def _tell_torn(self, files: list[str]) -> None:
        """Tell of last lines that are cut off, unless another process is just writing them."""
        if files and self.read_only is None:
            with suppress(OSError), self._journal.writing(PATIENCE):
                self._tell(
                    f"journal/{name}: the last line was cut off by a crash, and was left out"
                    for name in self._journal.read(self._positions).torn
                )

    @abstractmethod
    def _save_soon(self, *articles: str) -> None:
        """Have the list written soon, and the annotations of these articles."""
