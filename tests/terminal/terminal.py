"""A terminal from outside: start a program in it, press keys, read the screen, pull the plug."""

import errno
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyte

KEYS: Final[Mapping[str, bytes]] = {
    "enter": b"\r",
    "esc": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pgup": b"\x1b[5~",
    "pgdn": b"\x1b[6~",
}
"""What a terminal sends for a key; `ctrl+x` and single characters need no entry."""

ANSWERS: Final[Mapping[bytes, bytes]] = {
    b"\x1b[c": b"\x1b[?62;c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
"""What a program asks a terminal, and what a terminal says."""

LEAD: Final = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal the controlling one of its session, as a login does, and becomes the program.

Forking the tests' own process would do too, but not safely once it has threads.
"""

AFTER_ESC: Final = 0.15
"""Seconds after which an escape byte is the key Esc, and not the beginning of Alt and another."""

READER: Final = (sys.executable, "-m", "reader")
"""The installed program."""

EDITOR_OPEN: Final = "Ctrl+G discard"
"""Stands on the screen exactly while the note editor is open."""


def private_environment(folder: Path) -> dict[str, str]:
    """What a person on a fresh machine has, with `folder` as home: no display and no tmux."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "share"),
        "READER_DATA": str(folder / "data"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PS1": "shell> ",
    }


class NotSeenError(AssertionError):
    """What a test waited for did not come; the message shows the screen instead."""


class Terminal:
    """A pseudo-terminal with one program in it.

    Use it as a context manager: whatever happens, the program is gone afterwards. The screen is
    brought up to date while waiting, and only then.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = bytearray()
        """Every byte that the program has sent."""
        self._descriptor, inner = pty.openpty()
        self._resize(inner, columns, rows)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", LEAD, *command],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(inner)
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self.hang_up()

    # What stands on the screen.

    @property
    def text(self) -> str:
        """The screen, row by row, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cells(self) -> int:
        """How many cells are not blank."""
        return sum(not character.isspace() for character in self.text)

    def reverse_at(self, row: int, column: int) -> bool:
        """Whether a cell is drawn in reverse."""
        return bool(self._screen.buffer[row][column].reverse)

    # Waiting.

    def wait_for(self, *texts: str, limit: float = 15.0) -> None:
        """Read until all these texts stand on the screen together."""
        self.wait_until(
            lambda: all(text in self.text for text in texts), " and ".join(texts), limit
        )

    def wait_for_absence(self, text: str, limit: float = 15.0) -> None:
        """Read until a text is gone from the screen."""
        self.wait_until(lambda: text not in self.text, f"the end of {text}", limit)

    def wait_until(self, seen: Callable[[], bool], what: str, limit: float = 15.0) -> None:
        """Read until `seen()`; NotSeenError names `what` and shows the screen."""
        until = time.monotonic() + limit
        while not seen():
            if time.monotonic() > until or (not self._read(0.05) and self.ended and not seen()):
                raise NotSeenError(f"never saw {what} on:\n{self.text}")

    def settle(self, quiet: float = 0.15, limit: float = 5.0) -> None:
        """Read until the program has sent nothing for that many seconds."""
        until = time.monotonic() + limit
        while self._read(quiet) and time.monotonic() < until:
            pass

    def _read(self, limit: float) -> bool:
        """Take in what the program has sent; False if nothing came in `limit` seconds."""
        if not self._open:
            return False
        ready, _, _ = select.select([self._descriptor], [], [], limit)
        if not ready:
            return False
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:  # Linux says so once nobody holds the other end
                raise
            data = b""
        if not data:
            time.sleep(limit)
            return False
        self.raw += data
        for question, answer in ANSWERS.items():
            if question in data:
                self._write(answer)
        self._stream.feed(data)
        return True

    # Using it.

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as soon as the one before has had its effect.

        A key is a name of `KEYS`, `ctrl+` and a letter, or a character.
        """
        for key in keys:
            self._write(_bytes_of(key))
            self.settle(AFTER_ESC if key == "esc" else 0.04)

    def type(self, text: str) -> None:
        """Type a text as fast as a pasted one, but key by key for the program."""
        self._write(text.encode())
        self.settle(0.04)

    def paste(self, text: str) -> None:
        """Paste as terminals do when the program asked for brackets around it."""
        self._write(b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")
        self.settle(0.04)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        self._screen.resize(rows, columns)
        self._resize(self._descriptor, columns, rows)

    def _write(self, data: bytes) -> None:
        try:
            os.write(self._descriptor, data)
        except OSError as error:
            if error.errno != errno.EIO:
                raise

    @staticmethod
    def _resize(descriptor: int, columns: int, rows: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # Ending it.

    @property
    def ended(self) -> bool:
        """Whether the program is gone."""
        return self.process.poll() is not None

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut does, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def hang_up(self) -> None:
        """Close the terminal: the program gets SIGHUP from the kernel."""
        if self._open:
            self._open = False
            os.close(self._descriptor)

    def wait_for_end(self, limit: float = 15.0) -> int:
        """The exit code, once the program has ended; a signal's number comes back negative."""
        until = time.monotonic() + limit
        while not self.ended and time.monotonic() < until:
            if not self._read(0.05):
                time.sleep(0.01)
        if not self.ended:
            raise NotSeenError(f"did not end:\n{self.text}")
        self.settle(0.02, 0.1)
        return self.process.wait()


def _bytes_of(key: str) -> bytes:
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return bytes([ord(key[5:].upper()) & 0x1F])
    if len(key) != 1:
        raise ValueError(f"no key is called {key!r}")
    return key.encode()


def reader_in(folder: Path, *arguments: str, columns: int = 80, rows: int = 24) -> Terminal:
    """Reader in a terminal, for a person whose home is `folder`."""
    environment = private_environment(folder)
    return Terminal([*READER, *arguments], environment, columns=columns, rows=rows)


def command_line(folder: Path, *arguments: str) -> str:
    """What a command of the same person prints; CalledProcessError if it fails."""
    return subprocess.run(
        [*READER, *arguments],
        env=private_environment(folder),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=60,
    ).stdout


def annotations_in(folder: Path) -> list[dict[str, Any]]:
    """All annotations of that person, as the command line tells them."""
    found: list[dict[str, Any]] = json.loads(command_line(folder, "annotations", "--json"))
    return found
