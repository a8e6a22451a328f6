"""One archive with everything, and back; and nothing is destroyed on the way."""

import stat
import zipfile
from pathlib import Path

import pytest

from reader.core.annotation import Place
from reader.library import Library, LibraryError
from tests.faulty_disk import cut_off, flipped, refusing
from tests.library.conftest import Open
from tests.library.world import Clock, shown


@pytest.fixture
def archive(library: Library, article: str, tmp_path: Path) -> Path:
    library.annotate(article, (0, 5), note="kept")
    library.set_place(article, Place(30, 35, 0.4, "2026-11-24T10:00:00.000Z"))
    library.remember_copy("copied", article)
    target = tmp_path / "backup.zip"
    library.backup(target)
    return target


def test_everything_comes_back(
    library: Library, article: str, archive: Path, tmp_path: Path, clock: Clock
) -> None:
    before = shown(library)
    elsewhere = Library(tmp_path / "elsewhere", clock=clock)
    elsewhere.restore(archive)
    assert shown(elsewhere) == before
    assert elsewhere.article(article).text == library.article(article).text
    assert elsewhere.copies()[0].text == "copied"
    elsewhere.annotate(article, (0, 9), note="goes on")
    elsewhere.close()
    assert len(Library(tmp_path / "elsewhere").annotations(article)) == 2


def test_what_was_there_is_moved_and_not_destroyed(
    library: Library, article: str, archive: Path, open_library: Open
) -> None:
    library.annotate(article, (0, 9), note="later")
    library.restore(archive)
    assert [one.note for one in library.annotations(article)] == ["kept"]
    (before,) = (library.data / "backups").glob("before-restore-*")
    assert {path.name for path in before.iterdir()} >= {"library.json", "journal", "articles"}
    assert b"later" in b"".join(path.read_bytes() for path in before.rglob("*.jsonl"))
    library.close()
    assert [one.note for one in open_library().annotations(article)] == ["kept"]


def test_who_goes_on_from_a_backup_writes_a_journal_of_its_own(
    library: Library, archive: Path
) -> None:
    device = (library.data / "state" / "device").read_text()
    library.restore(archive)
    assert (library.data / "state" / "device").read_text() != device


def test_the_archive_is_private_and_replaces_an_older_one(library: Library, archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    library.backup(archive)
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
    assert "library.json" in names
    assert not [name for name in names if name.endswith(".lock") or "device" in name]
    assert [path.name for path in archive.parent.glob("*.zip*")] == ["backup.zip"]


def test_an_archive_that_is_not_whole_changes_nothing(
    library: Library, article: str, archive: Path
) -> None:
    content = archive.read_bytes()
    library.annotate(article, (0, 9), note="later")
    before = shown(library)
    refused: list[str] = []
    for bad in (*cut_off(content, 10), *flipped(content, 25), b"", b"text"):
        archive.write_bytes(bad)
        try:
            library.restore(archive)
        except LibraryError as error:
            refused.append(str(error).lower())
            assert shown(library) == before
            assert not list(library.data.glob(".restore*"))
        else:  # a bit that tells nothing, as a file's date
            archive.write_bytes(content)
            library.annotate(article, (0, 9), note="later")
            before = shown(library)
    assert len(refused) > 20
    assert all("nothing was restored" in told or "no backup" in told for told in refused)


def test_an_archive_that_hides_some_of_its_members_is_not_whole(
    library: Library, article: str, archive: Path
) -> None:
    content = archive.read_bytes()
    first = content.index(b"PK\1\2")
    for offset in (30, 32):  # the lengths of an extra field and of a comment
        for bit in range(16):
            bad = bytearray(content)
            bad[first + offset + bit // 8] ^= 1 << bit % 8
            archive.write_bytes(bad)
            with pytest.raises(LibraryError, match="nothing was restored"):
                library.restore(archive)
    assert library.article(article)


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "annotations/../../evil", "state/..\\evil", "evil.txt", "C:/evil"],
)
def test_an_archive_cannot_write_elsewhere(library: Library, archive: Path, name: str) -> None:
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(name, "evil")
    with pytest.raises(LibraryError, match="does not belong"):
        library.restore(archive)
    assert not list(library.data.parent.rglob("*evil*"))


def test_a_zip_of_something_else_is_no_backup(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("readme.txt", "hello")
    with pytest.raises(LibraryError, match="no backup"):
        library.restore(tmp_path / "other.zip")
    with pytest.raises(LibraryError):
        library.restore(tmp_path / "none.zip")


def test_a_disk_that_refuses_leaves_no_half_archive(
    library: Library, article: str, archive: Path, tmp_path: Path
) -> None:
    with refusing(28, names=("replace", "fsync")), pytest.raises(LibraryError, match="No space"):
        library.backup(tmp_path / "second.zip")
    assert [path.name for path in tmp_path.glob("*.*")] == ["backup.zip"]
    before = shown(library)
    with refusing(28, names=("rename",)), pytest.raises(LibraryError, match="Nothing was restored"):
        library.restore(archive)
    assert shown(library) == before


def test_the_files_of_the_last_days_are_kept_as_they_were(
    library: Library, article: str, clock: Clock
) -> None:
    for _ in range(12):
        clock.now += 86400
        library.annotate(article, (0, 5), note="x")
        library.flush()
    library._tidy()
    days = sorted(path.name for path in (library.data / "backups").iterdir())
    assert len(days) == 7
    assert {path.name for path in (library.data / "backups" / days[0]).rglob("*.json")} == {
        "library.json",
        f"{article}.json",
    }
