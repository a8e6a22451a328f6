"""What becomes of a source: a new article, a new revision, or one that was there."""

from pathlib import Path

import pytest

from reader.core.annotation import Color, Place
from reader.core.catalog import arrange
from reader.importers import ImportFailed
from reader.library import Library, NotSaved
from tests.bench.large_library import write_library
from tests.faulty_disk import refusing
from tests.library.conftest import Open
from tests.library.world import TEXT, calls_of, lines, passage, sentence, shown


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text(TEXT)
    return path


def test_a_file_is_added_once(library: Library, source: Path, open_library: Open) -> None:
    added = library.add(source)
    assert added.outcome == "added"
    assert added.entry.sources == (str(source),)
    assert library.add(source).outcome == "unchanged"
    assert open_library().add(source).outcome == "unchanged"
    assert len(library.entries()) == 1


def test_bytes_that_are_known_are_not_read_anew_and_others_are(
    library: Library, source: Path
) -> None:
    entry = library.add(source).entry
    for text in library.data.glob("articles/*/*.json"):
        text.write_bytes(b"damaged")
    assert library.add(source).outcome == "unchanged"
    assert library.article(entry.id).text
    source.write_text(TEXT + "\n\nOne more paragraph.\n")
    assert library.add(source).outcome == "updated"
    assert library.add(source).outcome == "unchanged"
    assert library.article(entry.id).text.endswith("One more paragraph.")


