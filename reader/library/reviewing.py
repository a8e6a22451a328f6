"""Reading again what one has marked: what is due, and when it is due next.

The schedule is the person's own, as a field of the annotation: journalled, undone and carried to
other machines like a note. It is FSRS's (<https://github.com/open-spaced-repetition>), in whole
days and without chance, so that the same grades at the same times give the same days.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import islice
from typing import Any, Final, Literal

from reader.core.annotation import Annotation
from reader.core.change import Document
from reader.library.annotating import Annotating
from reader.library.outcomes import Due
from reader.library.reading import in_short
from reader.library.records import REVIEW, due_of

Grade = Literal[1, 2, 3, 4]
"""Forgotten, hard, good, easy."""

_LAST: Final = "~"
"""After every time."""
_NEVER: Final = "~~"
"""And after that."""

GRADES: Final[tuple[Grade, ...]] = (1, 2, 3, 4)


class Reviewing(Annotating):
    """What can be reviewed."""

    def due(self, count: int | None = None, *, upcoming: bool = False) -> list[Due]:
        """The annotations to read again, what has been due longest first, at most `count`.

        With `upcoming` also those that are not due yet. What has not been reviewed is due since it
        was made. Of many articles only those are looked into that can have one of the first.
        """
        with self._guard:
            last = _LAST if upcoming else self._now()
            return list(islice(self._due_until(last), count))

    def when_due(self, article: str, annotation: str) -> Due:
        """When one annotation is due to be read again."""
        with self._guard:
            reviewed = self._live(article, annotation)
            return _due(reviewed, self._document(f"annotation/{article}/{annotation}"))

    @property
    def now(self) -> str:
        """The time as the library has it; UTC, ISO 8601."""
        return self._now()

    def review(self, article: str, annotation: str, grade: Grade) -> Due:
        """Say how well one remembered it: when it is due again follows from that."""
        with self._guard:
            reviewed = self._live(article, annotation)
            record = f"annotation/{article}/{annotation}"
            words = reviewed.quote or reviewed.note
            self._change(
                "review",
                f"review “{in_short(words)}”",
                lambda: [
                    self._edit(
                        record, REVIEW, _graded(self._document(record), grade, self._clock())
                    )
                ],
            )
            return _due(reviewed, self._document(record))

    def _due_until(self, last: str) -> Iterator[Due]:
        """Those that are due until a time, in order."""
        floors = sorted(
            (str(self._catalogue.summaries.get(entry.id, {}).get("due") or ""), entry.id)
            for entry in self._catalogue.entries()
            if entry.annotations and not entry.trashed
        )
        waiting: list[tuple[tuple[str, str], Due]] = []
        for floor, article in [*floors, (_NEVER, "")]:
            # What is due before the next article can have anything comes before all of it.
            while waiting and waiting[0][1].due < min(floor, last):
                yield heappop(waiting)[1]
            if floor > last:
                break
            for due in self._due_in(article):
                heappush(waiting, (_order(due), due))
        while waiting and waiting[0][1].due <= last:
            yield heappop(waiting)[1]

    def _due_in(self, article: str) -> Iterator[Due]:
        holding = self._holding(article)
        for annotation in holding.annotations:
            yield _due(annotation, holding.documents[annotation.id])


def _order(due: Due) -> tuple[str, str]:
    return due.due, due.annotation.id


def _due(annotation: Annotation, document: Document) -> Due:
    return Due(due_of(document), annotation, int(_review(document).get("reviews") or 0))


def _review(document: Document) -> dict[str, Any]:
    review = document.get(REVIEW)
    return review if isinstance(review, dict) else {}


def _graded(document: Document, grade: Grade, seconds: float) -> Document:
    """The schedule after a grade at that time; what cannot be understood of the old one begins
    anew."""
    from fsrs import Card, Rating, Scheduler, State

    old, now = _review(document), datetime.fromtimestamp(seconds, UTC)
    try:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=float(old["stability"]),
            difficulty=float(old["difficulty"]),
            due=now,
            last_review=datetime.fromisoformat(str(old["last"])),
        )
    except (KeyError, TypeError, ValueError):
        card = Card(card_id=1, due=now)
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(card, Rating(grade), review_datetime=now)
    return {
        "due": _written(card.due),
        "last": _written(now),
        "stability": round(card.stability or 0.0, 4),
        "difficulty": round(card.difficulty or 0.0, 4),
        "reviews": int(old.get("reviews") or 0) + 1,
    }


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
