"""What is due comes first, when the grades say; the schedule is kept like a note."""

from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation, Color
from reader.core.change import Edit
from reader.library import Library, NotFound
from reader.library.reviewing import GRADES, Grade
from tests.library.conftest import Open
from tests.library.world import TEXT, Clock, passage, sentence, table_files

DAY = 86_400.0


def mark(library: Library, article: str, number: int) -> Annotation:
    return library.annotate(
        article, passage(library, article, sentence(number)), color=Color.YELLOW
    )


def ids(library: Library, **options: bool) -> list[str]:
    return [one.annotation.id for one in library.due(**options)]


def days(due: str, clock: Clock) -> float:
    moment = datetime.fromisoformat(due.replace("Z", "+00:00"))
    return (moment.timestamp() - clock.now) / DAY


def test_what_was_never_reviewed_is_due_since_it_was_made(
    library: Library, article: str, clock: Clock
) -> None:
    first = mark(library, article, 5)
    clock.now += 10
    second = mark(library, article, 2)
    assert ids(library) == [first.id, second.id]
    assert len(library.due(1)) == 1


def test_a_better_grade_puts_it_off_for_longer(
    library: Library, article: str, clock: Clock
) -> None:
    made = [mark(library, article, number) for number in (1, 2, 3, 4)]
    later = [
        days(library.review(article, one.id, grade).due, clock)
        for one, grade in zip(made, GRADES, strict=True)
    ]
    assert later == sorted(later)
    assert later[0] >= 1
    assert later[3] > later[1]
    assert ids(library) == []
    assert ids(library, upcoming=True)[-1] == made[3].id
    clock.now += 1.5 * DAY
    assert ids(library)[0] == made[0].id


def test_each_time_it_is_remembered_it_is_due_later(
    library: Library, article: str, clock: Clock
) -> None:
    made = mark(library, article, 1)
    waits: list[float] = []
    for number in range(4):
        due = library.review(article, made.id, 3)
        assert due.reviews == number + 1
        waits.append(days(due.due, clock))
        clock.now += waits[-1] * DAY
    assert all(one < next_one for one, next_one in pairwise(waits))
    forgotten = library.review(article, made.id, 1)
    assert days(forgotten.due, clock) < waits[-1]


def test_it_is_kept_and_undone_and_nothing_the_person_wrote_is_changed(
    library: Library, article: str, open_library: Open, clock: Clock
) -> None:
    made = mark(library, article, 1)
    clock.now += 100
    due = library.review(article, made.id, 4)
    assert library.annotations(article) == (made,)
    assert open_library().due(upcoming=True) == [due]
    undone = library.undo()
    assert undone.message.startswith("Undid: review “Paragraph 1")
    assert ids(library) == [made.id]
    library.redo()
    assert library.due(upcoming=True) == [due]


def test_it_survives_the_loss_of_all_tables(
    library: Library, article: str, open_library: Open
) -> None:
    made = mark(library, article, 1)
    due = library.review(article, made.id, 4)
    library.close()
    for path in table_files(library.data):
        path.unlink()
    assert open_library().due(upcoming=True) == [due]


def test_what_is_deleted_lost_or_in_the_trash_is_not_due(library: Library, article: str) -> None:
    first, second = mark(library, article, 1), mark(library, article, 2)
    library.delete(article, [first.id])
    assert ids(library) == [second.id]
    library.trash([article])
    assert ids(library) == []
    with pytest.raises(NotFound):
        library.review(article, first.id, 3)


def test_a_damaged_schedule_begins_anew(library: Library, article: str, clock: Clock) -> None:
    made = mark(library, article, 1)
    record = f"annotation/{article}/{made.id}"
    damaged: list[object] = ["no", {"due": 4}, {"stability": "x", "reviews": None, "due": "2020"}]
    for value in damaged:
        library._change("review", "x", partial(_set, library, record, value))
        assert library.due(upcoming=True)[0].annotation == made
        assert days(library.review(article, made.id, 3).due, clock) >= 1


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_few_articles_looked_into_give_what_all_would(data: st.DataObject) -> None:
    clock = Clock()
    with TemporaryDirectory() as folder, closing(Library(Path(folder), clock=clock)) as library:
        articles = [
            library.add_text(f"{number}{TEXT}".encode(), "t.txt").entry.id for number in range(4)
        ]
        for _ in range(data.draw(st.integers(0, 12))):
            clock.now += data.draw(st.sampled_from([0, 1, DAY, 3 * DAY]))
            article = data.draw(st.sampled_from(articles))
            live = library.annotations(article)
            reviews: bool = data.draw(st.booleans())
            if live and reviews:
                grade: Grade = data.draw(st.sampled_from(GRADES))
                library.review(article, data.draw(st.sampled_from(live)).id, grade)
            else:
                mark(library, article, data.draw(st.integers(1, 9)))
        every = library.due(upcoming=True)
        assert [one.due for one in every] == sorted(one.due for one in every)
        assert len(every) == sum(len(library.annotations(one)) for one in articles)
        for count in (0, 1, 3):
            assert library.due(count, upcoming=True) == every[:count]
        assert library.due() == [one for one in every if days(one.due, clock) <= 0]
        with closing(Library(Path(folder), clock=clock)) as again:
            assert again.due() == library.due()


def _set(library: Library, record: str, value: object) -> list[Edit | None]:
    return [library._edit(record, "review", value)]
