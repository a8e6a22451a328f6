"""Copying a text to where the person can paste it, and saying only what is certain.

The only module that knows pyperclip, and only in a child process: it reports success on a dead
display, prints on the screen, and waits for ever for a helper that hangs. This file is that
child's program too, run by its path, so that neither the folder the person stands in nor an
installation has a say in what is imported.
"""

import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

LOOKS: Final = 3
"""Times that the clipboard is read back before it is believed not to have taken a text."""

LIMIT: Final = 2.0
"""Seconds that a helper program gets."""

LONG: Final = 3_000
"""Characters of base64 that some terminals refuse from (tabby 3,066; Termux about 6,000)."""

CHECKED: Final = 0
UNCHECKED: Final = 3
NO_CLIPBOARD: Final = 4
"""Exit codes of the child: read back; not found when read back; no clipboard on this machine."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy."""

    way: str
    """`clipboard`, `tmux`, `terminal`, `command`, `file`, or `none`."""
    certain: bool
    """Whether the text is known to be there: read back, or written to a file."""
    message: str
    """One line for the person."""


class _Failed(Exception):
    """A way that did not work; the message says why."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A text on its way out, and what the ways need beside it."""

    text: str
    terminal: Callable[[str], None] | None
    command: str
    fallback: Path


def copy(
    text: str,
    *,
    method: str = "auto",
    command: str = "",
    terminal: Callable[[str], None] | None,
    fallback: Path,
) -> Copied:
    """Copy by the first way that works; takes up to some seconds, and raises nothing.

    `terminal` writes a control sequence to the person's terminal, `fallback` is the file that
    takes the text if nothing else does, `command` is what the method of that name runs.
    """
    if not text:
        return Copied("none", certain=True, message="There is nothing to copy")
    # A lone surrogate is no character, and no clipboard takes it.
    text = text.encode(errors="replace").decode()
    attempt = _Attempt(text, terminal, command, fallback)
    reasons: list[str] = []
    for way in _ways(method):
        try:
            copied = way(attempt)
        except _Failed as reason:
            reasons.append(_one_line(str(reason)))
            continue
        if reasons:
            message = f"{copied.message} ({'; '.join(reasons)})"
            return Copied(copied.way, copied.certain, message)
        return copied
    return Copied("none", certain=True, message=f"Not copied: {'; '.join(reasons)}")


def _ways(method: str) -> Sequence[Callable[[_Attempt], Copied]]:
    """The ways to try, in order; a file at the end of each, so that no copy is lost."""
    named = {
        "pyperclip": _pyperclip,
        "tmux": _tmux,
        "osc52": _osc52,
        "command": _command,
        "file": _file,
    }
    if method in named:
        return (named[method], _file) if method != "file" else (_file,)
    inside_tmux = bool(os.environ.get("TMUX"))
    # Far from the person, pyperclip would fill the clipboard of the wrong machine.
    over_ssh = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    near = (_osc52, _pyperclip) if over_ssh else (_pyperclip, _osc52)
    return (*((_tmux,) if inside_tmux else ()), *near, _file)


# The ways.


def _pyperclip(attempt: _Attempt) -> Copied:
    code, said = _run([sys.executable, "-P", __file__], attempt.text, "the clipboard's helper")
    if code == CHECKED:
        return Copied("clipboard", certain=True, message="Copied, and checked")
    if code == NO_CLIPBOARD:
        raise _Failed("no clipboard here")
    raise _Failed(f"the clipboard did not take it{': ' if said else ''}{said}")


def _tmux(attempt: _Attempt) -> Copied:
    """To tmux, which hands it on by itself: it drops OSC 52 under its default settings."""
    message = "Copied to tmux, and sent on to the terminal, which does not confirm"
    code, said = _run(["tmux", "load-buffer", "-w", "-"], attempt.text, "tmux")
    if code != 0:  # tmux before 3.2 does not know -w
        message = "Copied to tmux, and only there"
        code, said = _run(["tmux", "load-buffer", "-"], attempt.text, "tmux")
    if code != 0:
        raise _Failed(f"tmux did not take it{': ' if said else ''}{said}")
    return Copied("tmux", certain=False, message=message)


def _osc52(attempt: _Attempt) -> Copied:
    if attempt.terminal is None:
        raise _Failed("no terminal to send it to")
    encoded = b64encode(attempt.text.encode()).decode()
    try:
        attempt.terminal(f"\x1b]52;c;{encoded}\x07")
    except OSError as error:
        raise _Failed(f"the terminal did not take it: {error.strerror}") from error
    message = "Sent to the terminal (OSC 52), which does not confirm"
    if len(encoded) > LONG:
        message += "; many take no text as long as this"
    return Copied("terminal", certain=False, message=message)


def _command(attempt: _Attempt) -> Copied:
    import shlex

    try:
        arguments = shlex.split(attempt.command)
    except ValueError as error:
        raise _Failed(f"clipboard_command cannot be understood: {error}") from error
    if not arguments:
        raise _Failed("clipboard_command is not set")
    code, said = _run(arguments, attempt.text, arguments[0])
    if code != 0:
        raise _Failed(f"{arguments[0]} did not take it{': ' if said else f' (exit {code})'}{said}")
    return Copied("command", certain=False, message=f"Handed to {_one_line(arguments[0])}")


def _file(attempt: _Attempt) -> Copied:
    from reader.files import write_safely

    try:
        attempt.fallback.parent.mkdir(parents=True, exist_ok=True)
        write_safely(attempt.fallback, attempt.text.encode())
    except OSError as error:
        raise _Failed(f"{attempt.fallback} cannot be written: {error.strerror}") from error
    return Copied("file", certain=True, message=f"Written to {_one_line(str(attempt.fallback))}")


# Helper programs.


def _run(arguments: Sequence[str], text: str, name: str) -> tuple[int, str]:
    """Exit code and last words of a helper program that gets `text` and two seconds.

    What it prints goes to a file: xclip leaves a daemon behind that would hold a pipe open. It has
    a session of its own, so that it can be ended with all that it started, and finds no terminal
    to write to.
    """
    import tempfile

    with tempfile.TemporaryFile() as printed:
        try:
            process = subprocess.Popen(
                list(arguments),
                stdin=subprocess.PIPE,
                stdout=printed,
                stderr=printed,
                start_new_session=True,
            )
        except OSError as error:
            raise _Failed(f"{name} cannot be started: {error.strerror}") from error
        try:
            process.communicate(text.encode(), timeout=LIMIT)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise _Failed(f"{name} did not answer within {LIMIT:.0f} seconds") from error
        return process.returncode, _last_line(printed)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a helper program and all that it started."""
    if hasattr(os, "killpg"):
        # macOS does not permit it for a leader that has just ended by itself.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _last_line(printed: IO[bytes]) -> str:
    printed.seek(0, os.SEEK_END)
    printed.seek(max(0, printed.tell() - 4_000))
    lines = printed.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def _one_line(text: str) -> str:
    from reader.core.safe import safe_line

    return safe_line(text)


def _child() -> int:
    """Fill the clipboard with standard input, and read it back."""
    import pyperclip

    text = sys.stdin.buffer.read().decode()
    try:
        pyperclip.copy(text)
        # On a busy machine a long text may not be there yet, or not all of it.
        found = (pyperclip.paste().replace("\r\n", "\n") for _ in range(LOOKS))
        return CHECKED if text.replace("\r\n", "\n") in found else UNCHECKED
    except pyperclip.PyperclipException:
        return NO_CLIPBOARD


if __name__ == "__main__":
    sys.exit(_child())
