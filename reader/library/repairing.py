"""How a person mends what a new text has done to annotations."""

from reader.core.anchoring import Located
from reader.core.annotation import Annotation
from reader.core.change import Document
from reader.library.outcomes import LibraryError, NotFound, Revised
from reader.library.reading import in_short
from reader.library.records import WORDS, read_anchor, target_document
from reader.library.revising import FATES, NEWS, Revising, fields_of, words_known_last


class Repairing(Revising):
    """What can be done about passages that have changed."""

    def candidates(self, article: str, annotation: str) -> list[Located]:
        """The passages of the present text that are most like an annotation's, the best first.

        In a book this takes most of a second, in which nothing else waits for the library.
        """
        from reader.core.relocating import Relocator

        with self._guard:
            document = self._anchored_document(article, annotation)
            anchor, latest = read_anchor(document["anchor"]), words_known_last(document)
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
            target = {**orphan, **fields_of(WORDS, document.get("target")), "kept": True}
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
            affected = {one: status.get(one) for fate in FATES for one in news[fate]}
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
                    "read", "reading the new text", lambda: [self._edit(record, NEWS, None)]
                )

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
