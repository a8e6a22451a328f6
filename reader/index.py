"""The index: what was derived from articles, kept so that not every start has to derive it.

Two SQLite files in the cache folder for each data folder, one of annotations and one of texts. They
are never the truth: a row says from which state of its article it was derived, and whoever reads it
asks whether that is the present one. A file that is damaged, of another version or gone is made
anew. Nothing here ever fails: at worst all is derived again.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from reader.files import PRIVATE_FILE, make_folder

_TABLES: Final = (
    "DROP TABLE IF EXISTS articles",
    "CREATE TABLE articles (article BLOB PRIMARY KEY, body BLOB, checksum INTEGER) WITHOUT ROWID",
)
_TEXT_TABLES: Final = (
    "DROP TABLE IF EXISTS texts",
    "DROP TABLE IF EXISTS words",
    "CREATE TABLE texts (number INTEGER PRIMARY KEY, revision BLOB UNIQUE)",
    "CREATE VIRTUAL TABLE words USING fts5("
    "folded, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')",
)
"""Of each text which three characters stand side by side in it, and nothing else."""

_ASKED: Final = 32
"""Trigrams that are asked for; from a certain number on, another one excludes hardly any text."""

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
    """A file of what was derived from one data folder."""

    NAME: str
    SCHEMA: int
    """Of the tables and of what is derived: a file of another one is made anew."""
    TABLES: tuple[str, ...]
    """What makes the tables."""
    SYNCHRONOUS: Literal["OFF", "NORMAL"]
    """Whether a power cut may damage the file."""

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
                database.execute(f"PRAGMA synchronous = {self.SYNCHRONOUS}")
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
        """Make the tables, if they are not there or not these."""
        (schema,) = database.execute("PRAGMA user_version").fetchone()
        if schema != self.SCHEMA:
            with database:
                database.execute("BEGIN IMMEDIATE")
                for statement in self.TABLES:
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {self.SCHEMA}")


class Index(_Cache):
    """What was derived from the annotations of articles."""

    NAME, SCHEMA, TABLES = "index", 3, _TABLES
    SYNCHRONOUS = "OFF"
    """Each row has a checksum: that is cheaper than to wait for disks."""

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


class TextIndex(_Cache):
    """Which texts do not hold what is looked for. They are known by their revisions, of which none
    ever changes."""

    NAME, SCHEMA, TABLES = "texts", 1, _TEXT_TABLES
    SYNCHRONOUS = "NORMAL"

    def known(self) -> set[str]:
        """The revisions that it knows."""
        if self.path.exists():
            with suppress(*_FAILURES), self._opened() as database:
                rows = database.execute("SELECT revision FROM texts")
                return {str(revision, "ascii") for (revision,) in rows}
        return set()

    def lacking(self, words: Sequence[str]) -> set[str]:
        """Known revisions in which not all of these folded words stand; there may be more."""
        trigrams = [one for word in map(_storable, words) for one in _trigrams(word)]
        if trigrams and self.path.exists():
            quoted = ('"{}"'.format(one.replace('"', '""')) for one in dict.fromkeys(trigrams))
            with suppress(*_FAILURES), self._opened() as database:
                rows = database.execute(
                    "SELECT revision FROM texts"
                    " WHERE number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)",
                    (" AND ".join(islice(quoted, _ASKED)),),
                )
                return {str(revision, "ascii") for (revision,) in rows}
        return set()

    def write(self, texts: Mapping[str, str]) -> None:
        """Know these folded texts, by their revisions."""
        with suppress(*_FAILURES), self._opened() as database, database:
            for revision, folded in texts.items():
                row = database.execute(
                    "INSERT OR IGNORE INTO texts (revision) VALUES (?)", (revision.encode(),)
                )
                if row.rowcount:
                    database.execute(
                        "INSERT INTO words (rowid, folded) VALUES (?, ?)",
                        (row.lastrowid, _storable(folded)),
                    )

    def clear(self) -> None:
        """Know no text any more."""
        with suppress(OSError):
            self._remove()


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


def _storable(text: str) -> str:
    """A text without what SQLite cannot hold or ends a text with. One that is contained in another
    one is so afterwards too."""
    return text.replace("\0", " ").encode(errors="replace").decode()


def _trigrams(word: str) -> Iterator[str]:
    return (word[at : at + 3] for at in range(len(word) - 2))
