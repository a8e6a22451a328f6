"""The list of all annotations is what plain asking finds, whatever has become of the index."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, precondition, rule

from reader.core.annotation import Annotation, Color
from reader.core.catalog import Entry
from reader.index import Index, TextIndex
from reader.journal import Journal
from reader.library import IndexState, Library, columns, indexing, skimming
from reader.library.searching import Searching
from reader.settings import cache_folder
from tests.faulty_disk import refusing
from tests.library.conftest import Open
from tests.library.test_histories import Histories
from tests.library.world import journal_files, passage

QUERIES = ("", "note", "oeuvre", "color:purple", "-color:* tag:ia", "is:starred para", "note:lines")


@pytest.fixture(autouse=True)
def always_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep an index for the smallest library."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(indexing, "FEW", 0)
    monkeypatch.setattr(indexing, "PATIENCE", 0)
    monkeypatch.setattr(skimming, "FEW", 0)


@pytest.fixture
def articles(library: Library) -> list[str]:
    """Three articles with an annotation each."""
    made = []
    for name in ("One", "Two", "Three"):
        text = f"{name}\n\nA paragraph of {name}.\n".encode()
        made.append(library.add_text(text, f"{name}.txt").entry.id)
        library.annotate(made[-1], passage(library, made[-1], "paragraph"), note=f"on {name}")
    return made


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the articles that were derived, one after the other."""
    titles: list[str] = []
    derive = columns.derive

    def noted(key: str, entry: Entry, annotations: Sequence[Annotation]) -> columns.Leaf:
        titles.append(entry.title)
        return derive(key, entry, annotations)

    monkeypatch.setattr(columns, "derive", noted)
    return titles


def notes(library: Library, query: str) -> list[str]:
    return [row.note for row in library.browse(query)]


def agree(library: Library) -> None:
    """Whether each query finds what plain asking finds."""
    for query in QUERIES:
        plain = Searching.find_annotations(library, query)
        assert [row.id for row in library.browse(query)] == [one.id for one in plain]
        assert library.find_annotations(query) == plain
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(indexing, "FEW", 1000)
            patch.setattr(skimming, "FEW", 1000)
            found = library.search(query)
            articles = library.find_articles(query)
        assert library.search(query) == found
        assert library.find_articles(query) == articles
        for beginning in {one.id[:-9] for one in plain} | {one.id for one in plain[:1]}:
            assert library.identified(beginning) == Searching.identified(library, beginning)
            both = beginning, plain[-1].id
            assert library.identified(*both) == Searching.identified(library, *both)
        for entry in library.entries():
            own = [one.id for one in library.find_annotations(query, entry.id)]
            assert [row.id for row in library.browse(query, article=entry.id)] == own


