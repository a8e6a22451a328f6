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


LETTERS = st.text(st.sampled_from('ab "*œ字😀\0\n\ud800'), max_size=12)


@given(st.lists(LETTERS, max_size=6), st.lists(LETTERS, max_size=3))
@settings(max_examples=100)
def test_no_text_lacks_what_it_holds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index = TextIndex(folder, folder / "data")
    index.write({f"{number:016}": text for number, text in enumerate(texts)})
    assert index.known() == {f"{number:016}" for number in range(len(texts))}
    for number, text in enumerate(texts):
        held = [word for word in words if word in text]
        assert f"{number:016}" not in index.lacking([*held, text[2:9]])


def test_a_text_lacks_words_that_are_not_in_it(tmp_path: Path) -> None:
    index = TextIndex(tmp_path, tmp_path / "data")
    assert index.lacking(["pologne"]) == index.known() == set()
    index.write({"a": "en pologne", "b": "a varsovie"})
    index.write({"a": "en pologne", "c": "une œuvre"})
    assert index.lacking(["pologne"]) == {"b", "c"}
    assert index.lacking(["varsovie", "a"]) == {"a", "c"}
    assert index.lacking(["œuvre", "pologne"]) == {"a", "b", "c"}
    assert index.lacking(["en"]) == index.lacking([]) == set(), "too short to be looked up"
    assert index.lacking(["pologne " * 1000]) == {"a", "b", "c"}
    index.path.write_bytes(b"no database" * 100)
    assert index.lacking(["pologne"]) == set()
    index.write({"d": "rien"})
    assert index.lacking(["pologne"]) == {"d"}
    index.clear()
    assert index.known() == set()
