"""Folding: what people type finds what is printed, and every match is traced back exactly."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.fold import Folded, fold_text

PRINTED = st.text(
    st.one_of(
        st.sampled_from("aeoué œŒæß…’‘“”«»—–-.,!?'\"\u00a0\u202f\u200b\u00ad\u0301\n ﬁ½"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("ÉLÈVE", "eleve"),
        ("Cœur", "coeur"),
        ("L’Œuvre", "l'oeuvre"),
        ("ex æquo", "ex aequo"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("ﬁn", "fin"),
        ("l‘ami, l’ami, l`ami", "l'ami, l'ami, l'ami"),
        ("« mot »", '" mot "'),
        ("“mot”", '"mot"'),
        ("1914–1918 — ‑ −", "1914-1918 - - -"),
        ("Attends…", "attends..."),
        ("10\u202f000\u00a0€", "10 000 €"),
        ("deux  \u00a0\n mots", "deux mots"),
        ("co\u00adopé\u200bration", "cooperation"),
        ("e\u0301te\u0301", "ete"),
        ("ΟΔΟΣ", "οδοσ"),
        ("Ёлка", "елка"),
        ("İstanbul, ısı", "istanbul, isi"),
    ],
)
def test_what_is_typed_finds_what_is_printed(printed: str, typed: str) -> None:
    assert fold_text(printed) == fold_text(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("が", "か"), ("हि", "ह"), ("ไม่", "ไม"), ("가", "각"), ("rose", "rosé s"), ("a b", "ab")],
)
def test_what_is_another_word_stays_another_word(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_arabic_and_hebrew_are_found_without_their_vowels() -> None:
    assert fold_text("كِتَاب") == "كتاب"
    assert fold_text("שָׁלוֹם") == "שלום"


@given(PRINTED)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold_text(text)
    assert fold_text(folded) == folded


def test_every_character_of_unicode_folds_to_what_stays_as_it_is() -> None:
    ideographs_and_the_like = {*range(0x3400, 0xA000), *range(0xAC00, 0xF900)}
    codes = [code for code in range(0x20000) if code not in ideographs_and_the_like]
    folded = Folded("".join(map(chr, codes))).text
    assert Folded(folded).text == folded


@given(PRINTED)
def test_a_folded_stretch_comes_from_characters_that_fold_to_it(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    folded = Folded(text)
    for place, character in enumerate(folded.text):
        start, end = folded.to_source(place, place + 1)
        assert end == start + 1
        assert character in Folded(text[start:end]).text


@given(PRINTED, st.data())
def test_the_source_of_a_folded_passage_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    left, right = folded.to_source(start, end)
    assert 0 <= left <= right <= len(text)
    again = Folded(text[left:right]).text
    if folded.is_inner(start) or folded.is_inner(end):
        assert folded.text[start:end] in again
    else:
        assert again == folded.text[start:end]


@given(PRINTED)
def test_places_and_offsets_rise_together(text: str) -> None:
    folded = Folded(text)
    places = [folded.from_source(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(folded.text)
    for place in range(len(folded.text)):
        offset = folded.to_source(place, place + 1)[0]
        assert folded.is_inner(place) or folded.from_source(offset) == place


@given(PRINTED)
def test_inner_places_are_those_within_what_one_character_became(text: str) -> None:
    folded = Folded(text)
    inner = {place for place in range(len(folded.text) + 1) if folded.is_inner(place)}
    listed = {place for letter in folded.text for place in folded.inner_places(letter)}
    assert listed == inner
    assert all(folded.text[place] == "e" for place in folded.inner_places("e"))


@pytest.mark.parametrize(
    "line",
    [
        "Война и мир? Ёж. ",
        "戦争と平和。",
        "漢字とカナ、　　ＡＢＣ「神」（㈱）は가각힣の\u3099々を見て\u200b、読み，書き！",
        "漢" * 300 + "".join(map(chr, range(0xC0, 0x180))),
        "l’œuvre d’Élan ",
        "War  and\u00adpeace? ",
        "Η πόλις, ἡ ὁδός; ",
        "كَتَبَ مُعَلِّم؟ ",
        "किताब नगर ",
    ],
)
def test_a_long_text_folds_as_its_lines_do(line: str) -> None:
    assert fold_text(line * 500) == Folded(line * 500).text == fold_text(line) * 500


@given(PRINTED, PRINTED)
def test_what_was_folded_before_changes_nothing(before: str, text: str) -> None:
    lines = unicodedata.normalize("NFC", f"{text}|" * 100)
    folded = Folded(lines).text
    fold_text(f"{before}|" * 1000)
    assert fold_text(lines) == Folded(lines).text == folded == fold_text(f"{text}|") * 100


def test_a_text_that_needs_no_map_keeps_none() -> None:
    text = "Élan d’été, l’an 2000 : « oui » !\n" * 1000
    assert not Folded(text).inner_places("e")
    assert Folded(text).to_source(20_000, 20_010) == (20_000, 20_010)
