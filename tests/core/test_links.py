"""A link names a passage by its words, in the web's own form, and finds it again."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.core import links

TEXT = (
    "Des bureaux en Pologne\n"
    "Le PDG a parlé. Il a souri, puis il est parti.\n"
    "Elle a souri, puis il est parti aussi - avec l'été, 5 % & plus."
)

texts = st.text(st.sampled_from("ab é-,&%#~:\n«»日\U0001f600"), min_size=1, max_size=60)


@given(texts, st.data(), st.sampled_from(["a1b2", "https://site.org/page"]))
def test_a_passage_is_found_by_its_link_where_it_was(
    text: str, data: st.DataObject, target: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    link = links.read(links.write(target, text, (start, end)))
    assert link.target == target
    assert link.words is not None
    found = links.find(text, link.words, start)
    assert found is not None
    if "\n" not in text[start:end].strip():
        assert text[slice(*found)] == text[start:end].strip()


def test_words_that_are_there_twice_are_told_apart_by_those_around_them() -> None:
    for start in (TEXT.index("puis"), TEXT.rindex("puis")):
        passage = start, start + len("puis il est parti")
        link = links.read(links.write("https://a.org/x#part", TEXT, passage))
        assert (link.target, link.place) == ("https://a.org/x#part", None)
        assert link.words is not None
        assert links.find(TEXT, link.words) == passage


def test_a_link_of_the_web_is_as_the_specification_has_it() -> None:
    start = TEXT.index("aussi - avec l'été, 5 % & plus")
    link = links.write("https://a.org/x", TEXT, (start, len(TEXT)))
    assert link == (
        "https://a.org/x#:~:text=aussi%20%2D%20avec%20l%27%C3%A9t%C3%A9%2C%205%20%25%20%26%20plus."
    )


def test_a_long_passage_is_named_by_its_ends() -> None:
    words = links.words_of(TEXT, (0, len(TEXT)))
    assert words.first == "Des bureaux en Pologne"
    assert words.last == "l'été, 5 % & plus."
    assert links.find(TEXT, words) == (0, len(TEXT))


def test_a_passage_is_found_after_the_text_has_changed() -> None:
    passage = TEXT.index("Il a souri"), TEXT.index("\nElle")
    link = links.read(links.write("a1", TEXT, passage))
    later = "A paragraph before.\n" + TEXT.replace("PDG", "directeur")
    assert link.words is not None
    assert link.place == passage
    found = links.find(later, link.words, passage[0])
    assert found is not None
    assert later[slice(*found)] == "Il a souri, puis il est parti."


@pytest.mark.parametrize(
    "link",
    [
        *("reader://", "reader://a#x-y", "reader://a#9-3:~:text=", "reader://a#1-2:~:text=-,-"),
        *("https://a.org/#:~:text=,,,", "https://a.org/#:~:text=%zz&text=b", "reader://%2e%2e/"),
    ],
)
def test_what_is_no_link_leads_nowhere_and_harms_nothing(link: str) -> None:
    assert links.is_link(link)
    words = links.read(link).words
    assert words is None or links.find(TEXT, words) is None


def test_files_and_plain_addresses_are_no_links_to_passages() -> None:
    assert not links.is_link("article.md")
    assert not links.is_link("https://a.org/page")
