"""A new text of an article: what follows it there, whatever is done meanwhile."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Color
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


def _annotate(library: Library, article: str, number: int) -> None:
    at = library.article(article).text.index(f"Paragraph {number % 8 + 1} ") + number
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
