"""How what a person left in an article follows it from text to text.

An annotation's `anchor` stays as it was described. Its `target` says where it is in the present
revision, with `status` and `score`. Where the words there are others, the target describes them
too (`exact`, `prefix`, `suffix`): the next revision looks for both, so that a passage which is
edited again and again, or was attached by hand, is not lost.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from reader.core.anchoring import Located
from reader.core.annotation import Anchor
from reader.core.change import Document, Edit
from reader.library.outcomes import ArticleUnavailable
from reader.library.reading import Reading
from reader.library.records import BOOKMARK, WORDS, read_anchor, target_document

if TYPE_CHECKING:
    from reader.core.relocating import Relocator

NEWS: Final = "news"
"""The field of an article that holds what has not been said of its last revisions: the ids of its
annotations by what became of them, which is one of `FATES`."""

FATES: Final = ("moved", "changed", "lost")

_LASTING: Final = (*WORDS, "kept")
"""Fields of a target that an orphan keeps from text to text."""


class Revising(Reading):
    """What can follow an article into another text."""

    def _sought_beforehand(self, article: str, text: str, revision: str) -> "Relocator":
        """Look in a new text for all that is to follow an article there, while others go on with
        what they do: in a book, that takes seconds. `_following` then looks for what they have
        changed."""
        with self._guard:
            old = self._revision(article)
            relocator = self._relocator(article, old, text)
            documents = list(self._anchored(article).values())
            bookmarks = list(self._bookmarks(article).values())
        _found_anew(documents, old, relocator, revision)
        relocator.follow(bookmarks)
        return relocator

    def _following(
        self, article: str, text: str, revision: str, sought: "Relocator | None"
    ) -> list[Edit | None]:
        """The edits that let annotations and bookmarks follow an article into a new text, and keep
        what is to be told of that."""
        old = self._revision(article)
        relocator = self._relocator(article, old, text)
        if sought and (sought.text, sought.before) == (text, relocator.before):
            relocator = sought
        holding, documents = self._holding(article), self._anchored(article)
        found = _found_anew(list(documents.values()), old, relocator, revision)
        edits: list[Edit | None] = []
        news = self._news(article)
        said = {fate: set(names) for fate, names in news.items()}
        for (name, document), (one, target) in zip(documents.items(), found, strict=True):
            edits.append(self._edit(f"annotation/{article}/{name}", "target", target))
            if holding.get(name) is None:
                continue
            place = _stood(document, old)
            words = (words_known_last(document) or read_anchor(document["anchor"])).exact
            if one is None:
                fate = "lost" if place is not None else None
            elif text[one.start : one.end] != words:
                fate = "changed"
            else:
                fate = "moved" if one[:2] != place else None
            if fate is not None and name not in said[fate]:
                news[fate].append(name)
        if any(news.values()):
            # What was not said of an earlier revision is not forgotten for that of this one.
            edits.append(self._edit(f"article/{article}", NEWS, news))
        return edits + self._bookmarks_in(article, relocator)

    def _relocator(self, article: str, old: str, text: str) -> "Relocator":
        """That from the text of a revision into another text."""
        from reader.core.relocating import Relocator

        try:
            return Relocator(text, self._text(article, old).text)
        except ArticleUnavailable:
            return Relocator(text)

    def _anchored(self, article: str) -> dict[str, Document]:
        """The documents of annotations on passages; of deleted ones too: undo may revive them."""
        documents = self._holding(article).documents
        return {name: one for name, one in documents.items() if one.get("anchor")}

    def _targets_in(
        self, article: str, documents: Mapping[str, Document], revision: str
    ) -> dict[str, Document | None]:
        """The targets that annotations of those documents have in a text of their article; those
        that have none there are looked for."""
        targets = {name: document.get("target") for name, document in documents.items()}
        elsewhere: dict[str, list[str]] = {}
        for name, document in documents.items():
            anchor, target = document.get("anchor"), targets[name]
            if anchor and revision not in (anchor["revision"], (target or {}).get("revision")):
                elsewhere.setdefault(str((target or anchor)["revision"]), []).append(name)
        for old, names in elsewhere.items():
            with suppress(ArticleUnavailable):
                relocator = self._relocator(article, old, self._text(article, revision).text)
                found = _found_anew([documents[name] for name in names], old, relocator, revision)
                targets.update(zip(names, (target for _, target in found), strict=True))
        return targets

    def _bookmarks(self, article: str) -> dict[str, int]:
        """Where bookmarks stand, by their fields."""
        record = self._document(f"article/{article}")
        fields = (field for field in record if field.startswith(BOOKMARK))
        return {field: record[field] for field in fields if isinstance(record[field], int)}

    def _bookmarks_in(self, article: str, relocator: "Relocator") -> list[Edit | None]:
        """The edits that let bookmarks follow their words."""
        bookmarks = self._bookmarks(article)
        if relocator.before is None:
            return []
        moved = zip(bookmarks, relocator.follow(bookmarks.values()), strict=True)
        return [self._edit(f"article/{article}", field, offset) for field, offset in moved]

    def _news(self, article: str) -> dict[str, list[str]]:
        kept = self._document(f"article/{article}").get(NEWS)
        known = kept if isinstance(kept, dict) else {}
        lists = ((fate, known.get(fate)) for fate in FATES)
        return {fate: list(names) if isinstance(names, list) else [] for fate, names in lists}


def _found_anew(
    documents: Sequence[Document], old: str, relocator: "Relocator", revision: str
) -> list[tuple[Located | None, Document]]:
    """Where annotations that stood in an old revision are in the text of another one, and the
    targets that say so."""
    from reader.core.relocating import Wanted

    anchors = [read_anchor(document["anchor"]) for document in documents]
    stood = [_stood(document, old) for document in documents]
    latest = [words_known_last(document) for document in documents]
    own = [
        relocator.whole_before(anchor) or place if words else place
        for anchor, words, place in zip(anchors, latest, stood, strict=True)
    ]
    by_anchor = relocator.locate_all(map(Wanted, anchors, own))
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
            target |= fields_of(_LASTING, document.get("target"))
        found.append((place, target))
    return found


def fields_of(names: Sequence[str], document: Document | None) -> Document:
    """Those of these fields that a document has."""
    return {name: document[name] for name in names if document and name in document}


def _stood(document: Document, revision: str) -> tuple[int, int] | None:
    """Where the passage stood in a revision, if it did."""
    for place in (document["anchor"], document.get("target") or {}):
        if place.get("revision") == revision and place.get("status") != "orphan":
            return int(place["start"]), int(place["end"])
    return None


def words_known_last(document: Document) -> Anchor | None:
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