class IndexedHistories(Histories):
    """The same two windows, each with the index, which is lost now and then."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("XDG_CACHE_HOME", str(self.data.parent / "cache"))
        self.patch.setattr(indexing, "FEW", 0)
        self.patch.setattr(skimming, "FEW", 0)

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "patch"):
            self.patch.undo()

    @rule()
    def lose_the_index(self) -> None:
        Index(cache_folder(), self.data).path.unlink(missing_ok=True)
        TextIndex(cache_folder(), self.data).clear()

    @rule()
    def prepare(self) -> None:
        self.library.prepare_browsing()

    @precondition(lambda self: hasattr(self, "library"))
    @invariant()
    def both_windows_and_the_journal_agree(self) -> None:
        agree(self.library)
        if self.other is not None:
            self.other.refresh()
            agree(self.other)


IndexedHistories.TestCase.settings = settings(
    max_examples=settings().max_examples // 5,
    stateful_step_count=15,
    suppress_health_check=list(HealthCheck),
)
TestIndexedHistories = IndexedHistories.TestCase


def test_what_was_derived_is_derived_again_only_where_something_changed(
    library: Library, articles: list[str], open_library: Open, derived: list[str]
) -> None:
    assert notes(library, "on") == ["on One", "on Two", "on Three"]
    assert sorted(derived) == ["One", "Three", "Two"]
    library.close()
    library = open_library()
    library.annotate(articles[1], None, note="on all of Two")
    library.star([articles[2]], starred=True)
    derived.clear()
    assert notes(library, "on") == ["on One", "on all of Two", "on Two", "on Three"]
    assert sorted(derived) == ["Three", "Two"]
    assert notes(library, "is:starred") == ["on Three"]
    assert sorted(derived) == ["Three", "Two"]


def test_the_latest_change_is_always_there(
    library: Library, articles: list[str], open_library: Open
) -> None:
    assert notes(library, "later") == []
    library.annotate(articles[0], None, note="later")
    assert notes(library, "later") == ["later"]
    other = open_library()
    other.annotate(articles[1], None, note="later still")
    library.refresh()
    assert notes(library, "later") == ["later", "later still"]
    library.undo()
    assert notes(library, "later") == ["later still"]
    library.trash([articles[1]])
    assert notes(library, "later") == []


def test_what_the_article_says_is_found_with_its_annotations(
    library: Library, articles: list[str]
) -> None:
    assert notes(library, "balzac") == []
    library.edit_details(articles[0], title="Balzac", author=None, date="1833")
    library.edit_details(articles[1], title=None, author="H. de Balzac", date=None)
    assert notes(library, "balzac") == ["on One", "on Two"]
    assert notes(library, "in:1833") == ["on One"]


def test_a_journal_that_lost_lines_hides_no_change(library: Library, articles: list[str]) -> None:
    (row,) = library.browse("two")
    (path,) = journal_files(library.data)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    for note in ("first", "second"):
        library.set_note(row.article, row.id, note)
        assert notes(library, note) == [note]


def test_what_the_disk_refuses_is_there_too(library: Library, articles: list[str]) -> None:
    (row,) = library.browse("two")
    with refusing(28):
        library.recolor(row.article, [row.id], Color.RED)
        assert [one.id for one in library.browse("color:red")] == [row.id]
        library.recolor(row.article, [row.id], Color.BLUE)
        assert list(library.browse("color:red")) == []
    library.flush()
    assert [one.id for one in library.browse("color:blue")] == [row.id]


@pytest.mark.parametrize("damage", [b"", b"no database" * 500, None])
def test_an_index_that_is_lost_is_made_again(
    library: Library,
    articles: list[str],
    open_library: Open,
    derived: list[str],
    damage: bytes | None,
) -> None:
    before = list(library.browse("on"))
    library.close()
    path = Index(cache_folder(), library.data).path
    path.unlink() if damage is None else path.write_bytes(damage)
    for expected in (3, 0):
        derived.clear()
        library = open_library()
        assert list(library.browse("on")) == before
        assert len(derived) == expected
        library.close()


def test_it_is_prepared_in_the_background(library: Library, articles: list[str]) -> None:
    assert library.index_state == IndexState(0, 3)
    rows = library.browse()
    assert [row.note for row in rows] == ["on One", "on Two", "on Three"], "at once"
    assert library._preparing is not None
    library._preparing.join()
    assert library.index_state == IndexState(3, 3)
    assert list(library.browse()) == list(rows)
    assert Index(cache_folder(), library.data).read().keys() == set(articles)


def test_all_may_be_asked_from_any_thread(library: Library, articles: list[str]) -> None:
    asking = [threading.Thread(target=lambda: [library.browse("on") for _ in range(20)])]
    asking += [threading.Thread(target=lambda: [library.find_annotations("on")] * 20)]
    for thread in asking:
        thread.start()
    for number in range(20):
        library.annotate(articles[number % 3], None, note=f"on number {number}")
        library.prepare_browsing()
    for thread in asking:
        thread.join(timeout=20)
        assert not thread.is_alive()
    agree(library)


def test_leaving_does_not_wait_until_all_is_prepared(
    library: Library, articles: list[str], monkeypatch: pytest.MonkeyPatch, derived: list[str]
) -> None:
    monkeypatch.setattr(indexing, "PAUSE", 0.2)
    library.prepare_browsing()
    library.close()
    assert len(derived) < 3


def test_a_row_that_is_gone_has_no_id(library: Library, articles: list[str]) -> None:
    rows = library.browse()
    library.delete(articles[1], [library.annotations(articles[1])[0].id])
    assert [row.note for row in rows] == ["on One", "", "on Three"]
    assert rows[1].id == ""
    assert [row.note for row in library.browse()] == ["on One", "on Three"]


def test_rows_stay_what_they_were(library: Library, articles: list[str]) -> None:
    rows = library.browse("on")
    library.set_note(articles[0], library.annotations(articles[0])[0].id, "other")
    library.trash([articles[1]])
    assert [row.note for row in rows] == ["on One", "on Two", "on Three"]


def test_a_small_library_has_no_index(
    library: Library, articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "FEW", 3)
    assert len(library.browse("on")) == 3
    library.close()
    assert not cache_folder().exists()


def test_a_file_that_holds_all_is_not_compared_with_the_journal(
    library: Library, articles: list[str], open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    library = open_library()
    library.annotate(articles[0], None, note="newer than the other files")
    library.close()
    library = open_library()
    monkeypatch.setattr(Journal, "read", lambda *_: pytest.fail("years of it"))
    assert [len(library.annotations(one)) for one in articles] == [2, 1, 1]


def test_a_journal_put_back_is_not_taken_for_the_one_that_was_there(
    library: Library, articles: list[str], open_library: Open, tmp_path: Path
) -> None:
    """A backup is restored, and the same is done again, but for one letter."""
    (name,) = [one.id for one in library.annotations(articles[0])]
    library.flush()
    library.backup(tmp_path / "backup.tar.gz")
    library.set_note(articles[0], name, "first")
    assert notes(library, "first") == ["first"]
    library.restore(tmp_path / "backup.tar.gz")
    assert notes(library, "first") == []
    library.set_note(articles[0], name, "third")
    assert notes(library, "third") == ["third"]
    library.close()
    library = open_library()
    assert notes(library, "third") == ["third"]
    assert notes(library, "first") == []


def test_who_does_not_list_annotations_does_not_pay_for_it(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.library import Library\n"
        "library = Library(Path(sys.argv[1]))\n"
        "name = library.add_text(b'Title\\n\\nA text.', 'a.txt').entry.id\n"
        "library.annotate(name, (0, 3), note='x')\n"
        "library.close()\n"
        "print(*[one for one in ('sqlite3', 'reader.index', 'reader.library.columns')\n"
        "        if one in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == []


@pytest.fixture(autouse=True)
def no_thread_stays(library: Library) -> Iterator[None]:
    yield
    library.close()
    assert library._preparing is None or not library._preparing.is_alive()


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose texts were folded, one after the other."""
    articles: list[str] = []
    fold = Searching._fold

    def noted(library: Searching, article: str) -> bytes:
        articles.append(article)
        return fold(library, article)

    monkeypatch.setattr(Searching, "_fold", noted)
    return articles


