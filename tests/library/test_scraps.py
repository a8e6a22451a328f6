"""Drafts and the ring of copies: there after a restart, private, and harmless if damaged."""

from pathlib import Path

import pytest

from reader.library import Library
from tests.faulty_disk import cut_off, flipped
from tests.library.conftest import Open
from tests.library.world import Clock


def test_a_draft_is_there_after_a_crash_until_it_is_dropped(
    library: Library, open_library: Open
) -> None:
    library.save_draft("a/1", "half a th")
    library.save_draft("a/1", "half a thought")
    library.save_draft("a/2", "another")
    again = open_library()
    assert (again.draft("a/1"), again.draft("a/2"), again.draft("b")) == (
        "half a thought",
        "another",
        None,
    )
    again.drop_draft("a/1")
    again.drop_draft("never there")
    assert open_library().draft("a/1") is None


@pytest.mark.parametrize("key", ["../../etc/passwd", "a" * 500, "", "é/\0", "\ud800"])
def test_any_key_and_any_text_can_be_kept(
    library: Library, open_library: Open, key: str, data: Path
) -> None:
    library.save_draft(key, "text\nof \U0001f600")
    assert library.unsaved is None
    if key != "\ud800":
        assert open_library().draft(key) == "text\nof \U0001f600"
    assert len(list((data / "state" / "drafts").iterdir())) == 1


def test_the_last_fifty_copies_are_kept_newest_first_each_once(
    library: Library, open_library: Open, clock: Clock
) -> None:
    for number in range(60):
        clock.now += 1
        library.remember_copy(f"copy {number}", "article")
    library.remember_copy("copy 30", None)
    copies = open_library().copies()
    assert len(copies) == 50
    assert [copy.text for copy in copies[:2]] == ["copy 30", "copy 59"]
    assert (copies[0].article, copies[1].article) == (None, "article")
    assert copies[1].at == "2023-11-14T22:14:20.000Z"


def test_two_windows_fill_one_ring(library: Library, open_library: Open) -> None:
    other = open_library()
    library.remember_copy("one", None)
    other.remember_copy("two", None)
    library.remember_copy("three", None)
    assert [copy.text for copy in other.copies()] == ["three", "two", "one"]


def test_a_damaged_file_of_copies_or_drafts_is_set_aside(
    library: Library, open_library: Open, data: Path
) -> None:
    library.remember_copy("one", None)
    library.save_draft("key", "text")
    for path in (data / "state" / "copies.json", *(data / "state" / "drafts").iterdir()):
        content = path.read_bytes()
        for bad in (*cut_off(content, 15), *flipped(content, 15), b"[]", b'{"copies":[1]}'):
            path.write_bytes(bad)
            again = open_library()
            again.copies()
            again.draft("key")
            again.remember_copy("two", None)
            assert again.copies()[0].text == "two"
            for aside in path.parent.glob("*.corrupt-*"):
                assert aside.read_bytes() == bad
                assert aside.name in again.problems[0]
                aside.unlink()
        path.write_bytes(content)
