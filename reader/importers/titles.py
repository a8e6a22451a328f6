"""What an article is called if its source does not say: the first sentence of what it says."""

import re
from typing import Final

from reader.core.sentences import sentences

LONGEST: Final = 150
"""Characters of a title that is made of a sentence."""

_letter = re.compile(r"[^\W_]")


def first_sentence(text: str) -> str:
    """The first sentence without its full stop, cut at a word if it is long."""
    start, end = next(iter(sentences(text[: LONGEST * 2])), (0, 0))
    sentence = text[start:end].rstrip(" ,:;")
    if not sentence.endswith(".."):
        sentence = sentence.removesuffix(".")
    if len(sentence) <= LONGEST:
        return sentence
    cut = sentence[:LONGEST]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:—–-") + "…"


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it, so that it can be a title."""
    return _letter.search(text) is not None
