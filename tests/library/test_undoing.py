"""Undo and redo: newest first, after a restart too, and never over what others wrote."""

from collections.abc import Iterator
from typing import Any

import pytest

from reader.core.annotation import Color
from reader.core.change import Change
from reader.library import Library
from tests.library.conftest import Open
from tests.library.world import passage, shown


def test_a_highlight_is_undone_and_redone_and_named(library: Library, article: str) -> None:
    at = passage(library, article, "Paragraph 3 says something that no other says")
    made = library.annotate(article, at, color=Color.RED, note="x")
    outcome = library.undo(article)
    assert outcome.done
    assert outcome.message == "Undid: highlight “Paragraph 3 says something tha…”"
    assert (outcome.articles, outcome.passage) == (frozenset([article]), at)
    assert library.annotations(article) == ()
    outcome = library.redo(article)
    assert outcome.message == "Redid: highlight “Paragraph 3 says something tha…”"
    (again,) = library.annotations(article)
    assert (again.id, again.note, again.color) == (made.id, "x", Color.RED)


def test_what_undo_and_redo_turned_round_is_the_change_that_was_made(
    library: Library, article: str
) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    library.set_note(article, made.id, "x")
    undone = [library.undo().change, library.undo().change]
    redone = [library.redo().change, library.redo().change]
    assert [change and change.kind for change in undone] == ["note", "highlight"]
    assert redone == undone[::-1]
    assert undone[0]
    assert [one.note for one in library.touched(undone[0])] == ["x"]
    library.delete(article, [made.id])
    assert [one.id for one in library.touched(undone[0])] == [made.id]
    assert library.annotations(article) == ()


def test_nothing_to_undo_is_said(library: Library, article: str) -> None:
    assert library.undo().message == "Nothing to undo"
    assert library.redo(article).message == "Nothing to redo in this article"


def test_undo_goes_back_step_by_step_and_redo_forth(library: Library, article: str) -> None:
    states = [shown(library)[article][2]]
    made = library.annotate(article, (0, 5), color=Color.RED)
    states.append(library.annotations(article))
    for note in ("one", "two", "three"):
        library.set_note(article, made.id, note)
        states.append(library.annotations(article))

    def notes(annotations: object) -> list[str]:
        return [one.note for one in library.annotations(article)]

    for state in reversed(states[:-1]):
        assert library.undo().done
        assert notes(library.annotations(article)) == [one.note for one in state]
    assert not library.undo().done
    for state in states[1:]:
        assert library.redo().done
        assert notes(library.annotations(article)) == [one.note for one in state]
    assert not library.redo().done


def test_a_new_change_ends_what_could_be_redone(library: Library, article: str) -> None:
    library.annotate(article, (0, 5), note="x")
    library.undo()
    library.star([article], starred=True)
    assert not library.redo().done
    assert library.undo().message.startswith("Undid: star")


def test_undo_survives_a_restart(library: Library, article: str, open_library: Open) -> None:
    library.annotate(article, (0, 5), note="x")
    library.close()
    again = open_library()
    assert again.undo().done
    assert again.annotations(article) == ()
    again.close()
    last = open_library()
    assert last.redo().done
    assert last.annotations(article)[0].note == "x"


def test_undo_in_an_article_leaves_the_others(library: Library, article: str) -> None:
    other = library.add_text(b"Another\n\nWith another text.\n", "b.txt").entry.id
    library.annotate(article, (0, 5), note="here")
    library.annotate(other, (0, 5), note="there")
    assert library.undo(article).articles == {article}
    assert not library.undo(article).done
    assert library.annotations(other)[0].note == "there"
    assert library.redo(article).done
    assert library.undo().articles == {other} or library.annotations(other) == ()


def test_adding_is_not_undone(library: Library, article: str) -> None:
    assert not library.undo().done
    assert library.entry(article)


def test_undo_refuses_what_another_window_changed_since(
    library: Library, article: str, open_library: Open
) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    library.recolor(article, [made.id], Color.GREEN)
    other = open_library()
    other.recolor(article, [made.id], Color.BLUE)
    outcome = library.undo(article)
    assert not outcome.done
    assert "another program" in outcome.message
    assert "nothing undone" in outcome.message
    assert library.annotations(article)[0].color == Color.BLUE, "and it is shown"
    assert other.undo(article).done, "who did it can undo it"
    assert other.annotations(article)[0].color == Color.GREEN
    assert library.undo(article).done
    assert library.annotations(article)[0].color == Color.RED


def test_what_cannot_be_undone_is_passed_over_the_next_time(
    library: Library, article: str, open_library: Open
) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    library.star([article], starred=True)
    library.recolor(article, [made.id], Color.GREEN)
    open_library().recolor(article, [made.id], Color.BLUE)
    assert not library.undo().done
    assert library.entry(article).starred
    assert library.undo().done
    assert not library.entry(article).starred
    assert library.annotations(article)[0].color == Color.BLUE
    assert library.redo().done
    assert library.entry(article).starred


def test_what_cannot_be_redone_leads_to_nothing_that_was_given_up_before(
    library: Library, article: str, open_library: Open
) -> None:
    library.set_article_tags(article, ["given up"])
    library.undo()
    library.star([article], starred=True)
    library.undo()
    open_library().star([article], starred=True)
    assert "Changed since" in library.redo().message
    assert library.redo().message == "Nothing to redo"
    assert library.entry(article).tags == ()


def test_each_window_undoes_its_own(library: Library, article: str, open_library: Open) -> None:
    other = open_library()
    library.annotate(article, (0, 5), note="mine")
    other.annotate(article, (0, 9), note="theirs")
    library.undo(article)
    assert [one.note for one in library.annotations(article)] == ["theirs"]
    assert [one.note for one in open_library().annotations(article)] == ["theirs"]
    assert not library.undo(article).done


def test_what_another_window_writes_at_that_moment_is_not_undone(
    library: Library, article: str, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.annotate(article, (0, 5), note="mine")
    other = open_library()
    backwards = library._journal.backwards

    def late(*arguments: Any, **options: Any) -> Iterator[Change]:
        other.annotate(article, (0, 9), note="theirs")
        return backwards(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(library._journal, "backwards", late)
        assert library.undo().done
    assert [one.note for one in library.annotations(article)] == ["theirs"]
    assert not library.undo().done


def test_a_new_window_undoes_the_newest_of_all(
    library: Library, article: str, open_library: Open
) -> None:
    library.annotate(article, (0, 5), note="one")
    library.annotate(article, (0, 9), note="two")
    assert open_library().undo().done
    library.refresh()
    assert [one.note for one in library.annotations(article)] == ["one"]
    library.undo()
    assert library.annotations(article) == ()


def test_another_devices_changes_are_not_undone(
    library: Library, article: str, open_library: Open
) -> None:
    library.annotate(article, (0, 5), note="x")
    library.close()
    (library.data / "state" / "device").write_text("0123456789ab\n")
    other = open_library()
    assert [one.note for one in other.annotations(article)] == ["x"]
    assert not other.undo().done
    other.annotate(article, (0, 9), note="y")
    assert other.undo().done


def test_what_was_emptied_is_undone_and_redone_as_often_as_one_likes(
    library: Library, article: str
) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    library.recolor(article, [made.id], None)
    for _ in range(3):
        assert library.annotations(article) == ()
        assert library.undo().done
        assert [one.color for one in library.annotations(article)] == [Color.RED]
        assert library.redo().done
