"""Finding an article, opening it, and coming back to where one was."""

import pytest

from reader.core.annotation import Place
from reader.library import Ambiguous, Library, NotFound
from tests.library.conftest import Open
from tests.library.world import TEXT, Clock


def place(offset: int, progress: float = 0.3) -> Place:
    return Place(offset, offset + 5, progress, "2026-11-24T10:00:00.000Z")


def test_an_article_is_listed_and_read(library: Library, article: str) -> None:
    entry = library.entry(article)
    assert (entry.title, entry.state, entry.words) == ("A title here", "unread", 171)
    assert "Paragraph 12 says" in library.article(article).text
    assert library.article(article).words == entry.words


def test_an_article_is_the_same_after_reopening(
    library: Library, article: str, open_library: Open
) -> None:
    before = library.article(article)
    library.add_text(b"# Head\n\nSome *words* and [a link](http://a.example).\n\n- one\n", "b.md")
    others = {entry.id: library.article(entry.id) for entry in library.entries()}
    again = open_library()
    for name, text in others.items():
        assert again.article(name) == text
        assert again.article(name).revision == text.revision
    assert again.article(article) == before


def test_the_list_is_the_same_object_until_something_changes(
    library: Library, article: str
) -> None:
    assert library.entries() is library.entries()
    before = library.entries()
    library.star([article], starred=True)
    assert library.entries() is not before


def test_an_id_its_beginning_or_part_of_the_title_name_an_article(
    library: Library, article: str
) -> None:
    for reference in (article, article[:6], "a title here", "TITLE"):
        assert library.resolve(reference).id == article


def test_what_names_nothing_or_several_is_said_with_candidates(
    library: Library, article: str
) -> None:
    library.add_text(b"Another title here\n\nWith a text of its own.\n", "other.txt")
    with pytest.raises(NotFound, match="zebra"):
        library.resolve("zebra")
    with pytest.raises(NotFound):
        library.resolve("")
    with pytest.raises(Ambiguous, match="Another title here"):
        library.resolve("title here")
    assert library.resolve("a title here").id == article, "a whole title comes first"
    with pytest.raises(NotFound):
        library.entry("no such id")
    with pytest.raises(NotFound):
        library.annotations("no such id")


def test_the_place_is_kept_over_a_restart(
    library: Library, article: str, open_library: Open
) -> None:
    library.set_place(article, place(100))
    library.close()
    again = open_library()
    assert again.state(article).place == place(100)
    entry = again.entry(article)
    assert (entry.progress, entry.read) == (0.3, "2026-11-24T10:00:00.000Z")


def test_reading_begins_an_article_and_its_end_completes_it(library: Library, article: str) -> None:
    library.set_place(article, place(0, 1.0))
    assert library.entry(article).state == "reading", "only opened"
    library.set_place(article, place(10, 1.0))
    assert library.entry(article).state == "done"
    library.set_place(article, place(0, 0.1))
    assert library.entry(article).state == "done", "reading it again leaves it done"


def test_an_article_marked_unread_stays_so_until_one_reads_on(
    library: Library, article: str
) -> None:
    library.set_place(article, place(10))
    library.set_reading_state([article], "unread")
    library.set_place(article, place(10))
    assert library.entry(article).state == "unread"
    library.set_place(article, place(60))
    assert library.entry(article).state == "reading"


def test_nobody_undoes_having_read(library: Library, article: str) -> None:
    library.set_place(article, place(10))
    assert not library.undo().done


def test_of_two_windows_the_later_place_stays(
    library: Library, article: str, open_library: Open, clock: Clock
) -> None:
    other = open_library()
    library.set_place(article, place(10))
    clock.now += 5
    other.set_place(article, place(60))
    other.close()
    library.close()
    assert open_library().state(article).place == place(60)


def test_a_place_survives_the_loss_of_either_file(
    library: Library, article: str, open_library: Open, data: object
) -> None:
    library.set_place(article, place(100))
    library.close()
    from tests.library.world import table_files

    for path in table_files(library.data):
        content = path.read_bytes()
        path.unlink()
        again = open_library()
        assert again.state(article).place == place(100)
        again.close()
        path.write_bytes(content)


def test_a_long_line_is_an_article_like_any_other(library: Library) -> None:
    entry = library.add_text(b"word " * 200_000, "line.txt").entry
    assert entry.words == 200_000
    assert len(library.article(entry.id).text) == 999_999


def test_tags_in_use_come_most_used_first(library: Library, article: str) -> None:
    library.annotate(article, (0, 5), tags=["b", "a", "b"])
    library.annotate(article, (0, 9), tags=["b"])
    library.set_article_tags(article, ["c", "b"])
    assert library.tags() == ["b", "a", "c"]
    assert len(TEXT) > 9
