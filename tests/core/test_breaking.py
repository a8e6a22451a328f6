"""Where rows end, as a typesetter would have it: tables of cases, each drawn as it is set."""

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.breaking import HANGING, clusters, is_plain, plain_until, row_ends


def rows(text: str, width: int, *, first: int = 0, cut: bool = False) -> list[str]:
    """What is drawn of one paragraph set to a width."""
    found = []
    start = 0
    for end in row_ends(text, 0, len(text), width, first=first, cut=cut):
        found.append(text[start:end].rstrip(HANGING))
        start = end
    assert start == len(text)
    return found


def is_kept_together(pair: str) -> bool:
    """Whether no width parts the two halves of `pair`, which has a `|` between them."""
    text = "mots qui sont avant " + pair.replace("|", " ") + " mots après"
    place = len("mots qui sont avant ") + pair.index("|") + 1
    return all(place not in row_ends(text, 0, len(text), width) for width in range(20, len(text)))


# fmt: off
FRENCH = {
    # |--------------------|  20 cells
    "Des bureaux en Poogne ? Oui.": ["Des bureaux en", "Poogne ? Oui."],
    "une hausse légère, mais « visible »": ["une hausse légère,", "mais « visible »"],
    "près de dix fois 10 000 francs": ["près de dix fois", "10 000 francs"],
    "au total : toutes 13 milliards": ["au total : toutes 13", "milliards"],
    "selon le président M. Altman": ["selon le président", "M. Altman"],
    "avec la jeune mais Mme Bovary": ["avec la jeune mais", "Mme Bovary"],
    "les pages notées à p. 12 et 13": ["les pages notées à", "p. 12 et 13"],
    "un grand rendez-vous": ["un grand rendez-vous"],
    "un très grand rendez-vous": ["un très grand", "rendez-vous"],
    "un si grand rendez-vous": ["un si grand rendez-", "vous"],
    "quelqu'un viendra-t-il": ["quelqu'un", "viendra-t-il"],
}
ENGLISH = {
    # |--------------------|  20 cells
    "a word—another word follows": ["a word—another word", "follows"],
    "the longest words—another one": ["the longest words—", "another one"],
    "a matter of either/or, of both": ["a matter of either/", "or, of both"],
    "Model number is GPT-4 here": ["Model number is", "GPT-4 here"],
}
CJK = {
    # |--------------------|  20 cells: ten ideographs
    "日本語の文章を、正しく折り返す。": ["日本語の文章を、正し", "く折り返す。"],
    "一二三四五六七八九十。終": ["一二三四五六七八九", "十。終"],
    "一二三四五六七八九「引用」": ["一二三四五六七八九", "「引用」"],
    "ソフトウェアの開発をチャット": ["ソフトウェアの開発を", "チャット"],
    "コンピューターのデーター": ["コンピューターのデー", "ター"],
    "我们使用Python编程语言写": ["我们使用Python编程语", "言写"],
    "한국어 문장은 낱말로 나눈다": ["한국어 문장은 낱말로", "나눈다"],
}
# fmt: on


@pytest.mark.parametrize(("text", "expected"), [*FRENCH.items(), *ENGLISH.items(), *CJK.items()])
def test_a_paragraph_is_set_in_twenty_cells(text: str, expected: list[str]) -> None:
    assert rows(text, 20) == expected


# A `|` stands for the space that is asked about.
KEPT = [
    "Pologne|?", "oui|!", "point|;", "suit|:", "20|%", "dit|»", "«|La", "‹|ici", "fin|…", "12|€",
    "10|000", "1|234 567", "1 234|567", "06|12", "25|°C", "5|km", "3|kg", "14|h", "14 h|30",
    "M.|Altman", "MM.|Dupond", "Mme|Curie", "Mmes|Curie", "Mlle|Curie", "Dr|Knock", "St|Jean",
    "p.|12", "pp.|12", "n°|5", "§|3", "J.|Verne", "Mr.|Smith", "Mrs.|Smith", "Prof.|Smith",
    "art.|5", "(|vu", "¿|Qué",
]  # fmt: skip
PARTED = [
    "13|milliards", "2023|150", "année|2023", "en|2023", "10|0000", "»|et", "mot|«", "fin.|Mais",
    "Comme|Marie", "fer|et", "est|là", "word,|then", "fin :|oui", "»|«", "%|de", "Wort«|und",
]  # fmt: skip


@pytest.mark.parametrize("pair", KEPT)
def test_a_space_holds(pair: str) -> None:
    assert is_kept_together(pair)


@pytest.mark.parametrize("pair", PARTED)
def test_a_space_may_end_a_row(pair: str) -> None:
    assert not is_kept_together(pair)


@pytest.mark.parametrize("pair", KEPT)
def test_a_space_that_should_hold_holds_beside_wide_text_too(pair: str) -> None:
    text = "漢字 mots qui vont avant " + pair.replace("|", " ") + " mots"
    place = len("漢字 mots qui vont avant ") + pair.index("|") + 1
    assert all(place not in row_ends(text, 0, len(text), width) for width in range(24, 44))


