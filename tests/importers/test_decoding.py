"""Which bytes are a text, and in which encoding."""

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers import ImportFailed
from reader.importers.decoding import Decoded, decode, tidy

FRENCH = "Le café est très bon, à côté de l’école. Déjà l’été : « ça va », œuvre naïve."
WESTERN = {
    "cp1252": FRENCH,
    "latin-1": "Über die Straße gehen größere Bären; ¿dónde está el niño? Déjà vu.",
    "iso8859-15": "Un café à Béziers, c'est l'été.",
}
OTHERS = {
    "shift_jis": "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
    "gb18030": "第一章 天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。",
    "cp1251": "Съешь же ещё этих мягких французских булок, да выпей чаю. Это текст.",
    "koi8-r": (
        "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива "
        "по-своему. Всё смешалось в доме Облонских. Жена узнала, что муж был в связи с бывшею в их "
        "доме француженкою-гувернанткой, и объявила мужу, что не может жить с ним в одном доме."
    ),
    "cp1250": "Zażółć gęślą jaźń. Litwo, ojczyzno moja, ty jesteś jak zdrowie. Ile cię trzeba.",
    "cp1253": "Καλημέρα κόσμε, αυτό είναι ένα κείμενο στα ελληνικά, και είναι μικρό.",
}


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + FRENCH.encode(encoding)) == (FRENCH, [])


def test_utf_8_needs_no_mark_and_no_note() -> None:
    assert decode(FRENCH.encode()) == (FRENCH, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    text, notes = decode(FRENCH.encode(encoding))
    assert text == FRENCH
    assert notes == [f"Read as {encoding}."]


@pytest.mark.parametrize("encoding", WESTERN)
def test_a_short_western_text_is_never_taken_for_an_eastern_one(encoding: str) -> None:
    text, notes = decode(WESTERN[encoding].encode(encoding))
    assert text == WESTERN[encoding]
    assert notes == ["Read as windows-1252, not UTF-8."]


@pytest.mark.parametrize("encoding", OTHERS)
def test_other_encodings_are_detected_and_named(encoding: str) -> None:
    text, notes = decode(OTHERS[encoding].encode(encoding))
    assert text == OTHERS[encoding]
    assert len(notes) == 1


def test_a_few_bad_bytes_in_a_thousand_are_shown_and_counted() -> None:
    data = ("é" * 1500).encode() + b"\xff" + b"a" * 1000 + b"\xc3"
    text, notes = decode(data)
    assert text == "é" * 1500 + "\ufffd" + "a" * 1000 + "\ufffd"
    assert notes == ["2 invalid bytes became U+FFFD."]


def test_one_bad_byte_in_a_short_french_text_does_not_garble_the_rest() -> None:
    text, notes = decode(FRENCH.encode() + b"\xe9")
    assert text == FRENCH + "\ufffd"
    assert notes == ["1 invalid byte became U+FFFD."]


def test_a_replacement_character_of_the_source_is_not_counted() -> None:
    assert decode("not known: \ufffd".encode()) == ("not known: \ufffd", [])


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    assert decode(b"A text with \x00 in it and then some more.").text == (
        "A text with ␀ in it and then some more."
    )
    assert decode(FRENCH.encode("cp1252") + b"\x00 fin").text == FRENCH + "␀ fin"


def test_more_than_one_byte_in_ten_that_is_no_text_makes_it_binary() -> None:
    decode(b"123456789\x00")
    with pytest.raises(ImportFailed, match="binary"):
        decode(b"12345678\x00")


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_binary(seed: int) -> None:
    with pytest.raises(ImportFailed):
        decode(random.Random(seed).randbytes(100_000))  # noqa: S311  noise, not a secret


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"\x7fELF\x02\x01\x01", "a program"),
    ],
)
def test_a_well_known_format_is_named(data: bytes, what: str) -> None:
    with pytest.raises(ImportFailed, match=f"Not a text but {what}"):
        decode(data)


def test_an_empty_file_is_called_empty() -> None:
    with pytest.raises(ImportFailed, match="Empty"):
        decode(b"")


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028"])
def test_every_line_break_becomes_a_newline(line_break: str) -> None:
    assert tidy(f"one{line_break}two") == "one\ntwo"


def test_accents_are_composed_whatever_stood_between_them() -> None:
    assert tidy("e\u0301te\U000e0041\u0301") == "été"


def test_escape_sequences_are_shown_not_sent() -> None:
    assert decode(b"\x1b]0;title\x07 \x1b[31mred\x1b[0m").text == "␛]0;title␇ ␛[31mred␛[0m"


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_tidy_text_or_are_refused_in_one_line(data: bytes) -> None:
    try:
        outcome: Decoded | str = decode(data)
    except ImportFailed as failure:
        outcome = str(failure)
    if isinstance(outcome, str):
        assert outcome
        assert "\n" not in outcome
    else:
        assert outcome.text == tidy(outcome.text)
        assert all("\n" not in note for note in outcome.notes)


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1))
def test_utf_8_comes_through_whole(text: str) -> None:
    assert decode(text.encode()) == (tidy(text), [])
