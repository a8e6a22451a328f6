"""Exporting again into a file that a person has edited: Reader's blocks, and the person's own.

Each thing that Reader writes stands between two markers, as a *block*. The opening one names what
it is of and holds a digest of what Reader wrote there, so it is seen whether the person has changed
it. Reader changes blocks only, and of those only the ones that are still as it left them: what a
person wrote, anywhere, stays.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, NamedTuple

KEY: Final = r"(?P<key>[0-9A-Za-z._:/-]+) (?P<digest>[0-9a-f]{10})(?P<deleted> deleted)?"
"""What an opening marker says: `<article>` or `<article>/<annotation>`, digest, state."""


NEVER: Final = re.compile("(?!)")
"""Matches no line."""

PASSES: Final = 5
"""The second finds nothing to do, but where a person has torn blocks apart: there, cutting one out
can make a whole of two halves."""


class Piece(NamedTuple):
    """What Reader has to say of one thing."""

    key: str
    """Empty: it is said once, when a file is made, and is the person's from then on."""
    lines: Sequence[str]
    lead: int = 0
    """Lines that stand before the marker, because the format wants it so."""


@dataclass(frozen=True)
class Markers:
    """What parts blocks from all else, in lines of a format that show nothing."""

    opening: str
    """With `{}` where the key and the digest stand."""
    closing: str
    deleted: str
    """The line by which a person sees that something is deleted in Reader."""
    heading: re.Pattern[str]
    """A line that begins something else; what stands before it may belong to the block above."""
    fence: re.Pattern[str] = NEVER
    """A line between two of which nothing is a heading."""
    lead: tuple[re.Pattern[str], ...] = ()
    """Lines that may stand before the opening marker and belong to its block."""
    plain: Callable[[str], str] = str.rstrip
    """A line without what is only layout, and may become another without anybody's writing."""

    def opens(self, line: str) -> re.Match[str] | None:
        """What an opening marker says; None, if the line is none."""
        line = self.plain(line)
        before, after = self.opening.split("{}")
        if not line.startswith(before):
            return None
        return re.fullmatch(f"{re.escape(before)}{KEY}{re.escape(after)}", line)

    def digest(self, lines: Iterable[str]) -> str:
        """What tells whether lines say the same; blank lines around them are nothing."""
        said = "\n".join(map(self.plain, lines)).strip("\n")
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


class Merged(NamedTuple):
    """What becomes of a file."""

    text: str
    told: list[str]
    """What the person should know, a sentence each."""


def render(pieces: Iterable[Piece]) -> str:
    """The pieces as a document without markers."""
    return "\n".join("".join(f"{line}\n" for line in piece.lines) for piece in pieces)


def keys(text: str, markers: Markers) -> list[str]:
    """What a file has blocks of, in their order."""
    return [part.key for part in _parse(text, markers) if isinstance(part, _Block)]


def merge(old: str, pieces: Iterable[Piece], deleted: Collection[str], markers: Markers) -> Merged:
    """A file's text with the pieces in it, and nothing lost that is not Reader's.

    `deleted` are the keys of what Reader knows to be deleted; a block of which it knows nothing
    stays as it is. Pieces that are not there yet go behind the one that they follow.
    """
    said = {piece.key: piece for piece in pieces}
    first = said.pop("", None)
    told: list[str] = []
    torn = 0
    for _ in range(PASSES):
        document = _Document(old, markers)
        if first and not old.strip():
            document.begin(first)
        told = document.update(said, deleted)
        torn += document.insert_missing(list(said.values()))
        if document.text == old:
            break
        old = document.text
    return Merged(old, told + _told_of_torn(torn))


@dataclass(eq=False)
class _Block:
    """What stands between two markers; the lines are as they are in the file."""

    key: str
    digest: str
    """Of what Reader wrote."""
    is_deleted: bool
    lead: list[str]
    opening: str
    body: list[str]
    closing: str

    @property
    def lines(self) -> list[str]:
        """All of it."""
        return [*self.lead, self.opening, *self.body, self.closing]


