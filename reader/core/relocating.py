"""Find passages again in a text that has changed.

Where the text before is known, so are the paragraphs that have not changed, and a passage of those
needs no search. All else is folded, so case, accents and typography cost nothing. Every description
gives *seeds*, short pieces of its words and of what stood around them. One pass over the text finds
the seeds of all descriptions together; where several seeds of one keep their distances from each
other, it may be the passage. Those places only are judged. (Seeds and diagonals are those of BLAST:
Altschul and others, 1990.)
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import Final, Literal, NamedTuple

from reader.core.alignment import Alignment
from reader.core.anchoring import CONTEXT, Located, describe, landmark
from reader.core.annotation import Anchor
from reader.core.description import COMMON, SEED, Candidate, Description, Hits, occurrences
from reader.core.fold import Folded, fold_text
from reader.core.fuzzy import likeness
from reader.core.segments import Range, grapheme_at, snap, word_at

_FEW: Final = 60
"""Seeds that are looked for one by one rather than by one pass over the text."""

_LETTERS: Final = 4
"""Letters by which a word may have grown."""

_LEFT: Final = 0.3
"""Likeness below which a passage is not what stands between its ends."""

_HOME: Final = 10
"""What it counts, beside words and what stands around them, that a place is between the paragraphs
between which the passage was."""

_LONG: Final = 2000
"""Characters of a passage that is found by its two ends."""

_END: Final = 400
"""Characters of such an end."""


class Wanted(NamedTuple):
    """A passage that is looked for."""

    anchor: Anchor
    stood: Range | None = None
    """Where it stood in the text before; None: nowhere, if that is known."""


class Relocator:
    """A text in which passages are found again, any number of them."""

    def __init__(self, text: str, before: str | None = None) -> None:
        """Both texts are NFC, as that of an article is. `before` is the one that was edited to make
        it, if that is known. It tells which paragraphs are the same still; of places that are
        equally like a passage, which is to be expected; and what other passage a place may come
        from."""
        self.text, self.before = text, before
        self._asked: dict[Wanted, Located | None] = {}

    def locate(self, anchor: Anchor, stood: Range | None = None) -> Located | None:
        """Where a passage is; None if no place is like it enough."""
        return self.locate_all([Wanted(anchor, stood)])[0]

    def locate_all(self, wanted: Iterable[Wanted]) -> list[Located | None]:
        """Where each of these passages is; much quicker than one after another. What was asked
        before is not searched again."""
        asked = list(wanted)
        new = [one for one in dict.fromkeys(asked) if one not in self._asked]
        self._asked.update(zip(new, self._locate(new), strict=True))
        return [self._asked[one] for one in asked]

    def _locate(self, asked: Sequence[Wanted]) -> list[Located | None]:
        found = [self._in_place(one) for one in asked]
        open_ = [number for number, one in enumerate(found) if one is None]
        # A very long passage is two, its ends; and what is found of them is put together.
        parts = [_parts(asked[number]) for number in open_]
        flat = [one for both in parts for one in both]
        accepted = iter(self._accepted(flat, self._search(flat)))
        for number, both in zip(open_, parts, strict=True):
            found[number] = self._joined(asked[number].anchor, list(islice(accepted, len(both))))
        return found

    def candidates(self, anchor: Anchor, count: int = 3) -> list[Located]:
        """The places most like a passage, the best first; none overlaps a better one."""
        parts = _parts(Wanted(anchor))
        places = [place for judged in self._search(parts, is_thorough=True) for place in judged]
        taken: list[Located] = []
        for place in sorted(places, key=lambda place: -place.rank):
            located = self._located(anchor, place.start, place.end)
            if all(located.end <= one.start or located.start >= one.end for one in taken):
                taken.append(located)
        return taken[:count]

    def follow(self, offsets: Iterable[int]) -> list[int]:
        """Where offsets of the text before are now: with the words behind them, or else where what
        is known of the edit has them. None parts a grapheme."""
        before = self.text if self.before is None else self.before
        marks = [landmark(before, offset) for offset in offsets]
        found = self.locate_all([Wanted(mark, (mark.start, mark.end)) for mark in marks])
        starts = [
            one.start if one else self._alignment.expected(mark.start)
            for one, mark in zip(found, marks, strict=True)
        ]
        return [grapheme_at(self.text, start)[0] for start in starts]

    def whole_before(self, anchor: Anchor) -> Range | None:
        """Where all words of a passage that was taken for another one stood in the text before,
        beside what stood before or behind them."""
        sides = (anchor.prefix + anchor.exact, anchor.exact + anchor.suffix)
        for side, skipped in zip(sides, (len(anchor.prefix), 0), strict=True):
            if side != anchor.exact and (place := (self.before or "").find(side)) >= 0:
                return place + skipped, place + skipped + len(anchor.exact)
        return None

    def placed(self, anchor: Anchor, start: int, end: int) -> Located:
        """A passage of this text that is taken for the one that is described."""
        if self.text[start:end] == anchor.exact:
            return Located(start, end, _status(start, anchor), 1.0)
        return Located(
            start, end, "changed", round(_likeness(anchor.exact, self.text[start:end]), 3)
        )

    def _in_place(self, wanted: Wanted) -> Located | None:
        """The passage in its paragraphs, if those have not changed; or where it is expected or was,
        if its words and a side of them are there."""
        anchor, stood = wanted
        if not anchor.exact:
            return None
        if stood and self.before is not None and (now := self._alignment.now(*stood)):
            located = self.placed(anchor, *now)
            if located.score >= _LEFT:
                return located
        for start in (self._expected(wanted), anchor.start):
            end = start + len(anchor.exact)
            if start >= 0 and self.text.startswith(anchor.exact, start):
                is_alone = not (anchor.prefix or anchor.suffix)
                follows = anchor.prefix and self.text.endswith(anchor.prefix, 0, start)
                goes_on = anchor.suffix and self.text.startswith(anchor.suffix, end)
                if (is_alone or follows or goes_on) and not self._is_other(
                    start, end, stood, is_whole=True
                ):
                    return Located(start, end, _status(start, anchor), 1.0)
        return None

    def _expected(self, wanted: Wanted) -> int:
        """Where a passage should be by what is known of the edit."""
        return self._alignment.expected(wanted.stood[0]) if wanted.stood else wanted.anchor.start

    def _is_other(self, start: int, end: int, stood: Range | None, *, is_whole: bool) -> bool:
        """Whether a passage is known to be another than one that stood there."""
        return self.before is not None and self._alignment.is_other(
            start, end, stood, is_whole=is_whole
        )

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self.text if self.before is None else self.before, self.text)

    # Search

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.text)

    def _search(
        self, wanted: Sequence[Wanted], *, everywhere: bool = False, is_thorough: bool = False
    ) -> list[list[Candidate]]:
        """The places of each, judged, the best first; not those that are known to be other
        passages, but if they are looked for `everywhere`."""
        text = self._folded.text
        described = [Description(one.anchor, self._expected(one), self._folded) for one in wanted]
        whole = [[] if is_thorough else one.whole_places(text) for one in described]
        found = [
            self._ranked(one, places, everywhere=everywhere)
            for one, places in zip(wanted, whole, strict=True)
        ]
        sought = [number for number, places in enumerate(found) if not places]
        seeds = {seed for number in sought for _, seed in described[number].seeds}
        parts = [(0, len(text))]
        if self.before is not None and not everywhere:
            parts = self._new_parts(wanted[number] for number in sought)
        hits = self._hits(seeds, parts)
        for number in sought:
            places = self._judged(described[number], hits, is_thorough=is_thorough)
            found[number] = self._ranked(wanted[number], places, everywhere=everywhere)
        return found

    def _ranked(
        self, wanted: Wanted, places: Iterable[Candidate], *, everywhere: bool
    ) -> list[Candidate]:
        """The places that may be the passage, the best first; better are those that stand where it
        stood."""
        stood = wanted.stood
        home = self._alignment.between(*stood) if stood and self.before is not None else None
        found: list[Candidate] = []
        for place in places:
            start, end = self._folded.to_source(place.start, place.end)
            if everywhere or not self._is_other(start, end, stood, is_whole=place.words == 1):
                is_home = home is not None and home[0] <= start and end <= home[1]
                found.append(place._replace(rank=place.rank + _HOME * is_home))
        return sorted(found, key=lambda place: -place.rank)

    def _new_parts(self, wanted: Iterable[Wanted]) -> list[Range]:
        """The parts of the folded text in which passages may be that are not where they stood, with
        what stands around them."""
        parts: list[Range] = []
        for start, end in self._alignment.searched(one.stood for one in wanted if one.stood):
            first = max(0, self._folded.from_source(start) - 2 * CONTEXT)
            last = self._folded.from_source(end) + 2 * CONTEXT
            if parts and first <= parts[-1][1]:
                first, _ = parts.pop()
            parts.append((first, last))
        return parts

    def _hits(self, seeds: set[str], parts: Sequence[Range]) -> Hits:
        """Where the seeds stand in parts of the folded text; of common ones, some places."""
        text = self._folded.text
        hits = {seed: array("I") for seed in seeds}
        for start, end in parts:
            if len(seeds) <= _FEW:
                for seed, found in hits.items():
                    found.extend(islice(occurrences(text, seed, start, end), COMMON - len(found)))
                continue
            for place in range(start, min(end, len(text)) - SEED + 1):
                if (piece := text[place : place + SEED]) in hits:
                    found = hits[piece]
                    if len(found) < COMMON:
                        found.append(place)
        return hits

    def _judged(
        self, description: Description, hits: Hits, *, is_thorough: bool
    ) -> list[Candidate]:
        text = self._folded.text
        places: list[Candidate] = []
        for first, last in description.windows(hits, len(text)):
            places += description.judge(text, first, last, 1.0 if is_thorough else 0.5)
        if not description.has_context:
            places += description.judge_words(text)
        if is_thorough and not places:
            places += description.judge(text, 0, len(text), 1.0)
        return places

    def _accepted(
        self, wanted: Sequence[Wanted], judged: Iterable[Sequence[Candidate]]
    ) -> list[Candidate | None]:
        """Of each, the best place that is good enough, and is no other passage."""
        good = [[place for place in places if place.is_good] for places in judged]
        doubtful = [
            (one, place)
            for one, places in zip(wanted, good, strict=True)
            for place in takewhile(lambda place: not place.is_same, places)
            if self.before is not None
        ]
        others = {
            pair
            for pair, is_ours in zip(doubtful, self._are_ours(doubtful), strict=True)
            if not is_ours
        }
        return [
            next((place for place in places if (one, place) not in others), None)
            for one, places in zip(wanted, good, strict=True)
        ]

    def _are_ours(self, found: Sequence[tuple[Wanted, Candidate]]) -> Iterator[bool]:
        """Whether what was found for each passage is, of all that the text before held, likest to
        that passage. If not, it is what has become of another, or that other itself."""
        if not found:
            return
        back = Relocator(self.before or "", self.text)
        present = [self._folded.to_source(place.start, place.end) for _, place in found]
        described = [Wanted(describe(self.text, *passage), passage) for passage in present]
        for (one, place), places in zip(
            found, back._search(described, everywhere=True), strict=True
        ):
            if not places or places[0].words < place.words == 1:  # nowhere it was whole then
                yield True
            elif one.stood is None:  # it was in no place then, so not in that one
                yield places[0].words < place.words
            else:
                first, last = back._folded.to_source(places[0].start, places[0].end)
                yield first < one.stood[1] and last > one.stood[0]

    # Back to the text

    def _joined(self, anchor: Anchor, ends: Sequence[Candidate | None]) -> Located | None:
        """The passage from the first end to the last."""
        found = [end for end in ends if end is not None]
        if len(found) < len(ends) or not found:
            return None
        first, last = found[0], found[-1]
        if len(ends) > 1 and not (
            first.end <= last.start and last.end - first.start <= 2 * len(anchor.exact)
        ):
            return None
        return self._located(anchor, first.start, last.end)

    def _located(self, anchor: Anchor, first: int, last: int) -> Located:
        """A passage of the folded text as one of the text, of whole graphemes."""
        start, end = self._folded.to_source(first, last)
        missing = len(anchor.exact) - (end - start)
        if missing > 0:  # what stands at the ends may be nothing when it is folded
            found = self.text.find(anchor.exact, max(0, start - missing), end + missing)
            if found >= 0:
                start, end = found, found + len(anchor.exact)
        if self.text[start:end] == anchor.exact:
            return Located(start, end, _status(start, anchor), 1.0)
        return self.placed(anchor, *self._completed(anchor, *snap(self.text, start, end)))

    def _completed(self, anchor: Anchor, start: int, end: int) -> Range:
        """A passage that began and ended with whole words does so still, where a word has got a few
        more letters."""
        whole = anchor.prefix + anchor.exact + anchor.suffix
        first, last = len(anchor.prefix), len(anchor.prefix) + len(anchor.exact)
        word_start, word_end = word_at(self.text, start)[0], word_at(self.text, end - 1)[1]
        if start - word_start <= _LETTERS and word_at(whole, first)[0] == first:
            start = word_start
        if word_end - end <= _LETTERS and word_at(whole, last - 1)[1] == last:
            end = word_end
        return start, end


def _likeness(words: str, passage: str) -> float:
    """How like words are to a passage; if that is very long, to its ends."""
    if max(len(words), len(passage)) <= _LONG:
        return likeness(fold_text(words), fold_text(passage))
    return min(
        likeness(fold_text(words[:_END]), fold_text(passage[:_END])),
        likeness(fold_text(words[-_END:]), fold_text(passage[-_END:])),
    )


def _parts(wanted: Wanted) -> list[Wanted]:
    """A passage, or the two ends of a very long one."""
    anchor = wanted.anchor
    if len(anchor.exact) <= _LONG:
        return [wanted]
    exact, last = anchor.exact, len(anchor.exact) - _END
    head = Anchor(
        anchor.start, anchor.start + _END, exact[:_END], anchor.prefix, exact[_END : _END + CONTEXT]
    )
    tail = Anchor(
        anchor.start + last, anchor.end, exact[last:], exact[last - CONTEXT : last], anchor.suffix
    )
    if wanted.stood is None:
        return [Wanted(head), Wanted(tail)]
    start, end = wanted.stood
    return [Wanted(head, (start, start + _END)), Wanted(tail, (max(start, end - _END), end))]


def _status(start: int, anchor: Anchor) -> Literal["exact", "moved"]:
    return "exact" if start == anchor.start else "moved"
