"""What a query means in a library: of articles, of annotations, in local days, and under a name."""

import errno
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.annotation import COLOR_NAMES, Color, Style
from reader.core.query import QueryError
from reader.library import Library, LibraryError, NotFound, NotSaved
from tests.faulty_disk import refusing
from tests.library.conftest import Open
from tests.library.world import Clock, passage

HEADER = "---\ntitle: {}\nauthor: {}\ndate: {}\nlang: {}\n---\n\n{}\n"


@pytest.fixture
def french(library: Library) -> str:
    text = HEADER.format("L’Œuvre", "Émile Zola", "1886-04", "fr-FR", "Un. Deux. Trois.")
    return library.add_text(text.encode(), "oeuvre.md").entry.id


@pytest.fixture
def english(library: Library) -> str:
    text = HEADER.format("Dune", "Frank Herbert", "1965", "en", "Sand. Spice. Worm.")
    return library.add_text(text.encode(), "dune.md").entry.id


@pytest.fixture
def marked(library: Library, clock: Clock, french: str, english: str) -> Library:
    """Four annotations: Un (yellow, 20 days ago), Deux (a note), Sand (red, underlined), Dune."""
    library.annotate(french, passage(library, french, "Un."), color=Color.YELLOW, tags=["IA"])
    clock.now += 20 * 86400
    library.annotate(french, passage(library, french, "Deux."), note="Une idée", tags=["à lire"])
    library.annotate(
        english, passage(library, english, "Sand."), color=Color.RED, style=Style.UNDERLINE
    )
    library.annotate(english, None, note="On all of it")
    library.set_article_tags(english, ["scifi"])
    return library


def quotes(library: Library, query: str) -> list[str]:
    return [one.quote for one in library.find_annotations(query)]


def titles(library: Library, query: str) -> list[str]:
    return sorted(entry.title for entry in library.find_articles(query))


@pytest.mark.parametrize(
    ("query", "annotations", "articles"),
    [
        ("color:yellow", ["Un."], ["L’Œuvre"]),
        ("-color:*", ["Deux.", ""], []),
        ("style:underline", ["Sand."], ["Dune"]),
        ("style:highlight", ["Un."], ["L’Œuvre"]),
        ("note:idee", ["Deux."], ["L’Œuvre"]),
        ("has:note", ["Deux.", ""], ["Dune", "L’Œuvre"]),
        ("tag:ia", ["Un."], ["L’Œuvre"]),
        ('tag:"a lire"', ["Deux."], ["L’Œuvre"]),
        ("tag:i", [], []),
        ("tag:scifi", [], ["Dune"]),
        ("title:dune", ["", "Sand."], ["Dune"]),
        ("author:zola color:*", ["Un."], ["L’Œuvre"]),
        ("in:1886", ["Un.", "Deux."], ["L’Œuvre"]),
        ("in:1886-04..", ["Un.", "Deux.", "", "Sand."], ["Dune", "L’Œuvre"]),
        ("in:1965-07", [], []),
        ("lang:fr", ["Un.", "Deux."], ["L’Œuvre"]),
        ("lang:fr-fr", ["Un.", "Deux."], ["L’Œuvre"]),
        ("source:dune.md", [], []),
        ("is:annotated", ["Un.", "Deux.", "", "Sand."], ["Dune", "L’Œuvre"]),
        ("is:unread oeuvre", ["Un.", "Deux."], ["L’Œuvre"]),
        ("is:exact", ["Un.", "Deux.", "Sand."], ["Dune", "L’Œuvre"]),
        ("is:orphan", [], []),
        ("created:7d", ["Deux.", "", "Sand."], ["Dune", "L’Œuvre"]),
        ("-created:7d", ["Un."], []),
        ("added:1w", [], []),
        ("red OR (zola idee)", ["Deux."], []),
        ("(color:red OR tag:ia) -title:dune", ["Un."], ["L’Œuvre"]),
    ],
)
def test_what_a_query_means(
    marked: Library, query: str, annotations: list[str], articles: list[str]
) -> None:
    assert quotes(marked, query) == annotations
    assert titles(marked, query) == articles


def test_the_annotations_of_one_article(marked: Library, english: str) -> None:
    assert [one.color for one in marked.find_annotations("", english)] == [None, Color.RED]
    assert [one.color for one in marked.find_annotations("color:*", english)] == [Color.RED]
    with pytest.raises(NotFound):
        marked.find_annotations("", "none")


