"""The check finds what is wrong, says it, and with repair puts it right."""

import errno
import shutil
from pathlib import Path

import pytest

from reader.core.annotation import Color
from reader.library import Library, NotSaved
from tests.faulty_disk import refusing
from tests.library.conftest import Open
from tests.library.world import TEXT, journal_files, shown, table_files


@pytest.fixture
def full(library: Library, article: str) -> Library:
    for number in range(5):
        library.annotate(article, (number * 9, number * 9 + 8), color=Color.RED, note=f"n{number}")
    library.star([article], starred=True)
    library.flush()
    return library


def test_a_library_that_is_well_is_said_to_be_nothing(full: Library) -> None:
    assert full.doctor(repair=False) == []
    assert full.doctor(repair=True) == []


def test_what_a_damaged_file_held_is_back_and_said(
    full: Library, article: str, open_library: Open
) -> None:
    before = shown(full)
    full.close()
    for path in table_files(full.data):
        path.write_bytes(b"damaged")
    again = open_library()
    findings = again.doctor(repair=True)
    assert sorted(finding.repaired for finding in findings if finding.severity == "warning") == [
        True,
        True,
    ]
    notes = [finding.message for finding in findings if finding.severity == "note"]
    assert ["is kept; delete it" in note for note in notes] == [True, True]
    assert shown(again) == before


def test_what_the_journal_has_lost_is_written_into_it_again(
    full: Library, open_library: Open
) -> None:
    before = shown(full)
    full.close()
    (path,) = journal_files(full.data)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]))
    again = open_library()
    assert any("has lost lines" in problem for problem in again.problems)
    found = again.doctor(repair=False)
    assert any("lost" in finding.message and not finding.repaired for finding in found)
    assert any(
        "lost" in finding.message and finding.repaired for finding in again.doctor(repair=True)
    )
    assert again.doctor(repair=False) == []
    again.close()
    for table in table_files(full.data):
        table.unlink()
    shutil.rmtree(full.data / "backups")
    rebuilt = shown(open_library())
    for name, (entry, state, annotations) in before.items():
        assert rebuilt[name][1] == state
        assert [one.note for one in rebuilt[name][2]] == [one.note for one in annotations]
        assert rebuilt[name][0].title == entry.title


def test_a_damaged_line_is_a_note(full: Library, open_library: Open) -> None:
    full.close()
    (path,) = journal_files(full.data)
    path.write_bytes(path.read_bytes() + b"garbage\n")
    again = open_library()
    again.problems.clear()
    (finding,) = again.doctor(repair=True)
    assert finding.severity == "note"
    assert "a line cannot be read" in finding.message


def test_a_damaged_text_is_an_error_or_is_read_again(
    full: Library, article: str, tmp_path: Path, open_library: Open
) -> None:
    (path,) = (full.data / "articles" / article).iterdir()
    path.write_bytes(b"damaged")
    (finding,) = open_library().doctor(repair=True)
    assert (finding.severity, finding.repaired) == ("error", False)
    assert "A title here" in finding.message
    source = tmp_path / "source.txt"
    source.write_text(TEXT)
    again = open_library()
    again.add(source)
    path.write_bytes(b"damaged")
    assert [finding.severity for finding in open_library().doctor(repair=False)] == [
        "error",
        "note",
    ]
    repaired = open_library().doctor(repair=True)
    assert ("warning", True) in [(finding.severity, finding.repaired) for finding in repaired]


def test_an_earlier_text_that_is_damaged_is_said_and_set_aside(
    library: Library, tmp_path: Path, open_library: Open
) -> None:
    source = tmp_path / "source.txt"
    source.write_text(TEXT)
    article = library.add(source).entry.id
    earlier = library.article(article).revision
    source.write_text("Something new before all.\n\n" + TEXT)
    library.add(source)
    (library.data / "articles" / article / f"{earlier}.json").write_bytes(b"damaged")
    (finding,) = open_library().doctor(repair=False)
    assert (finding.severity, finding.repaired) == ("warning", False)
    assert finding.message == "“Something new before all”: an earlier text of it is damaged"
    again = open_library()
    assert any(finding.repaired for finding in again.doctor(repair=True))
    assert [finding.severity for finding in again.doctor(repair=True)] == ["note"]
    assert again.article(article).text.startswith("Something new")


def test_what_others_could_read_is_made_private(full: Library) -> None:
    (full.data / "library.json").chmod(0o644)
    (full.data / "journal").chmod(0o755)
    assert [finding.repaired for finding in full.doctor(repair=False)] == [False, False]
    assert [finding.repaired for finding in full.doctor(repair=True)] == [True, True]
    assert full.doctor(repair=False) == []


def test_the_folder_of_a_text_that_could_not_be_kept_is_no_finding(
    full: Library, tmp_path: Path
) -> None:
    source = tmp_path / "source.txt"
    source.write_text("Another title\n\nAnother text.")
    with refusing(errno.ENOSPC, names=("write",)), pytest.raises(NotSaved):
        full.add(source)
    assert full.doctor(repair=False) == []
    assert full.add(source).outcome == "added"


def test_a_text_in_no_list_is_listed_again(full: Library, article: str) -> None:
    (path,) = (full.data / "articles" / article).iterdir()
    stray = full.data / "articles" / ("f" * 16)
    shutil.copytree(path.parent, stray)
    stray.chmod(0o700)
    assert any("in no list" in finding.message for finding in full.doctor(repair=False))
    assert any(finding.repaired for finding in full.doctor(repair=True))
    assert full.entry("f" * 16).title == "A title here"
