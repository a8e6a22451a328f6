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
