"""Looking for the places that a lost annotation may belong to: in a thread, for in a book that
takes most of a second."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from textual.message import Message
from textual.screen import Screen

from reader.core import motion
from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.difference import differences
from reader.core.segments import Range
from reader.library import Library, LibraryError
from reader.tui.widgets.repair_tray import Candidate


class Found(NamedTuple):
    """The passages that are most like an annotation, the best first, and how they are shown."""

    places: tuple[Range, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    problem: str = ""
    """Why there are none, if something went wrong."""


Asked = tuple[Annotation, str]
"""For what places are looked for: an annotation, and the revision of the text."""


class PlaceFinder:
    """Keeps what was found by what was asked, so that no answer is taken for another's."""

    @dataclass
    class Answered(Message):
        """A thread has found something: `take` it."""

        asked: Asked
        found: Found

    def __init__(self, screen: Screen[None], library: Library) -> None:
        self._screen, self._library = screen, library
        self._answers: dict[Asked, Found] = {}
        self._is_looking = False

    def found(self, asked: Asked) -> Found | None:
        """What is known by now."""
        return self._answers.get(asked)

    def take(self, event: Answered) -> None:
        """Keep an answer."""
        self._is_looking = False
        self._answers[event.asked] = event.found

    def look(self, wanted: Iterable[Asked]) -> None:
        """Look for the first of these that is not found; one at a time, lest the keys wait."""
        asked = next((one for one in wanted if one not in self._answers), None)
        if asked is not None and not self._is_looking:
            self._is_looking = True
            self._screen.run_worker(partial(self._find, asked), thread=True, group="find")

    def _find(self, asked: Asked) -> None:
        orphan, revision = asked
        try:
            located = self._library.candidates(orphan.article, orphan.id)
            article = self._library.article_unread(orphan.article)
        except LibraryError as error:
            found = Found(problem=str(error))
        else:
            places = [(one.start, one.end) for one in located]
            drawn = [_drawn(article, orphan, one.start, one.end, one.score) for one in located]
            # Of a text that is not on the screen yet nothing can be shown.
            found = Found(tuple(places), tuple(drawn)) if article.revision == revision else Found()
        self._screen.post_message(self.Answered(asked, found))


def _drawn(article: Article, orphan: Annotation, start: int, end: int, score: float) -> Candidate:
    label = f"¶ {motion.paragraph_number(article, start)} · {score * 100:.0f}%"
    return Candidate(label, differences(orphan.quote, article.text[start:end]))
