"""All texts, folded, without opening ten thousand files.

They are kept in the index of texts. Whoever wants them first puts into it those that it does not
know, or has that done in the background; what it then does not give back whole is folded anew.
"""

import threading
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from reader.library.outcomes import IndexState
from reader.library.searching import Searching

if TYPE_CHECKING:
    from reader.index import TextIndex

FEW: Final = 100
"""Articles for which no index of texts is kept: to fold them takes a few hundredths of a second."""

BATCH: Final = 2_000_000
"""Bytes of folded texts that are written in one go."""

GLANCE: Final = 0.05
"""Seconds after which whoever waits asks whether that is still wanted."""


class Skimming(Searching):
    """A library whose texts can be looked through."""

    _reading_texts: threading.Thread | None = None
    _is_closing = False

    def _load(self) -> None:
        super()._load()
        self._filling = threading.Lock()
        """Held by whoever puts texts into the index."""
        self._known_texts: set[str] | None = None
        """Revisions that are in the index; None: that was not looked up yet."""
        self._unknown_texts: int | None = None
        """Texts that are still to be put into it; None: that was not looked up yet."""

    def close(self) -> None:
        self._is_closing = True
        if self._reading_texts is not None:
            self._reading_texts.join()
        super().close()

    def prepare_searching(self) -> None:
        """Do in the background what the first search would have to wait for."""
        with self._guard:
            if self._reading_texts is None or not self._reading_texts.is_alive():
                self._reading_texts = threading.Thread(
                    target=self._fill, args=[lambda: True], name="reading texts", daemon=True
                )
                self._reading_texts.start()

    @property
    def texts_state(self) -> IndexState:
        """How many of the texts are where they can be looked through."""
        with self._guard:
            total = sum(not entry.trashed for entry in self.entries())
            unknown = total if self._unknown_texts is None else self._unknown_texts
            return IndexState(max(0, total - unknown) if total > FEW else total, total)

    def _folded_texts(self, is_wanted: Callable[[], bool]) -> Iterator[tuple[str, bytes]]:
        index = self._text_index()
        if index is None:
            yield from super()._folded_texts(is_wanted)
            return
        self._fill(is_wanted)
        wanted: dict[str, list[str]] = {}
        for entry in self.entries():
            if not entry.trashed:
                wanted.setdefault(self._revision(entry.id), []).append(entry.id)
        for revision, folded in index.read():
            if not is_wanted():
                return
            for article in wanted.pop(revision, ()):
                yield article, folded
        if self._known_texts is not None:
            # Damaged rows are made anew by whoever comes next.
            self._known_texts.difference_update(wanted)
        for article in chain.from_iterable(wanted.values()):
            if not is_wanted():
                return
            if folded := self._folded(article):
                yield article, folded

    def _fill(self, is_wanted: Callable[[], bool]) -> None:
        """Put into the index all texts that it does not know."""
        lock = self._filling
        while not lock.acquire(timeout=GLANCE):
            if not is_wanted() or self._is_closing:
                return
        try:
            if index := self._text_index():
                self._fill_index(index, is_wanted)
        finally:
            lock.release()

    def _fill_index(self, index: "TextIndex", is_wanted: Callable[[], bool]) -> None:
        known = self._known_texts = self._texts_in(index)
        texts = [(one.id, self._revision(one.id)) for one in self.entries() if not one.trashed]
        unknown = [text for text in texts if text[1] not in known and text not in self._unreadable]
        left = self._unknown_texts = len(unknown)
        batch: dict[str, bytes] = {}
        size = 0
        for article, revision in unknown:
            if not is_wanted() or self._is_closing:
                break
            if folded := self._fold(article):
                batch[revision] = folded
                size += len(folded)
            left -= 1
            self._unknown_texts = left
            if size > BATCH:
                if not index.write(batch):
                    return
                known.update(batch)
                batch.clear()
                size = 0
        if batch and index.write(batch):
            known.update(batch)

    def _texts_in(self, index: "TextIndex") -> set[str]:
        if self._known_texts is not None:
            return self._known_texts
        known = index.known()
        if len(known) > 2 * len(self.entries()):  # most are of texts that were replaced
            index.clear()
            return set()
        return known

    def _text_index(self) -> "TextIndex | None":
        """The index of texts, if it is worth keeping one."""
        if len(self.entries()) <= FEW:
            return None
        from reader.index import TextIndex
        from reader.settings import cache_folder

        return TextIndex(cache_folder(), self._data)
