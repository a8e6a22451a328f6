"""Annotations that come from files: each to its article, once, and undone as one change."""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.core.annotation import Color, Style
from reader.core.change import written_time
from reader.files import locked
from reader.library import Library
from reader.library.importing import Import
from tests.library.world import TEXT, Clock, calls_of, passage

Open = Callable[[], Library]

WORDS = (
    "Paragraph",
    "👩\u200d👧 dit",
    "שלום עולם",
    "مرحبا",
    "漢字",
    "e\u0301té",
    "« oui ? »",
    "10 %",
)


def odd_text(seed: int, paragraphs: int = 40) -> str:
    """A text in which few passages are alike."""
    chance = random.Random(seed)  # noqa: S311 - the same text every time
    return "A title here\n\n" + "\n\n".join(
        f"{number} "
        + " ".join(f"{chance.choice(WORDS)} {chance.randrange(10**6)}" for _ in range(9))
        + "."
        for number in range(paragraphs)
    )


def fill(library: Library, article: str, count: int, seed: int = 1) -> None:
    """Leave annotations of every kind in an article."""
    chance = random.Random(seed)  # noqa: S311 - the same annotations every time
    text = library.article(article).text
    for number in range(count):
        start = chance.randrange(len(text) - 1)
        end = min(len(text), start + chance.choice((1, 5, 30, 200)))
        where = None if number % 20 == 0 else (start, end)
        library.annotate(
            article,
            where,
            color=chance.choice([*Color, None]) if where else None,
            style=chance.choice(list(Style)),
            note=chance.choice(["", "A *note* 😀\n\non שתי lines"]) or f"n{number}",
            tags=chance.sample(["ia", "deux mots", "תג", "é"], chance.randrange(3)),
        )


def imported(library: Library, document: str | bytes, **options: Any) -> Import:
    data = document if isinstance(document, bytes) else document.encode()
    return library.import_annotations(data, **options)


def note_file(**fields: Any) -> bytes:
    """A file with one annotation of another program."""
    record = {"id": "one", "article": "elsewhere", "title": "A title here", "quote": "", **fields}
    return json.dumps([record]).encode()


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Library:
    """The library of another machine."""
    return Library(tmp_path / "other", clock=clock)


@pytest.mark.parametrize("form", ["json", "w3c"])
def test_200_annotations_come_over_to_another_machine_and_back_equal(
    library: Library, other: Library, tmp_path: Path, clock: Clock, form: str
) -> None:
    source = tmp_path / "article.txt"
    source.write_text(odd_text(1), encoding="utf-8")
    article = library.add(source).entry.id
    fill(library, article, 200)
    # Some move, some are found no more.
    source.write_text("New first paragraph.\n\n" + odd_text(1, paragraphs=30), encoding="utf-8")
    library.add(source)
    assert len({one.status for one in library.annotations(article)}) >= 3
    kept = library.to_repair(article)[0].id
    library.keep_orphan(article, kept)
    for one in library.annotations(article)[:9]:
        library.review(article, one.id, 3)
    exported = library.export(form)
    clock.now += 1000

    source.write_text(odd_text(1), encoding="utf-8")
    other.add(source)
    source.write_text("New first paragraph.\n\n" + odd_text(1, paragraphs=30), encoding="utf-8")
    other.add(source)
    assert len(imported(other, exported).of("attached")) == 200
    assert other.export(form) == exported
    assert other.annotations(article) == library.annotations(article)
    if form == "json":
        assert kept not in {one.id for one in other.to_repair(article)}
        assert other.due(upcoming=True) == library.due(upcoming=True)
    assert len(imported(other, exported).of("unchanged")) == 200
    other.close()


def test_an_import_is_one_change(library: Library, other: Library) -> None:
    article = library.add_text(TEXT.encode(), "text.txt").entry.id
    other.add_text(TEXT.encode(), "text.txt")
    fill(library, article, 5)
    imported(other, library.export("json"))
    assert len(other.annotations(article)) == 5
    assert other.undo().message == "Undid: import 5 annotations"
    assert other.annotations(article) == ()
    assert other.redo().done
    assert other.annotations(article) == library.annotations(article)
    fill(library, article, 2, seed=2)
    assert len(imported(other, library.export("json")).of("unchanged")) == 5
    assert other.undo().message == "Undid: import 2 annotations"
    other.close()


def test_the_newer_state_of_an_annotation_holds(
    library: Library, article: str, clock: Clock
) -> None:
    made = library.annotate(article, passage(library, article, "Paragraph 3"), note="First.")
    old = library.export("json")
    clock.now += 10
    library.set_note(article, made.id, "Second.")
    new = library.export("json")
    assert imported(library, old).of("unchanged")
    assert library.annotations(article)[0].note == "Second."
    library.undo()
    clock.now += 10
    library.set_tags(article, made.id, ["mine"])
    assert imported(library, new).of("unchanged")
    assert library.annotations(article)[0].tags == ("mine",)


