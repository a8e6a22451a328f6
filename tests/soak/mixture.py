"""All that a person does to passages and articles, mixed by chance: one operation at a time.

Each is told before it is asked for, and acknowledged when the library said that it is saved; the
words of it are those that `model` understands.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson

from reader.core.annotation import Annotation, Color
from reader.importers import ImportFailed
from reader.library import Library, LibraryError
from tests.soak.hand import Hand
from tests.soak.model import Answer, Operation
from tests.soak.sources import LATER, edited, first_text, passage_of, words, write_source

FULL: Final = 60
"""Annotations from which on there are hardly more."""

Doing = tuple[dict[str, Any], Callable[[], dict[str, Any]]]
"""An operation, and how to do it."""

TURNS: Final = ("undo", "redo")


class Mixture(Hand):
    """Does one thing after the other to a library."""

    def __init__(
        self,
        library: Library,
        sources: Path,
        chance: random.Random,
        *,
        own_texts: Sequence[str] | None = None,
    ) -> None:
        """As for `Hand`."""
        super().__init__(library, sources, chance, own_texts)
        self._turned = False
        self._kinds: dict[Callable[[], Doing | None], int] = {
            self._highlight: 18,
            self._highlight_all: 5,
            partial(self._recolor, 1): 10,
            partial(self._recolor, 12): 6,
            self._note: 8,
            self._tags: 6,
            self._retag: 6,
            partial(self._delete, 1): 5,
            partial(self._delete, 5): 4,
            self._move: 3,
            partial(self._turn, "undo"): 14,
            self._text: 8,
            self._repair: 6,
            self._keep: 3,
            self._import: 6,
        }

    def step(self, say: Callable[[Operation], None]) -> Answer:
        """Do one thing; `say` tells what, before it is begun. The answer says what came of it,
        or in `refused` why it was not done."""
        doing: Doing | None = None
        while doing is None:
            (kind,) = self._chance.choices(list(self._kinds), list(self._kinds.values()))
            doing = self._turn(self._chance.choice(TURNS)) if self._goes_on_turning() else kind()
        operation, do = doing
        self._turned = operation["do"] in TURNS
        say(operation)
        try:
            answer = do()
        except (LibraryError, ImportFailed, OSError) as error:  # a source may not be written
            return {"refused": f"{type(error).__name__}: {error}"}
        if self._own is not None:
            self._own.update(answer.get("ids", ()))
        return {"places": {}, **answer}

    def _goes_on_turning(self) -> bool:
        """Whether somebody who has just undone something undoes or redoes more."""
        return self._turned and self._chance.random() < 0.5

    # Passages.

    def _highlight(self) -> Doing | None:
        if self._chance.random() < len(self._live()) / FULL - 0.5:
            return None
        name, article = self._chance.choice(list(self._articles().items()))
        text = self._library.article(article).text
        passage = passage_of(text, self._chance) if self._chance.random() < 0.95 else None
        kind = self._chance.choice(("color", "note", "both", "tags"))
        fields: dict[str, Any] = {}
        if kind in ("color", "both") and passage:
            fields["color"] = self._color()
        if kind in ("note", "both"):
            fields["note"] = self._unique("A note,\nœuvre —")
        if kind == "tags" or not fields:
            fields["tags"] = [self._unique("tag")]
        made = self._made(name, text, passage, **fields)

        def do() -> dict[str, Any]:
            color = Color(made["color"]) if made["color"] else None
            one = self._library.annotate(
                article, passage, color=color, note=made["note"], tags=made["tags"]
            )
            return {"ids": [one.id]}

        return {"do": "highlight", "made": [made]}, do

    def _highlight_all(self) -> Doing | None:
        if self._chance.random() < len(self._live()) / FULL:
            return None
        color, passages, made = self._color(), [], []
        taken = {
            (article, one.passage)
            for article in self._articles().values()
            for one in self._library.annotations(article)
        }
        for name, article in self._articles().items():
            text = self._library.article(article).text
            passage = passage_of(text, self._chance)
            if (article, passage) not in taken:
                passages.append((article, passage))
                made.append(self._made(name, text, passage, color=color))
        if not made:
            return None

        def do() -> dict[str, Any]:
            done = self._library.annotate_all(passages, color=Color(color))
            return {"ids": [one.id for one in done]}

        return {"do": "highlight", "made": made}, do

    def _on(self, named: Sequence[tuple[str, Annotation]], **operation: Any) -> dict[str, Any]:
        return {**operation, "ids": [one.id for _, one in named]}

    def _recolor(self, most: int) -> Doing | None:
        if not (some := self._some(most)):
            return None
        color = self._color() if self._chance.random() < 0.75 else None
        named = [(article, one.id) for article, one in some]

        def do() -> dict[str, Any]:
            self._library.recolor_all(named, Color(color) if color else None)
            return {}

        return self._on(some, do="recolor", color=color), do

    def _note(self) -> Doing | None:
        if not (some := self._some(1)):
            return None
        note = self._unique("A note") if self._chance.random() < 0.75 else ""
        ((article, one),) = some

        def do() -> dict[str, Any]:
            self._library.set_note(article, one.id, note)
            return {}

        return self._on(some, do="note", note=note), do

    def _tags(self) -> Doing | None:
        if not (some := self._some(1)):
            return None
        tags = [self._unique("tag") for _ in range(self._chance.randrange(3))]
        ((article, one),) = some

        def do() -> dict[str, Any]:
            self._library.set_tags(article, one.id, tags)
            return {}

        return self._on(some, do="tags", tags=tags), do

    def _retag(self) -> Doing | None:
        if not (some := self._some(12)):
            return None
        add = [self._unique("of many")] if self._chance.random() < 0.8 else []
        remove = list(some[0][1].tags[:1])
        named = [(article, one.id) for article, one in some]

        def do() -> dict[str, Any]:
            self._library.retag_all(named, add=add, remove=remove)
            return {}

        return self._on(some, do="retag", add=add, remove=remove), do

    def _delete(self, most: int) -> Doing | None:
        if not (some := self._some(most)):
            return None
        named = [(article, one.id) for article, one in some]

        def do() -> dict[str, Any]:
            self._library.delete_all(named)
            return {}

        return self._on(some, do="delete"), do

    def _move(self) -> Doing | None:
        some = [(article, one) for article, one in self._some(1) if one.passage]
        if not some:
            return None
        ((article, one),) = some
        text = self._library.article(article).text
        passage = passage_of(text, self._chance)
        anchor = self._made("", text, passage)["anchor"]

        def do() -> dict[str, Any]:
            self._library.move(article, one.id, passage)
            return {"places": self._places(article)}

        return self._on(some, do="move", anchor=anchor), do

    # Undo.

    def _turn(self, direction: str) -> Doing:
        name, article = None, None
        if self._chance.random() < 0.4:
            name, article = self._chance.choice(list(self._articles().items()))

        def do() -> dict[str, Any]:
            turn = self._library.undo if direction == "undo" else self._library.redo
            outcome = turn(article)
            places = self._places(*outcome.articles)
            return {"done": outcome.done, "message": outcome.message, "places": places}

        return {"do": direction, "article": name}, do

    # Texts.

    def _text(self) -> Doing | None:
        there = [name for name in self._articles() if self._texts is None or name in self._texts]
        later = [name for name in LATER if name not in there and self._texts is None]
        if not there:
            return None
        name = self._chance.choice(later if later and self._chance.random() < 0.1 else there)
        path = self._sources / name
        if name in later:
            paragraphs = first_text(name)
        else:
            paragraphs = path.read_text().split("\n\n")
            if self._chance.random() < 0.85:
                paragraphs = edited(name, paragraphs, self._chance)

        def do() -> dict[str, Any]:
            write_source(path, paragraphs)
            added = self._library.add(path)
            return {"outcome": added.outcome, "places": self._places(added.entry.id)}

        return {"do": "text", "article": name, "text": "\n".join(paragraphs)}, do

    def _orphans(self) -> Iterator[tuple[str, Annotation]]:
        for name, article in self._articles().items():
            for one in self._library.to_repair(article):
                if self._own is None or (name in (self._texts or ()) and one.id in self._own):
                    yield article, one

    def _repair(self) -> Doing | None:
        orphans = list(self._orphans())
        if not orphans:
            return None
        article, one = self._chance.choice(orphans)
        present = self._library.article(article)
        candidates = self._library.candidates(article, one.id)
        passage = passage_of(present.text, self._chance)
        if candidates and self._chance.random() < 0.5:
            passage = candidates[0].start, candidates[0].end

        def do() -> dict[str, Any]:
            self._library.repair(article, one.id, passage)
            return {"places": self._places(article)}

        attached = {"revision": present.revision, "words": present.text[slice(*passage)]}
        return self._on([(article, one)], do="repair", **attached), do

    def _keep(self) -> Doing | None:
        orphans = list(self._orphans())
        if not orphans:
            return None
        article, one = self._chance.choice(orphans)

        def do() -> dict[str, Any]:
            self._library.keep_orphan(article, one.id)
            return {"places": self._places(article)}

        return self._on([(article, one)], do="keep"), do

    # Files of annotations.

    def _import(self) -> Doing | None:
        """New ones, new states of some that are here, and some whose article may not be here."""
        articles = self._articles()
        chance, made = self._chance, []
        for _ in range(chance.randint(0, 3)):
            name, article = chance.choice(list(articles.items()))
            text = self._library.article(article).text
            made.append(self._incoming(name, text))
        for _ in range(chance.randint(0, 2)):
            name = chance.choice(LATER)
            if name not in articles:
                made.append(self._incoming(name, "\n".join(first_text(name))))
        for article, one in self._some(2) if chance.random() < 0.5 else ():
            name = next(name for name, there in articles.items() if there == article)
            fields = {"color": one.color and one.color.value, "tags": list(one.tags)}
            note = self._unique("A newer note")
            made.append({**self._made(name, "", None, **fields, note=note), "id": one.id})
        if not made:
            return None
        # What a file says is newer than what was just done here only if its time says so.
        now = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
        data = orjson.dumps([self._file_record(one, now) for one in made])

        def do() -> dict[str, Any]:
            done = self._library.import_annotations(data)
            return {
                "ids": [one.id for one in done.taken],
                "fates": [one.fate for one in done.taken],
                "failed": done.failed,
            }

        return {"do": "import", "made": [self._as_far_as_known(one) for one in made]}, do

    def _as_far_as_known(self, one: dict[str, Any]) -> dict[str, Any]:
        """An annotation of a file, as it will be: in a text that others may change at this moment,
        what describes it may be another place of the same words."""
        if self._texts is None or one["article"] in self._texts or not one["anchor"]:
            return one
        return {**one, "anchor": [None, None, one["anchor"][2], None, None]}

    def _incoming(self, name: str, text: str) -> dict[str, Any]:
        one = self._made(
            name,
            text,
            passage_of(text, self._chance),
            color=self._color(),
            note=self._unique("From a file"),
        )
        return {**one, "id": f"in-{words(self._chance, 3).replace(' ', '-')}"}

    def _file_record(self, one: dict[str, Any], now: str) -> dict[str, Any]:
        fields = {name: one[name] for name in ("id", "color", "note", "tags")}
        record = {**fields, "article": "", "sources": [str(self._sources / one["article"])]}
        if one["anchor"]:
            start, end, quote, prefix, suffix = one["anchor"]
            record |= {"start": start, "end": end, "quote": quote}
            record |= {"prefix": prefix, "suffix": suffix}
        return {"quote": "", **record, "created": now, "updated": now}
