"""Files that are lost, cut off, flipped, foreign or newer: what a person left is still there."""

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.core.annotation import Color, Place
from reader.library import ArticleUnavailable, Library, LibraryError
from tests.faulty_disk import cut_off, flipped
from tests.library.conftest import Open
from tests.library.world import Shown, journal_files, shown, table_files

Damage = Callable[[Path], None]


@pytest.fixture
def kept(library: Library, article: str) -> Shown:
    """A library with something of everything, closed."""
    for number in range(12):
        library.annotate(article, (number * 9, number * 9 + 8), color=Color.RED, note=f"n{number}")
    other = library.add_text(b"Another\n\nWith another text.\n", "b.txt").entry.id
    ids = [one.id for one in library.annotations(article)]
    library.annotate(other, None, note="on the whole")
    library.delete(article, ids[:2])
    library.undo()
    library.delete(article, ids[3:4])
    library.star([other], starred=True)
    library.edit_details(article, title="Mine", author=None, date=None)
    library.set_place(article, Place(30, 35, 0.4, "2026-11-24T10:00:00.000Z"))
    library.close()
    return shown(library)


def without_places(all_shown: Shown) -> object:
    return {
        name: (entry.title, entry.starred, entry.state, entry.annotations, entry.tags, annotations)
        for name, (entry, _, annotations) in all_shown.items()
    }


def test_nothing_is_lost_with_any_tinydb_file(kept: Shown, data: Path, open_library: Open) -> None:
    for path in table_files(data):
        content = path.read_bytes()
        path.unlink()
        library = open_library()
        assert shown(library) == kept, path.name
        library.close()
        assert shown(open_library()) == kept, path.name
        path.write_bytes(content)


def test_the_journal_alone_gives_all_but_the_place(
    kept: Shown, data: Path, open_library: Open
) -> None:
    for path in table_files(data):
        path.unlink()
    assert without_places(shown(open_library())) == without_places(kept)


def test_the_tables_alone_give_everything(kept: Shown, data: Path, open_library: Open) -> None:
    shutil.rmtree(data / "journal")
    library = open_library()
    assert shown(library) == kept
    library.annotate(next(iter(kept)), (0, 5), note="goes on")
    library.close()
    assert len(open_library().find_annotations("goes on")) == 1


def test_any_damage_to_a_tinydb_file_is_said_and_costs_nothing(
    kept: Shown, data: Path, open_library: Open
) -> None:
    for path in table_files(data):
        content = path.read_bytes()
        for bad in (*cut_off(content, 20), *flipped(content, 20), content + b"}"):
            path.write_bytes(bad)
            library = open_library()
            found = shown(library)
            assert without_places(found) == without_places(kept), bad
            assert library.problems, bad
            library.close()
            (aside,) = path.parent.glob("*.corrupt-*")
            assert aside.read_bytes() == bad
            aside.unlink()
            assert without_places(shown(open_library())) == without_places(kept)
            shutil.rmtree(data / "backups", ignore_errors=True)
            path.write_bytes(content)


def test_any_damage_to_the_journal_costs_nothing_that_the_tables_have(
    kept: Shown, data: Path, open_library: Open
) -> None:
    (path,) = journal_files(data)
    content = path.read_bytes()
    for bad in (*cut_off(content, 12), *flipped(content, 12), content + b"garbage", b"\0" * 999):
        path.write_bytes(bad)
        library = open_library()
        assert shown(library) == kept, bad
        made = library.annotate(next(iter(kept)), (0, 5), note="goes on")
        library.close()
        after = open_library()
        assert after.find_annotations("goes on")[0].id == made.id
        after.close()
        assert path.read_bytes().startswith(bad), "bad bytes are kept"
        for table in table_files(data):
            table.unlink()
        after = open_library()
        assert after.find_annotations("goes on")[0].id == made.id, "and in the journal"
        after.close()
        _restore(data, path, content, kept, open_library)


