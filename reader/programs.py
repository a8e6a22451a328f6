"""Programs that a person names: one is given a text, and what it answers is taken.

None is run by a shell, so nothing in a text can be a command. Each has a session of its own, so
that it can be ended with all that it started, and finds no terminal to write to.
"""

import codecs
import os
import re
import shlex
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from threading import Event
from typing import IO, Final, NamedTuple

LONGEST: Final = 64 * 1024
"""Bytes of an answer that are taken; a program that says more is ended."""

POLL: Final = 0.02
"""Seconds between two looks whether it has said too much, or is wanted no more."""

WORD: Final = "{word}"
"""Where the word stands in a command that looks one up."""


_SHELL: Final = frozenset({"|", "||", "&", "&&", ";", "<", ">", ">>"})
"""Words of a command that only a shell would understand."""

_escape = re.compile(
    r"\x1b (?: \[ [0-?]* [ -/]* [@-~] | \] [^\x07\x1b]* (?: \x07 | \x1b\\ ) | [ -/]* [0-~] )",
    re.VERBOSE,
)
_struck_over = re.compile(r"[^\n]\x08")


class ProgramFailed(Exception):
    """A command cannot be run; the message says why, in one line."""


class Answer(NamedTuple):
    """What a program said."""

    text: str
    """Both of its outputs, as they came; it may hold anything."""
    code: int
    """0, if it says that all went well."""
    is_cut: bool
    """Whether it had more to say."""

    @property
    def plain(self) -> str:
        """What was said, without what colours it, and as a terminal would leave it where a line
        was written over: a bar of progress, a letter struck twice."""
        text = _struck_over.sub("", _escape.sub("", self.text))
        lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
        return "\n".join(lines)


def arguments_of(command: str) -> list[str]:
    """A command as a person types it, in words; quotes hold several together."""
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise ProgramFailed(f"The command cannot be understood: {error}") from error
    if not arguments:
        raise ProgramFailed("There is no command")
    return arguments


def with_word(command: str, word: str) -> list[str]:
    """The command that looks a word up: it stands where `{word}` does, else at the end, and is one
    argument, never an option."""
    arguments = arguments_of(command)
    word = word.strip().lstrip("-")
    if any(WORD in argument for argument in arguments[1:]):
        return [argument.replace(WORD, word) for argument in arguments]
    return [*arguments, word]


class Program:
    """One run of a program."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self._is_unwanted = Event()

    @property
    def wants_a_shell(self) -> bool:
        """Whether it was written as for a shell, which does not run it."""
        return not _SHELL.isdisjoint(self._arguments)

    def end(self) -> None:
        """End it with all that it started, from whichever thread; what it said is not wanted."""
        self._is_unwanted.set()

    def run(self, text: str) -> Answer:
        """Give it a text, and wait for what it says.

        What it is given and what it says are files: one that leaves another program behind, as
        xclip does, would hold a pipe open.
        """
        import tempfile

        name = self._arguments[0]
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(text.encode("utf-8", "replace"))
            given.seek(0)
            try:
                process = subprocess.Popen(
                    self._arguments,
                    stdin=given,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                if isinstance(error, FileNotFoundError):
                    reason = "no program of that name is found"
                raise ProgramFailed(f"{name} cannot be started: {reason}") from error
            code = self._wait(process, said)
            said.seek(0)
            data = said.read(LONGEST + 1)
        is_cut = len(data) > LONGEST
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        return Answer(decoder.decode(data[:LONGEST], final=not is_cut), code, is_cut)

    def _wait(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> int:
        while not self._is_unwanted.is_set() and os.fstat(said.fileno()).st_size <= LONGEST:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(POLL)
        if hasattr(os, "killpg"):
            # macOS does not permit it for a leader that has just ended by itself.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        return process.wait()
