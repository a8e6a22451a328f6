"""What tests of the library speak of: a text, a clock, and all that a library shows."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.core.annotation import Annotation, ArticleState
from reader.core.catalog import Entry
from reader.library import Library


def sentence(number: int) -> str:
    """A paragraph of `TEXT`."""
    return f"Paragraph {number} says something that no other says, and says it in a sentence."


TEXT = "A title here\n\n" + "\n\n".join(map(sentence, range(1, 13)))


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def passage(library: Library, article: str, words: str) -> tuple[int, int]:
    """Where words first stand in an article."""
    start = library.article(article).text.index(words)
    return start, start + len(words)


Shown = dict[str, tuple[Entry, ArticleState, tuple[Annotation, ...]]]


def shown(library: Library) -> Shown:
    """All that a library shows of its articles."""
    return {
        entry.id: (
            library.entry(entry.id),
            library.state(entry.id),
            library.annotations(entry.id),
        )
        for entry in library.entries()
    }


def table_files(data: Path) -> list[Path]:
    """All TinyDB files of a data folder."""
    return [data / "library.json", *(data / "annotations").glob("*.json")]


def journal_files(data: Path) -> list[Path]:
    """All files of the journal."""
    return sorted((data / "journal").rglob("*.jsonl"))


def lines(data: Path) -> list[dict[str, Any]]:
    """All lines of the journal."""
    return [
        json.loads(line) for path in journal_files(data) for line in path.read_bytes().splitlines()
    ]


def calls_of(act: Callable[[], object]) -> int:
    """How many functions an act calls on this thread: work that no other load changes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return calls
