"""A disk that refuses: said, kept in memory, tried again; and nothing on it is spoilt."""

import errno
import os
from collections.abc import Callable

import pytest

from reader.core.annotation import Color, Place
from reader.files import locked
from reader.library import Library, NotSaved
from tests.faulty_disk import CALLS, FAULTS, refusing
from tests.library.conftest import Open
from tests.library.world import shown

ALL_REFUSED = pytest.mark.parametrize("number", FAULTS, ids=lambda number: errno.errorcode[number])


@ALL_REFUSED
def test_a_change_that_cannot_be_saved_is_kept_said_and_saved_later(
    library: Library, article: str, open_library: Open, number: int
) -> None:
    library.annotate(article, (0, 5), note="before")
    with refusing(number):
        for count in range(3):
            library.annotate(article, (0, 5), note=f"during {count}")
        library.star([article], starred=True)
        assert len(library.annotations(article)) == 4
        library.retry()
        told = str(library.unsaved)
        assert told.startswith("4 changes are not saved: " + os.strerror(number))
        assert "tried again" in told
        with pytest.raises(NotSaved, match="not saved"):
            library.flush()
    assert [one.note for one in open_library().annotations(article)] == ["before"]
    library.retry()
    assert library.unsaved is None
    assert shown(open_library()) == shown(library)


@ALL_REFUSED
def test_a_fault_at_any_point_of_a_change_loses_nothing(
    library: Library, article: str, open_library: Open, number: int
) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED, note="0")
    library.flush()
    reached = 0
    for after in range(60):
        note = f"after {after}"
        with refusing(number, after=after, once=True) as faults:
            library.set_note(article, made.id, note)
            assert library.annotations(article)[0].note == note
            library.retry()
        reached += faults.refused
        other = open_library()
        assert not [problem for problem in other.problems if "cut off" not in problem]
        assert other.annotations(article)[0].note in (note, f"after {after - 1}", "0")
        other.close()
        library.retry()
        assert library.unsaved is None
        assert open_library().annotations(article)[0].note == note
        if not faults.refused:
            break
    assert reached > 5


@ALL_REFUSED
def test_undo_works_while_the_disk_refuses(
    library: Library, article: str, open_library: Open, number: int
) -> None:
    library.annotate(article, (0, 5), note="saved")
    with refusing(number):
        library.annotate(article, (0, 9), note="not saved")
        assert library.undo().message.startswith("Undid: note")
        assert [one.note for one in library.annotations(article)] == ["saved"]
        assert library.undo().done
        assert library.redo().done
    library.flush()
    assert [one.note for one in open_library().annotations(article)] == ["saved"]


def test_what_waited_is_saved_with_the_next_change(
    library: Library, article: str, open_library: Open
) -> None:
    with refusing(errno.ENOSPC):
        library.annotate(article, (0, 5), note="one")
    library.annotate(article, (0, 9), note="two")
    assert library.unsaved is None
    assert len(open_library().annotations(article)) == 2


def test_a_line_that_was_written_and_not_confirmed_is_no_second_change(
    library: Library, article: str, open_library: Open
) -> None:
    with refusing(errno.EIO, names=("fsync",)):
        library.annotate(article, (0, 5), note="once")
    library.retry()
    again = open_library()
    assert len(again.annotations(article)) == 1
    assert again.undo().done
    assert not again.undo().done


def test_a_tinydb_file_that_cannot_be_written_is_said_and_loses_nothing(
    library: Library, article: str, open_library: Open
) -> None:
    with refusing(errno.EIO, names=("replace", "rename")):
        library.annotate(article, (0, 5), note="in the journal")
        library.set_place(article, Place(3, 3, 0.1, "2026-11-24T10:00:00.000Z"))
        with pytest.raises(NotSaved, match=r"library\.json|annotations"):
            library.flush()
        assert open_library().annotations(article)[0].note == "in the journal"
    library.flush()
    assert library.unsaved is None
    assert open_library().state(article).place is not None


def test_a_program_that_hangs_while_it_writes_is_named_and_waited_for_briefly(
    library: Library, article: str, open_library: Open
) -> None:
    library.flush()
    with locked(library.data / "journal" / "journal.lock", 1):
        library.annotate(article, (0, 5), note="x")
        library.annotate(article, (0, 9), note="y")
        assert f"process {os.getpid()}" in str(library.unsaved)
        assert len(library.annotations(article)) == 2
    library.retry()
    assert library.unsaved is None
    assert len(open_library().annotations(article)) == 2


@pytest.mark.parametrize("name", CALLS)
def test_a_library_opens_whatever_cannot_be_written(
    library: Library, article: str, open_library: Open, name: str
) -> None:
    library.annotate(article, (0, 5), note="x")
    library.flush()
    (library.data / "library.json").write_bytes(b"damaged")
    with refusing(errno.EACCES, names=(name,)):
        again = open_library()
        assert again.annotations(article)[0].note == "x"
        assert again.problems
        again.close()
    assert open_library().annotations(article)[0].note == "x"


def test_drafts_and_copies_wait_for_the_disk_too(
    library: Library, article: str, open_library: Open
) -> None:
    with refusing(errno.ENOSPC):
        library.save_draft("key", "typed")
        library.remember_copy("copied", article)
        assert library.draft("key") == "typed"
        assert library.copies()[0].text == "copied"
        assert "draft" in str(library.unsaved)
    library.retry()
    assert library.unsaved is None
    again = open_library()
    assert again.draft("key") == "typed"
    assert again.copies()[0].text == "copied"


def test_closing_never_fails(library: Library, article: str) -> None:
    end: Callable[[], None] = library.close
    with refusing(errno.EIO):
        library.annotate(article, (0, 5), note="x")
        end()
        end()
