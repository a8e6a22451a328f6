"""Everything in one archive, and back; what is cleared away in time."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from reader.core.change import written_time
from reader.files import PRIVATE_FILE, drop_old_days, locked, make_folder, sweep, write_safely
from reader.library.keeping import Keeping
from reader.library.outcomes import LibraryError
from reader.storage import BACKUPS, PATIENCE
from reader.storage import LOCK as TABLES_LOCK

if TYPE_CHECKING:
    from zipfile import ZipFile

IN_TRASH: Final = 30 * 86400.0
"""Seconds that the texts of trashed articles are kept."""

DAYS: Final = 7
"""Days of which the TinyDB files are kept as they were."""

_PARTS: Final = ("library.json", "annotations", "journal", "articles", "trash", "state")
"""What an archive holds, in an order in which nothing that is written meanwhile is missed: tables
before the journal that goes on from them, the journal before the texts that it speaks of."""

_OWN: Final = ("state/device",)
"""What belongs to this machine. Who goes on from a backup takes a new name, so that no two ever
write the same journal."""

_END_LENGTH: Final = 22
_COUNT: Final = slice(10, 12)
_MANY: Final = 0xFFFF
"""The record that ends an archive without a comment, where in it the count of members stands, and
what stands there if there are more (PKWARE, APPNOTE 4.3.16)."""


class Safekeeping(Keeping):
    """What keeps all of it."""

    def backup(self, target: Path) -> None:
        """Put everything into one archive; a file of that name is replaced, as a whole.

        Raises NotSaved if not everything is on disk, LibraryError if the archive cannot be written.
        """
        from zipfile import ZIP_DEFLATED, ZipFile

        if not self.read_only:
            self.flush()
        neighbour = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with ZipFile(neighbour, "x", ZIP_DEFLATED) as archive:
                neighbour.chmod(PRIVATE_FILE)
                for path in self._kept_files():
                    with suppress(FileNotFoundError):  # cleared away by another process
                        archive.write(path, path.relative_to(self._data).as_posix())
            with neighbour.open("rb") as written:
                os.fsync(written.fileno())
            neighbour.replace(target)
        except OSError as error:
            with suppress(OSError):
                neighbour.unlink(missing_ok=True)
            raise LibraryError(f"{target} could not be written: {error.strerror}") from error

    def restore(self, source: Path) -> Path:
        """Put an archive in the place of everything. What was there is moved, not deleted: into
        `backups/before-restore-<time>` of the data folder, which is returned.

        Raises LibraryError, with nothing changed, if the archive is not whole.
        """
        import shutil

        self._refuse_if_read_only()
        self.flush()
        fresh = self._data / f".restore-{os.getpid()}.tmp"
        try:
            _extract(source, fresh)
            with (
                self._guard,
                self._journal.writing(PATIENCE),
                locked(self._data / TABLES_LOCK, PATIENCE),
            ):
                before = self._put_in_place(fresh)
                write_safely(self._data / _OWN[0], os.urandom(4).hex().encode() + b"\n")
                self._load()
                return before
        except OSError as error:
            raise LibraryError(f"Nothing was restored: {error.strerror or error}") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _put_in_place(self, fresh: Path) -> Path:
        when = time.strftime("%Y%m%dT%H%M%S", time.gmtime(self._clock()))
        before = self._data / BACKUPS / f"before-restore-{when}-{os.urandom(2).hex()}"
        make_folder(before)
        moved: list[tuple[Path, Path]] = []
        try:
            for part in _PARTS:
                for source, target in ((self._data, before), (fresh, self._data)):
                    if (source / part).exists():
                        (source / part).rename(target / part)
                        moved.append((source / part, target / part))
        except OSError:
            for source_part, target_part in reversed(moved):
                target_part.rename(source_part)
            raise
        return before

    def _kept_files(self) -> Iterator[Path]:
        for part in _PARTS:
            root = self._data / part
            for path in [root] if root.is_file() else sorted(root.rglob("*")):
                name = path.relative_to(self._data).as_posix()
                is_passing = path.suffix in (".lock", ".tmp") or ".corrupt-" in path.name
                if path.is_file() and not is_passing and name not in _OWN:
                    yield path

    def _tidy(self) -> None:
        """Clear away what a crash left, old daily copies, and texts that are long in the trash."""
        import shutil  # it brings all that packs archives, so not before it is of use

        now = self._clock()
        for folder in ("", "annotations", "state", "state/drafts"):
            sweep(self._data / folder, now)
        drop_old_days(self._data / BACKUPS, DAYS)
        limit = written_time(now - IN_TRASH)
        with self._guard:
            old = [e.id for e in self._catalogue.entries() if e.trashed and e.trashed < limit]
        for article in old:
            shutil.rmtree(self._data / "trash" / article, ignore_errors=True)
            with self._guard:
                self._look_again(article)


def _extract(source: Path, target: Path) -> None:
    """Unpack an archive that `backup` made; LibraryError if it is none, or not whole."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(source) as archive, source.open("rb") as file:
            # One wrong length in the list of members hides all that follow from zipfile.
            file.seek(-_END_LENGTH, os.SEEK_END)
            count = int.from_bytes(file.read()[_COUNT], "little")
            if count not in (len(archive.infolist()), _MANY):
                raise BadZipFile("members are missing")
            names = [member.filename for member in archive.infolist() if not member.is_dir()]
            if not any(PurePosixPath(name).parts[:1] == ("journal",) for name in names):
                raise LibraryError(f"{source} is no backup of Reader: there is no journal in it")
            for name in names:
                _extract_one(archive, name, target)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise LibraryError(f"{source} is no archive, or damaged: nothing was restored") from error


def _extract_one(archive: "ZipFile", name: str, target: Path) -> None:
    import shutil

    parts = PurePosixPath(name).parts
    is_inside = parts[0] in _PARTS and not any(
        part in ("..", ".") or "\\" in part for part in parts
    )
    if not is_inside:
        raise LibraryError(f"“{name}” does not belong into a backup: nothing was restored")
    path = target.joinpath(*parts)
    make_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as written, archive.open(name) as member:
        shutil.copyfileobj(member, written)
        written.flush()
        os.fsync(written.fileno())
