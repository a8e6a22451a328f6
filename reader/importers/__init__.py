"""The door of the importers: files and bytes become articles, one module a format.

Everything that can be wrong with a source is an `ImportFailed` with one line for the person.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from reader.core.article import Article
from reader.core.safe import safe_line

__all__ = ["ImportFailed", "Imported", "decode_and_read", "importable", "read", "walk"]

MEGABYTE: Final = 1_000_000
LARGEST_FILE: Final = 50 * MEGABYTE
"""Bytes."""
LONGEST_TEXT: Final = 20 * MEGABYTE
"""Characters."""
MOST_LINES: Final = 1_000_000
MOST_PARAGRAPHS: Final = 100_000

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_TEXT = frozenset({".txt", ".text"})


class ImportFailed(Exception):
    """Nothing was imported; the one line of its message says why and what to do."""


class Imported(NamedTuple):
    """An article, and what its reader should know about how it was read."""

    article: Article
    notes: list[str]
    """One sentence each; empty if nothing was out of the ordinary."""


def read(path: Path) -> Imported:
    """Import a file. Raises `ImportFailed`; a pipe or a device is never opened."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImportFailed("A folder, not a file: its files can be added one by one.")
        if not stat.S_ISREG(status.st_mode):
            raise ImportFailed("Not a regular file but a pipe, a socket or a device.")
        if status.st_size > LARGEST_FILE:
            raise _too_large(status.st_size)
        # Not to wait for ever, should a pipe have taken its place since.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  it is a descriptor
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise ImportFailed(_why_unreadable(error)) from error
    return decode_and_read(data, path.name)


def decode_and_read(data: bytes, name: str) -> Imported:
    """Import the bytes of a file; its name tells the format. Raises `ImportFailed`."""
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data))
    from reader.importers.decoding import decode

    text, notes = decode(data)
    if len(text) > LONGEST_TEXT:
        size = f"{len(text) / MEGABYTE:.0f} million characters"
        raise ImportFailed(f"Too long ({size}; the limit is 20): split it and add the parts.")
    if text.count("\n") > MOST_LINES:
        raise ImportFailed("Too long (more than a million lines): split it and add the parts.")
    if not text.strip():
        raise ImportFailed("Empty: the file holds nothing but blank lines.")
    stem, extension = os.path.splitext(name)  # noqa: PTH122  a name, perhaps of no path
    article = _format_of(extension)(text, safe_line(stem) or "Untitled")
    if len(article.paragraphs) > MOST_PARAGRAPHS:
        count = f"{len(article.paragraphs):,} paragraphs"
        raise ImportFailed(f"Too long ({count}; the limit is 100,000): split it and add the parts.")
    return Imported(article, notes)


def importable(path: Path) -> bool:
    """Whether the name is that of a format that Reader knows; the file is not touched."""
    return path.suffix.lower() in _MARKDOWN | _TEXT


def walk(folder: Path) -> list[Path]:
    """The files in a folder and below that can be imported, sorted by path.

    Hidden files and folders are passed over; a link is followed, but no folder entered twice. A
    folder that cannot be entered stands for its files, so that reading it says why.
    """
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                for child in current.iterdir():
                    if child.name.startswith("."):
                        continue
                    if _is_folder(child):
                        waiting.append(child)
                    elif importable(child):
                        found.append(child)
        except OSError:
            found.append(current)
    return sorted(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _format_of(extension: str) -> Callable[[str, str], Article]:
    """What reads a format; whatever has no known extension is read as plain text."""
    if extension.lower() in _MARKDOWN:
        from reader.importers.markdown import read as read_markdown

        return read_markdown
    from reader.importers.text import read as read_text

    return read_text


def _too_large(size: int) -> ImportFailed:
    return ImportFailed(
        f"Too large ({size / MEGABYTE:.0f} MB; the limit is 50 MB): split it and add the parts."
    )


def _why_unreadable(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "Not found: is the path right?"
        case PermissionError():
            return "Not readable: you have no permission to open it (`chmod u+r` gives it)."
        case OSError():
            return safe_line(f"Not readable: {error.strerror or error}.")
        case _:
            return "Not found: no file can have such a name."
