"""TinyDB, kept safe: damage is noticed, said and set aside; nothing unknown is dropped."""

import json
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.core.change import Document, Position
from reader.storage import DamagedError, Database, SafeStorage, TableFile, parse, serialise
from tests.faulty_disk import FAULTS, cut_off, flipped, refusing

POSITIONS = {"aaaaaaaa": Position("2023-11.jsonl", 120, "0a1b2c3d")}


def document(number: int, stamp: int = 1) -> Document:
    return {"note": f"note {number}", "stamp": f"{stamp:013x}-0000-aa", "stamps": {}}


DOCUMENTS = {f"id{number}": document(number) for number in range(20)}


@pytest.fixture
def file(tmp_path: Path) -> TableFile:
    file = TableFile(tmp_path, "file.json", lambda: 1e9)
    file.save({"annotations": DOCUMENTS}, POSITIONS)
    return file


def fresh(tmp_path: Path) -> TableFile:
    return TableFile(tmp_path, "file.json", lambda: 1e9)


def test_what_was_saved_is_loaded(file: TableFile, tmp_path: Path) -> None:
    found = fresh(tmp_path).load()
    assert found.table("annotations") == DOCUMENTS
    assert found.positions == POSITIONS
    assert found.is_there
    assert not found.problems


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    found = fresh(tmp_path).load()
    assert (found.is_there, found.problems, dict(found.tables)) == (False, [], {})


def test_the_file_is_an_ordinary_tinydb(file: TableFile, tmp_path: Path) -> None:
    with TinyDB(storage=lambda: SafeStorage(tmp_path / "file.json")) as database:
        assert database.tables() == {"annotations", "meta"}
    database_of_ours = Database(tmp_path / "file.json")
    assert len(database_of_ours.documents("annotations")) == 20
    assert json.loads((tmp_path / "file.json").read_bytes())["meta"]["file"]["schema"] == 1


def test_documents_are_inserted_searched_and_removed_by_name(tmp_path: Path) -> None:
    from tinydb import where

    database = Database(tmp_path / "file.json")
    table = database.documents("annotations")
    table.put(DOCUMENTS)
    assert [one["note"] for one in table.search(where("note") == "note 7")] == ["note 7"]
    other = Database(tmp_path / "file.json").documents("annotations")
    other.remove(doc_ids=["id7"])  # type: ignore[list-item]  # TinyDB annotates numbers only
    assert len(Database(tmp_path / "file.json").documents("annotations")) == 19


def test_unknown_tables_documents_and_fields_are_kept(file: TableFile, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    tables, _ = parse(path.read_bytes())
    tables["shiny"] = {"x": {"y": 1}}
    tables["annotations"]["id3"]["color of the future"] = "octarine"
    tables["annotations"]["foreign"] = {"note": "theirs"}
    path.write_bytes(serialise(tables))
    file.save({"annotations": {**DOCUMENTS, "id3": document(3, stamp=9)}}, POSITIONS)
    found = fresh(tmp_path).load()
    assert found.table("shiny") == {"x": {"y": 1}}
    assert found.table("annotations")["id3"]["color of the future"] == "octarine"
    assert found.table("annotations")["foreign"] == {"note": "theirs"}


def test_of_two_writers_the_later_edit_of_a_field_stays(file: TableFile, tmp_path: Path) -> None:
    fresh(tmp_path).save({"annotations": {"id1": {**document(1, stamp=5), "note": "new"}}}, {})
    file.save({"annotations": DOCUMENTS}, POSITIONS)
    assert fresh(tmp_path).load().table("annotations")["id1"]["note"] == "new"


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    def write(worker: int) -> None:
        own = fresh(tmp_path)
        for number in range(10):
            own.save({"annotations": {f"{worker}.{number}": document(number)}}, {})

    writers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(fresh(tmp_path).load().table("annotations")) == 40


def test_a_file_that_is_cut_off_is_set_aside_and_said(file: TableFile, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    whole = path.read_bytes()
    for rest in cut_off(whole, 40):
        path.write_bytes(rest)
        found = fresh(tmp_path).load()
        (problem,) = found.problems
        assert not found.positions
        aside = next(tmp_path.glob("*.corrupt-*"))
        assert aside.name in problem
        assert aside.read_bytes() == rest
        aside.unlink()
        assert not path.exists()


def test_any_changed_byte_is_noticed_and_kept(file: TableFile, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    whole = path.read_bytes()
    for bad in flipped(whole, 40):
        path.write_bytes(bad)
        found = fresh(tmp_path).load()
        assert found.problems
        assert not found.positions
        aside = next(tmp_path.glob("*.corrupt-*"))
        assert aside.read_bytes() == bad
        aside.unlink()


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"a":1}', b"null", b"", b"\0" * 500, b"{}{}"])
def test_what_is_no_table_is_damage(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(content)
    assert fresh(tmp_path).load().problems


def test_what_stands_for_a_damaged_file_is_the_newest_whole_backup(tmp_path: Path) -> None:
    now = 1e9
    file = TableFile(tmp_path, "file.json", lambda: now)
    for day in range(3):
        now = 1e9 + day * 86400
        file.save({"annotations": {f"day{day}": document(day)}}, POSITIONS)
    (tmp_path / "backups/2001-09-11/file.json").write_bytes(b"damaged, too")
    (tmp_path / "file.json").write_bytes(b"damaged")
    found = fresh(tmp_path).load()
    assert list(found.table("annotations")) == ["day0"]
    assert found.positions == POSITIONS
    assert len(found.problems) == 1


def test_a_file_that_was_damaged_meanwhile_is_set_aside_before_saving(
    file: TableFile, tmp_path: Path
) -> None:
    (tmp_path / "file.json").write_bytes(b"damaged")
    file.save({"annotations": DOCUMENTS}, POSITIONS)
    assert fresh(tmp_path).load().table("annotations") == DOCUMENTS
    assert next(tmp_path.glob("*.corrupt-*")).read_bytes() == b"damaged"


def test_a_file_of_a_newer_program_is_shown_as_such(file: TableFile, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    tables = json.loads(path.read_bytes())
    tables["meta"]["file"]["schema"] = 99
    path.write_text(json.dumps(tables))
    found = fresh(tmp_path).load()
    assert found.is_newer
    assert found.table("annotations") == DOCUMENTS
    assert not found.problems


@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_at_any_point_of_saving_leaves_a_whole_file(
    file: TableFile, tmp_path: Path, number: int
) -> None:
    for after in range(40):
        try:
            with refusing(number, after=after):
                file.save({"annotations": {"new": document(1)}}, POSITIONS)
        except OSError:
            found = fresh(tmp_path).load()
            assert not found.problems
            assert set(DOCUMENTS) <= set(found.table("annotations"))
        else:
            break
    else:
        pytest.fail("never got through")
    file.save({"annotations": {"newer": document(1)}}, POSITIONS)
    assert {*DOCUMENTS, "new", "newer"} == set(fresh(tmp_path).load().table("annotations"))


def test_damage_is_not_text() -> None:
    with pytest.raises(DamagedError):
        parse(b"\xff\xfe")
