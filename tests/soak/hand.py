"""What is there to be changed, and what chance chooses of it."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.core.annotation import Annotation, Color
from reader.library import Library
from tests.soak.sources import ARTICLES, LATER, words


def place_of(annotation: Annotation) -> list[Any]:
    """Status, start and end."""
    return [annotation.status, *(annotation.passage or (None, None))]


class Hand:
    """What an operation is made from: what is there, and what chance chooses of it."""

    def __init__(
        self,
        library: Library,
        sources: Path,
        chance: random.Random,
        own_texts: Sequence[str] | None,
    ) -> None:
        """Where others work too, this one changes only `own_texts`, and annotations that it has
        made itself."""
        self._library, self._sources, self._chance = library, sources, chance
        self._texts = own_texts
        self._own: set[str] | None = None if own_texts is None else set()
        self._serial = 0

    def _articles(self) -> dict[str, str]:
        """Ids of the articles by their names, as the model knows them."""
        named = {Path(one.sources[0]).name: one.id for one in self._library.entries()}
        return {name: named[name] for name in (*ARTICLES, *LATER) if name in named}

    def _live(self) -> list[tuple[str, Annotation]]:
        return [
            (article, one)
            for article in self._articles().values()
            for one in self._library.annotations(article)
            if self._own is None or one.id in self._own
        ]

    def _some(self, most: int) -> list[tuple[str, Annotation]]:
        """Some annotations, of several articles if several are asked for."""
        live = self._live()
        count = 1 if most == 1 else self._chance.randint(2, most)
        return self._chance.sample(live, min(count, len(live)))

    def _made(
        self, name: str, text: str, passage: tuple[int, int] | None, **fields: Any
    ) -> dict[str, Any]:
        anchor = None
        if passage is not None:
            start, end = passage
            around = text[max(0, start - 32) : start], text[end : end + 32]
            anchor = [start, end, text[start:end], *around]
        blank: dict[str, Any] = {"color": None, "note": "", "tags": []}
        return {"article": name, "anchor": anchor, **blank, **fields}

    def _unique(self, what: str) -> str:
        self._serial += 1
        return f"{what} {words(self._chance, 1)}-{self._serial}"

    def _color(self) -> str:
        return self._chance.choice(list(Color)).value

    def _places(self, *articles: str) -> dict[str, list[Any]]:
        own = self._own
        return {
            one.id: place_of(one)
            for article in articles
            for one in self._library.annotations(article)
            if own is None or one.id in own
        }
