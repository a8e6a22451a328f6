"""What the command line says: results to stdout, all else to stderr.

Nothing of it is obeyed by a terminal, whatever is in the articles.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from reader.core.safe import safe, safe_line


class Failed(Exception):
    """What was asked for could not be done: one line on why, and what to do about it."""


def say(text: str) -> None:
    """Print a result, with a newline."""
    _write_out(_encoded(f"{safe(text)}\n"))


def say_lines(lines: Iterable[str], *, indent: str = "") -> None:
    """Print results, one a line."""
    _write_out(_encoded("".join(f"{indent}{safe_line(line)}\n" for line in lines)))


def say_json(value: list[Any] | Mapping[str, Any]) -> None:
    """Print one JSON document, its control characters escaped."""
    from reader.exporters.records import as_json

    _write_out(as_json(value).encode())


def say_document(document: str) -> None:
    """Print a document of any format; its line ends stay as they are."""
    _write_out("\r\n".join(map(safe, document.split("\r\n"))).encode())


def tell(message: str) -> None:
    """Tell the person something that is no result."""
    sys.stderr.write(f"reader: {safe_line(message)}\n")
    sys.stderr.flush()


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows of cells under each other; the last column may be of any width."""
    from rich.cells import cell_len

    lines = [tuple(safe_line(cell) for cell in row) for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in lines
    ]


def _encoded(text: str) -> bytes:
    """Never fails for a character that the terminal's encoding lacks."""
    return text.encode(sys.stdout.encoding or "utf-8", "replace")


def _write_out(data: bytes) -> None:
    """At once, so that it is seen here if it cannot be; a reader that has gone is no failure."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left would fail once more at the end, when nobody is there to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Failed(f"the output cannot be written: {error.strerror}") from error
