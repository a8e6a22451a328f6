"""A pseudo-terminal with a stopwatch: first sight of a text, and a key to its finished paint."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from types import TracebackType
from typing import Self

import pyte

ANSWERS = {
    b"\x1b[c": b"\x1b[?62;c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
"""What a program asks a terminal, and what a terminal says."""


class TimedTerminal:
    """Runs a program in a terminal of 120×40 cells and times it from outside."""

    def __init__(self, command: list[str], columns: int = 120, rows: int = 40) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._started = time.perf_counter()
        self._pid, self._descriptor = pty.fork()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvp(command[0], command)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._descriptor)

    def _read(self, limit: float) -> bytes:
        ready, _, _ = select.select([self._descriptor], [], [], limit)
        if not ready:
            return b""
        data = os.read(self._descriptor, 1 << 16)
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._descriptor, answer)
        return data

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(self._screen.display)

    def first_sight(self, needle: str, limit: float = 60.0) -> float:
        """Seconds from the start until the text stands on the screen."""
        while time.perf_counter() - self._started < limit:
            self._stream.feed(self._read(0.5))
            if needle in self.text:
                return time.perf_counter() - self._started
        raise TimeoutError(f"never saw {needle!r} in:\n{self.text}")

    def settle(self, quiet: float = 0.05) -> float:
        """Milliseconds until the last byte before that many seconds of quiet."""
        began = time.perf_counter()
        last = began
        held: list[bytes] = []
        while data := self._read(quiet if held else 1.0):
            last = time.perf_counter()
            held.append(data)
        # Parsed only after the clock has stopped.
        for data in held:
            self._stream.feed(data)
        return (last - began) * 1e3

    def press(self, keys: str) -> float:
        """Press keys; milliseconds to the finished paint."""
        os.write(self._descriptor, keys.encode())
        return self.settle()

    def peak_memory(self) -> float:
        """The most memory the program ever held, in MiB."""
        with open(f"/proc/{self._pid}/status") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) / 1024
        raise LookupError("no VmHWM")