def test_an_orphan_is_found(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("Titre\n\nDes mots que nul ne gardera.\n")
    article = library.add(path).entry.id
    library.annotate(article, passage(library, article, "Des mots"), color=Color.GREEN)
    path.write_text("Titre\n\nTout autre chose.\n")
    assert library.add(path).entry.id == article
    assert quotes(library, "is:orphan") == ["Des mots"]
    assert titles(library, "is:orphan") == ["Titre"]
    assert titles(library, "-is:orphan") == []


def test_archived_articles_are_listed_when_they_are_asked_for(marked: Library, french: str) -> None:
    marked.archive([french], archived=True)
    assert titles(marked, "") == ["Dune"]
    assert titles(marked, "zola") == []
    assert titles(marked, "is:archived") == ["L’Œuvre"]
    assert titles(marked, "is:archived OR color:red") == ["Dune", "L’Œuvre"]
    assert titles(marked, "-is:archived") == ["Dune"]
    assert quotes(marked, "is:archived color:*") == ["Un."]


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that stands in another time zone."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_paris")
def test_days_are_those_of_the_person(library: Library, clock: Clock, french: str) -> None:
    clock.now = 1_688_164_200.0  # 2023-06-30T22:30Z, half past midnight on the first of July
    library.annotate(french, passage(library, french, "Un."), color=Color.RED)
    assert quotes(library, "created:2023-07-01") == ["Un."]
    assert quotes(library, "created:2023-06") == []
    assert quotes(library, "created:0d") == ["Un."]
    assert quotes(library, "created:0001..9999") == ["Un."]


# Saved queries.


def test_a_query_may_call_colours_as_the_person_does(marked: Library, data: Path) -> None:
    named = Library(data, color_names={**COLOR_NAMES, "red": "Thèse"})
    named.save_query("rouge", "color:these")
    assert (
        quotes(named, "@rouge") == quotes(named, "color:red") == quotes(marked, "color:red") != []
    )
    named.close()


def test_a_query_is_saved_under_a_name(marked: Library, open_library: Open) -> None:
    marked.save_query("zola", "author:zola OR tag:scifi")
    marked.save_query("rouge", "color:red")
    again = open_library()
    assert again.saved_queries() == {"rouge": "color:red", "zola": "author:zola OR tag:scifi"}
    assert quotes(again, "@zola has:note") == ["Deux."]
    assert titles(again, "@zola") == ["Dune", "L’Œuvre"]
    again.save_query("zola", "title:dune")
    again.drop_query("rouge")
    assert marked.saved_queries() == {"zola": "title:dune"}
    with pytest.raises(NotFound):
        marked.drop_query("rouge")


@pytest.mark.parametrize("name", ["", "two words", "@a", "a:b", "../a", '"', "-a", "a)"])
def test_a_name_is_one_that_can_be_typed(library: Library, name: str) -> None:
    with pytest.raises(LibraryError, match="is no name"):
        library.save_query(name, "a")
    assert library.saved_queries() == {}


def test_what_may_stand_behind_a_field_is_known(marked: Library) -> None:
    marked.save_query("rouge", "color:red")
    assert marked.endings("@") == ["rouge"]
    assert marked.endings("#") == marked.endings("tag:")
    assert set(marked.endings("#")) == {"IA", '"à lire"', "scifi"}
    assert marked.endings("style:") == list(Style)
    assert marked.endings("note:") == marked.endings("no:") == []
    for beginning in ("color:", "is:", "has:", "tag:", "@"):
        for ending in marked.endings(beginning):
            assert marked.query(beginning + ending)


def test_no_query_is_saved_that_is_wrong_or_never_ends(library: Library) -> None:
    library.save_query("a", "word")
    library.save_query("b", "@a other")
    for name, query in (("c", "color:pink"), ("c", "@c"), ("a", "@b"), ("c", "@none")):
        with pytest.raises(QueryError):
            library.save_query(name, query)
    assert library.saved_queries() == {"a": "word", "b": "@a other"}


def test_what_is_left_of_damaged_queries_is_kept_and_said(
    library: Library, open_library: Open
) -> None:
    library.save_query("a", "word")
    library.save_query("b", "other")
    path = library.data / "state" / "queries.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"other"}', b'"other'))
    again = open_library()
    assert again.saved_queries() == again.saved_queries() == {"a": "word"}
    assert len(again.problems) == 1
    assert "queries.jsonl" in again.problems[0]
    assert len(list(path.parent.glob("queries.jsonl.corrupt-*"))) == 1


def test_what_is_left_of_damaged_queries_is_used_while_the_disk_is_full(
    library: Library, open_library: Open
) -> None:
    library.save_query("a", "word")
    path = library.data / "state" / "queries.jsonl"
    path.write_bytes(path.read_bytes() + b" ")
    again = open_library()
    with refusing(errno.ENOSPC, names=("write",)):
        assert again.saved_queries() == again.saved_queries() == {"a": "word"}
    assert len(again.problems) == 1
    assert open_library().saved_queries() == {"a": "word"}
    assert len(list(path.parent.glob("queries.jsonl.corrupt-*"))) == 1


def test_a_query_that_cannot_be_saved_says_so(library: Library) -> None:
    library.save_query("a", "word")
    library.read_only = "the disk is full of sand"
    with pytest.raises(NotSaved, match="sand"):
        library.save_query("b", "word")
    with pytest.raises(NotSaved, match="sand"):
        library.drop_query("a")
