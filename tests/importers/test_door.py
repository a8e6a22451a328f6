"""What can be imported, what cannot, and the one line that says why."""

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers import (
    LARGEST_FILE,
    LONGEST_TEXT,
    MOST_LINES,
    Imported,
    ImportFailed,
    decode_and_read,
    importable,
    read,
    walk,
)
from tests.importers.reading import assert_canonical


def reason(path: Path) -> str:
    """Why a path cannot be imported."""
    with pytest.raises(ImportFailed) as failure:
        read(path)
    assert "\n" not in str(failure.value)
    return str(failure.value)


def test_a_file_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "hello.txt"
    path.write_text("Hello, world.\n")
    imported = read(path)
    assert imported.article.text == "Hello, world."
    assert imported.notes == []


def test_the_name_tells_markdown_from_text() -> None:
    assert decode_and_read(b"*word*", "a.md").article.text == "word"
    assert decode_and_read(b"*word*", "A.MARKDOWN").article.text == "word"
    assert decode_and_read(b"*word*", "a.txt").article.text == "*word*"
    assert decode_and_read(b"*word*", "README").article.text == "*word*"


def test_a_text_without_a_word_is_called_by_its_file() -> None:
    assert decode_and_read(b"* * *", "stars.txt").article.title == "stars"
    assert decode_and_read(b"***", "a\x1b[31m.md").article.title == "a␛[31m"
    assert decode_and_read(b"***", "").article.title == "Untitled"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert reason(path).startswith("Empty: ")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt").startswith("Not found")
    assert reason(Path("a\0b.txt")).startswith("Not found")


def test_a_dangling_link_and_a_link_to_itself(tmp_path: Path) -> None:
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "none.txt")
    assert reason(dangling).startswith("Not found")
    itself = tmp_path / "itself.txt"
    itself.symlink_to(itself)
    assert reason(itself).startswith("Not readable: ")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert reason(tmp_path).startswith("A folder")


def test_a_pipe_a_socket_and_a_device_are_never_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert reason(pipe).startswith("Not a regular file")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert reason(tmp_path / "s").startswith("Not a regular file")
    assert reason(Path("/dev/zero")).startswith("Not a regular file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_how_to_get_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("secret")
    path.chmod(0)
    assert "chmod" in reason(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert reason(path) == "Too large (50 MB; the limit is 50 MB): split it and add the parts."


@pytest.mark.parametrize(
    ("line", "count", "what"),
    [
        (b"a", LONGEST_TEXT, "20 million characters"),
        (b"a\n", MOST_LINES, "million lines"),
        (b" ", LARGEST_FILE, "50 MB"),
    ],
)
def test_a_text_that_is_too_long_says_how_long(line: bytes, count: int, what: str) -> None:
    with pytest.raises(ImportFailed, match=what):
        decode_and_read(line * (count + 1), "long.txt")


def test_a_text_of_too_many_paragraphs_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.importers.MOST_PARAGRAPHS", 1_000)
    assert decode_and_read(b"a\n\n" * 1_000, "long.txt")
    with pytest.raises(ImportFailed, match="1,001 paragraphs"):
        decode_and_read(b"a\n\n" * 1_001, "long.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", True), ("A.TXT", True), ("a.md", True), ("a.pdf", False), ("README", False)],
)
def test_formats_are_known_by_their_names(name: str, expected: bool) -> None:
    assert importable(Path(name)) is expected


def test_a_folder_is_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.pdf", ".hidden.txt", "sub/d.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "zero").symlink_to(tmp_path / "zero")
    assert walk(tmp_path) == [tmp_path / "a.md", tmp_path / "b.txt", tmp_path / "sub" / "d.txt"]


def test_a_folder_that_cannot_be_entered_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    assert walk(missing) == [missing]


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md"]))
def test_whatever_the_bytes_there_is_an_article_or_a_reason(data: bytes, name: str) -> None:
    try:
        outcome: Imported | str = decode_and_read(data, name)
    except ImportFailed as failure:
        outcome = str(failure)
    if isinstance(outcome, str):
        assert "\n" not in outcome
    else:
        assert_canonical(outcome.article)


def test_ten_megabytes_in_one_line_are_imported_within_three_seconds() -> None:
    data = ("Un mot après l’autre, « sans fin » ; " * 300_000).encode()[:10_000_000]
    start = time.process_time()
    decode_and_read(data, "line.txt")
    assert time.process_time() - start < 3
