"""Graphemes, words and sentences: what a person takes for one thing is never parted."""

import time
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Span
from reader.core.segments import (
    grapheme_at,
    graphemes,
    is_boundary,
    next_boundary,
    previous_boundary,
    sentence_at,
    sentences_before,
    sentences_from,
    snap,
    word_at,
    words,
    words_before,
    words_from,
)
from reader.core.sentences import sentences
from tests.core.articles import article, articles, sentences_in

FAMILY = "👩‍👩‍👧"
TEXT = st.text(
    st.one_of(
        st.sampled_from("ab é’'.,1\n文カか\u0301\u200d👩🇫🇷हिक्यक\u0600"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(TEXT)
def test_graphemes_are_those_of_unicode_wherever_one_begins_to_look(text: str) -> None:
    bounds = [0, *(match.end() for match in regex.finditer(r"\X", text, regex.DOTALL))]
    assert graphemes(text) == bounds
    for start, end in pairwise(bounds):
        for offset in range(start, end):
            assert grapheme_at(text, offset) == (start, end)
            assert is_boundary(text, offset) == (offset == start)
            assert next_boundary(text, offset) == end
        assert previous_boundary(text, end) == start


@given(TEXT, st.data())
def test_a_snapped_passage_parts_no_grapheme_and_is_the_smallest_such(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = snap(text, start, end)
    assert left <= start <= end <= right
    assert is_boundary(text, left)
    assert is_boundary(text, right)
    assert snap(text, left, right) == (left, right)
    assert not any(is_boundary(text, offset) for offset in range(left + 1, start + 1))
    assert not any(is_boundary(text, offset) for offset in range(end, right))


@pytest.mark.parametrize("grapheme", ["🇫🇷", FAMILY, "हि", "각", "x̂", "文"])
def test_a_grapheme_is_found_among_hundreds_without_a_space(grapheme: str) -> None:
    text = grapheme * 400
    start = 399 * len(grapheme)
    for offset in range(start, len(text)):
        assert grapheme_at(text, offset) == (start, len(text))


def test_what_holds_together_without_end_costs_little() -> None:
    text = "👩\u200d" * 200_000
    started = time.process_time()
    for offset in range(100_000, 100_100):
        start, end = grapheme_at(text, offset)
        assert start <= offset < end
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il vint, vit ; vainquit !", "Il vint vit vainquit"),
        ("l’entreprise qu’il J'ai", "l’ entreprise qu’ il J' ai"),
        ("aujourd’hui quelqu'un presqu’île", "aujourd’hui quelqu'un presqu’île"),
        ("lorsqu’elle jusqu’à d’un", "lorsqu’ elle jusqu’ à d’ un"),
        ("don't O’Brien the dogs' bowl", "don't O’Brien the dogs bowl"),
        ("GPT-4 dit-il", "GPT 4 dit il"),
        ("3.14 10,5 1.000.000,00", "3.14 10,5 1.000.000,00"),
        ("fin.Début U.S.A. J.-C.", "fin Début U.S.A J C"),
        ("snake_case «mot»", "snake case mot"),
        ("戦争とカタカナ", "戦 争 と カタカナ"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("x̂y é", "x̂y é"),
        (f"a {FAMILY} b", "a b"),
        ("… — !", ""),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert [text[start:end] for start, end in words(text)] == expected.split()


@given(TEXT)
def test_words_do_not_overlap_and_hold_no_space_nor_part_of_a_grapheme(text: str) -> None:
    reached = 0
    for start, end in words(text):
        assert reached <= start < end
        assert " " not in text[start:end]
        assert any(character.isalnum() for character in text[start:end])
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        reached = end


@given(TEXT)
def test_every_grapheme_with_a_letter_or_digit_is_in_a_word(text: str) -> None:
    held = {offset for start, end in words(text) for offset in range(start, end)}
    for start, end in pairwise(graphemes(text)):
        cluster = text[start:end]
        has_letter = any(character.isalnum() for character in cluster)
        assert start in held or not has_letter or cluster[0].isspace()


@pytest.mark.parametrize(
    "line",
    [
        "le chat, l’eau. ",
        "les 戦争 d’été 👩‍👩‍👧 हिन्दी ",
        "plein, ",
        "l’eau\xa0: l'漢字。カナ\xa0",
        "漢字を読む",
        "sansespace",
    ],
)
def test_words_are_the_same_from_both_ends_of_a_long_text_and_from_anywhere(line: str) -> None:
    text = line * 300
    forward = words(text)
    if line != "sansespace":
        assert forward == [
            (at + start, at + end)
            for at in range(0, len(text), len(line))
            for start, end in words(line)
        ]
    assert list(words_before(text, 0, len(text), len(text))) == forward[::-1]
    for offset in range(0, len(text), 97):
        ahead = [word for word in forward if word[1] > offset]
        behind = [word for word in forward if word[0] < offset]
        assert list(words_from(text, 0, len(text), offset)) == ahead
        assert list(words_before(text, 0, len(text), offset)) == behind[::-1]


@pytest.mark.parametrize("line", ["漢字を読む", "漢字。", "l’eau\xa0"])
def test_a_word_of_a_long_text_without_spaces_is_found_at_once(line: str) -> None:
    text = line * 50_000
    started = time.process_time()
    for offset in range(100_000, 100_200):
        assert next(words_from(text, 0, len(text), offset))[1] > offset
        assert next(words_before(text, 0, len(text), offset))[0] < offset
        start, end = word_at(text, offset)
        assert start <= offset < end
    assert time.process_time() - started < 2


def test_a_word_is_found_from_any_of_its_characters_and_a_sign_by_itself() -> None:
    text = "Oui, l’été\nnon"
    assert [text[slice(*word_at(text, offset))] for offset in range(len(text))] == (
        ["Oui"] * 3 + [",", " "] + ["l’"] * 2 + ["été"] * 3 + ["\n"] + ["non"] * 3
    )


STORY = article(
    ("#", "Un titre"),
    ("p", "« Tu viens ? » dit-il. Elle vint."),
    ("code", "a = b. C"),
    ("…code", ""),
    ("…code", "d()"),
    ("p", "Un vers"),
    ("…p", "et sa suite."),
)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("titre", "Un titre"),
        ("viens", "« Tu viens ? » dit-il."),
        (" Elle", "« Tu viens ? » dit-il."),
        ("Elle", "Elle vint."),
        ("= b", "a = b. C"),
        ("d()", "d()"),
        ("vers", "Un vers\net sa suite."),
    ],
)
def test_a_sentence_is_found_from_any_of_its_offsets(at: str, expected: str) -> None:
    start, end = sentence_at(STORY, STORY.text.index(at))
    assert STORY.text[start:end] == expected


@given(articles())
def test_every_offset_has_a_sentence_of_its_paragraph(shown: Article) -> None:
    for offset in range(len(shown.text)):
        first, last = shown.paragraph_range(shown.paragraph_at(offset))
        start, end = sentence_at(shown, offset)
        assert first <= start <= end <= last
        assert is_boundary(shown.text, start)
        assert is_boundary(shown.text, end)
        assert start <= offset or not shown.text[first:offset].strip()


@given(articles())
def test_the_sentences_of_a_paragraph_hold_all_that_is_not_space(shown: Article) -> None:
    for paragraph in range(len(shown.paragraphs)):
        reached, last = shown.paragraph_range(paragraph)
        for start, end in sentences_in(shown, paragraph):
            assert not shown.text[reached:start].strip()
            reached = end
        assert not shown.text[reached:last].strip()


LONG = (
    "Le PDG a parlé. Il a souri, puis M. Petit est parti ! " * 900,
    "Sans fin, " * 9_000 + "ou presque. Fin.",
    "Un mot. " + "rien " * 5_000 + ". " + "Deux mots. " * 3_000,
    "今日は晴れ。明日は雨？" * 4_000,
)


@pytest.mark.parametrize("text", LONG)
def test_a_long_paragraph_has_the_sentences_that_it_would_have_in_one_piece(text: str) -> None:
    shown = article(("p", "Avant."), ("p", text.strip()))
    start = shown.paragraph_range(1)[0]
    found = sentences_in(shown, 1)
    assert found == [(start + left, start + right) for left, right in sentences(text)]
    assert list(sentences_before(shown, 1, len(shown.text)))[::-1] == found
    for offset in range(start, len(shown.text), 7_919):
        ahead = [one for one in found if one[1] > offset]
        behind = [one for one in found if one[0] < offset]
        assert list(sentences_from(shown, 1, offset)) == ahead
        assert next(sentences_before(shown, 1, offset), None) == (behind[-1] if behind else None)


def test_a_sentence_of_ten_megabytes_in_one_line_is_found_at_once() -> None:
    shown = article(("p", (LONG[0] * 220).strip()))
    offset = len(shown.text) // 2
    began = time.perf_counter()
    start, end = sentence_at(shown, offset)
    assert time.perf_counter() - began < 1
    assert start <= offset <= end < start + 60


def test_a_line_of_code_is_one_sentence_however_long_the_code_is() -> None:
    lines = ["def run(): return 1. and 2." for _ in range(2_000)]
    shown = article(("code", lines[0]), *(("…code", line) for line in lines[1:]))
    assert len(sentences_in(shown, 0)) == 2_000


def test_a_sentence_may_begin_with_code_in_a_small_letter() -> None:
    text = "Use j. k goes back. Or press q … k is free, e.g. k."
    starts = [at for at in range(len(text)) if text[at] in "jkq"]
    spans = tuple(Span("code", at, at + 1) for at in starts)
    shown = Article(text, article(("p", text)).blocks, spans)
    found = [text[start:end] for start, end in sentences_in(shown, 0)]
    assert found == ["Use j.", "k goes back.", "Or press q …", "k is free, e.g. k."]
    bare = article(("p", text))
    assert next(text[start:end] for start, end in sentences_in(bare, 0)) == "Use j. k goes back."
