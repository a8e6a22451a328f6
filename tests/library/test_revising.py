"""A new text of an article: what follows it there, whatever is done meanwhile."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Color, Place
from reader.core.relocating import Relocator
from reader.library import Library
from tests.library.conftest import Open
from tests.library.world import TEXT, Clock, passage, sentence, shown

EDITED = (
    ("Something new before all.\n\n" + TEXT)
    .replace(sentence(5), "Quite another paragraph stands here now.")
    .replace("Paragraph 7 says", "Paragraph 7 said")
)
ANOTHER = TEXT.replace(sentence(2), "").replace("Paragraph 9 says", "Paragraph 9 once said")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text(TEXT)
    return path


def while_it_searches(act: Callable[[], object], add: Callable[[], object]) -> None:
    """Do something else at the moment when a new text has been searched first."""
    with pytest.MonkeyPatch.context() as patch:
        locate_all = Relocator.locate_all

        def locate_and_act(self: Relocator, wanted: Iterable[Any]) -> list[Any]:
            found = locate_all(self, wanted)
            patch.setattr(Relocator, "locate_all", locate_all)
            act()
            return found

        patch.setattr(Relocator, "locate_all", locate_and_act)
        add()


def test_another_program_saves_while_a_new_text_is_searched(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    gone = library.annotate(article, passage(library, article, "Paragraph 3"), note="gone")
    library.annotate(article, passage(library, article, sentence(5)), note="lost")
    other = open_library()
    source.write_text(EDITED)

    def work() -> None:
        other.annotate(article, passage(other, article, "Paragraph 9"), color=Color.RED)
        other.delete(article, [gone.id])
        assert other.unsaved is None

    while_it_searches(work, lambda: library.add(source))
    other.refresh()
    for window in (library, other, open_library()):
        red, lost = window.annotations(article)
        text = window.article(article).text
        assert (red.color, red.status, lost.status) == (Color.RED, "moved", "orphan")
        assert text[slice(*(red.passage or ()))] == "Paragraph 9"
    assert other.doctor(repair=False) == []


def marked(library: Library, source: Path) -> str:
    """An article with annotations, a bookmark and a place, and the news of its text told."""
    article = library.add(source).entry.id
    library.set_bookmark(article, "a", passage(library, article, "Paragraph 9")[0])
    for number in (3, 5, 7):
        library.annotate(article, passage(library, article, sentence(number)), note=f"{number}")
    library.article(article)
    at = passage(library, article, "Paragraph 8")[0]
    library.set_place(article, Place(at, at, 0.6, "2026-11-24T10:00:00.000Z"))
    return article


def test_a_new_text_is_taken_back_with_all_that_followed_it(
    library: Library, source: Path, open_library: Open
) -> None:
    article = marked(library, source)
    before, text = shown(library), library.article(article)
    source.write_text(EDITED.replace("A title here", "Another title"))
    library.add(source)
    after, new = shown(library), library.article(article)
    assert [one.status for one in library.annotations(article)] == ["moved", "changed", "orphan"]
    assert library.unannounced(article)
    library.announced(article)
    outcome = library.undo()
    assert outcome.message == "Undid: the new text of “Something new before all”"
    assert outcome.passage is None
    assert (shown(library), library.article(article)) == (before, text)
    assert library.unannounced(article) is None
    library.close()
    again = open_library()
    assert (shown(again), again.article(article)) == (before, text)
    assert again.redo().done
    assert (shown(again), again.article(article)) == (after, new)
    assert again.undo().done
    assert again.add(source).outcome == "updated", "the file has the new text still"
    assert again.undo().message == outcome.message
    assert again.undo().message.startswith("Undid: note “Paragraph 7")


def test_what_others_left_on_a_new_text_stays_when_that_is_taken_back(
    library: Library, source: Path, open_library: Open
) -> None:
    article = marked(library, source)
    source.write_text(EDITED)
    library.add(source)
    other = open_library()
    kept = other.annotate(article, passage(other, article, "Paragraph 11"), note="kept")
    lost = other.annotate(article, passage(other, article, "Something new before"), note="lost")
    other.set_bookmark(article, "b", passage(other, article, "Paragraph 11")[0])
    assert library.undo().done
    other.refresh()
    for window in (library, other):
        text = window.article(article).text
        found = {one.id: one for one in window.annotations(article)}
        assert text[slice(*(found[kept.id].passage or ()))] == "Paragraph 11"
        assert found[lost.id].status == "orphan"
        assert [one.status for one in found.values()].count("exact") == 3
        assert text[window.state(article).bookmarks["b"] :].startswith("Paragraph 11")
    assert library.redo().done
    assert {kept, lost} <= set(library.annotations(article))


def test_what_was_moved_on_a_new_text_is_found_when_that_is_taken_back(
    library: Library, source: Path, open_library: Open
) -> None:
    article = marked(library, source)
    source.write_text(EDITED)
    library.add(source)
    other = open_library()
    moved, changed, lost = other.annotations(article)
    for one, words in ((moved, "Paragraph 12"), (lost, "Something new")):
        other.move(article, one.id, passage(other, article, words))
    assert library.undo().done
    found = {one.id: one for one in library.annotations(article)}
    text = library.article(article).text
    assert text[slice(*(found[moved.id].passage or ()))] == "Paragraph 12"
    assert (found[lost.id].status, found[changed.id].status) == ("orphan", "exact")


def test_a_text_that_is_gone_does_not_come_back(
    library: Library, source: Path, open_library: Open
) -> None:
    article = marked(library, source)
    revision = library.article(article).revision
    source.write_text(EDITED)
    library.add(source)
    library.close()
    (library.data / "articles" / article / f"{revision}.json").unlink()
    again = open_library()
    before = shown(again)
    outcome = again.undo()
    assert not outcome.done
    assert outcome.message.startswith("That text cannot be read any more: nothing undone")
    assert shown(again) == before
    assert again.undo().message.startswith("Undid: note “Paragraph 7")


def test_in_an_article_only_what_was_done_there_is_undone(library: Library, source: Path) -> None:
    article = marked(library, source)
    source.write_text(EDITED)
    library.add(source)
    assert library.undo(article).message.startswith("Undid: note “Paragraph 7")
    assert library.undo().message.startswith("Undid: the new text of")
    assert library.redo(article).message.startswith("Redid: note “Paragraph 7")
    assert library.article(article).text.startswith("A title here")


def _annotate(library: Library, article: str, number: int) -> None:
    at = max(0, library.article(article).text.find(f"Paragraph {number % 8 + 1} ")) + number
    library.annotate(article, (at, at + 30), note=f"at {number}")


def _move(library: Library, article: str, number: int) -> None:
    if live := library.annotations(article):
        library.move(article, live[number % len(live)].id, (100 + number, 160 + number))


def _delete(library: Library, article: str, number: int) -> None:
    if live := library.annotations(article):
        library.delete(article, [live[number % len(live)].id])


def _set_bookmark(library: Library, article: str, number: int) -> None:
    library.set_bookmark(article, "abc"[number % 3], number * 20)


def _revise(library: Library, article: str, _number: int) -> None:
    source = Path(library.entry(article).sources[0])
    text = source.read_text()
    source.write_text(ANOTHER)
    library.add(source)
    source.write_text(text)


def _undo(library: Library, article: str, _number: int) -> None:
    library.undo(article)


acts = st.lists(
    st.tuples(
        st.sampled_from([_annotate, _annotate, _move, _delete, _set_bookmark, _revise, _undo]),
        st.integers(0, 20),
    ),
    max_size=4,
)


def _has(library: Library, article: str) -> object:
    """What is in an article, but for ids and times."""
    return library.state(article).bookmarks, sorted(
        (one.note, one.quote, one.status, one.passage or (0, 0))
        for one in library.annotations(article)
    )


@settings(max_examples=settings().max_examples // 3)
@given(before=acts, meanwhile=acts)
def test_what_others_do_while_a_new_text_is_searched_is_as_if_it_was_done_before(
    before: list[Any], meanwhile: list[Any]
) -> None:
    ends = []
    with TemporaryDirectory() as folder:
        for name in ("before", "meanwhile"):
            source = Path(folder) / f"{name}.txt"
            source.write_text(TEXT)
            library = Library(Path(folder) / name, clock=Clock())
            article = library.add(source).entry.id
            _annotate(library, article, 4)
            other = Library(library.data, clock=Clock())
            for act, number in before:
                act(library, article, number)
            other.refresh()

            def work(other: Library = other, article: str = article) -> None:
                other.article(article)
                for act, number in meanwhile:
                    act(other, article, number)
                assert other.unsaved is None

            source.write_text(EDITED)
            if name == "before":
                work()
                library.add(source)
            else:
                while_it_searches(work, lambda: library.add(source))  # noqa: B023
            other.refresh()
            assert shown(library) == shown(other)
            ends.append(_has(library, article))
            library.close()
            other.close()
    assert ends[0] == ends[1]
