"""Drafts and the ring of copies: there after a restart, private, and harmless if damaged."""

from collections.abc import Iterator
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


def damaged(content: bytes) -> Iterator[bytes]:
    """Ways in which a file is not what was written, the subtle ones among them."""
    yield from (*cut_off(content, 15), *flipped(content, 15))
    yield from (
        b"[]",
        b"\n",
        content + b" ",
        content + b"\n",
        content.replace(b"thought", b"though!"),
    )


def test_whatever_happens_to_a_draft_is_said_and_what_is_left_of_it_is_offered(
    library: Library, open_library: Open, data: Path
) -> None:
    library.save_draft("key", "a thought\n" * 20)
    [path] = (data / "state" / "drafts").iterdir()
    content = path.read_bytes()
    for bad in damaged(content):
        path.write_bytes(bad)
        again = open_library()
        left = again.draft("key") or ""
        assert left.count("a thought") >= bad.count(b"a thought") - 1
        [aside] = path.parent.glob("*.corrupt-*")
        assert aside.read_bytes() == bad
        assert aside.name in again.problems[0]
        assert (open_library().draft("key") or "") == left
        aside.unlink()


def test_whatever_happens_to_the_copies_is_said_and_those_that_are_left_stay(
    library: Library, open_library: Open, data: Path
) -> None:
    for number in range(20):
        library.remember_copy(f"a thought\n{number}", "article")
    path = data / "state" / "copies.jsonl"
    content = path.read_bytes()
    for bad in damaged(content):
        path.write_bytes(bad)
        again = open_library()
        left = again.copies()
        whole = [line for line in content.split(b"\n")[1:] if line and line in bad.split(b"\n")]
        assert len(left) >= len(whole)
        [aside] = path.parent.glob("*.corrupt-*")
        assert aside.read_bytes() == bad
        assert aside.name in again.problems[0]
        again.remember_copy("new", None)
        assert open_library().copies()[1:] == left[:49]
        aside.unlink()


def test_a_draft_is_what_another_editor_left_until_the_next_one_is_kept(
    library: Library, open_library: Open
) -> None:
    library.save_draft("key", "typed here")
    path = library.draft_outside("key")
    for name, text in (("-1", "typed there\n"), ("-2", "")):
        path.with_stem(path.stem + name).write_text(text)
    again = open_library()
    assert again.draft("key") == "typed there"
    assert again.draft("another") is None
    again.save_draft("key", "typed here again")
    assert open_library().draft("key") == "typed here again"
    path.with_stem(path.stem + "-3").write_text("typed there again\n")
    again.drop_draft("key")
    assert open_library().draft("key") is None
    assert list(path.parent.iterdir()) == []
