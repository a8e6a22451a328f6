"""A quote is exact, altered or absent, whatever its letters and its typography."""

import unicodedata

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.core.fold import fold_composed
from reader.core.quotation import SEEDS_AN_EDIT, Quotation, forms
from tests.bench.prose import ENGLISH, FRENCH, SCRIPTS, book, text_in

TEXT = (
    "On reading\n« L’œuvre est finie », dit-elle à l’homme qui attendait devant la porte. Il ne"
    " répondit pas tout de suite.\nThe old house — empty for years — stood by the sea. The"
    " co\u00adopé\u200bration: “it’s \ufb01ne”…\nÉLÈVES ET ÉTÉS : ça va ?\nВойна и мир, старая"
    " дорога и новый Ёжик.\n天地玄黄宇宙洪荒。日月盈昃辰宿列张。\nΗ πόλις εἶναι μεγάλη.\n"
)
BOOKS = {
    "French": book(FRENCH, 6_000, 1),
    "English": book(ENGLISH, 6_000, 2),
    **{
        script: unicodedata.normalize("NFC", text_in(script, 3_000, 3))
        for script in SCRIPTS
        if script != "Emoji"
    },
}


def exact(text: str, quote: str) -> str | None:
    """The words that are the quote, found as a library finds them."""
    quotation, folded = Quotation(unicodedata.normalize("NFC", quote)), fold_composed(text)
    if not all(seed in folded for seed in quotation.seeds):
        return None
    found = quotation.exact_in(text, folded)
    return text[slice(*found)] if found else None


def altered(text: str, quote: str) -> tuple[str, str | None] | None:
    """The words that are most like the quote, and what differs."""
    quotation, folded = Quotation(unicodedata.normalize("NFC", quote)), fold_composed(text)
    if not any(seed in folded for seed in quotation.seeds):
        return None
    found = quotation.likest_in(text)
    if found is None:
        return None
    assert 0 < found.score <= 1
    assert quotation.edits_in(folded, quotation.most) is not None
    words = text[found.start : found.end]
    return words, quotation.difference(words)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("L'œuvre est finie", "L’œuvre est finie"),
        ('"L\'œuvre est finie", dit-elle', "« L’œuvre est finie », dit-elle"),
        ("«\u202fL’œuvre  est\nfinie\u00a0», dit‑elle", "« L’œuvre est finie », dit-elle"),
        (unicodedata.normalize("NFD", "répondit pas"), "répondit pas"),
        ("tout de suite. The old", "tout de suite.\nThe old"),
        ("house - empty for years--stood", None),
        ("house-empty for years – stood", "house — empty for years — stood"),
        ("coopération", "co\u00adopé\u200bration"),
        ('it`s fine"...', "it’s \ufb01ne”…"),
        ("ÉLÈVES", "ÉLÈVES"),
        ("ça va?", "ça va ?"),
        ("宇宙洪荒。日月", "宇宙洪荒。日月"),
        ("宙", "宙"),
        ("и", "и"),
        ("l’homme qui a", "l’homme qui a"),
        ("„", "«"),
        ("?", "?"),
        ("the old house", None),
        ("l'oeuvre", None),
    ],
)
def test_word_for_word_is_exact_in_any_typography(quote: str, words: str | None) -> None:
    assert exact(TEXT, quote) == words


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("the old house", "[-the-]{+The+} old house"),
        ("L'oeuvre est finie", "L'[-oeuvre-]{+œuvre+} est finie"),
        ("élèves et étés", "[-élèves et étés-]{+ÉLÈVES ET ÉTÉS+}"),
        ("ВОЙНА И МИР", "[-ВОЙНА И МИР-]{+Война и мир+}"),
        ("новый ежик", "новый [-ежик-]{+Ёжик+}"),
        ("Η ΠΟΛΙΣ ΕΙΝΑΙ ΜΕΓΑΛΗ", "Η [-ΠΟΛΙΣ ΕΙΝΑΙ ΜΕΓΑΛΗ-]{+πόλις εἶναι μεγάλη+}"),
        (
            "dit-elle à la femme qui attendait",
            "dit-elle à [-la femme-]{+l'homme+} qui attendait",
        ),
        ("la femme qui attendait devant", "[-la femme-]{+l'homme+} qui attendait devant"),
        ("attendait devant la fenêtre", "attendait devant la [-fenêtre-]{+porte+}"),
        (
            "qui attendait devant la porte. Il n'a pas répondu tout de suite.\n\nThe old",
            "qui attendait devant la porte. Il [-n'a-]{+ne répondit+} pas"
            " [-répondu -]tout de suite. The old",
        ),
        ("house — quite empty for years", "house - [-quite -]empty for years"),
        ("The house — empty for years", "The {+old +}house - empty for years"),
        (
            "Teh old huose, emtpy for years",
            "[-Teh-]{+The+} old [-huose, emtpy-]{+house - empty+} for years",
        ),
        ("天地玄黄宇宙洪水。日月盈昃", "天地玄黄宇宙洪[-水-]{+荒+}。日月盈昃"),
        ("old house is empty for years", "old house [-is-]{+-+} empty for years"),
    ],
)
def test_an_altered_quote_says_what_differs(quote: str, difference: str) -> None:
    found = altered(TEXT, quote)
    assert found is not None
    assert found[1] == difference


