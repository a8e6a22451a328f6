"""A passage in the forms in which it is pasted elsewhere, annotated or not."""

import json
from pathlib import Path

import pytest

from reader import importers
from reader.core.annotation import Color
from reader.exporters import pasting
from reader.library import Library, LibraryError
from reader.tui.commands import COPY_LETTERS
from tests.library.world import passage

TEXT = """---
title: Des *start-up*
author: Léa & Co
date: 2023-05
---

Le PDG a parlé de `code` & de <b>.

Il a souri.

* Puis il est parti.
"""


@pytest.fixture
def article(library: Library) -> str:
    page = importers.decode_and_read(TEXT.encode(), "page.md")
    return library._keep(page, "https://site.org/a?b=1&c").entry.id


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("plain", "Il a souri."),
        ("markdown", "> Il a souri."),
        ("cited", "Il a souri.\n— Léa & Co, Des *start-up*, 2023-05, https://site.org/a?b=1&c"),
        (
            "html",
            '<figure>\n<blockquote cite="https://site.org/a?b=1&amp;c"><p>Il a souri.</p>'
            "</blockquote>\n<figcaption>— Léa &amp; Co, Des *start-up*, 2023-05, "
            "https://site.org/a?b=1&amp;c</figcaption>\n</figure>",
        ),
        ("link", "https://site.org/a?b=1&c#:~:text=Il%20a%20souri."),
    ],
)
def test_a_passage_in_each_form(library: Library, article: str, form: str, text: str) -> None:
    place = passage(library, article, "Il a souri.")
    assert library.quote_as(form, article, place) == text
    library.annotate(article, place, color=Color.RED)
    [annotation] = library.annotations(article)
    assert library.quote_as(form, article, annotation) == text


def test_org_takes_no_word_for_markup(library: Library, article: str) -> None:
    start, _ = passage(library, article, "Il a souri.")
    said = library.quote_as("org", article, (start, len(library.article(article).text)))
    quote, source = said.split("\n— ")
    assert quote == "#+begin_quote\nIl a souri.\n\nPuis il est parti.\n#+end_quote"
    assert source.endswith("start-up*, 2023-05, https://site.org/a?b=1&c")
    assert "*start" not in source


def test_html_of_a_hostile_passage_is_only_text(library: Library, article: str) -> None:
    said = library.quote_as("html", article, passage(library, article, "code & de <b>"))
    assert "<p>code &amp; de &lt;b&gt;</p>" in said


def test_a_web_annotation_of_a_passage_says_where_it_is(library: Library, article: str) -> None:
    place = passage(library, article, "Il a souri.")
    said = json.loads(library.quote_as("w3c", article, place))
    assert said["id"].startswith("urn:reader:annotation:")
    quote, position = said["target"]["selector"]
    assert quote["exact"] == "Il a souri."
    assert (position["start"], position["end"]) == place
    assert not library.annotations(article)


def test_all_is_all_that_is_annotated_in_the_article(library: Library, article: str) -> None:
    assert library.quote_as("all", article, (0, 1)) == ""
    for words in ("Il a souri.", "Le PDG"):
        library.annotate(article, passage(library, article, words), color=Color.RED, note="N")
    said = library.quote_as("all", article, (0, 1))
    assert said.index("> Le PDG") < said.index("> Il a souri.")
    assert "<!--" not in said


def test_a_persons_own_template_is_given_what_an_export_is(
    library: Library, article: str, tmp_path: Path
) -> None:
    template = tmp_path / "wiki.txt.j2"
    template.write_text(
        "{% for a in articles %}{% for n in a.annotations %}"
        "((( {{ n.quote }} ))) {{ a.title }} {{ n.start }}\n{% endfor %}{% endfor %}"
    )
    place = passage(library, article, "Il a souri.")
    said = library.quote_as("", article, place, template=template)
    assert said == f"((( Il a souri. ))) Des *start-up* {place[0]}"
    template.write_text("{{ nothing.here }}")
    with pytest.raises(LibraryError, match=r"wiki\.txt\.j2 line 1"):
        library.quote_as("", article, place, template=template)
    with pytest.raises(LibraryError, match="cannot be read"):
        library.quote_as("", article, place, template=tmp_path / "none.j2")


def test_a_note_on_the_whole_article_has_no_words_but_its_own(
    library: Library, article: str
) -> None:
    note = library.annotate(article, None, note="All of it.")
    assert library.quote_as("plain", article, note) == "All of it."
    assert library.quote_as("link", article, note) == ""


def test_every_letter_is_a_form() -> None:
    assert set(COPY_LETTERS.values()) == {*pasting.FORMS, "link", "all"}