def _restore(data: Path, path: Path, content: bytes, kept: Shown, open_library: Open) -> None:
    """Back to what `kept` was."""
    for table in table_files(data):
        table.unlink(missing_ok=True)
    shutil.rmtree(data / "backups", ignore_errors=True)
    path.write_bytes(content)
    library = open_library()
    library.set_place(next(iter(kept)), Place(30, 35, 0.4, "2026-11-24T10:00:00.000Z"))
    library.close()
    assert shown(library) == kept


def test_a_line_cut_off_by_a_crash_is_left_out_and_said(
    kept: Shown, data: Path, open_library: Open
) -> None:
    (path,) = journal_files(data)
    path.write_bytes(path.read_bytes() + b'{"stamp":"0018')
    library = open_library()
    assert ["cut off" in problem for problem in library.problems] == [True]
    assert shown(library) == kept


def test_damage_is_told_once(kept: Shown, data: Path, open_library: Open) -> None:
    (path,) = journal_files(data)
    path.write_bytes(path.read_bytes().replace(b"n7", b"N7", 1))
    for table in table_files(data):
        table.unlink()
    library = open_library()
    shown(library)
    library.refresh()
    assert library.problems == [
        f"journal/{path.parent.name}/{path.name}: a line cannot be read, and was left out"
    ]


def test_a_lost_device_name_is_known_again_by_its_journal(
    kept: Shown, data: Path, open_library: Open
) -> None:
    name = (data / "state" / "device").read_bytes()
    for bad in (None, b"", b"../../etc", b"\xff\xff"):
        (data / "state" / "device").unlink(missing_ok=True)
        if bad is not None:
            (data / "state" / "device").write_bytes(bad)
        library = open_library()
        assert shown(library) == kept
        assert library.undo().done
        assert library.redo().done
        library.close()
        assert (data / "state" / "device").read_bytes() == name


def test_a_clock_that_is_set_back_loses_no_change(
    library: Library, article: str, open_library: Open, clock: object
) -> None:
    from tests.library.world import Clock

    assert isinstance(clock, Clock)
    made = library.annotate(article, (0, 5), note="before")
    clock.now -= 400 * 86400
    library.set_note(article, made.id, "after")
    library.close()
    again = open_library()
    again.set_note(article, made.id, "last")
    assert again.undo().done
    assert again.annotations(article)[0].note == "after"
    again.close()
    for path in table_files(again.data):
        path.unlink()
    assert open_library().annotations(article)[0].note == "after"
    assert len(journal_files(again.data)) == 1


def test_fields_and_tables_of_other_programs_are_kept(
    kept: Shown, data: Path, open_library: Open
) -> None:
    article = next(iter(kept))
    for path in table_files(data):
        tables = json.loads(path.read_bytes())
        tables["shiny"] = {"one": {"two": 3}}
        for table in ("articles", "annotations", "state"):
            for document in tables.get(table, {}).values():
                document["octarine"] = True
        path.write_text(json.dumps(tables, indent=1))
    library = open_library()
    assert without_places(shown(library)) == without_places(kept)
    library.annotate(article, (0, 5), note="x")
    library.star([article], starred=True)
    library.close()
    for path in (data / "library.json", data / "annotations" / f"{article}.json"):
        tables = json.loads(path.read_bytes())
        documents = tables.get("articles") or tables["annotations"]
        assert sum("octarine" in document for document in documents.values()) >= 2
        assert tables["shiny"] == {"one": {"two": 3}}


def test_an_unknown_color_is_shown_and_kept(library: Library, article: str, data: Path) -> None:
    made = library.annotate(article, (0, 5), color=Color.RED)
    record = f"annotation/{article}/{made.id}"
    library._change("test", "test", lambda: [library._edit(record, "color", "octarine")])
    assert library.annotations(article)[0].color == Color.YELLOW
    library.set_note(article, made.id, "x")
    library.flush()
    assert '"octarine"' in (data / "annotations" / f"{article}.json").read_text()


