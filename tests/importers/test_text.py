"""How plain text becomes an article; and, as much as that, where the rules must not strike."""

import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.importers import decode_and_read, read
from reader.importers.decoding import tidy
from tests.importers.reading import (
    article_of,
    assert_canonical,
    blocks_of,
    kinds_of,
    paragraphs_of,
)

SEED = Path(__file__).parents[2] / "seeds" / "000_a2dd445eaaf761cc.txt"

LONG = "Un paragraphe assez long pour que ce qui est au-dessus puisse en être le titre, et fini."

ALICE = """\
CHAPTER I.
Down the Rabbit-Hole

Alice was beginning to get very tired of sitting by her sister on the
bank, and of having nothing to do: once or twice she had peeped into
the book her sister was reading, but it had no pictures or
conversations in it, "and what is the use of a book," thought Alice
"without pictures or conversations?"

So she was considering in her own mind (as well as she could, for the
hot day made her feel very sleepy and stupid), whether the pleasure of
making a daisy-chain would be worth the trouble of getting up and
picking the daisies, when suddenly a White Rabbit with pink eyes ran
close by her.

    "You are old, Father William," the young man said,
      "And your hair has become very white;
    And yet you incessantly stand on your head--
      Do you think, at your age, it is right?"

There was nothing so VERY remarkable in that; nor did Alice think it so
VERY much out of the way to hear the Rabbit say to itself in the year
1905. It was odd.

- an item that is wrapped to the width of the text and so goes on in the
  next line
- another item

Yours,
Lewis
"""

# The seed: its header, headings without mark-up, and boilerplate.


def test_the_seed_is_read_as_a_person_would_set_it() -> None:
    article = read(SEED).article
    assert_canonical(article)
    assert article.title == (
        "Actuellement en déplacement en Europe, le PDG d’OpenAI, Sam Altman, a annoncé que "
        "l’entreprise souhaitait étendre sa présence en Europe"
    )
    assert article.date == "2023-05"
    assert article.summary is not None
    assert article.summary.startswith("Actuellement en déplacement")
    assert article.summary.endswith("Il s’agit probablement de l’une ...")
    assert article.text.startswith("Actuellement en déplacement en Europe, le PDG d’OpenAI, Sam")
    assert [(kind, text[:40]) for kind, text in blocks_of(article) if kind != "paragraph"] == [
        ("heading 2", "Des bureaux en Pologne ?"),
        ("boilerplate", "Inscrivez-vous à la newsletter En vous i"),
        ("heading 2", "OpenAI génère de plus en plus de revenus"),
    ]
    assert kinds_of(SEED.read_text()).count("paragraph") == 7


def test_all_of_the_seed_but_its_header_is_in_the_text() -> None:
    body = SEED.read_text().split("\n", 1)[1]
    assert read(SEED).article.text.split() == body.split()


# The header.


@pytest.mark.parametrize(
    "header",
    [
        " date 2023-05 Le début de l'article ...",
        "date 2023-05-31 Le début de l'article…",
        " date 2023 Un paragraphe assez long",
        "date 2023-05",
    ],
)
def test_a_header_is_metadata_and_not_shown(header: str) -> None:
    article = article_of(f"{header}\n\n{LONG}\n")
    assert article.text == LONG
    assert article.date in header.split()
    assert article.title


@pytest.mark.parametrize(
    "line",
    [
        "date 2023-05 est la date que porte cette lettre.",
        "date 2023-13 Le début de l'article ...",
        "date de naissance 2023 ...",
        "Une date 2023-05 au milieu ...",
    ],
)
def test_a_line_that_is_no_header_stays(line: str) -> None:
    article = article_of(f"{line}\n\n{LONG}\n")
    assert article.text == f"{line}\n{LONG}"
    assert article.date is None


def test_a_header_that_is_all_there_is_stays() -> None:
    assert article_of(" date 2023-05 Le début ...\n").text == "date 2023-05 Le début ..."