def test_a_new_text_is_shown_though_the_one_before_it_was_damaged(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    library.annotate(article, passage(library, article, sentence(5)), color=Color.RED)
    library.close()
    for text in library.data.glob("articles/*/*.json"):
        text.write_bytes(b"damaged")
    source.write_text("Something new before all.\n\n" + TEXT)
    again = open_library()
    assert again.add(source).outcome == "updated"
    assert again.article(article).text.startswith("Something new")
    assert again.entry(article).missing is None
    assert again.annotations(article)[0].status == "moved"


@pytest.mark.parametrize("digest", ["0.1.0:e7b032ca31b172ff", "", 7, "0" * 32, [], "a:b:-1"])
def test_a_digest_of_another_kind_is_no_digest(
    library: Library, source: Path, monkeypatch: pytest.MonkeyPatch, digest: object
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("reader.library.adding._digest", lambda *_: digest)
        library.add(source)
    assert library.add(source).outcome == "unchanged"
    source.write_text(TEXT + "\n\nOne more paragraph.\n")
    assert library.add(source).outcome == "updated"


def test_what_a_file_says_beside_its_words_is_taken_from_it_anew(
    library: Library, tmp_path: Path, open_library: Open
) -> None:
    path = tmp_path / "source.md"
    path.write_text("# A house\n\nIt stood by the sea.\n\nThe end\n")
    article = library.add(path).entry.id
    made = library.annotate(article, passage(library, article, "by the sea"), color=Color.RED)
    path.write_text(
        "---\nauthor: Mary Shelley\n---\n"
        "# A house\n\nIt stood *by [the sea](http://sea.org)*.\n\n## The end\n"
    )
    assert library.add(path).outcome == "updated"
    assert library.add(path).outcome == "unchanged"
    library.flush()
    for window in (library, open_library()):
        text = window.article(article)
        assert [block.kind for block in text.blocks] == ["heading", "paragraph", "heading"]
        assert [(span.kind, span.href) for span in text.spans] == [
            ("emphasis", None),
            ("link", "http://sea.org"),
        ]
        assert window.entry(article).author == "Mary Shelley"
        assert window.annotations(article) == (made,)
        assert window.unannounced(article) is None


def test_a_text_that_was_taken_back_looks_as_its_source_does(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "source.md"
    path.write_text("# A house\n\nIt stood by the sea.\n")
    article = library.add(path).entry.id
    for text in ("Another.", "# A house\n\nIt stood **by the sea**.\n"):
        path.write_text(text)
        assert library.add(path).outcome == "updated"
    assert [span.kind for span in library.article(article).spans] == ["strong"]


def test_the_same_words_from_elsewhere_leave_an_article_as_it_looks(
    library: Library, tmp_path: Path
) -> None:
    paths = tmp_path / "source.md", tmp_path / "copy.md"
    paths[0].write_text("# A house\n\nIt stood *by the sea*.\n")
    paths[1].write_text("A house\n\nIt stood by the sea.\n")
    article, _ = (library.add(path).entry.id for path in paths)
    assert [library.add(path).outcome for path in paths] == ["unchanged", "unchanged"]
    assert [span.kind for span in library.article(article).spans] == ["emphasis"]


def test_the_same_text_from_elsewhere_is_the_same_article(
    library: Library, source: Path, tmp_path: Path
) -> None:
    first = library.add(source).entry
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT)
    added = library.add(copy)
    assert (added.outcome, added.entry.id) == ("unchanged", first.id)
    assert added.entry.sources == (str(source), str(copy))


def test_a_copy_that_is_rewritten_is_an_article_of_its_own(
    library: Library, source: Path, tmp_path: Path
) -> None:
    first = library.add(source).entry.id
    made = library.annotate(first, passage(library, first, sentence(5)), color=Color.RED)
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT)
    library.add(copy)
    copy.write_text("Another house\n\nQuite another text.\n")
    added = library.add(copy)
    assert (added.outcome, added.entry.sources) == ("added", (str(copy),))
    assert library.annotations(first) == (made,)
    assert library.entry(first).sources == (str(source),)
    copy.write_text("Another house\n\nQuite another text, and more.\n")
    assert library.add(copy)[:2] == (library.entry(added.entry.id), "updated")
    source.unlink()
    moved = tmp_path / "moved.txt"
    moved.write_text(TEXT)
    assert library.add(moved).entry.id == first
    moved.write_text(TEXT + "\n\nOne more.\n")
    assert library.add(moved).outcome == "updated"


def test_a_moved_file_is_the_same_article(library: Library, source: Path, tmp_path: Path) -> None:
    first = library.add(source).entry
    moved = source.rename(tmp_path / "moved.txt")
    assert library.add(moved).entry.id == first.id


def test_a_changed_file_is_a_new_revision_of_its_article(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    kept = library.annotate(
        article, passage(library, article, "Paragraph 3 says something"), color=Color.RED
    )
    lost = library.annotate(article, passage(library, article, "Paragraph 5 says"), note="lost?")
    twice = library.annotate(article, passage(library, article, "Paragraph 7"), note="twice")
    whole = library.annotate(article, None, note="whole")
    library.set_bookmark(article, "a", passage(library, article, "Paragraph 9")[0])
    at = passage(library, article, "Paragraph 8")[0]
    library.set_place(article, Place(at, at, 0.6, "2026-11-24T10:00:00.000Z"))
    source.write_text(
        TEXT.replace("A title here", "A title here\n\nParagraph 0 is new, and first of all.")
        .replace(sentence(5), "")
        .replace("Paragraph 6", "Paragraph 7 and 6")
    )
    added = library.add(source)
    assert (added.outcome, added.entry.id) == ("updated", article)
    library.flush()
    for window in (library, open_library()):
        text = window.article(article).text
        found = {one.id: one for one in window.annotations(article)}
        assert found[kept.id].status == "moved"
        start, end = found[kept.id].passage or (0, 0)
        assert text[start:end] == "Paragraph 3 says something"
        assert (found[lost.id].status, found[lost.id].passage) == ("orphan", None)
        assert found[lost.id].quote == lost.quote
        start, end = found[twice.id].passage or (0, 0)
        assert text[start:].startswith("Paragraph 7 says something")
        assert found[whole.id] == whole
        assert [one.status for one in window.annotations(article)] == [
            "exact",
            "moved",
            "moved",
            "orphan",
        ]
        state = window.state(article)
        assert text[state.bookmarks["a"] :].startswith("Paragraph 9")
        assert state.place is not None
        assert text[state.place.offset :].startswith("Paragraph 8")


def test_a_source_that_changes_back_finds_all_its_passages(library: Library, source: Path) -> None:
    article = library.add(source).entry.id
    made = library.annotate(article, passage(library, article, "Paragraph 5 says"), color=Color.RED)
    source.write_text(TEXT.replace("Paragraph 5", "Passage five"))
    library.add(source)
    assert library.annotations(article)[0].status == "changed"
    source.write_text(TEXT)
    library.add(source)
    assert library.annotations(article) == (made,)


def test_an_orphan_can_be_noted_coloured_deleted_and_brought_back(
    library: Library, source: Path
) -> None:
    article = library.add(source).entry.id
    made = library.annotate(article, passage(library, article, "Paragraph 5 says"), note="x")
    source.write_text(TEXT.replace(sentence(5), "Passage five"))
    library.add(source)
    assert library.annotations(article)[0].status == "orphan"
    library.set_note(article, made.id, "still here")
    library.delete(article, [made.id])
    library.undo()
    assert library.annotations(article)[0].note == "still here"
    library.move(article, made.id, passage(library, article, "Passage five"))
    (repaired,) = library.annotations(article)
    assert (repaired.status, repaired.quote) == ("exact", "Passage five")


def test_a_passage_of_the_text_on_the_screen_is_found_in_a_newer_one(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    at = passage(library, article, "Paragraph 3")
    source.write_text("Something new before all.\n\n" + TEXT)
    open_library().add(source)
    made = library.annotate(article, at, color=Color.RED)
    assert made.quote == "Paragraph 3"
    assert made.status == "moved"
    assert article in library.refresh()


def test_the_place_is_at_its_words_in_whichever_window_the_text_was_changed(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    library.article(article)
    first = passage(library, article, "Paragraph 8")[0]
    at = "2026-11-24T10:00:00.000Z"
    library.set_place(article, Place(first, first, 0.6, at))
    source.write_text("Something new before all.\n\n" + TEXT)
    open_library().add(source)
    library.refresh()
    library.set_place(article, Place(first, first, 0.6, at))  # the old text is on the screen still

    def words(window: Library) -> str:
        place = window.state(article).place
        assert place is not None
        assert place.at == at
        return window.article(article).text[place.offset :][:11]

    assert words(library) == "Paragraph 8"
    library.close()
    again = open_library()
    assert words(again) == "Paragraph 8"
    source.write_text(TEXT)
    again.add(source)
    assert again.state(article).place == Place(first, first, 0.6, at)


def test_undo_after_a_new_revision_still_works(library: Library, source: Path) -> None:
    article = library.add(source).entry.id
    library.annotate(article, passage(library, article, "Paragraph 3"), color=Color.RED)
    source.write_text("Something new before all.\n\n" + TEXT)
    library.add(source)
    assert library.undo(article).done
    assert library.annotations(article) == ()
    assert library.redo(article).done
    assert library.annotations(article)[0].status == "moved"


def test_a_file_costs_the_same_in_a_library_of_any_size(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.txt" for name in ("one", "other")]
    for path in paths:
        path.write_text(f"Of {path.stem}\n\n{TEXT}")
    work = []
    for name, articles in (("small", 5), ("large", 150)):
        write_library(tmp_path / name, articles=articles, annotations=0)
        library = Library(tmp_path / name)
        assert library.add(paths[0]).outcome == "added"
        work.append(calls_of(lambda: library.add(paths[1])))  # noqa: B023
        library.close()
    assert work[1] < 1.1 * work[0]


def test_what_cannot_be_read_is_one_line(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for path in (tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path):
        with pytest.raises(ImportFailed) as failure:
            library.add(path)
        assert "\n" not in str(failure.value)
    assert library.entries() == ()


def test_a_text_that_the_disk_refuses_is_not_listed(library: Library, source: Path) -> None:
    with refusing(28, names=("write",)), pytest.raises(NotSaved, match="No space"):
        library.add(source)
    assert library.entries() == ()
    assert library.add(source).outcome == "added"


def test_a_name_that_is_no_text_is_a_source(library: Library, tmp_path: Path) -> None:
    import os

    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(TEXT)
    added = library.add(Path(os.fsdecode(path)))
    assert added.entry.sources[0].endswith("caf\\xe9.txt")
    assert library.add(Path(os.fsdecode(path))).outcome == "unchanged"


def test_seeds_fill_a_new_library_in_the_order_of_their_names(
    library: Library, tmp_path: Path, open_library: Open
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("b", "a", "c"):
        (folder / f"{name}.txt").write_text(f"Title {name}\n\nThe text of {name} is short.\n")
    library.add_seeds(folder)
    listed = arrange(library.entries(), "all", "recent")
    assert [entry.title for entry in listed] == ["Title a", "Title b", "Title c"]
    library.add_seeds(folder)
    again = open_library()
    again.trash([entry.id for entry in again.entries()])
    again.add_seeds(folder)
    assert len(again.entries()) == 3
    assert shown(again).keys() == shown(library).keys()


def test_seeds_do_not_come_back_into_a_library_that_is_in_use(
    library: Library, article: str, tmp_path: Path
) -> None:
    (tmp_path / "seed.txt").write_text("Seed\n\nThe text of a seed.\n")
    count = len(lines(library.data))
    library.add_seeds(tmp_path)
    assert [entry.id for entry in library.entries()] == [article]
    assert len(lines(library.data)) == count