def test_a_later_state_from_a_file_is_taken_also_after_one_was_undone(
    library: Library, article: str, clock: Clock
) -> None:
    library.annotate(article, passage(library, article, "Paragraph 3"), note="First.")
    for note in ("Second.", "Third."):
        (record,) = json.loads(library.export("json"))
        clock.now += 10
        changed = {**record, "note": note, "updated": "2099-01-01T00:00:00.000Z"}
        assert imported(library, json.dumps([changed])).of("updated")
        assert library.annotations(article)[0].note == note
        assert library.undo().done
        (undone,) = library.annotations(article)
        assert (undone.note, undone.updated) == ("First.", written_time(clock.now))


def test_a_later_state_from_a_file_is_taken(library: Library, other: Library, clock: Clock) -> None:
    article = library.add_text(TEXT.encode(), "text.txt").entry.id
    other.add_text(TEXT.encode(), "text.txt")
    made = library.annotate(article, passage(library, article, "Paragraph 3"), note="First.")
    imported(other, library.export("json"))
    clock.now += 10
    library.set_note(article, made.id, "Second.")
    assert imported(other, library.export("json")).of("updated")
    assert other.annotations(article) == library.annotations(article)
    assert other.undo().done
    assert other.annotations(article)[0].note == "First."
    other.close()


def test_what_was_deleted_here_stays_deleted_unless_it_is_asked_for(
    library: Library, article: str
) -> None:
    made = library.annotate(article, passage(library, article, "Paragraph 3"), color=Color.RED)
    exported = library.export("json")
    library.delete(article, [made.id])
    assert imported(library, exported).of("deleted")
    assert library.annotations(article) == ()
    assert imported(library, exported, restore=True).of("attached")
    assert library.annotations(article)[0].anchor == made.anchor


def test_an_annotation_waits_for_its_article(
    library: Library, other: Library, open_library: Open
) -> None:
    article = other.add_text(TEXT.encode(), "text.txt").entry.id
    fill(other, article, 3)
    other.add_text(b"Another title\n\nAnother text.", "b.txt")
    exported = other.export("json")
    assert len(imported(library, exported).of("waiting")) == 3
    assert len(imported(library, exported).of("waiting")) == 3
    again = open_library()
    assert len(again.waiting()) == 3
    assert again.add_text(b"Nothing to do with it.", "c.txt").notes == ()
    added = again.add_text(TEXT.encode(), "text.txt")
    assert added.notes == ("3 annotations that waited for this article are attached now.",)
    assert added.entry.annotations == 3
    assert again.annotations(article) == other.annotations(article)
    assert again.waiting() == []
    assert again.undo().message == "Undid: import 3 annotations"
    other.close()


