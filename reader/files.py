"""Files that survive: whole or not at all after a crash, private, and locked between processes.

Every call that can fail goes through `os`, and what fails raises OSError and leaves on disk what
was there before.
"""

import errno
import os
import re
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_serial = count()
_CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn each newline into two characters
_ENDING = 64
"""Bytes that a fingerprint is taken of: no line of a journal is shorter."""
_TURNS = 5
"""How many times its patience one waits for a lock while others take turns."""
_SYNCS_NO_FOLDER = {errno.EINVAL, errno.EBADF}
"""What is said where folders cannot be synced; PostgreSQL lets the same two pass."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class LockedError(OSError):
    """Another program holds a lock for longer than one is willing to wait."""


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can look into, and those above it."""
    if not path.is_dir():
        make_folder(path.parent)
        with suppress(FileExistsError):
            path.mkdir(PRIVATE_FOLDER)
            _sync_folder(path.parent)


def read_if_there(path: Path) -> bytes | None:
    """The content of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_safely(path: Path, data: bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Replace a file as a whole: after a crash at any moment the old or the new one is there."""
    make_folder(path.parent)
    neighbour = path.with_name(f".{path.name}.{os.getpid()}-{next(_serial)}.tmp")
    try:
        descriptor = os.open(
            neighbour, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSE_ON_EXEC | _BINARY, mode
        )
        try:
            _write_all(descriptor, data)
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)  # whatever the umask took from it
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        neighbour.replace(path)
    except BaseException:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> int:
    """Append a line and wait until the disk has it; returns the size of the file then.

    A line that a crash has cut off is ended first. A line that cannot be written whole is taken
    back, so that the next one begins where this one did. The caller holds a lock.
    """
    make_folder(path.parent)
    descriptor = os.open(
        path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _CLOSE_ON_EXEC | _BINARY, PRIVATE_FILE
    )
    try:
        size = os.fstat(descriptor).st_size
        is_torn = size and _bytes_at(descriptor, size - 1, 1) != b"\n"
        written = (b"\n" if is_torn else b"") + line + b"\n"
        try:
            _write_all(descriptor, written)
            os.fsync(descriptor)
            if not size:
                _sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
        return size + len(written)
    finally:
        os.close(descriptor)


def fingerprint(path: Path, offset: int) -> str:
    """What tells later whether the bytes before an offset are still the same; "" if none are."""
    try:
        with path.open("rb") as file:
            start = max(0, offset - _ENDING)
            file.seek(start)
            found = file.read(offset - start)
    except OSError:
        return ""
    return fingerprint_of(found) if len(found) == offset - start else ""


def fingerprint_of(written: bytes) -> str:
    """The fingerprint at the end of a file whose last bytes these are."""
    return f"{zlib.crc32(written[-_ENDING:]):08x}"


def set_aside(path: Path, seconds: float) -> Path:
    """Rename a file that cannot be read, never over another, so that its bytes are kept."""
    return path.rename(_aside(path, seconds))


def copy_aside(path: Path, seconds: float) -> Path:
    """Keep the bytes of a damaged file beside it, under the name that `set_aside` would give it."""
    aside = _aside(path, seconds)
    write_safely(aside, path.read_bytes())
    return aside


def _aside(path: Path, seconds: float) -> Path:
    when = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds))
    names = (f"{path.name}.corrupt-{when}{f'-{serial}' if serial else ''}" for serial in count())
    return next(aside for aside in map(path.with_name, names) if not aside.exists())


def keep_daily(path: Path, backups: Path, name: str, seconds: float) -> None:
    """Before the first replacement of a day, keep the file as it is, as `backups/<day>/<name>`.

    Where the file system knows them, it is a second name for the same bytes and costs none, because
    a file is only ever replaced; else a copy.
    """
    day = time.strftime("%Y-%m-%d", time.gmtime(seconds))
    kept = backups / day / name
    with suppress(FileNotFoundError):
        if not kept.exists():
            make_folder(kept.parent)
            try:
                os.link(path, kept)
            except OSError:
                write_safely(kept, path.read_bytes())


def daily_copies(backups: Path, name: str) -> list[Path]:
    """The copies that `keep_daily` kept under a name, newest first."""
    days = sorted(_days(backups), reverse=True)
    copies = (backups / day / name for day in days)
    return [copy for copy in copies if copy.exists()]


def drop_old_days(backups: Path, keep: int) -> None:
    """Drop all but the newest days of `keep_daily`."""
    import shutil

    for day in sorted(_days(backups))[:-keep]:
        shutil.rmtree(backups / day, ignore_errors=True)


def sweep(folder: Path, seconds: float, *, older: float = 3600.0) -> int:
    """Remove neighbours that a crash has left in a folder; how many there were."""
    swept = 0
    with suppress(FileNotFoundError), os.scandir(folder) as files:
        for file in files:
            if file.name.startswith(".") and file.name.endswith(".tmp"):
                with suppress(OSError):
                    if file.stat().st_mtime < seconds - older:
                        Path(file.path).unlink()
                        swept += 1
    return swept


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Keep other processes, and other holders in this one, out for a while.

    The lock is the operating system's, on a file's descriptor, and goes with the process that held
    it. LockedError names the holder that has had it for `patience` seconds, or that has it after
    some times as long; while others take turns, one's own comes. Where the file system knows no
    locks there is none: refusing to save would be worse.
    """
    make_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CLOSE_ON_EXEC, PRIVATE_FILE)
    try:
        began = changed = time.monotonic()
        pause, turn = 0.0005, b""
        while not _try_lock(descriptor):
            now, before, turn = time.monotonic(), turn, _bytes_at(descriptor, 0, 32)
            if turn != before:
                changed = now
            if now >= changed + patience or now >= began + _TURNS * patience:
                holder = turn.split(b" ")[0].decode("ascii", "replace")
                raise LockedError(
                    errno.EAGAIN, f"another program (process {holder or '?'}) is writing"
                )
            time.sleep(pause)
            pause = min(0.005, pause * 1.5)
        with suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, f"{os.getpid()} {next(_serial)}\n".encode())
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows keeps others from reading what is locked: the byte that is lies behind the name."""

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    _KNOWS_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            return error.errno in _KNOWS_NO_LOCKS
        return True


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _bytes_at(descriptor: int, offset: int, length: int) -> bytes:
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.read(descriptor, length)


def _sync_folder(folder: Path) -> None:
    """Make a rename or a new file in a folder last. A folder cannot be opened on Windows, and not
    synced on some file systems: there it is left to them."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | _CLOSE_ON_EXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _SYNCS_NO_FOLDER:
                raise
        finally:
            os.close(descriptor)


def _days(backups: Path) -> list[str]:
    try:
        return [day.name for day in backups.iterdir() if _DAY.fullmatch(day.name)]
    except OSError:
        return []
