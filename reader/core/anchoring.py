"""Describe a passage so that it can be found again, and find it in a text that has changed.

The rule of this module is strict: the words of a passage are found exactly, or not at all. A
passage shown where it was never marked is worse than one that asks to be looked for.
"""

from reader.core.annotation import Anchor

CONTEXT = 32
"""Code points kept around a passage, as the Hypothesis client does."""

_LANDMARK = 64
"""Code points by which a mere offset is found again."""


def describe(text: str, start: int, end: int) -> Anchor:
    """What tells the passage `text[start:end]` from all others."""
    return Anchor(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def locate(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where a passage stands in a text: at its offsets if its words are there, else where they
    occur, if that is one place only; else None."""
    exact = anchor.exact
    if not exact:
        return None
    if text.startswith(exact, anchor.start):
        return anchor.start, anchor.start + len(exact)
    first = text.find(exact)
    if first < 0 or text.find(exact, first + 1) >= 0:
        return None
    return first, first + len(exact)


def follow(before: str, after: str, offset: int) -> int:
    """Where an offset of one text stands in another: with the words behind it, else as far down."""
    offset = min(max(offset, 0), len(before))
    landmark = describe(before, offset, min(offset + _LANDMARK, len(before)))
    if found := locate(after, landmark):
        return found[0]
    return min(len(after), offset * len(after) // max(1, len(before)))
