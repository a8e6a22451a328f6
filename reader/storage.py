"""TinyDB, kept safe: the tables of one file, and up to where they hold the journal.

```json
{"checksum":"0a1b2c3d","meta":{"file":{"schema":1,"journal":{…}}},"annotations":{"<id>":{…}},…}
```

TinyDB's own storage writes in place, so that a kill leaves half a file. This one replaces the file
as a whole under a lock between processes. A damaged file is set aside and never written over; what
it held is in the journal. Fields, documents and tables that nobody here knows are kept.
"""

import gc
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from reader.core.change import Document, Position, Positions, merged
from reader.files import daily_copies, keep_daily, locked, read_if_there, set_aside, write_safely

SCHEMA: Final = 1
LOCK: Final = "tables.lock"
BACKUPS: Final = "backups"
PATIENCE: Final = 2.0
"""Seconds that a writer waits for another, which takes some milliseconds."""

Tables = Mapping[str, Mapping[str, Document]]

_HEAD: Final = b'{"checksum":"%08x"'
_HEAD_LENGTH: Final = len(_HEAD % 0)


class DamagedError(ValueError):
    """The bytes are not tables."""


def serialise(tables: Tables) -> bytes:
    """Tables as the bytes of their file."""
    body = orjson.dumps(tables)[1:]
    return _HEAD % zlib.crc32(body) + (b"," if tables else b"") + body


def parse(data: bytes) -> tuple[dict[str, dict[str, Document]], bool]:
    """The tables that bytes hold, and whether they are as they were written.

    Raises DamagedError if they are no tables at all.
    """
    was_collecting = gc.isenabled()
    gc.disable()  # ten thousand documents would make it look for garbage a dozen times
    try:
        tables = orjson.loads(data)
    except ValueError as error:
        raise DamagedError(str(error)) from error
    finally:
        if was_collecting:
            gc.enable()
    checksum = tables.pop("checksum", None) if isinstance(tables, dict) else None
    if not isinstance(tables, dict) or not all(map(_is_table, tables.values())):
        raise DamagedError("no tables")
    body = data[_HEAD_LENGTH + bool(tables) :]
    is_whole = data.startswith(_HEAD % zlib.crc32(body)) and checksum is not None
    return tables, is_whole


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        isinstance(document, dict) for document in table.values()
    )


