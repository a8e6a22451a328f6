"""Sentences: where they end and where they do not, in French, in English and elsewhere.

In the table, `sentences.txt`, a ` | ` stands for the space between two sentences, and a `¦` between
two without one.
"""

import time
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.core.sentences import sentences

TABLE = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
ROWS = [row for row in TABLE if row and not row.startswith("# ")]


@pytest.mark.parametrize("row", ROWS)
def test_a_text_is_parted_where_the_table_says(row: str) -> None:
    text = row.replace(" | ", " ").replace("¦", "")
    parts = row.replace("¦", " | ").split(" | ")
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_half_of_the_table_is_french() -> None:
    french = TABLE[: TABLE.index("# English")]
    assert len(ROWS) >= 120
    assert len(french) >= len(ROWS) // 2


def test_what_ends_a_sentence_elsewhere_is_what_unicode_says() -> None:
    says = regex.compile(r"\p{Sentence_Break=STerm}|\p{Sentence_Break=ATerm}")
    ends = [
        chr(code)
        for code in (*range(0x400, 0xD800), *range(0xE000, 0x20000))
        if len(sentences(f"क{chr(code)} क")) == 2
    ]
    assert len(ends) > 140
    assert [mark for mark in ends if not says.match(mark)] == ["…"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("今日は晴れ。明日は雨？たぶん。", ["今日は晴れ。", "明日は雨？", "たぶん。"]),
        ("「そうです。」彼は言った。", ["「そうです。」", "彼は言った。"]),
        ("Un vers\nsans point.\nUn autre.", ["Un vers\nsans point.", "Un autre."]),
        ("  Espaces.  Autour.  ", ["Espaces.", "Autour."]),
        ("", []),
        (" \n ", []),
        ("…", ["…"]),
        ("***", ["***"]),
    ],
)
def test_spaces_are_not_what_parts_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 50_000,
        ". " * 100_000,
        "« A. " * 10_000 + "» " * 10_000,
        "M. Le " * 15_000,
        "字。" * 30_000,
    ],
    ids=lambda text: text[:5],
)
def test_a_paragraph_made_to_be_a_nuisance_costs_what_its_length_does(text: str) -> None:
    started = time.process_time()
    assert sentences(text)
    assert time.process_time() - started < 2


PROSE = st.text(
    st.one_of(
        st.sampled_from('Aa MJé.!?…»«”“’"()[]—-, \u00a0\u202f\n1。'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(PROSE)
def test_sentences_tile_a_paragraph_with_nothing_but_spaces_between_them(text: str) -> None:
    reached = 0
    for start, end in sentences(text):
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@given(PROSE)
def test_a_sentence_alone_is_one_sentence_or_the_start_of_one(text: str) -> None:
    for start, end in sentences(text)[:1]:
        assert sentences(text[start:end]) == [(0, end - start)]
