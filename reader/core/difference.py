"""What differs between two texts, word by word."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

_tokens = re.compile(r"[^\W_]+|\s+|[^\w\s]|_")


class Piece(NamedTuple):
    """Words that both texts have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces of which both texts consist, in order; what was removed stands before what was
    added in its place. Runs of spaces are equal to each other."""
    from difflib import SequenceMatcher

    old, new = _tokens.findall(before), _tokens.findall(after)
    matcher = SequenceMatcher(None, _compared(old), _compared(new), autojunk=False)
    pieces: list[Piece] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(new[start:end])))
            continue
        if first < last:
            pieces.append(Piece("removed", "".join(old[first:last])))
        if start < end:
            pieces.append(Piece("added", "".join(new[start:end])))
    return pieces


def marked(pieces: Sequence[Piece]) -> str:
    """Pieces on one line: `[-removed-]` and `{+added+}`, as `wdiff` and `git diff` write them."""
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join("".join(forms[kind].format(text) for kind, text in pieces).split())


def _compared(tokens: Sequence[str]) -> list[str]:
    return [" " if token.isspace() else token for token in tokens]


def abridged(pieces: Sequence[Piece], most: int) -> list[Piece]:
    """Pieces of which no run that both texts have is much longer than so many characters: of a
    longer one the words in its middle are left out; at either end of the texts, those that are far
    from a difference."""
    short: list[Piece] = []
    last = len(pieces) - 1
    for place, (kind, text) in enumerate(pieces):
        if kind == "same" and len(text) > most and last:
            first = "" if place == 0 else text[: most // 2].rsplit(" ", 1)[0] + " "
            end = "" if place == last else " " + text[-(most // 2) :].split(" ", 1)[-1]
            text = f"{first}…{end}"
        short.append(Piece(kind, text))
    return short


def parted(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with a space between what was removed and what was added, so that no word of the one
    seems to go on in the other."""
    apart: list[Piece] = []
    for piece in pieces:
        if apart and apart[-1].kind == "removed" and piece.kind == "added":
            apart.append(Piece("same", " "))
        apart.append(piece)
    return apart
