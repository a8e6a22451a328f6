"""Kill Reader at random moments while a person works at the keys, and look for what is lost.

    uv run python -m tests.soak.keys 200

The person highlights, undoes and redoes that, and writes notes. A change is acknowledged once the
person sees it: the sign of the highlight beside its paragraph, or the editor of the note closed.
(All else that can be done is killed by `kill`, below the keys.) Every acknowledged change must be
there after the kill; one that was under way may be there or not; no file may be unreadable.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.soak.evidence import examine, live, opened_copy, table
from tests.terminal.terminal import (
    EDITOR_OPEN,
    NotSeenError,
    Terminal,
    command_line,
    private_environment,
    reader_in,
)

PARAGRAPHS = 60
LONGEST_LIFE = 2.5
"""Seconds after the first sight within which the kill comes."""
EARLY = 0.1
"""The share of kills that come while the program starts."""


@dataclass
class Acknowledged:
    """What the person has seen done."""

    highlighted: dict[int, bool] = field(default_factory=dict)
    """Paragraph to whether it is highlighted; only odd paragraphs are."""
    notes: dict[int, list[str]] = field(default_factory=dict)
    """Paragraph to what was typed there, piece by piece; only even paragraphs."""
    under_way: int | None = None
    """The paragraph whose highlight was being changed at the kill: it may be either way."""
    changes: int = 0


def write_article(folder: Path) -> Path:
    """An article whose paragraphs are one row each and say their number."""
    path = folder / "article.txt"
    path.write_text("\n\n".join(f"Paragraph {n} is this one." for n in range(1, PARAGRAPHS + 1)))
    return path


def use(terminal: Terminal, seen: Acknowledged, chance: random.Random, round_number: int) -> None:
    """Highlight and note until the terminal dies."""
    for step in range(1000):
        paragraph = chance.randint(1, PARAGRAPHS)
        terminal.press(*str(paragraph), "G")
        terminal.wait_until(partial(is_current, terminal, paragraph), f"the bar at {paragraph}")
        if paragraph % 2:
            for key in ("h", "u", "ctrl+r", "u")[: chance.choice((1, 1, 1, 2, 3, 4))]:
                toggle(terminal, seen, paragraph, key)
        else:
            words = f"[{round_number}.{step}]"
            terminal.press("a")
            terminal.wait_for(EDITOR_OPEN)
            terminal.type(words)
            terminal.press("esc")
            terminal.wait_for_absence(EDITOR_OPEN)
            seen.notes.setdefault(paragraph, []).append(words)
            seen.changes += 1


def toggle(terminal: Terminal, seen: Acknowledged, paragraph: int, key: str) -> None:
    """Highlight a paragraph or not, by a key that does the one or the other."""
    wanted = not seen.highlighted.get(paragraph, False)
    seen.under_way = paragraph
    terminal.press(key)
    terminal.wait_until(
        partial(shows, terminal, paragraph, wanted),
        f"the sign of paragraph {paragraph} after {key}: {wanted}",
    )
    seen.highlighted[paragraph] = wanted
    seen.under_way = None
    seen.changes += 1


SIGNS = set("▌◆")
"""Signs of highlights in the gutter."""

BAR = "▎"
"""Stands beside the current paragraph."""


def gutter(terminal: Terminal, paragraph: int) -> str | None:
    """What stands left of a paragraph; None while it is not on the screen."""
    for line in terminal.text.split("\n"):
        before, found, _ = line.partition(f"Paragraph {paragraph} is")
        if found:
            return before
    return None


def shows(terminal: Terminal, paragraph: int, highlighted: bool) -> bool:
    """Whether a paragraph is on the screen with the sign of a highlight, or without it."""
    before = gutter(terminal, paragraph)
    return before is not None and bool(set(before) & SIGNS) == highlighted


def is_current(terminal: Terminal, paragraph: int) -> bool:
    """Whether the bar stands beside a paragraph."""
    return BAR in (gutter(terminal, paragraph) or "")


def lost(data: Path, seen: Acknowledged) -> list[str]:
    """What was acknowledged and is not there, or is there although it was seen removed."""
    with opened_copy(data) as library:
        annotations = live(library)
        highlighted: set[int] = set()
        notes: dict[int, str] = {}
        for annotation in annotations:
            if annotation.anchor is None:
                continue
            paragraph = int(annotation.anchor.exact.split()[1])
            if annotation.color is not None:
                highlighted.add(paragraph)
            notes[paragraph] = notes.get(paragraph, "") + annotation.note
    missing = [
        f"highlight of paragraph {paragraph} should be {wanted}"
        for paragraph, wanted in seen.highlighted.items()
        if paragraph != seen.under_way and (paragraph in highlighted) != wanted
    ] + [
        f"note {words} of paragraph {paragraph}"
        for paragraph, typed in seen.notes.items()
        for words in typed
        if words not in notes.get(paragraph, "")
    ]
    # The next round begins with what is there; a loss is counted once.
    seen.highlighted = {number: number in highlighted for number in range(1, PARAGRAPHS + 1, 2)}
    seen.notes = {
        paragraph: [words for words in typed if words in notes.get(paragraph, "")]
        for paragraph, typed in seen.notes.items()
    }
    seen.under_way = None
    return missing


def main() -> int:
    """Run the rounds and print the table; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=20231117)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    seen = Acknowledged()
    problems: list[str] = []
    torn = stray = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_article(folder)
        data = Path(private_environment(folder)["READER_DATA"])
        command_line(folder, "add", str(path))
        for number in range(options.count):
            with reader_in(folder, str(path)) as terminal:
                early = chance.random() < EARLY
                life = chance.uniform(0.0, 0.8 if early else LONGEST_LIFE)
                if not early:
                    terminal.wait_for("Paragraph")
                timer = threading.Timer(life, terminal.process.kill)
                timer.start()
                try:
                    if early:
                        terminal.wait_for("Paragraph")
                    use(terminal, seen, chance, number)
                except NotSeenError as error:
                    if not terminal.ended:
                        problems.append(f"round {number}: {error}")
                timer.join()
            files = examine(data)
            torn, stray = torn + files.torn, max(stray, files.stray)
            problems += [f"round {number}: unreadable {name}" for name in files.unreadable]
            problems += [f"round {number}: lost {what}" for what in lost(data, seen)]
            if sys.stderr.isatty():
                print(f"\r{number + 1}/{options.count}", end="", file=sys.stderr)
    print(
        table(
            f"{options.count} kills, seed {options.seed}",
            [
                ("seconds", round(time.monotonic() - began)),
                ("acknowledged changes", seen.changes),
                ("files unreadable", sum("unreadable" in problem for problem in problems)),
                ("changes lost", sum(": lost" in problem for problem in problems)),
                ("other problems", sum(": never" in problem for problem in problems)),
                ("torn last lines of journals, which are skipped", torn),
                ("neighbours left over at once, at most", stray),
            ],
        )
    )
    print("\n".join(problems[:20]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