# The title.


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"Le titre\n\n{LONG}", "Le titre"),
        (f"Le titre\n========\n\n{LONG}", "Le titre"),
        (f" date 2023-05 Le début. La suite ...\n\nLe titre\n\n{LONG}", "Le titre"),
        (f" date 2023-05 Le début. La suite ...\n\n{LONG}", "Le début"),
        ("M. Dupont arrive. Il repart aussitôt.", "M. Dupont arrive"),
        ("Où va-t-il ? Nul ne le sait, dit-on.", "Où va-t-il ?"),
        (f"* * *\n\n{LONG}", LONG.rstrip(".")),
        (f"Inscrivez-vous à la newsletter\n\n{LONG}", LONG.rstrip(".")),
        (f"Le titre\n\nJean Dupont\n\n31 mai 2023\n\n{LONG}", "Le titre"),
    ],
)
def test_a_title_line_is_the_title_or_else_the_first_sentence(source: str, title: str) -> None:
    assert article_of(source).title == title


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = article_of("Une phrase " + "qui ne finit pas " * 20).title
    assert title.endswith("qui ne finit pas…")
    assert len(title) <= 151


# Paragraphs.


def test_paragraphs_stand_between_blank_lines() -> None:
    assert paragraphs_of("Un.\n\nDeux.\n \t\n\n\nTrois.\n") == ["Un.", "Deux.", "Trois."]


def test_a_file_may_have_one_paragraph_a_line() -> None:
    lines = ["Le titre de l'article", LONG, "Des bureaux ?", LONG + " " + LONG, "Court.", LONG]
    assert paragraphs_of("\n".join(lines)) == lines
    assert kinds_of("\n".join(lines)) == [
        "heading 1",
        "paragraph",
        "heading 2",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_wrapped_lines_are_joined_and_all_else_is_kept() -> None:
    chapter, first, second, verse, third, items, end = ALICE.strip().split("\n\n")
    assert blocks_of(article_of(ALICE)) == [
        ("heading 1", chapter.split("\n")[0]),
        ("+ heading 1", chapter.split("\n")[1]),
        ("paragraph", first.replace("\n", " ")),
        ("paragraph", second.replace("\n", " ")),
        *zip(["paragraph", *["+ paragraph"] * 3], textwrap.dedent(verse).split("\n"), strict=True),
        ("paragraph", third.replace("\n", " ")),
        ("item", items.split("\n- another")[0].replace("\n  ", " ")),
        ("item", "- another item"),
        ("paragraph", end.split("\n")[0]),
        ("+ paragraph", end.split("\n")[1]),
    ]


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_prose_wrapped_to_any_usual_width_is_joined_again(width: int, language: str) -> None:
    if language == "fr":
        prose = [p for p in SEED.read_text().split("\n\n")[1:] if len(p) > 200]
    else:
        prose = [text for kind, text in blocks_of(article_of(ALICE)) if len(text) > 150]
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in prose)
    assert paragraphs_of(wrapped) == [paragraph.strip() for paragraph in prose]


def test_first_lines_may_be_indented_instead_of_parted_by_blank_lines() -> None:
    source = """\
    Il était une fois, dans un pays fort lointain, un roi qui avait trois
filles plus belles les unes que les autres, et dont la cadette surtout
faisait l'admiration de tous.
    Un jour que le roi revenait de la chasse, il rencontra une vieille
femme qui lui demanda l'aumône, et qui le regarda d'un air étrange.
    — Sire, dit-elle, vous le regretterez.
    — Et pourquoi donc ?
    Elle ne répondit pas, et disparut dans la forêt profonde qui bordait
le chemin depuis la dernière auberge.
"""
    assert [text[:20] for text in paragraphs_of(source)] == [
        "Il était une fois, d",
        "Un jour que le roi r",
        "— Sire, dit-elle, vo",
        "— Et pourquoi donc ?",
        "Elle ne répondit pas",
    ]


def test_no_word_is_changed_where_lines_are_joined() -> None:
    source = """\
On a longtemps cru que cette affaire n'était rien d'autre qu'un rendez-
vous manqué entre deux hommes qui, l'un comme l'autre, l'attendaient —
mais ce n'était pas ce que pensaient ceux qui les connaissaient le mieux
depuis l'enfance.
"""
    assert paragraphs_of(source) == [
        "On a longtemps cru que cette affaire n'était rien d'autre qu'un rendez-vous manqué entre "
        "deux hommes qui, l'un comme l'autre, l'attendaient — mais ce n'était pas ce que pensaient "
        "ceux qui les connaissaient le mieux depuis l'enfance."
    ]


