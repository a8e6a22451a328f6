"""What differs between two texts, word by word."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reader.core.segments import Range

if TYPE_CHECKING:
    import regex


SPACELESS: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
"""Letters of the scripts without spaces, within the brackets of a pattern of `regex`."""


class Piece(NamedTuple):
    """Words that both texts have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


def tokens(text: str) -> list[Range]:
    """The words and the marks of a text: all but its spaces. In a script without spaces each letter
    is a word."""
    return [match.span() for match in _token().finditer(text)]


@cache
def _token() -> "regex.Pattern[str]":
    import regex

    word = rf"[[\w\p{{Cf}}]--[{SPACELESS}_]]+"
    return regex.compile(rf"[{SPACELESS}]\p{{M}}*|{word}|\.\.\.|[^\w\s]|_", regex.V1)


def differences(before: str, after: str) -> list[Piece]:
    """The pieces of which both texts consist, in order; what was removed stands before what was
    added in its place. Spaces do not differ: they are those of `after`, where it has the words."""
    from difflib import SequenceMatcher

    old, new = tokens(before), tokens(after)
    # A token reaches to the next one, so that the spaces behind it go with it.
    old_ends = [*(start for start, _ in old[1:]), len(before)]
    new_ends = [*(start for start, _ in new[1:]), len(after)]
    matcher = SequenceMatcher(None, _read(before, old), _read(after, new), autojunk=False)
    pieces = [Piece("same", after[: new[0][0] if new else len(after)])]
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", after[new[start][0] : new_ends[end - 1]]))
        elif kind == "insert":
            pieces.append(Piece("added", after[new[start][0] : new_ends[end - 1]]))
        elif kind == "delete":
            is_last = first > 0 and last == len(old)
            since = old[first - 1][1] if is_last else old[first][0]
            pieces.append(Piece("removed", before[since : old_ends[last - 1]]))
        else:
            pieces.append(Piece("removed", before[old[first][0] : old[last - 1][1]]))
            pieces.append(Piece("added", after[new[start][0] : new[end - 1][1]]))
            pieces.append(Piece("same", after[new[end - 1][1] : new_ends[end - 1]]))
    return list(_joined(pieces))


def marked(pieces: Sequence[Piece]) -> str:
    """Pieces on one line: `[-removed-]` and `{+added+}`, as `wdiff` and `git diff` write them."""
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join("".join(forms[kind].format(text) for kind, text in pieces).split())


def _read(text: str, found: Sequence[Range]) -> list[str]:
    return [text[start:end] for start, end in found]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces without empty ones; what both texts have is one piece."""
    for kind, run in groupby(filter(attrgetter("text"), pieces), attrgetter("kind")):
        yield Piece(kind, "".join(piece.text for piece in run))


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
