"""Annotations that come from files: each to its article, or kept until that is here."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reader.core.anchoring import describe
from reader.core.annotation import Anchor
from reader.core.change import Document, Edit
from reader.library.adding import Adding
from reader.library.annotating import Annotating
from reader.library.outcomes import Added, NotSaved
from reader.library.records import REVIEW, anchor_document, changed_at, target_document

if TYPE_CHECKING:
    from reader.core.catalog import Entry
    from reader.importers.annotations import Incoming
    from reader.library.homes import Homes
    from reader.library.waiting import Waiting

Placed = tuple[Document | None, Document | None]
"""How a passage is described, and where it is in the present text if that is another; see
`records`."""

Fate = Literal["attached", "updated", "unchanged", "waiting", "deleted"]

CHANGES: Final = ("attached", "updated")
"""Fates by which something in the library becomes another."""


class Taken(NamedTuple):
    """What became of one annotation of a file."""

    fate: Fate
    """`deleted`: it was deleted here, later than the file says that it was changed."""
    id: str
    article: str | None
    """None: it waits."""
    title: str
    quote: str


class Import(NamedTuple):
    """What became of a file of annotations."""

    taken: Sequence[Taken]
    failed: Sequence[tuple[str, str]] = ()
    """Which, and why."""

    def of(self, fate: Fate) -> list[Taken]:
        """Those with a fate."""
        return [one for one in self.taken if one.fate == fate]


class Importing(Annotating, Adding):
    """What can be taken from files of annotations."""

    def import_annotations(
        self, data: bytes, kind: str | None = None, *, restore: bool = False
    ) -> Import:
        """Take the annotations of a file, as one change; taking them again changes nothing.

        The newer of two states of one annotation holds. One that was deleted here stays deleted,
        unless it is to be restored. Those whose article is not here wait for it. `kind` is one of
        `importers.annotations.KINDS`; None: whichever it is. Raises ImportFailed, if it is none,
        and NotSaved, if what waits cannot be kept.
        """
        from reader.importers.annotations import Unusable, read_annotations

        self._refuse_if_read_only()
        incoming: list[Incoming] = []
        failed: list[tuple[str, str]] = []
        for found in read_annotations(data, kind):
            if isinstance(found, Unusable):
                failed.append((found.source, found.reason))
            else:
                incoming.append(found)
        with self._guard:
            self._catch_up()
            homed = self._homes(self.entries()).of_all(incoming)
            taken = self._take([(name, one) for name, one in homed if name], restore=restore)
            homeless = [one for name, one in homed if name is None]
            if homeless:
                self._keep_waiting(homeless)
            taken += [_taken("waiting", None, one) for one in homeless]
        return Import(taken, failed)

    def _take(
        self, homed: "Sequence[tuple[str, Incoming]]", *, restore: bool = False
    ) -> list[Taken]:
        """Make annotations of what comes to articles that are here."""
        taken: list[Taken] = []
        arrived = {(article, one.id): one for article, one in homed}

        def build() -> list[Edit | None]:
            edits: list[Edit | None] = []
            changed: dict[str, list[Incoming]] = {}
            taken.clear()
            for (article, name), one in arrived.items():
                known = self._document(f"annotation/{article}/{name}")
                fate = _fate(one, known, restore=restore)
                taken.append(_taken(fate, article, one))
                if fate in CHANGES:
                    changed.setdefault(article, []).append(one)
            for article, ones in changed.items():
                placed = self._placed(article, ones)
                for one in ones:
                    edits += self._edits(article, one, *placed[one.id])
            return edits

        def label() -> str:
            count = sum(one.fate in CHANGES for one in taken)
            return "import an annotation" if count == 1 else f"import {count} annotations"

        self._change("import", label, build)
        return taken

    def _edits(
        self, article: str, one: "Incoming", anchor: Document | None, target: Document | None
    ) -> list[Edit | None]:
        """The edits that make an annotation what the file says."""
        record = f"annotation/{article}/{one.id}"
        known = self._document(record)
        created = known.get("created") or one.created or self._now()
        values: Document = {
            "color": one.color and one.color.value,
            "style": one.style.value,
            "note": one.note,
            "tags": list(one.tags),
            "created": created,
            "updated": one.updated or created,
        }
        if one.review:
            values[REVIEW] = dict(one.review)
        if "anchor" not in known:
            values |= {"anchor": anchor, "target": target}
        edits = [self._edit(record, field, value) for field, value in values.items()]
        is_here = bool(known) and not known.get("deleted", True)
        return [*edits, None if is_here else Edit(record, "deleted", before=True, after=False)]

    def _placed(self, article: str, ones: "Sequence[Incoming]") -> dict[str, Placed]:
        """Where each passage is: as the file says, if that can be believed, else looked for."""
        present = self._revision(article)
        text = self._text(article, present).text
        placed: dict[str, Placed] = {}
        sought: list[tuple[Incoming, Anchor]] = []
        for one in ones:
            if one.anchor is None:
                placed[one.id] = None, None
            elif told := _told(one, one.anchor, present, text):
                placed[one.id] = told
            else:
                sought.append((one, one.anchor))
        if sought:
            placed |= self._found(text, present, sought)
        for one in ones:
            target = placed[one.id][1]
            if target and target["status"] == "orphan":
                target |= {**(one.words or {}), **({"kept": True} if one.stays_orphan else {})}
        return placed

    @staticmethod
    def _found(
        text: str, present: str, sought: "Sequence[tuple[Incoming, Anchor]]"
    ) -> dict[str, Placed]:
        """Passages that are somewhere in the present text, or nowhere."""
        from reader.core.relocating import Relocator, Wanted

        located = Relocator(text).locate_all([Wanted(anchor) for _, anchor in sought])
        placed: dict[str, Placed] = {}
        for (one, anchor), place in zip(sought, located, strict=True):
            elsewhere = one.described if one.described not in (None, present) else None
            if place and elsewhere is None and text[place.start : place.end] == anchor.exact:
                found = describe(text, place.start, place.end)
                placed[one.id] = anchor_document(found, present), None
            else:
                placed[one.id] = (
                    anchor_document(anchor, elsewhere or ""),
                    target_document(place, anchor, present, text),
                )
        return placed

    def _homes(self, entries: "Iterable[Entry]") -> "Homes":
        from reader.library.homes import Homes

        return Homes(
            entries, self._revision, lambda name: self._text(name, self._revision(name)).text
        )

    # Those whose article is not here.

    def waiting(self) -> "list[Incoming]":
        """The annotations that wait for their article."""
        with self._guard:
            body = self._read_state(self._waiting_file) or b""
            return list(self._waiting_lines.read(body).values())

    @cached_property
    def _waiting_lines(self) -> "Waiting":
        from reader.library.waiting import Waiting

        return Waiting()

    @property
    def _waiting_file(self) -> Path:
        return self._data / "state" / "waiting.jsonl"

    def _keep_waiting(self, more: "Sequence[Incoming]", gone: Collection[str] = ()) -> None:
        """Keep what waits, in the place of what waited under the same ids."""
        try:
            self._change_state(
                self._waiting_file, lambda body: self._waiting_lines.changed(body, more, gone)
            )
        except OSError as error:
            raise NotSaved(
                f"What waits for its article cannot be kept: {error.strerror}"
            ) from error

    def _met(self, added: Added) -> Added:
        """Give a text what waits for it; also a known one, as a crash may have come between."""
        with self._guard:
            attached = self._attach_waiting(added.entry)
        if not attached:
            return added
        count = len(attached)
        what = "1 annotation that waited" if count == 1 else f"{count} annotations that waited"
        told = f"{what} for this article {'is' if count == 1 else 'are'} attached now."
        return Added(
            self.entry(added.entry.id), added.outcome, (*added.notes, told), attached=attached
        )

    def _attach_waiting(self, entry: "Entry") -> tuple[str, ...]:
        """The ids of those that are attached."""
        if not self._waiting_file.exists():
            return ()
        homed = self._homes([entry]).of_all(self.waiting())
        mine = [(article, one) for article, one in homed if article]
        if not mine:
            return ()
        self._take(mine)
        # Found again, they are the same: they may as well wait on, and do until they are on disk.
        if not self._pending:
            with suppress(NotSaved):
                self._keep_waiting([], gone={one.id for _, one in mine})
        return tuple(one.id for _, one in mine)


def _fate(one: "Incoming", known: Document, *, restore: bool) -> Fate:
    if not known:
        return "attached"
    if known.get("deleted", True):
        return "attached" if restore else "deleted"
    same = (
        known.get("color") == one.color
        and known.get("style") == one.style
        and known.get("note") == one.note
        and list(known.get("tags") or ()) == list(one.tags)
    )
    return "unchanged" if same or one.updated <= changed_at(known) else "updated"


def _taken(fate: Fate, article: str | None, one: "Incoming") -> Taken:
    return Taken(fate, one.id, article, one.title, one.anchor.exact if one.anchor else "")


def _told(one: "Incoming", anchor: Anchor, present: str, text: str) -> Placed | None:
    """What the file says of where a passage is. Offsets are believed where the quote stands there,
    or where the file speaks of the very text that is here; None if they are not."""
    if one.described not in (None, present):
        if not _is_told(one, present, len(text)):
            return None
        return anchor_document(anchor, str(one.described)), _told_target(one, anchor, present)
    if not _stands(text, anchor):
        return None
    there = anchor if one.described else describe(text, anchor.start, anchor.end)
    return anchor_document(there, present), None


def _stands(text: str, anchor: Anchor) -> bool:
    """Whether the words of a passage are where they are said to be."""
    return anchor.end == anchor.start + len(anchor.exact) and text.startswith(
        anchor.exact, anchor.start
    )


def _is_told(one: "Incoming", present: str, length: int) -> bool:
    """Whether the file says where in this very text the passage is, or that it is not in it."""
    if one.revision != present:
        return False
    if one.status == "orphan":
        return True
    return one.start is not None and one.end is not None and one.start < one.end <= length


def _told_target(one: "Incoming", anchor: Anchor, present: str) -> Document:
    place = {"revision": present, "status": one.status}
    if one.status == "orphan":
        return {**place, "start": anchor.start, "end": anchor.end, "score": None}
    where = {"start": one.start, "end": one.end}
    if one.status == "changed":
        return {**place, **where, "score": one.score or 0.0, **(one.words or {})}
    return {**place, **where, "score": 1.0}
