"""The index gives back what was put into it or nothing, whatever happens to its file."""

import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import index as index_module
from reader.index import Derived, Index, TextIndex
from tests.faulty_disk import cut_off, flipped

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
ROWS = {
    f"{number:016}": Derived(f"key {number}", "words “é” " * number, "a\1b\2c", b"\0rows\0")
    for number in range(60)
}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "cache", tmp_path / "data")


def test_there_is_nothing_at_first_and_asking_makes_nothing(index: Index) -> None:
    assert index.read() == {}
    assert not index.path.parent.exists()


@given(st.dictionaries(TEXT, st.builds(Derived, TEXT, TEXT, TEXT, st.binary(max_size=20))))
@settings(max_examples=30)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Derived]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    Index(folder, folder / "data").write(rows)
    assert Index(folder, folder / "data").read() == rows
    assert Index(folder, folder / "other").read() == {}, "each data folder has its own"


def test_rows_are_replaced_and_removed(index: Index) -> None:
    index.write(ROWS)
    first, second, *_ = ROWS
    other = Derived("another", "", "", b"")
    index.write({first: other, second: None, "new": other})
    expected = {**ROWS, first: other, "new": other}
    del expected[second]
    assert index.read() == expected


def test_it_is_for_nobody_else(index: Index) -> None:
    index.write(ROWS)
    assert stat.S_IMODE(index.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(index.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in index.path.parent.iterdir()] == [index.path.name]


def test_of_a_damaged_file_nothing_wrong_is_believed(index: Index) -> None:
    index.write(ROWS)
    whole = index.path.read_bytes()
    for damaged in (b"", b"no database" * 100, *cut_off(whole, 12), *flipped(whole, 40)):
        index.path.write_bytes(damaged)
        found = index.read()
        assert found.items() <= ROWS.items()
        index.write(ROWS)
        index.write(ROWS)  # the first may have found the damage, and removed the file
        assert index.read() == ROWS


def test_a_file_of_another_version_is_made_anew(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.write(ROWS)
    monkeypatch.setattr(Index, "SCHEMA", Index.SCHEMA + 1)
    assert index.read() == {}
    index.write(ROWS)
    assert index.read() == ROWS


def test_a_file_that_another_program_holds_is_left_alone(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.write(ROWS)
    monkeypatch.setattr(index_module, "PATIENCE", 0.01)
    other = sqlite3.connect(index.path)
    other.execute("BEGIN EXCLUSIVE")
    index.write({"new": None})
    assert index.read() == {}
    other.rollback()
    other.close()
    assert index.read() == ROWS


def test_a_folder_that_cannot_be_had_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    index = Index(tmp_path / "cache", tmp_path / "data")
    index.write(ROWS)
    assert index.read() == {}


TEXTS = {f"{number:016}": f"œuvre {number} ".encode() * 400 for number in range(40)}


@pytest.fixture
def texts(tmp_path: Path) -> TextIndex:
    return TextIndex(tmp_path / "cache", tmp_path / "data")


def test_texts_are_kept_by_their_revisions(texts: TextIndex) -> None:
    assert texts.known() == set()
    assert dict(texts.read()) == {}
    assert not texts.path.parent.exists(), "asking makes nothing"
    assert texts.write(TEXTS)
    assert texts.write({"new": b""})
    assert texts.known() == {*TEXTS, "new"}
    assert dict(texts.read()) == {**TEXTS, "new": b""}
    texts.clear()
    assert texts.known() == set()


def test_a_text_that_is_damaged_is_not_given_back(texts: TextIndex) -> None:
    texts.write(TEXTS)
    whole = texts.path.read_bytes()
    for damaged in (b"no database" * 100, *cut_off(whole, 12), *flipped(whole, 60)):
        texts.path.write_bytes(damaged)
        assert dict(texts.read()).items() <= TEXTS.items()
        texts.write(TEXTS)
        texts.write(TEXTS)  # the first may have found the damage, and removed the file
        assert dict(texts.read()).items() >= TEXTS.items()


def test_of_one_damaged_row_all_others_are_given_back(texts: TextIndex) -> None:
    texts.write(TEXTS)
    (first, body), *_ = TEXTS.items()
    whole = texts.path.read_bytes()
    texts.path.write_bytes(whole.replace(body[-500:], body[-500:-1] + b"?"))
    assert texts.known() == TEXTS.keys()
    assert dict(texts.read()) == {name: text for name, text in TEXTS.items() if name != first}
    texts.write({first: body})
    assert dict(texts.read()) == TEXTS


def test_reading_may_stop_in_the_middle(texts: TextIndex) -> None:
    texts.write(TEXTS)
    reading = texts.read()
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert texts.write({"new": b"text"})


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    texts = TextIndex(tmp_path / "cache", tmp_path / "data")
    assert not texts.write(TEXTS)
    assert dict(texts.read()) == {}
