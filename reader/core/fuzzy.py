"""How alike two texts are, and where one lies in the other, by the fewest edits between them.

The distance is Levenshtein's, computed by edlib (Myers' bit vectors; Šošić and Šikić 2017), which
knows no more than 256 symbols. So of a large alphabet only the symbols of the pattern are kept, and
all others become one: none of them equals any symbol of the pattern anyway.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

_SYMBOLS: Final = 254
"""Symbols of a pattern that are told apart; rarer ones share the next code. The last code is what
stands in the text only."""

_steps = re.compile(r"(\d+)([=XID])")


class Part(NamedTuple):
    """Where a part of a pattern lies in a text, and how many edits make it what stands there."""

    start: int
    end: int
    edits: int


def distance(pattern: str, text: str) -> int:
    """The edits that turn a pattern into the whole of a text."""
    import edlib

    if not pattern or not text:
        return len(pattern) + len(text)
    return int(edlib.align(*_coded(pattern, text), mode="NW")["editDistance"])


def likeness(one: str, other: str) -> float:
    """1 if both are equal, 0 if they have nothing in common."""
    if one == other:
        return 1.0
    return 1 - distance(one, other) / max(len(one), len(other))


def beginning_likeness(pattern: str, text: str) -> float:
    """How alike a pattern is to the beginning of a text, whatever comes behind that. 0 to 1."""
    import edlib

    if text.startswith(pattern):
        return 1.0
    if not text:
        return 0.0
    edits = int(edlib.align(*_coded(pattern, text), mode="SHW")["editDistance"])
    return 1 - edits / len(pattern)


def nearest(pattern: str, text: str, most: int) -> int | None:
    """The fewest edits that turn a pattern into a part of a text; None, if those are more than
    `most`."""
    import edlib

    if not pattern or not text:
        return len(pattern) if len(pattern) <= most else None
    edits = int(edlib.align(*_coded(pattern, text), mode="HW", k=most)["editDistance"])
    return edits if edits >= 0 else None


def spread(parts: Sequence[str], text: str, share: float = 1.0) -> list[Part]:
    """Where parts that followed each other lie in a text that holds something like them.

    What stands between two parts now belongs to neither. None are found if the edits are more than
    that share of what the parts have characters.
    """
    import edlib

    pattern = "".join(parts)
    if not pattern or not text:
        return []
    most = int(share * len(pattern))
    found = edlib.align(*_coded(pattern, text), mode="HW", task="path", k=most)
    if found["editDistance"] < 0:
        return []
    ends = list(accumulate(map(len, parts)))
    place = found["locations"][0][0] or 0
    spots, edits = [[place, place] for _ in parts], [0] * len(parts)
    consumed = number = 0
    is_open = False
    for count, kind in _steps.findall(found["cigar"]):
        for _ in range(int(count)):
            if kind == "D":  # only the text has it
                edits[number] += is_open
                place += 1
                continue
            while consumed >= ends[number]:
                number, is_open = number + 1, False
            if not is_open:
                spots[number][0] = spots[number][1] = place
                is_open = True
            consumed += 1
            edits[number] += kind != "="
            if kind != "I":
                place += 1
                spots[number][1] = place
            is_open = consumed < ends[number]
    return [Part(start, end, count) for (start, end), count in zip(spots, edits, strict=True)]


def _coded(pattern: str, text: str) -> tuple[bytes, bytes]:
    """Both in one byte a symbol."""
    try:
        return pattern.encode("latin-1"), text.encode("latin-1")
    except UnicodeEncodeError:
        codes = _Codes()
        for code, (symbol, _) in enumerate(Counter(pattern).most_common()):
            codes[ord(symbol)] = min(code, _SYMBOLS)
        return pattern.translate(codes).encode("latin-1"), text.translate(codes).encode("latin-1")


class _Codes(dict[int, int]):
    """A table for `str.translate`, in which all that is not named is one symbol."""

    def __missing__(self, symbol: int) -> int:
        return _SYMBOLS + 1
