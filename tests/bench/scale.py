"""Reader with 10,000 articles and 100,000 annotations, held against a small library and the floor.

    uv run python tests/bench/scale.py            a table, and exit 1 if a row is over its limit
    uv run python tests/bench/scale.py --runs 5   more starts

The library is written by `large_library.py`. What the library answers is measured in this process
together with the first screenful of rows; what a person sees, in a terminal.
"""

import argparse
import compileall
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.large_library import write_library
from tests.bench.ratios import FLOOR, READER, percentile
from tests.bench.timed_terminal import TimedTerminal

if TYPE_CHECKING:
    from reader.library import Library

ARTICLES, ANNOTATIONS = 10_000, 100_000
FEW = 50
"""Articles of the small library, with as many annotations each."""
SCREENFUL = 40
SAVES = 60
KEYS = 20
PANELS = 5
PREPARING = 4
"""Seconds in which a program has read the index in the background."""
BACKSPACE = "\x7f"
TYPED = (
    "pologne",
    "intelligence artificielle",
    "unique7777mot",
    "note8888",
    "color:yellow tag:idée",
    "note:voyage -présence",
    "created:2020..2021 européenne",
    'title:bureau "elle-même"',
    "(color:red OR color:blue) cœur",
)
"""Queries that are typed letter by letter; each is answered at every letter."""


class Figure(NamedTuple):
    """One row of the table: what was measured, and how much it may be."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    limit_is: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is within its limit, if it has one."""
        return self.limit is None or self.value <= self.limit


class Script(NamedTuple):
    """What quotes are made of in a language."""

    parts: Callable[[str], list[str]]
    space: str
    other: str
    """A word that is put in the place of one that was written."""
    absent: str


FRENCH = Script(
    str.split, " ", "autrement", "Personne ne savait que la rivière traverserait un jour la plaine"
)
HAN = Script(list, "", "異", "今天天气很好我们一起去公园散步吧")


