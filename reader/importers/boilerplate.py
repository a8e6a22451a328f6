"""Which paragraphs speak of the page and not of its subject: newsletters, cookies, sign-up.

What is known of them is in `boilerplate.toml`, with the rule by which it is used.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from reader.core.fold import fold_text

LONGEST: Final = 700
"""Characters; what speaks of cookies at greater length is an article on cookies."""

_speech = re.compile(r"[«»“”„\"]|^\W*[—―]")
_word = re.compile(r"[^\W_]+")


class _Phrases(NamedTuple):
    keys: tuple[str, ...]
    """A paragraph without any of these holds no sign."""
    signs: re.Pattern[str]
    phrases: re.Pattern[str]
    small: frozenset[str]


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is boilerplate as a whole: a sign, and next to nothing beside it."""
    if len(text) > LONGEST:
        return False
    known = _phrases()
    lowered = text.lower()
    if not any(key in lowered for key in known.keys) or _speech.search(text):
        return False
    words = " ".join(_word.findall(fold_text(text)))
    rest, signs = known.signs.subn(" ", words)
    if not signs:
        return False
    other = [word for word in known.phrases.sub(" ", rest).split() if word not in known.small]
    return len(other) * 6 <= len(words.split())


@cache
def _phrases() -> _Phrases:
    with Path(__file__).with_name("boilerplate.toml").open("rb") as file:
        known = tomllib.load(file)
    signs = [sign for group in known["signs"].values() for sign in group]
    phrases = [phrase for group in known["phrases"].values() for phrase in group]
    return _Phrases(
        tuple(known["signs"]),
        _any_of(signs),
        _any_of(phrases),
        frozenset(" ".join(known["small"].values()).split()),
    )


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """What matches any of the phrases in folded words, longer ones first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    ways = "|".join(phrase.replace(" … ", r" (?:\w+ ){0,4}?") for phrase in longest_first)
    return re.compile(rf"\b(?:{ways})s?\b")
