"""Disks that can be made to fail, and to work again.

A full disk and a read-only one are real where file systems can be mounted (a tmpfs, as root on
Linux); elsewhere the calls are made to fail, as for the failing disk.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Outage:
    """A disk that can be made to fail, and to work again."""

    def fail(self) -> None:
        """From now on, nothing can be written."""
        raise NotImplementedError

    def heal(self) -> None:
        """From now on, it can again."""
        raise NotImplementedError


class FullDisk(Outage):
    """A file takes all the room that is left."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fail(self) -> None:
        """Fill it to the last byte."""
        with self._ballast.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 10, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def heal(self) -> None:
        """Make room."""
        self._ballast.unlink()


class ReadOnly(Outage):
    """The file system is mounted read-only, as after an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fail(self) -> None:
        """Mount it read-only."""
        subprocess.run(["mount", "-o", "remount,ro", self._folder], check=True)

    def heal(self) -> None:
        """Mount it for writing."""
        subprocess.run(["mount", "-o", "remount,rw", self._folder], check=True)


class FailingCalls(Outage):
    """Calls to the operating system fail with an error of one's choice."""

    def __init__(self, number: int, *names: str) -> None:
        self._number, self._names = number, names
        self._real = {name: getattr(os, name) for name in names}

    def fail(self) -> None:
        """Let them fail."""

        def failing(*_arguments: object, **_options: object) -> None:
            raise OSError(self._number, os.strerror(self._number))

        for name in self._names:
            setattr(os, name, failing)

    def heal(self) -> None:
        """Let them work."""
        for name, function in self._real.items():
            setattr(os, name, function)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of two megabytes; PermissionError where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False
        )
        if mounted.returncode != 0:
            raise PermissionError("no file system can be mounted here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["mount", "-o", "remount,rw", folder], check=False)
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def any_disk() -> Iterator[Path]:
    """A folder on the disk that is there."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