_Part = _Block | str
"""A block, or a line that is none of Reader's."""


def _parse(text: str, markers: Markers) -> list[_Part]:
    """A file's parts. A marker without its other half is a line like any other."""
    parts: list[_Part] = []
    opened: tuple[int, re.Match[str]] | None = None
    for line in text.split("\n"):
        if found := markers.opens(line):
            opened = len(parts), found
        if opened is None or markers.plain(line) != markers.closing:
            parts.append(line)
            continue
        place, marker = opened
        opened = None
        first = place - _lead_before(parts[:place], markers)
        lines = [part for part in parts[first:] if isinstance(part, str)]
        parts[first:] = [
            _Block(
                key=marker["key"],
                digest=marker["digest"],
                is_deleted=marker["deleted"] is not None,
                lead=lines[: place - first],
                opening=lines[place - first],
                body=lines[place - first + 1 :],
                closing=line,
            )
        ]
    return parts


def _lead_before(parts: Sequence[_Part], markers: Markers) -> int:
    """How many of the last parts are lines that belong to the marker behind them."""
    patterns = markers.lead
    last = parts[len(parts) - len(patterns) :] if len(patterns) <= len(parts) else ()
    is_lead = len(last) == len(patterns) and all(
        isinstance(part, str) and pattern.fullmatch(markers.plain(part))
        for part, pattern in zip(last, patterns, strict=True)
    )
    return len(patterns) if is_lead else 0


