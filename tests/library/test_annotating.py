"""Highlights, notes and tags: made, changed, ordered, counted."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation, Color, Style
from reader.library import Library, LibraryError, NotFound
from tests.library.conftest import Open
from tests.library.world import Clock, calls_of, lines, passage, shown


def test_a_highlight_is_kept_with_its_words(
    library: Library, article: str, open_library: Open, clock: Clock
) -> None:
    made = library.annotate(
        article,
        passage(library, article, "Paragraph 3"),
        color=Color.RED,
        style=Style.UNDERLINE,
        note="why?",
        tags=["ia", " ia ", "", "pologne"],
    )
    assert made.quote == "Paragraph 3"
    assert (made.color, made.style, made.note) == (Color.RED, Style.UNDERLINE, "why?")
    assert made.tags == ("ia", "pologne")
    assert made.created == made.updated == "2023-11-14T22:13:20.000Z"
    assert library.annotations(article) == (made,)
    assert open_library().annotations(article) == (made,), "before any file but the journal"
    entry = library.entry(article)
    assert (entry.highlights, entry.notes, entry.annotations) == (1, 1, 1)


def test_every_change_is_a_line_of_the_journal_when_it_returns(
    library: Library, article: str
) -> None:
    made = library.annotate(article, (0, 7), color=Color.YELLOW)
    last = lines(library.data)[-1]
    assert last["kind"] == "highlight"
    assert [edit[1] for edit in last["edits"]] == [
        "anchor",
        "color",
        "style",
        "note",
        "tags",
        "created",
        "target",
        "deleted",
    ]
    library.recolor(article, [made.id], Color.BLUE)
    last = lines(library.data)[-1]
    assert last["edits"] == [[f"annotation/{article}/{made.id}", "color", "yellow", "blue"]]


def test_annotations_stand_in_reading_order(library: Library, article: str) -> None:
    short = library.annotate(article, (20, 25), color=Color.RED)
    long = library.annotate(article, (20, 40), color=Color.RED)
    whole = library.annotate(article, None, note="on all of it")
    first = library.annotate(article, (0, 5), note="first")
    assert library.annotations(article) == (whole, first, long, short)
    assert library.annotations(article) is library.annotations(article)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), max_size=8))
def test_the_order_kept_is_the_order_read(ranges: list[tuple[int, int]]) -> None:
    from reader.library.holding import Holding

    def document(start: int, length: int) -> dict[str, Any]:
        anchor = {"revision": "r", "start": start, "end": start + length, "exact": "x"}
        return {"anchor": anchor, "deleted": False, "color": "red", "stamp": "s"}

    from reader.core.change import Edit

    one_by_one = Holding("a", None, {}, "r")  # type: ignore[arg-type]  # no file is read
    at_once = {f"id{number}": document(*one) for number, one in enumerate(ranges)}
    for name, fields in at_once.items():
        edits = [
            Edit(f"annotation/a/{name}", field, None, value) for field, value in fields.items()
        ]
        one_by_one.edit(name, edits, "s")
    assert one_by_one.annotations == Holding("a", None, at_once, "r").annotations  # type: ignore[arg-type]


def test_what_is_left_with_nothing_goes(library: Library, article: str) -> None:
    noted = library.annotate(article, (0, 5), note="x")
    library.set_note(article, noted.id, "  \n")
    assert library.annotations(article) == ()
    tagged = library.annotate(article, (0, 5), tags=["x"])
    library.set_tags(article, tagged.id, [])
    assert library.annotations(article) == ()
    both = library.annotate(article, (0, 5), color=Color.RED, note="x")
    library.set_note(article, both.id, "")
    assert library.annotations(article)[0].note == ""
    library.recolor(article, [both.id], None)
    assert library.annotations(article) == ()
    library.undo()
    assert library.annotations(article)[0].color == Color.RED


def test_several_are_changed_in_one_change(library: Library, article: str) -> None:
    ids = [library.annotate(article, (n, n + 3), color=Color.RED).id for n in range(5)]
    library.recolor(article, ids[:3], Color.GREEN)
    assert {one.color for one in library.annotations(article)[:3]} == {Color.GREEN}
    library.restyle(article, ids, Style.STRIKE)
    library.delete(article, ids)
    assert library.entry(article).annotations == 0
    library.undo()
    assert len(library.annotations(article)) == 5
    assert library.undo().message == "Undid: strike 5 annotations"
    assert library.undo().message == "Undid: make green 3 annotations"
    assert {one.color for one in library.annotations(article)} == {Color.RED}


def test_a_passage_is_moved_and_keeps_the_rest(library: Library, article: str) -> None:
    made = library.annotate(article, (0, 5), note="x", tags=["t"])
    library.move(article, made.id, passage(library, article, "Paragraph 2"))
    (moved,) = library.annotations(article)
    assert (moved.id, moved.note, moved.quote) == (made.id, "x", "Paragraph 2")
    library.undo()
    assert library.annotations(article)[0].quote == made.quote


@pytest.mark.parametrize("bad", [(-1, 4), (5, 5), (9, 4), (0, 10**9)])
def test_a_passage_that_is_none_is_refused(
    library: Library, article: str, bad: tuple[int, int]
) -> None:
    with pytest.raises(LibraryError, match="selected"):
        library.annotate(article, bad, color=Color.RED)
    assert library.annotations(article) == ()


def test_what_is_not_there_cannot_be_changed(library: Library, article: str) -> None:
    made = library.annotate(article, (0, 5), note="x")
    library.delete(article, [made.id])
    with pytest.raises(NotFound):
        library.recolor(article, [made.id], Color.RED)
    with pytest.raises(NotFound):
        library.set_note(article, "no such id", "y")
    library.delete(article, [])


def test_a_change_that_changes_nothing_is_none(library: Library, article: str) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    count = len(lines(library.data))
    library.recolor(article, [made.id], Color.RED)
    library.set_tags(article, made.id, ())
    library.star([article], starred=False)
    assert len(lines(library.data)) == count + 1, "not starred is not the same as never said"


@pytest.mark.parametrize(
    "text", ["\x1b]0;owned\x07", "\ud800", "a\0b", "[/oops]", "‮evil", "é" * 5000, "\x85"]
)
def test_hostile_notes_and_tags_are_kept_harmless(
    library: Library, article: str, open_library: Open, text: str
) -> None:
    library.annotate(article, (0, 5), note=text + "x", tags=[text + "x"])
    library.set_article_tags(article, [text + "t"])
    library.edit_details(article, title=text + "t", author=text, date=text)
    library.flush()
    assert shown(open_library()) == shown(library)
    (made,) = library.annotations(article)
    assert "\x1b" not in made.note
    assert "\x1b" not in "".join(made.tags) + library.entry(article).title


def test_ids_sort_by_creation_and_differ_between_windows(
    library: Library, article: str, open_library: Open
) -> None:
    other = open_library()
    made: list[Annotation] = []
    for _ in range(10):
        made += [window.annotate(article, (0, 5), note="x") for window in (library, other)]
    ids = [one.id for one in made]
    assert ids == sorted(set(ids))


def test_passages_of_several_articles_are_marked_as_one_change(
    library: Library, article: str, open_library: Open
) -> None:
    other = library.add_text(b"Another text. With two sentences.", "other.txt").entry.id
    marked = [(article, (0, 7)), (other, (14, 33)), (article, (20, 25)), (article, (0, 7))]
    made = library.annotate_all(marked, color=Color.GREEN)
    assert [(one.article, one.passage) for one in made] == marked[:3]
    assert {(one.color, one.style) for one in made} == {(Color.GREEN, Style.HIGHLIGHT)}
    assert made[1].anchor is not None
    assert made[1].anchor.exact == "With two sentences."
    assert [len(open_library().annotations(one)) for one in (article, other)] == [2, 1]
    assert "3 passages" in library.undo(other).message
    assert not library.annotations(article)
    assert not library.annotations(other)
    assert library.redo().articles == {article, other}
    assert [one.passage for one in library.annotations(article)] == [(0, 7), (20, 25)]


def test_a_passage_that_is_marked_already_is_left_as_it_is(library: Library, article: str) -> None:
    before = library.annotate(article, (0, 7), color=Color.RED)
    made = library.annotate_all([(article, (0, 7)), (article, (20, 25))], color=Color.GREEN)
    assert [one.passage for one in made] == [(20, 25)]
    assert library.annotations(article)[0] == before
    changes = len(lines(library.data))
    assert library.annotate_all([(article, (0, 7))], color=Color.GREEN) == []
    assert library.annotate_all([], color=Color.GREEN) == []
    assert len(lines(library.data)) == changes


def test_a_passage_that_is_none_stops_all_of_them(library: Library, article: str) -> None:
    with pytest.raises(LibraryError, match="Nothing is selected"):
        library.annotate_all([(article, (0, 7)), (article, (5, 5))], color=Color.GREEN)
    assert not library.annotations(article)


BULK: dict[str, Callable[[Library, list[tuple[str, str]]], None]] = {
    "recolor": lambda library, named: library.recolor_all(named, Color.RED),
    "restyle": lambda library, named: library.restyle_all(named, Style.UNDERLINE),
    "retag": lambda library, named: library.retag_all(named, add=["new"], remove=["old"]),
    "delete": lambda library, named: library.delete_all(named),
}


@pytest.mark.parametrize("change", BULK.values(), ids=BULK)
def test_what_is_done_to_annotations_of_several_articles_is_one_change(
    library: Library, article: str, change: Callable[[Library, list[tuple[str, str]]], None]
) -> None:
    other = library.add_text(b"Another text. With two sentences.", "other.txt").entry.id
    made = [
        library.annotate(article, (0, 7), color=Color.GREEN, tags=["old", "own"]),
        library.annotate(other, (0, 7), color=Color.BLUE, tags=["old"]),
        library.annotate(other, None, note="On all of it", tags=["old"]),
    ]
    before = [library.annotations(one) for one in (article, other)]
    changes = len(lines(library.data))
    change(library, [(one.article, one.id) for one in made])
    assert len(lines(library.data)) == changes + 1
    assert all(
        not {*library.annotations(one)} & {*old}
        for one, old in zip((article, other), before, strict=True)
    )
    assert "3 annotations" in library.undo().message
    assert [library.annotations(one) for one in (article, other)] == before


def test_each_keeps_the_tags_that_are_not_asked_about(library: Library, article: str) -> None:
    made = [
        library.annotate(article, (0, 7), color=Color.GREEN, tags=["old", "own"]),
        library.annotate(article, (8, 12), tags=["old"]),
        library.annotate(article, (13, 16), color=Color.RED, tags=["new"]),
    ]
    library.retag_all([(article, one.id) for one in made], add=["new"], remove=["old"])
    assert [one.tags for one in library.annotations(article)] == [
        ("own", "new"),
        ("new",),
        ("new",),
    ]
    library.retag_all([(article, one.id) for one in made], remove=["new"])
    assert [one.tags for one in library.annotations(article)] == [("own",), ()]


def test_a_change_of_many_articles_costs_each_of_them_the_same(
    library: Library, open_library: Open
) -> None:
    """Also another program that takes it in."""
    articles = [
        library.add_text(f"Title {number}\n\nA sentence.".encode(), "text.txt").entry.id
        for number in range(80)
    ]
    marked = [(article, (0, 5)) for article in articles]
    library.flush()
    other = open_library()
    few = calls_of(lambda: library.annotate_all(marked[:16], color=Color.GREEN))
    few_elsewhere = calls_of(other.refresh)
    many = calls_of(lambda: library.annotate_all(marked[16:], color=Color.GREEN))
    many_elsewhere = calls_of(other.refresh)
    assert many < 6 * few
    assert many_elsewhere < 6 * few_elsewhere
