"""Describe a passage so that it can be found again.

What a description is worth is known by `relocating`, which searches; that is loaded when a text has
changed. Here is what every highlight needs.
"""

from typing import Final, Literal, NamedTuple

from reader.core.annotation import Anchor

CONTEXT: Final = 32
"""Code points kept around a passage, as the Hypothesis client does."""

_LANDMARK: Final = 64
"""Code points by which a mere offset is found again."""


class Located(NamedTuple):
    """Where a passage was found."""

    start: int
    end: int
    status: Literal["exact", "moved", "changed"]
    """`exact`: its words at its offsets; `moved`: its words elsewhere; `changed`: other words."""
    score: float
    """How much of the words is left, 0 to 1; of `changed` words, 1 says that only case, accents,
    spaces or the forms of quotes and dashes differ."""


def describe(text: str, start: int, end: int) -> Anchor:
    """What tells the passage `text[start:end]` from all others."""
    return Anchor(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def landmark(text: str, offset: int) -> Anchor:
    """What an offset is found again by: the words behind it."""
    offset = min(max(offset, 0), len(text))
    return describe(text, offset, min(offset + _LANDMARK, len(text)))
