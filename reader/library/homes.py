"""Which article an annotation from a file is of."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from reader.core.fold import fold_text

if TYPE_CHECKING:
    from reader.core.catalog import Entry
    from reader.importers.annotations import Incoming

AROUND: Final = 16
"""Characters on either side of a quote that tell it from the same words in another article."""


class Homes:
    """Articles that annotations may be of: by id, by text, by source, else by title.

    Two articles may have one title. So where a file says of which text its annotations are, a title
    is believed only if the words of one of them stand there between the same words as in the file;
    else only if no other article has it.
    """

    def __init__(
        self,
        entries: "Iterable[Entry]",
        revision: Callable[[str], str],
        text: Callable[[str], str],
    ) -> None:
        """`revision` and `text` give those of an article that is present."""
        self._text = text
        self._by: dict[str, str] = {}
        self._titles: dict[str, list[str]] = {}
        for entry in entries:
            if entry.trashed:
                continue
            names = (f"text {revision(entry.id)}", *(f"at {source}" for source in entry.sources))
            for name in names:
                self._by.setdefault(name, entry.id)
            self._by[f"id {entry.id}"] = entry.id
            self._titles.setdefault(fold_text(entry.title), []).append(entry.id)

    def of_all(self, incoming: "Iterable[Incoming]") -> "list[tuple[str | None, Incoming]]":
        """Each with its article; None, if that is not here."""
        together: dict[tuple[str | None, str], list[Incoming]] = {}
        for one in incoming:
            together.setdefault((one.article, one.title), []).append(one)
        return [home for ones in together.values() for home in self._of(ones)]

    def _of(self, ones: "Sequence[Incoming]") -> "list[tuple[str | None, Incoming]]":
        """Those that a file has of one article."""
        sure = [self._named(one) for one in ones]
        if None not in sure:
            return list(zip(sure, ones, strict=True))
        titled = self._titles.get(fold_text(ones[0].title), []) if ones[0].title else []
        if any(one.described or one.revision for one in ones):
            titled = [article for article in titled if self._tells_of(self._text(article), ones)]
        by_title = titled[0] if len(titled) == 1 else None
        return [(article or by_title, one) for article, one in zip(sure, ones, strict=True)]

    def _named(self, one: "Incoming") -> str | None:
        signs = (
            f"id {one.article}",
            f"text {one.revision}",
            f"text {one.described}",
            *(f"at {source}" for source in one.sources),
        )
        return next((self._by[sign] for sign in signs if sign in self._by), None)

    @staticmethod
    def _tells_of(text: str, ones: "Sequence[Incoming]") -> bool:
        """Whether one of the passages stands in a text as in the file."""
        passages = (
            anchor.prefix[-AROUND:] + anchor.exact + anchor.suffix[:AROUND]
            for one in ones
            if (anchor := one.anchor)
        )
        return any(len(passage) >= AROUND and passage in text for passage in passages)