def test_a_search_folds_only_texts_that_are_new(
    library: Library, articles: list[str], open_library: Open, folded: list[str]
) -> None:
    assert [hit.title for hit in library.search("of two")] == ["Two"]
    assert sorted(folded) == sorted(articles)
    library.close()
    library = open_library()
    new = library.add_text(b"Four\n\nAnother one of two.\n", "Four.txt").entry.id
    folded.clear()
    assert [hit.title for hit in library.search("of two")] == ["Four", "Two"]
    assert folded == [new]


def test_the_texts_are_read_in_the_background(
    library: Library, articles: list[str], folded: list[str]
) -> None:
    assert library.search_state == IndexState(0, 6)
    library.prepare_searching()
    assert library._reading_texts is not None
    library._reading_texts.join()
    assert library._preparing is not None
    library._preparing.join()
    assert library.search_state == IndexState(6, 6)
    assert len(TextIndex(cache_folder(), library.data).known()) == 3
    folded.clear()
    assert [hit.title for hit in library.search("of two")] == ["Two"]
    assert folded == []


def test_leaving_does_not_wait_until_all_texts_are_read(
    library: Library, articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()
    fold = Searching._fold

    def slow(library: Searching, article: str) -> bytes:
        begun.set()
        may_go_on.wait(20)
        return fold(library, article)

    monkeypatch.setattr(Searching, "_fold", slow)
    library.prepare_searching()
    assert begun.wait(20)
    assert library.texts_state == IndexState(0, 3)
    assert library.search("of two", is_wanted=lambda: False) == [], "it waits no longer"
    leaving = threading.Thread(target=library.close)
    leaving.start()
    while not library._is_closing:
        pass
    may_go_on.set()
    leaving.join(20)
    assert library.texts_state == IndexState(1, 3)


@pytest.mark.parametrize("damage", ["a bit", "the rows", "the file", "the folder"])
def test_no_damage_hides_a_text(
    library: Library, articles: list[str], open_library: Open, damage: str
) -> None:
    library.search("of two")
    library.close()
    path = TextIndex(cache_folder(), library.data).path
    if damage == "a bit":
        data = bytearray(path.read_bytes())
        data[data.index(b"paragraph of two") + 13] ^= 4
        path.write_bytes(data)
    elif damage == "the rows":
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("DELETE FROM rows WHERE rowid > 1")
    elif damage == "the file":
        path.write_bytes(path.read_bytes()[:10_000])
    else:
        shutil.rmtree(path.parent)
        path.parent.write_bytes(b"not a folder")
    library = open_library()
    for _ in range(2):
        assert [hit.title for hit in library.search("of two")] == ["Two"]
        assert library.verify("A paragraph of Two.").result == "exact"
        assert library.verify("A paragraph of Twx, perhaps").article in {*articles, None}
    if damage != "the folder":
        assert len(dict(TextIndex(cache_folder(), library.data).read())) == 3


def test_a_quote_is_found_in_texts_that_are_not_in_the_index(
    library: Library, articles: list[str], open_library: Open
) -> None:
    library.search("of two")
    new = library.add_text(b"Four\n\nAnother one, of four words.\n", "Four.txt").entry.id
    for _ in range(2):
        assert library.verify("one, of four words").article == new
        assert library.verify("one, of five words").article == new
    library.trash([new])
    assert library.verify("one, of four words").result == "absent"
    assert library.search("words") == []


def test_most_texts_that_were_replaced_make_the_index_anew(
    library: Library, articles: list[str], open_library: Open
) -> None:
    index = TextIndex(cache_folder(), library._data)
    index.write({f"{number:016}": b"gone" for number in range(10)})
    library.search("of two")
    library.close()
    assert len(index.known()) == len(articles)
