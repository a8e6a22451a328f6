"""Finding an article, reading it, and the place where the person stopped."""

from contextlib import suppress
from pathlib import Path

from reader.core.annotation import Annotation, ArticleState, Place, ReadingState
from reader.core.article import Article
from reader.core.catalog import Entry
from reader.core.change import Document
from reader.library.keeping import LEISURE, Keeping
from reader.library.outcomes import Ambiguous, ArticleUnavailable, NotFound
from reader.library.records import place_document, read_place, read_state
from reader.library.texts import UnreadableError

LISTED = 5
"""Candidates that a message names before it says how many more there are."""


LABEL_LENGTH = 30
"""Characters of a quote or a title that tell one from others."""


class Reading(Keeping):
    """What can be read."""

    def entries(self) -> tuple[Entry, ...]:
        """All articles, those in the trash too; the same tuple until one of them changes."""
        with self._guard:
            return self._catalogue.entries()

    def entry(self, article: str) -> Entry:
        """One article by its id; NotFound if there is none."""
        with self._guard:
            try:
                return self._catalogue.entry(article)
            except KeyError:
                raise NotFound(f"No article has the id {article}") from None

    def resolve(self, reference: str, *, in_trash: bool = False) -> Entry:
        """The article that a person means by an id, the beginning of one, or part of a title; one
        in the trash by its whole id, or if one of the trash is asked for.

        Raises NotFound, or Ambiguous with the candidates.
        """
        from reader.core.fold import fold_text

        entries = [entry for entry in self.entries() if bool(entry.trashed) == in_trash]
        wanted = fold_text(reference).strip()
        found = [entry for entry in self.entries() if entry.id == reference]
        if wanted:
            found = found or [entry for entry in entries if entry.id.startswith(wanted)]
            titles = {entry.id: fold_text(entry.title) for entry in entries} if not found else {}
            found = found or [entry for entry in entries if titles[entry.id] == wanted]
            found = found or [entry for entry in entries if wanted in titles[entry.id]]
        if not found:
            where = "No article in the trash" if in_trash else "No article"
            how = "reader list is:trashed" if in_trash else "reader list"
            raise NotFound(f"{where} is meant by “{reference}”; `{how}` shows them all")
        if len(found) > 1:
            named = "; ".join(f"{entry.id} {entry.title}" for entry in found[:LISTED])
            more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
            raise Ambiguous(f"“{reference}” may mean {len(found)} articles: {named}{more}")
        return found[0]

    def article(self, article: str) -> Article:
        """The present text of an article; ArticleUnavailable says why there is none."""
        with self._guard:
            revision = self._revision(self.entry(article).id)
            found = self._text(article, revision)
            self._given[article] = revision
            return found

    def state(self, article: str) -> ArticleState:
        """What the person did to an article as a whole."""
        with self._guard:
            self._holding(article)  # a place may have been kept in its file only
            return read_state(self._catalogue.records[article], self._place_now(article))

    def _place_now(self, article: str) -> Document | None:
        """The reading place in the present text; it follows there when it is asked for, whoever has
        changed the text."""
        place, present = self._catalogue.places.get(article), self._revision(article)
        known = read_place(place)
        if not place or known is None or place.get("revision", present) == present:
            return place
        from reader.core.relocating import Relocator

        with suppress(ArticleUnavailable):
            before = self._text(article, place["revision"]).text
            relocator = Relocator(self._text(article, present).text, before)
            offset, cursor = relocator.follow([known.offset, known.cursor])
            place = {**place, "revision": present, "offset": offset, "cursor": cursor}
            self._catalogue.put_place(article, place)
        return place

    def annotations(self, article: str) -> tuple[Annotation, ...]:
        """The annotations of an article: whole-article first, then by passage, orphans last.

        The same tuple until one of them changes.
        """
        with self._guard:
            return self._holding(article).annotations

    def tags(self) -> list[str]:
        """All tags in use, most used first."""
        with self._guard:
            return self._catalogue.tags()

    def set_place(self, article: str, place: Place) -> None:
        """Keep where the person is; quick, and on disk a little later.

        Reading on makes an unread article one that is being read, and its end makes it done.
        """
        with self._guard:
            holding = self._holding(article)
            before = read_place(self._catalogue.places.get(article))
            stamp = self._next_stamp()
            revision = self._given.get(article, self._revision(article))
            self._catalogue.put_place(article, place_document(place, revision, stamp))
            self._save_soon(holding.article, delay=LEISURE)
            if before is None or (before.offset, before.cursor) != (place.offset, place.cursor):
                self._read_on(article, place, is_first=before is None)

    def _read_on(self, article: str, place: Place, *, is_first: bool) -> None:
        state = self._catalogue.entry(article).state
        reached: ReadingState = "done" if place.progress >= 1 and not is_first else "reading"
        if self.read_only is None and state != "done" and state != reached:
            record = f"article/{article}"
            self._change("read", "reading", lambda: [self._edit(record, "state", reached)])

    def article_unread(self, article: str) -> Article:
        """The present text of an article for whoever only looks through it."""
        with self._guard:
            return self._text(article, self._revision(article))

    def _text(self, article: str, revision: str, *, may_heal: bool = True) -> Article:
        """A text; one that is gone or damaged is read from its source again, if that has it."""
        if (article, revision) in self._unreadable:
            raise self._unavailable(article, revision)
        try:
            return self._texts.read(article, revision)
        except UnreadableError as error:
            if may_heal and self.read_only is None and (found := self._healed(article, revision)):
                self._tell([f"“{self.entry(article).title}” was read from its source again"])
                return found
            self._unreadable[article, revision] = str(error)
            self._catalogue.show_anew(article)
            raise self._unavailable(article, revision) from error

    def _unavailable(self, article: str, revision: str) -> ArticleUnavailable:
        title, why = self.entry(article).title, self._unreadable[article, revision]
        return ArticleUnavailable(f"“{title}”: its text {why}; add it again")

    def _healed(self, article: str, revision: str) -> Article | None:
        from reader import importers

        for source in self.entry(article).sources:
            with suppress(importers.ImportFailed, OSError, ValueError):
                found = importers.read(Path(source)).article
                if found.revision == revision:
                    self._texts.replace(article, found, self._clock())
                    return found
        return None


def in_short(text: str) -> str:
    """A quote or a title, short enough to stand in a message."""
    begin = " ".join(text[: LABEL_LENGTH * 2].split())
    if len(begin) <= LABEL_LENGTH and len(text) <= LABEL_LENGTH * 2:
        return begin
    return begin[:LABEL_LENGTH].rstrip() + "…"