def test_ideographs_are_joined_without_a_space() -> None:
    source = """\
吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当が
つかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事
だけは記憶している。
"""
    assert paragraphs_of(source) == [source.replace("\n", "")]


# What is kept as it is.


def test_verse_is_kept_line_by_line_and_a_stanza_is_one_paragraph() -> None:
    source = """\
Ainsi, toujours poussés vers de nouveaux rivages,
Dans la nuit éternelle emportés sans retour,
Ne pourrons-nous jamais sur l'océan des âges
  Jeter l'ancre un seul jour ?

Ô lac ! l'année à peine a fini sa carrière,
Et près des flots chéris qu'elle devait revoir,
"""
    assert article_of(source).text == source.strip().replace("\n\n", "\n")
    assert kinds_of(source) == [*["paragraph", *["+ paragraph"] * 3], "paragraph", "+ paragraph"]


def test_verse_without_capitals_and_stops_is_kept_too() -> None:
    source = "so much depends\nupon\n\na red wheel\nbarrow\n\nglazed with rain\nwater\n"
    assert article_of(source).text == source.strip().replace("\n\n", "\n")
    assert "heading 2" not in kinds_of(source)


@pytest.mark.parametrize("mark", ["— ", "– ", "—", "- "])
def test_each_reply_of_a_dialogue_is_a_paragraph(mark: str) -> None:
    replies = ["Où est-elle ?", "Partie, dit-elle sans lever les yeux.", "Ah !"]
    source = "\n".join(mark + reply for reply in replies)
    assert blocks_of(article_of(source)) == [("paragraph", mark + reply) for reply in replies]


def test_each_item_of_a_list_is_kept_with_its_marker() -> None:
    for marks in (["- "] * 3, ["* "] * 3, ["• "] * 3, ["1. ", "2. ", "3. "], ["a) ", "b) ", "c) "]):
        items = [f"{mark}des pommes de terre" for mark in marks]
        assert blocks_of(article_of("\n".join(items))) == [("item", item) for item in items]


def test_a_table_keeps_its_columns() -> None:
    source = "Name      Age    City\nAnna      33     Paris\nBob       4      New York\n"
    assert kinds_of(source) == ["preformatted", "+ preformatted", "+ preformatted"]
    assert article_of(source).text == source.strip()


def test_tabs_align_the_columns_of_a_table_and_are_spaces_elsewhere() -> None:
    assert article_of("a\tb\nccc\td\n").text == "a       b\nccc     d"
    assert article_of("un\tmot").text == "un mot"


def test_a_row_of_stars_is_a_rule() -> None:
    for rule in ("***", "* * *", "-----", "⁂"):
        assert blocks_of(article_of(f"{LONG}\n\n{rule}\n\n{LONG}"))[1] == ("rule", rule)


# Headings.


@pytest.mark.parametrize(
    "heading",
    [
        "Des bureaux en Pologne ?",
        "OpenAI génère de plus en plus de revenus",
        "Introduction",
        "ET MAINTENANT",
        "1. Les origines",
        "Chapitre IV.",
        "2024 : une année décisive",
        "Quoi de neuf (suite)",
        "第一章",
    ],
)
def test_a_short_line_over_a_longer_paragraph_is_a_heading(heading: str) -> None:
    assert blocks_of(article_of(f"{LONG}\n\n{heading}\n\n{LONG}"))[1] == ("heading 2", heading)


def test_boilerplate_between_a_heading_and_its_text_does_not_part_them() -> None:
    source = f"{LONG}\n\nLes revenus\n\nInscrivez-vous à la newsletter\n\n{LONG}"
    assert kinds_of(source) == ["paragraph", "heading 2", "boilerplate", "paragraph"]


def test_a_part_and_its_chapter_may_stand_together() -> None:
    assert kinds_of(f"{LONG}\n\nDeuxième partie\n\nLe retour\n\n{LONG}")[1:3] == ["heading 2"] * 2