class _Document:
    """A file while it is changed."""

    def __init__(self, text: str, markers: Markers) -> None:
        self._markers = markers
        self._ending = "\r" if "\r\n" in text else ""
        self._parts: list[_Part] = _parse(text, markers) if text else []

    @property
    def text(self) -> str:
        """The whole of it."""
        lines: list[str] = []
        for part in self._parts:
            lines += part.lines if isinstance(part, _Block) else [part]
        return "\n".join(lines)

    def begin(self, piece: Piece) -> None:
        """Put first what is said only once."""
        self._parts = [*self._as_in_file(piece.lines), *self._parts]

    def update(self, said: Mapping[str, Piece], deleted: Collection[str]) -> list[str]:
        """Have the blocks say what Reader says now, as far as they are Reader's; what is to be
        told of the others."""
        kept = newer = marked = 0
        for block in [part for part in self._parts if isinstance(part, _Block)]:
            piece = said.get(block.key)
            digest = self._markers.digest(self._content(block))
            if piece is not None:
                says_now = self._markers.digest(piece.lines)
                if digest not in (block.digest, says_now):
                    self._mark(block, is_deleted=False)
                    kept += 1
                    newer += says_now != block.digest
                elif block.is_deleted or block.digest != says_now:
                    self._parts[self._parts.index(block)] = self._made(piece)
            elif block.key in deleted:
                if digest == block.digest:
                    self._cut(block)
                else:
                    self._mark(block, is_deleted=True)
                    marked += 1
        return _told(kept, newer, marked)

    def insert_missing(self, pieces: Sequence[Piece]) -> int:
        """Put what is not there yet behind what it follows, else before what follows it.

        Returns how many of these pieces have an opening marker there, but not its other half.
        """
        present = {part.key for part in self._parts if isinstance(part, _Block)}
        lines = (part for part in self._parts if isinstance(part, str))
        opened = {marker["key"] for marker in map(self._markers.opens, lines) if marker}
        torn = len(opened.intersection(piece.key for piece in pieces) - present)
        before: str | None = None
        for piece in pieces:
            if piece.key not in present:
                after = None
                if before is None:
                    after = next((one.key for one in pieces if one.key in present), None)
                self._insert(piece, before, after)
                present.add(piece.key)
            before = piece.key
        return torn

    def _insert(self, piece: Piece, before: str | None, after: str | None) -> None:
        place = len(self._parts)
        if before is not None:
            place = self._end_of_remarks(
                self._place_of(before, reversed(range(len(self._parts)))) + 1
            )
        elif after is not None:
            place = self._place_of(after, range(len(self._parts)))
        while place and self._is_blank(place - 1):
            place -= 1
        parts: list[_Part] = [self._made(piece)]
        if place:
            parts.insert(0, self._ending)
        if place == len(self._parts):
            self._end_last_line()
            parts.append("")
        elif not self._is_blank(place):
            parts.append(self._ending)
        self._parts[place:place] = parts

    def _end_last_line(self) -> None:
        """Have the last line end as all do, if it is one that the file ends in."""
        if self._parts and isinstance(last := self._parts[-1], str) and last:
            self._parts[-1] = last.removesuffix(self._ending) + self._ending

    def _end_of_remarks(self, place: int) -> int:
        """Behind what a person wrote below a block, up to the next block or heading."""
        is_fenced = False
        while place < len(self._parts):
            part = self._parts[place]
            if isinstance(part, _Block):
                break
            if self._markers.fence.match(part):
                is_fenced = not is_fenced
            elif not is_fenced and self._markers.heading.match(part):
                break
            place += 1
        return place

    def _place_of(self, key: str, places: Iterable[int]) -> int:
        """The first of these places where a block of that is, which there is."""
        parts = ((place, self._parts[place]) for place in places)
        return next(place for place, part in parts if isinstance(part, _Block) and part.key == key)

    def _is_blank(self, place: int) -> bool:
        part = self._parts[place] if place < len(self._parts) else None
        return isinstance(part, str) and not part.strip()

    # One block.

    def _content(self, block: _Block) -> list[str]:
        """Its lines, without the one by which Reader says that it is deleted."""
        said = 1 if block.is_deleted and self._is_deletion(block.body[:1]) else 0
        return [*block.lead, *block.body[said:]]

    def _is_deletion(self, lines: Sequence[str]) -> bool:
        return any(self._markers.plain(line) == self._markers.deleted for line in lines)

    def _mark(self, block: _Block, *, is_deleted: bool) -> None:
        if block.is_deleted != is_deleted:
            if is_deleted:
                block.body.insert(0, self._markers.deleted + self._ending)
            elif self._is_deletion(block.body[:1]):
                del block.body[0]
            block.is_deleted = is_deleted
            block.opening = self._opening(block.key, block.digest, is_deleted=is_deleted)

    def _cut(self, block: _Block) -> None:
        place = self._parts.index(block)
        del self._parts[place]
        if self._is_blank(place) and (place == 0 or self._is_blank(place - 1)):
            del self._parts[place]

    def _made(self, piece: Piece) -> _Block:
        lines, digest = self._as_in_file(piece.lines), self._markers.digest(piece.lines)
        return _Block(
            key=piece.key,
            digest=digest,
            is_deleted=False,
            lead=lines[: piece.lead],
            opening=self._opening(piece.key, digest),
            body=lines[piece.lead :],
            closing=self._markers.closing + self._ending,
        )

    def _opening(self, key: str, digest: str, *, is_deleted: bool = False) -> str:
        said = f"{key} {digest}{' deleted' if is_deleted else ''}"
        return self._markers.opening.format(said) + self._ending

    def _as_in_file(self, lines: Iterable[str]) -> list[str]:
        return [line + self._ending for line in lines]


def _told(kept: int, newer: int, marked: int) -> list[str]:
    told = []
    if kept:
        told.append(
            "1 block that you changed is kept as you left it"
            if kept == 1
            else f"{kept} blocks that you changed are kept as you left them"
        )
    if newer:
        told.append(
            f"{newer} of them {'has' if newer == 1 else 'have'} changed in Reader since: delete a"
            " block, and the next export writes it anew"
        )
    if marked:
        told.append(
            f"{marked} of the blocks that you changed {'is' if marked == 1 else 'are'} marked as"
            " deleted in Reader"
        )
    return told


def _told_of_torn(torn: int) -> list[str]:
    if torn == 1:
        return ["1 block had lost its end: it is yours, and was written anew below it"]
    said = f"{torn} blocks had lost their ends: they are yours, and were written anew below them"
    return [said] if torn else []
