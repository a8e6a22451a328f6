"""What the soak runs look at afterwards: the files as they lie there, and what a library reads."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.core.annotation import Annotation
from reader.library import Library


@dataclass
class Files:
    """The state of a data folder, read byte by byte and without Reader."""

    unreadable: list[str]
    """JSON files that are none."""
    torn: int
    """Lines of journals that are not whole: a kill may leave one at the end."""
    stray: int
    """Neighbours left from a rename that never came."""


def examine(data: Path) -> Files:
    """Read every file of a data folder as plain JSON."""
    found = Files([], 0, 0)
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        if path.suffix == ".json" and not _parses(path.read_bytes()):
            found.unreadable.append(str(path.relative_to(data)))
        elif path.suffix == ".jsonl":
            *lines, last = path.read_bytes().split(b"\n")
            found.torn += last != b""
            # The next writer ends a line that a kill has torn, so it may stand in the middle.
            found.torn += sum(not _parses(line) for line in lines)
        elif path.suffix not in {".json", ".jsonl", ".lock"}:
            found.stray += path.name.endswith((".tmp", "~", ".new")) or path.name.startswith(".")
    return found


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


@contextmanager
def opened_copy(data: Path) -> Iterator[Library]:
    """A library on a copy of the folder, so that looking changes nothing for the next round."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "data"
        shutil.copytree(data, copy)
        library = Library(copy)
        try:
            yield library
        finally:
            library.close()


def live(library: Library) -> list[Annotation]:
    """All annotations of all articles."""
    return [
        annotation for entry in library.entries() for annotation in library.annotations(entry.id)
    ]


def table(title: str, rows: list[tuple[str, object]]) -> str:
    """The figures of a run, under each other."""
    width = max(len(name) for name, _ in rows)
    return "\n".join([title, *(f"  {name:<{width}}  {value}" for name, value in rows)])
