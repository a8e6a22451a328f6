"""A disk that refuses, and one that forgets: faults when a test wants them."""

import errno
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("open", "write", "fsync", "replace", "rename", "link", "mkdir")
"""What writing takes; reading goes on."""

FAULTS = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Faults:
    """What has been called so far, and what was refused."""

    def __init__(self) -> None:
        self.calls = 0
        self.refused = 0


@contextmanager
def refusing(
    number: int, *, after: int = 0, names: tuple[str, ...] = CALLS, once: bool = False
) -> Iterator[Faults]:
    """From the call after so many on, refuse all that write, or only that `once`."""
    faults = Faults()

    def wrap(real: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            faults.calls += 1
            if faults.calls > after and not (once and faults.refused):
                faults.refused += 1
                raise OSError(number, os.strerror(number))
            return real(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(os, name, wrap(getattr(os, name)))
        yield faults


_CHANCE = random.Random(20231117)  # noqa: S311 - the same damage in every run


def cut_off(content: bytes, count: int) -> Iterator[bytes]:
    """So many of the ways in which the end of a file can be missing."""
    for length in _CHANCE.sample(range(len(content)), min(count, len(content))):
        yield content[:length]


def flipped(content: bytes, count: int) -> Iterator[bytes]:
    """So many of the ways in which one bit of a file can be wrong."""
    for _ in range(count):
        bad = bytearray(content)
        bad[_CHANCE.randrange(len(bad))] ^= 1 << _CHANCE.randrange(8)
        yield bytes(bad)
