"""What becomes of annotations when the text of their article changes, and how a person mends it.

An annotation's `anchor` stays as it was described. Its `target` says where it is in the present
revision, with `status` and `score`. Where the words there are others, the target describes them
too (`exact`, `prefix`, `suffix`): the next revision looks for both, so that a passage which is
edited again and again, or was attached by hand, is not lost.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from reader.core.anchoring import Located
from reader.core.annotation import Anchor, Annotation
from reader.core.change import Document, Edit
from reader.library.outcomes import ArticleUnavailable, LibraryError, NotFound, Revised
from reader.library.reading import Reading, in_short
from reader.library.records import WORDS, read_anchor, target_document

if TYPE_CHECKING:
    from reader.core.relocating import Relocator

_NEWS: Final = "news"
"""The field of an article that holds what has not been said of its last revisions: the ids of its
annotations by what became of them, which is one of `_FATES`."""

_FATES: Final = ("moved", "changed", "lost")

_LASTING: Final = (*WORDS, "kept")
"""Fields of a target that an orphan keeps from text to text."""


class Repairing(Reading):
    """What can be done about passages that have changed."""

    def candidates(self, article: str, annotation: str) -> list[Located]:
        """The passages of the present text that are most like an annotation's, the best first.

        In a book this takes most of a second, in which nothing else waits for the library.
        """
        from reader.core.relocating import Relocator

        with self._guard:
            document = self._anchored_document(article, annotation)
            anchor, latest = read_anchor(document["anchor"]), _latest(document)
            text = self.article_unread(article).text
        relocator = Relocator(text)
        found = [
            relocator.placed(anchor, one.start, one.end)
            for one in relocator.candidates(latest or anchor)
        ]
        return found if latest else sorted(found, key=lambda one: -one.score)

    def repair(self, article: str, annotation: str, passage: tuple[int, int]) -> None:
        """Attach an annotation to a passage of the text that `article` gave last.

        How it was described first is kept.
        """
        from reader.core.relocating import Relocator

        with self._guard:
            revision = self._revision(self.entry(article).id)
            text = self.article_unread(article).text
            start, end = passage
            if self._given.get(article, revision) != revision or not 0 <= start < end <= len(text):
                raise LibraryError("The text has changed since: choose the passage again")
            document = self._anchored_document(article, annotation)
            anchor = read_anchor(document["anchor"])
            if document["anchor"]["revision"] == revision:
                raise LibraryError("Nothing is to be repaired: its text is as it was")
            found = Relocator(text).placed(anchor, start, end)
            target = target_document(found, anchor, revision, text)
            self._retarget(article, annotation, f"attach to “{in_short(text[start:end])}”", target)

    def keep_orphan(self, article: str, annotation: str) -> None:
        """Say that an orphan stays one; it is not to be repaired any more."""
        with self._guard:
            document = self._anchored_document(article, annotation)
            found = self._holding(article).get(annotation)
            if found is None or found.status != "orphan":
                raise LibraryError("That annotation is in the text")
            anchor = read_anchor(document["anchor"])
            orphan = target_document(None, anchor, self._revision(article), "")
            target = {**orphan, **_fields(WORDS, document.get("target")), "kept": True}
            self._retarget(
                article, annotation, f"keep as an orphan “{in_short(anchor.exact)}”", target
            )

    def to_repair(self, article: str) -> tuple[Annotation, ...]:
        """The orphans of an article of which the person has not said that they stay so."""
        with self._guard:
            holding = self._holding(article)
            return tuple(
                annotation
                for annotation in holding.annotations
                if annotation.status == "orphan"
                and not (holding.documents[annotation.id].get("target") or {}).get("kept")
            )

    def unannounced(self, article: str) -> Revised | None:
        """What became of the annotations at the last revision, until `announced` is called."""
        with self._guard:
            name = self.entry(article).id
            news = self._news(name)
            status = {one.id: one.status for one in self._holding(name).annotations}
            affected = {one: status.get(one) for fate in _FATES for one in news[fate]}
            changed = {one for one in news["changed"] if affected[one] == "changed"}
            found = {one for one, now in affected.items() if now in ("moved", "changed")}
            if not found and "orphan" not in affected.values():
                return None
            return Revised(len(found - changed), len(changed), len(self.to_repair(name)))

    def announced(self, article: str) -> None:
        """The person was told: `unannounced` has nothing to say until the text changes again."""
        record = f"article/{article}"
        with self._guard:
            if self.read_only is None:
                self._change(
                    "read", "reading the new text", lambda: [self._edit(record, _NEWS, None)]
                )

    def _news(self, article: str) -> dict[str, list[str]]:
        kept = self._document(f"article/{article}").get(_NEWS)
        known = kept if isinstance(kept, dict) else {}
        lists = ((fate, known.get(fate)) for fate in _FATES)
        return {fate: list(names) if isinstance(names, list) else [] for fate, names in lists}

    def _retarget(self, article: str, annotation: str, label: str, target: Document) -> None:
        record = f"annotation/{article}/{annotation}"
        self._change("repair", label, lambda: [self._edit(record, "target", target)])

    def _anchored_document(self, article: str, annotation: str) -> Document:
        """The document of a live annotation on a passage."""
        holding = self._holding(article)
        document = holding.documents.get(annotation, {})
        if holding.get(annotation) is None or not document.get("anchor"):
            raise NotFound("That annotation is not there any more")
        return document

    def _target_now(self, article: str, document: Document) -> Document | None:
        """The target that an annotation of that document has in the present text."""
        from reader.core.relocating import Relocator

        anchor, target = document.get("anchor"), document.get("target")
        present = self._revision(article)
        if not anchor or present in (anchor["revision"], (target or {}).get("revision")):
            return target
        old = str((target or anchor)["revision"])
        with suppress(ArticleUnavailable):
            relocator = Relocator(self._text(article, present).text)
            with suppress(ArticleUnavailable):
                relocator = Relocator(relocator.text, self._text(article, old).text)
            ((_, found),) = _found_anew([document], old, relocator, present)
            return found
        return target

    def _targets_anew(
        self, article: str, relocator: "Relocator", revision: str
    ) -> list[Edit | None]:
        """The edits that say where all annotations are in a new revision, and what is to be told
        of that. Deleted ones are found too: undo may bring them back."""
        holding, old = self._holding(article), self._revision(article)
        documents = {name: one for name, one in holding.documents.items() if one.get("anchor")}
        found = _found_anew(list(documents.values()), old, relocator, revision)
        edits: list[Edit | None] = []
        news = self._news(article)
        said = {fate: set(names) for fate, names in news.items()}
        for (name, document), (one, target) in zip(documents.items(), found, strict=True):
            edits.append(self._edit(f"annotation/{article}/{name}", "target", target))
            if holding.get(name) is None:
                continue
            place = _stood(document, old)
            words = (_latest(document) or read_anchor(document["anchor"])).exact
            if one is None:
                fate = "lost" if place is not None else None
            elif relocator.text[one.start : one.end] != words:
                fate = "changed"
            else:
                fate = "moved" if one[:2] != place else None
            if fate is not None and name not in said[fate]:
                news[fate].append(name)
        if any(news.values()):
            # What was not said of an earlier revision is not forgotten for that of this one.
            edits.append(self._edit(f"article/{article}", _NEWS, news))
        return edits


def _found_anew(
    documents: Sequence[Document], old: str, relocator: "Relocator", revision: str
) -> list[tuple[Located | None, Document]]:
    """Where annotations that stood in an old revision are in the text of another one, and the
    targets that say so."""
    from reader.core.relocating import Wanted

    anchors = [read_anchor(document["anchor"]) for document in documents]
    stood = [_stood(document, old) for document in documents]
    latest = [_latest(document) for document in documents]
    by_anchor = relocator.locate_all(map(Wanted, anchors, stood))
    again = iter(
        relocator.locate_all(
            Wanted(words, place) for words, place in zip(latest, stood, strict=True) if words
        )
    )
    found: list[tuple[Located | None, Document]] = []
    for document, anchor, words, one in zip(documents, anchors, latest, by_anchor, strict=True):
        place = _better(one, next(again), relocator, anchor) if words else one
        target = target_document(place, anchor, revision, relocator.text)
        if place is None:
            target |= _fields(_LASTING, document.get("target"))
        found.append((place, target))
    return found


def _fields(names: Sequence[str], document: Document | None) -> Document:
    """Those of these fields that a document has."""
    return {name: document[name] for name in names if document and name in document}


def _stood(document: Document, revision: str) -> tuple[int, int] | None:
    """Where the passage stood in a revision, if it did."""
    for place in (document["anchor"], document.get("target") or {}):
        if place.get("revision") == revision and place.get("status") != "orphan":
            return int(place["start"]), int(place["end"])
    return None


def _latest(document: Document) -> Anchor | None:
    """The words by which a passage was known last, if they are not those of its anchor."""
    target = document.get("target") or {}
    return read_anchor(target) if "exact" in target else None


def _better(
    first: Located | None, latest: Located | None, relocator: "Relocator", anchor: Anchor
) -> Located | None:
    """Of what was found by the first description and what by the latest: the latest, but if only
    the first has all its words."""
    is_first_whole = first is not None and first.status != "changed"
    if latest is None or (is_first_whole and latest.status == "changed"):
        return first
    return relocator.placed(anchor, latest.start, latest.end)
