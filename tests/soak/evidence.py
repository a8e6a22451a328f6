"""What the soak runs look at afterwards: the files as they lie there, and what a library reads."""

import json
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.core.annotation import Annotation
from reader.library import Library
from tests.soak.verdict import Seen


@dataclass
class Files:
    """The state of a data folder, read byte by byte and without Reader."""

    unreadable: list[str]
    """JSON files that are none."""
    torn: int
    """Lines of journals that are not whole: a kill may leave one at the end."""
    stray: int
    """Neighbours left from a rename that never came."""
    revisions: dict[str, str]
    """The texts that are whole, by revision."""


def examine(data: Path) -> Files:
    """Read every file of a data folder as plain JSON."""
    found = Files([], 0, 0, {})
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        if path.suffix == ".json" and not _parses(path.read_bytes()):
            found.unreadable.append(str(path.relative_to(data)))
        elif path.suffix == ".json" and path.relative_to(data).parts[0] == "articles":
            found.revisions[path.stem] = _text(path.read_bytes())
        elif path.suffix == ".jsonl" and path.relative_to(data).parts[0] == "journal":
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


def _text(data: bytes) -> str:
    """The text of a revision's file; empty if it is not as it was written."""
    record = json.loads(data)
    body = data[data.index(b'"article":') + len(b'"article":') : -1]
    is_whole = int(record["checksum"], 16) == zlib.crc32(body)
    return str(record["article"]["text"]) if is_whole else ""


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


def diagnosis(library: Library) -> list[str]:
    """All that the check of the data finds."""
    return [finding.message for finding in library.doctor(repair=False)]


def look(library: Library) -> dict[str, Any]:
    """All that a library shows, as JSON holds it."""
    entries = library.entries()
    return {
        "annotations": json.loads(library.export("json")),
        "texts": {entry.sources[0]: library.article(entry.id).text for entry in entries},
        "waiting": [(one.id, one.sources[0]) for one in library.waiting()],
        "to repair": [one.id for entry in entries for one in library.to_repair(entry.id)],
        "problems": list(library.problems),
    }


def understood(looked: dict[str, Any]) -> Seen:
    """What was looked at, in the words of the model."""
    records: dict[str, dict[str, Any]] = {
        Path(source).name: {"text": text} for source, text in looked["texts"].items()
    }
    places: dict[str, tuple[str, int | None, int | None]] = {}
    for name, source in looked["waiting"]:
        records[name] = {"article": Path(source).name, "waiting": True}
    for one in looked["annotations"]:
        described, anchor = one["described"], None
        if described:
            words = one["quote"], one["prefix"], one["suffix"]
            anchor = [described["start"], described["end"], *words]
        records[one["id"]] = {
            "article": Path(one["sources"][0]).name,
            "anchor": anchor,
            "color": one["color"],
            "note": one["note"],
            "tags": one["tags"],
            "live": True,
        }
        places[one["id"]] = one["status"], one["start"], one["end"]
    return Seen(records, places, frozenset(looked["to repair"]))


def misdescribed(looked: dict[str, Any], revisions: dict[str, str]) -> list[str]:
    """Annotations whose anchor is not what stands in the text in which it was described."""
    return [
        f"{one['id']} is not at {described} of that text"
        for one in looked["annotations"]
        if (described := one["described"]) and described["revision"]
        if revisions.get(described["revision"], "")[described["start"] : described["end"]]
        != one["quote"]
    ]


def table(title: str, rows: list[tuple[str, object]]) -> str:
    """The figures of a run, under each other."""
    width = max(len(name) for name, _ in rows)
    return "\n".join([title, *(f"  {name:<{width}}  {value}" for name, value in rows)])
