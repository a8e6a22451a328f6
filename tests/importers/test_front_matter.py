"""What the lines of YAML above a Markdown text say, and what is no front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.front_matter import read_front_matter
from tests.importers.reading import article_of, blocks_of


def test_front_matter_is_metadata_and_not_shown() -> None:
    article = article_of(
        """\
---
title: "A “quoted” title: with a colon"
author: [Jane Doe, 'Jean d''Arc']  # two
date: 2024-03-01T10:00:00Z
lang: fr-FR
tags:
  - one
  - two
description: >
  It is folded
  over lines.
---
The text.
""",
        "page.md",
    )
    assert article.title == "A “quoted” title: with a colon"
    assert article.author == "Jane Doe, Jean d'Arc"
    assert article.date == "2024-03-01"
    assert article.language == "fr-FR"
    assert article.summary == "It is folded over lines."
    assert article.text == "The text."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("'2024-03-01'", "2024-03-01"),
        ("2024-03-01 10:00", "2024-03-01"),
        ("March 2024", None),
        ("2024-13-01", None),
        ("", None),
    ],
)
def test_a_date_is_taken_if_it_is_iso(value: str, date: str | None) -> None:
    assert read_front_matter(f"---\ndate: {value}\n---\n").date == date


def test_keys_are_found_whatever_their_case_and_authors_may_be_a_list() -> None:
    front = read_front_matter("---\nTitle: x\nAuthors:\n- a\n- b\n...\nText")
    assert front.get("title") == "x"
    assert front.get("author", "authors") == "a, b"
    assert front.end == len("---\nTitle: x\nAuthors:\n- a\n- b\n...\n")


def test_an_empty_field_says_nothing() -> None:
    front = read_front_matter('---\ntitle:\nauthor: ""\nlang: ~\ndate: # none\n---\n')
    assert [front.get(key) for key in ("title", "author", "lang", "date")] == [None] * 4


@pytest.mark.parametrize(
    "source",
    [
        "---\nA line between rules.\n---\n\nText",
        "---\n\nText\n\n---\n",
        "---\nkey: value\n\nText without an end",
        "---\nkey: value\nand prose\n---\nText",
        "text\n---\nkey: value\n---\n",
        "---\n---\nText",
        "----\nkey: value\n----\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(source: str) -> None:
    assert read_front_matter(source) == ({}, 0)


def test_rules_around_a_line_are_not_swallowed() -> None:
    assert blocks_of(article_of("---\n\nA line.\n\n---\n\nText", "page.md")) == [
        ("rule", "* * *"),
        ("paragraph", "A line."),
        ("rule", "* * *"),
        ("paragraph", "Text"),
    ]


@given(st.text())
def test_any_lines_between_dashes_are_read_or_left(lines: str) -> None:
    front = read_front_matter(f"---\n{lines}\n---\nText")
    assert bool(front.fields) == bool(front.end)
