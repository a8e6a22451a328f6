"""The folder in which a library lies: if it can be used, which device it is on, what is wrong."""

import os
import re
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.files import copy_aside, locked, make_folder, read_if_there, set_aside, write_safely
from reader.journal import Journal, Tail
from reader.library.outcomes import LibraryError

Clock = Callable[[], float]
"""Seconds since the epoch."""

PATIENCE: Final = 0.5
"""Seconds that a change waits for another process to finish its line, which takes a millisecond;
only one that was stopped in the middle makes anybody wait."""

LOCK: Final = "state.lock"
"""The lock of the folder `state`."""

_HEAD: Final = b'{"checksum":"%08x"}\n'
_HEAD_LENGTH: Final = len(_HEAD % 0)

_DEVICE = re.compile(rb"[0-9a-f]{8,32}")


class Folder:
    """A data folder, and what is to be said of it."""

    def __init__(self, data: Path, clock: Clock) -> None:
        """Raises LibraryError if the folder cannot be made or read."""
        self.problems: list[str] = []
        """What was set aside, skipped or recovered; whoever shows them takes them out."""
        self.read_only: str | None = None
        """Why nothing can be changed, if so."""
        self._data, self._clock = data, clock
        self._told: set[str] = set()
        self._open_folder()

    @property
    def data(self) -> Path:
        """The folder that holds it all."""
        return self._data

    def _open_folder(self) -> None:
        try:
            make_folder(self._data)
        except OSError as error:
            raise LibraryError(
                f"{self._data} cannot be made ({error.strerror}); choose another folder with --data"
            ) from error
        if not os.access(self._data, os.R_OK | os.X_OK):
            raise LibraryError(f"{self._data} cannot be read; choose another folder with --data")
        if not os.access(self._data, os.W_OK):
            self.read_only = f"{self._data} cannot be written to, so nothing can be changed"

    def _device(self) -> str:
        """This device's id; a lost one is known again by its journal, if there is only one."""
        path = self._data / "state" / "device"
        with suppress(OSError):
            if device := _read_device(path):
                return device
        journals = Journal(self._data / "journal", "").devices()
        device = journals[0] if len(journals) == 1 else os.urandom(4).hex()
        if self.read_only is None:
            # Of two programs that are started at once, one gives the name and the other takes it.
            with suppress(OSError), locked(self._data / "state" / LOCK, PATIENCE):
                if named := _read_device(path):
                    return named
                if path.exists():
                    set_aside(path, self._clock())
                write_safely(path, device.encode() + b"\n")
        return device

    def _refuse_newer(self, name: str) -> None:
        self.read_only = (
            f"{name} was written by a newer version of Reader: update Reader to change anything"
        )
        self._tell([self.read_only])

    # Files of `state`: what they hold stands behind its checksum.

    def _read_state(self, path: Path) -> bytes | None:
        """What a file holds; None if there is none. What can be read of a damaged one takes its
        place, and the damaged one is kept beside it."""
        try:
            data = read_if_there(path)
        except OSError:
            return None
        if data is None:
            return None
        body = data[_HEAD_LENGTH:]
        if data == sealed(body):
            return body
        if self.read_only is None:
            with suppress(OSError):
                self._change_state(path, lambda kept: kept)
                return body or None
        self._tell_damaged(path)
        return body or None

    def _change_state(self, path: Path, change: Callable[[bytes], bytes]) -> None:
        """Have a file hold what follows from what it holds; OSError if that cannot be written.

        No other program changes it meanwhile. Where nothing is left to hold, there is no file.
        """
        with locked(self._data / "state" / LOCK, PATIENCE):
            data = read_if_there(path)
            body = (data or b"")[_HEAD_LENGTH:]
            is_whole = data is None or data == sealed(body)
            aside = None if is_whole else copy_aside(path, self._clock())
            try:
                if after := change(body):
                    write_safely(path, sealed(after))
                else:
                    path.unlink(missing_ok=True)
            except OSError:
                if aside:
                    aside.unlink(missing_ok=True)
                raise
            if aside:
                self._tell_damaged(path, f": kept as {aside.name}")

    # Saying what is wrong.

    def _tell(self, problems: Iterable[str]) -> None:
        """Put problems where they are shown, each once."""
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                self.problems.append(problem)

    def _tell_damaged(self, path: Path, where: str = "") -> None:
        name = path.relative_to(self._data).as_posix()
        self._tell([f"{name} is not as it was written{where}; what can be read of it is used"])

    def _tell_damage(self, tail: Tail) -> None:
        for name, count in tail.damaged.items():
            lines = "a line" if count == 1 else f"{count} lines"
            self._tell([f"journal/{name}: {lines} cannot be read, and was left out"])
        self._tell(
            f"journal/{name} has lost lines; what they said is in the other files as far as it was"
            " saved there: `reader doctor --repair` writes it into the journal again"
            for name in tail.rewritten
        )


def _read_device(path: Path) -> str | None:
    """The id that a file gives, if it is one."""
    found = (read_if_there(path) or b"").strip()
    return found.decode() if _DEVICE.fullmatch(found) else None


def sealed(body: bytes) -> bytes:
    """What is written behind its checksum."""
    return _HEAD % zlib.crc32(body) + body
