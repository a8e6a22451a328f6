"""How Markdown becomes an article: what is seen of each of its forms, and that nothing is lost."""

import re
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.article import Article
from tests.importers.reading import article_of as article_named
from tests.importers.reading import assert_canonical, blocks_of


def article_of(source: str) -> Article:
    """The article of a Markdown source."""
    article = article_named(source, "page.md")
    assert_canonical(article)
    return article


def spans_of(source: str) -> list[tuple[str, str, str | None]]:
    """Kind, text and address of each span."""
    article = article_of(source)
    return [(span.kind, article.text[span.start : span.end], span.href) for span in article.spans]


def items_of(source: str) -> list[tuple[int, str, str]]:
    """Level, marker and text of each block."""
    article = article_of(source)
    return [
        (block.level, block.marker, article.text[block.start : block.end])
        for block in article.blocks
    ]


# Blocks.


def test_headings_have_their_levels_and_the_first_is_the_title() -> None:
    article = article_of("# One *two*\n\n### Three\n\nFour\n====\n\nText.")
    assert blocks_of(article) == [
        ("heading 1", "One two"),
        ("heading 3", "Three"),
        ("heading 1", "Four"),
        ("paragraph", "Text."),
    ]
    assert article.title == "One two"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Text before.\n\n# Title\n\nMore.", "Title"),
        ("## Small title\n\n# Title", "Small title"),
        ("First sentence. Second one.\n\n## A part", "First sentence"),
        ("---\ntitle: Named\n---\n# Title", "Named"),
        ("***", "page"),
    ],
)
def test_the_title(source: str, title: str) -> None:
    assert article_of(source).title == title


def test_a_short_paragraph_is_no_heading_in_markdown() -> None:
    source = "Text.\n\nDes bureaux ?\n\nUn paragraphe qui est bien plus long que la ligne d'avant."
    assert {kind for kind, _text in blocks_of(article_of(source))} == {"paragraph"}


def test_lines_of_a_paragraph_are_joined() -> None:
    assert article_of("one\ntwo\n  three").text == "one two three"
    assert article_of("日本語の\n文章").text == "日本語の文章"


@pytest.mark.parametrize("line_break", ["  \n", "\\\n"])
def test_a_hard_break_goes_on_in_a_block_of_its_own(line_break: str) -> None:
    assert blocks_of(article_of(f"one{line_break}two\n\nthree")) == [
        ("paragraph", "one"),
        ("+ paragraph", "two"),
        ("paragraph", "three"),
    ]


def test_nested_lists_have_levels_and_markers() -> None:
    source = """\
- one
  goes on

  second paragraph
- two
  1. sub one
  2. sub two
     * deep
- [ ] to do

1) other
"""
    assert items_of(source) == [
        (1, "•", "one goes on"),
        (1, "", "second paragraph"),
        (1, "•", "two"),
        (2, "1.", "sub one"),
        (2, "2.", "sub two"),
        (3, "▪", "deep"),
        (1, "•", "[ ] to do"),
        (1, "1)", "other"),
    ]


def test_quotes_have_depth_and_keep_what_is_in_them() -> None:
    article = article_of("> one\n>\n> > two\n>\n> - item\n>\n> # Heading")
    assert [block.level for block in article.blocks] == [1, 2, 1, 1]
    assert blocks_of(article) == [
        ("quote", "one"),
        ("quote", "two"),
        ("item", "item"),
        ("heading 1", "Heading"),
    ]


@pytest.mark.parametrize("rule", ["---", "***", "_ _ _"])
def test_rules_are_three_stars(rule: str) -> None:
    assert blocks_of(article_of(f"one\n\n{rule}\n\ntwo"))[1] == ("rule", "* * *")


@pytest.mark.parametrize(
    "source", ["```python\ndef f():\n\treturn 1\n\nx\n```", "    def f():\n    \treturn 1\n\n    x"]
)
def test_code_is_a_block_a_line_with_its_tabs_expanded(source: str) -> None:
    assert blocks_of(article_of(source)) == [
        ("preformatted", "def f():"),
        ("+ preformatted", "    return 1"),
        ("+ preformatted", ""),
        ("+ preformatted", "x"),
    ]


def test_html_stays_as_it_was_written() -> None:
    article = article_of("<div class=a>\n  text\n</div>\n\nA <b>word</b> and <!-- a remark -->.")
    assert blocks_of(article) == [
        ("preformatted", "<div class=a>"),
        ("+ preformatted", "  text"),
        ("+ preformatted", "</div>"),
        ("paragraph", "A <b>word</b> and <!-- a remark -->."),
    ]