class SafeStorage(Storage):
    """Hands TinyDB the tables of a file, and replaces the file as a whole.

    What was read or written last is remembered until the file is seen to be another one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: Tables | None = None
        self._signature: tuple[int, int, int] | None = None
        self._is_held = False
        self.is_whole = True
        """Whether what was read last is as it was written."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, not to be changed; None where there is no file; DamagedError."""
        if not self._is_held and (self._tables is None or self._signature != self._seen()):
            self._signature = self._seen()
            data = read_if_there(self._path)
            self._tables, self.is_whole = (None, True) if data is None else parse(data)
        return None if self._tables is None else cast("dict[str, dict[str, Any]]", self._tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables."""
        self._tables = cast("Tables", dict(data))
        if not self._is_held:
            write_safely(self._path, serialise(self._tables))
            self._signature, self.is_whole = self._seen(), True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Read at most once, and write once at the end, whatever is done meanwhile."""
        self.read()
        self._is_held = True
        try:
            yield
        except BaseException:
            self._tables = None
            raise
        finally:
            self._is_held = False
        try:
            self.write(self._tables or {})
        except BaseException:
            self._tables = None
            raise

    def _seen(self) -> tuple[int, int, int] | None:
        """What tells one version of the file from another."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns


class DocumentTable(Table):
    """A table whose documents go by names, not by numbers."""

    # TinyDB annotates `int` here, and calls whatever class stands here on the key in the file.
    document_id_class = str  # type: ignore[assignment]

    def documents(self) -> dict[str, Document]:
        """All documents by name, not to be changed."""
        return dict(cast("Mapping[str, Document]", self._read_table()))

    def put(self, documents: Mapping[str, Document]) -> None:
        """Set documents; fields that are newer in the file, or known only there, stay."""

        def update(table: dict[Any, Any]) -> None:
            for name, document in documents.items():
                there = table.get(name)
                if there is not document:
                    is_known = there is None or there == document
                    table[name] = document if is_known else merged(document, there or {})

        self._update_table(update)


class Database(TinyDB):
    """TinyDB with `DocumentTable`s in a safe file."""

    table_class = DocumentTable

    def __init__(self, path: Path) -> None:
        self.file = SafeStorage(path)
        super().__init__(storage=lambda: self.file)

    def documents(self, name: str) -> DocumentTable:
        """The table of that name."""
        return cast("DocumentTable", self.table(name))


@dataclass
class Contents:
    """What a file holds."""

    tables: Tables = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    """Up to where the tables hold each device's journal."""
    is_there: bool = False
    is_doubtful: bool = False
    """The tables could be read, but are not what was written: where the journal speaks, it holds.
    """
    is_newer: bool = False
    """A newer program wrote the file: it may be shown, and must not be changed."""
    problems: list[str] = field(default_factory=list)

    def table(self, name: str) -> dict[str, Document]:
        """The documents of a table, by name."""
        return dict(self.tables.get(name, {}))


class TableFile:
    """One TinyDB file of a data folder."""

    def __init__(self, data: Path, name: str, clock: Callable[[], float]) -> None:
        """`name` is the path in the folder `data`, in which lock and backups lie."""
        self._data, self._name, self._clock = data, name, clock
        self._path = data / name
        self._database = Database(self._path)
        self._is_kept_out = False
        self._rescued: Tables = {}
        """The tables of a file that was set aside, until they are in the new one."""

    def load(self, *, may_move: bool = True) -> Contents:
        """What the file holds. Never fails: what is damaged is set aside, if it `may_move`, and
        told in `problems`; then the newest whole backup stands for it, if there is one."""
        try:
            found = _contents(self._database)
        except (OSError, DamagedError) as error:
            reason = getattr(error, "strerror", None) or "damaged"
            told = f"{self._name} could not be read ({reason})"
            found = self._newest_backup()
        else:
            if not found.is_doubtful:
                return found
            told = f"{self._name} is not as it was written"
            self._rescued = {name: table for name, table in found.tables.items() if name != "meta"}
        found.problems.append(told + self._set_aside(may_move=may_move))
        return found

    def save(self, tables: Tables, positions: Positions) -> None:
        """Put documents into the file; OSError if it cannot be written.

        What other processes have put there meanwhile stays. `positions` are those of the caller,
        also where the file is further: the journal's rest then comes once more, and does no harm.
        """
        if self._is_kept_out:
            raise PermissionError(f"{self._name} can neither be read nor moved out of the way")
        journal = {device: list(position) for device, position in positions.items()}
        meta: Document = {"schema": SCHEMA, "journal": journal}
        with locked(self._data / LOCK, PATIENCE):
            try:
                is_good = not _contents(self._database).is_doubtful
            except (OSError, DamagedError):
                is_good = False
            if not is_good:
                self._set_aside(may_move=True)
            keep_daily(self._path, self._data / BACKUPS, self._name, self._clock())
            with self._database.file.transaction():
                for name, documents in {**self._rescued, **tables}.items():
                    self._database.documents(name).put(documents)
                self._database.documents("meta").put({"file": meta})
            self._rescued = {}

    def _set_aside(self, *, may_move: bool) -> str:
        """Move the file out of the way, so that its bytes are kept; how to tell that."""
        if not may_move:
            return ""
        try:
            aside = set_aside(self._path, self._clock())
        except OSError:
            self._is_kept_out = True
            return ", and cannot be moved out of the way: it stays as it is"
        return f": kept as {aside.name}, and made anew from the journal"

    def _newest_backup(self) -> Contents:
        for copy in daily_copies(self._data / BACKUPS, self._name):
            try:
                found = _contents(Database(copy))
            except (OSError, DamagedError):
                continue
            if not found.is_doubtful and not found.is_newer:
                return Contents(found.tables, found.positions)
        return Contents()


def _contents(database: Database) -> Contents:
    """What a file holds; OSError or DamagedError if that cannot be known."""
    tables = database.file.read()
    if tables is None:
        return Contents()
    found = Contents(tables, is_there=True)
    try:
        meta = database.documents("meta").documents()["file"]
        found.is_newer = meta["schema"] > SCHEMA
        found.positions = {
            str(device): Position(str(file), int(offset), str(ending))
            for device, (file, offset, ending) in meta["journal"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if not found.is_newer and database.file.is_whole:
            raise DamagedError("its meta table is not one") from error
    if not database.file.is_whole and not found.is_newer:
        found.is_doubtful, found.positions = True, {}
    return found