@pytest.mark.parametrize("which", [0, 1])
def test_data_of_a_newer_program_is_shown_and_not_changed(
    kept: Shown, data: Path, open_library: Open, which: int
) -> None:
    path = table_files(data)[which]
    tables = json.loads(path.read_bytes())
    tables["meta"]["file"]["schema"] = 2
    path.write_text(json.dumps(tables))
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    library = open_library()
    assert without_places(shown(library)) == without_places(kept)
    assert library.read_only is not None
    assert "newer version" in library.read_only
    for change in (
        lambda: library.star(list(kept), starred=True),
        lambda: library.annotate(next(iter(kept)), (0, 5), note="x"),
        library.undo,
        lambda: library.add_text(b"New\n\nA new text.\n", "new.txt"),
    ):
        with pytest.raises(LibraryError, match="newer version"):
            change()
    library.set_place(next(iter(kept)), Place(1, 1, 0.1, "2026-11-24T10:00:00.000Z"))
    library.close()
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == before


def test_a_folder_that_cannot_be_written_is_read(
    kept: Shown, data: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    real = os.access
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK and real(path, how))
    library = open_library()
    assert shown(library) == kept
    assert library.read_only is not None
    with pytest.raises(LibraryError, match="cannot be written"):
        library.star(list(kept), starred=True)
    assert library.unsaved is None


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LibraryError, match="--data"):
        Library(tmp_path / "file" / "data")


def test_everything_is_private(kept: Shown, data: Path) -> None:
    for path in (data, *data.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


# Texts.


def test_a_damaged_text_is_read_from_its_source_again(
    library: Library, tmp_path: Path, open_library: Open
) -> None:
    source = tmp_path / "source.txt"
    source.write_text("A title\n\nA text that has a source.\n")
    article = library.add(source).entry.id
    text = library.article(article).text
    (path,) = (library.data / "articles" / article).iterdir()
    content = path.read_bytes()
    for bad in (*cut_off(content, 10), *flipped(content, 10), None):
        path.write_bytes(bad) if bad is not None else path.unlink()
        again = open_library()
        assert again.article(article).text == text
        assert again.problems == ["“A title” was read from its source again"]
        assert path.read_bytes() == content
        for aside in path.parent.glob("*.corrupt-*"):
            assert aside.read_bytes() == bad
            aside.unlink()


def test_a_text_that_is_gone_is_shown_as_such_and_keeps_its_annotations(
    library: Library, article: str, open_library: Open
) -> None:
    library.annotate(article, (0, 5), note="x")
    shutil.rmtree(library.data / "articles")
    again = open_library()
    assert again.entry(article).missing == "Its text is gone from the data folder"
    with pytest.raises(ArticleUnavailable, match="A title here"):
        again.article(article)
    assert again.annotations(article)[0].note == "x"
    assert again.entries()
    again.set_note(article, again.annotations(article)[0].id, "y")
    again.close()


def test_a_damaged_text_is_shown_as_such_and_added_again(
    library: Library, article: str, open_library: Open
) -> None:
    from tests.library.world import TEXT

    (path,) = (library.data / "articles" / article).iterdir()
    path.write_bytes(b"damaged")
    again = open_library()
    with pytest.raises(ArticleUnavailable, match="is damaged"):
        again.article(article)
    assert again.entry(article).missing == "Its text is damaged"
    again.add_text(TEXT.encode(), "text.txt")
    assert again.article(article).text == library.article(article).text
    assert again.entry(article).missing is None


def test_articles_of_which_only_the_text_is_left_are_listed_again(
    kept: Shown, data: Path, open_library: Open
) -> None:
    for name in ("journal", "annotations", "library.json", "backups"):
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    library = open_library()
    assert sorted(entry.title for entry in library.entries()) == ["A title here", "Another"]
    assert library.article(next(iter(kept))).text


def test_a_journal_that_cannot_be_read_keeps_nothing_from_opening(
    kept: Shown, data: Path, open_library: Open
) -> None:
    (path,) = journal_files(data)
    content = path.read_bytes()
    path.unlink()
    path.mkdir()  # what cannot be opened as a file, even by root
    library = open_library()
    assert shown(library) == kept
    assert not library.undo().done
    library.refresh()
    library.annotate(next(iter(kept)), (0, 5), note="goes on")
    assert "not saved" in str(library.unsaved)
    path.rmdir()
    path.write_bytes(content)
    library.retry()
    assert library.unsaved is None
    assert len(open_library().find_annotations("goes on")) == 1
