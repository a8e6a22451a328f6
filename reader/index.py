"""The index: what was derived from articles, kept so that not every start has to derive it.

Two SQLite files in the cache folder for each data folder, one of annotations and one of texts. They
are never the truth: a row says from which state of its article it was derived, and whoever reads it
asks whether that is the present one. A row or a file that is damaged, of another version or gone is
made anew. Nothing here ever fails: at worst all is derived again.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from reader.files import PRIVATE_FILE, make_folder

_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS rows (name BLOB PRIMARY KEY, body BLOB, checksum INTEGER)"
)

_PAGE: Final = 1 << 14
"""Bytes of a page: a text fills some, and is read twice as fast as in small ones."""

PATIENCE: Final = 1.0
"""Seconds that one program waits for another that is writing."""

_PARTING: Final = b"\0"
"""Between the parts of a row; stands in the last one only."""

_MISFORTUNES: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
}
"""What goes wrong with a file in which nothing is wrong; after all else it is made anew."""


_FAILURES: Final = (sqlite3.Error, OSError, TypeError, ValueError)
"""A damaged row may hold what was never written, such as a number for a text."""


class Derived(NamedTuple):
    """What was derived from one article, for `library.columns`."""

    key: str
    """The state of the article from which it was derived."""
    words: str
    fields: str
    rows: bytes


class _Cache:
    """A file of what was derived from one data folder. Each row has a checksum: a damaged one is
    as good as none, and that is cheaper than to wait for disks."""

    NAME: str
    SCHEMA: int
    """Of the rows and of what is derived: a file of another one is made anew."""

    def __init__(self, folder: Path, data: Path) -> None:
        """In the cache folder `folder`; neither need be there."""
        name = blake2b(os.fsencode(data.absolute()), digest_size=8).hexdigest()
        self.path = folder / f"{self.NAME}-{name}.sqlite"

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        make_folder(self.path.parent)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
                database.text_factory = bytes
                database.execute("PRAGMA synchronous = OFF")
                database.execute(f"PRAGMA page_size = {_PAGE}")
                self._prepare(database)
                yield database
        except _FAILURES as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _MISFORTUNES:
                self._remove()
            raise

    def _remove(self) -> None:
        for name in (f"{self.path.name}-journal", self.path.name):
            self.path.with_name(name).unlink(missing_ok=True)

    def _prepare(self, database: sqlite3.Connection) -> None:
        """Make the table, if it is a new file."""
        (schema,) = database.execute("PRAGMA user_version").fetchone()
        if schema == 0:
            with database:
                database.execute("BEGIN IMMEDIATE")
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {self.SCHEMA}")
        elif schema != self.SCHEMA:
            raise sqlite3.DatabaseError("of another version")

    def _rows(self) -> Iterator[tuple[bytes, bytes]]:
        """The name and the body of each row that is whole."""
        if self.path.exists():
            with suppress(*_FAILURES), self._opened() as database:
                for name, body, checksum in database.execute("SELECT * FROM rows"):
                    if checksum == _checksum(name, body):
                        yield name, body

    def _write(self, rows: Iterable[tuple[str, bytes]], gone: Iterable[str] = ()) -> bool:
        """Set some rows and remove others; whether that could be done."""
        sealed = ((name.encode(), body) for name, body in rows)
        with suppress(*_FAILURES), self._opened() as database, database:
            database.executemany(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)",
                ((name, body, _checksum(name, body)) for name, body in sealed),
            )
            database.executemany(
                "DELETE FROM rows WHERE name = ?", ((one.encode(),) for one in gone)
            )
            return True
        return False


class Index(_Cache):
    """What was derived from the annotations of articles."""

    NAME, SCHEMA = "index", 4

    def read(self) -> dict[str, Derived]:
        """What there is, by article."""
        return {name.decode(): _unpacked(body) for name, body in self._rows()}

    def write(self, derived: Mapping[str, Derived | None]) -> None:
        """Set what was derived from these articles; None: there is nothing to derive from any
        more."""
        rows = ((article, _packed(one)) for article, one in derived.items() if one)
        self._write(rows, [article for article, one in derived.items() if not one])


class TextIndex(_Cache):
    """Folded texts in UTF-8. They are known by their revisions, of which none ever changes."""

    NAME, SCHEMA = "texts", 2

    def known(self) -> set[str]:
        """The revisions that it should have; of damaged ones that is not seen."""
        if self.path.exists():
            with suppress(*_FAILURES), self._opened() as database:
                return {name.decode() for (name,) in database.execute("SELECT name FROM rows")}
        return set()

    def read(self) -> Iterator[tuple[str, bytes]]:
        """Each revision with its text, as they are asked for. Nothing can be written meanwhile."""
        return ((name.decode(), body) for name, body in self._rows())

    def write(self, texts: Mapping[str, bytes]) -> bool:
        """Keep these texts by their revisions; whether that could be done."""
        return self._write(texts.items())

    def clear(self) -> None:
        """Know no text any more."""
        with suppress(OSError):
            self._remove()


def _checksum(name: bytes, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(name))


def _packed(derived: Derived) -> bytes:
    texts = (one.replace("\0", " ").encode(errors="replace") for one in derived[:3])
    return _PARTING.join((*texts, derived.rows))


def _unpacked(body: bytes) -> Derived:
    key, words, fields, rows = body.split(_PARTING, 3)
    return Derived(key.decode(), words.decode(), fields.decode(), rows)
