"""Reader's speed as ratios to Textual's own floor, both measured in one run in a pseudo-terminal.

    uv run python tests/bench/ratios.py            a table, and exit 1 if a row is over its limit
    uv run python tests/bench/ratios.py --runs 5   more starts and key presses

A key is timed to the last byte before 50 ms of quiet, so that a late repaint counts. Medians and
95th percentiles are both held against the floor's median: its own 95th percentile is noise.
"""

import argparse
import compileall
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.book import write_book
from tests.bench.timed_terminal import TimedTerminal

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
FLOOR = [sys.executable, str(HERE / "floor.py")]
READER = [sys.executable, "-m", "reader"]
HIGHLIGHTS = 5_000
NOTE = "C’est là que tout commence : voir aussi ce qu’il en disait un an plus tôt, à Varsovie."
"""Three rows of the margin; a passage has a note every four paragraphs."""
KEYS = {"page": " ", "j": "j", "G": "G", "gg": "gg", "h": "h"}


@dataclass
class Samples:
    """What one program under one condition took: seconds to first sight, milliseconds a key."""

    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    keys: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """A program to start, the text that shows it is there, and the keys to time."""

    command: list[str]
    ready: str
    presses: tuple[tuple[str, int], ...] = ()
    data: Path | None = None
    """The library to start with; each start gets a copy, so that none finds another's traces."""


@dataclass(frozen=True)
class Limit:
    """One promise: a figure of a condition against a figure of the floor."""

    what: str
    condition: str
    key: str | None
    floor_key: str | None
    median: float
    percentile: float | None = None


LIMITS = (
    Limit("first sight of the library", "library", None, None, 1.3),
    Limit("first sight of an article given by path", "article", None, None, 1.4),
    Limit("first sight of a 3.3 MB book", "book", None, None, 1.8),
    Limit("`j` in the book", "book", "j", "j", 2.0, 3.0),
    Limit("page down in the book", "book", "page", "page", 1.5, 3.0),
    Limit("`G` in the book", "book", "G", "page", 2.0, 4.0),
    Limit("`h` in the book, journalled", "book", "h", "page", 2.5, 5.0),
    Limit("`j`, 5,000 highlights", "marked", "j", "j", 2.0, 3.0),
    Limit("page down, 5,000 highlights", "marked", "page", "page", 1.5, 3.0),
    Limit("`h`, 5,000 highlights", "marked", "h", "page", 6.0, 9.0),
    Limit("`j`, the margin full", "noted", "j", "j", 2.0, 3.0),
    Limit("page down, the margin full", "noted", "page", "page", 1.5, 3.0),
    Limit("`h`, the margin full", "noted", "h", "page", 6.0, 9.0),
)
MEMORY_LIMIT_MIB = 90


def measure(condition: Condition, samples: Samples) -> None:
    """Start once, press every key its number of times, and add to the samples."""
    with tempfile.TemporaryDirectory() as folder:
        command = list(condition.command)
        if condition.data is not None:
            shutil.copytree(condition.data, Path(folder) / "data")
            # A journal's line is on the disk only after what was written before it: without this,
            # the first `h` would be timed with the copy of the library.
            os.sync()
            command += ["--data", str(Path(folder) / "data")]
        press_keys(command, condition, samples)


def press_keys(command: list[str], condition: Condition, samples: Samples) -> None:
    """Time one start of a command and the keys of its condition."""
    with TimedTerminal(command) as terminal:
        samples.starts.append(terminal.first_sight(condition.ready))
        terminal.settle(quiet=0.4)
        for key, count in condition.presses:
            for _ in range(count):
                if key == "G":
                    terminal.press(KEYS["gg"])
                elif key == "h":
                    terminal.press(KEYS["j"])
                samples.keys.setdefault(key, []).append(terminal.press(KEYS[key]))
        samples.memory.append(terminal.peak_memory())


