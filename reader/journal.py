"""The journal: every change of every device, one line each, on disk before anything else.

```text
<journal>/<device>/<yyyy-mm>.jsonl
{"stamp":…,"kind":…,"label":…,"undoes":…,"edits":[[record,field,before,after],…],"crc":"0a1b2c3d"}
```

A device appends to its own files only. A line that is cut off or damaged is skipped, said and kept.
"""

import os
import re
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from reader.core.change import STAMP, Change, Edit, Position, Positions
from reader.files import append_line, fingerprint, fingerprint_of, locked

LOCK: Final = "journal.lock"

BLOCK: Final = 1 << 14
"""Bytes of a file that are read first by whoever reads from its end."""

FAR: Final = "~"
"""Behind every milestone."""

_END = b',"crc":"00000000"}'
_month = re.compile(r"\d{4,}-\d\d\.jsonl")


@dataclass
class Tail:
    """What stands in the journal behind a position."""

    changes: list[Change] = field(default_factory=list)
    positions: dict[str, Position] = field(default_factory=dict)
    damaged: dict[str, int] = field(default_factory=dict)
    """Lines that cannot be read, by file."""
    torn: list[str] = field(default_factory=list)
    """Files whose last line is not ended: it is being written, or a crash has cut it off."""
    rewritten: list[str] = field(default_factory=list)
    """Files in which the position does not fit what stands before it: lines were lost."""
    touched: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each article, by device, the milestone behind the last change of its annotations."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing in it, as far as can be known."""
        return not self.damaged and not self.rewritten


def milestone(position: Position) -> str:
    """A position as text; those of a device sort as its journal goes on."""
    return f"{position.file}:{position.offset:012}:{position.ending}"


class Journal:
    """The journals of all devices in a folder, and the pen of one of them."""

    def __init__(self, folder: Path, device: str) -> None:
        self._folder, self.device = folder, device

    def writing(self, patience: float) -> AbstractContextManager[None]:
        """Keep other processes from appending meanwhile; OSError if it cannot be had."""
        return locked(self._folder / LOCK, patience)

    def append(self, change: Change) -> Position:
        """Write a change's line; it is on disk when this returns, or OSError says why not."""
        seconds = int(change.stamp[:13], 16) // 1000
        try:
            month = time.strftime("%Y-%m", time.gmtime(seconds))
        except (OverflowError, ValueError):
            month = "9999-12"
        path = self._folder / self.device / f"{month}.jsonl"
        line = write_line(change)
        return Position(path.name, append_line(path, line), fingerprint_of(line + b"\n"))

    def has_grown(self, since: Positions) -> bool:
        """Whether anything was written behind these positions, or before them; cheap, also after
        twenty years: only the newest file of a device is looked at."""
        for device in self.devices():
            at = since.get(device)
            names = self._names(device)
            if at is None:
                if names:
                    return True
            elif max(names, default="") != at.file or self._size(device, at.file) != at.offset:
                return True
        return False

    def read(self, since: Positions, article: str | None = None) -> Tail:
        """The changes behind these positions; of them only what was done to one article, if one is
        named."""
        tail = Tail()
        for device in self.devices():
            self._read_device(device, since.get(device), article, tail)
        return tail

    def backwards(
        self, article: str | None = None, *, until: Position | None = None
    ) -> Iterator[Change]:
        """This device's changes up to a position, newest first; only those of one article, if one
        is named."""
        for name in sorted(self._names(self.device), reverse=True):
            if until is not None and name > until.file:
                continue
            end = until.offset if until is not None and name == until.file else None
            with suppress(OSError):  # `read` tells that it cannot be read
                for line in _lines_backwards(self._folder / self.device / name, end):
                    if article is None or article.encode() in line:
                        change = read_line(line)
                        if change is not None and (article is None or article in change.articles):
                            yield change

    def devices(self) -> list[str]:
        """All devices that have a journal here."""
        try:
            with os.scandir(self._folder) as entries:
                return sorted(entry.name for entry in entries if entry.is_dir())
        except OSError:
            return []

    def _names(self, device: str) -> list[str]:
        """The files of a device."""
        try:
            with os.scandir(self._folder / device) as entries:
                return [entry.name for entry in entries if _month.fullmatch(entry.name)]
        except OSError:
            return []

    def _size(self, device: str, name: str) -> int | None:
        """Bytes of a file; None if it is gone."""
        try:
            return (self._folder / device / name).stat().st_size
        except OSError:
            return None

    def _read_device(
        self, device: str, since: Position | None, article: str | None, tail: Tail
    ) -> None:
        folder = self._folder / device
        if since and fingerprint(folder / since.file, since.offset) != since.ending:
            tail.rewritten.append(f"{device}/{since.file}")
            since = None
        if since:
            tail.positions[device] = since
        for name in sorted(self._names(device)):
            if since and name < since.file:
                continue
            start = since.offset if since and name == since.file else 0
            try:
                with (folder / name).open("rb") as file:
                    file.seek(start)
                    data = file.read()
            except OSError:
                tail.damaged[f"{device}/{name}"] = tail.damaged.get(f"{device}/{name}", 0) + 1
                continue
            whole = data.rfind(b"\n") + 1
            if whole < len(data):
                tail.torn.append(f"{device}/{name}")
            if whole:
                end = start + whole
                ending = fingerprint(folder / name, end)
                tail.positions[device] = Position(name, end, ending)
                _collect(data[:whole], article, Position(name, start, ""), device, tail)


