"""What the disk still refuses when Reader is left is there at the next start, once."""

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.core.annotation import Color
from reader.library import Library
from tests.faulty_disk import refusing
from tests.library.conftest import Open
from tests.library.world import Clock, journal_files, lines, shown


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are tried, in order."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "passing"))
    return [tmp_path / "state home", tmp_path / "passing"]


@contextmanager
def closed_to_all(folder: Path) -> Iterator[None]:
    """A folder in which nobody can write, the administrator neither: a file is in its place."""
    away = folder.with_name("away")
    folder.rename(away)
    folder.write_bytes(b"")
    yield
    folder.unlink()
    away.rename(folder)


def waiting(places: list[Path]) -> list[Path]:
    return [path for place in places for path in place.rglob("*.jsonl")]


def leave_with_changes(library: Library, article: str) -> None:
    """Make changes that cannot be saved, and leave."""
    library.flush()
    with closed_to_all(library.data):
        made = library.annotate(article, (0, 5), color=Color.RED, note="one")
        library.set_note(article, made.id, "two")
        library.star([article], starred=True)
        library.close()


def test_changes_that_could_not_be_saved_are_there_at_the_next_start_once(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    [path] = waiting(elsewhere)
    assert str(path) in str(library.unsaved)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before, rescued = shown(library), path.read_bytes()
    for start in range(3):
        again = open_library()
        assert shown(again) == before
        assert bool(again.problems) == (start == 0)
        assert waiting(elsewhere) == []
        path.write_bytes(rescued)  # as if a crash had come before it was removed
    stamps = [line["stamp"] for line in lines(library.data)]
    assert len(stamps) == len(set(stamps))
    assert again.undo().message.startswith("Undid")


def test_they_wait_on_while_the_disk_still_refuses(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    before = shown(library)
    for _ in range(3):
        with closed_to_all(journal_files(library.data)[0].parent):
            again = open_library()
            assert shown(again) == before
            assert "3 changes are not saved" in str(again.unsaved)
            again.close()
        assert len(waiting(elsewhere)) == 1
    again = open_library()
    assert (again.unsaved, waiting(elsewhere)) == (None, [])
    assert shown(again) == before


def test_they_are_gone_from_elsewhere_once_the_disk_takes_them(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    with closed_to_all(journal_files(library.data)[0].parent):
        again = open_library()
    again.retry()
    assert (again.unsaved, waiting(elsewhere)) == (None, [])
    assert shown(open_library()) == shown(library)


def test_two_windows_that_are_left_lose_nothing_of_either(
    library: Library, article: str, open_library: Open, elsewhere: list[Path], clock: Clock
) -> None:
    other = open_library()
    other.article(article)
    library.flush()
    clock.now += 1  # or both would go on counting from what the journal has, and count the same
    with closed_to_all(library.data):
        for number, window in enumerate((library, other)):
            window.annotate(article, (0, 5), note=f"note {number}")
            window.close()
    assert len(waiting(elsewhere)) == 2
    notes = sorted(one.note for one in open_library().annotations(article))
    assert notes == ["note 0", "note 1"]


def test_changes_of_another_library_are_left_to_it(
    library: Library, article: str, tmp_path: Path, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    other = Library(tmp_path / "another")
    assert not other.entries()
    other.close()
    assert len(waiting(elsewhere)) == 1


def test_the_second_place_is_taken_where_the_first_cannot_be_written(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    elsewhere[0].write_bytes(b"a file")
    leave_with_changes(library, article)
    assert [path.parent.parent for path in waiting(elsewhere)] == [elsewhere[1]]
    assert shown(open_library()) == shown(library)


def test_a_folder_that_others_can_write_into_is_neither_used_nor_believed(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    [path] = waiting(elsewhere)
    path.parent.chmod(0o777)
    assert open_library().annotations(article) == ()
    assert path.exists()


def test_where_no_place_can_be_written_that_is_said(library: Library, article: str) -> None:
    library.flush()
    with refusing(errno.ENOSPC):
        library.star([article], starred=True)
        library.close()
    assert "no other place" in str(library.unsaved)


def test_a_damaged_line_is_kept_and_the_others_are_taken_up(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    [path] = waiting(elsewhere)
    first, *rest = path.read_bytes().splitlines(keepends=True)
    bad = b"".join((*rest, first.replace(b"one", b"eno")))
    path.write_bytes(bad)
    assert open_library().entry(article).starred
    [aside] = path.parent.iterdir()
    assert aside.read_bytes() == bad


def test_a_line_that_is_cut_off_is_kept_too(
    library: Library, article: str, open_library: Open, elsewhere: list[Path]
) -> None:
    leave_with_changes(library, article)
    [path] = waiting(elsewhere)
    bad = path.read_bytes()[:-9]
    path.write_bytes(bad)
    assert open_library().annotations(article)[0].note == "two"
    [aside] = path.parent.iterdir()
    assert aside.read_bytes() == bad


def test_a_draft_that_could_not_be_saved_is_offered_at_the_next_start(
    library: Library, open_library: Open, elsewhere: list[Path]
) -> None:
    library.save_draft("key", "half a")
    with closed_to_all(library.data):
        library.save_draft("key", "half a thought")
        library.close()
    [path] = elsewhere[0].rglob("*.md")
    assert str(path) in str(library.unsaved)
    again = open_library()
    assert (again.draft("key"), again.draft("another")) == ("half a thought", None)
    again.save_draft("key", "half a thought more")
    assert not path.exists()
    assert open_library().draft("key") == "half a thought more"