class Floor(NamedTuple):
    """What Textual itself takes: seconds to first sight, milliseconds to repaint the screen."""

    sight: float
    repaint: float


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def first_sights(commands: Sequence[tuple[list[str], str]], runs: int) -> list[float]:
    """The median time in which each of some programs shows a text, all in turn."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for values, (command, needle) in zip(taken, commands, strict=True):
            with TimedTerminal(command) as terminal:
                values.append(terminal.first_sight(needle))
    return [statistics.median(values) for values in taken]


def repaint() -> float:
    """Milliseconds in which the floor paints a screenful of other text."""
    with TimedTerminal(FLOOR) as terminal:
        terminal.first_sight("HELLOFLOOR")
        terminal.settle(quiet=0.4)
        return statistics.median(terminal.press(" ") for _ in range(60))


def starts(folder: Path, runs: int) -> tuple[Floor, list[Figure]]:
    """The floor, and what starting takes."""
    from reader.core.catalog import arrange
    from reader.library import Library

    commands = [(FLOOR, "HELLOFLOOR")]
    for name in ("small", "large"):
        library = Library(folder / name)
        newest = arrange(library.entries(), "all", "recent")[0]
        library.close()
        commands.append(([*READER, "--data", str(folder / name)], newest.title[:20]))
    sight, small, large = first_sights(commands, runs)
    floor = Floor(sight, repaint())
    lists = []
    for name in ("small", "large"):
        listing = partial(run, [*READER, "--data", str(folder / name), "list"])
        lists.append(min(seconds(listing) for _ in range(runs)))
    return floor, [
        Figure("floor: first sight", floor.sight, "s"),
        Figure("floor: repaint", floor.repaint, "ms"),
        Figure("first sight of a library of 50 articles", small, "s"),
        Figure("first sight of this library", large, "s", small + sight, "and the floor once more"),
        Figure("`reader list` of 50 articles", lists[0], "s"),
        Figure("`reader list`", lists[1], "s"),
    ]


def run(command: list[str], codes: Collection[int] = (0,)) -> None:
    """Run a program to its end, with one of these exit codes, and look away."""
    nowhere = subprocess.DEVNULL
    done = subprocess.run(command, stdout=nowhere, stderr=nowhere, check=False)
    if done.returncode not in codes:
        raise subprocess.CalledProcessError(done.returncode, command)


def browsing(data: Path, floor: Floor) -> list[Figure]:
    """How long it takes to list all annotations, and to answer each letter of a query."""
    from reader.library import Library

    third = floor.sight / 3 * 1e3
    library = Library(data)
    library.entries()
    first = seconds(lambda: list(library.browse()[:SCREENFUL])) * 1e3
    built = seconds(lambda: wait_until_prepared(library))
    library.close()
    gc.collect()  # a program that begins has no such heap to clear away

    library = Library(data)
    library.entries()
    again = seconds(lambda: list(library.browse()[:SCREENFUL])) * 1e3
    ready = seconds(lambda: wait_until_prepared(library))

    def rows(typed: str) -> None:
        list(library.browse(typed)[:SCREENFUL])

    keys = [
        seconds(partial(rows, typed[:end])) * 1e3
        for typed in TYPED
        for end in range(1, len(typed) + 1)
    ]
    library.close()
    limit = floor.repaint * 10
    return [
        Figure("first rows of all annotations, no index yet", first, "ms", third, "sight / 3"),
        Figure("first rows, with an index", again, "ms", third, "sight / 3"),
        Figure("a letter of a query, median", statistics.median(keys), "ms", limit, "10 repaints"),
        Figure("a letter of a query, 95th percentile", percentile(keys, 0.95), "ms"),
        Figure("deriving all in the background, once", built, "s"),
        Figure("reading the index in the background", ready, "s"),
    ]


def wait_until_prepared(library: "Library") -> None:
    """Wait for the work in the background."""
    while (state := library.index_state).done < state.total:
        time.sleep(0.02)


def asking(data: Path, runs: int) -> list[Figure]:
    """How long the command line takes to find something, when the index is there."""

    def taken(*arguments: str) -> float:
        command = [*READER, "--data", str(data), *arguments]
        return min(seconds(partial(run, command)) for _ in range(runs))

    listing = taken("list")
    limit = listing * 3
    return [
        Figure("`reader search WORD`", taken("search", "unique7777mot"), "s", limit, "3 × list"),
        Figure("`reader list color:red`", taken("list", "color:red"), "s", limit, "3 × list"),
    ]


def han(chance: random.Random, length: int) -> str:
    """Some of 3,000 ideographs, the first of them much oftener than the last."""
    signs = (chr(0x4E00 + 7 * int(3_000 * chance.random() ** 3)) for _ in range(length))
    return "，".join(map("".join, batched(signs, 9)))


def batched(signs: Iterable[str], count: int) -> Iterator[tuple[str, ...]]:
    """So many at a time."""
    left = iter(signs)
    return iter(lambda: tuple(islice(left, count)), ())


def verifying(data: Path, runs: int, script: Script, name: str = "") -> list[Figure]:
    """How long `reader verify` takes, against `reader list`, in turn; and the first one, for which
    all texts are folded."""
    from reader.library import Library

    parted, space, other, absent = script
    library = Library(data)
    texts = [library.article_unread(one.id).text for one in library.entries()[:: ARTICLES // 4]]
    library.close()
    words = parted(texts[1].split("\n")[3])[: 30 if space else 60]
    several = [word if place % 7 else other for place, word in enumerate(words)]
    quotes = {
        "exact": words,
        "altered at one word": [*words[:12], other, *words[13:]],
        "altered at several words, in capitals": [word.upper() for word in several],
        "absent": [absent],
    }
    base = [*READER, "--data", str(data)]
    commands = {"list": [*base, "list"]}
    commands |= {what: [*base, "verify", space.join(quote)] for what, quote in quotes.items()}
    taken: dict[str, list[float]] = {what: [] for what in commands}
    first = seconds(partial(run, commands["exact"]))
    for _ in range(runs + 1):
        for what, command in commands.items():
            taken[what].append(seconds(partial(run, command, {0, 3, 4})))
    listing, *verified = (statistics.median(values[1:]) for values in taken.values())
    return [
        Figure(f"`reader list`{name}, in turn with these:", listing, "s"),
        Figure(f"the first `reader verify`{name}, if there is no index", first / listing, "× list"),
        *(
            Figure(f"`reader verify`{name}, {what}", value / listing, "× list", 3)
            for what, value in zip(quotes, verified, strict=True)
        ),
    ]


def looking(data: Path, floor: Floor) -> list[Figure]:
    """What a person sees who filters the library, opens the panel, and asks there."""
    from reader.core.catalog import arrange
    from reader.library import Library

    library = Library(data)
    newest = arrange(library.entries(), "all", "recent")[0]
    library.close()
    limit = floor.repaint * 10
    with TimedTerminal([*READER, "--data", str(data)]) as terminal:
        terminal.first_sight(newest.title[:20])
        terminal.settle(quiet=1.0)
        terminal.press("/")
        first = max(map(terminal.press, "color:yellow"))
        time.sleep(PREPARING)
        terminal.settle(quiet=0.2)  # not longer: the cursor blinks
        filtered = []
        for _ in range(KEYS):
            terminal.press(BACKSPACE)  # a colour that is not typed to its end filters nothing
            filtered.append(terminal.press("w"))
    sights, panels, asked = [], [], []
    for _ in range(PANELS):
        with TimedTerminal(FLOOR) as terminal:
            sights.append(terminal.first_sight("HELLOFLOOR") * 1e3)
        with TimedTerminal([*READER, "--data", str(data)]) as terminal:
            terminal.first_sight(newest.title[:20])
            terminal.settle(quiet=1.0)
            panels.append(terminal.press("A"))
            time.sleep(PREPARING)
            terminal.settle(quiet=0.2)
            terminal.press("/")
            asked += [terminal.press(key) for key in "pologne color:red"]
    third = statistics.median(sights) / 3
    return [
        Figure("worst key of the first filter with `color:`", first, "ms"),
        Figure(
            "a key of a filter with `color:`",
            statistics.median(filtered),
            "ms",
            limit,
            "10 repaints",
        ),
        Figure(
            "the panel after its key", statistics.median(panels), "ms", third, "sight / 3, in turn"
        ),
        Figure("a key in the panel", statistics.median(asked), "ms", limit, "10 repaints"),
        Figure("worst key in the panel", max(asked), "ms"),
    ]


def saving(folder: Path) -> list[Figure]:
    """How long a highlight takes in one article of a small library and of a large one, in turn."""
    from reader.core.annotation import Color
    from reader.library import Library

    libraries = [Library(folder / name) for name in ("small", "large")]
    articles = [library.entries()[3].id for library in libraries]
    taken: list[list[float]] = [[], []]
    for library, article in zip(libraries, articles, strict=True):
        library.annotations(article)

    def save(which: int, start: int) -> None:
        libraries[which].annotate(articles[which], (start, start + 40), color=Color.GREEN)

    for number in range(SAVES):
        for which, values in enumerate(taken):
            values.append(seconds(partial(save, which, number)))
            time.sleep(0.05)  # in which the writer behind writes the list, too
    for library in libraries:
        library.close()
    small, large = (statistics.median(values[5:]) * 1e3 for values in taken)
    return [
        Figure("a highlight, small library", small, "ms"),
        Figure("a highlight, this library", large, "ms", small * 1.2, "1.2 × small"),
    ]


def report(figures: Sequence[Figure]) -> bool:
    """Print the table; True when every row is within its limit."""
    print("| what | measured | limit |")
    print("|---|---|---|")
    for one in figures:
        limit = "" if one.limit is None else f"{one.limit:.2f} {one.unit}"
        limit += f" ({one.limit_is})" if one.limit_is else ""
        over = "" if one.is_good else " **over**"
        print(f"| {one.what} | {one.value:.2f} {one.unit}{over} | {limit} |")
    return all(one.is_good for one in figures)


def main() -> int:
    """Write both libraries and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    compileall.compile_dir(Path(__file__).resolve().parents[2] / "reader", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        write_library(folder / "small", articles=FEW, annotations=FEW * 10)
        write_library(folder / "large", articles=ARTICLES, annotations=ANNOTATIONS)
        write_library(folder / "han", articles=ARTICLES, annotations=0, write=han)
        floor, figures = starts(folder, runs)
        figures += browsing(folder / "large", floor)
        figures += verifying(folder / "large", runs, FRENCH)
        figures += verifying(folder / "han", runs, HAN, " in Chinese")
        figures += asking(folder / "large", runs)
        figures += looking(folder / "large", floor)
        figures += saving(folder)
        return 0 if report(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