def prepare(folder: Path) -> dict[str, Condition]:
    """Libraries with the seeds, with the book, and with the book full of highlights and notes."""
    book = folder / "book.txt"
    write_book(book)
    opening = book.read_text("utf-8").split("\n", 1)[0][:30]
    article = SEEDS / "000_a2dd445eaaf761cc.txt"
    for name in ("library", "article", "book", "marked", "noted"):
        fill(folder / name, article if name in ("library", "article") else book)
    highlight_everywhere(folder / "marked")
    highlight_everywhere(folder / "noted", NOTE)
    # `h` before `G`: at the end of the book there is no next paragraph to highlight.
    presses = (("j", 60), ("page", 60), ("h", 40), ("G", 20))

    return {
        "floor": Condition(FLOOR, "HELLOFLOOR", (("j", 60), ("page", 60))),
        "library": Condition(READER, "Actuellement en", (), folder / "library"),
        "article": Condition([*READER, str(article)], "Bloomberg", (), folder / "article"),
        "book": Condition([*READER, str(book)], opening, presses, folder / "book"),
        "marked": Condition([*READER, str(book)], opening, presses, folder / "marked"),
        "noted": Condition([*READER, str(book)], opening, presses, folder / "noted"),
    }


def fill(data: Path, source: Path) -> None:
    """A library with the seeds and one more article."""
    from reader.library import Library

    library = Library(data)
    library.add_seeds(SEEDS)
    library.add(source)
    library.close()


def highlight_everywhere(data: Path, note: str = "") -> None:
    """Spread the highlights evenly over the book, in five colours, and the note on each of them."""
    from reader.core.annotation import Color
    from reader.library import Library

    library = Library(data)
    longest = max(library.entries(), key=lambda entry: entry.words)
    article = library.article(longest.id)
    blocks = [block for block in article.blocks if block.kind == "paragraph"]
    colors = list(Color)
    for number in range(HIGHLIGHTS):
        block = blocks[number * len(blocks) // HIGHLIGHTS]
        passage = block.start, min(block.end, block.start + 90)
        library.annotate(
            longest.id, passage, color=colors[number % 5], note=note and f"{number}. {note}"
        )
    library.close()


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(samples: dict[str, Samples]) -> bool:
    """Print the table; True when every row is within its limit."""
    floor = samples["floor"]
    print("| what | floor | Reader, median | ratio (limit) | 95th percentile | ratio (limit) |")
    print("|---|---|---|---|---|---|")
    good = True
    for limit in LIMITS:
        mine = samples[limit.condition]
        if limit.key is None or limit.floor_key is None:
            unit, base, values = "s", statistics.median(floor.starts), mine.starts
        else:
            unit = "ms"
            base, values = statistics.median(floor.keys[limit.floor_key]), mine.keys[limit.key]
        median, high = statistics.median(values), percentile(values, 0.95)
        good &= median <= base * limit.median
        cells = [limit.what, f"{base:.2f} {unit}", f"{median:.2f} {unit}"]
        cells.append(f"{median / base:.2f}× ({limit.median}×)")
        if limit.percentile is None:
            cells += ["", ""]
        else:
            good &= high <= base * limit.percentile
            cells += [f"{high:.2f} {unit}", f"{high / base:.2f}× ({limit.percentile}×)"]
        print("| " + " | ".join(cells) + " |")
    memory = statistics.median(samples["book"].memory)
    good &= memory <= MEMORY_LIMIT_MIB
    print(f"| memory with the book open | | {memory:.0f} MiB | ({MEMORY_LIMIT_MIB} MiB) | | |")
    return good


def main() -> int:
    """Measure every condition in turn, round after round, so that noise meets all alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    # As an installer leaves a program; else each start compiles what was edited since the last.
    compileall.compile_dir(HERE.parents[1] / "reader", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        conditions = prepare(Path(folder))
        samples = {name: Samples() for name in conditions}
        for _ in range(runs):
            for name, condition in conditions.items():
                measure(condition, samples[name])
        return 0 if report(samples) else 1


if __name__ == "__main__":
    sys.exit(main())