def test_an_underlined_line_is_a_heading_over_its_rule() -> None:
    assert blocks_of(article_of(f"{LONG}\n\nA part\n------\nShort.")) == [
        ("paragraph", LONG),
        ("heading 2", "A part"),
        ("rule", "------"),
        ("paragraph", "Short."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "« Où vas-tu ? »",
        "“Who's there?”",
        '"Non"',
        "— Partie",
        "– Jamais",
        "- Jamais",
        "• du pain",
        "Il partit.",
        "Chère Marie,",
        "Il faut acheter :",
        "Et puis…",
        "Et puis...",
        "et il repartit",
        "Photo : AFP",
        "Photo AFP / Jean Dupont",
        "Crédit photo : Jean Dupont",
        "Sam Altman à Varsovie (Reuters)",
        "Le siège © Jean Dupont",
        "Source: Eurostat",
        "Figure 3 – La croissance",
        "Tableau 1",
        "Par Jean Dupont",
        "By Jane Doe",
        "* * *",
        "Une ligne qui est beaucoup trop longue pour être un titre, et qui n'a pourtant pas de fin",
    ],
)
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    kinds = kinds_of(f"{LONG}\n\n{line}\n\n{LONG}")
    assert not any(kind.startswith("heading") for kind in kinds)


@pytest.mark.parametrize(
    "source",
    [
        f"{LONG}\n\nFin",
        f"{LONG}\n\nBien à vous\n\nJean Dupont",
        f"{LONG}\n\nTomates\n\nOignons\n\nPoivrons\n\n{LONG}",
        f"{LONG}\n\nJe viens\n\nTu pars",
        f"{LONG}\n\nOui\n\nC'est vrai, dit-il.",
    ],
)
def test_short_last_paragraphs_and_lists_are_no_headings(source: str) -> None:
    assert not any(kind.startswith("heading") for kind in kinds_of(source))


# Nothing is lost.

WORDS = st.sampled_from(
    ["Le", "mot,", "phrase.", "?", "«", "»", "000", "—", "-", "1.", "•", "où :"]
)
PRINTED = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from(" \n\t\r")
LINES = st.lists(WORDS, max_size=16).map(" ".join)
PAGES = st.lists(LINES | st.just("") | st.text(PRINTED, max_size=20), min_size=1, max_size=30).map(
    "\n".join
)


@given(PAGES | st.text(PRINTED))
def test_every_character_is_in_the_text_in_order(source: str) -> None:
    """Headers are metadata, and sources of this kind have none."""
    assume(source.strip() and not source.lstrip().startswith("date"))
    article = article_of(source)
    assert_canonical(article)
    assert "".join(article.text.split()) == "".join(tidy(source).split())


@given(
    st.lists(
        st.lists(st.sampled_from(LONG.rstrip(".").split()), min_size=4, max_size=90).map(
            lambda words: " ".join(words).capitalize() + "."
        ),
        min_size=1,
        max_size=8,
    )
)
def test_canonical_text_imported_again_stays_the_same(prose: list[str]) -> None:
    article = article_of("\n\n".join(prose))
    assert article_of(article.text).text == article.text == "\n".join(prose)


@pytest.mark.parametrize("source", [ALICE, SEED.read_text()])
def test_the_texts_of_this_page_imported_again_stay_the_same_but_for_indents(source: str) -> None:
    lines = article_of(source).text.split("\n")
    assert paragraphs_of("\n".join(lines)) == [line.strip() for line in lines]


def seconds_to_import(data: bytes) -> float:
    """Time of the processor that an import takes."""
    start = time.process_time()
    decode_and_read(data, "book.txt")
    return time.process_time() - start


def test_a_book_of_three_megabytes_is_imported_within_a_second_and_a_half() -> None:
    chapter = ALICE.split("\n\n", 1)[1]
    book = "\n\n".join([chapter] * (3_300_000 // len(chapter))).encode()
    # On a busy machine one run may be slow for reasons of its own.
    assert any(seconds_to_import(book) < 1.5 for _attempt in range(3))
