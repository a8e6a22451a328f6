"""Texts that come into the library: new ones, new revisions of known ones, known ones again."""

import os
import re
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader import __version__
from reader.core.article import Article
from reader.core.change import Document, Edit, written_time
from reader.library.outcomes import Added, Arrival, NotSaved
from reader.library.reading import in_short
from reader.library.revising import Revising
from reader.library.texts import UnreadableError, parse

if TYPE_CHECKING:
    from reader.core.relocating import Relocator
    from reader.importers import Imported


_DIGEST: Final = re.compile(r"[0-9a-f]{32}:[^:]+:(\d{1,9})")
"""Hash, version, size; records hold what other versions wrote, too."""


class Adding(Revising):
    """What can be added."""

    def add(self, source: Path) -> Added:
        """Add a file: a new article, a new revision of the one that came from there, or neither.

        Raises ImportFailed if it cannot be read, NotSaved if it cannot be kept.
        """
        self._refuse_if_read_only()
        name = _named(source)
        if known := self._read_before(source, name):
            return self._met(Added(self.entry(known), "unchanged"))
        from reader import importers

        digest = _digest(source, importers.LARGEST_FILE)
        return self._keep(importers.read(source), name, digest=digest)

    def add_text(self, data: bytes, name: str) -> Added:
        """Add bytes that come from no file that can be read again; `name` tells their format."""
        from reader import importers

        self._refuse_if_read_only()
        return self._keep(importers.decode_and_read(data, name), None)

    def add_seeds(self, folder: Path) -> None:
        """Fill a library that has never held anything with the articles of a folder.

        In the list, which begins with what was added last, they stand in the order of their names.
        """
        if self._catalogue.records or self._positions or self.read_only:
            return
        from reader import importers

        paths = importers.walk(folder)
        now = self._clock()
        for number, path in enumerate(paths):
            added = written_time(now + (len(paths) - number) / 1000)
            self._keep(importers.read(path), _named(path), added)

    def _read_before(self, file: Path, source: str) -> str | None:
        """The article that these very bytes became, if its text is there as it was then.

        A book is parsed in a second; knowing its bytes again takes some milliseconds.
        """
        with self._guard:
            self._catch_up()
            name = self._catalogue.from_source(source)
            record = self._document(f"article/{name}") if name else {}
            if name is None or record.get("trashed") or not _is_as_read(file, source, record):
                return None
            try:
                self._texts.read(name, record["revision"])
            except UnreadableError:
                return None
            return name

    def _keep(
        self,
        imported: "Imported",
        source: str | None,
        added: str | None = None,
        *,
        digest: str | None = None,
    ) -> Added:
        article = imported.article
        sought = self._sought_for(source, article)
        with self._guard:
            self._catch_up()
            known = self._catalogue.from_source(source) if source else None
            left = known if self._parts(source, known, article) else None
            if known is None or left is not None:
                name = self._catalogue.with_text(article.revision)
                outcome: Arrival = "unchanged" if name else "added"
                name = name or article.revision
                kept = self._kept(name, article.revision)
            else:
                name = known
                # Also where the words are the same, other things may have been said of them.
                kept = self._kept(name, article.revision)
                is_same = self._revision(name) == article.revision and kept in (None, article)
                outcome = "unchanged" if is_same else "updated"
            if kept is None or (outcome == "updated" and kept != article):
                self._write_text(name, article, is_in_place_of=kept)
            is_new_text = outcome == "updated" and article.revision != self._revision(name)
            kind, what = ("revise", "the new text of") if is_new_text else ("add", "add")

            def build() -> list[Edit | None]:
                edits = [
                    *self._leaving(source, left),
                    *self._coming(source, digest, name, article, outcome, added or self._now()),
                ]
                if outcome == "updated" and article.revision != self._revision(name):
                    edits += self._following(name, article.text, article.revision, sought)
                return edits

            self._change(kind, f"{what} “{in_short(article.title)}”", build)
            return self._met(Added(self.entry(name), outcome, tuple(imported.notes)))

    def _sought_for(self, source: str | None, article: Article) -> "Relocator | None":
        """What is found of an article in the new text that a source has, if it has one."""
        with self._guard:
            self._catch_up()
            name = self._catalogue.from_source(source) if source else None
            is_known = name is None or article.revision == self._revision(name)
            if name is None or is_known or self._parts(source, name, article):
                return None
        return self._sought_beforehand(name, article.text, article.revision)

    def _met(self, added: Added) -> Added:
        """What is done where a text comes in, be it new or known."""
        return added

    def _parts(self, source: str | None, name: str | None, article: Article) -> bool:
        """Whether a source that had the text of an article parts from it: a copy that was rewritten
        while another source has not changed."""
        if name is None or article.revision in (name, self._revision(name)):
            return False
        record = self._document(f"article/{name}")
        others = [other for other in record.get("sources") or () if other != source]
        return any(_is_as_read(Path(other), other, record) for other in others)

    def _leaving(self, source: str | None, name: str | None) -> list[Edit | None]:
        """The edits that take a source from an article, if it has left one."""
        if name is None:
            return []
        record = f"article/{name}"
        known = self._document(record)
        sources = [other for other in known["sources"] if other != source]
        digests = {one: of for one, of in known["digests"].items() if one != source}
        return [self._edit(record, "sources", sources), self._edit(record, "digests", digests)]

    def _kept(self, name: str, revision: str) -> Article | None:
        """What is kept of that text; None if it cannot be read."""
        self._texts.forget(name, revision)
        try:
            return self._texts.read(name, revision)
        except UnreadableError:
            return None

    def _write_text(self, name: str, article: Article, *, is_in_place_of: Article | None) -> None:
        try:
            if is_in_place_of is None:
                self._texts.replace(name, article, self._clock())
            else:
                self._texts.write(name, article)
        except OSError as error:
            raise NotSaved(f"“{article.title}” could not be kept: {error.strerror}") from error
        self._unreadable.pop((name, article.revision), None)
        self._look_again(name)

    def _coming(
        self,
        source: str | None,
        digest: str | None,
        name: str,
        article: Article,
        outcome: Arrival,
        added: str,
    ) -> list[Edit | None]:
        """The edits that bring a source to an article, and what it says into its record."""
        record = f"article/{name}"
        known = self._document(record)
        sources = list(known.get("sources") or ())
        if source and source not in sources:
            sources.append(source)
        values: dict[str, Any] = {"sources": sources, "trashed": None}
        if source and digest:
            values["digests"] = {**(known.get("digests") or {}), source: digest}
        if outcome != "unchanged":
            values |= _said_by(article)
        edits = [self._edit(record, field, value) for field, value in values.items()]
        if not known:
            edits.append(self._edit(record, "added", added))
        return edits

    def _recover_record(self, article: str) -> None:
        for path in reversed(self._texts.revisions(article)):
            try:
                found = parse(path.read_bytes(), path.stem)
            except (OSError, UnreadableError):
                continue
            added = written_time(path.stat().st_mtime)
            values = {**_said_by(found), "sources": [], "added": added}
            edits = [Edit(f"article/{article}", field, None, v) for field, v in values.items()]
            self._edit_article(article, edits, self._stamps.tick(0))
            return


def _said_by(article: Article) -> Document:
    """The fields of an article's record that its source says."""
    return {
        "revision": article.revision,
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "language": article.language,
        "summary": article.summary,
        "words": article.words,
    }


def _is_as_read(file: Path, source: str, record: Document) -> bool:
    """Whether a file has the bytes that an article's record says were read from it."""
    digest = (record.get("digests") or {}).get(source)
    known = _DIGEST.fullmatch(str(digest))
    return known is not None and _digest(file, int(known[1])) == digest


def _digest(source: Path, largest: int) -> str | None:
    """What tells these bytes from others; also from these, read by another version of Reader.

    None if it is no file, or has more than `largest` bytes: those are not read at all.
    """
    try:
        if not source.is_file() or source.stat().st_size > largest:
            return None
        data = source.read_bytes()
    except OSError:
        return None
    return f"{blake2b(data, digest_size=16).hexdigest()}:{__version__}:{len(data)}"


def _named(source: Path) -> str:
    """A source as it is listed; bytes in its name that are no text are written out."""
    return os.fsencode(source.absolute().resolve()).decode("utf-8", "backslashreplace")
