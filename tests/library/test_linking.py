"""A link to a passage leads back to it: in another run, and after the text has changed."""

from pathlib import Path

import pytest

from reader import importers
from reader.library import Library, NotFound, Spot
from tests.library.conftest import Open
from tests.library.world import TEXT, passage, sentence


def test_a_link_leads_to_its_passage_in_another_run(
    library: Library, article: str, open_library: Open
) -> None:
    place = passage(library, article, sentence(3))
    link = library.link(article, place)
    assert link.startswith(f"reader://{article}#{place[0]}-{place[1]}:~:text=")
    assert open_library().follow(link) == Spot(article, place)


def test_a_link_leads_to_its_words_after_the_text_has_changed(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT)
    article = library.add(source).entry.id
    link = library.link(article, passage(library, article, sentence(5)))
    source.write_text(TEXT.replace(sentence(2), sentence(2) * 3))
    library.add(source)
    assert library.follow(link) == Spot(article, passage(library, article, sentence(5)))
    source.write_text(TEXT.replace(sentence(5), "Gone."))
    library.add(source)
    assert library.follow(link) == Spot(article, None)


def test_an_article_of_the_web_has_a_link_that_a_browser_follows_too(library: Library) -> None:
    page = importers.decode_and_read(TEXT.encode(), "page.txt")
    article = library._keep(page, "https://site.org/page").entry.id
    place = passage(library, article, sentence(3))
    link = library.link(article, place)
    assert link.startswith("https://site.org/page#:~:text=Paragraph%203%20says")
    assert library.follow(link) == Spot(article, place)
    assert library.own_link(article, place).startswith(f"reader://{article}#")


@pytest.mark.parametrize("link", ["reader://nothing", "https://site.org/x#:~:text=a", "reader://"])
def test_a_link_to_no_article_here_says_so(library: Library, link: str) -> None:
    with pytest.raises(NotFound):
        library.follow(link)


def test_a_link_without_words_leads_to_its_offsets_if_they_are_there(
    library: Library, article: str
) -> None:
    assert library.follow(f"reader://{article}") == Spot(article, None)
    assert library.follow(f"reader://{article}#3-7") == Spot(article, (3, 7))
    assert library.follow(f"reader://{article}#3-99999999") == Spot(article, None)


def test_a_copy_remembers_its_place_and_an_old_one_has_none(
    library: Library, article: str, open_library: Open
) -> None:
    library.remember_copy("old", article)
    link = library.own_link(article, passage(library, article, sentence(4)))
    library.remember_copy("new", article, link)
    new, old = open_library().copies()
    assert (new.link, old.link) == (link, None)
    assert open_library().place_of(new) == Spot(article, passage(library, article, sentence(4)))
    assert library.place_of(old) == Spot(article, None)
    library.remember_copy(sentence(2), article)
    assert library.place_of(library.copies()[0]).passage == passage(library, article, sentence(2))
    library.remember_copy("from nowhere", None)
    with pytest.raises(NotFound):
        library.place_of(library.copies()[0])
