"""What text from outside becomes before it is kept or shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.safe import MARKS, safe, safe_line

any_text = st.text(st.characters(codec=None, categories=None), max_size=60)
"""Lone surrogates too: a file name that is not UTF-8 holds them."""

hostile_text = st.lists(
    st.sampled_from(
        [
            *map(chr, range(0xA0)),
            *"\u0085\u2028\u2029\u202a\u202e\u2066\u2069\u200b\u200c\u200d\u200e\ufeff",
            *"\ud800\udfff\U000e0001\U000e007f\u0301\u20dd\u0489a é語🏴",
            "\u0301" * MARKS,
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;new title\x07", "␛]0;new title␇"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31mred", "\ufffd31mred"),
        ("a\x00b\x08c\rd", "a␀b␈c␍d"),
        ("\x7f", "␡"),
        ("two\x85lines\u2028and\u2029more", "two\nlines\nand\nmore"),
        ("invoice\u202efdp.exe", "invoice\ufffdfdp.exe"),
        ("\u2066isolated\u2069", "\ufffdisolated\ufffd"),
        ("caf\udce9", "caf\ufffd"),
        ("read\U000e0069\U000e0067me", "readme"),
    ],
)
def test_what_could_command_a_terminal_or_hide_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one\n\ttwo",
        "« Des bureaux en Pologne\u202f? », a-t-il confié — 13\xa0milliards…",
        "日本語の文章を、正しく折り返す。" * 4,
        "👩‍👩‍👧‍👦 👍🏽 🇵🇱 ✈️",
        "می‌خواهم \u200eLRM\u200f",
        "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์",
        "देवनागरी स्त्री क्ष्म",
        "e\u0301 and e" + "\u0301" * MARKS,
        "[/oops] [@click=app.exit]",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_character_carries_thirty_marks_at_most() -> None:
    assert safe("e" + "\u0301" * 5000 + "f") == "e" + "\u0301" * MARKS + "f"
    assert safe("e" + "\u0301\u200d" * 5000) == "e" + "\u0301\u200d" * (MARKS // 2)
    assert safe("e" + "\u0301\U000e0061" * 5000) == "e" + "\u0301" * MARKS


@given(any_text | hostile_text)
def test_nothing_unsafe_is_left(text: str) -> None:
    for character in safe(text):
        category = unicodedata.category(character)
        assert category not in {"Cs", "Zl", "Zp"}
        assert category != "Cc" or character in "\n\t"
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"
    safe(text).encode()


@given(any_text | hostile_text)
def test_safe_text_is_never_changed_again(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]) | st.sampled_from(" \n\t")))
def test_letters_and_signs_are_never_touched(text: str) -> None:
    assert safe(text) == text


@given(any_text | hostile_text)
def test_a_safe_line_is_one_line_without_air_around_it(text: str) -> None:
    line = safe_line(text)
    assert not set(line) & set("\n\t\r\x85\u2028\u2029")
    assert line == line.strip() == safe(line)


def test_a_title_stays_on_its_line() -> None:
    assert safe_line("  A title\n\tin two lines\x1b ") == "A title  in two lines␛"
