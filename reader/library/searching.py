"""Search: in all texts, quotes and notes, and among annotations."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from reader.core.annotation import Annotation
from reader.core.catalog import Entry, Order, View, arrange
from reader.library.asking import Asking
from reader.library.outcomes import Hit, LibraryError
from reader.library.reading import Reading
from reader.library.texts import UnreadableError

if TYPE_CHECKING:
    from reader.core.catalog import ValuesOf
    from reader.core.facts import OfAnnotations
    from reader.core.query import Query

AROUND = 60
"""Characters that a snippet shows on either side of what was found."""

KEPT = 20_000_000
"""Bytes of folded texts that stay in memory."""

_TITLE, _NOTE, _QUOTE, _TEXT = 4.0, 3.0, 2.0, 1.0
"""Scores to begin with: what a person wrote or marked tells more than what an article says."""


class Searching(Asking, Reading):
    """What can be found."""

    _searched_length = 0
    """Bytes in `_searched`."""

    def search(
        self,
        text: str,
        limit: int = 50,
        *,
        article: str | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> list[Hit]:
        """The passages, quotes and notes in which all the words stand, best first; of all articles,
        or of one.

        Words in quotation marks are a phrase. Of a text, each paragraph that holds them all is one
        result; a word that stands there more often raises it. A search that `is_wanted` no more
        ends soon, without result.
        """
        from reader.core.query import Query

        words = Query.parse(text, lenient=True, fields=()).terms
        if not words:
            return []
        asked = self.entries() if article is None else (self.entry(article),)
        entries = [entry for entry in asked if not entry.trashed]
        hits = [hit for entry in entries for hit in self._in_title(entry, words)]
        # Where the best could be is looked first, until nothing better can come.
        saying = self._saying(words, is_wanted) if article is None else {article}
        places = [(-_NOTE, one, self._in_annotations) for one in entries if one.id in saying]
        if article is None:
            counts = self._counts(words, is_wanted)
        else:
            counts = dict(_counted([(article, self._folded(article))], words))
        places += [
            (-_text_score(counts[one.id]), one, self._in_text)
            for one in entries
            if one.id in counts
        ]
        for best, entry, look in sorted(places, key=lambda place: (place[0], place[1].title)):
            if not is_wanted():
                return []
            if len(hits) >= limit:
                hits.sort(key=_rank)
                del hits[limit:]
                if _rank(hits[-1]) <= (best, entry.title, 0):
                    break
            hits += look(entry, words)
        hits.sort(key=_rank)
        return hits[:limit]

    def find_articles(
        self, query: "Query | str" = "", *, view: View = "all", order: Order = "recent"
    ) -> list[Entry]:
        """The articles of a view that a query means, in an order; a text is read strictly."""
        if not query:
            return arrange(self.entries(), view, order)
        from reader.core import facts

        wanted = self.query(query) if isinstance(query, str) else query
        values: ValuesOf = facts.article_values
        if wanted.asks_annotations:
            values = partial(facts.article_values, annotated=self._of_annotations())
        return arrange(self.entries(), view, order, wanted, values)

    def find_annotations(
        self, query: "Query | str", article: str | None = None
    ) -> list[Annotation]:
        """The annotations that a query means, of all articles or one; article by article, in
        reading order. A text is read strictly."""
        wanted = self.query(query) if isinstance(query, str) else query
        entries = self.entries() if article is None else (self.entry(article),)
        entries = tuple(one for one in entries if one.annotations and not one.trashed)
        if not wanted:
            return [annotation for entry in entries for annotation in self.annotations(entry.id)]
        from reader.core import facts
        from reader.core.fold import fold_text

        some = wanted.of_articles.among(
            range(len(entries)),
            lambda _: "",
            lambda index, name: facts.article_values(entries[index], name),
        )
        asked = [(one, entries[at]) for at in some for one in self.annotations(entries[at].id)]
        found = wanted.among(
            range(len(asked)),
            lambda index: fold_text(facts.annotation_words(*asked[index])),
            lambda index, name: facts.annotation_values(*asked[index], name),
        )
        return [asked[index][0] for index in found]

    def identified(self, *beginnings: str) -> list[Annotation]:
        """The annotations whose ids begin in one of these ways, in their usual order."""
        every = Searching.find_annotations(self, "")
        return [one for one in every if one.id.startswith(beginnings)]

    def _of_annotations(self) -> "OfAnnotations":
        """What the annotations of each article have in fields."""
        from reader.core import facts

        return facts.annotated_by(self.annotations)

    def _saying(self, _words: tuple[str, ...], _is_wanted: Callable[[], bool]) -> set[str]:
        """The articles of which an annotation may say all these words; of a search that is wanted
        no more, none."""
        return {entry.id for entry in self.entries() if entry.annotations}

    def _counts(self, words: tuple[str, ...], is_wanted: Callable[[], bool]) -> dict[str, int]:
        """Of each article in whose text all these words stand, how often the rarest does; of some
        of them, if that `is_wanted` no more."""
        return dict(_counted(self._folded_texts(is_wanted), words))

    def _folded_texts(self, is_wanted: Callable[[], bool]) -> Iterator[tuple[str, bytes]]:
        """All articles but those in the trash, each with its folded text in UTF-8, as long as they
        are wanted. Those that cannot be read are left out."""
        for entry in self.entries():
            if not is_wanted():
                return
            if not entry.trashed and (folded := self._folded(entry.id)):
                yield entry.id, folded

    def _in_annotations(self, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
        from reader.core.fold import fold_text

        for annotation in self.annotations(entry.id):
            start, end = annotation.passage or (None, None)
            tagged = " ".join((annotation.note, *annotation.tags))
            if _holds(fold_text(tagged), words):
                shown = annotation.note or " ".join(f"#{tag}" for tag in annotation.tags)
                yield Hit(entry.id, entry.title, "note", start, end, _cut(shown, 0, 0), _NOTE)
            if annotation.anchor and _holds(fold_text(annotation.anchor.exact), words):
                snippet = _cut(annotation.anchor.exact, 0, 0)
                yield Hit(entry.id, entry.title, "quote", start, end, snippet, _QUOTE)

    def _in_title(self, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
        from reader.core.fold import fold_text

        if _holds(fold_text(entry.title), words):
            yield Hit(entry.id, entry.title, "text", 0, 0, entry.title, _TITLE)

    def _in_text(self, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
        from reader.core.fold import Folded, fold_text
        from reader.core.search import find

        article = self.article_unread(entry.id)
        folded = Folded(article.text)
        rarest = min(words, key=folded.text.count)
        paragraphs: dict[int, list[tuple[int, int]]] = {}
        for match in find(folded, rarest):
            paragraphs.setdefault(article.paragraph_at(match[0]), []).append(match)
        for paragraph, matches in paragraphs.items():
            first, last = article.paragraph_range(paragraph)
            if _holds(fold_text(article.text[first:last]), words):
                start, end = matches[0]
                snippet = _cut(article.text[first:last], start - first, end - first)
                score = _text_score(len(matches))
                yield Hit(entry.id, entry.title, "text", start, end, snippet, score)

    def _folded(self, article: str) -> bytes:
        """The folded text of an article; empty if it cannot be read. As long as not too much is
        read, it is kept: a person who searches goes on typing."""
        key = article, self._revision(article)
        if (known := self._searched.get(key)) is not None:
            return known
        folded = self._fold(article)
        with self._guard:
            self._searched_length += len(folded)
            if self._searched_length > KEPT:
                self._searched.clear()
                self._searched_length = len(folded)
            self._searched[key] = folded
        return folded

    def _fold(self, article: str) -> bytes:
        from reader.core.fold import fold_composed

        return fold_composed(self._words(article)).encode(errors="replace")

    def _words(self, article: str) -> str:
        """A text for whoever looks through all of them; empty, if it cannot be read."""
        revision = self._revision(article)
        if (article, revision) in self._unreadable:
            return ""
        try:
            return self._texts.words(article, revision)
        except UnreadableError:
            pass  # it may be in its source
        try:
            return self.article_unread(article).text
        except LibraryError:
            return ""


def _counted(
    texts: Iterable[tuple[str, bytes]], words: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    sought = [word.encode(errors="replace") for word in words]
    for article, folded in texts:
        if all(word in folded for word in sought):
            yield article, min(map(folded.count, sought))


def _text_score(matches: int) -> float:
    """The score of a passage with so many matches."""
    return _TEXT + min(0.9, matches / 10)


def _rank(hit: Hit) -> tuple[float, str, int]:
    return -hit.score, hit.title, hit.start or 0


def _holds(folded: str, words: tuple[str, ...]) -> bool:
    return all(word in folded for word in words)


def _cut(text: str, start: int, end: int) -> str:
    """What stands around a place in a text, in whole words on one line."""
    first, last = max(0, start - AROUND), min(len(text), max(end + AROUND, start + 2 * AROUND))
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space > end else last
    cut = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"
