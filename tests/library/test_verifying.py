"""Whether a quote is in the library: word for word, altered and how, or not at all."""

import pytest

from reader.core.difference import differences, marked
from reader.library import Library, LibraryError
from reader.library.outcomes import Verified

TEXT = (
    "On reading\n\n« L’œuvre est finie », dit-elle à l’homme qui attendait devant la porte. Il ne"
    " répondit pas tout de suite.\n\nThe old house — empty for years — stood by the sea.\n"
)


@pytest.fixture
def read(library: Library) -> Library:
    library.add_text(TEXT.encode(), "reading.txt")
    library.add_text(
        b"Another text\n\nThe new house stood by the river, and was full.\n", "other.txt"
    )
    return library


def words(library: Library, found: Verified) -> str:
    assert found.article is not None
    return library.article(found.article).text[found.start : found.end]


@pytest.mark.parametrize(
    "quote",
    [
        "L’œuvre est finie",
        "L'œuvre est finie",
        '"  L\'œuvre est\nfinie " , dit-elle'.replace('"  ', "").replace(' " ,', " »,"),
        "The old house - empty for years - stood",
        " répondit pas tout de suite.\nThe old house ",
    ],
)
def test_a_quote_is_exact_whatever_its_spaces_and_marks(read: Library, quote: str) -> None:
    found = read.verify(quote)
    assert (found.result, found.score, found.difference) == ("exact", 1.0, None)
    assert words(read, found)


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("dit-elle à l'homme qui attendait", None),
        ("dit-elle à la femme qui attendait", "dit-elle à [-la femme-]{+l'homme+} qui attendait"),
        ("L'oeuvre est finie", "L'[-oeuvre-]{+œuvre+} est finie"),
        ("the old house", "[-the-]{+The+} old house"),
        ("The old house was empty for years", "The old house [-was-]{+-+} empty for years"),
        (
            "old house — quite empty for years",
            "old house - [-quite -]empty for years",
        ),
    ],
)
def test_an_altered_quote_shows_what_differs(
    read: Library, quote: str, difference: str | None
) -> None:
    found = read.verify(quote)
    assert found.result == ("altered" if difference else "exact")
    if difference:
        assert found.difference is not None
        assert found.difference.replace(" ", "") == difference.replace(" ", "")
        assert 0.6 <= (found.score or 0) <= 1


@pytest.mark.parametrize("quote", ["Nobody has ever said a thing of that kind", "zzz", "12", "„“"])
def test_what_no_text_has_is_absent(read: Library, quote: str) -> None:
    assert read.verify(quote) == Verified("absent")


@pytest.mark.parametrize(
    "quote",
    [
        "ÉTRANGES RÉCRÉATIONS, ÉTÉS ÉPHÉMÈRES",
        "etranges recreations, etes ephemeres",
        "ВОЙНА И МИР",
        "ΟΙ ΆΝΘΡΩΠΟΙ ΚΑΙ Η ΠΌΛΗ",
        "ça et là de il y a dès un an",
        "天地玄黄宇宙洪水日月盈昃",
        "Étranges jeux, étés éphémères.\n\nВойна и мир",
        "E\u0301tranges récréations, été ephémères",
    ],
)
def test_no_case_accent_or_script_hides_an_altered_quote(library: Library, quote: str) -> None:
    library.add_text(
        "Lettres\n\nÉtranges récréations, étés éphémères.\n\nВойна и мир\n\nΟι άνθρωποι και η πόλη"
        "\n\nÇà et là de là il y a un an\n\n天地玄黄宇宙洪荒日月盈昃\n".encode(),
        "letters.txt",
    )
    found = library.verify(quote)
    assert found.result == "altered"
    assert found.difference is not None


def test_among_many_like_it_the_likest_is_found(library: Library) -> None:
    for number in range(40):
        library.add_text(
            f"{number}\n\nThe day was long, and no. {number} said so.".encode(), "a.txt"
        )
    found = library.verify("The day was short, and no. 17 said so")
    assert words(library, found) == "The day was long, and no. 17 said so"


def test_a_quote_is_made_safe_as_texts_are(library: Library) -> None:
    hostile = "A bell \x07 and \x1b]0;a title\x07 in [-it-]"
    library.add_text(f"Hostile\n\n{hostile}, they say.\n".encode(), "hostile.txt")
    assert library.verify(hostile).result == "exact"
    found = library.verify(hostile.replace("title", "name"))
    assert found.difference == "A bell ␇ and ␛]0;a [-name-]{+title+}␇ in [-it-]"


def test_a_damaged_text_hides_no_other(read: Library) -> None:
    hidden = read.verify("and was full").article
    assert hidden
    (path,) = (read.data / "articles" / hidden).iterdir()
    path.write_bytes(b"damaged")
    read._texts.forget(hidden, path.stem)
    assert read.verify("and was full").result == "absent"
    assert read.verify("stood by the sea").result == "exact"


def test_a_very_long_quote_is_exact_or_refused(library: Library) -> None:
    text = " ".join(f"word{number}" for number in range(5_000))
    library.add_text(f"Long\n\n{text}".encode(), "long.txt")
    assert library.verify(text).result == "exact"
    with pytest.raises(LibraryError, match="in parts"):
        library.verify(text.replace("word77 ", "other "))


def test_an_exact_quote_is_preferred_to_an_altered_one(read: Library) -> None:
    assert words(read, read.verify("house stood by the river")) == "house stood by the river"


def test_what_is_in_the_trash_is_absent(read: Library) -> None:
    found = read.verify("The old house")
    assert found.article is not None
    read.trash([found.article])
    assert read.verify("The old house — empty for years").result == "absent"


def test_an_empty_quote_is_no_quote(read: Library) -> None:
    with pytest.raises(LibraryError, match="empty"):
        read.verify(" \n")


def test_differences_hold_both_texts() -> None:
    pieces = differences("one two  three", "one 2 three four")
    assert marked(pieces) == "one [-two-]{+2+} three {+four+}"
    assert "".join(text for kind, text in pieces if kind != "removed") == "one 2 three four"