def test_what_still_waits_after_a_crash_goes_to_its_article_when_that_is_added_again(
    library: Library, tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source.txt"
    source.write_text(TEXT)
    imported(library, note_file(sources=[str(source)], quote="Paragraph 3"))
    with monkeypatch.context() as patch:
        patch.setattr(Library, "_take", lambda *_: sys.exit("killed"))
        with pytest.raises(SystemExit):
            library.add(source)
    again = open_library()
    assert [entry.annotations for entry in again.entries()] == [0]
    added = again.add(source)
    assert (added.outcome, added.entry.annotations) == ("unchanged", 1)
    assert again.waiting() == []


def test_what_waits_is_let_go_only_when_it_is_saved_in_its_article(
    library: Library, tmp_path: Path, open_library: Open
) -> None:
    source = tmp_path / "source.txt"
    source.write_text(TEXT)
    imported(library, note_file(sources=[str(source)], quote="Paragraph 3"))
    with locked(library.data / "journal" / "journal.lock", 1):
        assert library.add(source).entry.annotations == 1
        assert library.unsaved
        assert [one.id for one in open_library().waiting()] == ["one"]
    library.retry()
    assert [entry.annotations for entry in open_library().entries()] == [1]


def test_what_waits_is_understood_once_however_many_texts_come(library: Library) -> None:
    def add(name: str) -> int:
        text = f"{name}\n\nA text that nothing waits for.".encode()
        return calls_of(lambda: library.add_text(text, "text.txt"))

    def wait(numbers: range) -> None:
        records = [
            {"id": f"n{number}", "article": None, "title": f"Not here {number}", "quote": "a"}
            for number in numbers
        ]
        imported(library, json.dumps(records).encode())

    wait(range(10))
    add("One")
    few = add("Two")
    wait(range(10, 400))
    add("Three")
    assert add("Four") < 10 * few
    assert len(library.waiting()) == 400


def test_what_waits_and_is_damaged_is_set_aside(library: Library, data: Path) -> None:
    imported(library, note_file(title="Not here", quote="a"))
    path = data / "state" / "waiting.jsonl"
    for damage in (b"\n{half", b" "):
        path.write_bytes(path.read_bytes() + damage)
        assert [one.id for one in library.waiting()] == ["one"]
        assert "waiting.jsonl is not as it was written" in library.problems.pop()
        assert [one.id for one in library.waiting()] == ["one"]
        assert not library.problems


def test_a_letter_of_what_waits_that_has_changed_on_the_disk_is_said(
    library: Library, data: Path
) -> None:
    imported(library, note_file(title="Not here", quote="a", note="written"))
    path = data / "state" / "waiting.jsonl"
    path.write_bytes(path.read_bytes().replace(b"written", b"wristen"))
    assert library.waiting()
    assert "waiting.jsonl is not as it was written" in library.problems[-1]


def test_an_article_is_known_by_its_source_and_by_its_title(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "b.txt"
    source.write_text("Another title\n\nAnother text that is here.")
    article = library.add(source).entry.id
    by_source = note_file(title="?", sources=[str(source)], quote="Another text")
    by_title = note_file(title="another TITLE", quote="that is", id="two")
    for file in (by_source, by_title):
        (one,) = imported(library, file).of("attached")
        assert one.article == article
    assert [one.status for one in library.annotations(article)] == ["exact", "exact"]


def test_two_articles_of_one_title_are_not_guessed_at(library: Library, article: str) -> None:
    library.add_text((TEXT + "\n\nOne more paragraph.").encode(), "text.txt")
    assert imported(library, note_file(quote="Paragraph 3")).of("waiting")


def test_an_article_that_only_shares_the_title_gets_nothing(
    library: Library, other: Library
) -> None:
    """Whichever of the two is added first."""
    texts = [f"A title here\n\nThe words of number {n} and no other text." for n in (1, 2)]
    articles = [other.add_text(text.encode(), f"{n}.txt").entry.id for n, text in enumerate(texts)]
    other.annotate(articles[0], passage(other, articles[0], "The words"), color=Color.RED)
    other.annotate(articles[0], None, note="On all of it.")
    exported = other.export("json")
    library.add_text(texts[1].encode(), "1.txt")
    assert len(imported(library, exported).of("waiting")) == 2
    library.add_text(b"A title here\n\nAnother text altogether.", "3.txt")
    assert len(library.waiting()) == 2
    library.add_text(texts[0].encode(), "0.txt")
    assert library.export("json", article=articles[0]) == exported
    other.close()


def test_another_edition_is_known_by_its_title_and_its_words(
    library: Library, other: Library
) -> None:
    ours, theirs = TEXT.replace("Paragraph 2", "The second"), TEXT.replace("Paragraph 9", "9")
    first = other.add_text(theirs.encode(), "theirs.txt").entry.id
    other.annotate(first, passage(other, first, "Paragraph 5"), color=Color.RED)
    other.annotate(first, passage(other, first, "Paragraph 2"), note="Gone in the other.")
    other.annotate(first, None, note="On all of it.")
    library.add_text(b"A title here\n\nAnother text altogether.", "other.txt")
    mine = library.add_text(ours.encode(), "ours.txt").entry.id
    taken = imported(library, other.export("json")).of("attached")
    assert [one.article for one in taken] == [mine] * 3
    other.close()


def test_a_passage_is_where_its_words_are_and_not_where_its_offsets_were(
    library: Library, article: str
) -> None:
    start, end = passage(library, article, "Paragraph 7 says")
    imported(library, note_file(quote="Paragraph 7 says", start=start, end=end))
    imported(library, note_file(id="two", quote="Paragraph 7 says", start=3, end=9))
    imported(
        library, note_file(id="lost", quote="These words have never been in this text at all.")
    )
    found = {one.id: one for one in library.annotations(article)}
    assert found["one"].passage == found["two"].passage == (start, end)
    assert found["one"].anchor == found["two"].anchor
    assert found["lost"].status == "orphan"


def test_a_file_that_tells_wrong_offsets_in_this_very_text_is_not_believed(
    library: Library, article: str
) -> None:
    library.annotate(article, passage(library, article, "Paragraph 7 says"), color=Color.RED)
    (record,) = json.loads(library.export("json"))
    record["described"] |= {"start": 1, "end": 17}
    record |= {"id": "two", "start": 1, "end": 17}
    imported(library, json.dumps([record]))
    one, two = library.annotations(article)
    assert one.passage == two.passage