def test_what_should_hold_gives_way_when_nothing_else_fits() -> None:
    assert rows("Qu’est-ce que l’anticonstitutionnalité ?", 24) == [
        "Qu’est-ce que",
        "l’anticonstitutionnalité",
        "?",
    ]
    assert rows("1 000 000 000 000 000 000 000", 20) == ["1 000 000 000 000", "000 000 000"]


def test_a_no_break_space_holds() -> None:
    assert rows("Des bureaux pleins\xa0? Oui", 20) == ["Des bureaux pleins\xa0?", "Oui"]
    assert rows("Des bureaux bien pleins\u202f? Oui", 20) == [
        "Des bureaux bien",
        "pleins\u202f? Oui",
    ]


def test_a_word_longer_than_the_row_is_parted_between_graphemes() -> None:
    family = "👩‍👩‍👧"
    assert rows("a" * 45, 20) == ["a" * 20, "a" * 20, "a" * 5]
    assert rows("e\u0301" * 25, 20) == ["e\u0301" * 20, "e\u0301" * 5]
    assert rows("x" + "\u0301" + family * 10, 20) == ["x\u0301" + family * 9, family]


def test_a_zero_width_space_asks_for_a_break() -> None:
    assert rows("aaaaaaaaaaaa\u200bbbbbbbbbbbbb", 20) == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"]


def test_spaces_hang_at_the_end_of_a_row() -> None:
    assert rows("a paragraph of words    and spaces   ", 20) == [
        "a paragraph of words",
        "and spaces",
    ]
    assert rows("一二三四五六七八九十\u3000終", 20) == ["一二三四五六七八九十", "終"]


def test_a_first_row_may_be_shorter() -> None:
    text = "une première ligne en retrait"
    assert rows(text, 20, first=12) == ["une première", "ligne en retrait"]
    assert rows("漢字" + text, 20, first=16) == ["漢字une première", "ligne en retrait"]


def test_preformatted_text_is_cut_where_the_row_is_full() -> None:
    line = "for row in rows: print(row)   "
    assert rows(line, 20, cut=True) == ["for row in rows: pri", "nt(row)"]
    assert rows("    indented", 20, cut=True) == ["    indented"]
    assert rows("漢" * 12, 21, cut=True) == ["漢" * 10, "漢" * 2]


def test_plain_text_is_what_it_says() -> None:
    for code_point in range(0x20, 0x3000):
        character = chr(code_point)
        if is_plain(character, 0, 1):
            assert cell_len(character) == 1, hex(code_point)
            assert len(regex.findall(r"\X", "e" + character + "e")) == 3, hex(code_point)


texts = st.text(
    st.one_of(
        st.sampled_from(
            "abcé 1 \xa0?!«»-—/.,’。「」漢字かカー한\u200b\u200d\ufe0f\u0301\u0308☎👩🏽🇫🇷\u3000"
        ),
        st.characters(exclude_categories=("Cc", "Cs")),
    ),
    max_size=200,
)
widths = st.integers(10, 200)


@given(texts, widths)
def test_rows_joined_give_back_the_text(text: str, width: int) -> None:
    ends = [*row_ends(text, 0, len(text), width)]
    assert ends[-1] == len(text)
    assert ends == sorted(set(ends))


@given(texts, widths, st.booleans())
def test_no_row_is_wider_than_the_width(text: str, width: int, cut: bool) -> None:
    assert all(cell_len(row) <= width for row in rows(text, width, cut=cut))


@given(texts)
def test_columns_are_the_widths_of_what_stands_before(text: str) -> None:
    found = [*clusters(text)]
    assert found[-1].start == len(text)
    assert all(cell_len(text[: cluster.start]) == cluster.column for cluster in found)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.text("abcé’ \n", max_size=3000))
def test_plain_text_is_recognised_by_its_bytes(odd: str, plain: str) -> None:
    text = plain + odd
    expected = next((at for at in range(len(text)) if not is_plain(text, at, at + 1)), len(text))
    assert plain_until(text, 0, len(text)) == expected


@given(st.text("abc é?漢。「👩 ", min_size=1, max_size=40), widths)
def test_looking_through_a_window_changes_nothing(piece: str, width: int) -> None:
    text = "漢" + piece * (1500 // len(piece))
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for window in (100, 400, 1 << 20):
            patch.setattr("reader.core.breaking._WINDOW", window)
            found.append([*row_ends(text, 0, len(text), width)])
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    "piece", ["a", "漢", "e\u0301", "\u200d", "\u0301", " ", "\u200ba", "a\u200d", "🇫"]
)
def test_a_line_without_end_is_set_in_time_that_grows_with_its_length(piece: str) -> None:
    began = time.process_time()
    for _ in row_ends(piece * 50_000, 0, len(piece) * 50_000, 72):
        pass
    assert time.process_time() - began < 5
