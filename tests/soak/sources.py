"""Texts that are added, and edited: their words stand nowhere else, so that it is known of every
passage where it must be found again."""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

PARAGRAPHS: Final = 24
ARTICLES: Final = ("a.txt", "b.txt", "c.txt", "d.txt")
LATER: Final = ("later e.txt", "later f.txt", "later g.txt")
"""Articles that come in the midst of it; annotations may wait for them."""

_SYLLABLES: Final = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def words(chance: random.Random, count: int) -> str:
    """So many words that hardly stand anywhere else."""
    return " ".join("".join(chance.choices(_SYLLABLES, k=4)) for _ in range(count))


def first_text(name: str) -> list[str]:
    """The paragraphs with which a source begins."""
    chance = random.Random(name)
    return [f"{words(chance, chance.randint(8, 20)).capitalize()}." for _ in range(PARAGRAPHS)]


def write_source(path: Path, paragraphs: Sequence[str]) -> None:
    """Write a source as editors do: the old one or the new one is there."""
    neighbour = path.with_name(f"{path.name}.{os.getpid()}~")
    neighbour.write_text("\n\n".join(paragraphs))
    neighbour.replace(path)


def edited(name: str, paragraphs: list[str], chance: random.Random) -> list[str]:
    """A text as somebody edits it."""
    new = list(paragraphs)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(new))
        match chance.randrange(12):
            case 0 | 1:
                new.insert(at, f"{words(chance, 12).capitalize()}.")
            case 2 | 3 | 4 if len(new) > PARAGRAPHS // 2:
                del new[at]
            case 5 | 6:
                new.insert(chance.randrange(len(new)), new.pop(at))
            case 7:
                new = first_text(name)
            case _:
                some = new[at].split(" ")
                for _ in range(max(1, len(some) // 6)):
                    some[chance.randrange(len(some) - 1)] = words(chance, 1)
                new[at] = " ".join(some)
    return new


def passage_of(text: str, chance: random.Random) -> tuple[int, int]:
    """A paragraph, or the better part of one, or of two."""
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    first = chance.randrange(len(starts))
    last = min(len(ends) - 1, first + chance.choice((0, 0, 0, 1)))
    start, end = starts[first], ends[last]
    if chance.random() < 0.5:
        gaps = [at for at in range(start, end) if text[at] == " "]
        start = gaps[chance.randrange(len(gaps) // 3)] + 1
        end = gaps[-1 - chance.randrange(len(gaps) // 3)]
    return start, end
