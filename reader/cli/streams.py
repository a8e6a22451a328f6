"""The three streams that the shell gives, also where it has closed one."""

import os
import sys
from typing import Final

from reader.cli.output import Failed

_CLOSED: Final = (
    ("stdin", "r", os.O_WRONLY),
    ("stdout", "w", os.O_RDONLY),
    ("stderr", "w", os.O_WRONLY),
)
"""Each stream, how it is used, and how it is opened in the place of a closed one: to read it and to
print a result fail then; what is told is lost."""


def open_closed() -> None:
    """Open what the shell has closed, lest a file of ours is taken for it."""
    for number, (name, mode, flags) in enumerate(_CLOSED):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", errors="replace"))


def read_input() -> bytes:
    """All of standard input; Failed, if it cannot be read."""
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise Failed(f"standard input cannot be read: {error.strerror}") from error


def read_input_text() -> str:
    """The same as text; what is no UTF-8 is replaced."""
    return read_input().decode(errors="replace")
