"""What is done to whole articles, one or many at a time."""

import pytest

from reader.library import Library, NotFound
from reader.library.shelving import Wanted
from tests.library.conftest import Open
from tests.library.world import Clock


@pytest.fixture
def second(library: Library, article: str) -> str:
    return library.add_text(b"Second one\n\nWith a little text of its own.\n", "b.txt").entry.id


def test_stars_states_and_archive_are_kept(
    library: Library, article: str, second: str, open_library: Open
) -> None:
    library.star([article, second], starred=True)
    library.set_reading_state([second], "done")
    library.archive([article], archived=True)
    again = open_library()
    assert [entry.starred for entry in again.entries()] == [True, True]
    assert again.entry(second).state == "done"
    assert again.entry(article).archived
    assert again.state(article).archived


def test_many_articles_are_changed_and_undone_at_once(
    library: Library, article: str, second: str
) -> None:
    library.star([article], starred=True)
    library.star([article, second], starred=True)
    assert library.undo().message == "Undid: star 2 articles"
    assert [entry.starred for entry in library.entries()] == [True, False]


def test_a_trashed_article_keeps_everything_and_comes_back(
    library: Library, article: str, open_library: Open
) -> None:
    library.annotate(article, (0, 5), note="x")
    library.trash([article])
    assert library.entry(article).trashed
    assert (library.data / "trash" / article).is_dir()
    assert open_library().article(article).text == library.article(article).text
    assert library.undo().done
    assert not library.entry(article).trashed
    assert not (library.data / "trash" / article).exists()
    assert open_library().annotations(article)[0].note == "x"


def test_an_article_is_taken_out_of_the_trash(library: Library, article: str, second: str) -> None:
    library.trash([article, second])
    with pytest.raises(NotFound):
        library.resolve(article[:6])
    assert library.resolve(article[:6], in_trash=True).id == article
    library.take_from_trash([article])
    assert [bool(entry.trashed) for entry in library.entries()] == [False, True]
    assert not (library.data / "trash" / article).exists()
    assert library.undo().message.startswith("Undid: take “")
    assert library.entry(article).trashed


def test_all_that_is_wanted_of_several_articles_is_one_change(
    library: Library, article: str, second: str
) -> None:
    library.set_article_tags(article, ["old", "kept"])
    before = library.entries()
    author, tags = "Anne", ("new",)
    library.edit(
        [article, second],
        Wanted(author=author, state="done", starred=True, add=tags, remove=("old",)),
    )
    first, other = library.entries()
    assert (first.author, first.state, first.starred, first.tags) == (
        "Anne",
        "done",
        True,
        ("kept", "new"),
    )
    assert (other.author, other.tags, other.title) == ("Anne", ("new",), before[1].title)
    assert library.undo().message == "Undid: edit author, state, starred, tags of 2 articles"
    for entry, old in zip(library.entries(), before, strict=True):
        assert entry._replace(updated="") == old._replace(updated="")


def test_what_is_wanted_and_is_so_already_is_no_change(library: Library, article: str) -> None:
    title = library.entry(article).title
    library.edit(
        [article],
        Wanted(title, "", "", "unread", starred=False, archived=False, remove=("none",)),
    )
    assert not library.undo().done


def test_adding_a_trashed_article_again_brings_it_back(library: Library, article: str) -> None:
    from tests.library.world import TEXT

    library.trash([article])
    assert library.add_text(TEXT.encode(), "text.txt").entry.trashed is None


def test_after_thirty_days_the_trash_is_emptied_but_not_of_what_was_written(
    library: Library, article: str, second: str, open_library: Open, clock: Clock
) -> None:
    library.annotate(article, (0, 5), note="x")
    library.trash([article])
    clock.now += 20 * 86400
    library.trash([second])
    library.flush()
    clock.now += 11 * 86400
    again = open_library()
    again.set_article_tags(second, ["anything"])
    again.flush()
    assert not (library.data / "trash" / article).exists()
    assert (library.data / "trash" / second).exists()
    assert open_library().annotations(article)[0].note == "x"


def test_the_persons_own_details_come_before_the_sources(library: Library, article: str) -> None:
    library.edit_details(article, title="Mine", author="Me", date="2024")
    entry = library.entry(article)
    assert (entry.title, entry.author, entry.date) == ("Mine", "Me", "2024")
    library.edit_details(article, title="A title here", author="", date=None)
    entry = library.entry(article)
    assert (entry.title, entry.author, entry.date) == ("A title here", None, None)
    assert library.state(article).title is None
    library.undo()
    assert library.entry(article).title == "Mine"


def test_bookmarks_are_kept_by_their_letter(
    library: Library, article: str, open_library: Open
) -> None:
    library.set_bookmark(article, "a", 10)
    library.set_bookmark(article, "b", 20)
    library.set_bookmark(article, "a", 30)
    assert open_library().state(article).bookmarks == {"a": 30, "b": 20}
    library.undo(article)
    assert library.state(article).bookmarks["a"] == 10


def test_an_article_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(NotFound):
        library.star(["none"], starred=True)
