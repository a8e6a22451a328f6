"""Where goes what the disk of the data folder still refuses when Reader is left.

Changes are journal lines in a private file elsewhere: under the home folder, else where temporary
files are. The next start takes them up, each once: a change is known by its stamp. Drafts lie
there as they are.
"""

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from reader.core.change import Change
from reader.files import make_folder, read_if_there, set_aside, write_safely
from reader.journal import read_line, write_line


class Rescue:
    """The files in which changes and drafts of one data folder wait."""

    def __init__(self, data: Path, clock: Callable[[], float]) -> None:
        self._prefix = f"rescued-{blake2b(os.fsencode(data.resolve()), digest_size=8).hexdigest()}-"
        self._name = f"{os.urandom(4).hex()}.jsonl"
        self._clock = clock
        self._files: dict[Path, bool] = {}
        """The files whose changes this process has, and whether every line could be read."""

    def files(self, pattern: str) -> list[Path]:
        """The files that wait and have such a name; only those that no other person can have put
        there."""
        return [
            path
            for folder in filter(_is_private, _folders())
            for path in folder.glob(self._prefix + pattern)
        ]

    def put(self, name: str, data: bytes) -> Path | None:
        """Write a file into the first place that can be written to; None if none can."""
        for folder in _folders():
            path = folder / (self._prefix + name)
            with suppress(OSError):
                make_folder(folder)
                if _is_private(folder):
                    write_safely(path, data)
                    return path
        return None

    def read(self) -> list[Change]:
        """The changes that wait, oldest first."""
        changes: dict[str, Change] = {}
        for path in self.files("*.jsonl"):
            with suppress(OSError):
                lines = [line for line in (read_if_there(path) or b"").split(b"\n") if line]
                found = [change for line in lines if (change := read_line(line))]
                self._files[path] = len(found) == len(lines)
                changes.update((change.stamp, change) for change in found)
        return sorted(changes.values(), key=lambda change: change.stamp)

    def keep(self, changes: Iterable[Change]) -> Path | None:
        """Write changes into one file, instead of those that this process has read or written
        before; None if no place can be written to, and those files are still there."""
        path = self.put(self._name, b"".join(write_line(change) + b"\n" for change in changes))
        if path is not None:
            self._files.pop(path, None)
            self.drop()
            self._files[path] = True
        return path

    def drop(self) -> None:
        """Remove the files that this process has read or written, as the journal has what they
        hold; one that could not be read whole is set aside."""
        for path, is_whole in self._files.items():
            with suppress(OSError):
                if is_whole:
                    path.unlink(missing_ok=True)
                else:
                    set_aside(path, self._clock())
        self._files.clear()


def _folders() -> list[Path]:
    """Where files can wait, in the order in which it is tried; the second is in a place in which
    others may write, too."""
    state = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    passing = os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp"  # noqa: S108 - the owner of the folder in it is checked
    folders = Path(state, "reader"), Path(passing, f"reader-{_user()}")
    return [folder for folder in folders if folder.is_absolute()]


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _is_private(folder: Path) -> bool:
    """Whether a folder is there, and nobody else can put anything into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    is_own = found.st_uid == _user() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and (is_own or os.name == "nt")
