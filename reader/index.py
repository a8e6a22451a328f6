"""The index: what was derived from articles, kept so that not every start has to derive it.

One SQLite file in the cache folder for each data folder, a row an article. It is never the truth:
a row says from which state of its article it was derived, and whoever reads it asks whether that is
the present one. A file that is damaged, of another version or gone is made anew. Nothing here ever
fails: at worst all is derived again.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from reader.files import PRIVATE_FILE, make_folder

SCHEMA: Final = 2
"""Of the table and of what is derived: a file of another one is made anew."""

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


_FAILURES: Final = (sqlite3.Error, OSError, TypeError)
"""TypeError: a damaged row may hold what was never written, such as a number for a text."""


class Derived(NamedTuple):
    """What was derived from one article, for `library.columns`."""

    key: str
    """The state of the article from which it was derived."""
    words: str
    fields: str
    rows: bytes


class Index:
    """The index of one data folder."""

    def __init__(self, folder: Path, data: Path) -> None:
        """In the cache folder `folder`; neither need be there."""
        name = blake2b(os.fsencode(data.absolute()), digest_size=8).hexdigest()
        self.path = folder / f"index-{name}.sqlite"

    def read(self) -> dict[str, Derived]:
        """All rows by article; none, if there is any damage."""
        if self.path.exists():
            with suppress(*_FAILURES), self._opened() as database:
                return dict(map(_read, database.execute("SELECT * FROM articles")))
        return {}

    def write(self, derived: Mapping[str, Derived | None]) -> None:
        """Set the rows of these articles; None: there is nothing to derive from any more."""
        rows = [_row(article, one) for article, one in derived.items() if one]
        gone = [(article.encode(),) for article, one in derived.items() if not one]
        with suppress(*_FAILURES), self._opened() as database, database:
            database.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", rows)
            database.executemany("DELETE FROM articles WHERE article = ?", gone)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        make_folder(self.path.parent)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
                database.text_factory = bytes
                # After a power cut the file may be damaged: that is cheaper than to wait for disks.
                database.execute("PRAGMA synchronous = OFF")
                _prepare(database)
                yield database
        except _FAILURES as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _MISFORTUNES:
                self._remove()
            raise

    def _remove(self) -> None:
        for name in (f"{self.path.name}-journal", self.path.name):
            self.path.with_name(name).unlink(missing_ok=True)


def _prepare(database: sqlite3.Connection) -> None:
    """Make the table, if it is not there or not this one."""
    (schema,) = database.execute("PRAGMA user_version").fetchone()
    if schema != SCHEMA:
        with database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("DROP TABLE IF EXISTS articles")
            database.execute(
                "CREATE TABLE articles"
                " (article BLOB PRIMARY KEY, body BLOB, checksum INTEGER) WITHOUT ROWID"
            )
            database.execute(f"PRAGMA user_version = {SCHEMA}")


def _row(article: str, derived: Derived) -> tuple[bytes, bytes, int]:
    name = article.encode()
    texts = (one.replace("\0", " ").encode(errors="replace") for one in derived[:3])
    body = _PARTING.join((*texts, derived.rows))
    return name, body, zlib.crc32(body, zlib.crc32(name))


def _read(row: tuple[bytes, bytes, int]) -> tuple[str, Derived]:
    """A row's article and what was derived from it."""
    name, body, checksum = row
    if checksum != zlib.crc32(body, zlib.crc32(name)):
        raise sqlite3.DatabaseError("damaged")
    key, words, fields, rows = body.split(_PARTING, 3)
    return name.decode(), Derived(key.decode(), words.decode(), fields.decode(), rows)
