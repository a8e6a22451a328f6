"""Search finds what is written, however it is written, and best first."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.core.annotation import Color
from reader.library import Library
from tests.library.world import passage


@pytest.fixture
def french(library: Library) -> str:
    text = (
        "L’œuvre\n\nLa Pologne serait un endroit intéressant pour un bureau.\n\n"
        "Rien ici.\n\nEn Pologne, la Pologne même, on parle d’intelligence artificielle.\n"
    )
    return library.add_text(text.encode(), "a.txt").entry.id


@pytest.mark.parametrize("query", ["pologne", "POLOGNE", "Pológne", "polog"])
def test_case_and_accents_do_not_matter(library: Library, french: str, query: str) -> None:
    assert [hit.snippet for hit in library.search(query)] == [
        "En Pologne, la Pologne même, on parle d’intelligence artificielle.",
        "La Pologne serait un endroit intéressant pour un bureau.",
    ], "where it stands more often comes first"


def test_what_is_found_is_where_it_is_said_to_be(library: Library, french: str) -> None:
    text = library.article(french).text
    for hit in library.search("pologne"):
        assert text[hit.start : hit.end] == "Pologne"


def test_all_words_must_stand_in_one_paragraph(library: Library, french: str) -> None:
    assert len(library.search("bureau pologne")) == 1
    assert library.search("bureau artificielle") == []
    assert library.search('"pologne serait"')
    assert library.search('"serait pologne"') == []
    assert library.search("   ") == []


def test_titles_notes_and_quotes_are_found_first(library: Library, french: str) -> None:
    at = passage(library, french, "Rien ici")
    library.annotate(french, at, color=Color.RED, note="comme la Pologne", tags=["idée"])
    library.annotate(french, None, note="sur tout")
    kinds = [(hit.kind, hit.start) for hit in library.search("pologne")]
    assert kinds[0] == ("note", at[0])
    assert [hit.kind for hit in library.search("rien")] == ["quote", "text"]
    assert library.search("oeuvre")[0].kind == "text"
    assert [hit.start for hit in library.search("sur tout")] == [None]
    assert [hit.kind for hit in library.search("idee")] == ["note"]


def test_the_trash_and_what_cannot_be_read_are_left_out(library: Library, french: str) -> None:
    other = library.add_text(b"Other\n\nLa Pologne, encore.\n", "b.txt").entry.id
    (path,) = (library.data / "articles" / other).iterdir()
    path.write_bytes(b"damaged")
    library._texts.forget(other, library._revision(other))
    assert {hit.article for hit in library.search("pologne")} == {french}
    library.trash([french])
    assert library.search("pologne") == []


def test_a_long_paragraph_is_cut_at_words(library: Library) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    library.add_text(f"Long\n\n{words}\n".encode(), "l.txt")
    (hit,) = library.search("word100")
    assert hit.snippet.startswith("…word")
    assert hit.snippet.endswith("…")
    assert set(hit.snippet.strip("…").split()) <= set(words.split())


def test_results_are_limited(library: Library) -> None:
    library.add_text("\n\n".join(f"Needle {n}." for n in range(80)).encode(), "n.txt")
    assert len(library.search("needle", limit=7)) == 7
    assert len(library.search("needle")) == 50


def test_the_best_are_those_that_are_first_among_all(library: Library) -> None:
    chance = random.Random(4)  # noqa: S311 - the same texts in every run
    for number in range(12):
        paragraphs = (
            " ".join(chance.choices(["œil", "oeil", "the", "an", "sea"], k=9)) for _ in range(6)
        )
        text = f"{chance.choice('ABC')} the sea\n\n" + "\n\n".join(paragraphs)
        name = library.add_text(text.encode(), f"{number}.txt").entry.id
        for place in range(number % 4):
            library.annotate(name, (place, place + 9), note="the sea" if place % 2 else "")
    for query in ("e", "the", "oeil the", '"the sea"', "an", "zebra"):
        whole = library.search(query, 10_000)
        for limit in (1, 3, 20, 50):
            assert library.search(query, limit) == whole[:limit]
        for entry in library.entries():
            own = [hit for hit in whole if hit.article == entry.id]
            assert library.search(query, 10_000, article=entry.id) == own


def test_annotations_are_found_by_words_in_anything_of_them(library: Library, french: str) -> None:
    one = library.annotate(french, passage(library, french, "Rien ici"), note="Idée", tags=["ia"])
    two = library.annotate(french, passage(library, french, "La Pologne"), color=Color.RED)
    assert library.find_annotations("") == [two, one]
    assert library.find_annotations("idee ia") == [one]
    assert library.find_annotations("rien") == [one]
    assert library.find_annotations("œuvre") == [two, one], "the title of the article"
    assert library.find_annotations("zebra") == []
    library.delete(french, [one.id])
    assert library.find_annotations("") == [two]


def test_a_search_that_is_wanted_no_more_ends_before_the_next_article(library: Library) -> None:
    for number in range(5):
        library.add_text(f"Number {number}\n\nThe same word.".encode(), f"{number}.txt")
    asked: list[bool] = []

    def is_wanted() -> bool:
        asked.append(len(asked) < 2)
        return asked[-1]

    assert len(library.search("same")) == 5
    assert library.search("same", is_wanted=is_wanted) == []
    assert asked == [True, True, *[False] * (len(asked) - 2)]
    assert len(asked) < 5


def test_two_searches_at_once_find_the_same(library: Library) -> None:
    for number in range(40):
        library.add_text(f"Number {number}\n\nThe same word {number}.".encode(), f"{number}.txt")
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(library.search, ["same word"] * 8))
    assert found == [library.search("same word")] * 8