def _lines_backwards(path: Path, end: int | None) -> Iterator[bytes]:
    """The lines of a file up to an offset, or to its end, the last one first.

    Whoever wants but the last ones does not wait for the others: they are read in blocks, each
    twice as long as the one before.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        place, block, begun = size if end is None else min(size, end), BLOCK, b""
        while place > 0:
            start = max(0, place - block)
            file.seek(start)
            begun, *lines = (file.read(place - start) + begun).split(b"\n")
            yield from reversed(lines)
            place, block = start, 2 * block
        yield begun


def _collect(data: bytes, article: str | None, at: Position, device: str, tail: Tail) -> None:
    """Add the changes of the whole lines that stand at a position to a tail."""
    needle = article.encode() if article else b""
    if needle not in data:
        return
    damaged = 0
    end = at.offset
    for line in data.split(b"\n"):
        end += len(line) + 1
        if line and needle in line:
            change = read_line(line)
            if change is None:
                damaged += 1
            elif part := change if article is None else change.by_article().get(article):
                tail.changes.append(part)
                behind = milestone(Position(at.file, end, fingerprint_of(line + b"\n")))
                for one in part.annotated:
                    tail.touched.setdefault(one, {})[device] = behind
    if damaged:
        tail.damaged[f"{device}/{at.file}"] = damaged


def write_line(change: Change) -> bytes:
    """A change as its line, without the newline."""
    body = orjson.dumps(
        {
            "stamp": change.stamp,
            "kind": change.kind,
            "label": change.label,
            "undoes": change.undoes,
            "edits": change.edits,
        },
        default=list,
    )[:-1]
    return body + b',"crc":"%08x"}' % zlib.crc32(body)


def read_line(line: bytes) -> Change | None:
    """The change that a line holds; None if it is not whole."""
    body, end = line[: -len(_END)], line[-len(_END) :]
    if end != b',"crc":"%08x"}' % zlib.crc32(body):
        return None
    try:
        return _change(orjson.loads(line))
    except (ValueError, KeyError, TypeError):
        return None


def _change(record: Mapping[str, Any]) -> Change | None:
    stamp = str(record["stamp"])
    edits = tuple(Edit(*map(str, edit[:2]), *edit[2:4]) for edit in record["edits"])
    if not STAMP.fullmatch(stamp) or any(edit.record.count("/") not in (1, 2) for edit in edits):
        return None
    return Change(
        stamp=stamp,
        kind=str(record["kind"]),
        label=str(record["label"]),
        edits=edits,
        undoes=record.get("undoes"),
    )