@pytest.mark.parametrize(
    "quote", ["A thing that nobody has said of the sea", "zzz", "12", "the oak"]
)
def test_what_is_not_there_is_not_like_anything(quote: str) -> None:
    assert exact(TEXT, quote) is None
    assert altered(TEXT, quote) is None


@given(st.sampled_from(list(BOOKS)), st.data())
def test_any_passage_is_exact(name: str, data: st.DataObject) -> None:
    text = BOOKS[name]
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, min(len(text), start + 800)))
    quote = text[start:end].strip()
    assume(quote)
    found = exact(text, quote)
    assert found is not None
    assert forms(found) == forms(quote)


@given(st.sampled_from(list(BOOKS)), st.data())
def test_a_passage_with_some_other_words_is_altered_and_they_are_named(
    name: str, data: st.DataObject
) -> None:
    text = BOOKS[name]
    words = [match.span() for match in regex.finditer(r"[\p{L}\p{M}]+", text)]
    if name == "Han":
        words = [(place, place + 1) for place, letter in enumerate(text) if letter.isalpha()]
    first = data.draw(st.integers(0, len(words) - 40))
    count = data.draw(st.integers(12, 40))
    chosen = words[first : first + count]
    said = ["", *(text[slice(*word)] for word in chosen), ""]
    # Of two equal words side by side, the one that was changed may as well have been added.
    single = [
        word
        for word, *three in zip(chosen, said, said[1:], said[2:], strict=False)
        if three[1] not in (three[0], three[2])
    ]
    changed = data.draw(
        st.lists(st.sampled_from(single), min_size=1, max_size=count // 6, unique=True)
    )
    letter = "鑫" if name == "Han" else "ƣ"
    start, end = chosen[0][0], chosen[-1][1]
    quote = text[start:end]
    for left, right in changed:
        quote = f"{quote[: left - start]}{letter * (right - left)}{quote[right - start :]}"
    assert exact(text, quote) is None
    found = altered(text, quote)
    assert found is not None
    assert found[1] is not None
    removed = "".join(regex.findall(r"\[-(.*?)-\]", found[1]))
    added = "".join(regex.findall(r"\{\+(.*?)\+\}", found[1]))
    assert removed.count(letter) == quote.count(letter)
    assert all("".join(forms(text[left:right])) in added for left, right in changed)


@given(
    st.lists(
        st.sampled_from(["the ", "river ", "l’œuvre ", "天", "地玄", "ne va-t-il "]), min_size=2
    ),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["", "x", " ", "異", "ab"]))),
)
def test_an_edit_takes_few_seeds_from_a_text(
    words: list[str], edits: list[tuple[int, str]]
) -> None:
    quotation = Quotation("".join(words).strip())
    text = list("Before. " + "".join(words) + " Behind.")
    for place, written in edits:
        text[place % len(text)] = written
    folded = fold_composed("".join(text))
    count = quotation.edits_in(folded, len(folded) + 1_000)
    assert count is not None
    assert sum(seed not in folded for seed in quotation.seeds) <= SEEDS_AN_EDIT * count
