"""What becomes of annotations when the text changes, and how a person mends it."""

from pathlib import Path

import pytest

from reader.core.annotation import Annotation, Color
from reader.library import Library, LibraryError, NotFound
from reader.library.outcomes import Revised
from tests.library.conftest import Open
from tests.library.world import TEXT, passage, sentence

QUOTE = "Paragraph 5 says something"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def revised(library: Library, source: Path) -> str:
    """An article with an annotation whose paragraph is gone."""
    article = library.add(source).entry.id
    library.annotate(article, passage(library, article, QUOTE), color=Color.RED, note="mine")
    source.write_text(TEXT.replace(sentence(5), "Quite another paragraph stands here now."))
    library.add(source)
    return article


def only(library: Library, article: str) -> Annotation:
    (annotation,) = library.annotations(article)
    return annotation


def words(library: Library, article: str) -> str:
    start, end = only(library, article).passage or (0, 0)
    return library.article(article).text[start:end]


def test_a_changed_passage_is_shown_where_it_is_with_what_is_left_of_it(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    made = library.annotate(article, passage(library, article, QUOTE), color=Color.RED)
    source.write_text(TEXT.replace(QUOTE, "Paragraph 5 said something"))
    library.add(source)
    library.flush()
    for window in (library, open_library()):
        found = only(window, article)
        assert (found.status, words(window, article)) == ("changed", "Paragraph 5 said something")
        assert found.score == pytest.approx(0.92, abs=0.03)
        assert found.quote == QUOTE
        assert found.updated == made.updated


def test_a_passage_that_is_edited_again_and_again_is_not_lost(
    library: Library, source: Path
) -> None:
    article = library.add(source).entry.id
    library.annotate(article, passage(library, article, QUOTE), color=Color.RED)
    for now in (
        "Paragraph 5 told us something",
        "The fifth told us something",
        "The fifth told us all",
    ):
        source.write_text(TEXT.replace(QUOTE, now).replace("A title here", f"A title of {now}"))
        library.add(source)
        assert (only(library, article).status, words(library, article)) == ("changed", now)
    source.write_text(TEXT)
    library.add(source)
    assert (only(library, article).status, words(library, article)) == ("exact", QUOTE)


def test_an_orphan_is_attached_by_hand_and_undo_takes_that_back(
    library: Library, revised: str, open_library: Open
) -> None:
    orphan = only(library, revised)
    assert orphan.status == "orphan"
    assert library.to_repair(revised) == (orphan,)
    library.repair(revised, orphan.id, passage(library, revised, "Quite another paragraph"))
    library.flush()
    for window in (library, open_library()):
        assert words(window, revised) == "Quite another paragraph"
        repaired = only(window, revised)
        assert (repaired.status, repaired.note, repaired.quote) == (
            "changed",
            "mine",
            QUOTE,
        )
        assert window.to_repair(revised) == ()
    assert "attach" in library.undo(revised).message
    assert only(library, revised) == orphan
    library.redo(revised)
    assert words(library, revised) == "Quite another paragraph"


def test_what_was_attached_by_hand_is_found_again_by_its_new_words(
    library: Library, revised: str, source: Path
) -> None:
    attached = "Quite another paragraph stands"
    library.repair(revised, only(library, revised).id, passage(library, revised, attached))
    source.write_text("Something new before all.\n\n" + source.read_text())
    library.add(source)
    assert (only(library, revised).status, words(library, revised)) == ("changed", attached)
    source.write_text(TEXT.replace(sentence(5), ""))
    library.add(source)
    assert only(library, revised).status == "orphan"
    source.write_text(TEXT.replace(sentence(5), "Quite another paragraph stands here now."))
    library.add(source)
    assert words(library, revised) == attached


def test_when_the_words_it_was_attached_to_go_it_returns_to_its_own(
    library: Library, revised: str, source: Path
) -> None:
    attached = "Quite another paragraph stands"
    library.repair(revised, only(library, revised).id, passage(library, revised, attached))
    source.write_text(TEXT.replace(sentence(5), f"{attached} here now.\n\n{sentence(5)}"))
    library.add(source)
    assert words(library, revised) == attached
    source.write_text(f"Something new before all.\n\n{TEXT}")
    library.add(source)
    assert words(library, revised) == QUOTE


def test_an_orphan_that_is_kept_as_one_is_not_to_be_repaired(
    library: Library, revised: str, source: Path
) -> None:
    orphan = only(library, revised)
    library.keep_orphan(revised, orphan.id)
    assert library.to_repair(revised) == ()
    assert only(library, revised) == orphan
    library.undo(revised)
    assert library.to_repair(revised) == (orphan,)
    library.article(revised)
    with pytest.raises(LibraryError):
        library.repair(revised, orphan.id, (5, 5))
    with pytest.raises(NotFound):
        library.repair(revised, "none", (5, 8))


def test_an_orphan_that_is_kept_as_one_stays_so_until_a_new_text_has_its_words(
    library: Library, revised: str, source: Path
) -> None:
    library.keep_orphan(revised, only(library, revised).id)
    source.write_text("Something new before all.\n\n" + source.read_text())
    library.add(source)
    assert only(library, revised).status == "orphan"
    assert library.to_repair(revised) == ()
    source.write_text(TEXT)
    library.add(source)
    assert words(library, revised) == QUOTE
    source.write_text(TEXT.replace(sentence(5), ""))
    library.add(source)
    assert len(library.to_repair(revised)) == 1, "it was lost anew"


def test_a_repair_is_undone_also_when_the_text_has_changed_since(
    library: Library, revised: str, source: Path
) -> None:
    library.repair(
        revised, only(library, revised).id, passage(library, revised, "Quite another paragraph")
    )
    source.write_text("Something new before all.\n\n" + source.read_text())
    library.add(source)
    assert library.undo(revised).done
    assert only(library, revised).status == "orphan"
    assert library.redo(revised).done
    assert words(library, revised) == "Quite another paragraph"
    assert library.undo(revised).done
    assert library.undo(revised).message.startswith("Undid: highlight")
    assert library.annotations(revised) == ()


def test_a_passage_that_was_moved_goes_back_also_when_the_text_has_changed_since(
    library: Library, source: Path
) -> None:
    article = library.add(source).entry.id
    made = library.annotate(article, passage(library, article, QUOTE), color=Color.RED)
    library.move(article, made.id, passage(library, article, "Paragraph 7 says something"))
    source.write_text("Something new before all.\n\n" + source.read_text())
    library.add(source)
    assert library.undo(article).done
    assert words(library, article) == QUOTE
    assert library.redo(article).done
    assert words(library, article) == "Paragraph 7 says something"


def test_a_passage_whose_ends_are_left_where_they_are_is_no_change(
    library: Library, source: Path
) -> None:
    article = library.add(source).entry.id
    made = library.annotate(article, passage(library, article, QUOTE), color=Color.RED)
    source.write_text(f"{TEXT}\n\nSomething new behind all.")
    library.add(source)
    library.move(article, made.id, passage(library, article, QUOTE))
    assert library.undo(article).message.startswith("Undid: highlight")


def test_candidates_are_places_of_the_present_text(library: Library, revised: str) -> None:
    found = library.candidates(revised, only(library, revised).id)
    text = library.article(revised).text
    assert 1 <= len(found) <= 3
    assert all(text[one.start : one.end].startswith("Paragraph") for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_nothing_is_to_be_repaired_in_the_text_that_was_marked(
    library: Library, article: str
) -> None:
    made = library.annotate(article, passage(library, article, QUOTE), color=Color.RED)
    with pytest.raises(LibraryError, match="Nothing is to be repaired"):
        library.repair(article, made.id, (0, 5))
    with pytest.raises(LibraryError):
        library.keep_orphan(article, made.id)


def test_what_a_new_text_did_is_said_once(
    library: Library, source: Path, open_library: Open
) -> None:
    article = library.add(source).entry.id
    for number in (3, 5, 7, 9):
        quote = f"Paragraph {number} says something"
        library.annotate(article, passage(library, article, quote), color=Color.RED)
    assert library.unannounced(article) is None
    source.write_text(
        TEXT.replace(sentence(4), f"{sentence(4)} And more.")
        .replace(sentence(5), "Quite another paragraph stands here now.")
        .replace("Paragraph 7 says", "Paragraph 7 said")
    )
    library.add(source)
    assert library.unannounced(article) == Revised(moved=1, changed=1, to_repair=1)
    library.announced(article)
    library.flush()
    for window in (library, open_library()):
        assert window.unannounced(article) is None
    source.write_text(source.read_text() + "\n\nA last paragraph.\n")
    library.add(source)
    assert library.unannounced(article) is None
    assert len(library.to_repair(article)) == 1
    assert library.undo(article).message.startswith("Undid: highlight")


def test_what_was_not_said_of_several_new_texts_is_said_together(
    library: Library, source: Path
) -> None:
    article = library.add(source).entry.id
    for number in (3, 5, 7, 9):
        quote = f"Paragraph {number} says something"
        library.annotate(article, passage(library, article, quote), color=Color.RED)
    once = TEXT.replace("Paragraph 3 says", "Paragraph 3 said")
    source.write_text(once)
    library.add(source)
    source.write_text(once.replace("Paragraph 9 says", "Paragraph 9 said"))
    library.add(source)
    assert library.unannounced(article) == Revised(moved=0, changed=2, to_repair=0)
    source.write_text(once.replace(sentence(5), "Gone."))
    library.add(source)
    assert library.unannounced(article) == Revised(moved=2, changed=1, to_repair=1)
    source.write_text(TEXT)
    library.add(source)
    assert library.unannounced(article) is None, "all is as it was marked"