def test_a_table_is_set_in_aligned_columns() -> None:
    source = "| Ville | Habitants |\n|:--|--:|\n| *Nice* | 342 |\n| 東京 | 14 000 |\n"
    article = article_of(source)
    assert article.text.split("\n") == [
        "Ville  Habitants",
        "─────  ─────────",
        "Nice         342",
        "東京      14 000",
    ]
    assert len({cell_len(line) for line in article.text.split("\n")}) == 1
    assert spans_of(source) == [("emphasis", "Nice", None)]
    assert len(article.paragraphs) == 1


def test_a_table_with_too_many_cells_in_a_row_is_kept_as_written() -> None:
    source = "| a | b |\n|---|---|\n| 1 | 2 | 3 |"
    assert article_of(source).text == source


# What stands in a line.


def test_emphasis_strong_code_and_links_are_spans_and_may_nest() -> None:
    assert spans_of("*a* **b _c_** `d` [e **f**](http://e.org 'said') <http://g.org>") == [
        ("emphasis", "a", None),
        ("strong", "b c", None),
        ("emphasis", "c", None),
        ("code", "d", None),
        ("link", "e f", "http://e.org"),
        ("strong", "f", None),
        ("link", "http://g.org", "http://g.org"),
    ]


def test_a_span_goes_on_after_a_hard_break() -> None:
    assert spans_of("*one  \ntwo*") == [("emphasis", "one", None), ("emphasis", "two", None)]


def test_a_picture_is_its_description_or_else_its_address() -> None:
    assert article_of("See ![a *cat*](cat.png) and ![](dog.png).").text == (
        "See a cat and dog.png."
    )
    assert ("link", "a cat", "cat.png") in spans_of("See ![a *cat*](cat.png).")


def test_definitions_of_links_are_used_and_those_that_nothing_uses_are_kept() -> None:
    source = "See [one] and [two][2].\n\n[one]: http://1.org\n[2]: http://2.org\n[note]: remark"
    assert spans_of(source) == [("link", "one", "http://1.org"), ("link", "two", "http://2.org")]
    assert article_of(source).text == "See one and two.\n[note]: remark"


def test_entities_can_smuggle_nothing_in() -> None:
    article = article_of("a&#x1b;[31m &#x9b; &#x202e; e&#x301; &#x2028; &#9; b *c&#x301;o*")
    assert "\x1b" not in article.text
    assert "é" in article.text


def test_links_to_scripts_stay_text() -> None:
    assert spans_of("[click](javascript:alert(1))") == []


# Whatever the source.

PIECES = [
    *"*_`<>!#-+~|\\&;= \n\t",
    *("word", "é", "e\u0301", "&#x301;", "&#27;", "&#x2028;", "1. ", "- ", "> ", "    ", "\n\n"),
    *("```\n", "| a | b |\n|---|---|\n", "[a]: b\n", "[a]", "![a](b)", "<b>", "  \n", "---\n"),
]
SOURCES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
MORE_SOURCES = st.lists(st.sampled_from([*PIECES, *"[]():\"'"]), max_size=40).map("".join)


@given(MORE_SOURCES.filter(str.strip))
def test_any_markdown_is_an_article(source: str) -> None:
    article_of(source)


@given(SOURCES)
@example("| a | b |\n|---|---|\n`1. `")
def test_no_word_is_ever_dropped(source: str) -> None:
    """But for the language of a fenced block and the parts of a link, which are mark-up."""
    assume(not re.search("(```|~~~).*word", source))
    source += "\n\nword"
    assert article_of(source).text.count("word") == source.count("word")


@pytest.mark.parametrize("nest", [">", "- ", "> - "])
def test_what_is_nested_too_deeply_is_read_as_plain_text(nest: str) -> None:
    source = nest * 1000 + "deep"
    assert article_of(source).text == source


@pytest.mark.parametrize(
    "source",
    [
        "[" * 5_000,
        "![" * 5_000,
        "*a _b " * 5_000,
        "`" * 5_000 + "a",
        "<" * 5_000,
        "\\" * 5_000,
        "&" * 5_000,
        "| a " * 5_000 + "\n" + "|-" * 5_000,
        "[a]: b\n" * 5_000,
        "- a\n" * 5_000,
    ],
    ids=lambda source: source[:6],
)
def test_no_odd_source_of_a_few_kilobytes_takes_long(source: str) -> None:
    start = time.process_time()
    article_of(source)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "source",
    [
        "> " * 80 + "word\n" + "word\n" * 10_000,
        "![" * 25_000 + " word",
        "[word][" * 7_000,
    ],
    ids=["lazy lines", "images", "references"],
)
def test_nesting_costs_no_more_than_a_limit_and_no_words(source: str) -> None:
    start = time.process_time()
    text = article_of(source).text
    assert time.process_time() - start < 2
    assert text.count("word") == source.count("word")


def test_ordinary_nesting_is_far_from_the_limit() -> None:
    source = "> > > a quote of some words\nthat goes on lazily\n\n- [a [link] here](/x)\n" * 1_000
    assert {block.kind for block in article_of(source).blocks} == {"quote", "item"}
