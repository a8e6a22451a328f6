"""Texts that a search need not read, because the index knows that a word is not in them.

A search folds the texts that the index does not know and puts them into it; the next search, in
whatever program, folds those only that may hold what is looked for.
"""

from typing import TYPE_CHECKING, Final

from reader.library.searching import Searching

if TYPE_CHECKING:
    from reader.index import TextIndex

FEW: Final = 100
"""Articles for which no index of texts is kept: to fold them takes a few hundredths of a second."""

BATCH: Final = 2_000_000
"""Characters of folded texts that are written in one go."""


class Skimming(Searching):
    """A search that knows of texts without reading them."""

    def _load(self) -> None:
        super()._load()
        self._known_texts: set[str] | None = None
        """Revisions that are in the index, or will be; None: that was not looked up yet."""
        self._new_texts: dict[str, str] = {}
        """Folded texts by revision, which are to be written into the index."""

    def close(self) -> None:
        self._write_texts()
        super().close()

    def _lacking(self, words: tuple[str, ...]) -> set[str]:
        index = self._text_index()
        if index is None:
            return set()
        if self._known_texts is None:
            known = index.known()
            if len(known) > 2 * len(self.entries()):  # most are of texts that were replaced
                index.clear()
                known = set()
            self._known_texts = known
        return index.lacking(words)

    def _folded(self, article: str) -> str:
        text, revision = super()._folded(article), self._revision(article)
        if text and self._known_texts is not None and revision not in self._known_texts:
            with self._guard:
                self._known_texts.add(revision)
                self._new_texts[revision] = text
                is_full = sum(map(len, self._new_texts.values())) > BATCH
            if is_full:
                self._write_texts()
        return text

    def _write_texts(self) -> None:
        with self._guard:
            texts, self._new_texts = self._new_texts, {}
        if texts and (index := self._text_index()):
            index.write(texts)

    def _text_index(self) -> "TextIndex | None":
        """The index of texts, if it is worth keeping one."""
        if len(self.entries()) <= FEW:
            return None
        from reader.index import TextIndex
        from reader.settings import cache_folder

        return TextIndex(cache_folder(), self._data)
